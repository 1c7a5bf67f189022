from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "mingtang.openness.intake"
    label = "openness_intake"
    verbose_name = _("从文件起草")

    def ready(self) -> None:
        from mingtang.openness.intake import slots

        slots.register()
