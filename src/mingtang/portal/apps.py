from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mingtang.portal"
    label = "portal"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from mingtang.foundation.web.slots import DOORS, Door

        DOORS.register("units", Door(_("查"), _("单位和职责"), "portal:units", 20))
