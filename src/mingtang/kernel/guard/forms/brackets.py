"""文号 that are not written as GB/T 9704-2012 wants them: `代字〔YYYY〕N号`.

Numbers of courts, `（2026）皖01民初12号`, have the year first and round brackets, and are right so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.reach import NAMED, begin_in
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part
from mingtang.kernel.identifiers.doc_number import where_mark_begins

BRACKETS = hit_kind(
    "words.brackets",
    Severity.WARN,
    "GB/T 9704-2012《党政机关公文格式》：年份标全称，用六角括号“〔〕”括入，顺序号不加“第”字，不编虚位",
)

_OPEN, _CLOSE = "[(（【〔〖﹝{<〈", "])）】〕〗﹞}>〉"
_YEAR = re.compile(
    rf"(?P<open>[{re.escape(_OPEN)}])?\s{{0,2}}(?P<year>(?:19|20)\d\d|\d\d)\s{{0,2}}年?\s{{0,2}}(?P<close>[{re.escape(_CLOSE)}])?"
    r"\s{0,2}(?P<nth>第|字第?)?\s{0,2}(?P<serial>\d{1,6})\s{0,2}(?P<suffix>号)?"
)
_CLOSED = re.compile(rf"[{re.escape(_CLOSE)}]\s{{0,2}}字?第?\s{{0,2}}[0-9]")
_OPENED = re.compile(rf"[{re.escape(_OPEN)}]\s{{0,2}}(?:19|20)?[0-9][0-9]")
_HAN_BEFORE = re.compile("[〇\u4e00-\u9fff]{2,16}\\s{0,2}\\Z")
_BEFORE_MOST = 20
# What a 代字 ends with; without one of these, round brackets may be any brackets: 一期工程(2024)3号楼.
_ENDS = frozenset(
    "发函字办规令电批复纪请报议任干公通告知文审罚决电传呈提案备批许监备督建环资财农教卫医人民组宣政税保社价综法"
)
_COURT = re.compile("[民刑行执赔破知商]?(?:初|终|再|申|监|特|督|催|保|辖|抗|执恢|执异|执复|执)字?$")
_GOES_ON = tuple("、和及与至—-－~～/．.，,")
_ENDED = ("", *"》）)”’」』】。；\n")
_LONGEST_MARK = 10
_SIX_ANGLED = 2000
"""Before GB/T 9704-1999 round brackets were usual: numbers of old papers are quoted as they are."""


def _may(text: str) -> bool:
    return ("号" in text or "〔" in text) and bool(_CLOSED.search(text) or _OPENED.search(text))


def _see(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    for found in _YEAR.finditer(text):
        # Without a closing bracket the figures of year and number have to be apart.
        if not (found["open"] or found["close"]) or text[found.end("year")].isdigit():
            continue
        before = _HAN_BEFORE.search(text, max(0, found.start() - _BEFORE_MOST), found.start())
        if before is None:
            continue
        han = len(before[0].rstrip())
        start = where_mark_begins(text, before.start(), before.start() + han)
        mark = text[start : before.start() + han]
        problem = _problem(mark, found, text[found.end() : found.end() + 1])
        if problem is None:
            continue
        why, sure = problem
        year = found["year"] if len(found["year"]) == 4 else _full(found["year"])
        serial = found["serial"].lstrip("0")
        if not serial:
            continue
        right = f"{mark}〔{year}〕{serial}号"
        quiet = passage.piece.place.part == Part.FILE_NAME or sure < 0.7 or int(year) < _SIX_ANGLED
        severity = Severity.INFORM if quiet else None
        yield passage.hit(
            BRACKETS,
            start,
            found.end(),
            severity=severity,
            confidence=sure,
            args={"why": why, "right": right},
            fix=right if sure > 0.9 else None,
            suggestion=right,
        )


def _problem(mark: str, found: re.Match[str], after: str) -> tuple[str, float] | None:
    """What is wrong with a number, as a code, and how sure it is; None when nothing is, or it is no 文号."""
    if not 2 <= len(mark) <= _LONGEST_MARK or _COURT.search(mark):
        return None
    opened, closed, suffix = found["open"], found["close"], found["suffix"]
    six = opened == "〔" or closed == "〕"
    # Six-angled brackets stand around nothing else; round ones around much.
    if not six and not suffix:
        return None
    typical = mark[-1] in _ENDS
    if opened is None or closed is None:
        return ("unpaired", 0.92) if six or (typical and (opened or closed) not in tuple("()（）")) else None
    if not six and not typical and (opened in "(（" or len(mark) > 6):
        return None
    if len(found["year"]) == 2:
        return ("short_year", 0.8) if six or (typical and suffix) else None
    if opened != "〔" or closed != "〕":
        return "brackets", 0.95
    if not suffix:
        if after in _GOES_ON and after:
            return None
        return "no_suffix", 0.95 if after in _ENDED else 0.75
    if found["nth"]:
        # Numbers of penalties and licences are often kept this way: 明环罚字〔2026〕第12号.
        return "nth", 0.6 if mark.endswith("字") else 0.95
    if found["serial"].startswith("0"):
        return "zeros", 0.95
    return None


def _full(year: str) -> str:
    return f"19{year}" if int(year) > 60 else f"20{year}"


detector("forms.brackets", (BRACKETS,), begin_in(NAMED, _may, _see), only_words=True)
