from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GazetteConfig(AppConfig):
    name = "mingtang.openness.gazette"
    label = "openness_gazette"
    verbose_name = _("政府公报")

    def ready(self) -> None:
        from mingtang.openness.gazette import slots

        slots.register()
