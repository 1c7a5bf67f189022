"""Everyday words of two characters that laws hardly use, from the word list of jieba."""

import re
from pathlib import Path

from mingtang.kernel.guard.words.table import STRONG, Table

TIMES = 100
NAMES = ("nr", "ns", "nt", "nz")
"""Tags of names of people, places, bodies and others."""


def everyday(path: Path, table: Table) -> str:
    """The words, one behind the other."""
    found = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, times, tag = line.split(" ")
        usual = int(times) >= TIMES and not tag.startswith(NAMES) and re.fullmatch("[一-鿿]{2}", word)
        if usual and table.pairs.get(word, 0) < STRONG:
            found.add(word)
    return "".join(sorted(found))
