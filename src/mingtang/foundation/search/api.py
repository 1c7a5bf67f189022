"""The machine face: the same search, with the same limits, as JSON."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from mingtang.foundation.search.answering import PER_PAGE, answer
from mingtang.foundation.search.asked import FACETS, asked, names_of
from mingtang.foundation.search.chips import counts_of
from mingtang.foundation.search.engine.wanted import DEEPEST
from mingtang.foundation.search.lines import lines_of
from mingtang.foundation.search.notes import notes_of
from mingtang.kernel.search.marking import Piece

router = Router(tags=["search"])
MOST_PER_PAGE = 50


class Asking(Schema):
    """The parameters of a search; those of the page of results have the same names."""

    q: str = Field(
        "",
        description="Words, a title, a number, a question. In quotation marks: exactly so. "
        "A minus before a word: without it.",
    )
    kind: str = ""
    unit: str = Field("", description="Slug of a unit; with all below it, but for the county.")
    area: str = ""
    theme: str = ""
    genre: str = ""
    year: str = ""
    validity: str = ""
    attribute: str = ""
    file_kind: str = ""
    column: str = Field("", description="Code of a column: only what it shows.")
    audience: str = Field("", alias="for", description="Only what is for persons, or for organisations.")
    sort: str = Field(
        "", description="Empty: best first, newer first among the equally good; strict; newest."
    )
    page: int = Field(1, ge=1, le=DEEPEST)
    per_page: int = Field(PER_PAGE, ge=1, le=MOST_PER_PAGE)


class MarkedText(Schema):
    """A piece of text, and whether it is what was looked for."""

    text: str
    found: bool


class Passage(Schema):
    attachment: str
    place: str
    url: str
    text: list[MarkedText]


class Result(Schema):
    kind: str
    title: list[MarkedText]
    url: str
    unit: str
    date: datetime | None
    state: str
    number: str
    text: list[MarkedText]
    passage: Passage | None


class Value(Schema):
    code: str
    label: str
    count: int


class Results(Schema):
    """`total` counts all, `reachable` those that can be paged to. `notes` say how the query was read."""

    total: int
    reachable: int
    page: int
    per_page: int
    how: str
    meant: str
    instead: str
    notes: list[str]
    results: list[Result]
    facets: dict[str, list[Value]]


@router.get("", response=Results, summary="Search what everybody can see")
def search(request: HttpRequest, asking: Query[Asking]) -> Any:
    wanted = asked({name: str(value) for name, value in asking.dict(by_alias=True).items()})
    found = answer(wanted, asking.page, asking.per_page)
    lines = lines_of(found)
    return {
        "total": found.total,
        "reachable": found.reachable,
        "page": asking.page,
        "per_page": asking.per_page,
        "how": found.how,
        "meant": found.meant,
        "instead": found.instead,
        "notes": notes_of(found, wanted),
        "results": [
            {
                "kind": kind,
                "title": _pieces(line.title),
                "url": settings.PUBLIC_URL + line.hit.url,
                "unit": line.hit.unit,
                "date": line.hit.date or None,
                "state": str(line.hit.badge.word) if line.hit.badge else "",
                "number": line.hit.number,
                "text": _pieces(line.text),
                "passage": {
                    "attachment": line.hit.passage.title,
                    "place": line.hit.passage.place,
                    "url": settings.PUBLIC_URL + line.hit.passage.url,
                    "text": _pieces(line.passage),
                }
                if line.hit.passage
                else None,
            }
            for (kind, _hit), line in zip(found.hits, lines, strict=True)
        ],
        "facets": {
            facet: [
                {"code": code, "label": label, "count": counts[value]}
                for value, (code, label) in names_of(facet, counts).items()
            ]
            for facet in FACETS
            if (counts := counts_of(facet, wanted, found))
        },
    }


def _pieces(pieces: list[Piece]) -> list[dict[str, Any]]:
    return [{"text": piece.text, "found": piece.found} for piece in pieces]
