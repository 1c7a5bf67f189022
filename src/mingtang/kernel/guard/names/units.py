"""Names of the county's units: with one slip, and those of the past used as if they were in use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import EachPassage, detector
from mingtang.kernel.guard.forms.cutting import words_around
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge, UnitName
from mingtang.kernel.guard.lexicon import Found, Lexicon
from mingtang.kernel.guard.names.alike import alike
from mingtang.kernel.guard.names.context import day_of, in_title, past_paper, speaks_of_past
from mingtang.kernel.guard.names.near import Names, Near, Slip
from mingtang.kernel.guard.names.organs import MISNAMED, USUAL
from mingtang.kernel.guard.names.places import LOOSE
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part

UNIT = hit_kind("names.unit", Severity.WARN, "本县机构名录")

_AND = frozenset("和与及")
_WHOLE = 4
_SHORT = 60
_PAIR = 4
"""Shorter names with two characters more are those of others: 教育局, 教育体育局."""
_LONG = 5
_HIGHER = frozenset("厅部署")
_SUFFIXES = frozenset("局委办部院会所站队厅处科室股中心校园馆社")


class _Units:
    """The names as tables to look with. `divisions` are the places names may begin with."""

    def __init__(self, units: tuple[UnitName, ...], divisions: frozenset[str]) -> None:
        self.current = {unit.name for unit in units if not unit.now}
        self.past = {unit.name: unit for unit in units if unit.now and unit.name not in self.current}
        self._places = sorted(divisions, key=len, reverse=True)
        self.own = {name: self._own(name) for name in self.current}
        # 县文化和旅游局, as papers of the county call it.
        for name, at in list(self.own.items()):
            if at and len(name) - at >= _LONG:
                self.own.setdefault(name[at - 1 :], 1)
        self.right = {*self.own, *self.past} | {unit.short for unit in units}
        self.near = Names(sorted(self.own), pairs=True)
        misnamed = {
            name[:at] + wrong: name for name, at in self.own.items() for wrong in MISNAMED.get(name[at:], ())
        }
        self.misnamed = {wrong: name for wrong, name in misnamed.items() if wrong not in self.right}
        self.wrong = Lexicon(sorted(self.misnamed))
        self.former = Lexicon([*sorted(self.current), *sorted(self.past)])
        echoes = {
            name + name[-size:]: name for name in self.current for size in (1, 2, 3) if len(name) >= _WHOLE
        }
        self.echoes = {echo: name for echo, name in echoes.items() if echo not in self.right}
        self.echoed = Lexicon(self.echoes)
        firsts = {name[:2] for name in (*self.own, *self.past) if len(name) > 1}
        self.begins = re.compile("|".join(map(re.escape, sorted(firsts))) or r"(?!)")

    def _own(self, name: str) -> int:
        """Where, behind the places it begins with, the name of the organ itself begins."""
        at = 0
        while at < len(name):
            place = next((one for one in self._places if name.startswith(one, at)), "")
            if not place:
                return at
            at += len(place)
        return 0


@lru_cache(maxsize=4)
def _tables(units: tuple[UnitName, ...], divisions: frozenset[str]) -> _Units:
    return _Units(units, divisions)


def _begin(about: About, knowledge: Knowledge) -> EachPassage:
    tables = _tables(knowledge.units, knowledge.divisions | frozenset(knowledge.parents))
    day = day_of(about)
    past = {} if past_paper(about) else tables.past

    def see(passage: Passage) -> Iterable[Hit]:
        text = passage.text
        # Cells are many, and the places before a name are never what is wrong.
        if len(text) <= _SHORT and not tables.begins.search(text):
            return ()
        return look(passage, text)

    def look(passage: Passage, text: str) -> Iterator[Hit]:
        field = passage.piece.place.part == Part.FIELD
        for near in tables.near.find(text):
            sure = _sure(tables, text, near)
            if sure:
                yield passage.hit(
                    UNIT,
                    near.start,
                    near.end,
                    confidence=max(sure, 0.95) if field else sure,
                    args={"right": near.name, "why": "slip"},
                    suggestion=near.name,
                )
        for found in tables.wrong.find(text):
            name = tables.misnamed[text[found.start : found.end]]
            if speaks_of_past(text, found.start, found.end, day):
                continue
            yield passage.hit(
                UNIT,
                found.start,
                found.end,
                confidence=0.8,
                args={"right": name, "why": "slip"},
                suggestion=name,
            )
        for found in tables.echoed.find(text):
            name = tables.echoes[text[found.start : found.end]]
            if not _echoes(text, found, name):
                continue
            yield passage.hit(
                UNIT,
                found.start,
                found.end,
                confidence=0.9,
                args={"right": name, "why": "slip"},
                suggestion=name,
            )
        if not past:
            return
        for found in tables.former.find(text):
            unit = past.get(text[found.start : found.end])
            if unit is None or unit.until is None or unit.until >= day:
                continue
            if in_title(text, found.start, found.end):
                continue
            if not field and speaks_of_past(text, found.start, found.end, unit.until):
                continue
            yield passage.hit(
                UNIT,
                found.start,
                found.end,
                confidence=0.95 if field else 0.85,
                args={"right": unit.now, "why": "former", "until": unit.until.isoformat()},
                suggestion=unit.now,
            )

    return EachPassage(see)


def _echoes(text: str, found: Found, name: str) -> bool:
    """Whether the end of the name stands there twice: 联合会会, but 委员会|会议 and 财政局|局长."""
    again = found.end - (found.end - found.start - len(name))
    words = words_around(text, found.start, found.end)
    if name.endswith(("政府", "中心")) and found.end - again > 1:
        return False
    return any(word.start == again and word.end <= found.end for word in words) and any(
        word.end == found.end for word in words
    )


def _sure(tables: _Units, text: str, near: Near) -> float:
    """How sure it is a slip; 0: it is none."""
    written = text[near.start : near.end]
    own = tables.own[near.name]
    if written in tables.right or near.at < own or any(not letter.isalpha() for letter in near.got):
        return 0
    organ = written[own:]
    if organ in USUAL or organ in tables.right:
        return 0
    if near.slip == Slip.SWAPPED:
        return 0.95
    if len(near.got) == 2 and near.slip == Slip.EXTRA:
        return 0.8 if len(near.name) - own > _PAIR else 0
    if near.slip == Slip.EXTRA:
        # “公安分局”, “教育总局” are others; doubled characters are slips.
        return 0.9 if not near.last and near.at > own and near.got == near.name[near.at - 1] else 0
    if near.slip == Slip.MISSING:
        if near.last or (near.at == own and len(near.name) - own < 4):
            return 0
        return 0.7 if near.want in "和与" else 0.85
    if alike(near.got, near.want):
        return 0.95 if not near.last or near.got not in _SUFFIXES else 0
    if near.got in _AND and near.want in _AND and not near.last:
        return 0.8
    if near.last and near.got in _HIGHER and near.want == "局" and len(near.name) - own > 2 and own > 2:
        # A county has no 厅.
        return 0.8 if near.name[own - 1] in "县区旗" else 0
    if near.last or near.got in LOOSE:
        return 0
    if len(near.name) - own >= 6:
        return 0.85
    # Another organ, “农牧局” beside “农机局”, is made of words; a slip hardly ever makes one.
    at = near.at - own
    pairs = (organ[max(0, at - 1) : at + 1], organ[at : at + 2], organ[:-1])
    return 0 if any(map(_word, pairs)) else 0.75


@lru_cache(maxsize=1_024)
def _word(text: str) -> bool:
    # Its dictionary is loaded only when a name is doubtful.
    import rjieba

    return len(text) > 1 and len(rjieba.cut(text, hmm=False)) == 1


detector("names.unit", (UNIT,), _begin, only_words=True)
