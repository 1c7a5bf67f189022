"""What the child process does with a file that is to go out: reads all of it, and has the guard look at it."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator
from types import FrameType
from typing import Any

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.extraction.items import Item, Picture, Unread
from mingtang.foundation.extraction.reading import PICTURES, kind_of, read
from mingtang.foundation.guard.examining.file_hits import FileHits
from mingtang.foundation.guard.examining.travelling import about_of, hit_data, place_data
from mingtang.foundation.inspection.look_job import name_note
from mingtang.kernel.guard.knowledge import knowledge_of
from mingtang.kernel.guard.pieces import Part, Piece, Place
from mingtang.kernel.guard.ready import check

_AGAIN = 0.2
"""Seconds between two rings of the clock: the first may come while the guard looks, where it does not interrupt."""


def answer(data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """Found: kind, hits, counts, characters, complete, notes, places of pictures that come along, and how many pictures
    do not, with the place of the first."""
    clock = _Clock(options["seconds"])
    name, limits = options["name"], Limits(**options["limits"])
    knowledge = knowledge_of(options["knowledge"])
    told = FileHits(knowledge)
    kind = ""
    try:
        kind = kind_of(data, name, limits)
    except Refused as refused:
        told.note_unread(Unread(Place(), refused.code))
    drawn: list[Picture] = []
    without: list[Place] = []

    def pieces() -> Iterator[Piece]:
        yield Piece(name, Place(Part.FILE_NAME))
        for item in clock.bounded(read(data, kind, limits, pictures=options["pictures"])) if kind else ():
            if isinstance(item, Piece):
                told.note(item)
                yield item
            elif isinstance(item, Unread):
                told.note_unread(item)
            elif item.data:
                drawn.append(item)
            else:
                without.append(item.place)

    report = check(pieces(), about_of(options["about"]), knowledge, enough=clock.is_over)
    if clock.is_over() and not clock.told:
        told.note_unread(Unread(Place(), "time"))
    if (
        kind
        and report.characters == len(name)
        and not (told.is_told() or drawn or without or kind in PICTURES)
    ):
        told.note_unread(Unread(Place(), "nothing"))
    own = told.hits()
    return {
        "kind": kind,
        "hits": [hit_data(hit) for hit in (*own, *report.hits)],
        "counts": dict(Counter(report.counts) + Counter(_counts(told, [hit.kind for hit in own]))),
        "characters": report.characters,
        "complete": report.complete and not clock.is_over(),
        "notes": name_note(name.rpartition(".")[2].lower(), kind) if kind else [],
        "pictures": [place_data(picture.place) for picture in drawn],
        "without": len(without),
        "first": place_data(without[0]) if without else None,
    }, [picture.data for picture in drawn]


def _counts(told: FileHits, kinds: list[str]) -> dict[str, int]:
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    return {kind: max(number, told.counts[kind]) for kind, number in counts.items()}


class _TimeUp(BaseException):
    """No Exception, so that no reader takes it for damage of the file."""


class _Clock:
    """Ends the reading when time is over, also inside a step that takes long; what was found until then stays."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self._reading = False
        self.told = False

    def is_over(self) -> bool:
        return time.monotonic() >= self._until

    def bounded(self, items: Iterator[Item]) -> Iterator[Item]:
        before = signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, max(self._until - time.monotonic(), 0.001), _AGAIN)
        try:
            while True:
                try:
                    self._reading = True
                    item = next(items, None)
                    self._reading = False
                except _TimeUp:
                    item = None
                if self.is_over():
                    self.told = True
                    yield Unread(Place(), "time")
                    return
                if item is None:
                    return
                yield item
        finally:
            self._reading = False
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        if self._reading:
            self._reading = False
            raise _TimeUp
