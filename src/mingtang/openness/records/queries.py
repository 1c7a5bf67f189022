"""The readers of records. `public()` and `visible_to()` are the one truth on visibility for every exit."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Substr

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.cases.models import Case
from mingtang.foundation.cases.queries import subjects_open_to
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.organisations.queries import Authority, Scope, authority
from mingtang.openness.records import body
from mingtang.openness.records.models import Attachment, Record, Revision, Tally
from mingtang.openness.records.process import EDITABLE_STATE, VIEW

SUBJECT = "record"


def public() -> QuerySet[Record]:
    """What everybody may see now: live, active, not withdrawn, within its display period."""
    return public_on(clock.today())


def public_on(day: Any) -> QuerySet[Record]:
    """What everybody would see now if it were that day. Only for a prepared query, whose stand-in is told today."""
    return Record.objects.filter(Q(display_until=None) | Q(display_until__gte=day), is_public=True)


def public_among(ids: Collection[UUID]) -> set[UUID]:
    """Those of some records that everybody may see."""
    return set(public().filter(pk__in=ids).values_list("pk", flat=True))


def tombstones() -> QuerySet[Record]:
    """Records that were public and were withdrawn; answered by a tombstone without the body."""
    return Record.objects.exclude(withdrawn_at=None)


def visible_q(who: Authority) -> Q:
    """What a person may see in the desk: by a view grant, or for the time of an open step of their posts."""
    scope = who.scope(VIEW)
    if scope.everything:
        return Q()
    return scope.q() | Q(pk__in=[pk for pk, _place in _open_beyond(who, scope)])


def _open_beyond(who: Authority, scope: Scope) -> list[tuple[UUID, Place]]:
    """Records outside the view grants that an open step or counter-sign shows for now."""
    return [
        (pk, place)
        for pk, place in subjects_open_to(who, SUBJECT).items()
        if not scope.covers(place.unit_id, place.area_id)
    ]


def seen_for_now(who: Authority) -> list[UUID]:
    """Records that a person sees for the time of an open step only."""
    return [pk for pk, _place in _open_beyond(who, who.scope(VIEW))]


def visible_to(who: Authority) -> QuerySet[Record]:
    return Record.objects.filter(visible_q(who))


@dataclass
class Selection:
    """What a list shows: a scope, filters by counted columns, and words of the title or a number."""

    scope: Q
    tally_scope: Q | None
    filters: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    extra: Q = field(default_factory=Q)
    public_only: bool = False

    def records(self) -> QuerySet[Record]:
        found = Record.objects.filter(self.scope, self.extra)
        for name, value in self.filters.items():
            found = found.filter(_column(name, value))
        for word in self.words.split():
            meant = Q(title__icontains=word) | Q(doc_no__icontains=word) | Q(index_no=word)
            found = found.filter(meant)
        return found

    def counts(self, *facets: str) -> tuple[int, dict[str, dict[str, int]]]:
        """The total, and per facet how many records each value has (by its text), with all filters but its own.

        One statement over the tally where it can tell; otherwise the records themselves are counted.
        """
        if self.tally_scope is None or self.words or self.extra:
            return self.records().count(), {name: self._counted(name) for name in facets}
        parts = [self._cells("total", "is_public", self.filters)]
        parts += [self._cells(name, name, self._others(name)) for name in facets]
        found: dict[str, dict[str, int]] = {name: {} for name in ("total", *facets)}
        for name, value, number in parts[0].union(*parts[1:], all=True):
            found[name][value] = number
        if self.public_only:
            self._take_out_what_is_over(found, facets)
        total = sum(found.pop("total").values())
        return total, {name: {v: n for v, n in values.items() if n > 0} for name, values in found.items()}

    def _cells(
        self, name: str, column: str, filters: Mapping[str, Any]
    ) -> QuerySet[Tally, tuple[str, str, int]]:
        assert self.tally_scope is not None
        rows = Tally.objects.filter(self.tally_scope, **filters).order_by()
        keyed = rows.annotate(name=Value(name, CharField()), value=Cast(column, CharField()))
        return keyed.values_list("name", "value").annotate(number=Sum("change"))

    def _others(self, name: str) -> dict[str, Any]:
        return {key: value for key, value in self.filters.items() if key != name}

    def _take_out_what_is_over(self, found: dict[str, dict[str, int]], facets: tuple[str, ...]) -> None:
        """Public records whose display period ended and which the job has not hidden yet: a handful at most."""
        over = list(Record.objects.filter(is_public=True, display_until__lt=clock.today()))
        for record in over:
            for name in ("total", *facets):
                if all(getattr(record, key) == value for key, value in self._others(name).items()):
                    value = "total" if name == "total" else str(getattr(record, name))
                    found[name][value] = found[name].get(value, 0) - 1

    def _counted(self, name: str) -> dict[str, int]:
        rows = replace(self, tally_scope=None, filters=self._others(name)).records()
        column = Substr("theme", 1, 2) if name == "theme_main" else Cast(name, CharField())
        keyed = rows.order_by().annotate(value=column).values_list("value")
        return {str(value): number for value, number in keyed.annotate(number=Count("pk"))}


def public_selection(filters: Mapping[str, Any], words: str = "", *, extra: Q | None = None) -> Selection:
    """The public list under filters."""
    scope = Q(is_public=True) & (Q(display_until=None) | Q(display_until__gte=clock.today()))
    counted = Q(is_public=True)
    return Selection(scope, counted, filters, words, extra or Q(), public_only=True)


def desk_selection(
    who: Authority, filters: Mapping[str, Any], words: str = "", extra: Q | None = None
) -> Selection:
    """The desk's list under filters. Counts come from the tally only where the grants alone decide."""
    scope = who.scope(VIEW)
    beyond = [] if scope.everything else [pk for pk, _place in _open_beyond(who, scope)]
    seen = scope.q() | Q(pk__in=beyond) if beyond else scope.q()
    return Selection(seen, None if beyond else scope.q(), filters, words, extra or Q())


def live_history(record: Record) -> QuerySet[Revision]:
    """The revisions that went public, oldest first; each after the first carries its public note."""
    return record.revisions.exclude(published_at=None).order_by("published_at", "number")


def cases_of(record: Record) -> QuerySet[Case]:
    return Case.objects.filter(subject_kind=SUBJECT, subject_id=record.pk).order_by("opened_at", "pk")


def attachments_of(revision: Revision | None) -> QuerySet[Attachment]:
    """The attachment list of a revision with its files and what is known of them."""
    found = Attachment.objects.select_related("file__contents", "captions").defer("file__contents__tables")
    return found.filter(revision=revision) if revision else found.none()


def attachment_of(revision: Revision | None, file_id: UUID) -> Attachment | None:
    """One entry of the attachment list, by its file."""
    return attachments_of(revision).filter(file=file_id).first()


def figures_of(record: Record) -> QuerySet[StoredFile]:
    """Pictures uploaded for the body of a record."""
    return StoredFile.objects.filter(
        owner_kind=SUBJECT, owner_id=record.pk, content_type__startswith="image/"
    ).order_by("-uploaded_at", "-pk")


def file_is_public(stored: StoredFile) -> bool:
    """Whether the live revision of a public record shows the file."""
    record = public().select_related("live").filter(pk=stored.owner_id).first()
    if record is None or record.live is None:
        return False
    listed = record.live.attachments.filter(Q(file=stored) | Q(captions=stored))
    return listed.exists() or stored.pk in body.figures(record.live.body)


def file_visible_to(stored: StoredFile, person: Person) -> bool:
    return visible_to(authority(person)).filter(pk=stored.owner_id).exists()


def files_orphaned(before: datetime) -> Iterator[UUID]:
    """Files uploaded for a record that no revision of it ever listed or showed, and that is not being written now."""
    listed = Attachment.objects.filter(Q(file=OuterRef("pk")) | Q(captions=OuterRef("pk")))
    unlisted = StoredFile.objects.filter(~Exists(listed), owner_kind=SUBJECT, uploaded_at__lt=before)
    for pk, record_id in unlisted.order_by("pk").values_list("pk", "owner_id").iterator():
        shown = Revision.objects.filter(record_id=record_id, body__contains=str(pk))
        drafting = Case.objects.filter(
            subject_kind=SUBJECT, subject_id=record_id, state=EDITABLE_STATE, closed_at=None
        )
        if not drafting.exists() and not shown.exists():
            yield pk


def file_title(stored: StoredFile) -> str:
    """What an attachment is called in the newest revision that lists it."""
    listed = Attachment.objects.filter(file=stored).order_by("-revision__number")
    return listed.values_list("title", flat=True).first() or ""


def newest(limit: int, unit_id: int | None = None) -> list[Record]:
    """The records that went public last."""
    found = public() if unit_id is None else public().filter(unit_id=unit_id)
    return list(found.select_related("unit").order_by("-published_at", "-pk")[:limit])


def titles(ids: list[UUID]) -> dict[UUID, str]:
    return dict(Record.objects.filter(pk__in=ids).values_list("pk", "title"))


def _column(name: str, value: Any) -> Q:
    return Q(theme__startswith=value) if name == "theme_main" else Q(**{name: value})
