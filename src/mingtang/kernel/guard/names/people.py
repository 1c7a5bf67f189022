"""Leaders named beside a post: a name with one slip, a post that is another's, a post no longer or not yet held.

Others bear the same names. So a name counts only right beside a post of the county's leaders, and beside posts that
every unit has (局长, 主任, 书记) only where the unit is named before it, or is the one that speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.cutting import words_around
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.lexicon import Found
from mingtang.kernel.guard.names.alike import alike
from mingtang.kernel.guard.names.context import day_of, past_paper, sentence
from mingtang.kernel.guard.names.leaders import Term, leaders_of
from mingtang.kernel.guard.names.places import right_names
from mingtang.kernel.guard.passages import Passage

LEADER = hit_kind(
    "names.leader", Severity.WARN, "政府网站与政务新媒体检查指标：领导人姓名、职务等严重表述错误"
)
POST = hit_kind("names.post", Severity.WARN, "本县领导任职信息")

_PAST = re.compile(
    r"(?<![平草高太中五])原|时任|前任|曾|历任|卸任|退休|已故|老(?=书记|县长|局长|主任)|任命|任免|免去|辞去|辞职|决定任|"
    r"提名|拟任|选举|当选|不再担任|调任|任职|离任"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|[-./]\d)")
_GAP = re.compile(r"[\s:：、（(]{0,2}")
_GAP_BACK = re.compile(r"[\s)）]{0,2}$")
_HAN = re.compile(r"[一-鿿]{2,4}")
_OTHER_PLACE = re.compile(r"[一-鿿]{2,6}(?<![我本该全各])[省市县区](?:人民政府|政府|委)?$")
_OTHER_ORGAN = re.compile(r"[局委办部院厅会所镇乡村司][^，。；！？\n]{0,3}$")
_ABOVE = ("省", "市", "州", "盟", "国")
_BETWEEN = re.compile(r"(?:党组|党委|党工委|党总支|党支部)?(?:副?书记|成员|委员)?[、，,兼\s]{0,2}")
_BEFORE = 16
_ROW_MOST = 200
"""Characters of a row that are remembered."""


class _Of(Protocol):
    def __call__(self, unit: str, close: bool = False) -> bool: ...


class _People:
    def __init__(self, about: About, knowledge: Knowledge) -> None:
        self._all = leaders_of(knowledge.leaders, knowledge.units)
        self._places = knowledge.divisions | frozenset(knowledge.parents)
        self._day = day_of(about)
        self._home = about.unit
        self._judged = bool(self._all.terms) and not past_paper(about)
        self._row: tuple[int, int] | None = None
        self._row_text = ""
        self._left: Passage | None = None
        self._left_post = False

    def see(self, passage: Passage) -> Iterable[Hit]:
        if not self._judged:
            return ()
        post = self._all.may_name_post(passage.text) is not None
        cell = passage.piece.cell
        if cell is None:
            return self._in_text(passage) if post else ()
        row = (cell.table, cell.row)
        if row != self._row:
            self._row, self._row_text, self._left, self._left_post = row, "", None, False
        left, self._left = self._left, passage
        left_post, self._left_post = self._left_post, post
        self._row_text = f"{self._row_text}\t{passage.text}"[:_ROW_MOST]
        hits = [*self._in_text(passage)] if post else []
        if left is not None and (post or left_post):
            hits += self._in_row(left, passage)
        return hits

    def end(self) -> tuple[Hit, ...]:
        return ()

    def _in_text(self, passage: Passage) -> Iterator[Hit]:
        text = passage.text
        seen: set[tuple[int, int]] = set()
        for found in self._all.posts.find(text):
            # A post cut out of a longer one.
            if text[max(0, found.start - 1) : found.start] == "副" or text.startswith("助理", found.end):
                continue
            post = self._all.posts.words[found.number]

            def of(unit: str, close: bool = False, found: Found = found, post: str = post) -> bool:
                return self._of_unit(text, found, post, unit, close)

            for start, end in self._beside(text, found):
                if (start, end) in seen:
                    continue
                first, last = min(start, found.start), max(end, found.end)
                begin, finish = sentence(text, first, last)
                clause = max(begin, max(text.rfind(mark, begin, first) for mark in "，；") + 1)
                past = _PAST.search(text, clause, min(finish, last + 8)) is not None
                hit = self._judge(passage, start, end, post, of, past, text[begin:finish])
                if hit is not None:
                    seen.add((start, end))
                    yield hit
                if hit is not None or text[start:end] in self._all.terms:
                    break

    def _beside(self, text: str, found: Found) -> Iterator[tuple[int, int]]:
        """Where a name may stand: behind the post (“县长某某”), or before it (“某某县长”), the longest first."""
        gap = _GAP.match(text, found.end)
        after = gap.end() if gap else found.end
        back = _GAP_BACK.search(text, max(0, found.start - 2), found.start)
        before = back.start() if back else found.start
        for size in self._all.sizes:
            if after + size <= len(text):
                yield after, after + size
            if before >= size:
                yield before - size, before

    def _in_row(self, left: Passage, passage: Passage) -> Iterator[Hit]:
        """A name in one cell and its post in the one beside it."""
        for one, other in ((left, passage), (passage, left)):
            name = one.text.strip()
            posts = [post for post in re.split(r"[、，,\s]", other.text.strip()) if self._all.known(post)]
            if not posts or not _HAN.fullmatch(name):
                continue
            start = one.text.index(name)
            row_text = self._row_text

            def of(unit: str, close: bool = False, post: str = posts[0], row_text: str = row_text) -> bool:
                named = any(called in row_text for called in self._all.called.get(unit, ()))
                return named or (unit == self._home and not close) or not self._all.common(post)

            past = _PAST.search(row_text) is not None
            hit = self._judge(one, start, start + len(name), posts[0], of, past, row_text)
            if hit is not None:
                yield hit

    def _judge(
        self,
        passage: Passage,
        start: int,
        end: int,
        post: str,
        of: _Of,
        past: bool,
        around: str,
    ) -> Hit | None:
        """`of` says whether the post is that of a unit, `past` whether the words around speak of former posts.

        With True it wants the unit right before the post.
        """
        written = passage.text[start:end]
        terms = self._all.terms.get(written)
        if terms is None:
            return self._misspelt(passage, start, end, post, of) if _HAN.fullmatch(written) else None
        rows = [term for term in terms if term.has(post) and of(term.unit)]
        if past or any(term.on(self._day) for term in rows):
            return None
        if rows:
            years = [int(found[1]) for found in _YEAR.finditer(around)]
            if any(term.first.year <= year <= term.last.year for term in rows for year in years):
                return None
            return self._out_of_term(passage, start, end, post, rows[-1])
        return self._of_another(passage, start, end, post, of, terms)

    def _misspelt(self, passage: Passage, start: int, end: int, post: str, of: _Of) -> Hit | None:
        written = passage.text[start:end]
        # 何小|一同, 许伟|一行.
        if written.endswith("一") and passage.text.startswith(("同", "行", "起", "道"), end):
            return None
        fitting = {
            name: at
            for name, at in self._all.nearly(written)
            if any(term.has(post) and term.on(self._day) and of(term.unit) for term in self._all.terms[name])
        }
        if len(fitting) != 1:
            return None
        ((name, at),) = fitting.items()
        close = at < 0 or alike(written[at], name[at])
        if at < 0 and len(written) < len(name) and not _word_follows(passage.text, start, end):
            return None
        if at == len(name) - 1 and not close and _word_follows(passage.text, start, end - 1):
            # A name without its last character, and a verb.
            return None
        # One right character of two is not much.
        if len(name) < 3 and (not close or at == 0):
            return None
        return passage.hit(
            LEADER,
            start,
            end,
            confidence=0.92 if close else 0.8,
            args={"why": "name", "right": name, "post": post},
            suggestion=name,
        )

    def _out_of_term(self, passage: Passage, start: int, end: int, post: str, term: Term) -> Hit:
        over = self._day > term.last
        return passage.hit(
            POST,
            start,
            end,
            confidence=0.9,
            args={
                "why": "over" if over else "not_yet",
                "post": post,
                "unit": term.unit,
                "day": (term.last if over else term.first).isoformat(),
            },
        )

    def _of_another(
        self, passage: Passage, start: int, end: int, post: str, of: _Of, terms: list[Term]
    ) -> Hit | None:
        """One of our leaders beside a post that another holds."""
        own = [term for term in terms if term.on(self._day)]
        for term in own:
            if any(post == f"副{held}" for held in term.posts) and of(term.unit):
                return self._another(passage, start, end, post, term, "")
        for holder in self._all.holders(post, self._day) if own else ():
            if holder.name != own[0].name and of(holder.unit, True):
                return self._another(passage, start, end, post, own[0], holder.name)
        for unit, held in self._all.deputies(post, self._day).items() if own else ():
            if of(unit) and all(term.unit != unit for term in own):
                names = "、".join(term.name for term in held[:3])
                return self._another(passage, start, end, post, own[0], names)
        return None

    def _another(self, passage: Passage, start: int, end: int, post: str, term: Term, holder: str) -> Hit:
        return passage.hit(
            POST,
            start,
            end,
            confidence=0.8,
            args={
                "why": "another" if holder else "deputy",
                "post": post,
                "unit": term.unit,
                "right": "、".join(sorted(term.posts)),
                "holder": holder,
            },
        )

    def _of_unit(self, text: str, found: Found, post: str, unit: str, close: bool) -> bool:
        """Whether the post is that of the unit: it stands before it, or speaks, or has the only such post."""
        before = text[max(0, found.start - _BEFORE - len(unit)) : found.start]
        cut = max((before.rfind(mark) for mark in "。；！？\n"), default=-1)
        before = before[cut + 1 :]
        for name in self._all.called.get(unit, ()):
            # 县财政局长.
            joined = post[0] == name[-1] and before.endswith(name[:-1])
            at = len(before) - len(name) + 1 if joined else before.rfind(name)
            if at < 0 or (close and not _BETWEEN.fullmatch(before, at + len(name))):
                continue
            # “市教育局” is not ours, though ours is called 教育局 for short.
            if name == unit or not (
                before[max(0, at - 1) : at] in _ABOVE
                or self._elsewhere(before[:at])
                or self._named_elsewhere(before[: at + 1])
            ):
                return True
        near = before[-8:]
        if self._all.common(post):
            return not close and unit == self._home and not _OTHER_ORGAN.search(near)
        return not self._elsewhere(near)

    def _named_elsewhere(self, before: str) -> bool:
        """Whether the words end with a county of the country that is not ours."""
        ends = {before[-size:] for size in range(2, 9)}
        return any(end in right_names() and end not in self._places for end in ends)

    def _elsewhere(self, before: str) -> bool:
        """Whether the words end with a place that is none of ours."""
        other = _OTHER_PLACE.search(before)
        return other is not None and not any(
            place in other[0] or place.endswith(other[0]) for place in self._places
        )


def _word_follows(text: str, start: int, end: int) -> bool:
    """Whether a word of several characters, or nothing of a sentence, begins at `end`."""
    after = [word for word in words_around(text, start, end) if word.end > end]
    return not after or (after[0].start == end and len(after[0].text) > 1)


detector("names.people", (LEADER, POST), _People)
