"""What was published, withdrawn and corrected."""

from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr

from mingtang.kernel.clock.cycles import Period
from mingtang.openness.records.models import Record, Revision
from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.figures.counts import Counts
from mingtang.openness.reports.periods import moments_q


def published_q(period: Period) -> Q:
    """Went public for the first time in the period, whatever became of it since."""
    return Q(live__isnull=False) & moments_q("published_at", period)


def published(asked: Asked) -> QuerySet[Record]:
    return Record.objects.filter(asked.q(), published_q(asked.period))


def policy(asked: Asked) -> QuerySet[Record]:
    """Policy papers and normative documents among them."""
    return published(asked).filter(Q(is_policy=True) | Q(is_normative=True))


def withdrawn(asked: Asked) -> QuerySet[Record]:
    """Taken down in the period, whenever they went public."""
    return Record.objects.filter(asked.q(), _withdrawn_q(asked.period))


def corrected(asked: Asked) -> QuerySet[Revision]:
    """Texts that replaced a public one in the period; a record corrected twice counts twice."""
    return _replacing().filter(asked.q("record__unit_id"), _replaced_q(asked.period))


def _withdrawn_q(period: Period) -> Q:
    return moments_q("withdrawn_at", period)


def _replacing() -> QuerySet[Revision]:
    return Revision.objects.filter(record__published_at__lt=F("published_at"))


def _replaced_q(period: Period) -> Q:
    return moments_q("published_at", period)


@dataclass
class Classes:
    """How many of the published records each theme, genre and month has; months beyond the period belong to the
    line of the last twelve.
    """

    themes: Counter[str] = field(default_factory=Counter)
    genres: Counter[str] = field(default_factory=Counter)
    months: dict[Period, int] = field(default_factory=dict)


def read(asked: Asked, counts: Counts, months: list[Period]) -> Classes:
    """Four queries."""
    found = Classes()
    buckets = asked.buckets
    conditions = {name: published_q(period) for name, period in buckets.items()}
    rows = Record.objects.filter(asked.q(), reduce(or_, conditions.values())).order_by()
    flagged = Q(is_policy=True) | Q(is_normative=True)
    numbers = {name: Count("pk", filter=q) for name, q in conditions.items()}
    numbers |= {f"{name}_policy": Count("pk", filter=q & flagged) for name, q in conditions.items()}
    keyed = rows.annotate(main=Substr("theme", 1, 2)).values("unit_id", "area_id", "genre", "main")
    for row in keyed.annotate(**numbers):
        for name in buckets:
            counts.add(name, row["unit_id"], row["area_id"], "published", row[name])
            counts.add(name, row["unit_id"], row["area_id"], "policy", row[f"{name}_policy"])
        found.themes[row["main"]] += row["this"]
        found.genres[row["genre"]] += row["this"]
    found.months = _by_month(asked, months)
    counts.read(asked, "withdrawn", Record.objects.all(), _withdrawn_q)
    area = "record__area_id"
    counts.read(asked, "corrected", _replacing(), _replaced_q, unit="record__unit_id", area=area)
    return found


def _by_month(asked: Asked, months: list[Period]) -> dict[Period, int]:
    # The window is one range of the index; the months are counted apart within it.
    window = Period("months", months[0].first, months[-1].last)
    rows = Record.objects.filter(asked.q(), published_q(window)).order_by()
    counted = rows.aggregate(
        **{f"m{n}": Count("pk", filter=moments_q("published_at", month)) for n, month in enumerate(months)}
    )
    return {month: counted[f"m{n}"] for n, month in enumerate(months)}
