"""Set phrases of four characters (成语、习用语) with a wrong one in them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from mingtang.kernel.guard.words.table import Table, quickly

LENGTH = 4
LOOKS = 10
"""So much alike must two characters look."""
SOUNDS = 2
MORE = 4
"""So many levels more usual must a phrase be than a phrase of the dictionary that is taken for a slip of it."""


class Phrases:
    """Phrases by their first and by their last two characters."""

    def __init__(self, phrases: str) -> None:
        self._ends: dict[str, list[str]] = {}
        self._begins: dict[str, list[str]] = {}
        for at in range(0, len(phrases), LENGTH):
            begin, end = phrases[at : at + 2], phrases[at + 2 : at + 4]
            self._ends.setdefault(begin, []).append(end)
            self._begins.setdefault(end, []).append(begin)

    def meant(self, text: str, at: int, table: Table) -> Iterator[tuple[int, str]]:
        """What should stand where around the strange pair at `at`, so that four characters, of which one half is as it
        should be, make a phrase.
        """
        for start in range(max(0, at - 2), at + 1):
            begin, end = text[start : start + 2], text[start + 2 : start + 4]
            if len(end) < 2:
                return
            ends, begins = self._ends.get(begin, ()), self._begins.get(end, ())
            if end in ends:
                continue
            for other in ends:
                if _meant(begin + end, begin + other, 2, table):
                    yield _difference(start + 2, end, other)
            for other in begins:
                if _meant(begin + end, other + end, 0, table):
                    yield _difference(start, begin, other)


def _meant(text: str, phrase: str, at: int, table: Table) -> bool:
    """Whether the text is a slip of the phrase, in the half at `at`.

    What the dictionary has is right (万无一失 beside 百无一失), unless it is hardly ever written and sounds like what
    often is: 再接再励. Where a half is a word, another word may stand there (追责免责), if it does not sound the same.
    """
    wrong, right = text[at : at + 2], phrase[at : at + 2]
    if not _alike(wrong, right, table):
        return False
    sounds = all(table.alike(one, other) >= SOUNDS for one, other in zip(wrong, right, strict=True))
    both = wrong[0] != right[0] and wrong[1] != right[1]
    # A keyboard offers whole words.
    if table.word(right) and (not sounds if table.word(wrong) else both):
        return False
    own = table.word(text)
    return not own or (sounds and table.word(phrase) >= own + MORE)


def _alike(wrong: str, right: str, table: Table) -> bool:
    """Whether one character sounds or looks like the other, or two sound like the others."""
    different = [(one, other) for one, other in zip(wrong, right, strict=True) if one != other]
    if len(different) == 1:
        one, other = different[0]
        return table.alike(one, other) >= SOUNDS or table.looking(one).get(other, 0) >= LOOKS
    return bool(different) and all(table.alike(one, other) >= SOUNDS for one, other in different)


def _difference(start: int, wrong: str, right: str) -> tuple[int, str]:
    if wrong[0] == right[0]:
        return start + 1, right[1]
    return start, right if wrong[1] != right[1] else right[0]


@cache
def phrases() -> Phrases:
    """The phrases that are shipped."""
    with quickly():
        return Phrases(zlib.decompress(files(__package__).joinpath("phrases.bin").read_bytes()).decode())
