"""Dates worked out by hand with a calendar on paper, over the true arrangements of 2024 to 2026; the reason beside each.

Rest days are put as 1–7, counted days with their number in brackets, “+” is a day of rest that is worked (调休上班).
"""

from datetime import date

import pytest

from mingtang.kernel.clock import cycles
from mingtang.kernel.clock.backward import latest_before
from mingtang.kernel.clock.model import Extension, Happening, Pause, Restart, Span, StepKind, Term, TimeUnit
from mingtang.kernel.clock.reckoning import due_day, reckon
from tests.kernel.clock.arrangements import CALENDAR, day, term

WORKDAY, DAY, WEEK, MONTH, YEAR = (
    TimeUnit.WORKDAY,
    TimeUnit.DAY,
    TimeUnit.WEEK,
    TimeUnit.MONTH,
    TimeUnit.YEAR,
)

FORWARD = [
    # Spring Festival 2024: rest 10–17 February, worked +4 and +18.
    ("2024-02-02", 1, WORKDAY, "2024-02-04", "Friday; 3 rest, +4 Sunday (1)"),
    ("2024-02-05", 5, WORKDAY, "2024-02-18", "6 7 8 9 (4), 10–17 rest, +18 Sunday (5)"),
    ("2024-02-09", 1, WORKDAY, "2024-02-18", "the last day before the festival; the next worked one is +18"),
    ("2024-02-10", 1, WORKDAY, "2024-02-18", "received on New Year's Day of the lunar year"),
    ("2024-01-29", 20, WORKDAY, "2024-02-29", "30 31 (2), 1 2 +4 5–9 (10), +18 19–23 (16), 26–29 (20): ends on 29 February"),
    # Tomb-sweeping 2024: rest 4–6 April, worked +7.
    ("2024-04-03", 3, WORKDAY, "2024-04-09", "4–6 rest, +7 (1), 8 (2), 9 (3)"),
    # Labour Day 2024: rest 1–5 May, worked +28 April and +11 May.
    ("2024-04-26", 5, WORKDAY, "2024-05-07", "27 rest, +28 29 30 (3), 1–5 rest, 6 7 (5)"),
    ("2024-05-06", 5, WORKDAY, "2024-05-11", "7 8 9 10 (4), +11 Saturday (5)"),
    ("2024-06-07", 1, WORKDAY, "2024-06-11", "8 9 weekend, 10 Dragon Boat Festival"),
    # Mid-autumn 2024: rest 15–17 September, worked +14.
    ("2024-09-12", 3, WORKDAY, "2024-09-18", "13 +14 (2), 15–17 rest, 18 (3)"),
    # National Day 2024: rest 1–7 October, worked +29 September and +12 October.
    ("2024-09-27", 3, WORKDAY, "2024-10-08", "28 rest, +29 30 (2), 1–7 rest, 8 (3)"),
    ("2024-09-24", 10, WORKDAY, "2024-10-12", "25 26 27 +29 30 (5), 8 9 10 11 (9), +12 Saturday (10)"),
    ("2024-12-27", 5, WORKDAY, "2025-01-06", "30 31 (2), 1 rest, 2 3 (4), 4 5 weekend, 6 (5)"),
    # Spring Festival 2025: rest 28 January – 4 February, worked +26 January and +8 February.
    ("2025-01-24", 1, WORKDAY, "2025-01-26", "25 rest, +26 Sunday"),
    ("2025-01-20", 10, WORKDAY, "2025-02-08", "21–24 (4), +26 27 (6), rest, 5 6 7 (9), +8 Saturday (10)"),
    # Labour Day 2025: rest 1–5 May, worked +27 April.
    ("2025-04-25", 5, WORKDAY, "2025-05-06", "26 rest, +27 28 29 30 (4), 1–5 rest, 6 (5)"),
    ("2025-05-30", 1, WORKDAY, "2025-06-03", "Dragon Boat Festival 31 May – 2 June"),
    # National Day 2025: rest 1–8 October, worked +28 September and +11 October.
    ("2025-09-30", 1, WORKDAY, "2025-10-09", "1–8 rest"),
    ("2025-09-22", 10, WORKDAY, "2025-10-11", "23–26 (4), +28 29 30 (7), 1–8 rest, 9 10 (9), +11 Saturday (10)"),
    ("2025-09-10", 20, WORKDAY, "2025-10-14", "11 12 (2), 15–19 (7), 22–26 (12), +28 29 30 (15), 9 10 +11 (18), 13 14 (20)"),
    # New Year 2026: rest 1–3 January, worked +4.
    ("2025-12-26", 5, WORKDAY, "2026-01-05", "29 30 31 (3), 1–3 rest, +4 Sunday (4), 5 (5)"),
    ("2025-12-31", 1, WORKDAY, "2026-01-04", "1–3 rest, +4 Sunday"),
    # Spring Festival 2026: rest 15–23 February, worked +14 and +28.
    ("2026-02-13", 2, WORKDAY, "2026-02-24", "+14 Saturday (1), 15–23 rest, 24 (2)"),
    ("2026-02-24", 4, WORKDAY, "2026-02-28", "25 26 27 (3), +28 Saturday (4)"),
    ("2026-02-02", 20, WORKDAY, "2026-03-06", "3–6 (4), 9–13 (9), +14 (10), 24–27 +28 (15), 2–6 March (20)"),
    ("2026-05-08", 1, WORKDAY, "2026-05-09", "+9 Saturday, for Labour Day"),
    ("2026-06-18", 1, WORKDAY, "2026-06-22", "Dragon Boat Festival 19–21 June"),
    # National Day 2026: rest 1–7 October, worked +20 September and +10 October; Mid-autumn 25–27 September.
    ("2026-09-18", 5, WORKDAY, "2026-09-24", "19 rest, +20 Sunday (1), 21–24 (5)"),
    ("2026-09-24", 7, WORKDAY, "2026-10-12", "25–27 rest, 28 29 30 (3), 1–7 rest, 8 9 +10 (6), 11 rest, 12 (7)"),
    ("2026-09-14", 20, WORKDAY, "2026-10-16", "15–18 (4), +20 21–24 (9), 28–30 (12), 8 9 +10 (15), 12–16 (20)"),
    ("2026-10-03", 3, WORKDAY, "2026-10-10", "received in the holidays: 8 9 (2), +10 Saturday (3)"),
    ("2026-10-03", 0, WORKDAY, "2026-10-08", "the same day, and that is a day of rest"),
    # Days of the calendar count all; a last day of rest moves on.
    ("2024-09-16", 15, DAY, "2024-10-08", "1 October; 1–7 rest"),
    ("2024-09-14", 15, DAY, "2024-09-29", "a Sunday, but worked"),
    ("2025-01-06", 20, DAY, "2025-01-26", "a Sunday, but worked"),
    ("2025-03-08", 7, DAY, "2025-03-17", "15 is a Saturday, 17 a Monday"),
    ("2025-05-24", 7, DAY, "2025-06-03", "31 May; rest to 2 June"),
    ("2025-09-21", 10, DAY, "2025-10-09", "1 October; 1–8 rest"),
    ("2026-02-05", 10, DAY, "2026-02-24", "15 February; rest to 23"),
    ("2026-04-24", 7, DAY, "2026-05-06", "1 May; rest to 5"),
    # 批准后20日内 (预算法 art. 14).
    ("2026-01-23", 20, DAY, "2026-02-12", "31 - 23 = 8, 20 - 8 = 12: a Thursday"),
    ("2026-01-28", 20, DAY, "2026-02-24", "31 - 28 = 3, 20 - 3 = 17 February, in the festival"),
    ("2025-09-15", 20, DAY, "2025-10-09", "5 October; 1–8 rest"),
    ("2024-09-17", 2, WEEK, "2024-10-08", "1 October; 1–7 rest"),
    # Months and years end on the same number, or on the last day of a shorter month.
    ("2024-01-31", 1, MONTH, "2024-02-29", "a leap year; a Thursday"),
    ("2025-01-31", 1, MONTH, "2025-02-28", "no leap year; a Friday"),
    ("2024-02-29", 1, MONTH, "2024-03-29", "the same number, not the end of March"),
    ("2024-02-29", 1, YEAR, "2025-02-28", "2025 has no 29 February; a Friday"),
    ("2024-02-29", 4, YEAR, "2028-02-29", "a Tuesday; holidays of 2028 are not known"),
    ("2024-08-31", 1, MONTH, "2024-09-30", "September has 30; a Monday"),
    ("2024-12-31", 2, MONTH, "2025-02-28", "over the year's end"),
    ("2025-12-01", 1, MONTH, "2026-01-04", "1 January; 1–3 rest, +4 Sunday"),
    ("2025-10-31", 4, MONTH, "2026-02-28", "a Saturday, but worked"),
    ("2026-08-01", 2, MONTH, "2026-10-08", "1 October; 1–7 rest"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "n", "unit", "due", "why"), FORWARD)
def test_forward(start: str, n: int, unit: TimeUnit, due: str, why: str) -> None:
    assert due_day(day(start), Span(n, unit), CALENDAR) == day(due), why
    assert reckon(day(start), term(n, unit), CALENDAR).due == day(due), why


def pause(first: str, until: str | None) -> Pause:
    return Pause(day(first), day(until) if until else None, "opinion of a third party")


def restart(on: str) -> Restart:
    return Restart(day(on), "supplement")


def extension(n: int, decided_on: str) -> Extension:
    return Extension(Span(n, WORKDAY), day(decided_on), "complicated")


TWENTY, TEN, FIFTEEN_DAYS, SEVEN_DAYS = term(20), term(10), term(15, DAY), term(7, DAY)
HAPPENED: list[tuple[str, Term, list[Happening], str, str]] = [
    ("2026-01-05", TWENTY, [], "2026-02-02", "6–9 (4), three weeks (19), 2 February (20)"),
    # 补正: the term begins anew with the day on which the supplement came (art. 30).
    ("2025-09-01", TWENTY, [restart("2025-09-22")], "2025-10-24", "from 22: +11 October is (10), 13–17 (15), 20–24 (20)"),
    ("2026-01-05", TWENTY, [restart("2026-01-08"), restart("2026-02-02")], "2026-03-06", "the later supplement counts"),
    ("2026-01-05", TWENTY, [extension(20, "2026-01-28"), restart("2026-02-02")], "2026-03-06", "a fresh term, not extended"),
    ("2026-01-05", TWENTY, [pause("2026-01-07", "2026-02-02"), restart("2026-02-02")], "2026-03-06", "it waited for the supplement"),
    # A third party is asked on the one day, which counts, and answers on the other, which does not (art. 32).
    ("2026-01-05", TWENTY, [pause("2026-01-12", "2026-01-26")], "2026-02-14", "12 January is (5), 27–30 (9), 2–6 (14), 9–13 (19), +14 (20)"),
    ("2026-01-05", TWENTY, [pause("2026-01-12", "2026-01-26"), pause("2026-01-14", "2026-01-20")], "2026-02-14", "the second lies in the first"),
    ("2026-01-05", TWENTY, [pause("2026-01-12", "2026-01-20"), pause("2026-01-19", "2026-01-26")], "2026-02-14", "together the same"),
    ("2025-09-22", TEN, [pause("2025-09-29", "2025-10-09")], "2025-10-14", "29 is (6); 30 and 9 do not count; 10 +11 (8), 13 14 (10)"),
    ("2025-09-22", TEN, [pause("2025-09-30", "2025-10-08")], "2025-10-11", "only days of rest were lost"),
    ("2025-09-22", TEN, [pause("2025-10-11", "2025-10-20")], "2025-10-11", "asked on the last day: too late"),
    ("2024-09-16", FIFTEEN_DAYS, [pause("2024-09-20", "2024-09-25")], "2024-10-08", "five days more: 6 October, rest to 7"),
    ("2025-03-08", SEVEN_DAYS, [pause("2025-03-15", "2025-03-18")], "2025-03-19", "ends on Saturday 15; Monday 17 lies in the pause"),
    # Extended by 20 working days at most (art. 33).
    ("2026-01-05", TWENTY, [extension(20, "2026-01-28")], "2026-03-06", "from 2 February, as above"),
    ("2026-01-05", TWENTY, [extension(5, "2026-01-28"), extension(20, "2026-01-29")], "2026-02-09", "the first counts: 3–6 (4), 9 (5)"),
    ("2026-01-05", TWENTY, [extension(5, "2026-01-28"), pause("2026-02-03", "2026-02-10")], "2026-02-14", "2 is the base; 3 (1), 11 12 13 +14 (5)"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "limit", "told", "due", "why"), HAPPENED)
def test_what_happened(start: str, limit: Term, told: list[Happening], due: str, why: str) -> None:
    assert reckon(day(start), limit, CALENDAR, told).due == day(due), why


def test_while_an_opinion_is_out_nothing_is_due() -> None:
    account = reckon(day("2026-01-05"), term(20), CALENDAR, [pause("2026-01-12", None)])
    assert account.due is None
    assert account.left == (Span(15, WORKDAY),)
    assert account.steps[-1].last == day("2026-01-12")


BACKWARD = [
    # 听证7个工作日前 (行政许可法 arts 48 and 82).
    ("2025-03-17", 7, WORKDAY, "2025-03-06", "14 13 12 11 10 (5), 7 6 (7)"),
    ("2025-10-10", 7, WORKDAY, "2025-09-24", "9 (1), 30 29 +28 (4), 26 25 24 (7)"),
    ("2026-03-02", 7, WORKDAY, "2026-02-13", "+28 27 26 25 24 (5), +14 (6), 13 (7)"),
    ("2024-05-13", 7, WORKDAY, "2024-04-30", "+11 10 9 8 7 6 (6), 30 April (7)"),
    ("2026-05-08", 7, DAY, "2026-04-30", "1 May is a holiday; away from the event"),
    ("2024-10-31", 30, DAY, "2024-09-30", "1 October is a holiday"),
    ("2024-03-31", 1, MONTH, "2024-02-29", "a leap year"),
    ("2024-02-29", 1, YEAR, "2023-02-28", "a Tuesday"),
]


@pytest.mark.parametrize(("event", "n", "unit", "due", "why"), BACKWARD)
def test_backward(event: str, n: int, unit: TimeUnit, due: str, why: str) -> None:
    assert latest_before(day(event), term(n, unit), CALENDAR).due == day(due), why


ROUNDS = [
    ("year", "2026-05-01", {"by_month": 1, "by_day": 31}, "2026-01-31", "a Saturday; fixed dates stay"),
    ("year", "2026-05-01", {"by_month": 3}, "2026-03-31", "in March, so by its end"),
    ("year", "2024-05-01", {"by_month": 2, "by_day": 31}, "2024-02-29", "the end of February"),
    ("month", "2026-10-20", {"by_day": 10}, "2026-10-10", "the tenth"),
    ("quarter", "2026-05-20", {"by_month": 1, "by_day": 10}, "2026-04-10", "April is the first of its months"),
    ("quarter", "2026-09-01", {"after_end": Span(10, WORKDAY)}, "2026-10-20", "from 30: 8 9 +10 (3), 12–16 (8), 19 20 (10)"),
    ("half_year", "2026-05-01", {"after_end": Span(1, MONTH)}, "2026-07-30", "from 30 June; a Thursday"),
    ("school_year", "2026-05-01", {"by_month": 9, "by_day": 30}, "2025-09-30", "it began in September 2025"),
    ("semester", "2026-01-10", {}, "2026-02-28", "from September to February"),
    ("week", "2026-04-30", {"by_day": 5}, "2026-05-01", "its Friday, though in another month"),
]  # fmt: skip


@pytest.mark.parametrize(("cycle", "within", "owed", "due", "why"), ROUNDS)
def test_rounds(cycle: str, within: str, owed: dict[str, object], due: str, why: str) -> None:
    period = cycles.period_of(cycle, day(within))
    assert cycles.owed_by(period, CALENDAR, **owed) == day(due), why  # type: ignore[arg-type]


def test_a_quarter_has_no_fourth_month() -> None:
    with pytest.raises(ValueError, match="has no month 4"):
        cycles.owed_by(cycles.period_of("quarter", date(2026, 5, 1)), CALENDAR, by_month=4, by_day=10)


def test_the_account_of_national_day_names_every_day_and_why() -> None:
    account = reckon(day("2025-09-26"), term(5), CALENDAR)
    assert [(step.kind, str(step.first), str(step.last), step.n) for step in account.steps] == [
        (StepKind.START, "2025-09-26", "2025-09-26", 0),
        (StepKind.REST, "2025-09-27", "2025-09-27", 0),
        (StepKind.COUNTED, "2025-09-28", "2025-09-30", 3),
        (StepKind.REST, "2025-10-01", "2025-10-08", 0),
        (StepKind.COUNTED, "2025-10-09", "2025-10-10", 2),
    ]
    assert [fact.kind for fact in account.steps[1].facts] == ["weekend"]
    assert [(fact.kind, fact.name) for fact in account.steps[2].facts] == [("make_up", "National Day")]
    assert [fact.name for fact in account.steps[3].facts].count("Mid-autumn Festival") == 1
    assert not account.provisional


def test_a_term_into_a_year_nobody_announced_says_so() -> None:
    assert reckon(day("2026-12-28"), term(5), CALENDAR).provisional
    assert not reckon(day("2026-12-21"), term(5), CALENDAR).provisional
