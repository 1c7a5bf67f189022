from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "mingtang.foundation.events"
    label = "foundation_events"
    verbose_name = _("事件")

    def ready(self) -> None:
        from mingtang.foundation.events import listeners

        listeners.connect()
