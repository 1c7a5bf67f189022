from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingsConfig(AppConfig):
    name = "mingtang.foundation.findings"
    label = "foundation_findings"
    verbose_name = _("问题")

    def ready(self) -> None:
        from mingtang.foundation.findings import slots

        slots.register()
