"""Who holds which post today, and what follows from it."""

import hashlib
import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.db.models import BigIntegerField, Count, DateField, Exists, OuterRef, Q, QuerySet

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations.models import (
    Absence,
    Grant,
    Leader,
    MachineKey,
    Post,
    PostHolding,
    Unit,
    UnitName,
)
from mingtang.foundation.organisations.tree import TreeIndex, ancestors, heir_of
from mingtang.foundation.prepared import Prepared

KEY_PREFIX = 12
"""Characters at the beginning of a machine's key that are kept in clear."""


class Placed(Protocol):
    """Anything that lies in a unit and perhaps an area."""

    @property
    def unit_id(self) -> int: ...

    @property
    def area_id(self) -> int | None: ...


@dataclass(frozen=True)
class Actor:
    """Who acts: a person in a post; `instead_of` names the A post while its deputy acts. Empty: the system."""

    person: Person | None = None
    post: Post | None = None
    instead_of: Post | None = None

    @property
    def person_id(self) -> int | None:
        return self.person.pk if self.person else None

    @property
    def post_id(self) -> int | None:
        return self.post.pk if self.post else None

    @property
    def title(self) -> str:
        if self.post is None:
            return ""
        return str(self.post)


SYSTEM = Actor()


@dataclass(frozen=True)
class Scope:
    """The units and areas in which something is granted. `everything` saves the condition altogether."""

    everything: bool = False
    units_in_all_areas: frozenset[int] = frozenset()
    units_by_area: tuple[tuple[int, frozenset[int]], ...] = ()

    def __bool__(self) -> bool:
        return self.everything or bool(self.units_in_all_areas) or bool(self.units_by_area)

    def q(self, unit: str = "unit_id", area: str = "area_id") -> Q:
        """The condition on rows that name a unit and an area; nothing where the scope is empty."""
        if self.everything:
            return Q()
        condition = Q(pk__in=[]) if not self else Q()
        parts = []
        if self.units_in_all_areas:
            parts.append(Q(**{f"{unit}__in": sorted(self.units_in_all_areas)}))
        for area_id, units in self.units_by_area:
            parts.append(Q(**{f"{unit}__in": sorted(units), area: area_id}))
        for n, part in enumerate(parts):
            condition = part if n == 0 else condition | part
        return condition

    def units_q(self, field: str = "pk") -> Q:
        """The condition on units themselves; a grant for one area opens no unit."""
        return Q() if self.everything else Q(**{f"{field}__in": sorted(self.units_in_all_areas)})

    def covers(self, unit_id: int, area_id: int | None) -> bool:
        return (
            self.everything
            or unit_id in self.units_in_all_areas
            or any(area_id == a and unit_id in units for a, units in self.units_by_area)
        )

    def unit_ids(self) -> frozenset[int] | None:
        """All units touched; None means every unit."""
        if self.everything:
            return None
        return self.units_in_all_areas.union(*(units for _, units in self.units_by_area))


@dataclass
class _Held:
    actor: Actor
    action: str
    unit_id: int
    area_id: int | None


@dataclass
class Authority:
    """All that a person may do today, computed for one request; never kept longer."""

    person: Person
    actors: list[Actor]
    today: date
    _held: list[_Held] = field(repr=False)
    _tree: TreeIndex = field(repr=False)

    def scope(self, *actions: str) -> Scope:
        """Where any of the actions is granted."""
        granted = [(held.unit_id, held.area_id) for held in self._held if held.action in actions]
        return _scope(granted, self._tree)

    def actor_for(self, action: str, place: Placed) -> Actor | None:
        """The post in which the person may do the action there: an own post before one acted for."""
        for held in self._held:
            if (
                held.action == action
                and held.area_id in (None, place.area_id)
                and place.unit_id in self._tree.covered(held.unit_id)
            ):
                return held.actor
        return None

    def actor_of_post(self, post_id: int) -> Actor | None:
        """How the person may act in a certain post today: as holder, or for an absent A."""
        for actor in self.actors:
            if post_id in (actor.post and actor.post.pk, actor.instead_of and actor.instead_of.pk):
                return actor
        return None

    @property
    def actions(self) -> frozenset[str]:
        return frozenset(held.action for held in self._held)

    @property
    def acting_post_ids(self) -> list[int]:
        """Posts whose rights the person has today: own ones, and A posts while they are away."""
        return [(a.instead_of or a.post).pk for a in self.actors if (a.instead_of or a.post)]  # type: ignore[union-attr]


def _scope(granted: Iterable[tuple[int, int | None]], tree: TreeIndex) -> Scope:
    """The scope of grants on units (with all below them), each in one area or in all."""
    all_areas: set[int] = set()
    by_area: dict[int, set[int]] = {}
    for unit_id, area_id in granted:
        target = all_areas if area_id is None else by_area.setdefault(area_id, set())
        target |= tree.covered(unit_id)
    units = frozenset(all_areas)
    if units and tree.is_everything(units):
        return Scope(everything=True)
    return Scope(False, units, tuple((a, frozenset(u)) for a, u in sorted(by_area.items())))


def scope_of_post(post: Post, *actions: str) -> Scope:
    """Where a living post is granted any of the actions, whoever holds it: for machines that act in it."""
    if post.ended_on and post.ended_on <= clock.today():
        return Scope()
    granted = Grant.objects.filter(post=post, action__in=actions).values_list("unit_id", "area_id")
    return _scope(granted, TreeIndex())


def machine_by_key(key: str) -> MachineKey | None:
    """The living key of a machine, compared in constant time; None for anything else."""
    digest = hash_of_key(key)
    row = (
        MachineKey.objects.select_related("post__unit").filter(prefix=key[:KEY_PREFIX], ended_at=None).first()
    )
    # Compared even where there is none, so that the time tells nothing of which prefixes exist.
    same = hmac.compare_digest(row.sha256 if row else "0" * 64, digest)
    return row if row and same else None


def hash_of_key(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def holdings_on(day: date) -> QuerySet[PostHolding]:
    """Who holds which living post on a day."""
    return PostHolding.objects.filter(
        Q(until_day=None) | Q(until_day__gte=day),
        Q(post__ended_on=None) | Q(post__ended_on__gt=day),
        from_day__lte=day,
        person__is_active=True,
    )


def absent_on(day: date) -> QuerySet[Absence]:
    return Absence.objects.filter(first_day__lte=day, last_day__gte=day)


def _posts_without_a(posts: Iterable[int], day: date) -> set[int]:
    """Of these A posts, those whose every holder is away on the day, or that nobody holds."""
    asked = set(posts)
    if not asked:
        return set()
    present = (
        holdings_on(day)
        .filter(post_id__in=asked)
        .exclude(Exists(absent_on(day).filter(person_id=OuterRef("person_id"))))
        .values_list("post_id", flat=True)
    )
    return asked - set(present)


_HELD = Prepared(
    lambda day, person: (
        holdings_on(day)
        .filter(person=person)
        .select_related("post__unit", "post__deputy_of__unit")
        .order_by("post")
    ),
    day=DateField(),
    person=BigIntegerField(),
)


def _granted(day: Any, person: Any) -> QuerySet[Grant, Any]:
    """What the posts are granted that the person holds, or is the deputy of, whether it acts today or not."""
    posts = Post.objects.filter(pk__in=holdings_on(day).filter(person=person).values("post"))
    of_posts = Grant.objects.filter(Q(post__in=posts) | Q(post__in=posts.values("deputy_of"))).order_by()
    return of_posts.values_list("post_id", "action", "unit_id", "area_id")


_GRANTED = Prepared(_granted, day=DateField(), person=BigIntegerField())


def authority(person: Person, day: date | None = None) -> Authority:
    """What the person may do on a day (today unless told): four queries, whatever the number of posts."""
    today = day or clock.today()
    own: list[Actor] = []
    deputies: list[Actor] = []
    for holding in _HELD.rows(day=today, person=person.pk):
        a_post = holding.post.deputy_of
        if a_post and a_post.ended_on and a_post.ended_on <= today:
            continue
        if a_post:
            deputies.append(Actor(person, holding.post, holding.post.deputy_of))
        else:
            own.append(Actor(person, holding.post))
    vacant = _posts_without_a((a.instead_of.pk for a in deputies if a.instead_of), today)
    actors = own + [a for a in deputies if a.instead_of and a.instead_of.pk in vacant]
    by_post: dict[int, Actor] = {}
    for actor in reversed(actors):
        post = actor.instead_of or actor.post
        if post:
            by_post[post.pk] = actor
    rows = _GRANTED.rows(day=today, person=person.pk) if by_post else []
    order = {post: n for n, post in enumerate(by_post)}
    held = [_Held(by_post[post], action, unit, area) for post, action, unit, area in rows if post in by_post]
    held.sort(key=lambda h: (h.actor.instead_of is not None, order[(h.actor.instead_of or h.actor.post).pk]))  # type: ignore[union-attr]
    return Authority(person, actors, today, held, TreeIndex())


def people_for(action: str, place: Placed, day: date | None = None) -> list[Person]:
    """The people who may do an action at a place today: holders, and deputies of absent ones."""
    today = day or clock.today()
    reach = TreeIndex().covering(place.unit_id)
    posts = set(
        Grant.objects.filter(
            Q(area=None) | Q(area_id=place.area_id), action=action, unit_id__in=reach, post__deputy_of=None
        ).values_list("post_id", flat=True)
    )
    return people_in_posts(posts, today)


def people_in_posts(posts: Iterable[int], day: date) -> list[Person]:
    """The present holders of posts, and the present deputies of posts whose holders are all away.

    Where nobody is there at all, the holders who are away: better told late than nobody told.
    """
    asked = set(posts)
    away = set(absent_on(day).values_list("person_id", flat=True))
    holders: dict[int, set[int]] = {post: set() for post in asked}
    deputies: dict[int, set[int]] = {post: set() for post in asked}
    rows = holdings_on(day).filter(Q(post_id__in=asked) | Q(post__deputy_of_id__in=asked))
    for person, post, a_post in rows.values_list("person_id", "post_id", "post__deputy_of_id"):
        if post in asked:
            holders[post].add(person)
        if a_post in asked:
            deputies[a_post].add(person)
    found: set[int] = set()
    for post in asked:
        found |= (holders[post] - away) or (deputies[post] - away) or holders[post]
    return list(Person.objects.filter(pk__in=found).order_by("pk"))


def units_on(day: date) -> QuerySet[Unit]:
    """The units that exist on a day."""
    return Unit.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day))


def root_unit() -> Unit | None:
    """The county itself."""
    return Unit.objects.filter(parent=None).order_by("path").first()


def unit_by_slug(slug: str) -> tuple[Unit | None, bool]:
    """The unit of a slug of today or of the past, and whether the slug is of the past."""
    unit = Unit.objects.filter(slug=slug).first()
    if unit:
        return unit, False
    former = UnitName.objects.filter(slug=slug).select_related("unit").order_by("-from_day").first()
    return (former.unit if former else None), True


def leaders_on(unit: Unit, day: date) -> QuerySet[Leader]:
    """The leaders in office on a day, in protocol order."""
    return unit.leaders.filter(
        Q(term_from=None) | Q(term_from__lte=day), Q(term_until=None) | Q(term_until__gte=day)
    )


def visible_to(authority: Authority) -> QuerySet[Unit]:
    """The units a person may see in the desk's unit pages."""
    scope = authority.scope("unit.view", "unit.manage")
    return Unit.objects.filter(scope.units_q())


def officer_counts(day: date) -> dict[int, int]:
    """Full-time openness officers by unit id: people in full-time A posts on the day."""
    held = holdings_on(day).filter(post__full_time_officer=True, post__deputy_of=None)
    return dict(held.values_list("post__unit").annotate(n=Count("person", distinct=True)).order_by())


def units_with_role(role: str, day: date) -> set[int]:
    """The ids of units in which somebody holds a post of the role on the day, such as the liaison of a village."""
    return set(holdings_on(day).filter(post__role=role).values_list("post__unit", flat=True))


def openness_office_posts(unit: Unit) -> list[Post]:
    """The A posts of the openness office (政务公开工作机构) in charge of a unit.

    Looked for in the unit, then upwards: at each level in the unit itself and in those directly below it, since a
    county's openness office sits in its 政府办公室, beside the departments.
    """
    offices = Post.objects.filter(role=Post.Role.OPENNESS_OFFICE, deputy_of=None, ended_on=None).order_by(
        "pk"
    )
    for level in reversed(ancestors(unit)):
        found = offices.filter(unit=level) or offices.filter(unit__parent=level)
        if found:
            return list(found)
    return []


def head_posts(unit: Unit) -> list[Post]:
    """The posts of the head of a unit, or of the one that took its business over; else of the nearest unit above that
    has a head.
    """
    for level in reversed(ancestors(heir_of(unit))):
        found = list(
            level.posts.filter(role=Post.Role.UNIT_HEAD, deputy_of=None, ended_on=None).order_by("pk")
        )
        if found and is_held(found):
            return found
    return []


def is_held(posts: Iterable[Post]) -> bool:
    """Whether anybody is in one of some posts who can be told."""
    return bool(people_in_posts([post.pk for post in posts], clock.today()))


def staff_of(post_ids: Collection[int]) -> dict[int, dict[str, list[tuple[str, bool]]]]:
    """Who holds each A post and its B posts today: post id → a, b (lists of name and whether the person is away)."""
    today = clock.today()
    found: dict[int, dict[str, list[tuple[str, bool]]]] = {pk: {"a": [], "b": []} for pk in post_ids}
    away = Exists(absent_on(today).filter(person=OuterRef("person")))
    rows = holdings_on(today).annotate(is_away=away)
    rows = rows.select_related("person", "post").order_by("post", "from_day")
    for row in rows.filter(Q(post_id__in=post_ids) | Q(post__deputy_of_id__in=post_ids)):
        there = (row.person.name, row.is_away)
        if row.post_id in found:
            found[row.post_id]["a"].append(there)
        if row.post.deputy_of_id in found:
            found[row.post.deputy_of_id]["b"].append(there)
    return found
