"""The county's leaders as tables to look with: who holds which post of which unit, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mingtang.kernel.guard.knowledge import Leader, UnitName
from mingtang.kernel.guard.lexicon import Lexicon

_SPLIT = re.compile(r"[、，,；;（）()\s]|兼任|兼")
_EVERYWHERE = re.compile(
    r"局长|主任|书记|院长|校长|所长|站长|科长|队长|委员|成员|主席|会长|部长|组长|处长|社长|馆长|台长|经理"
)


@dataclass(frozen=True)
class Term:
    """What one person is, or was, in one unit."""

    name: str
    posts: frozenset[str]
    unit: str
    first: date
    last: date

    def on(self, day: date) -> bool:
        return self.first <= day <= self.last

    def has(self, post: str) -> bool:
        """“常务副县长” is a 副县长; a 副县长 is no 县长."""
        return any(_same(post, own) or _same(own, post) for own in self.posts)


def _same(longer: str, shorter: str) -> bool:
    return longer.endswith(shorter) and not longer[: len(longer) - len(shorter)].endswith("副")


class Leaders:
    def __init__(self, leaders: tuple[Leader, ...], units: tuple[UnitName, ...]) -> None:
        self.called: dict[str, frozenset[str]] = _called(leaders, units)
        """Full and short names of today and of the past, by the name of a unit."""
        self.terms: dict[str, list[Term]] = {}
        self._units_of: dict[str, set[str]] = {}
        for row in leaders:
            name = re.sub(r"\s", "", row.name)
            posts = frozenset(self._bare(post, row.unit) for post in _SPLIT.split(row.title) if post)
            if len(name) < 2 or not posts:
                continue
            term = Term(name, posts, row.unit, row.first_day or date.min, row.last_day or date.max)
            self.terms.setdefault(name, []).append(term)
            for post in posts:
                self._units_of.setdefault(post, set()).add(row.unit)
        self.of_unit: dict[str, list[Term]] = {}
        for terms in self.terms.values():
            for term in terms:
                self.of_unit.setdefault(term.unit, []).append(term)
        self.posts = Lexicon(sorted(self._units_of))
        self.sizes = sorted({len(name) for name in self.terms}, reverse=True)
        self._gaps: dict[str, set[str]] = {}
        for name in self.terms:
            for at in range(len(name)):
                self._gaps.setdefault(f"{name[:at]}*{name[at + 1 :]}", set()).add(name)

    def _bare(self, post: str, unit: str) -> str:
        """The post without the unit it is of."""
        for name in sorted(self.called.get(unit, ()), key=len, reverse=True):
            if post.startswith(name) and len(post) > len(name) + 1:
                return post[len(name) :]
        return post

    def common(self, post: str) -> bool:
        """Whether other units have such a post too, so that it says nothing of whose it is."""
        return len(self._units_of.get(post, ())) > 1 or _EVERYWHERE.search(post) is not None

    def known(self, post: str) -> bool:
        return post in self._units_of

    def nearly(self, name: str) -> Iterator[tuple[str, int]]:
        """Leaders whose names differ in one character, and where."""
        for at in range(len(name)):
            for other in self._gaps.get(f"{name[:at]}*{name[at + 1 :]}", ()):
                yield other, at


def _called(leaders: tuple[Leader, ...], units: tuple[UnitName, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {leader.unit: {leader.unit} for leader in leaders}
    for unit in units:
        found.setdefault(unit.now or unit.name, set()).update(filter(None, (unit.name, unit.short)))
    return {name: frozenset(names) for name, names in found.items()}


@lru_cache(maxsize=4)
def leaders_of(leaders: tuple[Leader, ...], units: tuple[UnitName, ...]) -> Leaders:
    return Leaders(leaders, units)
