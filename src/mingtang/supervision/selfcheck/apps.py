from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelfCheckConfig(AppConfig):
    name = "mingtang.supervision.selfcheck"
    label = "supervision_selfcheck"
    verbose_name = _("网站自查")

    def ready(self) -> None:
        from mingtang.supervision.selfcheck import slots

        slots.register()
