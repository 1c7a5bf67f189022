"""How a unit stands with its duties: what is late, who has how many, how often it was in time, how long posts hold.

Everything is of the unit and of those below it, and only what the person may see.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, QuerySet, Sum
from django.utils import timezone

from mingtang.foundation.duties.listing import state_q
from mingtang.foundation.duties.models import Duty, Holding, Outcome
from mingtang.foundation.duties.queries import soon_until, visible_q
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.foundation.organisations.queries import Authority

LOOKS_BACK = timedelta(days=365)


@dataclass
class Rate:
    """Of the duties with a hard date that were done: how many in time. `percent` is empty where none was done."""

    on_time: int = 0
    late: int = 0

    @property
    def done(self) -> int:
        return self.on_time + self.late

    @property
    def percent(self) -> int | None:
        """Rounded down, so that only a clean record shows a hundred."""
        return self.on_time * 100 // self.done if self.done else None


@dataclass
class PostLoad:
    """What a post holds now. `post` is empty for duties that no post has yet."""

    post: Post | None
    open: int
    overdue: int
    soon: int
    oldest: date | None


@dataclass
class PostTime:
    """How long a post held duties on average, in days, over so many stretches that ended."""

    post: Post
    stretches: int
    days: float


@dataclass
class UnitLine:
    """A unit below, with all that is below it."""

    unit: Unit
    open: int = 0
    overdue: int = 0
    soon: int = 0
    rate: Rate | None = None


@dataclass
class Board:
    unit: Unit
    open: int
    overdue: int
    soon: int
    undated: int
    rate: Rate
    posts: list[PostLoad]
    times: list[PostTime]
    below: list[UnitLine]


def board(who: Authority, unit: Unit) -> Board:
    """Six statements, whatever the number of duties."""
    day, soon = who.today, soon_until(who.today)
    units = {u.pk: u for u in Unit.objects.filter(path__startswith=unit.path).order_by("path")}
    scope = Duty.objects.filter(visible_q(who))
    if unit.parent_id is not None or not who.scope("duty.view", "duty.manage").everything:
        scope = scope.filter(unit_id__in=units)
    states = {
        "open": Count("pk"),
        "overdue": Count("pk", filter=state_q("overdue", day, soon)),
        "soon": Count("pk", filter=state_q("soon", day, soon)),
        "undated": Count("pk", filter=state_q("undated", day, soon)),
    }
    now = scope.filter(closed_at=None).order_by()
    by_unit = {row["unit_id"]: row for row in now.values("unit_id").annotate(**states)}
    done = scope.filter(done_on__gt=day - LOOKS_BACK, outcome__in=(Outcome.ON_TIME, Outcome.LATE)).order_by()
    rates = _rates(done)
    total = {name: sum(row[name] for row in by_unit.values()) for name in states}
    return Board(
        unit,
        **total,
        rate=_sum(rates.values()),
        posts=_posts(now, states),
        times=_times(scope, timezone.make_aware(datetime.combine(day - LOOKS_BACK, time.min))),
        below=_below(unit, units, by_unit, rates),
    )


def _rates(done: QuerySet[Duty]) -> dict[int, Rate]:
    found: dict[int, Rate] = {}
    for unit_id, outcome, number in done.values_list("unit_id", "outcome").annotate(n=Count("pk")):
        rate = found.setdefault(unit_id, Rate())
        if outcome == Outcome.LATE:
            rate.late += number
        else:
            rate.on_time += number
    return found


def _sum(rates: Any) -> Rate:
    total = Rate()
    for rate in rates:
        total.on_time += rate.on_time
        total.late += rate.late
    return total


def _posts(now: QuerySet[Duty], states: dict[str, Any]) -> list[PostLoad]:
    """Most overdue first."""
    rows = list(now.values("post_id").annotate(**states, oldest=Min("due_on")))
    posts = Post.objects.select_related("unit").in_bulk([row["post_id"] for row in rows if row["post_id"]])
    loads = [
        PostLoad(posts.get(row["post_id"]), row["open"], row["overdue"], row["soon"], row["oldest"])
        for row in rows
    ]
    return sorted(loads, key=lambda load: (-load.overdue, -load.soon, -load.open))


def _times(scope: QuerySet[Duty], since: datetime) -> list[PostTime]:
    """Over stretches that ended by passing on, and those that ended with the duty."""
    counted = scope.exclude(outcome=Outcome.VOID)
    passed = Holding.objects.filter(duty__in=counted.values("pk"), until_at__gte=since, post__isnull=False)
    closed = counted.filter(closed_at__gte=since, held_since__lte=F("closed_at"), post__isnull=False)
    sums: dict[int, tuple[int, timedelta]] = {}
    for rows, first, last in ((passed, "from_at", "until_at"), (closed, "held_since", "closed_at")):
        length = ExpressionWrapper(F(last) - F(first), output_field=DurationField())
        stretches: Any = rows.order_by().values_list("post_id").annotate(n=Count("pk"), length=Sum(length))
        for post_id, number, spent in stretches:
            before = sums.get(post_id, (0, timedelta(0)))
            sums[post_id] = (before[0] + number, before[1] + spent)
    posts = Post.objects.select_related("unit").in_bulk(list(sums))
    times = [PostTime(posts[pk], n, spent / timedelta(days=1) / n) for pk, (n, spent) in sums.items()]
    return sorted(times, key=lambda each: -each.days)


def _below(
    unit: Unit, units: dict[int, Unit], by_unit: dict[int, dict[str, int]], rates: dict[int, Rate]
) -> list[UnitLine]:
    """The units directly below that have any duties, most overdue first."""
    lines = {u.path: UnitLine(u, rate=Rate()) for u in units.values() if u.parent_id == unit.pk}
    for pk, child in units.items():
        line = next((lines[path] for path in lines if child.path.startswith(path)), None)
        if line is None or line.rate is None:
            continue
        row = by_unit.get(pk, {})
        line.open += row.get("open", 0)
        line.overdue += row.get("overdue", 0)
        line.soon += row.get("soon", 0)
        line.rate = _sum([line.rate, rates.get(pk, Rate())])
    kept = [line for line in lines.values() if line.open or (line.rate and line.rate.done)]
    return sorted(kept, key=lambda line: (-line.overdue, -line.soon, -line.open))
