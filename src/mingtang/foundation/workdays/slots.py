"""What the working calendar puts into the pages of others."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.web.slots import CHAPTERS, Chapter
from mingtang.foundation.workdays import kinds as kinds  # registers the events
from mingtang.foundation.workdays import process


def register() -> None:
    CHAPTERS.register("workdays", Chapter(_("工作日历"), "workdays_desk:year", 85, (process.MANAGE,)))
