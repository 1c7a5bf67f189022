"""What was published, withdrawn and corrected."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr

from mingtang.kernel.clock.cycles import Period
from mingtang.openness.records.models import Record, Revision
from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.figures.counts import Counts
from mingtang.openness.reports.periods import moments_q

FLAGGED = Q(is_policy=True) | Q(is_normative=True)


def published_q(period: Period) -> Q:
    """Went public for the first time in the period, whatever became of it since."""
    return Q(live__isnull=False) & moments_q("published_at", period)


def published(asked: Asked) -> QuerySet[Record]:
    return Record.objects.filter(asked.q(), published_q(asked.period))


def policy(asked: Asked) -> QuerySet[Record]:
    """Policy papers and normative documents among them."""
    return published(asked).filter(FLAGGED)


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
    """Six queries."""
    counts.read(asked, "published", Record.objects.all(), published_q)
    counts.read(asked, "policy", Record.objects.filter(FLAGGED), published_q)
    counts.read(asked, "withdrawn", Record.objects.all(), _withdrawn_q)
    area = "record__area_id"
    counts.read(asked, "corrected", _replacing(), _replaced_q, unit="record__unit_id", area=area)
    found = Classes(months=_by_month(asked, months))
    keyed = published(asked).order_by().annotate(main=Substr("theme", 1, 2)).values_list("main", "genre")
    for main, genre, number in keyed.annotate(n=Count("pk")):
        found.themes[main] += number
        found.genres[genre] += number
    return found


def _by_month(asked: Asked, months: list[Period]) -> dict[Period, int]:
    # The window is one range of the index; the months are counted apart within it.
    window = Period("months", months[0].first, months[-1].last)
    rows = Record.objects.filter(asked.q(), published_q(window)).order_by()
    counted = rows.aggregate(
        **{f"m{n}": Count("pk", filter=moments_q("published_at", month)) for n, month in enumerate(months)}
    )
    return {month: counted[f"m{n}"] for n, month in enumerate(months)}
