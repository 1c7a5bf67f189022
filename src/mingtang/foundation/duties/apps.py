from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutiesConfig(AppConfig):
    name = "mingtang.foundation.duties"
    label = "foundation_duties"
    verbose_name = _("任务")

    def ready(self) -> None:
        from mingtang.foundation.duties import consumers, slots, tasks
        from mingtang.foundation.events.schedules import DAILY, every

        consumers.register()
        slots.register()
        every(60, tasks.warn_of_duties)
        every(DAILY, tasks.recount_what_settled)
