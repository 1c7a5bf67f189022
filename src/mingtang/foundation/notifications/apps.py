from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "mingtang.foundation.notifications"
    label = "foundation_notifications"
    verbose_name = _("消息")

    def ready(self) -> None:
        from mingtang.foundation.notifications import slots

        slots.register()
