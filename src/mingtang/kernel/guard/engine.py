"""Looks through a paper: `check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.detectors import DETECTORS, EachPassage, is_number
from mingtang.kernel.guard.hits import RANK, UNREAD, Hit, Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import ELSEWHERE, Passage, passages
from mingtang.kernel.guard.pieces import Part, Piece, Place

HITS_MOST = 5_000
KNOWN_MOST = 50_000
"""Texts of cells in which nothing was: villages, kinds and amounts come again in every row."""
_KNOWN_LONGEST = 40
_TOO_MANY = {Severity.BLOCK: "too-many", Severity.WARN: "more-warnings"}


@dataclass(frozen=True)
class Report:
    """`hits` stand in the order of the paper; at most `HITS_MOST` are kept, `counts` by kind counts all of them. Where
    some that block or warn could not be kept, a last one each says how many (UNREAD, “too-many”, “more-warnings”).

    `complete` is false when time was up before the end.
    """

    hits: tuple[Hit, ...]
    counts: dict[str, int]
    characters: int
    complete: bool = True

    def worst(self) -> Severity | None:
        return max((hit.severity for hit in self.hits), key=RANK.__getitem__, default=None)


def check(
    pieces: Iterable[Piece],
    about: About,
    knowledge: Knowledge,
    *,
    most: int = HITS_MOST,
    enough: Callable[[], bool] = lambda: False,
) -> Report:
    """What all detectors say about a paper. Always the same for the same pieces and knowledge.

    Memory does not grow with the paper beyond `most` hits. `enough` is asked between passages and ends the look.
    """
    looks = _Looks(about, knowledge)
    kept: list[Hit] = []
    counts: Counter[str] = Counter()
    levels: Counter[Severity] = Counter()
    characters, complete = 0, True

    def take(found: list[Hit]) -> None:
        for hit in _settled(found, knowledge):
            counts[hit.kind] += 1
            levels[hit.severity] += 1
            if len(kept) < most or hit.severity == Severity.BLOCK:
                kept.append(hit)
        # What blocks is never crowded out by what only informs.
        if len(kept) > 2 * most:
            kept.sort(key=lambda hit: -RANK[hit.severity])
            del kept[most:]

    for number, piece in enumerate(pieces):
        characters += len(piece.text)
        found: list[Hit] = []
        for passage in passages(piece, number):
            if enough():
                complete = False
                break
            looks.see(passage, found)
        if found:
            take(found)
        if not complete:
            break
    take([hit for look in looks.all for hit in look.end()])
    kept.sort(key=lambda hit: -RANK[hit.severity])
    del kept[most:]
    kept.sort(key=lambda hit: (hit.number, hit.start, hit.end, hit.kind))
    levels.subtract(hit.severity for hit in kept)
    for severity, why in _TOO_MANY.items():
        if levels[severity] and UNREAD not in knowledge.off:
            # Nobody may let through what nobody saw.
            args = {"why": why, "number": str(levels[severity])}
            told = Hit(UNREAD, Place(), 0, 0, "", severity, args=args)
            kept.append(_levelled(told, knowledge) if severity == Severity.BLOCK else told)
            counts[UNREAD] += 1
    return Report(tuple(kept), dict(sorted(counts.items())), characters, complete)


class _Looks:
    """The looks of all detectors, and which of them need not be asked about a cell that says nothing new."""

    def __init__(self, about: About, knowledge: Knowledge) -> None:
        begun = [
            (one, one.begin(about, knowledge))
            for one in DETECTORS
            if not knowledge.off.issuperset(one.kinds)
            and (one.on_citizens or about.writer == Writer.OFFICIAL)
        ]
        self.all = [look for _, look in begun]
        self._of_all = [look.see for look in self.all]
        self._of_numbers = [look.see for one, look in begun if not one.only_words]
        self._of_known = [look.see for look in self.all if not isinstance(look, EachPassage)]
        self._nothing_in: set[tuple[Part, str]] = set()

    def see(self, passage: Passage, found: list[Hit]) -> None:
        """Adds what they say to `found`."""
        new: tuple[Part, str] | None = None
        sees = self._of_all
        if passage.piece.cell is not None and len(passage.text) <= _KNOWN_LONGEST:
            if is_number(passage.text):
                sees = self._of_numbers
            elif (key := (passage.piece.place.part, passage.text)) in self._nothing_in:
                sees = self._of_known
            else:
                new = key
        for see in sees:
            if hits := see(passage):
                found.extend(hits)
        if new is not None and not found and len(self._nothing_in) < KNOWN_MOST:
            self._nothing_in.add(new)


def _settled(found: list[Hit], knowledge: Knowledge) -> list[Hit]:
    """Without what is switched off or found twice; of hits of one group that share characters the surest stays."""
    if len(found) == 1:
        (hit,) = found
        return [] if hit.kind in knowledge.off or hit.number == ELSEWHERE else [_levelled(hit, knowledge)]
    wanted = {
        (hit.kind, hit.place, hit.start, hit.end): hit
        for hit in found
        if hit.kind not in knowledge.off and hit.number != ELSEWHERE
    }
    by_place: dict[tuple[str, Place], list[Hit]] = {}
    for hit in wanted.values():
        by_place.setdefault((hit.group, hit.place), []).append(hit)
    kept = [hit for hits in by_place.values() for crowd in _crowds(hits) for hit in _surest(crowd)]
    return sorted((_levelled(hit, knowledge) for hit in kept), key=lambda hit: (hit.start, hit.end, hit.kind))


def _levelled(hit: Hit, knowledge: Knowledge) -> Hit:
    level = knowledge.levels.get(hit.kind)
    return hit if level is None else replace(hit, severity=level)


def _crowds(hits: list[Hit]) -> Iterator[list[Hit]]:
    """Hits that hang together by overlaps; only those have to be compared with each other."""
    crowd: list[Hit] = []
    reach = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        if crowd and hit.start >= reach:
            yield crowd
            crowd = []
        crowd.append(hit)
        reach = max(reach, hit.end) if len(crowd) > 1 else hit.end
    if crowd:
        yield crowd


def _surest(crowd: list[Hit]) -> list[Hit]:
    if len(crowd) == 1:
        return crowd
    kept: list[Hit] = []
    for hit in sorted(crowd, key=lambda hit: (-hit.confidence, hit.start - hit.end, hit.start, hit.kind)):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return kept
