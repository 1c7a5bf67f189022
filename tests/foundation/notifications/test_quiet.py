"""When a person may be disturbed: both edges, over midnight, days of rest."""

from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.notifications.quiet import Quiet
from tests.foundation.notifications.house import CHINA

NIGHT = Quiet(time(20), time(8))
REST = Quiet(time(20), time(8), rest_days=True)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of March 2024, whose first Monday is the 4th."""
    return datetime(2024, 3, day, hour, minute, second, tzinfo=CHINA)


class TestQuietHours:
    def test_both_edges(self) -> None:
        assert NIGHT.opens(at(4, 19, 59, 59)) == at(4, 19, 59, 59)
        assert NIGHT.opens(at(4, 20)) == at(5, 8)
        assert NIGHT.opens(at(5, 7, 59, 59)) == at(5, 8)
        assert NIGHT.opens(at(5, 8)) == at(5, 8)

    def test_on_both_sides_of_midnight(self) -> None:
        assert NIGHT.opens(at(4, 23, 59, 59)) == at(5, 8)
        assert NIGHT.opens(at(5, 0)) == at(5, 8)

    def test_within_one_day(self) -> None:
        noon = Quiet(time(12), time(14))
        assert noon.opens(at(4, 11, 59)) == at(4, 11, 59)
        assert noon.opens(at(4, 12)) == at(4, 14)
        assert noon.opens(at(4, 14)) == at(4, 14)

    def test_none(self) -> None:
        assert Quiet(None, None).opens(at(4, 23)) == at(4, 23)
        assert Quiet(time(8), time(8)).opens(at(4, 8)) == at(4, 8)

    def test_until_midnight(self) -> None:
        assert Quiet(time(20), time(0)).opens(at(4, 21)) == at(5, 0)


class TestDaysOfRest:
    def test_friday_evening_waits_for_monday(self) -> None:
        assert REST.opens(at(8, 20)) == at(11, 8)
        assert REST.opens(at(9, 12)) == at(11, 8)
        assert NIGHT.opens(at(9, 12)) == at(9, 12)

    def test_only_days_of_rest(self) -> None:
        assert Quiet(None, None, rest_days=True).opens(at(9, 12)) == at(11, 0)

    def test_where_rest_has_no_end_people_are_told_at_once(self) -> None:
        never = Quiet(time(20), time(8), rest_days=True, is_rest=lambda _day: True)
        assert never.opens(at(4, 9)) == at(4, 9)
        assert never.daily(at(4, 9), time(8, 30)) == at(4, 9)


class TestDaily:
    def test_today_before_the_time_tomorrow_after_it(self) -> None:
        assert REST.daily(at(4, 8, 29), time(8, 30)) == at(4, 8, 30)
        assert REST.daily(at(4, 8, 30), time(8, 30)) == at(4, 8, 30)
        assert REST.daily(at(4, 8, 30, 1), time(8, 30)) == at(5, 8, 30)

    def test_not_on_days_of_rest_and_then_at_its_time(self) -> None:
        assert REST.daily(at(8, 9), time(8, 30)) == at(11, 8, 30)
        assert NIGHT.daily(at(8, 9), time(8, 30)) == at(9, 8, 30)

    def test_a_time_in_quiet_hours_is_put_off(self) -> None:
        assert REST.daily(at(8, 9), time(21)) == at(11, 8)


CLOCKS = st.times().map(lambda t: t.replace(tzinfo=None))


@given(
    moment=st.datetimes(datetime(2024, 1, 1), datetime(2026, 1, 1)).map(lambda m: m.replace(tzinfo=CHINA)),
    start=CLOCKS,
    end=CLOCKS,
    rest_days=st.booleans(),
)
def test_what_opens_is_open_and_never_earlier(
    moment: datetime, start: time, end: time, rest_days: bool
) -> None:
    quiet = Quiet(start, end, rest_days)
    opened = quiet.opens(moment)
    assert quiet.opens(opened) == opened
    assert moment <= opened <= moment + timedelta(days=4)
    assert not (rest_days and opened.weekday() >= 5)
