"""Mending: puts what is right in the place of what is wrong, in plain text and in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.markup.entities import decoded_at
from mingtang.kernel.guard.pieces import Part, Piece

Edit = tuple[int, int, str]
"""Characters of the source from, to, and what they become."""

_TAG = re.compile(r"""<(?:!--.*?-->|/?[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_BLANK = re.compile(r"[ \t\n\r\f]+")
_EMPTIED = re.compile(r"<(b|strong|i|em|u|s|sub|sup|span|font|a)\b[^<>]*></\1>", re.IGNORECASE)
_OPENING = re.compile(r"<(b|strong|i|em|u|s|sub|sup|span|font|a)\b[^<>]*>$", re.IGNORECASE)


def replaced(source: str, piece: Piece, start: int, end: int, new: str) -> str:
    """The source with `new` where `piece.text[start:end]` stands. In HTML tags inside stay, and `new` is escaped."""
    return applied(source, edits(source, piece, start, end, new))


def mend(source: str, hits: Iterable[Hit], *, html: bool = True, part: Part = Part.BODY) -> str:
    """The source with the safe fixes of these hits. All hits are on this source: the pieces of a page, or, with `html`
    false, one plain text. A hit whose text is no longer there is passed over.
    """
    wanted = [hit for hit in hits if hit.fix is not None]
    if not wanted:
        return source
    by_place: dict[object, list[Hit]] = {}
    for hit in wanted:
        by_place.setdefault(hit.place if html else None, []).append(hit)
    pieces = pieces_of_html(source, part) if html else iter([Piece(source)])
    found: list[Edit] = []
    for piece in pieces:
        last = len(piece.text) + 1
        # Of fixes that share characters the later begun stays: it is the narrower one.
        for hit in sorted(
            by_place.get(piece.place if html else None, ()), key=lambda hit: (-hit.start, hit.end)
        ):
            if hit.end <= last and hit.start < hit.end and piece.text[hit.start : hit.end] == hit.text:
                found += edits(source, piece, hit.start, hit.end, hit.fix or "")
                last = hit.start
    return applied(source, found)


def applied(source: str, changes: Iterable[Edit]) -> str:
    """The source after edits; of two that share characters the first is made."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(changes):
        if start < at:
            continue
        parts += [source[at:start], new]
        at = end
    return "".join([*parts, source[at:]])


def edits(source: str, piece: Piece, start: int, end: int, new: str) -> list[Edit]:
    """What to change in the source so that the piece reads `new` instead of `text[start:end]`."""
    if piece.sources is None:
        return [(start, end, new)]
    places, text = piece.sources, piece.text
    # Two letters of one reference are changed together.
    while start > 0 and places[start] == places[start - 1]:
        start -= 1
        new = text[start] + new
    while end < len(text) and places[end] == places[end - 1]:
        new += text[end]
        end += 1
    old = text[start:end]
    if len(new) == len(old):
        # As many letters as before: each takes the place of one, so that what is bold stays bold.
        return [
            change
            for at, letter in enumerate(new, start)
            if letter != text[at]
            for change in _edit(source, piece, at, at + 1, letter)
        ]
    front = _alike(old, new)
    back = _alike(old[front:][::-1], new[front:][::-1])
    return _edit(source, piece, start + front, end - back, new[front : len(new) - back])


def _alike(one: str, other: str) -> int:
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)


def _edit(source: str, piece: Piece, start: int, end: int, new: str) -> list[Edit]:
    assert piece.sources is not None
    written = _written(source, piece, new)
    if start == end:
        # Joins what stands before it.
        at = _after(source, piece, start - 1) if start else piece.sources[0]
        return [(at, at, written)]
    first, last = piece.sources[start], _after(source, piece, end - 1)
    if all(piece.sources[at] >= piece.sources[at - 1] for at in range(start + 1, end)):
        between = source[first:last]
        if "<" not in between:
            return [_tidied(source, (first, last, written))]
    found: list[Edit] = []
    at = start
    while at < end:
        upto = at + 1
        while upto < end and piece.sources[upto] == piece.sources[at]:
            upto += 1
        place, behind = piece.sources[at], _after(source, piece, at)
        found.append((place, behind, written if at == start else ""))
        if piece.text[at] in " \n" and upto < len(piece.text):
            found += _blanks(source, behind, piece.sources[upto])
        at = upto
    first, last = min(change[0] for change in found), max(change[1] for change in found)
    inner = applied(source[first:last], [(one - first, other - first, put) for one, other, put in found])
    if not _EMPTIED.search(source[first:last]):
        inner = _EMPTIED.sub("", inner)
    return [_tidied(source, (first, last, inner))]


def _after(source: str, piece: Piece, at: int) -> int:
    """Where the source of that character ends."""
    assert piece.sources is not None
    place, letter = piece.sources[at], piece.text[at]
    if source[place : place + 1] == letter and letter not in "& \n":
        return place + 1
    if letter == "\n" and source[place : place + 1] == "<":
        return source.find(">", place) + 1
    if source[place : place + 1] == "&":
        found = decoded_at(source, place, len(source), attribute=piece.place.part not in _TEXT)
        return found[1] if found else place + 1
    blank = _BLANK.match(source, place)
    if letter == " " and blank:
        return min(blank.end(), piece.sources[at + 1])
    return min(place + 1, max(piece.sources[at + 1], place))


_TEXT = (Part.BODY, Part.TEXT, Part.TITLE)


def _written(source: str, piece: Piece, new: str) -> str:
    part = piece.place.part
    if part == Part.MARKUP:
        return new
    if part in _TEXT:
        written = escape(new, quote=False)
        return written if part == Part.TITLE else written.replace("\n", "<br>")
    written = escape(new)
    assert piece.sources is not None
    bare = source[max(0, piece.sources[0] - 1) : piece.sources[0]] not in ('"', "'")
    return written.replace(" ", "&#32;") if bare else written


def _blanks(source: str, start: int, end: int) -> list[Edit]:
    """Blanks between tags that would be seen once the blank before them is gone."""
    found: list[Edit] = []
    at = start
    while at < end:
        tag = _TAG.match(source, at, end)
        blank = None if tag else _BLANK.match(source, at, end)
        if blank:
            found.append((at, blank.end(), ""))
        at = tag.end() if tag else blank.end() if blank else at + 1
    return found


def _tidied(source: str, change: Edit) -> Edit:
    """With the tags around that have nothing left between them."""
    first, last, new = change
    while not new and first < last:
        opening = _OPENING.search(source[max(0, first - 300) : first])
        if opening is None or not source.startswith(closing := f"</{opening.group(1)}>", last):
            break
        first, last = first - len(opening.group()), last + len(closing)
    return first, last, new
