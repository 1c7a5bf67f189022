"""Makes the table of the guard for wrong characters, and the trees that judge them.

PYTHONPATH=src:. python -m tools.typo_model LAWS.jsonl.gz TYPOS.jsonl DICT.txt

LAWS: lines with "title" and "text"; TYPOS: lines with "wrong" and "right"; DICT: the word list of jieba 0.42.1
(jieba/dict.txt of the package). Needs numpy, Pillow, pypinyin and the fonts of mplfonts. Always the same for the same.
"""

import gzip
import json
import random
import sys
import zlib
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.typo_sentences import FOLDS, Sentence, sentences
from mingtang.kernel.guard.folding import folded
from mingtang.kernel.guard.words.suspects import between_words, changes, strange
from mingtang.kernel.guard.words.table import Table, learnt, level, squeezed
from tools.typo_model.alike import characters, shape_lines, sound_lines
from tools.typo_model.errors import spoilt
from tools.typo_model.everyday import everyday
from tools.typo_model.language import counted, dictionary, fresh_lines, laws, lines, own, single_lines
from tools.typo_model.packing import packed
from tools.typo_model.phrases import phrases
from tools.typo_model.trees import grown

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = ROOT / "src/mingtang/kernel/guard/words"
FOLDED = ROOT / "benchmarks/data/typo_trees.json.gz"


Rows = dict[str, list[tuple[list[int], list[int], bool]]]
"""Of changes of one character and of two: quick features, all features, and whether the change is right."""

ASIDE_MOST = 3_000_000
"""Characters of the laws set aside that are looked through."""
SPOILT = 5
"""Times each right sentence is spoilt."""


def main() -> int:
    if len(sys.argv) != 4:
        print(__doc__)
        return 2
    laws_path, typos_path, words_path = map(Path, sys.argv[1:])
    sections = _others(laws_path)
    text, grams = _language(laws_path, words_path, sections, None)
    (HERE / "language.bin").write_bytes(zlib.compress(text.encode(), 9))
    (HERE / "grams.bin").write_bytes(grams)
    plain = Table(text, grams)
    (HERE / "phrases.bin").write_bytes(zlib.compress(phrases(words_path, plain).encode(), 9))
    more = everyday(words_path, plain)
    (HERE / "everyday.bin").write_bytes(zlib.compress(more.encode(), 9))
    ours = _new(learnt(own(ROOT)), plain)
    everything = sentences(typos_path)
    _write("own.json", ours)
    _write("sentences.json", _new(learnt({sentence.right for sentence in everything}), plain))
    aside = _aside(laws_path, Table(*_language(laws_path, words_path, sections, False), everyday=more))

    def seen(*without: int) -> list[Rows]:
        """What could be changed in all sentences but those of some folds; no fold is known to the table it meets."""
        found = []
        for fold in set(range(FOLDS)).difference(without):
            known = {one.right for one in everything if one.fold not in {fold, *without}}
            part = [one for one in everything if one.fold == fold]
            found.append(_sentences(part, Table(text, grams, ours, learnt(known), everyday=more)))
        return found

    by_fold = [_trees([aside, *seen(fold)]) for fold in range(FOLDS)]
    FOLDED.write_bytes(gzip.compress(json.dumps(by_fold, separators=(",", ":")).encode(), mtime=0))
    _write("trees.json", _trees([aside, *seen()]))
    return 0


def _new(levels: dict[str, int], table: Table) -> dict[str, int]:
    """Without what the laws say already."""
    return {
        gram: height
        for gram, height in levels.items()
        if height > (table.pairs.get(gram, 0) if len(gram) == 2 else table.three(gram))
    }


def _write(name: str, data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (HERE / name).write_text(text + "\n", encoding="utf-8")


def _others(laws_path: Path) -> tuple[str, str, str]:
    """What does not hang on which laws are counted: sounds, shapes, and how usual each character is."""
    singles = single_lines(counted(laws(laws_path), 1))
    common = frozenset("".join(line.split("\t")[1] for line in singles.splitlines()))
    every = sorted(set(characters()) | common)
    return sound_lines(every), shape_lines(every, common), singles


def _language(
    laws_path: Path, words_path: Path, others: tuple[str, str, str], aside: bool | None
) -> tuple[str, bytes]:
    counts = counted(laws(laws_path, aside), 2, 1)
    pairs = {pair: level(count) for pair, count in counts.items() if count > 1}
    levels = {three: level(count) for three, count in counted(laws(laws_path, aside), 3).items()}
    levels |= {"w" + word: level(count) for word, count in dictionary(words_path).items()}
    print(f"{len(pairs)} pairs, {len(levels)} threes and words")
    sections = lines(pairs), *others, fresh_lines(counts, 1), fresh_lines(counts, 0)
    return "\f".join(sections), packed(levels)


def _aside(laws_path: Path, table: Table) -> Rows:
    """What could be changed, and must not, in laws and words of our own that the table does not know."""
    found: Rows = {"one": [], "two": []}
    read = 0
    for text in chain(own(ROOT), laws(laws_path, True)):
        read += len(text)
        if read > ASIDE_MOST:
            break
        _judge(text, text, table, found)
    print(f"{read} characters set aside: {len(found['one'])} and {len(found['two'])} changes")
    return found


def _sentences(part: list[Sentence], table: Table) -> Rows:
    """What could be changed in the sentences as they are, as they should be, and spoilt."""
    found: Rows = {"one": [], "two": []}
    chance = random.Random(11)  # noqa: S311
    for sentence in part:
        _judge(sentence.wrong, sentence.right, table, found)
    for right in sorted({sentence.right for sentence in part}):
        _judge(right, right, table, found)
        for _ in range(SPOILT):
            _judge(spoilt(right, table, chance), right, table, found)
    return found


def _judge(wrong: str, right: str, table: Table, found: Rows) -> None:
    """Adds what could be changed in the text, and whether that is right."""
    wrong, right = (squeezed(folded(text)[0]) for text in (wrong, right))
    if len(wrong) != len(right):
        return
    places = (at for at in strange(wrong, table) if not between_words(wrong, at, table))
    for at in places:
        for change in changes(wrong, at, table):
            end = change.start + len(change.right)
            row = (change.features, change.more(table), right[change.start : end] == change.right)
            found["one" if len(change.right) == 1 else "two"].append(row)


def _trees(seen: list[Rows]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("one", "two"):
        rows = [row for part in seen for row in part[name]]
        right = [row[2] for row in rows]
        print(f"{name}: {len(rows)}, {sum(right)} right")
        found[name] = {
            "quick": grown([row[0] for row in rows], right, 20, 8, 0.3),
            "full": grown([row[1] for row in rows], right),
        }
    return found


if __name__ == "__main__":
    sys.exit(main())
