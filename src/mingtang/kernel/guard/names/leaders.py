"""The county's leaders as tables to look with: who holds which post of which unit, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mingtang.kernel.guard.knowledge import Leader, UnitName
from mingtang.kernel.guard.lexicon import Lexicon

_SPLIT = re.compile(r"[、，,；;（）()\s]|兼任|兼")
_EVERYWHERE = re.compile(
    r"局长|主任|书记|院长|校长|所长|站长|科长|队长|委员|成员|主席|会长|部长|组长|处长|社长|馆长|台长|经理"
)


_OWN = re.compile(
    r"(?:[省市县区州盟旗乡镇]|街道)?(?:委(?!员)|人大|政协|纪委|监委|监察委|政府|法院|检察院|人武部|党工委|总工会|团委|妇联)"
)
_SHARED = re.compile(r"副|委员|成员|常委|代表|助理|调研员|巡视员|干部|职员|工作人员|顾问|秘书|专员")
_DEPUTY = re.compile(r"副[省市县区州盟旗乡镇]长")
_PLACE = re.compile(r"[一-鿿]{1,8}?([省市县区州盟旗乡镇])")


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
        ends = "".join(sorted({post[-1] for post in self._units_of}))
        self.may_name_post = re.compile(f"[{re.escape(ends)}]" if ends else r"(?!)").search
        self._slips = _slips(self.terms)
        self.sizes = sorted({len(name) for name in (*self.terms, *self._slips)}, reverse=True)
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
        """Whether other units have such a post too, so that it says nothing of whose it is; 县委书记 says it."""
        if len(self._units_of.get(post, ())) > 1:
            return True
        return _EVERYWHERE.search(post) is not None and _OWN.match(post) is None

    def holders(self, post: str, day: date) -> Iterator[Term]:
        """Who holds a post that only one can hold, in each unit that has it."""
        if _SHARED.search(post):
            return
        for unit in self._units_of.get(post, ()):
            for term in self.of_unit[unit]:
                if post in term.posts and term.on(day):
                    yield term

    def deputies(self, post: str, day: date) -> dict[str, list[Term]]:
        """Who holds the post of a deputy head of a place, by unit: all of them are known where one is."""
        found: dict[str, list[Term]] = {}
        for unit in self._units_of.get(post, ()) if _DEPUTY.fullmatch(post) else ():
            held = [term for term in self.of_unit[unit] if term.has(post) and term.on(day)]
            if held:
                found[unit] = held
        return found

    def known(self, post: str) -> bool:
        return post in self._units_of

    def nearly(self, name: str) -> Iterator[tuple[str, int]]:
        """Leaders whose names differ in one character, and where; -1: by a swap, a double or a loss."""
        for other in self._slips.get(name, ()):
            yield other, -1
        for at in range(len(name)):
            for other in self._gaps.get(f"{name[:at]}*{name[at + 1 :]}", ()):
                yield other, at


def _slips(names: Iterable[str]) -> dict[str, set[str]]:
    """Names with two characters changed about, one written twice, or one of the given name lost."""
    found: dict[str, set[str]] = {}
    for name in names:
        if len(name) < 3:
            continue
        wrong = {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1)}
        wrong |= {name[:at] + name[at] + name[at:] for at in range(len(name))}
        wrong |= {name[:at] + name[at + 1 :] for at in range(1, len(name))}
        for slip in wrong - {name}:
            found.setdefault(slip, set()).add(name)
    return found


def _called(leaders: tuple[Leader, ...], units: tuple[UnitName, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {leader.unit: {leader.unit} for leader in leaders}
    for unit in units:
        found.setdefault(unit.now or unit.name, set()).update(filter(None, (unit.name, unit.short)))
    return {name: frozenset(names | set(_short(name))) for name, names in found.items()}


def _short(unit: str) -> Iterator[str]:
    """What everybody calls it: 中共明堂县委员会 is 县委, 明堂县财政局 县财政局."""
    core = unit.removeprefix("中共").removeprefix("中国共产党").removeprefix("政协")
    place = _PLACE.match(core)
    if place is None:
        return
    level, rest = place[1], core[place.end() :]
    shorts = [rest] if len(rest) > 1 else []
    if unit.startswith("政协"):
        shorts = ["政协"]
    elif unit.startswith("中") and rest == "委员会":
        shorts = ["委"]
    shorts += _KNOWN_AS.get(rest, ())
    for short in shorts:
        yield from (core[: place.end()] + short, level + short)


_KNOWN_AS = {
    "人民政府": ("政府",),
    "人民代表大会常务委员会": ("人大常委会", "人大"),
    "人大常委会": ("人大",),
    "纪律检查委员会": ("纪委",),
    "监察委员会": ("监委",),
    "人民法院": ("法院",),
    "人民检察院": ("检察院",),
    "人民政府办公室": ("政府办公室", "政府办"),
}


@lru_cache(maxsize=4)
def leaders_of(leaders: tuple[Leader, ...], units: tuple[UnitName, ...]) -> Leaders:
    return Leaders(leaders, units)
