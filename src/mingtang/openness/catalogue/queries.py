"""The readers of the catalogue. Adopted versions are public; imports and adjustments are seen by those they concern."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Area, Post, Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.openness.catalogue.models import (
    Adjustment,
    Catalogue,
    Claim,
    Entry,
    Fulfilment,
    Import,
    Matter,
    Version,
)
from mingtang.openness.catalogue.process import CLAIM, MANAGE, VIEW
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record

IN_ORDER = ("version__catalogue__area__position", "version", "position")
"""The order of entries of several catalogues."""


def in_force_q(prefix: str = "version__") -> Q:
    """The condition for versions in force today."""
    today = clock.today()
    begun = Q(**{f"{prefix}effective_on__lte": today})
    return begun & (Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": today}))


def in_force() -> QuerySet[Entry]:
    """The entries of all catalogues as they apply today; everybody may read them."""
    return Entry.objects.filter(in_force_q())


def adopted_now_q() -> Q:
    """What can be claimed and linked: entries in force, and those of a newest version that is still to begin."""
    return in_force_q() | Q(version__ended_on=None)


def versions_of(area: Area) -> QuerySet[Version]:
    """All adopted versions, the newest first."""
    return Version.objects.filter(catalogue__area=area).select_related("catalogue__area").order_by("-number")


def newest_version(area_id: int) -> Version | None:
    """The version nothing has followed yet; it may still be to begin."""
    return Version.objects.filter(catalogue__area_id=area_id, ended_on=None).first()


def version_in_force(area: Area) -> Version | None:
    return versions_of(area).filter(in_force_q("")).first()


def entry_of_matter(matter_id: UUID, **annotated: Any) -> Entry | None:
    """What a matter says today; for one not in force, what it said last (or will say)."""
    entries = Entry.objects.filter(matter_id=matter_id).annotate(**annotated)
    entries = entries.select_related("version__catalogue__area", "matter")
    return entries.filter(in_force_q()).first() or entries.order_by("-version__number").first()


def history_of_matter(matter_id: UUID) -> list[Entry]:
    """What a matter said in each version, the oldest first."""
    found = Entry.objects.filter(matter_id=matter_id).select_related("version__catalogue__area", "matter")
    return list(found.order_by("version__number"))


def said_today(history: Sequence[Entry]) -> Entry | None:
    """Of what a matter said in each version what `entry_of_matter` would give, without asking again."""
    today = clock.today()
    now = [entry for entry in history if entry.version.in_force_on(today)]
    return next(reversed(now or history), None)


def open_claims() -> QuerySet[Claim]:
    """The claims that stand."""
    return Claim.objects.filter(ended_at=None)


def claims_of(matter_ids: Iterable[UUID]) -> dict[UUID, list[Claim]]:
    """Open claims by matter, leading units first, from the county down."""
    found: dict[UUID, list[Claim]] = {}
    rows = open_claims().filter(matter_id__in=list(matter_ids))
    for row in rows.select_related("unit", "post__unit").order_by("-role", "unit__path"):
        found.setdefault(row.matter_id, []).append(row)
    return found


def entries_by_matter(matter_ids: Iterable[UUID]) -> dict[UUID, Entry]:
    """What matters say today, by matter."""
    found = in_force().filter(matter_id__in=list(matter_ids)).select_related("version__catalogue__area")
    return {entry.matter_id: entry for entry in found}


def public_records(matter_id: UUID) -> QuerySet[Record]:
    """The public records that fulfil a matter."""
    return records.public().filter(fulfilments__matter_id=matter_id, fulfilments__ended_at=None)


def records_visible_to(who: Authority, matter_id: UUID, most: int = 50) -> list[tuple[Record, bool]]:
    """The records that fulfil a matter and are public or seen by the person; with whether the desk shows them."""
    linked = Record.objects.filter(fulfilments__matter_id=matter_id, fulfilments__ended_at=None)
    marked = linked.annotate(
        seen=Exists(records.visible_to(who).filter(pk=OuterRef("pk"))),
        open=Exists(records.public().filter(pk=OuterRef("pk"))),
    ).filter(Q(seen=True) | Q(open=True))
    return [(row, row.seen) for row in marked.select_related("unit").order_by("-updated_at", "-pk")[:most]]


def public_record_counts(matter_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many public records fulfil each matter."""
    rows = fulfilled().filter(matter_id__in=list(matter_ids)).order_by()
    return dict(rows.values_list("matter_id").annotate(n=Count("pk")))


def fulfilled() -> QuerySet[Fulfilment]:
    """The links to records that are public. Asked record by record: as a list, SQLite walks all public records."""
    return Fulfilment.objects.filter(Exists(records.public().filter(pk=OuterRef("record_id"))), ended_at=None)


def matters_of_record(record_id: UUID) -> list[Entry]:
    """What a record fulfils, as it says today."""
    linked = Fulfilment.objects.filter(record_id=record_id, ended_at=None).values("matter_id")
    found = in_force().filter(matter_id__in=linked).select_related("version__catalogue__area")
    return list(found.order_by("version__catalogue__area__position", "position"))


def usual_post(unit: Unit) -> Post | None:
    """The A post that answers for openness in a unit: its officer, else its liaison."""
    posts = unit.posts.filter(deputy_of=None, ended_on=None, role__in=(Post.Role.DRAFTER, Post.Role.LIAISON))
    return posts.order_by("role", "-full_time_officer", "pk").first()


def a_posts(unit: Unit) -> QuerySet[Post]:
    return unit.posts.filter(deputy_of=None, ended_on=None).order_by("role", "pk")


def imports_visible_to(who: Authority) -> QuerySet[Import]:
    """Imports are seen by those who manage the catalogue of the unit."""
    return Import.objects.filter(who.scope(MANAGE).units_q("unit_id")).select_related("case", "unit", "file")


def adjustments_visible_to(who: Authority) -> QuerySet[Adjustment]:
    """Proposals of one's own units, and those one decides on."""
    scope = who.scope(VIEW, CLAIM, MANAGE)
    return Adjustment.objects.filter(scope.q("unit_id", "catalogue__area_id")).select_related(
        "case__opened_by", "unit", "catalogue__area", "based_on", "version", "matter"
    )


def catalogues() -> QuerySet[Catalogue]:
    return Catalogue.objects.select_related("area", "unit").order_by("area__position", "area__code")


def import_names(ids: list[UUID]) -> dict[UUID, str]:
    return dict(Import.objects.filter(pk__in=ids).values_list("pk", "file_name"))


def adjustment_names(ids: list[UUID]) -> dict[UUID, str]:
    """Kind and name of each proposal."""
    found = {}
    for row in Adjustment.objects.filter(pk__in=ids).select_related("catalogue__area", "based_on"):
        entry = (
            Entry.objects.filter(version=row.based_on, matter_id=row.matter_id).first()
            if row.matter_id
            else None
        )
        text = row.text or {}
        name = entry.name if entry else text.get("item3") or text.get("item2") or text.get("item1", "")
        found[row.pk] = f"{row.get_kind_display()}：{row.catalogue.area.name} / {name}"
    return found


def open_imports(who: Authority) -> QuerySet[Import]:
    return imports_visible_to(who).filter(case__closed_at=None)


def matters(ids: Iterable[UUID]) -> QuerySet[Matter]:
    return Matter.objects.filter(pk__in=list(ids))


def entries_of_unit(unit: Unit) -> QuerySet[Entry]:
    """What a unit answers for today, in the order of the catalogues."""
    claimed = open_claims().filter(unit=unit).values("matter_id")
    found = in_force().filter(matter_id__in=claimed).select_related("version__catalogue__area")
    return found.order_by(*IN_ORDER)


def areas_of_unit(unit: Unit) -> list[tuple[str, str, int]]:
    """Code, name and number of matters of each area in which a unit answers for something today."""
    found = entries_of_unit(unit).order_by(
        "version__catalogue__area__position", "version__catalogue__area__code"
    )
    area = "version__catalogue__area"
    return list(found.values_list(f"{area}__code", f"{area}__name").annotate(n=Count("matter_id")))
