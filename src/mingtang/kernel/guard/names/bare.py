"""Names of leaders with one slip where no post stands beside them: in headlines and in lists of who was there.

Others may be called so. It is believed where the name opens a sentence and does what leaders do (“某某调研…”), and
where leaders rightly named stand beside it in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import EachPassage, detector
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.knowledge import Knowledge, Leader
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.names.alike import slips
from mingtang.kernel.guard.names.context import day_of
from mingtang.kernel.guard.names.people import LEADER
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.words.table import table

_OPENS = frozenset("，。；：！？\n")
_DOES = re.compile(
    r"(?:先后|一行|率队|带队|深入)?(?:到|赴)?[^，。；\n]{0,8}?(?:调研|督导|检查|主持|出席|看望|慰问|走访|会见|视察|考察|强调|指出|督查|暗访|致辞|讲话"
    r"|宣布|接访|调度|巡河|宣讲|座谈)"
)
_SHORTEST = 3
_LOOKS = 9
"""So much alike must characters look."""


class _Names:
    def __init__(self, leaders: tuple[Leader, ...]) -> None:
        right = {leader.name for leader in leaders}
        found: dict[str, str | None] = {}
        for name in sorted(right):
            for slip in _slips(name) if len(name) >= _SHORTEST else ():
                if slip not in right and slip[0] == name[0]:
                    found[slip] = name if slip not in found else None
        self.meant = {slip: name for slip, name in found.items() if name}
        self.slips = Lexicon(self.meant)
        self.right = right
        self.terms: dict[str, list[Leader]] = {}
        for leader in leaders:
            self.terms.setdefault(leader.name, []).append(leader)


def _slips(name: str) -> set[str]:
    """With another character in the given name that looks like it, and the usual slips."""
    looking = table().looking
    found = {
        name[:at] + other + name[at + 1 :]
        for at, letter in enumerate(name)
        if at
        for other, likeness in looking(letter).items()
        if likeness >= _LOOKS
    }
    return found.union(slips(name))


@lru_cache(maxsize=4)
def _names(leaders: tuple[Leader, ...]) -> _Names:
    return _Names(leaders)


def _begin(about: About, knowledge: Knowledge) -> EachPassage:
    names = _names(knowledge.leaders)
    day = day_of(about)

    def see(passage: Passage) -> Iterable[Hit]:
        return look(passage) if names.meant else ()

    def look(passage: Passage) -> Iterator[Hit]:
        text = passage.text
        for found in names.slips.find(text):
            name = names.meant[text[found.start : found.end]]
            terms = names.terms[name]
            if not any(
                (term.first_day is None or term.first_day <= day)
                and (term.last_day is None or day <= term.last_day)
                for term in terms
            ):
                continue
            if _listed(text, found.start, found.end, names.right) or _opens(text, found.start, found.end):
                yield passage.hit(
                    LEADER,
                    found.start,
                    found.end,
                    confidence=0.75,
                    args={"why": "name", "right": name, "post": terms[-1].title},
                    suggestion=name,
                )

    return EachPassage(see)


def _listed(text: str, start: int, end: int, right: set[str]) -> bool:
    before, after = text[max(0, start - 5) : start], text[end : end + 5]
    return any(
        before.endswith((f"{name}、", f"{name} ")) or after.startswith((f"、{name}", f" {name}"))
        for name in right
    )


def _opens(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] in _OPENS) and _DOES.match(text, end) is not None


detector("names.bare", (LEADER,), _begin)
