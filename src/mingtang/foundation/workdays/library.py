"""The days that come with the program: the arrangements of past years from the package chinesecalendar.

Its data end with a year; from then on days come from notices adopted at the desk, or stay provisional.
"""

from functools import cache
from importlib.metadata import version

from chinese_calendar.constants import Holiday, holidays, workdays

from mingtang.kernel.clock.arrangements import FULL_NAMES
from mingtang.kernel.clock.days import SpecialDay

SOURCE = f"chinesecalendar {version('chinesecalendar')}"
FIRST_YEAR = min(holidays).year
LAST_YEAR = max(holidays).year
YEARS = frozenset(range(FIRST_YEAR, LAST_YEAR + 1))
_NAMES = {each.value: FULL_NAMES.get(each.chinese, each.chinese) for each in Holiday}


@cache
def days() -> tuple[SpecialDay, ...]:
    """All its days of rest and make-up workdays, each with its festival in Chinese."""
    return tuple(
        SpecialDay(day, working, _NAMES.get(name, name), SOURCE)
        for table, working in ((holidays, False), (workdays, True))
        for day, name in table.items()
    )
