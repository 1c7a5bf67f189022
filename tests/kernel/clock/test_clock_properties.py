"""What holds of the clock for all days, terms and happenings."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mingtang.kernel.clock.backward import latest_before
from mingtang.kernel.clock.days import ONE, Calendar, days_between
from mingtang.kernel.clock.model import (
    ClockRefusal,
    Extension,
    Happening,
    Pause,
    Reckoning,
    Restart,
    Span,
    StepKind,
    Term,
    TimeUnit,
)
from mingtang.kernel.clock.reckoning import LONGEST_DAYS, admit, due_day, reckon
from tests.kernel.clock.arrangements import CALENDAR
from tests.kernel.clock.inventing import (
    DAY_UNITS,
    calendars,
    days,
    happenings,
    invented,
    pauses,
    season,
    spans,
    terms,
    workday_terms,
    working,
)


def tiles(account: Reckoning, last: date) -> None:
    day = account.begun
    assert account.steps[0].first == account.steps[0].last == day
    assert account.steps[0].kind == StepKind.START
    for step in account.steps[1:]:
        assert step.first == day + ONE
        assert step.last >= step.first
        day = step.last
    assert day == last


class TestForward:
    @given(days, days, terms, calendars)
    def test_who_comes_later_is_never_due_earlier(
        self, a: date, b: date, term: Term, calendar: Calendar
    ) -> None:
        early, late = sorted((a, b))
        assert due_day(early, term.span, calendar, moves=term.moves) <= due_day(
            late, term.span, calendar, moves=term.moves
        )

    @given(season, season, st.integers(0, 60), st.booleans(), st.lists(pauses(), max_size=3), calendars)
    def test_nor_with_pauses(
        self, a: date, b: date, n: int, by_workday: bool, meanwhile: list[Pause], calendar: Calendar
    ) -> None:
        """Of days and working days; a month after the 30th may hold a day more than one after the 31st."""
        term = Term(Span(n, TimeUnit.WORKDAY if by_workday else TimeUnit.DAY), "a rule")
        early, late = sorted((a, b))
        one, other = (reckon(start, term, calendar, meanwhile).due for start in (early, late))
        assert one is not None
        assert other is not None
        assert one <= other

    @given(days, terms, st.integers(0, 30), calendars)
    def test_a_longer_term_is_never_due_earlier(
        self, start: date, term: Term, more: int, calendar: Calendar
    ) -> None:
        longer = replace(term, span=replace(term.span, n=term.span.n + more))
        short, long = (reckon(start, each, calendar).due for each in (term, longer))
        assert short is not None
        assert long is not None
        assert short <= long

    @given(days, terms, calendars)
    def test_the_short_way_and_the_account_agree(self, start: date, term: Term, calendar: Calendar) -> None:
        assert due_day(start, term.span, calendar, moves=term.moves) == reckon(start, term, calendar).due

    @given(days, st.integers(1, 90), calendars)
    def test_no_workday_is_skipped_and_none_counted_twice(
        self, start: date, n: int, calendar: Calendar
    ) -> None:
        due = due_day(start, Span(n, TimeUnit.WORKDAY), calendar)
        assert working(calendar, start, due) == n
        assert calendar.fact(due).working

    @given(days, terms, calendars)
    def test_a_term_that_moves_ends_on_a_worked_day(
        self, start: date, term: Term, calendar: Calendar
    ) -> None:
        plain = due_day(start, term.span, calendar, moves=False)
        moved = due_day(start, term.span, calendar, moves=True)
        assert calendar.fact(moved).working
        assert plain <= moved
        assert working(calendar, plain, moved) == (0 if plain == moved else 1)

    @given(days, st.integers(0, 40), st.integers(0, 40), calendars)
    def test_working_days_add_up(self, start: date, n: int, more: int, calendar: Calendar) -> None:
        half = due_day(start, Span(n, TimeUnit.WORKDAY), calendar, moves=False)
        whole = due_day(start, Span(n + more, TimeUnit.WORKDAY), calendar, moves=False)
        assert due_day(half, Span(more, TimeUnit.WORKDAY), calendar, moves=False) == whole

    @given(days, st.integers(0, 90), calendars)
    def test_months_end_on_the_same_number_or_the_last_of_the_month(
        self, start: date, n: int, calendar: Calendar
    ) -> None:
        end = due_day(start, Span(n, TimeUnit.MONTH), calendar, moves=False)
        assert (end.year - start.year) * 12 + end.month - start.month == n
        assert end.day == start.day or (end.day < start.day and (end + ONE).day == 1)

    @given(st.sampled_from(range(2000, 2100, 4)), st.integers(1, 40))
    def test_a_year_after_29_february_is_28_or_29_february(self, year: int, n: int) -> None:
        end = due_day(date(year, 2, 29), Span(n, TimeUnit.YEAR), CALENDAR, moves=False)
        leap = (year + n) % 4 == 0 and (year + n != 2100)
        assert end == date(year + n, 2, 29 if leap else 28)

    @given(st.sampled_from(DAY_UNITS), days)
    def test_too_much_is_refused_at_once(self, unit: TimeUnit, start: date) -> None:
        for ask in (
            lambda span: due_day(start, span, CALENDAR),
            lambda span: reckon(start, Term(span, "a rule"), CALENDAR),
            lambda span: latest_before(start, Term(span, "a rule"), CALENDAR),
        ):
            with pytest.raises(ValueError, match="days are more than anything takes"):
                ask(Span(LONGEST_DAYS + 1, unit))

    @given(days, st.integers(0, 10**6))
    def test_hours_are_not_counted_in_days(self, start: date, n: int) -> None:
        with pytest.raises(ValueError, match="not counted in days"):
            reckon(start, Term(Span(n, TimeUnit.HOUR), "a rule"), CALENDAR)

    @given(st.integers(max_value=-1), st.sampled_from(TimeUnit))
    def test_no_term_is_shorter_than_nothing(self, n: int, unit: TimeUnit) -> None:
        with pytest.raises(ValueError, match="a span of"):
            Span(n, unit)

    @given(days, terms, invented())
    def test_a_date_is_provisional_when_a_day_of_it_is(
        self, start: date, term: Term, calendar: Calendar
    ) -> None:
        account = reckon(start, term, calendar)
        assert account.due is not None
        passed = [calendar.fact(day) for day in days_between(start + ONE, account.due)]
        assert account.provisional == any(fact.provisional for fact in passed)


class TestHappenings:
    @given(season, terms, happenings, st.randoms(use_true_random=False), calendars)
    def test_the_order_in_which_they_are_told_is_irrelevant(
        self, start: date, term: Term, told: list[Happening], chance: random.Random, calendar: Calendar
    ) -> None:
        shuffled = list(told)
        chance.shuffle(shuffled)
        assert reckon(start, term, calendar, told) == reckon(start, term, calendar, shuffled)

    @given(season, terms, happenings, calendars)
    def test_counting_again_gives_the_same(
        self, start: date, term: Term, told: list[Happening], calendar: Calendar
    ) -> None:
        account = reckon(start, term, calendar, told)
        assert reckon(start, account.term, calendar, [*told, *told]) == account

    @given(season, terms, happenings, calendars)
    def test_the_account_adds_up(
        self, start: date, term: Term, told: list[Happening], calendar: Calendar
    ) -> None:
        account = reckon(start, term, calendar, told)
        tiles(account, account.due or account.steps[-1].last)
        owed = {TimeUnit.WORKDAY: 0, TimeUnit.DAY: 0}
        units = [term.span.unit] + ([account.extension.span.unit] if account.extension else [])
        if account.due and set(units) <= owed.keys():
            extension = account.extension.span.n if account.extension else 0
            assert account.counted == term.span.n + extension
            assert sum(step.n for step in account.steps if step.extra) == extension

    @given(season, workday_terms, happenings, calendars)
    def test_every_day_is_told_as_what_it_is(
        self, start: date, term: Term, told: list[Happening], calendar: Calendar
    ) -> None:
        told = [e for e in told if not isinstance(e, Extension) or e.span.unit == TimeUnit.WORKDAY]
        for step in reckon(start, term, calendar, told).steps:
            for day in days_between(step.first, step.last):
                if step.kind == StepKind.COUNTED:
                    assert calendar.working(day)
                elif step.kind == StepKind.REST:
                    assert not calendar.working(day)
                    assert calendar.fact(day) in step.facts

    @given(season, st.integers(1, 60), st.integers(0, 59), st.integers(0, 40), calendars)
    def test_a_pause_before_the_due_day_shifts_it_by_the_workdays_it_holds(
        self, start: date, n: int, into: int, length: int, calendar: Calendar
    ) -> None:
        plain = due_day(start, Span(n, TimeUnit.WORKDAY), calendar)
        first = start + timedelta(days=into % (plain - start).days)
        pause = Pause(first, first + timedelta(days=length), "asked")
        account = reckon(start, Term(Span(n, TimeUnit.WORKDAY), "a rule"), calendar, [pause])
        assert pause.until
        held = working(calendar, pause.first, pause.until)
        assert account.due == due_day(plain, Span(held, TimeUnit.WORKDAY), calendar, moves=False)

    @given(season, st.integers(1, 90), st.integers(0, 89), st.integers(0, 40), calendars)
    def test_a_pause_shifts_calendar_days_by_its_own_length(
        self, start: date, n: int, into: int, length: int, calendar: Calendar
    ) -> None:
        first = start + timedelta(days=into % n)
        pause = Pause(first, first + timedelta(days=length), "asked")
        term = Term(Span(n, TimeUnit.DAY), "a rule", moves=False)
        assert reckon(start, term, calendar, [pause]).due == start + timedelta(days=n + length)

    @given(season, terms, pauses(), st.integers(0, 40), st.integers(0, 40), calendars)
    def test_overlapping_pauses_count_once(
        self, start: date, term: Term, pause: Pause, a: int, b: int, calendar: Calendar
    ) -> None:
        assert pause.until
        length = (pause.until - pause.first).days
        inner, outer = sorted((min(a, length), min(b, length)))
        parts = [
            Pause(pause.first, pause.first + timedelta(days=outer), "asked"),
            Pause(pause.first + timedelta(days=inner), pause.until, "asked"),
            Pause(pause.first + timedelta(days=inner), pause.first + timedelta(days=outer), "asked"),
        ]
        whole = reckon(start, term, calendar, [pause])
        assert reckon(start, term, calendar, parts).due == whole.due
        assert reckon(start, term, calendar, [pause, *parts]).due == whole.due

    @given(season, terms, st.integers(0, 150), calendars)
    def test_nothing_counts_while_the_clock_stands(
        self, start: date, term: Term, into: int, calendar: Calendar
    ) -> None:
        first = start + timedelta(days=into)
        account = reckon(start, term, calendar, [Pause(first, None, "asked")])
        plain = reckon(start, term, calendar)
        assert plain.due
        if first >= plain.due:
            assert account.due == plain.due
            return
        assert account.due is None
        tiles(account, first)
        assert account.counted + account.left[0].n == plain.counted

    @given(season, terms, spans, st.integers(0, 150), calendars)
    def test_what_is_left_while_it_stands_holds_the_whole_extension(
        self, start: date, term: Term, more: Span, into: int, calendar: Calendar
    ) -> None:
        plain = due_day(start, term.span, calendar, moves=term.moves)
        assume(start < plain)
        first = start + timedelta(days=into % (plain - start).days)
        told: list[Happening] = [Pause(first, None, "asked"), Extension(more, start, "complicated")]
        assert reckon(start, term, calendar, told).left[1:] == (more,)

    @given(season, terms, season, pauses(), spans, calendars)
    def test_a_restart_is_a_fresh_term(
        self, start: date, term: Term, on: date, pause: Pause, more: Span, calendar: Calendar
    ) -> None:
        on = max(on, start)
        assert pause.until
        before: list[Happening] = [
            replace(pause, until=min(pause.until, on)),
            Extension(more, on - ONE, "complicated"),
            Restart(on - ONE, "again"),
        ]
        account = reckon(start, term, calendar, [*before, Restart(on, "supplement")])
        assert account.restart == Restart(on, "supplement")
        assert replace(account, restart=None) == reckon(on, term, calendar)

    @given(season, workday_terms, st.integers(1, 30), st.integers(0, 10), calendars)
    def test_an_extension_is_so_many_working_days_on_top(
        self, start: date, term: Term, more: int, decided: int, calendar: Calendar
    ) -> None:
        extension = Extension(Span(more, TimeUnit.WORKDAY), start + timedelta(days=decided), "complicated")
        base = due_day(start, term.span, calendar)
        due = reckon(start, term, calendar, [extension]).due
        assert due == due_day(base, extension.span, calendar)
        if term.span.n:
            assert due == due_day(start, Span(term.span.n + more, TimeUnit.WORKDAY), calendar)

    @given(season, terms, happenings, calendars)
    def test_a_term_that_moves_never_ends_in_a_pause(
        self, start: date, term: Term, told: list[Happening], calendar: Calendar
    ) -> None:
        account = reckon(start, term, calendar, told)
        if account.due and term.moves:
            assert calendar.working(account.due)
            assert account.steps[-1].kind != StepKind.PAUSED


class TestAdmitting:
    @given(season, terms, happenings, happenings.filter(bool), calendars)
    def test_refuses_exactly_what_it_says(
        self, start: date, term: Term, told: list[Happening], news: list[Happening], calendar: Calendar
    ) -> None:
        new = news[0]
        expected = reason_against(reckon(start, term, calendar, told), new)
        try:
            account = admit(start, term, calendar, told, new)
        except ClockRefusal as refusal:
            assert refusal.code == expected
        else:
            assert expected == ""
            assert account == reckon(start, term, calendar, [*told, new])

    @given(season, terms, st.integers(0, 150), calendars)
    def test_an_admitted_pause_takes_effect(
        self, start: date, term: Term, into: int, calendar: Calendar
    ) -> None:
        plain = reckon(start, term, calendar)
        assert plain.due
        assume(start < plain.due)
        first = start + timedelta(days=into % (plain.due - start).days)
        assert admit(start, term, calendar, [], Pause(first, None, "asked")).stopped


def reason_against(now: Reckoning, new: Happening) -> str:
    """The docstring of `admit`, told once more; the first reason in its order."""
    match new:
        case Pause():
            reasons = {
                "before_start": new.first < now.begun,
                "pause_backwards": new.until is not None and new.until < new.first,
                "pause_again": now.stopped is not None and new.until is None,
                "pause_after_due": now.due is not None and new.first >= now.due,
            }
        case Restart():
            reasons = {
                "before_start": new.on < now.begun,
                "restart_after_due": now.due is not None and new.on > now.due,
            }
        case Extension():
            reasons = {
                "before_start": new.decided_on < now.begun,
                "extension_of_nothing": new.span.n == 0,
                "extended_already": now.extension is not None,
                "extension_after_due": now.due is not None and new.decided_on > now.due,
            }
    return next((code for code, holds in reasons.items() if holds), "")


class TestBackward:
    @given(days, terms, calendars)
    def test_never_later_than_the_plain_count(self, event: date, term: Term, calendar: Calendar) -> None:
        account = latest_before(event, term, calendar)
        plain = latest_before(event, replace(term, moves=False), calendar)
        assert account.due is not None
        assert plain.due is not None
        assert account.due <= plain.due <= event
        if term.moves:
            assert calendar.fact(account.due).working

    @given(days, st.integers(1, 60), calendars)
    def test_so_many_working_days_lie_between(self, event: date, n: int, calendar: Calendar) -> None:
        due = latest_before(event, Term(Span(n, TimeUnit.WORKDAY), "a rule"), calendar).due
        assert due is not None
        assert working(calendar, due - ONE, event - ONE) == n

    @given(days, terms, calendars)
    def test_its_steps_follow_the_calendar_up_to_the_event(
        self, event: date, term: Term, calendar: Calendar
    ) -> None:
        account = latest_before(event, term, calendar)
        assert account.due is not None
        day = account.due
        for step in account.steps:
            assert step.first == day
            day = step.last + ONE
        assert day == event + ONE
        assert account.steps[-1].kind == StepKind.START
        if term.span.unit in (TimeUnit.WORKDAY, TimeUnit.DAY):
            assert account.counted == term.span.n

    @given(days, days, terms, calendars)
    def test_an_earlier_event_has_no_later_notice(
        self, a: date, b: date, term: Term, calendar: Calendar
    ) -> None:
        one, other = (latest_before(event, term, calendar).due for event in sorted((a, b)))
        assert one is not None
        assert other is not None
        assert one <= other

    @given(days, st.integers(0, 300))
    def test_begun_days_of_hours_are_whole_ones(self, event: date, n: int) -> None:
        due = latest_before(event, Term(Span(n, TimeUnit.HOUR), "a rule", moves=False), CALENDAR).due
        assert due is not None
        assert (event - due) >= timedelta(hours=n) > (event - due) - timedelta(days=1)
