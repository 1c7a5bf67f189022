"""One writing for all: full and half width, capitals, traditional characters.

Each character becomes exactly one, so that a place in the folded text is the same place in the text as written.
"""

import unicodedata
from functools import lru_cache

from opencc import OpenCC


class _Folds(dict[int, str]):
    """The folded form of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char).lower()
        simple = _simplifier().convert(plain if len(plain) == 1 else char)
        folded = simple if len(simple) == 1 else char
        self[code] = folded
        return folded


_FOLDS = _Folds()


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def fold(text: str) -> str:
    """The text in its one writing, of the same length."""
    return text.translate(_FOLDS)


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one (CJK ideographs of the basic planes, and 〇)."""
    return (
        "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇" or char >= "\U00020000"
    )
