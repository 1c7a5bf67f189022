"""Organs that are no more, named as if they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import EachPassage, detector
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge, UnitName
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.names.context import day_of, in_title, past_paper, speaks_of_past
from mingtang.kernel.guard.names.organs import ENDED, Ended
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part
from mingtang.kernel.lawdata import LawRow

ABOLISHED = hit_kind("names.abolished", Severity.WARN, "历次机构改革方案")

UNSURE = 0.65
"""Below it some places kept the organ, and the guard only tells."""
_LONG = 5
# What may stand before the name of an organ of which nothing is cut off.
_PLACE = re.compile(r"(?:[省市县区州盟旗乡镇]|国家|中国|特别行政区|国务院|政府|兵团)$")
_LIST = re.compile(
    r"(?:[局委办部院会所厅署][和及与]|[由向到经在为是对请报送找去从至让按据依被受获了并、，。：；（(“\"'！？\s\]】」|/—-]|会同|联合|商请|报请|通过|协同|配合|以及|或者|现任|以下简称)$"
)
_GOES_ON = {
    "局": frozenset("面势限部域促党内"),
    "部": frozenset("门分队件位类落"),
    "办": frozenset("法理事好学公证结班案"),
    "委": frozenset("托派屈任"),
    "会": frozenset("议员"),
    "所": frozenset("有在谓"),
}
_DOCUMENT = re.compile(
    r"(?:公告|令|发|函|通知|规章)?\s*[〔\[（(]?\s*(?:19|20)\d\d|^(?:令|公告|规章|门规章|第\d+号)"
)


@cache
def _tables() -> tuple[Lexicon, tuple[LawRow[Ended], ...]]:
    return Lexicon(row.value.name for row in ENDED), ENDED


@lru_cache(maxsize=4)
def _ours(units: tuple[UnitName, ...]) -> frozenset[str]:
    """What a unit of ours is called is right here, whatever other places did."""
    names = {name for unit in units if not unit.now for name in (unit.name, unit.short)}
    return frozenset(
        row.value.name for row in _tables()[1] if any(name.endswith(row.value.name) for name in names)
    )


def _begin(about: About, knowledge: Knowledge) -> EachPassage:
    lexicon, rows = _tables()
    day = day_of(about)
    ours = _ours(knowledge.units)
    judged = not past_paper(about)

    def see(passage: Passage) -> Iterator[Hit]:
        if not judged or passage.piece.place.part in (Part.LINK, Part.MARKUP):
            return
        text = passage.text
        for found in lexicon.find(text):
            row = rows[found.number]
            name = row.value.name
            if day < row.effective_from or name in ours or not _stands_alone(text, found.start, found.end):
                continue
            if in_title(text, found.start, found.end):
                continue
            if speaks_of_past(text, found.start, found.end, row.effective_from):
                continue
            yield passage.hit(
                ABOLISHED,
                found.start,
                found.end,
                severity=Severity.INFORM if row.value.sure < UNSURE else None,
                confidence=row.value.sure,
                args={
                    "right": row.value.now,
                    "since": row.effective_from.isoformat(),
                    "source": row.source,
                },
            )

    return EachPassage(see)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether it is the whole name of an organ: no part of a longer one, nor of the words around."""
    after = text[end : end + 1]
    if after and after in _GOES_ON.get(text[end - 1], ()):
        return False
    if _DOCUMENT.match(text[end : end + 10]):
        return False
    before = text[max(0, start - 4) : start]
    name = text[start:end]
    if not before or _PLACE.search(before) or name.startswith(("国家", "中国", "国务院")):
        return True
    if len(name) >= _LONG and name.endswith("部"):
        # No other organ ends with the name of a ministry.
        return True
    return _LIST.search(before) is not None and not before.endswith(("文化和", "文化与"))


detector("names.abolished", (ABOLISHED,), _begin, only_words=True)
