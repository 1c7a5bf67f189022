"""How many documents of a search have each value of a facet.

Each column that is read costs a count as much again, however little is in it: facets that have few values together
share one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.wanted import Value

COLUMNS: dict[str, tuple[str, ...]] = {
    "where": ("unit", "area"),
    "matter": ("theme", "year"),
    "form": ("kind", "genre", "validity", "attribute", "file_kind"),
    "stage": ("stage",),
}
"""By column the facets in it."""

_COLUMN_OF = {facet: column for column, facets in COLUMNS.items() for facet in facets}
_NUMBERS = frozenset({"unit", "area", "year"})
_SEVERAL = frozenset({"file_kind"})
_PARTING = "\x1f"
_MOST = 20_000
"""Different values of a column; the library counts no more than 65,000 at once."""


def columns_of(document: Document) -> Iterable[tuple[str, str]]:
    """What a document has in each column."""
    values: dict[str, object] = {
        "unit": document.unit_id,
        "area": document.area_id,
        "theme": main_theme(document),
        "year": document.year,
        "kind": document.kind,
        "genre": document.genre,
        "validity": document.validity,
        "attribute": document.attribute,
        "file_kind": " ".join(sorted(set(document.file_kinds))),
        "stage": document.stage,
    }
    for column, facets in COLUMNS.items():
        yield column, _PARTING.join(str(values[facet]) for facet in facets)


def main_theme(document: Document) -> str:
    """The theme by which a document is counted: the uppermost of its own."""
    return document.theme.partition(".")[0]


def asked_for(facets: Iterable[str]) -> dict[str, Any]:
    """The columns of some facets, as the library is asked to count them."""
    columns = {_COLUMN_OF[facet] for facet in facets}
    return {column: {"terms": {"field": column, "size": _MOST}} for column in sorted(columns)}


def counts_of(told: Mapping[str, Any], facets: Sequence[str]) -> dict[str, dict[Value, int]]:
    """What the library told by facet and value, without those of no value."""
    counts: dict[str, dict[Value, int]] = {facet: {} for facet in facets}
    for column, answer in told.items():
        wanted = [(n, facet) for n, facet in enumerate(COLUMNS[column]) if facet in counts]
        for bucket in answer["buckets"]:
            parts, number = bucket["key"].split(_PARTING), int(bucket["doc_count"])
            for n, facet in wanted:
                _add(counts[facet], facet, parts[n], number)
    return counts


def _add(counts: dict[Value, int], facet: str, part: str, number: int) -> None:
    if facet in _NUMBERS:
        values: list[Value] = [int(part)]
    elif facet in _SEVERAL:
        values = [*part.split()]
    else:
        values = [part]
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + number
