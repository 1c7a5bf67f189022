"""What the address of a search asks for; page, feed and API read it alike."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from mingtang.foundation.search.engine.wanted import All, Condition, Order, Value
from mingtang.foundation.search.searchable import FACET_LABELS, SCOPES, SEARCHABLE, Bounded
from mingtang.kernel.search.reading import LONGEST

FACETS = ("kind", "unit", "area", "theme", "genre", "year", "validity", "attribute", "file_kind")
DESK_FACETS = ("unit", "area", "stage", "theme", "genre", "year", "validity", "attribute", "file_kind")
ORDERS = {"": Order.RELEVANT, "strict": Order.STRICT, "newest": Order.NEWEST}
_LONGEST_VALUE = 60


@dataclass(frozen=True)
class Asked:
    """A search by everybody. `query` holds the parameters that were understood, as they are written in addresses;
    `chosen` the values of facets for the index; `unknown` what was passed over; `has_several` tells that a filter was
    given more than once, of which the last counts.
    """

    query: dict[str, str]
    chosen: dict[str, tuple[Value, ...]]
    bounds: dict[str, Bounded] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    has_several: bool = False

    @property
    def words(self) -> str:
        return self.query["q"]

    @property
    def order(self) -> Order:
        return ORDERS[self.query["sort"]]

    @property
    def scope(self) -> Condition | None:
        parts = tuple(bounded.condition for bounded in self.bounds.values())
        return All(parts) if parts else None

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen)

    @property
    def address(self) -> str:
        """The query of the address without what is empty, with its question mark; without the page."""
        return self.address_with()

    def address_with(self, **changes: str) -> str:
        """The address with some parameters changed, or taken out by an empty text."""
        return _joined(_encoded({**self.query, **changes}))

    def choosing(self, name: str) -> Callable[[str], str]:
        """The address with one parameter changed, to be asked for dozens of its values."""
        query = list(self.query.items())
        place = [key for key, _value in query].index(name)
        before, after = _encoded(dict(query[:place])), _encoded(dict(query[place + 1 :]))
        return lambda value: _joined(before, f"{name}={quote_plus(value)}" if value else "", after)


def _encoded(query: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in query.items() if value})


def _joined(*queries: str) -> str:
    query = "&".join(filter(None, queries))
    return f"?{query}" if query else ""


def asked(given: Mapping[str, str], facets: Sequence[str] = FACETS) -> Asked:
    """Reads an address. Values that nothing is known by are named in `unknown` and passed over, but an unknown unit or
    part of the site finds nothing rather than everything.
    """
    # One character more than is read, so that the reading says that it is cut.
    query = {"q": " ".join(given.get("q", "").split())[: LONGEST + 1]}
    chosen: dict[str, tuple[Value, ...]] = {}
    unknown: list[str] = []
    for facet in facets:
        value = given.get(facet, "").strip()[:_LONGEST_VALUE]
        query[facet] = value
        if not value:
            continue
        values = values_of(facet, value)
        if values or facet == "unit":
            chosen[facet] = values or (-1,)
        if not values:
            unknown.append(value)
            query[facet] = value if facet == "unit" else ""
    bounds: dict[str, Bounded] = {}
    for name, find in SCOPES.items():
        value = given.get(name, "").strip()[:_LONGEST_VALUE]
        query[name] = value
        if value:
            bounds[name] = find(value)
    order = given.get("sort", "")
    if order not in ORDERS:
        unknown.append(order[:_LONGEST_VALUE])
        order = ""
    query["sort"] = order
    names = (*facets, *SCOPES)
    several = isinstance(given, QueryDict) and any(len(given.getlist(name)) > 1 for name in names)
    return Asked(query, chosen, bounds, tuple(unknown), several)


def values_of(facet: str, code: str) -> tuple[Value, ...]:
    """The values in the index that a code of an address stands for; empty for an unknown one."""
    if facet == "kind":
        return (code,) if code in SEARCHABLE else ()
    return FACET_LABELS[facet].values(code) if facet in FACET_LABELS else ()


def names_of(facet: str, values: Iterable[Value]) -> dict[Value, tuple[str, str]]:
    """By value its code in addresses and its label, in order of display."""
    if facet == "kind":
        there = set(values)
        entries = sorted(SEARCHABLE, key=lambda entry: entry.order)
        return {entry.kind: (entry.kind, str(entry.label)) for entry in entries if entry.kind in there}
    return FACET_LABELS[facet].names(values) if facet in FACET_LABELS else {}


def label_of(facet: str) -> Any:
    return FACET_LABELS[facet].label if facet in FACET_LABELS else ""
