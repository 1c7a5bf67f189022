"""How records are found: by everybody as they are public, by staff as they were saved last."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import DateField, Exists, Min, OuterRef, Q, UUIDField
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.files.models import FilePage, StoredFile
from mingtang.foundation.organisations.models import Unit, UnitName
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.prepared import Prepared
from mingtang.foundation.search.answering import PER_PAGE
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.wanted import All, Condition, Either, OneOf
from mingtang.foundation.search.indexes import keys_of, texts_of
from mingtang.foundation.search.searchable import (
    DESK_SEARCHABLE,
    FACET_LABELS,
    SCOPES,
    SEARCHABLE,
    Bounded,
    DeskSearchable,
    Face,
    Hit,
    Passage,
    Searchable,
    coded,
)
from mingtang.foundation.web.context import SEARCH_URL
from mingtang.foundation.web.slots import Badge
from mingtang.kernel.search.marking import lacks_any
from mingtang.openness.records import body, choices, queries, validity
from mingtang.openness.records.models import Attachment, OpenAttr, Record, Revision, Stage
from mingtang.openness.records.process import VIEW

KIND = queries.SUBJECT
AUDIENCE = "for"
_PROCESSES = ("record", "publication", "correction", "withdrawal")
_OF_UNITS = ("unit.renamed", "unit.updated", "unit.merged")
_OVER = ("repealed", "expired")


def register() -> None:
    SEARCHABLE.register(
        KIND,
        Searchable(
            KIND,
            gettext_lazy("政府信息"),
            10,
            Face(lambda: keys_of(queries.public()), public_documents),
            wants,
            touched,
            public_hits,
            lambda ids: texts_of(queries.public().filter(pk__in=ids)),
            turning,
            titled,
        ),
    )
    DESK_SEARCHABLE.register(
        KIND,
        DeskSearchable(
            KIND,
            gettext_lazy("政府信息"),
            Face(lambda: keys_of(Record.objects.exclude(head=None)), desk_documents),
            bounds,
            desk_hits,
            lambda who, ids: texts_of(queries.visible_to(who).filter(pk__in=ids)),
        ),
    )
    SCOPES.register(AUDIENCE, _for_audience)
    for facet, label, names in (
        ("theme", gettext_lazy("主题"), choices.main_theme_labels),
        ("genre", gettext_lazy("体裁"), lambda: dict(choices.genres())),
        ("validity", gettext_lazy("效力"), validity.labels),
        ("attribute", gettext_lazy("公开属性"), lambda: dict(OpenAttr.choices)),
        ("stage", gettext_lazy("办理状态"), lambda: dict(Stage.choices)),
    ):
        FACET_LABELS.register(facet, coded(label, names))


def _for_audience(code: str) -> Bounded:
    """What is for persons, or for organisations."""
    groups = choices.AUDIENCE_GROUPS.get(code, ())
    label = choices.audience_groups().get(code, code)
    return Bounded(label, OneOf("flag", tuple(f"audience:{audience}" for audience in groups)))


def search_address(query: Mapping[str, str]) -> str:
    """The search that an address of the list of records with words in it stands for."""
    kept = {name: value for name, value in query.items() if value and name != "in"}
    return f"{SEARCH_URL}?{urlencode({'kind': KIND, **kept})}"


def wants(kind: str) -> bool:
    return kind.partition(".")[0] in _PROCESSES or kind == "file.read" or kind in _OF_UNITS


def touched(event: Event) -> Iterator[str]:
    if event.kind in _OF_UNITS:
        yield from keys_of(Record.objects.filter(unit=event.unit_id))
    elif event.kind == "file.read":
        owners = StoredFile.objects.filter(pk=event.subject_id, owner_kind=KIND)
        yield from map(str, owners.values_list("owner_id", flat=True))
    elif event.subject_kind == KIND:
        yield event.subject_id


def turning(after: date, until: date) -> Iterator[str]:
    """A text begins on its day, and ends the day after its last."""
    over = Q(expires_on__gte=after, expires_on__lt=until) | Q(effective_on__gt=after, effective_on__lte=until)
    gone = Q(display_until__gte=after, display_until__lt=until)
    yield from keys_of(Record.objects.filter(over | gone))


def titled(words: str, most: int) -> list[str]:
    found = queries.public_selection({}, words).records().order_by("-published_at", "-pk")
    return list(map(str, found.values_list("pk", flat=True)[:most]))


def public_documents(ids: Sequence[str]) -> list[Document]:
    rows = list(queries.public().filter(pk__in=ids).select_related("live", "area"))
    shown = {row.pk: row.live for row in rows if row.live}
    return _documents(rows, shown)


def desk_documents(ids: Sequence[str]) -> list[Document]:
    rows = list(Record.objects.filter(pk__in=ids).select_related("head", "area"))
    return _documents(rows, {row.pk: row.head for row in rows if row.head}, staff=True)


def _documents(rows: Sequence[Record], shown: dict[UUID, Revision], *, staff: bool = False) -> list[Document]:
    names = _unit_names({row.unit_id for row in rows})
    files = _files({revision.pk for revision in shown.values()})
    made = []
    for row in rows:
        if (revision := shown.get(row.pk)) is None:
            continue
        state = validity.state_of(revision)
        kinds, texts = files.get(revision.pk, ((), ()))
        made.append(
            Document(
                KIND,
                str(row.pk),
                revision.title,
                texts=(
                    revision.subtitle,
                    revision.summary,
                    revision.keywords,
                    body.text_of(revision.body),
                    " ".join((revision.issuer, revision.addressees, revision.signature, revision.source)),
                    " ".join(names.get(row.unit_id, ())),
                    row.area.name if row.area else "",
                ),
                files=texts,
                numbers=tuple(filter(None, (revision.doc_no, row.index_no or revision.index_no))),
                unit_id=row.unit_id,
                area_id=row.area_id or 0,
                theme=revision.theme,
                genre=revision.genre,
                year=row.year,
                validity=state,
                attribute=revision.open_attr,
                stage=row.stage if staff else "",
                file_kinds=kinds,
                flags=_flags(revision),
                at=row.updated_at if staff else row.published_at,
                until=None if staff else row.display_until,
                is_over=state in _OVER,
            )
        )
    return made


def _flags(revision: Revision) -> tuple[str, ...]:
    """What else a search can be bounded to."""
    flags = [f"audience:{revision.audience}"] if revision.audience else []
    flags += ["policy"] if revision.is_policy else []
    return tuple(flags + (["normative"] if revision.is_normative else []))


def _unit_names(units: set[int]) -> dict[int, list[str]]:
    """All names of units, also those they bore before."""
    names: dict[int, list[str]] = {}
    for model, key in ((Unit, "pk"), (UnitName, "unit_id")):
        for unit, name, short in model._default_manager.filter(**{f"{key}__in": units}).values_list(
            key, "name", "short_name"
        ):
            names.setdefault(unit, []).extend((name, short))
    return {unit: list(dict.fromkeys(found)) for unit, found in names.items()}


def _files(revisions: set[UUID]) -> dict[UUID, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By revision the kinds of its attachments, and their titles and words."""
    listed = list(
        Attachment.objects.filter(revision__in=revisions)
        .order_by("position", "pk")
        .values_list("revision_id", "file_id", "file__kind", "title")
    )
    pages: dict[UUID, list[str]] = {}
    files = {file for _revision, file, _kind, _title in listed}
    for file, text in (
        FilePage.objects.filter(file__in=files).order_by("file", "number").values_list("file_id", "text")
    ):
        pages.setdefault(file, []).append(text)
    found: dict[UUID, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for revision, file, kind, title in listed:
        kinds, texts = found.get(revision, ((), ()))
        words = "\n".join([title, *pages.get(file, ())])
        found[revision] = ((*kinds, *filter(None, (kind,))), (*texts, words))
    return found


_SHOWN = (
    *("pk", "title", "published_at", "doc_no", "index_no", "validity", "effective_on", "expires_on"),
    *("unit__short_name", "live", "live__title", "live__summary", "live__body"),
)
"""What a line of a list of hits is made of."""
_ANY = UUID(int=0)
_PLACES = [f"place{n}" for n in range(PER_PAGE)]
_HITS = Prepared(
    # Plain values: to make records of them and their revisions takes as long as to fetch them.
    lambda day, **ids: (
        queries.public_on(day)
        .filter(pk__in=list(ids.values()))
        .annotate(has_files=Exists(Attachment.objects.filter(revision=OuterRef("live"))))
        .values_list(*_SHOWN, "has_files", named=True)
    ),
    day=DateField(),
    **dict.fromkeys(_PLACES, UUIDField()),
)


def _on_pages(ids: Sequence[UUID]) -> Iterator[dict[str, UUID]]:
    """Ids as the places of a page, for each page; places that nothing has are told an id that nothing has."""
    for start in range(0, len(ids), PER_PAGE):
        there = [*ids[start : start + PER_PAGE], *[_ANY] * PER_PAGE]
        yield dict(zip(_PLACES, there, strict=False))


def public_hits(ids: Sequence[str], needles: Sequence[str]) -> dict[str, Hit]:
    today = clock.today()
    rows = [row for page in _on_pages([UUID(pk) for pk in ids]) for row in _HITS.rows(day=today, **page)]
    texts = {row.live: _shown_text(row.live__summary, row.live__body) for row in rows if row.live}
    passages = _passages(
        {row.live: (row.pk, f"{row.live__title} {texts[row.live]}") for row in rows if row.has_files}, needles
    )
    # Twenty addresses are made from one, which is much quicker than to reverse each.
    address = reverse("records:record", args=[_ANY])
    return {
        str(row.pk): Hit(
            row.title,
            address.replace(str(_ANY), str(row.pk)),
            row.unit__short_name,
            row.published_at,
            validity.badge_beside(row),
            row.doc_no or row.index_no or "",
            texts.get(row.live, ""),
            passages.get(row.live),
        )
        for row in rows
    }


def desk_hits(who: Authority, ids: Sequence[str], needles: Sequence[str]) -> dict[str, Hit]:
    rows = queries.visible_to(who).filter(pk__in=ids).select_related("unit", "head")
    return {
        str(row.pk): Hit(
            (row.head.title if row.head else row.title) or _("（无标题）"),
            reverse("records_desk:record", args=[row.pk]),
            row.unit.short_name,
            row.updated_at,
            Badge("info", row.get_stage_display()),
            row.doc_no or row.index_no or "",
            _shown_text(row.head.summary, row.head.body) if row.head else "",
        )
        for row in rows
    }


def _shown_text(summary: str, html: str) -> str:
    """What an excerpt is taken from; a summary that only repeats the text is left out."""
    text, summary = body.text_of(html), " ".join(summary.split())
    return text if text.startswith(summary.rstrip("。…")) else f"{summary}　{text}"


def _passages(shown: Mapping[UUID, tuple[UUID, str]], needles: Sequence[str]) -> dict[UUID, Passage]:
    """By revision the first page of an attachment with a word that title and text lack. `shown` has for each revision
    its record, and its title and text.
    """
    entries = Attachment.objects.filter(revision__in=shown).order_by("-position", "-pk")
    listed = {entry.file_id: entry for entry in entries if lacks_any(shown[entry.revision_id][1], needles)}
    if not listed:
        return {}
    has = Q()
    for needle in needles:
        has |= Q(text__icontains=needle)
    firsts = (
        FilePage.objects.filter(has, file__in=listed).order_by().values("file").annotate(number=Min("number"))
    )
    wanted = Q(pk__in=[])
    for row in firsts:
        wanted |= Q(file=row["file"], number=row["number"])
    found: dict[UUID, Passage] = {}
    for page in FilePage.objects.filter(wanted):
        entry = listed[page.file_id]
        if entry.revision_id not in found:
            place = page.label or _("第%(n)s页") % {"n": page.number}
            url = reverse("records:attachment", args=[shown[entry.revision_id][0], page.file_id])
            found[entry.revision_id] = Passage(entry.title, place, url, page.text)
    return found


def bounds(who: Authority) -> Condition | None:
    """The view grants, and for the time of an open step also what lies outside them."""
    scope = who.scope(VIEW)
    if scope.everything:
        return None
    parts: list[Condition] = [OneOf("unit", tuple(sorted(scope.units_in_all_areas)))]
    for area_id, units in scope.units_by_area:
        parts.append(All((OneOf("area", (area_id,)), OneOf("unit", tuple(sorted(units))))))
    beyond = tuple(f"{KIND}:{pk}" for pk in queries.seen_for_now(who))
    return Either((*parts, OneOf("key", beyond)))
