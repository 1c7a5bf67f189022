from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkdaysConfig(AppConfig):
    name = "mingtang.foundation.workdays"
    label = "foundation_workdays"
    verbose_name = _("工作日历")

    def ready(self) -> None:
        from mingtang.foundation.workdays import slots

        slots.register()
