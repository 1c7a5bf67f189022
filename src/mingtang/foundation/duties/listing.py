"""The list of duties under filters: its rows, how many there are of each, and one page of them.

Without a state the list holds what is open. Each count is taken with all filters but its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.duties.queries import in_order, overdue_q, soon_until, visible_q
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.organisations.tree import TreeIndex
from mingtang.foundation.web.paging import Page, paginate
from mingtang.foundation.workdays.queries import calendar

PARAMETERS = (
    "q",
    "mine",
    "state",
    "within",
    "unit",
    "area",
    "kind",
    "post",
    "outcome",
    "month",
    "from",
    "by",
)
STATES = {
    "overdue": _("已逾期"),
    "soon": _("快到期"),
    "later": _("以后到期"),
    "undated": _("没有期限"),
    "closed": _("已办结"),
}
_COLUMNS = {"unit": "unit_id", "area": "area_id", "kind": "kind"}


@dataclass
class Listing:
    """What a person's list shows. `query` are the parameters of the address, all of `PARAMETERS`, empty where unset.

    `units` and `areas` name what the filters may say, slug or code → id, and `within` holds the ids of the unit that is
    named so, of those below it and of those they took over; an unknown one finds nothing.
    """

    who: Authority
    query: Mapping[str, str]
    units: Mapping[str, int] = field(default_factory=dict)
    areas: Mapping[str, int] = field(default_factory=dict)
    within: Sequence[int] = ()

    def __post_init__(self) -> None:
        self.today: date = self.who.today
        self.days = calendar()
        self.soon = soon_until(self.today, self.days)

    @property
    def closed(self) -> bool:
        return self.query["state"] == "closed" or bool(self.query["outcome"])

    def rows(self, without: str = "") -> QuerySet[Duty]:
        """The duties under the filters, but for one of them."""
        found = Duty.objects.filter(visible_q(self.who))
        for name, value in self.query.items():
            if value and name not in (without, "state", "outcome"):
                found = found.filter(self._q(name, value))
        if without == "state":
            return found
        if not self.closed:
            return found.filter(self._state_q(self.query["state"]))
        if without == "outcome":
            return found.filter(closed_at__isnull=False)
        outcome = self.query["outcome"]
        # What was voided never was, so that only who asks for it sees it.
        named = Q(outcome=outcome, closed_at__isnull=False)
        return found.filter(named if outcome else self._state_q("closed"))

    def _state_q(self, state: str) -> Q:
        return state_q(state, self.today, self.soon)

    def _q(self, name: str, value: str) -> Q:
        match name:
            case "q":
                return Q(title__icontains=value)
            case "mine":
                return Q(post_id__in=self.who.acting_post_ids)
            case "unit":
                return Q(unit_id=self.units.get(value, 0))
            case "within":
                return Q(unit_id__in=self.within)
            case "area":
                return Q(area_id=self.areas.get(value, 0))
            case "post":
                return Q(post__code=value)
            case "kind":
                return Q(kind=value)
            case "month":
                return _in_month(value)
            case _:
                day = _day(value)
                if day is None:
                    return Q(pk__in=[])
                return Q(due_on__gte=day) if name == "from" else Q(due_on__lte=day)

    def counts(self) -> tuple[int, dict[str, dict[Any, int]]]:
        """The total, and per filter how many duties each value has.

        Filters that are not set share one statement, for they are counted over the same rows. Days are counted one by
        one and put together to months here: that way the database reads nothing but an index.
        """
        found: dict[str, dict[Any, int]] = {"state": self._states(), "month": {}}
        for day, number in _counted(self.rows(without="month"), "due_on"):
            if day:
                month = f"{day:%Y-%m}"
                found["month"][month] = found["month"].get(month, 0) + number
        total = 0
        unset = {name: column for name, column in _COLUMNS.items() if not self.query[name]}
        if unset:
            found.update({name: {} for name in unset})
            for *values, number in _counted(self.rows(), *unset.values()):
                total += number
                for name, value in zip(unset, values, strict=True):
                    found[name][value] = found[name].get(value, 0) + number
        else:
            total = self.rows().count()
        for name, column in _COLUMNS.items():
            if name not in unset:
                found[name] = dict(_counted(self.rows(without=name), column))
        if self.closed:
            found["outcome"] = dict(_counted(self.rows(without="outcome"), "outcome"))
        return total, found

    def mine(self) -> int:
        """How many of them are of the person's own posts."""
        return self.rows(without="mine").filter(self._q("mine", "yes")).count()

    def _states(self) -> dict[Any, int]:
        """Open and closed ones apart, each from its own index."""
        rows = self.rows(without="state")
        open_states = {name: Count("unit", filter=self._state_q(name)) for name in STATES if name != "closed"}
        found = dict(rows.filter(closed_at=None).aggregate(**open_states))
        return found | {"closed": rows.filter(self._state_q("closed")).count()}

    def page(self, total: int, number: int) -> Page[Duty]:
        """Open duties by due day, those without a day last; closed ones by the day they were done, newest first."""
        return paginate(
            self.rows(),
            total,
            number,
            order="done_on" if self.closed else "due_on",
            ascending=not self.closed,
            kept=self.query,
            related=("unit", "area", "post__unit"),
        )

    def ordered(self) -> QuerySet[Duty]:
        """All rows in the order of the list, for the export."""
        rows = self.rows().select_related("unit", "area", "post")
        return rows.order_by("-done_on", "-pk") if self.closed else in_order(rows)


def state_q(state: str, today: date, soon: date) -> Q:
    """The condition of one of `STATES`; empty means all that is open. `soon` is that of `queries.soon_until`."""
    match state:
        case "":
            return Q(closed_at=None)
        case "overdue":
            return overdue_q(today)
        case "soon":
            reminded = Q(soft=True, due_on__lt=today)
            return Q(closed_at=None) & (Q(due_on__gte=today, due_on__lte=soon) | reminded)
        case "later":
            return Q(closed_at=None, due_on__gt=soon)
        case "undated":
            return Q(closed_at=None, due_on=None)
        case "closed":
            return Q(closed_at__isnull=False) & ~Q(outcome=Outcome.VOID)
        case _:
            return Q(pk__in=[])


def listing(who: Authority, query: Mapping[str, str]) -> Listing:
    units = dict(Unit.objects.filter(slug=query["unit"]).values_list("slug", "pk")) if query["unit"] else {}
    areas = dict(Area.objects.filter(code=query["area"]).values_list("code", "pk")) if query["area"] else {}
    return Listing(who, query, units, areas, _within(query["within"]))


def _within(slug: str) -> list[int]:
    unit = Unit.objects.filter(slug=slug).first() if slug else None
    return list(TreeIndex().covered(unit.pk)) if unit else []


def _counted(rows: QuerySet[Duty], *columns: str) -> Any:
    return rows.order_by().values_list(*columns).annotate(number=Count("*"))


def _in_month(value: str) -> Q:
    first = _day(f"{value}-01")
    if first is None:
        return Q(pk__in=[])
    following = (first + timedelta(days=31)).replace(day=1)
    return Q(due_on__gte=first, due_on__lt=following)


def _day(value: str) -> date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None
