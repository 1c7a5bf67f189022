"""The language of official writing as numbers: which characters stand together, which sound or look alike.

`tools/typo_model` makes the files beside this one; README.md says from what.
"""

from __future__ import annotations

import gc
import json
import math
import re
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any
from zlib import crc32

from mingtang.kernel.guard.folding import folded

ALIKE = 15
"""The highest level: how often, and how much alike, is counted from 0 to here."""

STRONG = 3
"""Neighbours from this level on are not strange, and are proposed for what is."""
OUTSIDE = frozenset("0A|")
"""What stands for digits, letters, and all else."""
LEARNT = 3
"""So often counts what stands once in a text that was looked over."""
WORD = 6
"""So often stand two characters together that a keyboard offers them as a word."""
SIZE = 1 << 19
_MASK = SIZE - 1
_WORDS = 100_000


class Grams:
    """Levels of a million strings in three cells of 16 bits each: together they give an imprint of the string and its
    level. What was never put in is taken for something that was once in 4096 cases.
    """

    def __init__(self, cells: bytes) -> None:
        every = array("H")
        every.frombytes(cells)
        if sys.byteorder == "big":
            every.byteswap()
        self._parts = every[:SIZE], every[SIZE : 2 * SIZE], every[2 * SIZE :]
        self._known: dict[str, int] = {}
        self._more: list[Mapping[str, int]] = []

    def level(self, gram: str) -> int:
        level = self._known.get(gram)
        if level is None:
            level = self.packed(gram)
            for more in self._more:
                if gram in more and more[gram] > level:
                    level = more[gram]
            if len(self._known) >= _WORDS:
                self._known.clear()
            self._known[gram] = level
        return level

    def packed(self, gram: str) -> int:
        """The level without those that were added, and not remembered."""
        one, two, three, imprint = hashed(gram)
        first, second, third = self._parts
        found = first[one] ^ second[two] ^ third[three] ^ imprint
        return found if found < 16 else 0

    def add(self, more: Mapping[str, int]) -> None:
        """Gives strings these levels, unless they have higher ones."""
        self._more.append(more)
        self._known.clear()


def hashed(gram: str) -> tuple[int, int, int, int]:
    """The cell of a string in each of three parts, and its imprint, the low four bits free for the level."""
    code = crc32(gram.encode("utf-16-le"))
    mixed = code * 0x9E3779B97F4A7C15
    return mixed >> 40 & _MASK, mixed >> 21 & _MASK, mixed >> 2 & _MASK, (code * 0x85EBCA6B >> 16) & 0xFFF0


class Table:
    """`pairs` are the levels of two neighbours, `codes` those that are known as 32-bit numbers, `single` the levels of
    characters. `after` and `before` say who has whom for a neighbour, `words_after` and `words_before` who often,
    `fresh_after` and `fresh_before` how often that is somebody new. `everyday` words may be proposed though laws do not
    have them. Runs of digits count as “0”, of letters as “A”, all else that is no Chinese character as “|”.
    """

    def __init__(self, text: str, grams: bytes, *more: Mapping[str, int], everyday: str = "") -> None:
        pairs, sounds, shapes, single, fresh_after, fresh_before = text.split("\f")
        self.grams = Grams(grams)
        self.pairs: dict[str, int] = {}
        after: defaultdict[str, list[str]] = defaultdict(list)
        before: defaultdict[str, list[str]] = defaultdict(list)
        words_after: defaultdict[str, list[str]] = defaultdict(list)
        words_before: defaultdict[str, list[str]] = defaultdict(list)
        for head, groups in _lines(pairs):
            for group in groups:
                level, followers = int(group[0], 16), group[1:]
                self.pairs.update(dict.fromkeys(map(head.__add__, followers), level))
                if level >= STRONG:
                    after[head] += followers
                    for follower in followers:
                        before[follower].append(head)
                if level >= WORD:
                    words_after[head] += followers
                    for follower in followers:
                        words_before[follower].append(head)

        def learn(levels: Mapping[str, int]) -> None:
            """Takes levels that are not in the files, or higher there."""
            self.grams.add(levels)
            for pair, level in levels.items():
                if len(pair) == 2 and level > self.pairs.get(pair, 0):
                    self.pairs[pair] = level
                    head, follower = pair[0], pair[1]
                    after[head].append(follower)
                    before[follower].append(head)
                    if level >= WORD:
                        words_after[head].append(follower)
                        words_before[follower].append(head)

        for levels in more:
            learn(levels)
        known = "".join([pair for pair, level in self.pairs.items() if level >= STRONG])
        self.codes = frozenset(memoryview(known.encode("utf-16-le")).cast("I"))
        self.single = _by_character(single)
        self._usual: dict[str, int] = {}
        words = {everyday[at : at + 2] for at in range(0, len(everyday), 2)}
        self._everyday = frozenset(word for word in words if self.pairs.get(word, 0) < STRONG)
        learn(dict.fromkeys(self._everyday, STRONG))
        for character in everyday:
            self.single.setdefault(character, 1)
        self.after, self.before, self.words_after, self.words_before = (
            {character: frozenset(others) for character, others in neighbours.items()}
            for neighbours in (after, before, words_after, words_before)
        )
        self.fresh_after = _by_character(fresh_after)
        self.fresh_before = _by_character(fresh_before)
        self._readings: dict[str, list[str]] = {}
        self._heard: dict[str, list[str]] = {}
        self._by_sound: dict[str, str] = {}
        for reading, (characters,) in _lines(sounds):
            sound = heard(reading[:-1])
            self._by_sound[sound] = self._by_sound.get(sound, "") + characters
            for character in characters:
                self._readings.setdefault(character, []).append(reading)
                sounds_ = self._heard.setdefault(character, [])
                if sound not in sounds_:
                    sounds_.append(sound)
        self._shapes = dict(_lines(shapes))
        self._looking: dict[str, dict[str, int]] = {}
        self._taken: dict[str, frozenset[str]] = {}
        self._spoken: dict[str, frozenset[str]] = {}
        self._groups: dict[str, frozenset[str]] = {}

    def strange(self, pair: str) -> bool:
        """Whether the laws hardly ever have two neighbours; everyday words among them."""
        return self.pairs.get(pair, 0) < STRONG or pair in self._everyday

    def readings(self, character: str) -> list[str]:
        """How it may be read, each with its tone."""
        return self._readings.get(character, [])

    def alike(self, one: str, other: str) -> int:
        """3 when the two sound the same, 2 in another tone, 1 in some people's mouth, 0 else."""
        ones, others = self._readings.get(one, ()), self._readings.get(other, ())
        if not set(ones).isdisjoint(others):
            return 3
        if not {reading[:-1] for reading in ones}.isdisjoint(reading[:-1] for reading in others):
            return 2
        return int(not set(self._heard.get(one, ())).isdisjoint(self._heard.get(other, ())))

    def looking(self, character: str) -> dict[str, int]:
        """Common characters that look like it, or hold it, or are held by it, to `ALIKE`."""
        found = self._looking.get(character)
        if found is None:
            groups = self._shapes.get(character, [])
            found = {other: int(group[0], 16) for group in groups for other in group[1:]}
            self._looking[character] = found
        return found

    def taken(self, character: str) -> frozenset[str]:
        """The common characters it may have been taken for."""
        found = self._taken.get(character)
        if found is None:
            common = self.single
            looking = [other for other in self.looking(character) if other in common]
            found = self._taken[character] = self.spoken(character).union(looking) - {character}
        return found

    def spoken(self, character: str) -> frozenset[str]:
        """Common characters that sound like it in somebody's mouth, itself among them: a keyboard offers them all."""
        found = self._spoken.get(character)
        if found is None:
            groups = [self._sounding(sound) for sound in self._heard.get(character, ())]
            found = self._spoken[character] = groups[0] if len(groups) == 1 else frozenset().union(*groups)
        return found

    def _sounding(self, sound: str) -> frozenset[str]:
        found = self._groups.get(sound)
        if found is None:
            common = self.single
            found = frozenset(character for character in self._by_sound[sound] if character in common)
            self._groups[sound] = found
        return found

    def three(self, gram: str) -> int:
        """How often three neighbours are seen."""
        return self.grams.level(gram)

    def word(self, word: str) -> int:
        """How usual a word of the dictionary is; 0: it has none such."""
        level = self._usual.get(word)
        if level is None:
            level = self._usual[word] = self.grams.packed("w" + word)
            if len(self._usual) >= _WORDS:
                self._usual.clear()
        return level


def _lines(section: str) -> list[tuple[str, list[str]]]:
    return [(head, rest) for head, *rest in (line.split("\t") for line in section.split("\n") if line)]


def _by_character(section: str) -> dict[str, int]:
    return {character: int(head, 16) for head, (group,) in _lines(section) for character in group}


def heard(sound: str) -> str:
    """A syllable as it is heard where zh is z, n and r are l, hu is f, and -ng is -n."""
    for long, short in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l")):
        if sound.startswith(long):
            sound = short + sound[len(long) :]
    if sound.startswith("hu"):
        sound = "f" + (sound[2:] or "u")
    return sound.removesuffix("g") if sound.endswith("ng") else sound


_DIGITS = re.compile("[0-9〇]+")
_LETTERS = re.compile("[A-Za-z]+")
_OTHER = re.compile("[^一-鿿0A]+")


def squeezed(text: str) -> str:
    """Folded text as the table counts it, with “|” at both ends."""
    inside = _OTHER.sub("|", _LETTERS.sub("A", _DIGITS.sub("0", text))).strip("|")
    return f"|{inside}|"


def learnt(texts: Iterable[str]) -> dict[str, int]:
    """Pairs and threes of a few texts that are known to be right, at levels high enough to count as known."""
    times: Counter[str] = Counter()
    for text in texts:
        plain = squeezed(folded(text)[0])
        for length in (2, 3):
            times.update(plain[at : at + length] for at in range(len(plain) - length + 1))
    return {gram: level(LEARNT * count) for gram, count in times.items() if gram.strip("0A|")}


def level(count: float) -> int:
    """A count as a level from 1 to `ALIKE`: a good logarithm."""
    return max(1, min(ALIKE, 1 + round(1.15 * math.log2(count))))


@contextmanager
def quickly() -> Iterator[None]:
    """Without the collector of garbage, which else looks through all that is being loaded again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@cache
def table() -> Table:
    """The table that is shipped."""
    here = files(__package__)
    text = zlib.decompress(here.joinpath("language.bin").read_bytes()).decode()
    with quickly():
        more = (
            json.loads(here.joinpath(name).read_text(encoding="utf-8"))
            for name in ("own.json", "sentences.json")
        )
        return Table(text, here.joinpath("grams.bin").read_bytes(), *more, everyday=everyday())


def everyday() -> str:
    """Words of two characters, one behind the other, that laws hardly have."""
    return zlib.decompress(files(__package__).joinpath("everyday.bin").read_bytes()).decode()


@cache
def trees() -> dict[str, Any]:
    """The trees that are shipped."""
    found: dict[str, Any] = json.loads(files(__package__).joinpath("trees.json").read_text(encoding="utf-8"))
    return found
