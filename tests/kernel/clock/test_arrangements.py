"""Arrangements of holidays as people write them, tidy and dirty."""

from datetime import date, timedelta

import pytest
from chinese_calendar.constants import holidays, workdays
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.clock.arrangements import FESTIVALS, Arrangement, Line, Taken, check, read_lines
from mingtang.kernel.clock.days import Calendar
from tests.kernel.clock.arrangements import CALENDAR

OFFICIAL = """\
国务院办公厅关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
"""
EMPTY = Calendar()


def read(text: str, year: int = 2027) -> Arrangement:
    return read_lines([Line(f"第{n}行", each) for n, each in enumerate(text.splitlines(), 1)], year)


def told(text: str, year: int = 2027) -> list[tuple[str, str, bool, str]]:
    found = read(text, year)
    assert not found.blocked, found.problems
    return [(str(s.first), str(s.last), s.working, s.name) for s in found.stretches]


def codes(text: str, *, calendar: Calendar = EMPTY, taken: dict[date, Taken] | None = None) -> set[str]:
    found = check(read(text), 2027, calendar, taken or {}, whole_year=False)
    return {problem.code for problem in found.problems}


def test_a_whole_notice_is_read_as_it_stands() -> None:
    found = check(read(OFFICIAL, 2026), 2026, CALENDAR, {}, whole_year=True)
    days = found.days()
    assert {day for day, stretch in days.items() if not stretch.working} == {
        d for d in holidays if d.year == 2026
    }
    assert {day for day, stretch in days.items() if stretch.working} == {
        d for d in workdays if d.year == 2026
    }
    assert {stretch.name for stretch in found.stretches} == set(FESTIVALS)
    assert [(p.code, p.line and p.line.place) for p in found.problems] == [
        ("ignored", place) for place in ("第1行", "第2行", "第3行", "第11行")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-02-06 上班 春节", [("2027-02-06", "2027-02-06", True, "春节")]),
        ("10月1日至7日 放假 国庆节", [("2027-10-01", "2027-10-07", False, "国庆节")]),
        ("国庆 放假 2027/10/1-2027/10/7", [("2027-10-01", "2027-10-07", False, "国庆节")]),
        ("2027年10月1日 — 7日 放假", [("2027-10-01", "2027-10-07", False, "")]),
        ("１０月１日～７日放假", [("2027-10-01", "2027-10-07", False, "")]),
        ("10月1号到10月7号休息", [("2027-10-01", "2027-10-07", False, "")]),
        ("2027 年 2 月 6 日 补班", [("2027-02-06", "2027-02-06", True, "")]),
        ("2月14日、28日上班", [("2027-02-14", "2027-02-14", True, ""), ("2027-02-28", "2027-02-28", True, "")]),
        (
            "元旦：2026年12月30日至2027年1月1日放假调休，共3天。2026年12月26日（星期六）上班。",
            [("2026-12-30", "2027-01-01", False, "元旦"), ("2026-12-26", "2026-12-26", True, "元旦")],
        ),
        ("国庆节、中秋节：10月1日至8日放假调休，共8天", [("2027-10-01", "2027-10-08", False, "国庆节、中秋节")]),
        ("建县80周年：9月3日放假", [("2027-09-03", "2027-09-03", False, "建县80周年")]),
        ("1月1日放假，与周末连休", [("2027-01-01", "2027-01-01", False, "")]),
    ],
)  # fmt: skip
def test_ways_to_write_it(text: str, expected: list[tuple[str, str, bool, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2月30日 放假 春节", "unreadable"),
        ("2027-13-01 上班", "unreadable"),
        ("十月一日放假", "unreadable"),
        ("春节 放假", "unreadable"),
        ("10月1日至7日放假，下旬再休息；31日 上班", "unreadable"),
        ("10月1日至7日 国庆节", "no_verb"),
        ("2026年11月4日", "no_verb"),
        ("10月7日至1日 放假", "backwards"),
        ("12月31日至1月2日 放假", "backwards"),
        ("1月1日至3月1日 放假", "too_long"),
        ("2028年1月1日 放假", "outside_year"),
        ("2026年11月30日 放假", "outside_year"),
        ("10月1日 放假\n10月1日至2日 放假", "twice"),
        ("10月1日 放假\n10月1日 上班", "twice"),
        ("2月8日 上班 春节", "needless_work"),
        ("节日快乐，各单位做好值班", "nothing"),
        ("", "nothing"),
        ("10月1日 10月7日 放假", "apart"),
        ("2月6日 放假", "only_weekend"),
        ("节日期间各单位要安排好值班值守工作", "ignored"),
    ],
)
def test_what_is_wrong_is_named(text: str, code: str) -> None:
    assert code in codes(text)


def test_a_day_of_another_notice_is_refused_whatever_it_says() -> None:
    taken = {date(2027, 10, 2): Taken(False, "另一份")}
    for text in ("10月1日至7日 放假", "10月2日 上班"):
        assert "taken" in codes(text, taken=taken)


def test_going_against_the_days_that_are_known_is_told_but_allowed() -> None:
    found = check(read("5月2日 上班", 2026), 2026, CALENDAR, {}, whole_year=False)
    assert [(p.code, p.blocks) for p in found.problems] == [("other_than_known", False)]


def test_every_problem_says_where() -> None:
    found = check(read("春节 放假\n10月7日至1日 放假\n2月8日 上班"), 2027, EMPTY, {}, whole_year=False)
    assert [(p.line and p.line.place, p.code) for p in found.problems] == [
        ("第1行", "unreadable"),
        ("第2行", "backwards"),
        ("第3行", "needless_work"),
    ]


def test_festivals_left_out_of_a_whole_year_are_named() -> None:
    found = check(read("10月1日至7日 放假 国庆节"), 2027, EMPTY, {}, whole_year=True)
    assert [p.facts["names"] for p in found.problems] == ["、".join(FESTIVALS[:-1])]
    assert not found.blocked


@given(st.text(alphabet="0123456789月日至、。 放假上班-/.年节春（）第\n", max_size=60))
def test_no_text_is_too_dirty(text: str) -> None:
    found = check(read(text), 2027, CALENDAR, {}, whole_year=True)
    assert found.stretches or found.problems


@given(st.dates(date(2027, 1, 1), date(2027, 12, 20)), st.integers(0, 10), st.booleans(), st.sampled_from([
    "{a:%Y}-{a:%m}-{a:%d}至{b:%Y}-{b:%m}-{b:%d} {verb} {name}",
    "{a.month}月{a.day}日至{b.month}月{b.day}日 {verb} {name}",
    "{name}：{a.year}年{a.month}月{a.day}日（周一）至{b.month}月{b.day}日（周二）{verb}调休，共9天。",
    "{name} {verb} {a:%Y}/{a:%m}/{a:%d} - {b:%Y}/{b:%m}/{b:%d}",
    "{name} {a.month}.{a.day}-{b.month}.{b.day} {verb}",
]))  # fmt: skip
def test_what_is_written_is_what_is_read(first: date, more: int, working: bool, form: str) -> None:
    last = first + timedelta(days=more)
    text = form.format(a=first, b=last, verb="上班" if working else "放假", name="端午节")
    assert told(text) == [(str(first), str(last), working, "端午节")]
