"""Makes the table of words from which the guard notices a lost character: `kernel/guard/forms/data/lost.txt`.

PYTHONPATH=src python -m tools.guard_lost LAWS.jsonl.gz

LAWS: lines with "text", articles of statutes. A word is taken when the cutter of the search knows it, or puts it
together of two, and statutes use it often enough; and the phrases of `guard_phrases.txt`, which offices use, written by
hand. Each of its inner characters, and of a phrase the first, whose loss leaves what no statute ever writes between the
borders of words is noted behind it by its place: by a digit, or by a letter (a: the first) where the word is so
frequent that this says enough by itself. The first line holds the characters that stand alone often: with one of these
a torso may be right. Always the same for the same statutes. `--half FILE` makes the table of every second article, so
that what it finds in the others, which are right, can be counted: false alarms.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Container, Mapping
from itertools import pairwise
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from mingtang.kernel.search.cutting import words_in_order

TABLE = Path(__file__).resolve().parent.parent / "src/mingtang/kernel/guard/forms/data/lost.txt"
PHRASES = Path(__file__).resolve().parent / "guard_phrases.txt"
WORDS_LEAST, PAIRS_LEAST, SURE_LEAST = 3, 120, 500
LONGEST = 8
AMONG_MOST = 100
ALONE_LEAST = 70
"""Of a million characters."""
_VERBS = frozenset(
    "增保促抓强稳扩提建补控降减防治管查打惠优兴创争推带育引留用学看办做干拓延搞讲守护维除清整转破立压去调高大小多少好快早先细实严真新"
)
"""Characters that offices put before a word of two: 强监管, 增收入."""
_ENDS = frozenset("法会队点员者性化率制站所局室表书图库卡费金款量度期力感权线网群团班组办委")
"""Behind a word of two they make another: 工作方法, 工作法."""
_LITTLE = frozenset("了着过的地得们之")
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
    phrases = set(PHRASES.read_text(encoding="utf-8").split())
    times = words + pairs + Counter(dict.fromkeys(phrases, SURE_LEAST))
    torsos: dict[str, tuple[str, int]] = {}
    for word in sorted(taken | phrases, key=lambda word: (-times[word], word)):
        for at in range(0 if word in phrases else 1, len(word) - 1):
            torsos.setdefault(word[:at] + word[at + 1 :], (word, at))
    often = sorted(
        letter for letter, number in alone.items() if number * 1_000_000 >= ALONE_LEAST * len(text)
    )
    seen = _seen(text, torsos) | _often(text, torsos)
    places: dict[str, str] = {}
    for torso, (word, at) in torsos.items():
        if torso not in seen and torso not in taken and torso not in phrases:
            sure = times[word] >= SURE_LEAST
            first = words_in_order(torso)[0]
            if len(torso) == 3 and first == torso[:2] and torso[2] in _ENDS:
                continue
            if first not in _VERBS and (at > 0 or first not in {*often, *_LITTLE}):
                places[word] = places.get(word, "") + (chr(97 + at) if sure else str(at))
    lines = ["".join(often), *(word + "".join(sorted(places[word])) for word in sorted(places))]
    return "\n".join(lines) + "\n"


def _often(text: str, torsos: Mapping[str, tuple[str, int]]) -> set[str]:
    """The torsos that stand so often in the middle of other words that to look at each would take long."""
    listed = sorted(torsos)
    machine = AhoCorasick(listed, matchkind=MatchKind.Standard)
    times: Counter[str] = Counter()
    for number, start, _ in machine.find_matches_as_indexes(text, overlapping=True):
        word, at = torsos[listed[number]]
        if not text.startswith(word, start - (at == 0)):
            times[listed[number]] += 1
    return {torso for torso, number in times.items() if number > AMONG_MOST}


def _seen(text: str, torsos: Container[str]) -> set[str]:
    """The torsos that stand in the text between the borders of words, one of them of one character."""
    seen: set[str] = set()
    for run in _RUN.findall(text):
        cut = words_in_order(run)
        for first in range(len(cut)):
            part, single = "", False
            for word in cut[first : first + LONGEST]:
                if single:
                    # The detector lets the last word be longer: 社|保障体系.
                    seen.update(
                        part + word[:size] for size in range(2, len(word)) if part + word[:size] in torsos
                    )
                part += word
                single = single or len(word) == 1
                if len(part) >= LONGEST:
                    break
                if single and part in torsos:
                    seen.add(part)
    return seen


if __name__ == "__main__":
    sys.exit(main())
