from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "mingtang.openness.reports"
    label = "openness_reports"
    verbose_name = _("工作报告和迎检")

    def ready(self) -> None:
        from mingtang.openness.reports import slots

        slots.register()
