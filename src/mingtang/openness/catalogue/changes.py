"""The difference of two versions of a catalogue, by matter and by cell."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from mingtang.kernel.catalogue import channels
from mingtang.kernel.catalogue.diff import CellChange, differences
from mingtang.kernel.classification.themes import THEMES
from mingtang.kernel.limits.model import Limit
from mingtang.openness.catalogue import labels
from mingtang.openness.catalogue.models import Entry, Version


@dataclass(frozen=True)
class Changed:
    """A matter that both versions have: its cells that differ as (label, before, after)."""

    before: Entry
    after: Entry
    cells: list[tuple[Any, str, str]]


@dataclass
class Difference:
    """What one version has and the other has not. `moved` counts matters that only stand elsewhere."""

    added: list[Entry] = field(default_factory=list)
    removed: list[Entry] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    moved: int = 0
    same: int = 0


def between(old: Version, new: Version) -> Difference:
    """Compares two versions of one catalogue: two queries."""
    before = {entry.matter_id: entry for entry in old.entries.order_by("position")}
    after = {entry.matter_id: entry for entry in new.entries.order_by("position")}
    found = Difference(removed=[entry for pk, entry in before.items() if pk not in after])
    for pk, entry in after.items():
        if pk not in before:
            found.added.append(entry)
            continue
        cells = in_words(differences(before[pk].text(), entry.text()))
        if cells:
            found.changed.append(Changed(before[pk], entry, cells))
        else:
            found.same += 1
    found.moved = _moved([pk for pk in before if pk in after], [pk for pk in after if pk in before])
    return found


def _moved(old: list[Any], new: list[Any]) -> int:
    """How many stand in another order: all that are outside the longest run that kept its order."""
    place = {pk: n for n, pk in enumerate(old)}
    tails: list[int] = []
    for pk in new:
        at = bisect_left(tails, place[pk])
        tails[at : at + 1] = [place[pk]]
    return len(new) - len(tails)


def in_words(changes: Iterable[CellChange]) -> list[tuple[Any, str, str]]:
    """Label, before and after of each changed cell."""
    return [
        (
            labels.FIELDS.get(change.field, change.field),
            words(change.field, change.old),
            words(change.field, change.new),
        )
        for change in changes
    ]


def words(name: str, value: Any) -> str:
    """A cell of an item as people read it."""
    if isinstance(value, Limit):
        return value.raw or _("（空）")
    if name == "channels":
        return "、".join(channels.label(code) for code in value) or _("（空）")
    if name == "levels":
        return "、".join(str(labels.LEVELS[level]) for level in value) or _("（空）")
    if name == "theme":
        return THEMES[value].local_label if value in THEMES else _("（空）")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value).replace("\n", "；") or _("（空）")
