"""Set phrases of four characters, from the word list of jieba and from `guard_phrases.txt`."""

import re
from pathlib import Path

from mingtang.kernel.guard.words.table import Table

FREE = {"i": 11, "l": 7}
"""By tag, the level from which a half is so usual that two of them make no set phrase."""
OTHERS = frozenset(("n", "v", "vn", "a", "d", "z"))
"""Tags under which the list has set phrases too."""
OTHERS_FREE = 4
TIMES, OTHERS_TIMES = 5, 10
"""What is rarer is often a phrase written wrong: the list has some of these."""

OFFICES = Path(__file__).resolve().parent.parent / "guard_phrases.txt"


def phrases(path: Path, table: Table) -> str:
    """The phrases, one behind the other, of characters of which it is known how they sound."""
    found = {phrase for phrase in OFFICES.read_text(encoding="utf-8").split() if len(phrase) == 4}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, times, tag = line.split(" ")
        if not re.fullmatch("[一-鿿]{4}", word) or not all(map(table.readings, word)):
            continue
        usual = min(table.word(word[:2]), table.word(word[2:]))
        often = int(times) >= TIMES and usual < FREE.get(tag, 0)
        if often or (tag in OTHERS and int(times) >= OTHERS_TIMES and usual < OTHERS_FREE):
            found.add(word)
    return "".join(sorted(found))
