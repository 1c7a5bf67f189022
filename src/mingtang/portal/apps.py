from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mingtang.portal"
    label = "portal"

    def ready(self) -> None:
        from mingtang.portal import slots

        slots.register()
