"""The one working calendar: the library's days, then notices; any moment's calendar can be had again."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings.actions import promised_day
from mingtang.foundation.workdays import actions, library, queries
from mingtang.foundation.workdays.actions import Facts
from mingtang.foundation.workdays.models import HolidayNotice, HolidayRow
from mingtang.kernel.clock.arrangements import Line
from mingtang.kernel.clock.days import Calendar, DayKind
from mingtang.kernel.clock.model import Span, TimeUnit
from mingtang.kernel.clock.reckoning import due_day
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from tests.county import SHANGHAI, County

pytestmark = pytest.mark.django_db

NATIONAL = "10月1日至7日 放假 国庆节\n9月26日 上班 国庆节"
T0 = datetime(2026, 11, 2, 9, 0, tzinfo=SHANGHAI)


def lines(text: str) -> list[Line]:
    return [Line(f"第{n}行", each) for n, each in enumerate(text.splitlines(), 1)]


def facts(year: int = 2027, title: str = "测试用的安排", *, announces_year: bool = True) -> Facts:
    return Facts(year, title, "测试", announces_year=announces_year)


@pytest.fixture
def adopt(county: County) -> Callable[..., HolidayNotice]:
    def do(
        text: str = NATIONAL, *, title: str = "测试用的安排", year: int = 2027, **more: object
    ) -> HolidayNotice:
        announces_year = bool(more.pop("announces_year", True))
        about = facts(year, title, announces_year=announces_year)
        return actions.adopt(county.authority_of("office"), about, lines(text), **more)  # type: ignore[arg-type]

    return do


class TestTheCalendar:
    def test_begins_with_the_days_of_the_library(self, db: None) -> None:
        calendar = queries.calendar()
        assert calendar.announced >= library.YEARS
        fact = calendar.fact(date(2026, 2, 14))
        assert (fact.kind, fact.name, fact.provisional) == (DayKind.MAKE_UP, "春节", False)
        assert fact.source.startswith("chinesecalendar")
        assert calendar.fact(date(2025, 10, 6)).name == "中秋节"

    def test_a_year_nobody_announced_is_counted_by_weekday_and_says_so(self, db: None) -> None:
        calendar = queries.calendar()
        assert calendar.fact(date(2099, 10, 1)).provisional
        assert calendar.working(date(2099, 10, 1))

    def test_then_come_the_notices(self, adopt: Callable[..., HolidayNotice]) -> None:
        notice = adopt()
        calendar = queries.calendar()
        fact = calendar.fact(date(2027, 10, 4))
        assert (fact.kind, fact.name, fact.source) == (DayKind.HOLIDAY, "国庆节", str(notice))
        assert calendar.working(date(2027, 9, 26))
        assert not calendar.fact(date(2027, 3, 1)).provisional
        assert due_day(date(2027, 9, 30), Span(1, TimeUnit.WORKDAY), calendar) == date(2027, 10, 8)

    def test_a_notice_for_a_few_days_settles_no_year(self, adopt: Callable[..., HolidayNotice]) -> None:
        adopt("3月8日 放假", announces_year=False)
        calendar = queries.calendar()
        assert not calendar.working(date(2027, 3, 8))
        assert calendar.fact(date(2027, 3, 9)).provisional

    def test_a_notice_stands_over_the_library(self, adopt: Callable[..., HolidayNotice]) -> None:
        adopt("2月24日 放假 春节", year=2026, announces_year=False)
        assert not queries.calendar().working(date(2026, 2, 24))

    def test_can_be_had_of_any_moment(self, county: County, adopt: Callable[..., HolidayNotice]) -> None:
        day, made_up = date(2027, 10, 1), date(2027, 9, 26)
        with clock.at(T0):
            notice = adopt()
        with clock.at(T0 + timedelta(days=10)):
            second = adopt("10月1日至5日 放假 国庆节", title="新的", replaces=notice, reason="重新发了通知")
        with clock.at(T0 + timedelta(days=20)):
            actions.withdraw(county.authority_of("office"), second, "发错了")

        def seen(days: int, seconds: int = 0) -> tuple[bool, bool, bool]:
            calendar = queries.calendar(T0 + timedelta(days=days, seconds=seconds))
            return calendar.working(day), calendar.working(made_up), 2027 in calendar.announced

        assert seen(0, -1) == (True, False, False)
        assert seen(0) == seen(10, -1) == (False, True, True)
        assert seen(10) == seen(20, -1) == (False, False, True)
        assert seen(20) == (True, False, False)
        assert queries.calendar() == queries.calendar(T0 + timedelta(days=20))
        assert HolidayRow.objects.count() == 13

    def test_is_cheap_and_never_stale(self, county: County, adopt: Callable[..., HolidayNotice]) -> None:
        adopt()
        first = queries.calendar()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert queries.calendar() is first
        assert len(asked) == 1
        notice = HolidayNotice.objects.get()
        actions.withdraw(county.authority_of("office"), notice, "发错了")
        assert queries.calendar().working(date(2027, 10, 1))
        with pytest.raises(RuntimeError), transaction.atomic():
            adopt(title="不成的")
            assert not queries.calendar().working(date(2027, 10, 1))
            raise RuntimeError
        assert queries.calendar().working(date(2027, 10, 1))

    def test_a_day_has_one_live_row(self, adopt: Callable[..., HolidayNotice]) -> None:
        notice = adopt()
        other = HolidayNotice.objects.create(year=2027, title="别的", source="测试")
        with pytest.raises(IntegrityError), transaction.atomic():
            HolidayRow.objects.create(notice=other, day=date(2027, 10, 1), working=True)
        HolidayRow.objects.filter(notice=notice).update(ended_at=clock.now())
        HolidayRow.objects.create(notice=other, day=date(2027, 10, 1), working=True)


class TestAdopting:
    def test_is_for_those_who_may_for_the_whole_county(self, county: County) -> None:
        county.staff("water", "openness_office", "water-office")
        for name in ("civil-drafter", "admin", "nobody", "water-office"):
            with pytest.raises(Forbidden, match="不能改工作日历"):
                actions.adopt(county.authority_of(name), facts(), lines(NATIONAL))
        assert not HolidayNotice.objects.exists()

    def test_an_overlap_is_refused_naming_row_day_and_notice(
        self, adopt: Callable[..., HolidayNotice]
    ) -> None:
        adopt(title="先采用的")
        with pytest.raises(Invalid) as refused:
            adopt("3月6日 上班\n10月7日 上班 国庆节", title="后来的")
        (message,) = refused.value.fields["lines"]
        assert message.startswith("第2行：2027年10月7日")
        assert "“先采用的”定为放假" in message
        assert "用新的代替" in message
        assert HolidayNotice.objects.count() == 1

    def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(
        self, adopt: Callable[..., HolidayNotice]
    ) -> None:
        with pytest.raises(Invalid) as refused:
            adopt(
                "10月1日至7日 放假\n2月30日 上班\n10月3日 上班\n2028年1月1日 放假\n3月1日 上班\n5月5日至1日 放假\n6月1日"
            )
        messages = refused.value.fields["lines"]
        assert [message.partition("：")[0] for message in messages] == [
            "第2行", "第3行", "第4行", "第5行", "第6行", "第7行",
        ]  # fmt: skip
        assert not HolidayNotice.objects.exists()
        assert not Event.objects.filter(kind__startswith="workdays.").exists()

    def test_is_an_event_that_says_what_changed(self, adopt: Callable[..., HolidayNotice]) -> None:
        notice = adopt("10月1日至3日 放假 国庆节", announces_year=False)
        event = Event.objects.get(kind="workdays.adopted")
        assert (event.subject_kind, event.subject_id) == ("holiday_notice", str(notice.pk))
        assert event.actor == notice.adopted_by
        detail = event.detail.data
        assert detail["days"] == ["2027-10-01", "2027-10-02", "2027-10-03"]
        assert (detail["first"], detail["last"]) == ("2027-10-01", "2027-10-03")

    def test_the_first_notice_of_a_year_reaches_the_whole_year(
        self, adopt: Callable[..., HolidayNotice]
    ) -> None:
        adopt()
        detail = Event.objects.get(kind="workdays.adopted").detail.data
        assert (detail["first"], detail["last"]) == ("2027-01-01", "2027-12-31")
        assert len(detail["days"]) == 8

    def test_what_the_library_says_anyway_changes_no_day(self, adopt: Callable[..., HolidayNotice]) -> None:
        adopt("10月1日至7日 放假 国庆节", year=2026)
        detail = Event.objects.get(kind="workdays.adopted").detail.data
        assert detail["days"] == []
        assert "first" not in detail


class TestEnding:
    def test_withdrawing_takes_a_reason_and_keeps_everything(
        self, county: County, adopt: Callable[..., HolidayNotice]
    ) -> None:
        notice = adopt()
        office = county.authority_of("office")
        with pytest.raises(Invalid):
            actions.withdraw(office, notice, "  ")
        with pytest.raises(Forbidden):
            actions.withdraw(county.authority_of("admin"), notice, "不要了")
        ended = actions.withdraw(office, notice, "年份填错了")
        assert (ended.ended_reason, ended.ended_by) == ("年份填错了", county.person("office"))
        assert notice.rows.filter(ended_at=ended.ended_at).count() == 8
        detail = Event.objects.get(kind="workdays.withdrawn").detail.data
        assert len(detail["days"]) == 8
        assert detail["note"] == "年份填错了"
        with pytest.raises(WrongState):
            actions.withdraw(office, notice, "再撤一次")

    def test_replacing_ends_the_old_one_and_may_set_its_days_anew(
        self, adopt: Callable[..., HolidayNotice]
    ) -> None:
        old = adopt()
        new = adopt("10月1日至8日 放假 国庆节", title="新的", replaces=old, reason="重新发了通知")
        old.refresh_from_db()
        assert old.ended_reason == "重新发了通知"
        assert new.replaces == old
        assert not queries.calendar().working(date(2027, 10, 8))
        assert not queries.calendar().working(date(2027, 9, 26))
        with pytest.raises(WrongState):
            adopt("10月1日 放假", title="再来", replaces=old, reason="又发了")

    def test_a_replacement_that_is_wrong_leaves_the_old_one_standing(
        self, adopt: Callable[..., HolidayNotice]
    ) -> None:
        old = adopt()
        with pytest.raises(Invalid):
            adopt("2月30日 放假", title="新的", replaces=old, reason="重新发了通知")
        assert HolidayNotice.objects.get().ended_at is None
        assert not queries.calendar().working(date(2027, 10, 1))


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 11, 2), date(2026, 11, 5)),  # Monday → Thursday
        (date(2026, 11, 7), date(2026, 11, 11)),  # Saturday → Wednesday
        (date(2026, 9, 30), date(2026, 10, 10)),  # National Day, then a Saturday that is worked
        (date(2026, 2, 13), date(2026, 2, 25)),  # Saturday worked, then the festival
    ],
)
def test_an_error_report_is_promised_by_this_calendar(
    db: None, settings: object, today: date, due: date
) -> None:
    with clock.at(datetime(today.year, today.month, today.day, 10, tzinfo=SHANGHAI)):
        assert promised_day() == due


def test_changed_days_are_those_that_are_something_else(db: None) -> None:
    known = Calendar.of(library.days(), library.YEARS)
    assert actions.changed_days(known, known) == []
    assert len(actions.changed_days(Calendar(), known)) > 500
