"""Where in a text the words are that were looked for, and the part of a long text that shows most of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingtang.kernel.search.cutting import units_of
from mingtang.kernel.search.folding import fold

WIDTH = 90
"""Characters of an excerpt: two lines on a wide screen, four on a phone."""
_BEFORE = 18
"""Characters shown before the first hit."""
_SENTENCE_END = "。！？；\n"
_MARKS = r"[^\w\s]{0,2} ?"
_PHRASE = 4
"""Parts from which on marks between them are passed over, as they are when a phrase is looked for."""
_FARTHEST = 200_000
"""Characters of a text that are looked through for the best place."""


@dataclass(frozen=True)
class Piece:
    """A part of a text, found or not."""

    text: str
    found: bool = False


def lacks_any(text: str, needles: Iterable[str]) -> bool:
    """Whether a folded needle at least is nowhere in a text."""
    folded = fold(text)
    return any(not re.search(_pattern(needle), folded) for needle in needles if needle)


def places(text: str, needles: Iterable[str]) -> list[tuple[int, int]]:
    """The places of folded needles in a text as (start, end), in order, those that touch each other joined."""
    wanted = sorted({needle for needle in needles if needle}, key=len, reverse=True)
    if not wanted or not text:
        return []
    pattern = re.compile("|".join(map(_pattern, wanted)))
    found: list[tuple[int, int]] = []
    for match in pattern.finditer(fold(text)):
        if found and match.start() <= found[-1][1]:
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return found


def _pattern(needle: str) -> str:
    """Letters and figures are found as whole words only, as the index has them; a long phrase also with marks in it."""
    units = [unit for unit in units_of(needle) if unit.isalnum()]
    escaped = _MARKS.join(map(re.escape, units)) if len(units) >= _PHRASE else re.escape(needle)
    before = r"(?<![a-z0-9])" if needle[0].isascii() and needle[0].isalnum() else ""
    after = r"(?![a-z0-9])" if needle[-1].isascii() and needle[-1].isalnum() else ""
    return f"{before}{escaped}{after}"


def marked(text: str, needles: Iterable[str]) -> list[Piece]:
    """The whole text in pieces."""
    return _pieces(text, places(text, needles))


def excerpt(text: str, needles: Sequence[str], width: int = WIDTH) -> list[Piece]:
    """The stretch of a text that holds most different needles, in pieces; its beginning where it holds none."""
    text = " ".join(text[:_FARTHEST].split())
    found = places(text, needles)
    start = _begin(text, _best(text, found, width)) if found else 0
    start += len(text[start:]) - len(text[start:].lstrip())
    end = min(start + width, len(text))
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in found if a < end and b > start]
    pieces = _pieces(text[start:end], inside)
    if start:
        pieces.insert(0, Piece("…"))
    if end < len(text):
        pieces.append(Piece("…"))
    return pieces


def _best(text: str, found: list[tuple[int, int]], width: int) -> int:
    """The first place from which a window shows most different words, and among equals the most of the text."""
    best, best_worth = found[0][0], (0, 0)
    last = 0
    for n, (start, _end) in enumerate(found[:2000]):
        last = max(last, n)
        while last + 1 < len(found) and found[last + 1][1] <= start + width - _BEFORE:
            last += 1
        inside = found[n : last + 1]
        worth = (len({text[a:b] for a, b in inside}), sum(b - a for a, b in inside))
        if worth > best_worth:
            best, best_worth = start, worth
    return best


def _begin(text: str, hit: int) -> int:
    """Where an excerpt starts: at the sentence, if it begins just before the hit, else some characters before."""
    earliest = max(hit - _BEFORE, 0)
    ends = [text.rfind(mark, earliest, hit) for mark in _SENTENCE_END]
    return max(ends) + 1 if max(ends) >= 0 else earliest


def _pieces(text: str, found: list[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], 0
    for start, end in found:
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], found=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces
