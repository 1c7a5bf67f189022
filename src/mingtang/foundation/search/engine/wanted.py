"""What is asked of an index, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mingtang.kernel.search.reading import Reading

Value = str | int
DEEPEST = 1000
"""Documents of one search that can be paged through; whoever needs more needs a narrower search."""


@dataclass(frozen=True)
class OneOf:
    """Documents whose field has one of some values: of a facet, `themes` (with those above it), `flag` or `key`."""

    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class TitleHas:
    """Documents with a stretch of text in their title."""

    text: str


@dataclass(frozen=True)
class All:
    """Documents that meet every condition."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Either:
    """Documents that meet a condition at least."""

    parts: tuple["Condition", ...]


Condition = OneOf | TitleHas | All | Either


class How(StrEnum):
    """How much of the terms has to be there, from strict to lenient."""

    ALL = "all"
    PIECES = "pieces"
    MOST = "most"
    SLIP = "slip"
    SOME = "some"


class Order(StrEnum):
    """`RELEVANT` lets the newer go first among the equally relevant, `STRICT` does not."""

    RELEVANT = "relevant"
    STRICT = "strict"
    NEWEST = "newest"


@dataclass(frozen=True)
class Wanted:
    """A search. `chosen` holds the values chosen of facets; `scope` what bounds the search itself; `hidden` keys that
    must not be found although the index has them still. Without terms everything within the bounds is meant.
    """

    reading: Reading = field(default_factory=Reading)
    how: How = How.ALL
    chosen: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    scope: Condition | None = None
    hidden: tuple[str, ...] = ()
    today: date = date.min
    order: Order = Order.RELEVANT


@dataclass(frozen=True)
class Found:
    """`keys` are those of the page asked for; `total` counts all, also those beyond `DEEPEST`."""

    keys: tuple[str, ...]
    total: int


Counts = dict[str, dict[Value, int]]
"""By facet how many documents have each value, with all choices but the facet's own."""
