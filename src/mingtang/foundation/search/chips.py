"""The filters of a search as links with their counts."""

from collections.abc import Mapping, Sequence

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
    chips = []
    for value, (code, label) in names_of(facet, values).items():
        selected = code == chosen
        if counts.get(value) or selected:
            url = asked.address_with(**{facet: "" if selected else code}) or "?"
            chips.append(Chip(label, counts.get(value, 0), url, selected))
    if facet in ("unit", "area"):
        chips.sort(key=lambda chip: -(chip.count or 0))
    # Those with most of the hits, in their order; what is chosen stays.
    most = sorted(chips, key=lambda chip: -(chip.count or 0))[:_MOST]
    return [chip for chip in chips if chip.selected or chip in most]
