"""Hits on a file as such: what of it could not be read, what nobody looked at, what its readers do not see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from mingtang.foundation.extraction.items import Unread
from mingtang.kernel.guard.hits import HIDDEN_CONTENT, KINDS, NOT_LOOKED, UNREAD, Hit
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.pieces import Part, Piece, Place

_UNREAD_MOST = 200
_SORTS = {
    Part.DELETED: "deleted",
    Part.COMMENT: "comments",
    Part.NOTES: "notes",
    Part.ANNOTATION: "annotations",
}
"""What goes out although most who read the file never come to see it, seen in principle or not."""
_HIDDEN = {Part.CELL: "cells", Part.TEXT: "text", Part.HEADER: "text", Part.FOOTNOTE: "text"}


def file_hit(knowledge: Knowledge, kind: str, place: Place, why: str, number: int = 1) -> list[Hit]:
    """None for a kind that the county switched off. Without the text: what is hidden may be anything, and hits are
    kept."""
    if kind in knowledge.off:
        return []
    severity = knowledge.levels.get(kind) or KINDS[kind].severity
    return [Hit(kind, place, 0, 0, "", severity, args={"why": why, "number": str(number)})]


@dataclass
class FileHits:
    """Gathers them while the pieces pass by."""

    knowledge: Knowledge
    unread: list[Unread] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _hidden: dict[str, Place] = field(default_factory=dict)
    _media: list[Place] = field(default_factory=list)

    def note_unread(self, found: Unread) -> None:
        if found.code == "media":
            self._media.append(found.place)
            return
        if found in self.unread:
            return
        self.counts[UNREAD] += 1
        if len(self.unread) < _UNREAD_MOST:
            self.unread.append(found)

    def is_told(self) -> bool:
        """Whether anything was said to be unread."""
        return bool(self.unread or self._media)

    def note(self, piece: Piece) -> None:
        place = piece.place
        sort = _SORTS.get(place.part) or (_HIDDEN.get(place.part) if place.hidden else None)
        if sort:
            self.counts[sort] += 1
            self._hidden.setdefault(sort, place)

    def hits(self) -> list[Hit]:
        found: list[Hit] = []
        for unread in self.unread:
            found += file_hit(self.knowledge, UNREAD, unread.place, unread.code)
        if self._media:
            found += file_hit(self.knowledge, NOT_LOOKED, self._media[0], "media", len(self._media))
        for sort, place in self._hidden.items():
            found += file_hit(self.knowledge, HIDDEN_CONTENT, place, sort, self.counts[sort])
        return found
