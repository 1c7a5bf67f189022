"""Traditional characters that a machine left in simplified text: “皇後”, “發展”, “乾部”.

A paper, a passage or a quotation that is traditional as a whole is left alone, and so are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.cutting import is_han, words_around
from mingtang.kernel.guard.forms.reach import NAMED
from mingtang.kernel.guard.forms.traditional_words import WRONG
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import Passage

TRADITIONAL = hit_kind(
    "words.traditional",
    Severity.WARN,
    "《国家通用语言文字法》第九条：国家机关以普通话和规范汉字为公务用语用字",
)

# Variants that stand in names of persons and places: 《国家通用语言文字法》第十七条 and the table of 2013.
_IN_NAMES = frozenset("喆堃甯邨龢鍾鎔犇昇陞祕迺仝脩澂淼槑榮頫絜鉅剏於")
# Both in GB 2312 and traditional.
_GIVEN_UP = "後於麴夥"
# Written in traditional texts too, in other meanings.
_BOTH = frozenset(
    "后里面干台云谷系只几丰斗于合舍家准冲升卷占布松克制志范余游周岳别向术御秋才了回杯采表刮困胡姜借卜吁吊唇霉麽"
)
# 对著作权, 向著名…: the next word begins with 著.
_WRITTEN = tuple("作名者述书录称")
_CHEMISTRY = frozenset("噁")
_QUOTED = re.compile("《[^《》]{1,60}》|“[^“”]{1,60}”|「[^「」]{1,60}」|『[^『』]{1,60}』")
_LONGEST = 4


@dataclass(frozen=True)
class _Tables:
    plain: dict[str, str]
    """Traditional character → simplified; only those that simplified writing never uses."""
    look: re.Pattern[str]
    strange: re.Pattern[str]
    simple: re.Pattern[str]
    """Characters that traditional writing has others for."""
    wrong: dict[str, tuple[tuple[str, str], ...]]


@cache
def _tables() -> _Tables:
    every = [chr(code) for code in range(0x3400, 0xA000)]
    asked = "\n".join(every)
    simplified = dict(zip(every, OpenCC("t2s").convert(asked).split("\n"), strict=True))
    traditional = dict(zip(every, OpenCC("s2t").convert(asked).split("\n"), strict=True))
    plain = {
        old: new
        for old, new in simplified.items()
        if old != new
        and new <= "\uffff"
        and (old in _GIVEN_UP or not _in_set(old, "gb2312"))
        and old not in WRONG
        and old not in _CHEMISTRY
    }
    simple = [new for new, old in traditional.items() if old != new and new not in _BOTH]
    wrong = {
        letter: tuple((entry[: len(entry) // 2], entry[len(entry) // 2 :]) for entry in entries.split())
        for letter, entries in WRONG.items()
    }
    strange = "".join(plain)
    return _Tables(
        plain,
        re.compile(f"[{strange}{''.join(wrong)}]"),
        re.compile(f"[{strange}]"),
        re.compile(f"[{''.join(simple)}]"),
        wrong,
    )


def _in_set(letter: str, coding: str) -> bool:
    try:
        letter.encode(coding)
    except UnicodeEncodeError:
        return False
    return True


class _Look:
    """Remembers how many passages of the paper were simplified: a cell of two characters does not show it."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._simplified = 0
        self._tables = _tables()

    def see(self, passage: Passage) -> Iterable[Hit]:
        if passage.piece.place.part not in NAMED:
            return ()
        text, tables = passage.text, self._tables
        first = tables.look.search(text)
        if first is None:
            if self._simplified < 3 and tables.simple.search(text):
                self._simplified += 1
            return ()
        return self._judged(passage, first.start())

    def end(self) -> Iterable[Hit]:
        return ()

    def _judged(self, passage: Passage, at: int) -> Iterator[Hit]:
        text, tables = passage.text, self._tables
        strange, simple = len(tables.strange.findall(text)), len(tables.simple.findall(text))
        if strange > 2 * simple and (simple or strange > 2):
            return
        alone = not simple
        if alone and not self._simplified:
            return
        self._simplified += 0 if alone else 1
        left_alone = [found.span() for found in _QUOTED.finditer(text) if self._foreign(found[0])]
        left_alone += [
            (found.start(), found.end())
            for name in self._names
            for found in re.finditer(re.escape(name), text)
        ]
        reach = 0
        for found in tables.look.finditer(text, at):
            place = found.start()
            if place < reach or any(start <= place < end for start, end in left_alone):
                continue
            judged = self._word(text, place)
            if judged is None:
                continue
            start, end, right = judged
            reach = end
            yield passage.hit(
                TRADITIONAL,
                start,
                end,
                severity=Severity.INFORM if alone else None,
                confidence=0.6 if alone else 0.95,
                args={"right": right},
                fix=None if alone else right,
                suggestion=right,
            )

    def _foreign(self, quoted: str) -> bool:
        """Whether a quotation is traditional as a whole; a few characters have forms of which the table has another."""
        strange = len(self._tables.strange.findall(quoted))
        return strange > 1 and strange > 2 * len(self._tables.simple.findall(quoted))

    def _word(self, text: str, place: int) -> tuple[int, int, str] | None:
        """The word in which a character is wrong, and how it is written right."""
        letter = text[place]
        entries = self._tables.wrong.get(letter)
        if entries is not None:
            for wrong, right in entries:
                start = place - wrong.index(letter)
                end = start + len(wrong)
                if letter == "著" and wrong[-1] == letter and text[end : end + 1] in _WRITTEN:
                    continue
                if start >= 0 and text.startswith(wrong, start):
                    return start, end, right
            return None
        if letter in _IN_NAMES and not (letter == "於" and not _surname(text, place)):
            return None
        plain = self._tables.plain
        # The words are cut as they are when written right: one character for one.
        around = text[max(0, place - 12) : place + 13]
        right = "".join(plain.get(one, one) for one in around)
        here = place - max(0, place - 12)
        for word in words_around(right, here, here + 1):
            if word.start <= here < word.end and len(word.text) <= _LONGEST:
                start = place - here + word.start
                return start, start + len(word.text), word.text
        return place, place + 1, plain[letter]


def _surname(text: str, place: int) -> bool:
    """於 is also a surname: then it begins a name."""
    begins = place == 0 or not is_han(text[place - 1])
    return begins and text[place + 1 : place + 2] not in tuple("是此今")


def _begin(about: About, knowledge: Knowledge) -> _Look:
    look = _tables().look
    names = [unit.name for unit in knowledge.units] + [leader.name for leader in knowledge.leaders]
    return _Look(tuple(name for name in (*names, *sorted(knowledge.divisions)) if look.search(name)))


detector("forms.traditional", (TRADITIONAL,), _begin, only_words=True)
