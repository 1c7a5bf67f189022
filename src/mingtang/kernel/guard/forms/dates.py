"""Dates that cannot be: the 30th of February, a 13th month, an end before its beginning, another day of the week."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import EachPassage, detector
from mingtang.kernel.guard.forms.date_parts import WEEKDAYS, Written, day_of, digits_of, has_days, written_in
from mingtang.kernel.guard.forms.reach import NAMED
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import Passage

DATE = hit_kind("words.date", Severity.WARN)

_LUNAR = re.compile("(?:农历|阴历|旧历|夏历|正月|腊月|冬月|闰)[^，。；]{0,12}\\Z")
_OF_OLD = re.compile("(?:公元前?|前|民国|光绪|同治|康熙|乾隆|道光|咸丰|宣统|距今|约|近)\\s{0,2}\\Z")
_BETWEEN = re.compile(
    r"\s{0,2}(?:（[^（）]{1,12}）|\([^()]{1,12}\))?(?:起|零时起|上午|下午)?\s{0,2}(?:至|到|—{1,2}|-{1,2}|－|–|~|～|起至)\s{0,2}\Z"
)
_WEEKDAY = re.compile(
    r"\s{0,2}(?P<open>[（(]?)\s{0,2}(?:星期|周|礼拜)(?P<day>[一二三四五六日天])(?![至到—、末边岁年期])"
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})\s?(?:[时点](?P<minute>\d{1,2})分|[:：](?P<minute2>\d{2})(?![\d:：.%])|时(?=[前后至到，。；、]|$))"
)
_HOURS = re.compile("[时点:：](?<=[0-9 ].)")
_INSIDE_TIME = tuple("0123456789:：.")
_LASTING = re.compile("(?:用时|历时|耗时|时长|共计?|约|达)\\s{0,2}\\Z")
_BEFORE_TIME = re.compile("(?:日|上午|下午|晚上|中午|凌晨|时间[:：]?|号|[至到—~～-])\\s{0,2}\\Z")
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)年?\s?[—–~～至-]{1,2}\s?(?P<last>(?:19|20)\d\d)年")
_LONG_YEAR = re.compile(r"(?P<year>\d{5})年(?=\d{1,2}月|[^\d以]|$)")
_DONE = re.compile("(?:已|已经)(?:于|在)\\s{0,2}\\Z")
_FAR = 100
"""Years from today; leases of land reach seventy."""


@dataclass(frozen=True)
class _Fault:
    start: int
    end: int
    why: str
    sure: float
    expected: str = ""
    suggestion: str = ""


class _Dates:
    def __init__(self, about: About) -> None:
        self._about = about

    def see(self, passage: Passage) -> Iterable[Hit]:
        return self._said(passage) if passage.piece.place.part in NAMED and has_days(passage.text) else ()

    def _said(self, passage: Passage) -> Iterator[Hit]:
        text = passage.text
        for fault in self._faults(text):
            yield passage.hit(
                DATE,
                fault.start,
                fault.end,
                severity=Severity.INFORM if fault.sure < 0.7 else None,
                confidence=fault.sure,
                args={"why": fault.why, "expected": fault.expected},
                suggestion=fault.suggestion or None,
            )

    def _faults(self, text: str) -> Iterator[_Fault]:
        before: Written | None = None
        for found in written_in(text):
            fault = self._of_one(text, found) or _of_two(text, before, found)
            if fault:
                yield fault
            before = found
        yield from _times(text)
        yield from _year_ranges(text)
        for long in _LONG_YEAR.finditer(text) if "年" in text else ():
            fault = self._of_year(text, long)
            if fault:
                yield fault

    def _of_one(self, text: str, found: Written) -> _Fault | None:
        ahead = text[max(0, found.start - 16) : found.start]
        if _LUNAR.search(ahead):
            return None
        old = _OF_OLD.search(ahead)
        if found.month is not None and not 1 <= found.month <= 12:
            # “36月” alone is an age or a term.
            plain = found.year is not None or found.day is not None
            return _Fault(found.start, found.end, "month", 0.95 if found.sure else 0.6) if plain else None
        if found.day is not None and found.month is not None:
            last = _last_day(found.year, found.month)
            if not 1 <= found.day <= last:
                return _Fault(found.start, found.end, "day", 0.97 if found.sure else 0.75)
        if found.year is not None and not old and found.month is not None:
            if found.year < 1000:
                return _Fault(found.start, found.end, "year", 0.8 if found.sure else 0.5)
            if found.year > self._about.today.year + _FAR:
                return _Fault(found.start, found.end, "year", 0.9 if found.sure else 0.5)
        return self._of_weekday(text, found) or self._not_yet(ahead, found)

    def _of_weekday(self, text: str, found: Written) -> _Fault | None:
        said = _WEEKDAY.match(text, found.end)
        if said is None or found.month is None or found.day is None:
            return None
        if not said["open"] and said[0][:1].isspace():
            return None
        wanted = WEEKDAYS[said["day"]]
        if found.year is not None:
            years = [found.year]
        elif self._about.dated is not None:
            # Which year is meant is not said; the years beside are enough to be sure.
            years = [self._about.dated.year + step for step in (-1, 0, 1)]
        else:
            return None
        days = [day for year in years if (day := day_of(year, found.month, found.day))]
        if not days or any(day.weekday() == wanted for day in days):
            return None
        end = said.end() + (said["open"] != "")
        if found.year is None:
            return _Fault(found.start, end, "weekday", 0.9)
        right = "一二三四五六日"[days[0].weekday()]
        mended = text[found.start : said.start("day")] + right + text[said.end("day") : end]
        return _Fault(found.start, end, "weekday", 0.9, f"星期{right}", mended)

    def _not_yet(self, ahead: str, found: Written) -> _Fault | None:
        """What is said to have happened on a day that has not come."""
        if found.year is None or found.month is None or not _DONE.search(ahead):
            return None
        day = day_of(found.year, found.month, found.day or 1)
        if day is None or day <= max(self._about.today, self._about.dated or date.min):
            return None
        return _Fault(found.start, found.end, "not_yet", 0.6)

    def _of_year(self, text: str, found: re.Match[str]) -> _Fault | None:
        """“22026年”: a figure too many in a year."""
        if _OF_OLD.search(text[max(0, found.start() - 6) : found.start()]):
            return None
        if text[found.start() - 1 : found.start()] in tuple("0123456789.,，"):
            return None
        figures = found["year"]
        near = {
            int(figures[:at] + figures[at + 1 :])
            for at in range(5)
            if abs(int(figures[:at] + figures[at + 1 :]) - self._about.today.year) <= 30
        }
        if not near:
            return None
        month = DAYS_AFTER.match(text, found.end())
        end = month.end() if month else found.end()
        return _Fault(found.start(), end, "year", 0.9 if month else 0.75)


DAYS_AFTER = re.compile(r"\d{1,2}月(?:\d{1,2}日)?")


def _last_day(year: int | None, month: int) -> int:
    if month == 2:
        leap = year is None or year < 100 or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _of_two(text: str, before: Written | None, found: Written) -> _Fault | None:
    """A span of time that ends before it begins."""
    if before is None or not _BETWEEN.fullmatch(text, before.end, found.start):
        return None
    if before.year is None or before.month is None or found.month is None:
        return None
    if (before.day is None) != (found.day is None) or not (before.sure and found.sure):
        return None
    first = (before.year, before.month, before.day or 1)
    last = (found.year if found.year is not None else before.year, found.month, found.day or 1)
    if last >= first or _LUNAR.search(text[max(0, before.start - 16) : before.start]):
        return None
    # Without a year of its own the end may lie in the next one, though it should be said.
    return _Fault(before.start, found.end, "backwards", 0.9 if found.year is not None else 0.6)


def _times(text: str) -> Iterator[_Fault]:
    if not _HOURS.search(text):
        return
    for found in _TIME.finditer(text):
        if text[found.start() - 1 : found.start()] in _INSIDE_TIME:
            continue
        hour, minute = int(found["hour"]), int(digits_of(found["minute"] or found["minute2"] or "0"))
        late = hour > 24 or (hour == 24 and minute > 0)
        if not late and minute < 60:
            continue
        named = found["minute2"] is None
        if not _BEFORE_TIME.search(text, max(0, found.start() - 6), found.start()) and not (
            named and found["minute"]
        ):
            continue
        if _LASTING.search(text, max(0, found.start() - 4), found.start()):
            continue
        yield _Fault(found.start(), found.end(), "time", 0.9 if named else 0.75)


def _year_ranges(text: str) -> Iterator[_Fault]:
    for found in _YEARS.finditer(text) if "年" in text else ():
        inside = text[found.start() - 1 : found.start()].isdigit()
        if int(found["last"]) < int(found["first"]) and not inside:
            yield _Fault(found.start(), found.end(), "backwards", 0.9)


def _begin(about: About, knowledge: Knowledge) -> EachPassage:
    return EachPassage(_Dates(about).see)


detector("forms.dates", (DATE,), _begin, only_words=True)
