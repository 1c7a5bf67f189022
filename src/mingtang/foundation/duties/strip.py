"""The days of a reckoning as a wall calendar: one cell for each day from the start to the due day, in weeks.

It is a picture of the table of stretches, which says the same in words.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mingtang.kernel.clock.days import DayKind, days_between
from mingtang.kernel.clock.model import Reckoning, StepKind

MOST_DAYS = 130
"""Beyond that the picture is longer than what it explains; the table remains."""


@dataclass(frozen=True)
class Cell:
    """`label` is the day of the month, with the month where one begins; `word` what the day is, or its number in the
    count. `weekday`: 1 is Monday.
    """

    label: str
    word: Any
    kind: str
    weekday: int
    is_due: bool = False
    is_today: bool = False


def strip(found: Reckoning | None, today: date) -> list[Cell]:
    """Empty where nothing was counted, or where it is too long for a picture."""
    if found is None or (found.steps[-1].last - found.steps[0].first).days >= MOST_DAYS:
        return []
    backward = found.steps[0].kind != StepKind.START
    cells: list[Cell] = []
    n = found.counted + 1 if backward else 0
    for step in found.steps:
        made_up = {fact.day for fact in step.facts if fact.kind == DayKind.MAKE_UP}
        for day in days_between(step.first, step.last):
            if step.kind == StepKind.COUNTED:
                n += -1 if backward else 1
            cells.append(
                Cell(
                    label=_label(day, first=not cells),
                    word=_word(step.kind, n, make_up=day in made_up, backward=backward),
                    kind=step.kind,
                    weekday=day.isoweekday(),
                    is_due=day == found.due,
                    is_today=day == today,
                )
            )
    return cells


def _label(day: date, *, first: bool) -> str:
    if first or day.day == 1:
        return f"{day.month}/{day.day}"
    return str(day.day)


def _word(kind: str, n: int, *, make_up: bool, backward: bool) -> Any:
    match kind:
        case StepKind.START:
            return _("事项") if backward else _("起算")
        case StepKind.COUNTED:
            return _("班 %(n)s") % {"n": n} if make_up else str(n)
        case StepKind.PAUSED:
            return _("停")
        case StepKind.MOVED:
            return _("提前") if backward else _("顺延")
        case _:
            return _("休")
