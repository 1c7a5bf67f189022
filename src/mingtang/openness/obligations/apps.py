from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObligationsConfig(AppConfig):
    name = "mingtang.openness.obligations"
    label = "openness_obligations"
    verbose_name = _("公开任务")

    def ready(self) -> None:
        from mingtang.foundation.events.schedules import DAILY, every
        from mingtang.openness.obligations import consumers, slots, tasks

        consumers.register()
        slots.register()
        every(DAILY, tasks.check)
