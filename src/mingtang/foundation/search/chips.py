"""The filters of a search as links with their counts."""

from collections.abc import Mapping, Sequence

from mingtang.foundation.prepared import asked_once
from mingtang.foundation.search.answering import Answer
from mingtang.foundation.search.asked import FACETS, Asked, label_of, names_of
from mingtang.foundation.search.engine.wanted import Value
from mingtang.foundation.search.searchable import FACET_LABELS
from mingtang.foundation.web.filters import Chip, ChipGroup

_MOST = 12
"""Values of one filter that are offered."""


def groups_of(asked: Asked, answer: Answer, facets: Sequence[str] = FACETS) -> list[ChipGroup]:
    """All filters but the kinds. A filter with a single value is no choice and left out, unless it is chosen."""
    found = []
    # Counts and names of units are made of the same rows.
    with asked_once():
        for facet in facets:
            if facet == "kind":
                continue
            chips = _chips(facet, asked, answer)
            if len(chips) > 1 or any(chip.selected for chip in chips):
                found.append(ChipGroup(label_of(facet), chips))
    return found


def kinds_of(asked: Asked, answer: Answer) -> list[Chip]:
    """The kinds of things as tabs, everything first."""
    chips = _chips("kind", asked, answer)
    return chips if len(chips) > 1 or asked.query["kind"] else []


def counts_of(facet: str, asked: Asked, answer: Answer) -> Mapping[Value, int]:
    """What choosing each value would find, by value."""
    counts = answer.counts.get(facet, {})
    return FACET_LABELS[facet].rolled(counts, asked.query[facet]) if facet in FACET_LABELS else counts


def _chips(facet: str, asked: Asked, answer: Answer) -> list[Chip]:
    counts = counts_of(facet, asked, answer)
    chosen = asked.query[facet]
    # A chosen value stays to be taken away, even where it has nothing.
    values = {*counts, *asked.chosen.get(facet, ())} if chosen else set(counts)
    found = [
        (counts.get(value, 0), code, label)
        for value, (code, label) in names_of(facet, values).items()
        if counts.get(value) or code == chosen
    ]
    by_count = sorted(found, key=lambda entry: -entry[0])
    # Those with most of the hits, and what is chosen.
    offered = {code for _count, code, _label in by_count[:_MOST]} | {chosen}
    address = asked.choosing(facet)
    return [
        Chip(label, count, address("" if code == chosen else code) or "?", code == chosen)
        for count, code, label in (by_count if facet in ("unit", "area") else found)
        if code in offered
    ]
