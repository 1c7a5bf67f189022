from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "mingtang.foundation.files"
    label = "foundation_files"
    verbose_name = _("文件")

    def ready(self) -> None:
        from mingtang.foundation.events.schedules import DAILY, every
        from mingtang.foundation.files import tasks

        every(10, tasks.catch_up)
        every(DAILY, tasks.sweep)
