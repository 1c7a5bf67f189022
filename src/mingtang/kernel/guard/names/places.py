"""Names of divisions with one slip: those of the country, and those of the county and above and below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import EachPassage, detector
from mingtang.kernel.guard.forms.cutting import words_around
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.lexicon import DENSE, Lexicon
from mingtang.kernel.guard.names.alike import slips
from mingtang.kernel.guard.names.data import lines
from mingtang.kernel.guard.names.near import Names, Near, Slip
from mingtang.kernel.guard.passages import Passage

DIVISION = hit_kind("names.division", Severity.WARN, "民政部行政区划代码")

LOOSE = frozenset(
    "的和与及之等各全本我该外邻跨在为是一二三四五六七八九十两零〇东西南北中上下前后左右内大小新老总分第省市县区乡镇州旗盟村"
)
"""Characters by which right names differ from each other, and which stand beside names in running text."""
_ENDS = (
    "自治区",
    "自治州",
    "自治县",
    "街道",
    "社区",
    "省",
    "市",
    "县",
    "区",
    "乡",
    "镇",
    "村",
    "州",
    "盟",
    "旗",
)
_LONG_ENDS = ("自治区", "自治州", "特别行政区", "黑龙江省")
"""So long that a slip in them is one of the name."""
_MAY = re.compile("[省市区县州盟旗乡镇村街社]")
_NOT_BEHIND = tuple("场民值价面区")
"""“石家市场”: the last character belongs to the next word."""
_NOT_BEFORE = tuple("和与及一二三四五六七八九十沿各")
_KNOWN_ALL = ("县", "市", "旗")
"""Of these all that there are in the country are known."""
_ELSEWHERE = re.compile(r"[\u4e00-\u9fff]{2,6}[省市县区州盟旗]\Z")
_WORDS = ("城市", "小区", "乡镇", "城镇", "城区")
"""“国家和地区”, “沿城市道路”: words, not places."""


@cache
def _shipped() -> tuple[frozenset[str], frozenset[str]]:
    """The names that are looked for, and all that are right."""
    looked_for: set[str] = set()
    every: set[str] = set()
    for line in lines("divisions.txt"):
        level, *names = line.split(" ")
        every.update(names)
        if level != "other":
            looked_for.update(names)
    return frozenset(looked_for), frozenset(every)


def right_names() -> frozenset[str]:
    """All divisions of the country down to the counties."""
    return _shipped()[1]


def stem(name: str) -> str:
    """The name without what kind of division it is."""
    for end in _ENDS:
        if name.endswith(end) and len(name) > len(end):
            return name[: -len(end)]
    return name


def _slips_of(names: Iterable[str], right: frozenset[str]) -> dict[str, str]:
    """Slips of the stems that are no right names themselves; of longer stems also without an inner character."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for name in sorted(names):
        kernel = stem(name)
        end = name[len(kernel) :]
        if len(kernel) < 2:
            continue
        wrong = [slip + end for slip in slips(kernel, swaps=True)]
        if len(kernel) == 3:
            wrong += [kernel[0] + kernel[2] + end, kernel[:2] + end]
        for slip in wrong:
            if slip in right or slip.endswith(_WORDS):
                continue
            kept = slip[0] == name[0] and len(slip) == len(name) and len(kernel) > 2
            if slip.startswith(_NOT_BEFORE) and not kept:
                continue
            if found.setdefault(slip, name) != name:
                doubtful.add(slip)
    return {slip: name for slip, name in found.items() if slip not in doubtful}


@cache
def _country() -> tuple[Names, Lexicon, dict[str, str]]:
    looked_for, right = _shipped()
    short = {name for name in looked_for if len(stem(name)) <= 3 and not name.endswith(_LONG_ENDS)}
    wrong = _slips_of(short, right)
    return Names(sorted(looked_for - short)), Lexicon(wrong), wrong


@lru_cache(maxsize=4)
def _county(divisions: frozenset[str], parents: tuple[str, ...]) -> tuple[_Ours, frozenset[str]]:
    ours = frozenset({*divisions, *parents})
    return _Ours(ours, _shipped()[1] | ours), ours


def _begin(about: About, knowledge: Knowledge) -> EachPassage:
    names, lexicon, wrong = _country()
    own, ours = _county(knowledge.divisions, knowledge.parents)

    def see(passage: Passage) -> Iterable[Hit]:
        return look(passage, passage.text) if _MAY.search(passage.text) else ()

    def look(passage: Passage, text: str) -> Iterator[Hit]:
        for found in lexicon.find(text):
            written = text[found.start : found.end]
            if written not in ours and not text.startswith(_NOT_BEHIND, found.end):
                yield _hit(passage, found.start, found.end, wrong[written], 0.8)
        for near in names.find(text):
            if _is_slip(text, near) and text[near.start : near.end] not in ours:
                yield _hit(passage, near.start, near.end, near.name, 0.9)
        for start, end, name, sure in own.find(text):
            yield _hit(passage, start, end, name, sure)

    return EachPassage(see)


def _hit(passage: Passage, start: int, end: int, name: str, sure: float) -> Hit:
    return passage.hit(DIVISION, start, end, confidence=sure, args={"right": name}, suggestion=name)


def _is_slip(text: str, near: Near) -> bool:
    size = len(stem(near.name))
    if near.name.endswith(_LONG_ENDS):
        size = len(near.name) - 1
    if near.slip == Slip.WRONG:
        return 0 < near.at < size and near.got not in LOOSE and near.got.isalpha()
    if near.slip == Slip.MISSING:
        return 0 < near.at < len(near.name) - 1 and not text.startswith(_NOT_BEHIND, near.end)
    return near.slip == Slip.SWAPPED and near.at < size - 1


class _Holed:
    """Names with any character in place of one of their stem, found by the longer part that is left of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_part: dict[str, list[tuple[str, int]]] = {}
        for name in sorted(names):
            for at in range(len(stem(name))):
                before, after = name[:at], name[at + 1 :]
                part = after if len(after) > max(1, at) else before or after
                self._by_part.setdefault(part, []).append((name, at))
        self._lexicon = Lexicon(self._by_part, overlapping=True, dense=len(self._by_part) < DENSE)

    def find(self, text: str) -> Iterator[tuple[int, str, int]]:
        """Where it begins, the right name, and which of its characters is another."""
        words = self._lexicon.words
        for found in self._lexicon.find(text):
            part = words[found.number]
            for name, at in self._by_part[part]:
                start = found.start - (0 if at == len(part) and name.startswith(part) else at + 1)
                end = start + len(name)
                if (
                    start >= 0
                    and text[start:end] != name
                    and text[start : start + at] == name[:at]
                    and text[start + at + 1 : end] == name[at + 1 :]
                    and end <= len(text)
                ):
                    yield start, name, at


class _Ours:
    """The places of the county: by slips of what is alike, and by any one wrong character beside a right neighbour
    in the tree (“明堂县石挢镇”).
    """

    def __init__(self, ours: frozenset[str], right: frozenset[str]) -> None:
        self._ours = {name for name in ours if len(stem(name)) >= 2}
        self._right = right
        # There are many villages, and other counties have villages that sound alike: only beside a right neighbour.
        alone = {name for name in self._ours if not name.endswith(("村", "社区"))}
        self._slips = _slips_of(alone, right)
        self._lexicon = Lexicon([*self._slips, *sorted(self._ours - set(self._slips))])
        self._gaps: dict[str, set[str]] = {}
        for name in self._ours:
            for at in range(len(stem(name))):
                self._gaps.setdefault(f"{name[:at]}*{name[at + 1 :]}", set()).add(name)
        self._sizes = sorted({len(name) for name in self._ours})
        self._holed = _Holed(name for name in alone if name.endswith(_KNOWN_ALL) or len(stem(name)) > 2)

    def find(self, text: str) -> Iterator[tuple[int, int, str, float]]:
        """Start, end, the right name, and how sure it is."""
        for found in self._lexicon.find(text):
            written = text[found.start : found.end]
            right = self._slips.get(written)
            if right is not None:
                if not text.startswith(_NOT_BEHIND, found.end):
                    yield found.start, found.end, right, 0.85
                continue
            for size in self._sizes:
                after = self._with_gap(text[found.end : found.end + size])
                if after:
                    yield found.end, found.end + size, after, 0.9
                before = self._with_gap(text[max(0, found.start - size) : found.start])
                if before and found.start >= size:
                    yield found.start - size, found.start, before, 0.9

        for start, name, at in self._holed.find(text):
            end = start + len(name)
            right = self._with_gap(text[start:end])
            if right and self._here(text, start, end, at):
                yield start, end, right, 0.75

    def _here(self, text: str, start: int, end: int, at: int) -> bool:
        """Whether it may be a place of ours: it stands for none of another county, and is not made of words."""
        if text.startswith(_NOT_BEHIND, end) or (start and text[start - 1 : end] in self._right):
            return False
        before = _ELSEWHERE.search(text, max(0, start - 9), start)
        if before and not before[0].endswith(tuple(self._ours)):
            return False
        return not any(
            (one.start <= start + at < one.end and len(one.text) > 1)
            or one.start < start < one.end
            or one.start < end < one.end
            for one in words_around(text, start, end)
        )

    def _with_gap(self, window: str) -> str:
        """The one name the window is, but for a character of its stem."""
        if not window.endswith(_ENDS) or window in self._right:
            return ""
        fitting: set[str] = set()
        for at, letter in enumerate(window):
            if letter not in LOOSE and letter.isalpha():
                fitting |= self._gaps.get(f"{window[:at]}*{window[at + 1 :]}", set())
        return fitting.pop() if len(fitting) == 1 else ""


detector("names.division", (DIVISION,), _begin, only_words=True)
