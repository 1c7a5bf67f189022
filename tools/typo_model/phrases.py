"""Set phrases of four characters, from the word list of jieba."""

import re
from pathlib import Path

from mingtang.kernel.guard.words.table import Table

FREE = {"i": 11, "l": 7}
"""By tag, the level from which a half is so usual that two of them make no set phrase."""
TIMES = 3


def phrases(path: Path, table: Table) -> str:
    """The phrases, one behind the other, of characters that the laws know."""
    found = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, times, tag = line.split(" ")
        if tag in FREE and int(times) >= TIMES and re.fullmatch("[一-鿿]{4}", word):
            usual = min(table.word(word[:2]), table.word(word[2:]))
            if usual < FREE[tag] and table.single.keys() >= set(word):
                found.add(word)
    return "".join(sorted(found))
