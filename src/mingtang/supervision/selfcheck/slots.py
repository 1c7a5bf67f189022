"""What the self-check puts into the pages and mechanisms of others."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.schedules import every
from mingtang.foundation.web.slots import CHAPTERS, Chapter
from mingtang.supervision.selfcheck import process, tasks


def register() -> None:
    every(60, tasks.nightly)
    CHAPTERS.register("selfcheck", Chapter(_("网站自查"), "selfcheck_desk:check", 55, (process.CHECK,)))
