"""A change of the calendar: open duties move and say why, closed ones stay, and a second time nothing moves."""

from datetime import date, timedelta

import pytest

from mingtang.foundation import clock
from mingtang.foundation.duties import actions, queries
from mingtang.foundation.duties.actions import recounting
from mingtang.foundation.duties.explaining import explain
from mingtang.foundation.duties.models import ClockEvent, Duty
from mingtang.foundation.events import outbox
from mingtang.foundation.workdays import actions as workdays
from mingtang.foundation.workdays import queries as calendars
from mingtang.foundation.workdays.models import HolidayNotice
from mingtang.kernel.clock.arrangements import Line
from mingtang.kernel.clock.days import Calendar
from tests.county import NOON, County
from tests.foundation.duties import house

D = date


def closed_on(county: County, words: str, year: int = 2026, **facts: object) -> HolidayNotice:
    """A notice of the county is adopted, and what follows from it is delivered."""
    told = workdays.Facts(year, "全县停工的通知", "明政办发〔2026〕6号", **facts)  # type: ignore[arg-type]
    with clock.at(NOON + timedelta(hours=1)):
        notice = workdays.adopt(county.authority_of("office"), told, [Line("第1行", words)])
        outbox.drain()
    return notice


def test_an_open_duty_over_the_days_moves_and_says_what_moved_and_why(county: County) -> None:
    duty = house.made(county)
    notice = closed_on(county, "3月12日至13日 放假 停工")
    duty = house.fresh(duty)
    assert duty.due_on == D(2026, 4, 1)
    told = ClockEvent.objects.get(duty=duty)
    assert (told.kind, told.due_before, told.due_after) == ("moved", house.DUE, D(2026, 4, 1))
    assert str(notice) in told.source
    account = explain(duty, queries.reckoning(duty))
    assert any("停工" in line.why and str(notice) in line.source for line in account.lines)


def test_withdrawing_the_notice_moves_it_back(county: County) -> None:
    duty = house.made(county)
    notice = closed_on(county, "3月12日至13日 放假 停工")
    with clock.at(NOON + timedelta(hours=2)):
        workdays.withdraw(county.authority_of("office"), notice, "登记错了")
        outbox.drain()
    assert house.fresh(duty).due_on == house.DUE
    assert [row.kind for row in ClockEvent.objects.filter(duty=duty)] == ["moved", "moved"]


def test_a_duty_beside_the_days_and_one_that_is_closed_stay(county: County) -> None:
    early = house.made(county, "t:early", n=5)
    done = house.made(county, "t:done", done_on=D(2026, 3, 20))
    closed_on(county, "3月12日至13日 放假 停工")
    assert house.fresh(early).due_on == D(2026, 3, 9)
    assert (house.fresh(done).due_on, house.fresh(done).outcome) == (house.DUE, "on_time")
    assert not ClockEvent.objects.exists()
    # The closed one still explains the day by the calendar of its time.
    found = queries.reckoning(house.fresh(done))
    assert found
    assert found.due == house.DUE


def test_a_second_run_moves_nothing(county: County) -> None:
    house.made(county)
    closed_on(county, "3月12日至13日 放假 停工")
    assert recounting.recount([D(2026, 3, 12), D(2026, 3, 13)], reason="再来一次") == 0
    assert ClockEvent.objects.count() == 1


def test_what_was_prolonged_is_reckoned_with_its_extension(county: County) -> None:
    duty = house.made(county)
    actions.extend(
        county.authority_of("office"), duty, n=5, time_unit="workday", day=D(2026, 3, 20), reason="批准"
    )
    closed_on(county, "3月12日至13日 放假 停工")
    assert house.fresh(duty).due_on == D(2026, 4, 9)


def test_a_date_in_a_year_not_announced_is_provisional_until_it_is(county: County) -> None:
    duty = house.made(county, start_on=D(2026, 12, 21))
    assert (duty.due_on, duty.provisional) == (D(2027, 1, 18), True)
    closed_on(county, "1月1日 放假 元旦", 2027, announces_year=True)
    duty = house.fresh(duty)
    assert (duty.due_on, duty.provisional) == (D(2027, 1, 19), False)


def test_a_year_that_an_upgrade_of_the_library_brings_settles_dates_without_a_notice(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    duty = house.made(county, start_on=D(2026, 12, 21))
    known = calendars.calendar()
    later = Calendar(known.special, known.announced | {2027})
    monkeypatch.setattr(recounting, "working_calendar", lambda: later)
    assert recounting.recount_settled() == 0
    assert Duty.objects.get(pk=duty.pk).provisional is False
    assert ClockEvent.objects.get(duty=duty).kind == "moved"
