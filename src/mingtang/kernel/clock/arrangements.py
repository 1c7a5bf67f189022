"""A year's arrangement of holidays (放假安排) as people write it: lines of text → days of rest and make-up workdays.

Read are lines such as `2027-02-06 上班 春节`, `10月1日至7日 放假 国庆节` and whole sentences of the notices of the
State Council's General Office (二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。
2月14日（周六）、2月28日（周六）上班。).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingtang.kernel.clock.days import SATURDAY, Calendar, days_between

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
LONGEST_REST = 15
"""Days of one stretch; the longest so far was nine (2026). A longer one is a slip of the pen."""

_DAY = r"(?:(?P<year>\d{4})[年/.-])?(?P<month>\d{1,2})[月/.-](?P<day>\d{1,2})[日号]?"
_UNTIL = r"(?:(?:至|到|[-—–~]+)(?:(?:(?P<year2>\d{4})[年/.-])?(?P<month2>\d{1,2})[月/.-])?(?P<day2>\d{1,2})[日号]?)?"
# 2月14日、28日: a further day of the same month.
_DATES = re.compile(rf"(?<!\d){_DAY}{_UNTIL}(?!\d)|(?<=[日号、,和及])(?P<alone>\d{{1,2}})[日号](?!\d)")
_WORK, _REST = "补班|上班", "放假|休息|休假"
_VERB = re.compile(rf"(?P<work>{_WORK})|{_REST}")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LOOKS_DATED = re.compile(r"\d{1,2}[月/.-]\d{1,2}|[一二三四五六七八九十]+月|\d月|\d{1,2}[日号]")
_NAMES = re.compile(
    r"元旦|春节|清明节?|劳动节|五一|端午节?|中秋节?|国庆节?|[\u4e00-\u9fff\d]{2,30}(?:节|纪念日|周年)"
)
FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节", "国庆": "国庆节", "五一": "劳动节"}


@dataclass(frozen=True)
class Line:
    """What somebody wrote, and where: a line of a text, a row of a table, a field of a form."""

    place: str
    text: str


@dataclass(frozen=True)
class Stretch:
    """Days `first` to `last`, all of them worked or all days of rest, for the festival `name`."""

    first: date
    last: date
    working: bool
    name: str
    line: Line


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line. `code` names the rule, `facts` what the message needs; `blocks`: it has to be mended.

    Codes that block: `unreadable` (a date), `no_verb`, `backwards`, `too_long`, `outside_year`, `twice`, `taken` (a
    notice in force sets the day), `needless_work` (an ordinary workday), `nothing` (no day at all). The others are
    for the person to judge: `apart` (several days of rest in one line: perhaps meant as a range), `only_weekend`,
    `other_than_known`, `ignored` (a line without a date), `missing_festivals`.
    """

    code: str
    line: Line | None = None
    blocks: bool = True
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Arrangement:
    """What was read out of `lines`, with all that is wrong, in their order."""

    lines: list[Line] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def blocked(self) -> bool:
        return any(problem.blocks for problem in self.problems)

    def days(self) -> dict[date, Stretch]:
        """Day → its stretch; of a day that was written twice, the first."""
        found: dict[date, Stretch] = {}
        for stretch in self.stretches:
            for day in days_between(stretch.first, stretch.last):
                found.setdefault(day, stretch)
        return dict(sorted(found.items()))


@dataclass(frozen=True)
class Taken:
    """A day that a notice in force has set."""

    working: bool
    title: str


def read_lines(lines: Iterable[Line], year: int) -> Arrangement:
    """Dates without a year are of `year`. A line that holds no date is left out and says so."""
    found = Arrangement(list(lines))
    for line in found.lines:
        text = _plain(line.text)
        if not text:
            continue
        verbs = list(_VERB.finditer(text))
        if not _DATES.search(text):
            code = "unreadable" if verbs and (_LOOKS_DATED.search(text) or len(text) <= 20) else "ignored"
            found.problems.append(Problem(code, line, code != "ignored", {"text": line.text.strip()[:60]}))
        elif not verbs:
            found.problems.append(Problem("no_verb", line))
        else:
            _read(line, text, verbs, year, found)
    return found


def _plain(text: str) -> str:
    """Digits and punctuation of one width, without blanks inside dates and without what stands in brackets."""
    text = unicodedata.normalize("NFKC", text).replace("\u2014", "-").replace("~", "-")
    before = None
    while before != text:
        before, text = text, _BRACKETS.sub("", text)
    text = re.sub(r"(?<=\d)\s+(?=[年月日号])|(?<=[年月])\s+(?=\d)", "", text)
    text = re.sub(r"\s*(至|到)\s*", r"\1", text)
    return re.sub(r"([\d日号])(?:\s+-+\s+|(?<=[日号])\s*-+\s*)(?=\d)", r"\1-", text).strip()


def _read(line: Line, text: str, verbs: list[re.Match[str]], year: int, found: Arrangement) -> None:
    name = _name(text)
    # A single verb speaks of the whole line, wherever it stands; of several, each of what stands before it.
    parts = [(text, bool(verbs[0]["work"]))] if len(verbs) == 1 else _parts(text, verbs)
    for part, working in parts:
        month: tuple[int, int] | None = None
        for match in _DATES.finditer(part):
            try:
                first, last = _days(match, year, month)
            except ValueError:
                found.problems.append(Problem("unreadable", line, facts={"text": match[0]}))
                continue
            if not working and month and not match["day2"] and not match["alone"]:
                found.problems.append(Problem("apart", line, False, {"text": line.text.strip()[:60]}))
            month = (last.year, last.month)
            if last < first:
                found.problems.append(Problem("backwards", line, facts={"first": first, "last": last}))
            elif (last - first).days >= LONGEST_REST:
                found.problems.append(
                    Problem("too_long", line, facts={"first": first, "last": last, "most": LONGEST_REST})
                )
            else:
                found.stretches.append(Stretch(first, last, working, name, line))
        left = _DATES.sub("", part)
        if odd := _LOOKS_DATED.search(left):
            found.problems.append(Problem("unreadable", line, facts={"text": odd[0]}))


def _parts(text: str, verbs: list[re.Match[str]]) -> Iterator[tuple[str, bool]]:
    start = 0
    for verb in verbs:
        yield text[start : verb.start()], bool(verb["work"])
        start = verb.end()
    if _DATES.search(text[start:]):
        yield text[start:], bool(verbs[-1]["work"])


def _days(match: re.Match[str], year: int, month: tuple[int, int] | None) -> tuple[date, date]:
    if match["alone"]:
        if month is None:
            raise ValueError("a day without its month")
        day = date(*month, int(match["alone"]))
        return day, day
    first = date(int(match["year"] or year), int(match["month"]), int(match["day"]))
    if not match["day2"]:
        return first, first
    until_year, until_month = int(match["year2"] or first.year), int(match["month2"] or first.month)
    return first, date(until_year, until_month, int(match["day2"]))


def _name(text: str) -> str:
    """The festivals a line names, else what is left of it without dates and verbs."""
    named = dict.fromkeys(
        FULL_NAMES.get(name, name) for name in _NAMES.findall(_VERB.sub(" ", _DATES.sub(" ", text)))
    )
    if named:
        return "、".join(named)[:40]
    left = _VERB.sub(" ", _DATES.sub(" ", text)).replace("调休", " ")
    words = re.findall(r"[A-Za-z\u4e00-\u9fff]{2,}", re.sub(r"共\s*\d+\s*天|与周末连休", " ", left))
    return words[0][:40] if words else ""


def check(
    found: Arrangement, year: int, calendar: Calendar, taken: Mapping[date, Taken], *, whole_year: bool
) -> Arrangement:
    """Adds what the days break. `calendar` is the one without them, `taken` what notices in force have set;
    `whole_year`: every festival should be named.

    Days may lie in the year, or in December of the year before: New Year sometimes begins there (2018-12-29).
    """
    seen: dict[date, Stretch] = {}
    for stretch in found.stretches:
        days = list(days_between(stretch.first, stretch.last))
        found.problems += _of_days(stretch, days, year, calendar, taken, seen)
        if not stretch.working and all(day.weekday() >= SATURDAY for day in days):
            found.problems.append(
                Problem("only_weekend", stretch.line, False, {"first": stretch.first, "last": stretch.last})
            )
    if not found.stretches and not found.blocked:
        found.problems.append(Problem("nothing"))
    if whole_year and found.stretches:
        named = " ".join(stretch.name for stretch in found.stretches)
        missing = [name for name in FESTIVALS if name not in named]
        if missing:
            found.problems.append(Problem("missing_festivals", None, False, {"names": "、".join(missing)}))
    order = {id(line): n for n, line in enumerate(found.lines)}
    found.problems.sort(key=lambda problem: order.get(id(problem.line), len(order)))
    return found


def _of_days(
    stretch: Stretch,
    days: Iterable[date],
    year: int,
    calendar: Calendar,
    taken: Mapping[date, Taken],
    seen: dict[date, Stretch],
) -> Iterator[Problem]:
    for day in days:
        facts = {"day": day, "working": stretch.working}
        known = calendar.special.get(day)
        if day in seen:
            yield Problem("twice", stretch.line, facts=facts | {"other": seen[day].line.place})
            continue
        seen[day] = stretch
        if day.year != year and (day.year, day.month) != (year - 1, 12):
            yield Problem("outside_year", stretch.line, facts=facts | {"year": year})
        elif day in taken:
            yield Problem(
                "taken", stretch.line, facts=facts | {"title": taken[day].title, "was": taken[day].working}
            )
        elif stretch.working and day.weekday() < SATURDAY and (known is None or known.working):
            yield Problem("needless_work", stretch.line, facts=facts)
        elif known is not None and known.working != stretch.working:
            yield Problem(
                "other_than_known", stretch.line, False, facts | {"was": known.working, "name": known.name}
            )
