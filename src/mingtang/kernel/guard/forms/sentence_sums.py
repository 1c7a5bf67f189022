"""“共120人，其中男80人、女50人”: parts of a whole that a sentence names, where nothing else can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mingtang.kernel.guard.forms.reach import PROSE
from mingtang.kernel.guard.forms.sum_words import SUM
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.passages import Passage

_UNITS = "人|户|名|个|件|项|家|处|辆|宗|亿元|万元|元|公顷|亩|平方米|公里"
_WHOLE = re.compile(
    rf"(?:共计?|合计|总计|总人口|总数)[^，。；、\d]{{0,8}}(?P<whole>\d[\d,]{{0,14}}(?:\.\d+)?)(?P<unit>{_UNITS})"
    rf"(?:（|，|：|,)(?:其中|包括)?[:：，]?(?P<parts>[^。；;\n]{{4,80}})"
)
_PART = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{1,8}}?)(?P<amount>\d[\d,]{{0,14}}(?:\.\d+)?)(?P<unit>{_UNITS})"
)
_TWO = (
    frozenset({"男", "女"}),
    frozenset({"男性", "女性"}),
    frozenset({"男生", "女生"}),
    frozenset({"城镇", "农村"}),
    frozenset({"城市", "农村"}),
)
"""Two that make up a whole."""


def in_sentences(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    if passage.piece.place.part not in PROSE or not ("共" in text or "计" in text or "总" in text):
        return
    for found in _WHOLE.finditer(text):
        unit, whole = found["unit"], _value(found["whole"])
        parts = [part for part in _PART.finditer(found["parts"]) if part["unit"] == unit][:6]
        if parts and "其中" in found[0] and _value(parts[0]["amount"]) > whole:
            yield _hit(passage, found, parts[0]["amount"], [parts[0]["name"].removeprefix("其中")], "part")
            continue
        names = [re.sub("^(?:其中|包括|有|和|及)", "", part["name"]) for part in parts]
        if len(parts) < 2 or frozenset(names[:2]) not in _TWO:
            continue
        total = _value(parts[0]["amount"]) + _value(parts[1]["amount"])
        if total == whole or (("万" in unit or "亿" in unit) and abs(total - whole) < Decimal("0.02")):
            continue
        yield _hit(passage, found, str(total), names, "sentence")


def _hit(passage: Passage, found: re.Match[str], expected: str, names: list[str], why: str) -> Hit:
    return passage.hit(
        SUM,
        found.start("whole"),
        found.end("whole"),
        confidence=0.85,
        args={
            "why": why,
            "expected": f"{expected}{found['unit']}",
            "found": f"{found['whole']}{found['unit']}",
            "count": str(len(names)),
            "first": names[0],
            "last": names[-1],
        },
        suggestion=expected if why == "sentence" else None,
    )


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
