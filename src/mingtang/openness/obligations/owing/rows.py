"""Who answers for which matter, and by which rules."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Post, Unit, UnitSuccession
from mingtang.foundation.workdays.queries import calendar
from mingtang.kernel.clock.model import Span, TimeUnit
from mingtang.kernel.clock.reckoning import due_day
from mingtang.kernel.disclosure.owing import Decided, OwedRule, Row, rules_of
from mingtang.kernel.disclosure.time_limits import general_term
from mingtang.kernel.limits.model import Limit
from mingtang.openness.catalogue.models import Claim, Entry
from mingtang.openness.catalogue.queries import in_force, open_claims
from mingtang.openness.obligations.models import MatterLimit


@dataclass(frozen=True, slots=True)
class Holder:
    """One unit that leads in a matter, where it stands in the tree today, with its post and since when.

    `took_over`: it leads alone, and another gave the matter up at about that time, so the period under way goes on.
    """

    unit_id: int
    path: str
    post_id: int | None
    since: date
    took_over: bool = False


@dataclass(slots=True)
class Duties:
    """One matter in force that somebody claimed: its names, area, rules and holders; `since` when it says so."""

    matter_id: UUID
    name: str
    area_id: int
    since: date
    rules: tuple[OwedRule, ...]
    holders: list[Holder] = field(default_factory=list)

    @property
    def has_rounds(self) -> bool:
        """Whether some of it comes round or has to be kept current."""
        return any(not rule.by_thing for rule in self.rules)

    @property
    def has_display(self) -> bool:
        """Whether what is published has to stay posted for a time."""
        return any(rule.display or rule.comment for rule in self.rules)

    def holder_of(self, path: str) -> Holder | None:
        """The claiming unit that a unit is or lies below; the nearest."""
        found = [h for h in self.holders if path.startswith(h.path)]
        return max(found, key=lambda h: len(h.path), default=None)


class Units:
    """Paths and kinds of all units, read once; their usual posts when somebody asks."""

    def __init__(self) -> None:
        self.paths: dict[int, str] = {}
        self.kinds: dict[int, str] = {}
        for pk, path, kind in Unit.objects.order_by().values_list("pk", "path", "kind"):
            self.paths[pk], self.kinds[pk] = path, kind
        self.moved = _moved()
        self.stands: dict[int, str] = {}

    @cached_property
    def posts(self) -> dict[int, int]:
        """The A post of each unit that answers for openness: its officer, else its liaison."""
        found: dict[int, int] = {}
        rows = Post.objects.filter(
            deputy_of=None, ended_on=None, role__in=(Post.Role.DRAFTER, Post.Role.LIAISON)
        )
        for pk, unit in rows.order_by("unit", "role", "-full_time_officer", "pk").values_list("pk", "unit"):
            found.setdefault(unit, pk)
        return found

    def path(self, unit_id: int) -> str:
        """Where a unit stands today: as its successor or below it, if another took the business over."""
        if unit_id not in self.stands:
            self.stands[unit_id] = _stands(self.paths.get(unit_id, ""), self.moved)
        return self.stands[unit_id]


def _moved() -> dict[str, str]:
    """The paths of units whose business another took over, with the path of that one."""
    rows = UnitSuccession.objects.filter(on_day__lte=clock.today()).order_by("on_day", "pk")
    found = dict(rows.values_list("predecessor__path", "successor__path"))
    return {old: new for old, new in found.items() if not new.startswith(old)}


def _stands(path: str, moved: Mapping[str, str]) -> str:
    for _step in moved:
        old = next((each for each in moved if path.startswith(each)), None)
        if old is None:
            break
        path = moved[old] + path[len(old) :]
    return path


def soft_span() -> Span:
    """The reminder where the catalogue names no number."""
    return Span(settings.OPTIONS.prompt_soft_days, TimeUnit.WORKDAY)


def claimed(matter_ids: Iterable[UUID] | None = None, area_id: int | None = None) -> dict[UUID, Duties]:
    """The claimed matters in force (of some, of an area, or all) with their rules, by matter."""
    entries = in_force().filter(active=True)
    claims = open_claims().filter(role=Claim.Role.LEAD)
    if matter_ids is not None:
        ids = list(matter_ids)
        entries, claims = entries.filter(matter_id__in=ids), claims.filter(matter_id__in=ids)
    if area_id is not None:
        entries = entries.filter(version__catalogue__area_id=area_id)
        claims = claims.filter(matter__catalogue__area_id=area_id)
    held = _holders(claims)
    decided = _decided(list(held))
    found: dict[UUID, Duties] = {}
    soft, today = soft_span(), clock.today()
    fields = (
        "matter_id", "item1", "item2", "item3", "limit", "version__catalogue__area_id", "version__title",
        "version__effective_on",
    )  # fmt: skip
    known: dict[tuple[str, str, str], tuple[OwedRule, ...]] = {}
    for pk, item1, item2, item3, limit, area, title, since in entries.order_by().values_list(*fields):
        if pk not in held:
            continue
        path = " / ".join(dict.fromkeys(name for name in (item1, item2, item3) if name))
        source = f"《{title}》"
        own = decided.get(pk)
        key = (path, source, repr(limit))
        if own:
            rules = rules_of(Row(path, Limit.of_data(limit), source, own), today, soft)
        else:
            rules = known.get(key) or rules_of(Row(path, Limit.of_data(limit), source), today, soft)
            known[key] = rules
        found[pk] = Duties(pk, item3 or item2 or item1, area, since, rules, held[pk])
    _since_it_says_so(found)
    return found


def _since_it_says_so(found: dict[UUID, Duties]) -> None:
    """What comes round is owed since the version from which on the row has said the same: a new version of the
    catalogue that leaves it alone starts nothing anew.
    """
    rounds = [pk for pk, row in found.items() if row.has_rounds]
    said = Entry.objects.filter(matter_id__in=rounds).order_by("matter_id", "-version__number")
    said = said.filter(version__effective_on__lte=clock.today())
    now: dict[UUID, Any] = {}
    ended: set[UUID] = set()
    for pk, limit, active, since in said.values_list("matter_id", "limit", "active", "version__effective_on"):
        same = now.setdefault(pk, (limit, active)) == (limit, active)
        if same and pk not in ended:
            found[pk].since = since
        else:
            ended.add(pk)


def _holders(claims: Any) -> dict[UUID, list[Holder]]:
    found: dict[UUID, list[Holder]] = {}
    moved, left = _moved(), list[tuple[UUID, Holder]]()
    before = _given_up(claims)
    rows = claims.order_by().values_list("matter_id", "unit_id", "unit__path", "post_id", "claimed_at")
    for matter, unit, path, post, at in rows:
        stands = _stands(path, moved)
        holder = Holder(unit, stands, post, _since(day(at), before.get((matter, unit), ())))
        if stands == path:
            found.setdefault(matter, []).append(holder)
        else:
            left.append((matter, holder))
    for matter, holder in sorted(left, key=lambda each: each[1].unit_id):
        # What an ended unit claimed its successor answers for, unless that claimed it as well.
        if all(other.path != holder.path for other in found.get(matter, ())):
            found.setdefault(matter, []).append(holder)
    _mark_taken_over(found)
    return found


def _mark_taken_over(found: dict[UUID, list[Holder]]) -> None:
    alone = {pk: holders[0] for pk, holders in found.items() if len(holders) == 1}
    ended = Claim.objects.filter(role=Claim.Role.LEAD, ended_at__isnull=False, matter_id__in=alone)
    for matter, unit, begun, at in ended.values_list("matter_id", "unit_id", "claimed_at", "ended_at"):
        holder = alone[matter]
        if at is None or unit == holder.unit_id or day(begun) >= holder.since:
            continue
        first, second = sorted((day(at), holder.since))
        if due_day(first, general_term(first).span, calendar()) >= second:
            found[matter][0] = replace(holder, took_over=True)


def _given_up(claims: Any) -> dict[tuple[UUID, int], list[tuple[date, date]]]:
    """The first and the last day of the claims that the same units gave up before, the latest first."""
    found: dict[tuple[UUID, int], list[tuple[date, date]]] = {}
    rows = Claim.objects.filter(role=Claim.Role.LEAD, ended_at__isnull=False).order_by("-ended_at")
    same = claims.filter(matter_id=OuterRef("matter_id"), unit_id=OuterRef("unit_id"))
    fields = ("matter_id", "unit_id", "claimed_at", "ended_at")
    for matter, unit, begun, ended in rows.filter(Exists(same)).values_list(*fields):
        found.setdefault((matter, unit), []).append((day(begun), day(ended)))
    return found


def _since(claimed: date, before: Iterable[tuple[date, date]]) -> date:
    """Since when a unit answers without a break. Given up and soon taken again it is one claim: otherwise no round that
    ends meanwhile would ever be owed. Soon is the time that anything formed then would have.
    """
    since = claimed
    for begun, ended in before:
        if due_day(ended, general_term(ended).span, calendar()) >= since:
            since = min(since, begun)
    return since


def _decided(matter_ids: Collection[UUID]) -> dict[UUID, Decided]:
    rows = MatterLimit.objects.filter(ended_at=None)
    if len(matter_ids) < 500:
        rows = rows.filter(matter_id__in=matter_ids)
    return {
        row.matter_id: Decided(
            Span(row.n, TimeUnit(row.time_unit)), row.event, row.source, row.article, row.backward
        )
        for row in rows
    }


def day(moment: datetime) -> date:
    """The day of a moment where the county is."""
    return moment.astimezone(timezone.get_default_timezone()).date()
