"""Leaders named beside a post: a name with one slip, a post that is another's, a post no longer or not yet held.

Others bear the same names. So a name counts only right beside a post of the county's leaders, and of posts that every
unit has (局长, 主任, 书记) only with the unit before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import EachPassage, detector
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge, UnitName
from mingtang.kernel.guard.knowledge import Leader as LeaderRow
from mingtang.kernel.guard.lexicon import Found, Lexicon
from mingtang.kernel.guard.names.alike import alike
from mingtang.kernel.guard.names.context import day_of, past_paper, sentence
from mingtang.kernel.guard.passages import Passage

LEADER = hit_kind("names.leader", Severity.WARN, "政府网站与政务新媒体检查指标：领导人姓名、职务等严重表述错误")
POST = hit_kind("names.post", Severity.WARN, "本县领导任职信息")

_SPLIT = re.compile(r"[、，,；;（）()\s]|兼任|兼")
_BEFORE_POST = re.compile(r"(?:常务|代理|代|助理|第一)$")
_PAST = re.compile(
    r"(?<![平草高太中五])原|时任|前任|曾任|历任|曾|卸任|退休|已故|老(?=书记|县长|局长|主任)|任命|任免|免去|辞去|决定任|"
    r"提名|拟任|选举|当选|接受|不再担任|调任|任职|同志为|离任"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|[-./]\d)")
_GAP = re.compile(r"[\s:：、（(]{0,2}")
_GAP_BACK = re.compile(r"[\s)）]{0,2}$")
_HAN = re.compile(r"[一-鿿]{2,4}")
_EVERYWHERE = re.compile(r"局长|主任|书记|院长|校长|所长|站长|科长|队长|委员|成员|主席|会长|部长|组长|处长|社长|馆长|台长|经理")
_OTHER_PLACE = re.compile(r"[一-鿿]{2,6}[省市县区]")
_WINDOW = 16


@dataclass(frozen=True)
class _Term:
    name: str
    posts: frozenset[str]
    unit: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


class _Leaders:
    def __init__(self, leaders: tuple[LeaderRow, ...], units: tuple[UnitName, ...], places: frozenset[str]) -> None:
        self.by_name: dict[str, list[_Term]] = {}
        posts: dict[str, set[str]] = {}
        for row in leaders:
            name = row.name.replace(" ", "").replace("　", "")
            held = frozenset(filter(None, _SPLIT.split(row.title)))
            if len(name) < 2 or not held:
                continue
            term = _Term(name, held, row.unit, row.first_day or date.min, row.last_day or date.max)
            self.by_name.setdefault(name, []).append(term)
            for post in held:
                posts.setdefault(post, set()).add(row.unit)
        self.units_of_post = posts
        self.lexicon = Lexicon(sorted(posts))
        self.called: dict[str, set[str]] = {}
        for unit in units:
            self.called.setdefault(unit.now or unit.name, set()).update(filter(None, (unit.name, unit.short)))
        for leader in leaders:
            self.called.setdefault(leader.unit, set()).add(leader.unit)
        # “县长”, “县委书记” say by themselves whose they are, unless another place stands before them.
        self.places = places
        self._gaps: dict[str, set[str]] = {}
        for name in self.by_name:
            for at in range(len(name)):
                self._gaps.setdefault(f"{name[:at]}*{name[at + 1 :]}", set()).add(name)
        self.sizes = sorted({len(name) for name in self.by_name}, reverse=True)

    def nearly(self, window: str) -> Iterator[tuple[str, int]]:
        """Names that differ from the window in one character, and where."""
        for at in range(len(window)):
            for name in self._gaps.get(f"{window[:at]}*{window[at + 1 :]}", ()):
                yield name, at


@lru_cache(maxsize=4)
def _tables(leaders: tuple[LeaderRow, ...], units: tuple[UnitName, ...], places: frozenset[str]) -> _Leaders:
    return _Leaders(leaders, units, places)


def _begin(about: About, knowledge: Knowledge) -> EachPassage:
    places = knowledge.divisions | frozenset(knowledge.parents)
    tables = _tables(knowledge.leaders, knowledge.units, places)
    day = day_of(about)
    judged = bool(tables.by_name) and not past_paper(about)

    def see(passage: Passage) -> Iterator[Hit]:
        if not judged:
            return
        text = passage.text
        seen: set[tuple[int, int]] = set()
        for found in tables.lexicon.find(text):
            post = tables.lexicon.words[found.number]
            for start, end in _beside(text, found, tables.sizes):
                if (start, end) in seen:
                    continue
                hit = _judged(passage, tables, day, found, post, start, end)
                if hit is not None:
                    seen.add((start, end))
                    yield hit
                    break
                if text[start:end] in tables.by_name:
                    break

    return EachPassage(see)


def _beside(text: str, found: Found, sizes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where a name may stand: behind the post (“县长某某”), or before it (“某某县长”), the longest first."""
    gap = _GAP.match(text, found.end)
    after = gap.end() if gap else found.end
    back = _GAP_BACK.search(text, max(0, found.start - 2), found.start)
    before = back.start() if back else found.start
    for size in sizes:
        yield after, after + size
        if before >= size:
            yield before - size, before


def _judged(
    passage: Passage, tables: _Leaders, day: date, found: Found, post: str, start: int, end: int
) -> Hit | None:
    text = passage.text
    window = text[start:end]
    # A post cut out of a longer one: “县长助理”, “副县长” where only 县长 is known.
    if text[found.start - 1 : found.start] == "副" or text.startswith("助理", found.end):
        return None
    terms = tables.by_name.get(window)
    if terms is not None:
        return _of_right_name(passage, tables, day, found, post, start, end, terms)
    if not _HAN.fullmatch(window):
        return None
    candidates = [
        (name, at)
        for name, at in tables.nearly(window)
        if any(post in term.posts and _of_unit(text, tables, found, post, term.unit) for term in tables.by_name[name])
    ]
    if len({name for name, _ in candidates}) != 1:
        return None
    name, at = candidates[0]
    close = alike(window[at], name[at])
    # Of two characters one right is not much; and a person who really holds the post beside it is another one.
    if len(name) < 3 and (not close or at == 0):
        return None
    if not close and post in _common(tables) and not _unit_before(text, tables, found, tables.by_name[name][-1].unit):
        return None
    sure = 0.92 if close else 0.8
    return passage.hit(LEADER, start, end, confidence=sure, args={"right": name, "post": post, "why": "name"}, suggestion=name)


def _of_right_name(
    passage: Passage,
    tables: _Leaders,
    day: date,
    found: Found,
    post: str,
    start: int,
    end: int,
    terms: list[_Term],
) -> Hit | None:
    text = passage.text
    rows = [term for term in terms if post in term.posts and _of_unit(text, tables, found, post, term.unit)]
    if any(term.holds(day) for term in rows) or _speaks_of_past(text, min(start, found.start), max(end, found.end)):
        return None
    if rows:
        years = _years(text, start, end)
        if any(term.first.year <= year <= term.last.year for term in rows for year in years):
            return None
        term = rows[-1]
        over = day > term.last
        edge = term.last if over else term.first
        return passage.hit(
            POST,
            start,
            end,
            confidence=0.9,
            args={"why": "over" if over else "not_yet", "post": post, "unit": term.unit, "day": edge.isoformat()},
        )
    # Another holds this post in the unit this person belongs to, and this person holds another there.
    own = [term for term in terms if term.holds(day)]
    for term in own:
        others = [
            other.name
            for rows in tables.by_name.values()
            for other in rows
            if other.unit == term.unit and post in other.posts and other.holds(day) and other.name != term.name
        ]
        if others and _of_unit(text, tables, found, post, term.unit):
            return passage.hit(
                LEADER,
                start,
                end,
                confidence=0.8,
                args={"why": "post", "right": "、".join(sorted(term.posts)), "post": post, "name": term.name},
            )
    return None


def _common(tables: _Leaders) -> frozenset[str]:
    return frozenset(
        post for post, units in tables.units_of_post.items() if len(units) > 1 or _EVERYWHERE.search(post)
    )


def _of_unit(text: str, tables: _Leaders, found: Found, post: str, unit: str) -> bool:
    """Whether the post is that of the unit: the unit stands before it, or only one unit has such a post."""
    if _unit_before(text, tables, found, unit):
        return True
    if len(tables.units_of_post[post]) > 1 or _EVERYWHERE.search(post):
        return False
    before = text[max(0, found.start - 8) : found.start]
    other = _OTHER_PLACE.search(before)
    return other is None or any(other[0].endswith(place) or place.endswith(other[0]) for place in tables.places)


def _unit_before(text: str, tables: _Leaders, found: Found, unit: str) -> bool:
    before = text[max(0, found.start - _WINDOW - len(unit)) : found.start]
    cut = max((before.rfind(mark) for mark in "。；！？\n"), default=-1)
    return any(name in before[cut + 1 :] for name in tables.called.get(unit, (unit,)))


def _speaks_of_past(text: str, start: int, end: int) -> bool:
    begin, finish = sentence(text, start, end)
    clause = max(text.rfind(mark, begin, start) for mark in "，；") + 1
    return _PAST.search(text, max(begin, clause), min(finish, end + 8)) is not None


def _years(text: str, start: int, end: int) -> list[int]:
    begin, finish = sentence(text, start, end)
    return [int(found[1]) for found in _YEAR.finditer(text[begin:finish])]


detector("names.people", (LEADER, POST), _begin)
