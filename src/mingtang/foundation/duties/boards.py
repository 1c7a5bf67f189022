"""How a unit stands with its duties: what is late, who has how many, how often it was in time, how long posts hold.

Everything is of the unit, of those below it and of those whose business they took over, and only what the person may
see.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, FloatField, Func, Min, Q, QuerySet, Sum
from django.utils import timezone

from mingtang.foundation.duties.listing import state_q
from mingtang.foundation.duties.models import Duty, Holding, Outcome
from mingtang.foundation.duties.queries import soon_until, visible_q
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.organisations.tree import TreeIndex

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
class PostLine:
    """What a post holds now, and how many days it held duties on average, over `stretches` that ended. `post` is empty
    for duties that no post has yet.
    """

    post: Post | None
    open: int = 0
    overdue: int = 0
    soon: int = 0
    oldest: date | None = None
    stretches: int = 0
    days: float = 0.0


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
    posts: list[PostLine]
    below: list[UnitLine]


def board(who: Authority, unit: Unit) -> Board:
    """Eight statements, whatever the number of duties."""
    day, soon = who.today, soon_until(who.today)
    covered = TreeIndex().covered(unit.pk)
    units = {u.pk: u for u in Unit.objects.filter(pk__in=covered).order_by("path")}
    # Naming every unit would lead the database away from the index that counts are read from.
    named = None if unit.parent_id is None else list(units)
    scope = Duty.objects.filter(visible_q(who), _within(named))
    states = {
        "open": Count("unit"),
        "overdue": Count("unit", filter=state_q("overdue", day, soon)),
        "soon": Count("unit", filter=state_q("soon", day, soon)),
        "undated": Count("unit", filter=state_q("undated", day, soon)),
    }
    now = scope.filter(closed_at=None).order_by()
    by_unit: dict[int, Any] = {row["unit_id"]: row for row in now.values("unit_id").annotate(**states)}
    ended = Q(closed_at__isnull=False, done_on__gt=day - LOOKS_BACK)
    done = scope.filter(ended, outcome__in=(Outcome.ON_TIME, Outcome.LATE)).order_by()
    rates = _rates(done)
    total = {name: sum(row[name] for row in by_unit.values()) for name in states}
    return Board(
        unit,
        **total,
        rate=_sum(rates.values()),
        posts=_posts(now, states, _times(who, named, day - LOOKS_BACK)),
        below=_below(unit, units, by_unit, rates),
    )


def _rates(done: QuerySet[Duty]) -> dict[int, Rate]:
    found: dict[int, Rate] = {}
    for unit_id, outcome, number in done.values_list("unit_id", "outcome").annotate(n=Count("*")):
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


def _posts(
    now: QuerySet[Duty], states: dict[str, Any], times: dict[int, tuple[int, float]]
) -> list[PostLine]:
    """Most overdue first; posts that hold nothing now stand last."""
    lines = {pk: PostLine(None, stretches=number, days=days / number) for pk, (number, days) in times.items()}
    # By unit too, so that SQLite counts by the index made for it instead of fetching every duty of every post.
    rows: Any = now.values("unit_id", "post_id").annotate(**states, oldest=Min("due_on"))
    for row in rows:
        line = lines.setdefault(row["post_id"], PostLine(None))
        line.open += row["open"]
        line.overdue += row["overdue"]
        line.soon += row["soon"]
        line.oldest = min(filter(None, (line.oldest, row["oldest"])), default=None)
    known = Post.objects.select_related("unit").in_bulk([pk for pk in lines if pk])
    for pk, line in lines.items():
        line.post = known.get(pk)
    return sorted(lines.values(), key=lambda line: (-line.overdue, -line.soon, -line.open, -line.days))


class _Days(Func):
    """Days between two moments, by the database's own means: Django's would call back for every row on SQLite."""

    output_field = FloatField()
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="(julianday(%(expressions)s))", arg_joiner=") - julianday("
        )

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "(EXTRACT(EPOCH FROM %(expressions)s) / 86400.0)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" - ")


def _within(units: list[int] | None, of: str = "") -> Q:
    return Q() if units is None else Q(**{f"{of}unit_id__in": units})


def _times(who: Authority, units: list[int] | None, since: date) -> dict[int, tuple[int, float]]:
    """Post id → number and days of the stretches since a day that ended by passing on, or with the duty."""
    moment = timezone.make_aware(datetime.combine(since, time.min))
    passed = Holding.objects.filter(
        visible_q(who, "duty__"), _within(units, "duty__"), until_at__gte=moment, post__isnull=False
    ).exclude(duty__outcome=Outcome.VOID)
    held = Sum(_Days(F("until_at"), F("from_at")))
    ended = Q(closed_at__isnull=False, done_on__gte=since, post__isnull=False) & ~Q(outcome=Outcome.VOID)
    closed = Duty.objects.filter(visible_q(who), _within(units), ended)
    last = Sum(_Days(F("closed_at"), F("held_since")))
    sums: dict[int, tuple[int, float]] = {}
    for post_id, number, days in (
        *passed.order_by().values_list("post_id").annotate(n=Count("*"), days=held),
        *(
            row[1:]
            for row in closed.order_by().values_list("unit_id", "post_id").annotate(n=Count("*"), days=last)
        ),
    ):
        before = sums.get(post_id, (0, 0.0))
        sums[post_id] = (before[0] + number, before[1] + days)
    return sums


def _below(
    unit: Unit, units: dict[int, Unit], by_unit: dict[int, Any], rates: dict[int, Rate]
) -> list[UnitLine]:
    """The units directly below, and those that were taken over, that have any duties, most overdue first."""
    own = [u for u in units.values() if u.parent_id == unit.pk or not u.path.startswith(unit.path)]
    lines = {u.path: UnitLine(u, rate=Rate()) for u in own}
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
