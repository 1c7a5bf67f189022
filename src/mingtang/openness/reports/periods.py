"""The periods a report speaks of: a month, quarter, half year or year, as their addresses name them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from mingtang.kernel.clock.cycles import Period, period_of
from mingtang.kernel.clock.reckoning import add_months
from mingtang.openness.obligations.wording import period_words

CYCLES = ("month", "quarter", "half_year", "year")
FIRST_YEAR = 2000
_CODE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?")
_SHOWN = {"month": 13, "quarter": 8, "half_year": 4, "year": 3}


def read(code: str) -> Period | None:
    """The period that `2026-09`, `2026-Q3`, `2026-H2` or `2026` names; None for anything else."""
    match = _CODE.fullmatch(code) if code.isascii() else None
    if match is None or not FIRST_YEAR <= int(match[1]) <= 9000:
        return None
    year, quarter, half, month = (int(part or 0) for part in match.groups())
    if quarter:
        return period_of("quarter", date(year, quarter * 3, 1))
    if half:
        return period_of("half_year", date(year, half * 6, 1))
    return period_of("month", date(year, month, 1)) if month else period_of("year", date(year, 1, 1))


def code_of(period: Period) -> str:
    year, month = period.first.year, period.first.month
    match period.cycle:
        case "month":
            return f"{year}-{month:02}"
        case "quarter":
            return f"{year}-Q{month // 3 + 1}"
        case "half_year":
            return f"{year}-H{month // 6 + 1}"
        case _:
            return str(year)


def before(period: Period) -> Period:
    return period_of(period.cycle, period.first - timedelta(days=1))


def year_ago(period: Period) -> Period:
    return period_of(period.cycle, period.first.replace(year=period.first.year - 1))


def recent(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be chosen, the running period first: groups of codes and words."""
    labels = {"month": _("月报"), "quarter": _("季报"), "half_year": _("半年报"), "year": _("年度")}
    found = []
    for cycle in CYCLES:
        period = period_of(cycle, today)
        shown: list[tuple[str, str]] = []
        for _n in range(_SHOWN[cycle]):
            words = period_words(period)
            shown.append(
                (code_of(period), _("%(period)s（到今天）") % {"period": words} if not shown else words)
            )
            period = before(period)
        found.append((labels[cycle], shown))
    return found


def months_until(last: date, number: int) -> list[Period]:
    """So many months up to the one of a day, the oldest first."""
    first = add_months(last.replace(day=1), 1 - number)
    return [period_of("month", add_months(first, n)) for n in range(number)]


def days_q(field: str, period: Period) -> Q:
    """The condition on a day to lie in a period."""
    return Q(**{f"{field}__gte": period.first, f"{field}__lte": period.last})


def moments_q(field: str, period: Period) -> Q:
    """The condition on a moment to lie in a period, by the county's time."""
    return Q(
        **{f"{field}__gte": _start(period.first), f"{field}__lt": _start(period.last + timedelta(days=1))}
    )


def _start(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


@dataclass(frozen=True)
class Nouns:
    """What a sentence calls a period, the one before it, and the same a year ago."""

    this: str
    before: str
    year_ago: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.this, self.before, self.year_ago))


def nouns(period: Period) -> Nouns:
    known: dict[str, Any] = {
        "month": (_("本月"), _("上月"), _("去年同月")),
        "quarter": (_("本季度"), _("上季度"), _("去年同期")),
        "half_year": (_("本期"), _("上期"), _("去年同期")),
        "year": (_("本年"), _("上年"), _("上年")),
    }
    return Nouns(*known[period.cycle])
