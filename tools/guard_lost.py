"""Makes the table of words from which the guard notices a lost character: `kernel/guard/forms/data/lost.txt`.

PYTHONPATH=src python -m tools.guard_lost LAWS.jsonl.gz

LAWS: lines with "text", articles of statutes. A word is taken when the cutter of the search knows it, or puts it
together of two, and statutes use it often enough; each of its inner characters whose loss leaves what no statute ever
writes is noted behind it by its place. The first line holds the characters that stand alone often: with one of these a
torso may be right. Always the same for the same statutes.

`--half FILE` writes there the table of every second article, so that false alarms can be counted in the others: 0.04 in
10,000 characters.
"""

import gzip
import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from mingtang.kernel.search.cutting import words_in_order

TABLE = Path(__file__).resolve().parent.parent / "src/mingtang/kernel/guard/forms/data/lost.txt"
WORDS_LEAST, PAIRS_LEAST = 3, 120
LONGEST = 8
ALONE_LEAST = 70
"""Of a million characters."""
_COUNTS = re.compile("[〇零一二三四五六七八九十百千万亿半]")
_RUN = re.compile("[\u4e00-\u9fff]{2,}")


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    half = "--half" in sys.argv
    table = made("\n".join(texts[::2] if half else texts))
    if half:
        Path(sys.argv[-1]).write_text(table, encoding="utf-8")
        return 0
    TABLE.write_text(table, encoding="utf-8")
    print(f"{table.count(chr(10))} lines, {len(table.encode()):,} bytes")
    return 0


def made(text: str) -> str:
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for run in _RUN.findall(text):
        cut = words_in_order(run)
        words.update(word for word in cut if 4 <= len(word) <= LONGEST)
        alone.update(word for word in cut if len(word) == 1)
        pairs.update(a + b for a, b in pairwise(cut) if len(a) == len(b) == 2)
    taken = {word for word, times in words.items() if times >= WORDS_LEAST}
    taken |= {pair for pair, times in pairs.items() if times >= PAIRS_LEAST}
    taken = {word for word in taken if not _COUNTS.search(word)}
    torsos: dict[str, tuple[str, int]] = {}
    for word in sorted(taken, key=lambda word: (-words[word] - pairs[word], word)):
        for at in range(1, len(word) - 1):
            torsos.setdefault(word[:at] + word[at + 1 :], (word, at))
    listed = sorted(torsos)
    machine = AhoCorasick(listed, matchkind=MatchKind.Standard)
    seen = {number for number, _, _ in machine.find_matches_as_indexes(text, overlapping=True)}
    places: dict[str, str] = {}
    for number, torso in enumerate(listed):
        if number not in seen and torso not in taken:
            word, at = torsos[torso]
            places[word] = places.get(word, "") + str(at)
    often = sorted(letter for letter, times in alone.items() if times * 1_000_000 >= ALONE_LEAST * len(text))
    lines = ["".join(often), *(word + "".join(sorted(places[word])) for word in sorted(places))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
