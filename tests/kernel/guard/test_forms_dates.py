"""Dates that cannot be, and dates that can."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.guard.hits import Severity
from tests.kernel.guard.looking import found, hits_in, paragraphs

DATE = "words.date"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("于2026年2月30日前", "2026年2月30日"),
        ("自4月31日起", "4月31日"),
        ("2026年2月29日", "2026年2月29日"),
        ("2026年13月5日", "2026年13月5日"),
        ("二〇二六年二月三十日", "二〇二六年二月三十日"),
        ("生效日期：2026-02-30", "2026-02-30"),
        ("2026年５月３２日", "2026年５月３２日"),
        ("2026年5月1日至2025年4月30日", "2026年5月1日至2025年4月30日"),
        ("2025—2023年", "2025—2023年"),
        ("2026年11月26日（星期五）", "2026年11月26日（星期五）"),
        ("22026年5月1日", "22026年5月1日"),
        ("2206年5月", "2206年5月"),
        ("上午25时30分", "25时30分"),
        ("8时60分", "8时60分"),
        ("时间：8:30-25:00", "25:00"),
    ],
)
def test_dates_and_times_that_cannot_be_are_found(text: str, wrong: str) -> None:
    (hit,) = hits_in(paragraphs(text), DATE)
    assert (hit.text, hit.severity) == (wrong, Severity.WARN)


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月29日",
        "2026年11月26日（星期四）",
        "2026年12月1日至2027年3月1日",
        "供暖期为11月15日至3月15日",
        "农历二月三十日、农历2月30日",
        "36月龄、满13个月、24:00、比分25:30、比例3:61",
        "公元202年5月，距今22026年",
        "使用期限至2096年6月30日",
        "2026.13.5版、IP 10.13.45.99",
        "1—9月，2019—2023年",
        "项目编号2026-1305-32",
    ],
)
def test_dates_that_can_be_stay(text: str) -> None:
    assert found(DATE, text) == []


def test_the_right_day_of_the_week_is_offered() -> None:
    (hit,) = hits_in(paragraphs("2026年11月26日（星期五）上午"), DATE)
    assert hit.suggestion == "2026年11月26日（星期四）"


def test_a_span_over_the_new_year_without_its_year_only_informs() -> None:
    (hit,) = hits_in(paragraphs("2026年11月15日至3月15日"), DATE)
    assert hit.severity == Severity.INFORM


def test_what_has_happened_cannot_lie_ahead() -> None:
    assert found(DATE, "已于2027年5月1日召开", "将于2027年5月1日召开") == ["2027年5月1日"]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_no_date_of_the_calendar_is_ever_hit(day: date) -> None:
    words = "一二三四五六日"[day.weekday()]
    text = f"{day.year}年{day.month}月{day.day}日（星期{words}）、{day.isoformat()}"
    assert found(DATE, text) == []


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_the_day_behind_the_last_of_a_month_is_always_hit(day: date) -> None:
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    wrong = f"{day.year}年{day.month}月{last.day + 1}日"
    assert found(DATE, f"自{wrong}起施行") == [wrong]
