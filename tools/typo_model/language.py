"""Which characters stand together in official writing, counted in the laws."""

import gzip
import json
import math
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

from mingtang.kernel.guard.folding import folded
from mingtang.kernel.guard.words.table import level, squeezed

np: Any = import_module("numpy")  # only this tool needs it

COMMON = 20
"""Times a character stands in the laws before anything is taken for it."""


ASIDE = 6
"""One law of so many is set aside to learn how strange right text looks to a table that does not know it."""


def laws(path: Path, aside: bool | None = None) -> Iterator[str]:
    """Articles, and each title once. `aside`: only those set aside, or only the others."""
    titles: set[str] = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if aside is not None and (crc32(article["title"].encode()) % ASIDE == 0) != aside:
                continue
            if article["title"] not in titles:
                titles.add(article["title"])
                yield article["title"]
            yield article["text"]


def own(root: Path) -> Iterator[str]:
    """Words of this repository for people: what stands on its own pages is not strange. Not the invented names."""
    for path in sorted(root.glob("src/mingtang/**/*.py")):
        if not {"guard", "demo"} & set(path.parts):
            yield from _CHINESE.findall(path.read_text(encoding="utf-8"))


_CHINESE = re.compile("[一-鿿][一-鿿，。、：；！？（）《》“”〔〕0-9A-Za-z]*")


def counted(texts: Iterator[str], length: int, least: int = 2) -> dict[str, int]:
    """How often strings of that length stand in the texts, without those seen fewer times than `least`."""
    whole = squeezed(folded("\n".join(texts))[0])
    codes = np.frombuffer(whole.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    letters, numbers = np.unique(codes, return_inverse=True)
    keys = np.zeros(len(numbers) - length + 1, dtype=np.int64)
    for at in range(length):
        keys = keys * len(letters) + numbers[at : at + len(keys)]
    keys, times = np.unique(keys, return_counts=True)
    keys, times = keys[times >= least], times[times >= least]
    columns = []
    for _ in range(length):
        columns.append(letters[keys % len(letters)])
        keys = keys // len(letters)
    text = np.stack(columns[::-1], axis=1).astype(np.uint32).tobytes().decode("utf-32-le")
    return {text[n * length : (n + 1) * length]: int(count) for n, count in enumerate(times)}


def dictionary(path: Path, least: int = 3) -> dict[str, int]:
    """Words of two to four characters with their times, from the word list of jieba."""
    words: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, times, _ = line.split(" ")
        if re.fullmatch("[一-鿿]{2,4}", word) and int(times) >= least:
            words[word] = int(times)
    return words


def lines(levels: dict[str, int]) -> str:
    """Pairs by their first character, and what follows it by level."""
    heads: dict[str, dict[int, list[str]]] = {}
    for pair, height in sorted(levels.items()):
        heads.setdefault(pair[0], {}).setdefault(height, []).append(pair[1])
    return "\n".join(
        "\t".join([head, *(f"{height:x}{''.join(after)}" for height, after in sorted(groups.items()))])
        for head, groups in sorted(heads.items())
    )


def fresh_lines(counts: dict[str, int], side: int) -> str:
    """How often a character has a neighbour on that side (1: behind it, 0: before it) that it has nowhere else, from
    0 to 15.
    """
    times: dict[str, int] = {}
    once: dict[str, int] = {}
    for pair, count in counts.items():
        own = pair[1 - side]
        times[own] = times.get(own, 0) + count
        once[own] = once.get(own, 0) + (count == 1)
    groups: dict[int, list[str]] = {}
    for own in sorted(times):
        groups.setdefault(round(15 * math.sqrt(once[own] / times[own])), []).append(own)
    return "\n".join(f"{height:x}\t{''.join(group)}" for height, group in sorted(groups.items()))


def single_lines(counts: dict[str, int]) -> str:
    groups: dict[int, list[str]] = {}
    for character, count in sorted(counts.items()):
        if count >= COMMON and character not in "0A|":
            groups.setdefault(level(count), []).append(character)
    return "\n".join(f"{height:x}\t{''.join(group)}" for height, group in sorted(groups.items()))
