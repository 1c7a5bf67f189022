"""What the guard puts into the pages and mechanisms of others."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.schedules import every
from mingtang.foundation.guard import kinds, tasks
from mingtang.foundation.web.slots import CHAPTERS, Chapter


def register() -> None:
    every(30, tasks.sweep_by_night)
    CHAPTERS.register(
        "guard", Chapter(_("发布前检查"), "guard_desk:home", 64, (kinds.VIEW, kinds.PHRASES, kinds.MANAGE))
    )
