"""A run of text as a browser shows it: blanks made one, references decoded, each character with its place."""

from __future__ import annotations

import re

from mingtang.kernel.guard.markup.entities import decoded_at
from mingtang.kernel.guard.markup.sources import Sources

BLANKS = " \t\n\r\f"
_ODD = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]|&")
_LINE = re.compile(r"[\n\r]")
_WIDE = re.compile(
    r"[\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)


class Run:
    """The text of one block while it is read."""

    __slots__ = ("_gap", "_gap_end", "_line", "_parts", "_places", "_source", "_texts", "end", "length")

    def __init__(self, source: str) -> None:
        self._source = source
        self._texts: list[int] = []
        self._places: list[int] = []
        self._parts: list[str] = []
        self._gap = -1
        """Where blanks stand that count as one if more text comes; -1: none."""
        self._gap_end = 0
        self._line = False
        self.length = 0
        self.end = 0

    def add(self, start: int, end: int, pre: bool) -> None:
        """The text `source[start:end]`; with `pre` blanks stay as they are."""
        source = self._source
        at = start
        for odd in _ODD.finditer(source, start, end):
            mark = odd.start()
            if mark < at:
                continue  # inside a reference
            if source[mark] == "&":
                found = decoded_at(source, mark, end)
                if found is None:
                    continue
                if mark > at:
                    self._plain(at, mark, pre)
                self._letters(found[0], mark, found[1], pre)
                at = found[1]
            elif not pre:
                if mark > at:
                    self._plain(at, mark, pre)
                at = odd.end()
                self._blank(mark, at, bool(_LINE.search(source, mark, at)))
        if at < end:
            self._plain(at, end, pre)

    def line(self, start: int, end: int) -> None:
        """A line break: `<br>`, or what parts two pieces of hidden text."""
        self._gap = -1
        self._put("\n", start, end)

    def _plain(self, start: int, end: int, pre: bool) -> None:
        """Text without references, in which only single spaces can be blanks."""
        source = self._source
        if pre:
            self._put(source[start:end], start, end)
            return
        if source[start] == " ":
            self._blank(start, start + 1, False)
            start += 1
        if start == end:
            return
        behind = source[end - 1] == " "
        upto = end - 1 if behind else end
        self._put(source[start:upto], start, upto)
        if behind:
            self._blank(upto, end, False)

    def _letters(self, letters: str, start: int, end: int, pre: bool) -> None:
        if letters in BLANKS and not pre:
            self._blank(start, end, letters in "\n\r")
            return
        for letter in letters:
            self._put(letter, start, end)

    def _blank(self, start: int, end: int, line: bool) -> None:
        # Blanks at the beginning of a line are not shown.
        if not self.length or self._parts[-1] == "\n":
            return
        if self._gap < 0:
            self._gap, self._line = start, line
        self._line = self._line or line
        self._gap_end = end

    def _put(self, text: str, start: int, end: int) -> None:
        if self._gap >= 0:
            # A line break of the source between two Chinese characters is none to the eye (CSS Text 3, 4.1.3).
            if not (self._line and _WIDE.match(text) and _WIDE.match(self._parts[-1][-1])):
                self._texts.append(self.length)
                self._places.append(self._gap)
                self._parts.append(" ")
                self.length += 1
            self._gap = -1
        self._texts.append(self.length)
        self._places.append(start)
        self._parts.append(text)
        self.length += len(text)
        self.end = end

    def done(self) -> tuple[str, Sources]:
        """The text and its places."""
        texts, places = [*self._texts, self.length], [*self._places, self.end]
        return "".join(self._parts), Sources(texts, places)
