from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "mingtang.workbench"
    label = "workbench"

    def ready(self) -> None:
        from mingtang.workbench import slots

        slots.register()
