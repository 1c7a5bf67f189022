from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "mingtang.openness.records"
    label = "openness_records"
    verbose_name = _("政府信息")

    def ready(self) -> None:
        from mingtang.openness.records import slots

        slots.register()
