"""What holds of hours, of what comes round again and of the calendar itself."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.clock import cycles
from mingtang.kernel.clock.days import ONE, Calendar, days_between
from mingtang.kernel.clock.hours import Standstill, due_moment
from mingtang.kernel.clock.model import Span, day_of, end_of
from mingtang.kernel.clock.reckoning import add_months, due_day
from tests.kernel.clock.arrangements import CALENDAR
from tests.kernel.clock.inventing import calendars, days, hours_held, moments, spans, working, zones


class TestHours:
    @given(moments, st.integers(0, 500), zones)
    def test_an_hour_is_the_same_everywhere(self, start: datetime, n: int, zone: ZoneInfo) -> None:
        here = due_moment(start.astimezone(zone), n)
        assert here is not None
        assert here.astimezone(UTC) == start + timedelta(hours=n)
        assert here.tzinfo is zone

    @given(moments, st.integers(1, 500), hours_held, zones)
    def test_standstills_take_out_what_they_hold_and_overlaps_once(
        self, start: datetime, n: int, held: list[tuple[int, int]], zone: ZoneInfo
    ) -> None:
        told = [
            Standstill(
                (start + timedelta(hours=after)).astimezone(zone),
                (start + timedelta(hours=after + length)).astimezone(zone),
            )
            for after, length in held
        ]
        due = due_moment(start, n, told)
        assert due is not None
        assert running(start, due, told) == timedelta(hours=n)
        assert due == due_moment(start, n, [*reversed(told), *told])

    @given(moments, st.integers(1, 500), moments)
    def test_a_clock_that_stands_has_no_due_moment(self, start: datetime, n: int, begun: datetime) -> None:
        due = due_moment(start, n, [Standstill(begun, None)])
        assert due == (None if begun < start + timedelta(hours=n) else start + timedelta(hours=n))

    @given(moments, st.integers(0, 500), st.integers(1, 90))
    def test_a_standstill_from_the_due_moment_on_comes_too_late(
        self, start: datetime, n: int, length: int
    ) -> None:
        due = start + timedelta(hours=n)
        for ended in (due + timedelta(hours=length), None):
            assert due_moment(start, n, [Standstill(due, ended)]) == due

    @given(st.datetimes(), st.integers(0, 9), moments)
    def test_a_clock_face_alone_is_refused(self, naive: datetime, n: int, moment: datetime) -> None:
        for start, told in (
            (naive, []),
            (moment, [Standstill(naive, None)]),
            (moment, [Standstill(moment, naive)]),
        ):
            with pytest.raises(ValueError, match="without a time zone"):
                due_moment(start, n, told)

    @given(days, zones)
    def test_a_day_reaches_from_midnight_to_its_end_where_the_county_is(
        self, day: date, zone: ZoneInfo
    ) -> None:
        midnight = datetime.combine(day, time.min, tzinfo=zone)
        assert day_of(midnight, zone) == day
        assert day_of(midnight - timedelta.resolution, zone) == day - ONE
        assert day_of(end_of(day, zone), zone) == day
        assert day_of(end_of(day, zone).astimezone(UTC) + timedelta.resolution, zone) == day + ONE


def running(start: datetime, due: datetime, told: Sequence[Standstill]) -> timedelta:
    """What lies between two moments and in no standstill, counted in pieces between all moments named."""
    # In UTC, for where clocks are put back the moments of one zone are compared wrongly.
    due = due.astimezone(UTC)
    held = [(each.begun.astimezone(UTC), (each.ended or due).astimezone(UTC)) for each in told]
    ends = {start, due, *(moment for pair in held for moment in pair)}
    cuts = sorted(moment for moment in ends if start <= moment <= due)
    return sum(
        (
            later - earlier
            for earlier, later in pairwise(cuts)
            if not any(begun <= earlier and ended >= later for begun, ended in held)
        ),
        timedelta(0),
    )


class TestCycles:
    @given(st.sampled_from(cycles.CYCLES), days)
    def test_a_round_holds_its_days_and_no_others(self, cycle: str, day: date) -> None:
        period = cycles.period_of(cycle, day)
        assert period.first <= day <= period.last
        assert cycles.period_of(cycle, period.first) == cycles.period_of(cycle, period.last) == period
        assert cycles.period_of(cycle, period.last + ONE).first == period.last + ONE
        assert cycles.period_of(cycle, period.first - ONE).last == period.first - ONE

    @given(st.sampled_from(cycles.CYCLES), days, st.integers(0, 800), calendars)
    def test_rounds_tile_the_calendar(self, cycle: str, first: date, length: int, calendar: Calendar) -> None:
        last = first + timedelta(days=length)
        found = list(cycles.periods(cycle, first, last, calendar))
        assert len({period.key for period in found}) == len(found)
        if cycle == "workday":
            assert [p.first for p in found] == [d for d in days_between(first, last) if calendar.working(d)]
            return
        assert found[0].first <= first
        assert found[-1].first <= last <= found[-1].last
        for one, following in pairwise(found):
            assert following.first == one.last + ONE

    @given(st.sampled_from(cycles.CYCLES), days, st.integers(1, 31), calendars)
    def test_a_fixed_day_lies_in_its_round(
        self, cycle: str, day: date, by_day: int, calendar: Calendar
    ) -> None:
        period = cycles.period_of(cycle, day)
        assert period.first <= cycles.owed_by(period, calendar, by_day=by_day) <= period.last
        assert cycles.owed_by(period, calendar) == period.last

    @given(st.sampled_from(["year", "school_year"]), days, st.integers(1, 12), st.integers(1, 31))
    def test_a_month_of_a_year_is_its_own_number(
        self, cycle: str, day: date, month: int, by_day: int
    ) -> None:
        period = cycles.period_of(cycle, day)
        found = cycles.owed_by(period, CALENDAR, by_month=month, by_day=by_day)
        assert period.first <= found <= period.last
        assert found.month == month
        assert cycles.owed_by(period, CALENDAR, by_month=month) == cycles.date_in(period, month, 31)

    @given(days, spans, calendars)
    def test_a_span_after_the_end_counts_from_the_last_day(
        self, day: date, span: Span, calendar: Calendar
    ) -> None:
        period = cycles.period_of("quarter", day)
        assert cycles.owed_by(period, calendar, after_end=span) == due_day(period.last, span, calendar)

    @given(days, st.integers(-40, 40))
    def test_months_go_and_come_back(self, day: date, n: int) -> None:
        there = add_months(day, n)
        assert add_months(there.replace(day=1), -n) == day.replace(day=1)
        assert there.day <= day.day


class TestCalendar:
    @given(days, calendars)
    def test_the_next_and_the_last_worked_day_are_the_nearest(self, day: date, calendar: Calendar) -> None:
        after, before = calendar.next_working(day), calendar.last_working(day)
        assert before <= day <= after
        assert working(calendar, day - ONE, after) == 1
        assert working(calendar, before - ONE, day) == 1

    @given(days, days, calendars)
    def test_worked_days_between_are_counted_both_ways(self, a: date, b: date, calendar: Calendar) -> None:
        early, late = sorted((a, b))
        assert calendar.working_between(early, late) == working(calendar, early, late)
        assert calendar.working_between(late, early) == -working(calendar, early, late)

    @given(days, calendars)
    def test_a_fact_and_the_short_answer_agree(self, day: date, calendar: Calendar) -> None:
        assert calendar.fact(day).working == calendar.working(day)
