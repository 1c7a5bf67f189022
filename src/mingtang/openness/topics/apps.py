from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    name = "mingtang.openness.topics"
    label = "openness_topics"
    verbose_name = _("专栏")

    def ready(self) -> None:
        from mingtang.openness.topics import slots

        slots.register()
