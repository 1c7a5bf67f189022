from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuardConfig(AppConfig):
    name = "mingtang.foundation.guard"
    label = "foundation_guard"
    verbose_name = _("发布前检查")

    def ready(self) -> None:
        from mingtang.foundation.guard import slots

        slots.register()
