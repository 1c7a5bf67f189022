"""What can be found: each section registers its kinds of things here, and tells how they are found and shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.wanted import Condition, OneOf, Value
from mingtang.foundation.web.slots import Badge
from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class Passage:
    """A stretch of an attachment that has what was looked for: its place, such as “第3页”, and the words there."""

    title: str
    place: str
    url: str
    text: str


@dataclass(frozen=True)
class Hit:
    """A thing found, as it may be shown now. `text` is what an excerpt is taken from."""

    title: str
    url: str
    unit: str = ""
    date: Any = None
    badge: Badge | None = None
    number: str = ""
    text: str = ""
    passage: Passage | None = None


@dataclass(frozen=True)
class Face:
    """How things of a kind are found by one audience: everybody, or the staff.

    `documents` answers with those among some ids that may be found at all, in any order; `ids` goes through all.
    """

    ids: Callable[[], Iterable[str]]
    documents: Callable[[Sequence[str]], Iterable[Document]]


@dataclass(frozen=True)
class Searchable:
    """A kind of thing that everybody can find.

    `wants` is asked for the kind of each event; `touched` for the ids whose documents may differ after it. `turning`
    names those whose documents differ because the days after the first and up to the second have come. `hits` shows
    those among some ids that everybody may see now, with the words looked for (folded): it has the last say, whatever
    the index holds. `seen` only says which those are. `titled` finds without the index, by a stretch of the title.
    """

    kind: str
    label: Any
    order: int
    face: Face
    wants: Callable[[str], bool]
    touched: Callable[[Event], Iterable[str]]
    hits: Callable[[Sequence[str], Sequence[str]], dict[str, Hit]]
    seen: Callable[[Sequence[str]], Iterable[str]]
    turning: Callable[[date, date], Iterable[str]] = field(default=lambda after, until: ())
    titled: Callable[[str, int], Sequence[str]] = field(default=lambda words, most: ())


@dataclass(frozen=True)
class DeskSearchable:
    """A kind of thing that staff find at the desk, as far as their grants reach.

    `bounds` is what a person's grants let through in the index (None: everything); `hits` again has the last say, and
    `seen` says which those are.
    """

    kind: str
    label: Any
    face: Face
    bounds: Callable[[Authority], Condition | None]
    hits: Callable[[Authority, Sequence[str], Sequence[str]], dict[str, Hit]]
    seen: Callable[[Authority, Sequence[str]], Iterable[str]]


SEARCHABLE: Registry[Searchable] = Registry("what can be found")
DESK_SEARCHABLE: Registry[DeskSearchable] = Registry("what can be found at the desk")


@dataclass(frozen=True)
class Labels:
    """The names of a facet's values.

    `names` answers value → (code in addresses, label) in order of display, those it does not know left out; `values`
    answers with what a code stands for, such as a unit with all below it, or with nothing. `rolled` gets the counts by
    value and the code that is chosen, and answers with those to be shown.
    """

    label: Any
    names: Callable[[Iterable[Value]], dict[Value, tuple[str, str]]]
    values: Callable[[str], tuple[Value, ...]]
    rolled: Callable[[Mapping[Value, int], str], Mapping[Value, int]] = field(
        default=lambda counts, chosen: counts
    )


def coded(label: Any, names: Callable[[], Mapping[str, Any]]) -> Labels:
    """The labels of a facet whose values are their own codes."""

    def named(values: Iterable[Value]) -> dict[Value, tuple[str, str]]:
        there = set(values)
        return {code: (code, str(name)) for code, name in names().items() if code in there}

    return Labels(label, named, lambda code: (code,) if code in names() else ())


FACET_LABELS: Registry[Labels] = Registry("names of the values of facets")


@dataclass(frozen=True)
class Bounded:
    """A part of the site that is searched by itself."""

    label: str
    condition: Condition


NOWHERE = OneOf("key", ())
"""The condition that nothing meets."""

# By the name of the parameter: what bounds a search to a part of the site. A part that is not there has nothing.
SCOPES: Registry[Callable[[str], Bounded]] = Registry("parts of the site that are searched by themselves")
