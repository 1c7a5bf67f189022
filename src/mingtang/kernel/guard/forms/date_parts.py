"""Dates as they stand in texts, right or wrong: 2026年2月30日, 2月30日, 二〇二六年二月三十日, 2026-02-30."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

WEEKDAYS = {day: number for number, day in enumerate("一二三四五六日")} | {"天": 6}
_FIGURES = {figure: str(value) for value, figure in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
}

_IN_FIGURES = re.compile("[0-9](?:[0-9]? ?[月时点:：]|[-/.][0-9]|[0-9]{3} ?年)")
_IN_WORDS = re.compile("月(?<=[一二三四五六七八九十]月)")
_PLAIN = re.compile(
    r"(?P<first>\d{1,4})\s?(?:年\s?(?P<month>\d{1,2})\s?)?月(?!龄|份?的?工资)份?"
    r"(?:\s?(?P<day>\d{1,3})\s?(?:日|号(?![楼院码线站厅])))?"
)
_INSIDE = tuple("0123456789.,~～—–-")
_HAN = re.compile(
    "(?P<year>[一二三四五六七八九〇零○O]{4})年(?P<month>[一二三四五六七八九十]{1,3})月(?:(?P<day>[一二三四五六七八九十]{1,4})日)?"
)
_MARKED = re.compile(
    r"(?P<year>(?:19|20)\d\d)([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![A-Za-z0-9_/-]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date at `text[start:end]` with the parts that are there. `sure`: it can be nothing but a date."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    sure: bool = True


def has_days(text: str) -> bool:
    """Whether a text has any date or time at all: quickly."""
    return bool(_IN_FIGURES.search(text) or _IN_WORDS.search(text))


def written_in(text: str) -> Iterator[Written]:
    """The dates of a text, in order."""
    found = [*_plain(text), *_han(text), *_marked(text)]
    return iter(sorted(found, key=lambda one: one.start))


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def digits_of(text: str) -> str:
    return "".join(_FIGURES.get(letter, letter) for letter in text)


def _plain(text: str) -> Iterator[Written]:
    if "月" not in text:
        return
    for found in _PLAIN.finditer(text):
        first, month, day = found["first"], found["month"], found["day"]
        before = text[found.start() - 1 : found.start()]
        if month is None:
            # 1—9月 is a span, 12.5月 a term.
            if len(first) > 2 or before in _INSIDE:
                continue
            first, month = "", first
        elif len(first) < 3 or before.isdigit():
            first = ""
        yield Written(
            found.start(),
            found.end(),
            int(first) if first else None,
            int(month),
            int(day) if day else None,
        )


def _han(text: str) -> Iterator[Written]:
    if not _IN_WORDS.search(text):
        return
    for found in _HAN.finditer(text):
        month, day = _number(found["month"]), _number(found["day"] or "")
        if month is None:
            continue
        yield Written(found.start(), found.end(), int(digits_of(found["year"])), month, day)


def _marked(text: str) -> Iterator[Written]:
    for found in _MARKED.finditer(text) if "-" in text or "/" in text or "." in text else ():
        before = text[found.start() - 1 : found.start()]
        if before and (before.isascii() and (before.isalnum() or before in "_./:-")):
            continue
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
        # 2020.13.5 may be a section, 2026-13-05 a project; a day that is only missing from the calendar is a date.
        likely = 1 <= month <= 12 and 1 <= day <= 31
        if likely or found[2] != ".":
            yield Written(found.start(), found.end(), year, month, day, sure=likely)


def _number(words: str) -> int | None:
    """十三 → 13, 三十 → 30; None for what is no number."""
    if not words:
        return None
    tens, ten, ones = words.rpartition("十")
    if "十" in tens or len(tens) > 1 or len(ones) > 1:
        return None
    if not ten:
        return int(digits_of(ones))
    return (int(digits_of(tens)) if tens else 1) * 10 + (int(digits_of(ones)) if ones else 0)
