"""What a report is about: a unit with all below it, and a period."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.tree import TreeIndex
from mingtang.kernel.clock.cycles import Period, period_of
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.reports import periods


@dataclass(frozen=True)
class Asked:
    """`unit_ids` are the unit, all below it and those whose business they took over; None for the whole county.

    `today` is the day on which it is asked: what is overdue, claimed or covered is told as of that day.
    """

    unit: Unit
    period: Period
    today: date
    unit_ids: frozenset[int] | None

    @property
    def code(self) -> str:
        return periods.code_of(self.period)

    @property
    def words(self) -> str:
        return period_words(self.period)

    @property
    def is_running(self) -> bool:
        return self.period.last >= self.today

    @property
    def until(self) -> date:
        """The last day that can hold anything yet."""
        return min(self.period.last, self.today)

    @property
    def is_county(self) -> bool:
        return self.unit_ids is None

    @property
    def begins_in(self) -> bool:
        """Whether the unit was set up in the period or later, so that nothing before it can be compared."""
        day = self.unit.established_on
        return day is not None and day >= self.period.first

    def q(self, field: str = "unit_id") -> Q:
        return Q() if self.unit_ids is None else Q(**{f"{field}__in": sorted(self.unit_ids)})

    def during(self, period: Period) -> "Asked":
        return replace(self, period=period)

    @property
    def buckets(self) -> dict[str, Period]:
        """The period and those it is compared with. A year ago is left out where it is the one before."""
        found = {"this": self.period, "before": periods.before(self.period)}
        ago = periods.year_ago(self.period)
        return found if ago == found["before"] else found | {"year_ago": ago}


def asked(unit: Unit, period: Period) -> Asked:
    """Three queries at most."""
    whole = unit.parent_id is None and not Unit.objects.filter(parent=None).exclude(pk=unit.pk).exists()
    ids = None if whole else TreeIndex().covered(unit.pk)
    return Asked(unit, period, clock.today(), ids)


def last_closed(cycle: str, today: date) -> Period:
    """The newest period of a cycle that is over."""
    return periods.before(period_of(cycle, today))
