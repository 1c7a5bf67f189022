"""Short texts that everybody reads and that no case was opened for: sections say which of theirs are public now, so
that the sweep goes over them, and each passes the guard before it is saved (`letting_out`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model, QuerySet, UUIDField
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.cases.registry import SUBJECT_KINDS, Subject, SubjectKind
from mingtang.foundation.guard.kinds import OVERRIDE, VIEW
from mingtang.foundation.guard.places import FIELD_LABELS
from mingtang.foundation.guard.subjects import GUARDED, Guarded, Paper
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.canonical import content_hash
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.pieces import Part, Piece, Place
from mingtang.kernel.registry import Registry

_TEXTS = UUID("6f2f5a2e-6c0c-4f0e-9a53-3b7f0a7b6f11")


@dataclass(frozen=True)
class PublicText:
    """One text as everybody reads it. `id` names it within its kind: that of its row, `key_of` it where that is a
    number. Of `fields`, those named in `html` are pages. `url` is where everybody reads it, `desk_url` where staff
    change it.
    """

    id: UUID
    unit_id: int
    title: str
    url: str
    fields: Mapping[str, str]
    area_id: int | None = None
    desk_url: str = ""
    html: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PublicTexts:
    """`after` lists public texts in a settled order behind one, `one` gives a certain one while it is public. `labels`
    are the names of fields."""

    code: str
    label: Any
    after: Callable[[UUID | None, int], list[PublicText]]
    one: Callable[[UUID], PublicText | None]
    labels: Mapping[str, Any] = field(default_factory=dict)


PUBLIC_TEXTS: Registry[PublicTexts] = Registry("short texts that everybody reads")


def register(texts: PublicTexts) -> None:
    PUBLIC_TEXTS.register(texts.code, texts)
    SUBJECT_KINDS.register(texts.code, SubjectKind(texts.code, texts.label, partial(_described, texts)))
    for name, label in texts.labels.items():
        FIELD_LABELS[_label(texts.code, name)] = label


def register_rows(
    code: str,
    label: Any,
    rows: Callable[[], QuerySet[Any]],
    text: Callable[[Any], PublicText],
    fields: Mapping[str, Any],
) -> None:
    """Registers texts that are rows of a table: those of `rows` are public now."""

    def after(pk: UUID | None, most: int) -> list[PublicText]:
        found = rows()
        if pk is not None:
            found = found.filter(pk__gt=_pk(found, pk))
        return [text(row) for row in found.order_by("pk")[:most]]

    def one(pk: UUID) -> PublicText | None:
        found = rows()
        row = found.filter(pk=_pk(found, pk)).first()
        return text(row) if row else None

    register(PublicTexts(code, label, after, one, fields))


def key_of(row: Model) -> UUID:
    """The key of a row as an id: what is decided on a text is kept under it."""
    pk: Any = row.pk
    return pk if isinstance(pk, UUID) else UUID(int=pk)


def _pk(rows: QuerySet[Any], key: UUID) -> UUID | int:
    if isinstance(rows.model._meta.pk, UUIDField):
        return key
    # No row has a number that the database cannot hold.
    return min(key.int, 2**62)


def labels_of(model: type[Model], *names: str) -> dict[str, Any]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return {one.name: one.verbose_name for one in fields}


def pieces_of(code: str, text: PublicText) -> Iterator[Piece]:
    for name, words in text.fields.items():
        label = _label(code, name)
        if name in text.html:
            for piece in pieces_of_html(words):
                named = piece.place.part == Part.BODY
                yield replace(piece, place=replace(piece.place, label=label)) if named else piece
        else:
            for number, line in enumerate(words.splitlines()):
                if line.strip():
                    yield Piece(line, Place(Part.TEXT, label=label, block=number))


def about_of(unit: Unit) -> About:
    return About(clock.today(), unit=unit.name)


def paper_of(code: str, text: PublicText, unit: Unit) -> Paper:
    """The text as the guard takes it; `unit` is that of the text. What it says names it: said again, it is the same."""
    digest = content_hash(dict(text.fields))
    return Paper(
        kind=code,
        id=text.id,
        text_id=uuid5(_TEXTS, digest),
        text_hash=digest,
        unit_id=text.unit_id,
        area_id=text.area_id,
        title=text.title,
        url=text.desk_url or text.url,
        about=about_of(unit),
        pieces=lambda: pieces_of(code, text),
        public_url=text.url,
    )


def guarded(kind: str) -> Guarded | None:
    """What is guarded under a kind: a paper, or a short text as one."""
    if kind in GUARDED:
        return GUARDED[kind]
    return _as_guarded(PUBLIC_TEXTS[kind]) if kind in PUBLIC_TEXTS else None


def _as_guarded(texts: PublicTexts) -> Guarded:
    def current(pk: UUID) -> Paper | None:
        text = texts.one(pk)
        return paper_of(texts.code, text, Unit.objects.get(pk=text.unit_id)) if text else None

    def newest(pk: UUID) -> UUID | None:
        paper = current(pk)
        return paper.text_id if paper else None

    def visible(who: Authority, pk: UUID) -> bool:
        text = texts.one(pk)
        return text is not None and who.scope(VIEW, OVERRIDE).covers(text.unit_id, text.area_id)

    return Guarded(
        texts.code,
        texts.label,
        lambda pk, _text: current(pk),
        current,
        newest,
        visible,
        lambda pk, most: [text.id for text in texts.after(pk, most)],
    )


def _described(texts: PublicTexts, ids: list[UUID]) -> dict[UUID, Subject]:
    found = {pk: texts.one(pk) for pk in ids}
    return {
        pk: Subject(f"{texts.label}：{text.title}", reverse("guard_desk:subject", args=[texts.code, pk]))
        for pk, text in found.items()
        if text
    }


def _label(code: str, name: str) -> str:
    return f"{code}.{name}"
