"""What people read and searched for, and the columns whose newest record is too old."""

from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.timezone import localtime

from mingtang.foundation.search.models import QueryCount
from mingtang.openness.columns import queries as columns
from mingtang.openness.columns.models import Column
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record, Visits
from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.figures.counts import Counts
from mingtang.openness.reports.periods import days_q

SHOWN = 10


@dataclass
class Reach:
    """`read` are public records and how often they were read in the period; `lacking` what was looked for and not
    found. `stale` are columns as of today.
    """

    read: list[tuple[Record, int]] = field(default_factory=list)
    lacking: list[tuple[str, int]] = field(default_factory=list)
    stale: list[columns.Standing] = field(default_factory=list)


def visits(asked: Asked, within: Q | None = None) -> QuerySet[Visits]:
    inside = asked.q("record__unit_id")
    return Visits.objects.filter(inside, within or days_q("day", asked.period))


def searches(asked: Asked, within: Q | None = None) -> QuerySet[QueryCount]:
    """Of a unit those on its own pages; of the county all."""
    return QueryCount.objects.filter(asked.q(), within or days_q("day", asked.period))


def stale_columns(asked: Asked) -> list[columns.Standing]:
    """Open columns of the units whose newest record is older than their limit allows, as of today."""
    rows = columns.public().filter(asked.q()).exclude(reach=Column.Reach.EACH).select_related("unit", "type")
    return [
        standing
        for standing in columns.standings(rows)
        if standing.column.is_late(standing.updated_at and localtime(standing.updated_at).date(), asked.today)
    ]


def read(asked: Asked, counts: Counts) -> Reach:
    """About eight queries."""
    found = Reach(stale=stale_columns(asked))
    for code, rows in (("visits", visits), ("searches", searches)):
        ranges = {name: days_q("day", period) for name, period in asked.buckets.items()}
        whole = rows(asked, reduce(or_, ranges.values()))
        sums = whole.aggregate(**{name: Sum("number", filter=q) for name, q in ranges.items()})
        for name, number in sums.items():
            counts.add(name, asked.unit.pk, None, code, number)
    for standing in found.stale:
        counts.add("this", standing.column.unit_id, None, "stale", 1)
    found.read = most_read(asked)
    lacking = searches(asked).filter(empty__gt=0).order_by().values("text")
    ranked = lacking.annotate(n=Sum("empty"), days=Count("day", distinct=True)).filter(n__gte=3)
    found.lacking = [(row["text"], row["n"]) for row in ranked.order_by("-n", "text")[:SHOWN]]
    return found


def most_read(asked: Asked) -> list[tuple[Record, int]]:
    ranked = visits(asked).order_by().values("record_id").annotate(n=Sum("number"))
    numbers = {row["record_id"]: row["n"] for row in ranked.order_by(F("n").desc(), "record_id")[: SHOWN * 2]}
    shown = records.public().filter(pk__in=numbers).select_related("unit")
    found = sorted(
        ((record, numbers[record.pk]) for record in shown), key=lambda each: (-each[1], each[0].title)
    )
    return found[:SHOWN]
