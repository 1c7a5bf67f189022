"""Lateness, old texts as new ones, bursts before inspections: worked examples and the edges of each threshold."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.clock.days import Calendar
from mingtang.kernel.disclosure.honest_dates import (
    InspectionDay,
    Publication,
    Thresholds,
    bursts,
    distribution,
    late_by,
    middle,
    old_as_new,
    thresholds,
)

PLAIN = Calendar()
LIMITS = Thresholds()
MONDAY = date(2026, 6, 8)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
KEYS = iter(range(10**9))


def out(day: date, n: int = 1, *, late: bool = True) -> Iterator[Publication]:
    for _n in range(n):
        yield Publication(next(KEYS), day, late=late)


def test_lateness_is_counted_in_working_days() -> None:
    friday, monday = date(2026, 6, 5), date(2026, 6, 8)
    assert late_by(friday, monday, PLAIN) == 1
    assert late_by(friday, friday, PLAIN) == 0
    assert late_by(monday, friday, PLAIN) == 0


def test_groups_of_lateness_hold_their_upper_end() -> None:
    assert distribution([0, 1, 5, 6, 20, 21, 60, 61]) == [1, 2, 2, 2, 1]
    assert distribution([]) == [0, 0, 0, 0, 0]
    assert middle([4, 1, 9]) == 4
    assert middle([]) is None


@pytest.mark.parametrize(
    ("formed", "printed", "loaded", "told"),
    [
        (MONDAY - timedelta(365), None, False, False),
        (MONDAY - timedelta(366), None, False, True),
        # One of the two dates was made to look fresh.
        (MONDAY, MONDAY - timedelta(400), False, True),
        (MONDAY - timedelta(400), MONDAY - timedelta(400), True, False),
        (None, None, False, False),
    ],
)
def test_an_old_text_as_a_new_one(
    formed: date | None, printed: date | None, loaded: bool, told: bool
) -> None:
    one = Publication("a", MONDAY, formed, printed, old_holding=loaded)
    assert old_as_new([one], LIMITS) == ([one] if told else [])


def test_many_late_ones_at_once_are_a_burst() -> None:
    calm = [p for n in range(1, 9) for p in out(MONDAY - timedelta(weeks=3 * n), late=False)]
    rush = [*out(MONDAY, 6), *out(MONDAY + timedelta(2), 6)]
    (found,) = bursts([*calm, *rush], *YEAR, PLAIN, LIMITS)
    assert (found.first, found.last, found.number, found.late) == (MONDAY, MONDAY + timedelta(2), 12, 12)
    assert found.usual == pytest.approx(3 * 8 / 129, abs=0.01)
    assert found.inspection is None


def test_no_burst_where_one_of_the_marks_is_missing() -> None:
    assert not bursts(out(MONDAY, 9), *YEAR, PLAIN, LIMITS), "too few"
    assert not bursts([*out(MONDAY, 4), *out(MONDAY, 6, late=False)], *YEAR, PLAIN, LIMITS), "mostly in time"
    usual = [p for n in range(1, 180) for p in out(MONDAY - timedelta(n), 3)]
    assert not bursts([*usual, *out(MONDAY, 12)], MONDAY, MONDAY, PLAIN, LIMITS), "no more than usual"
    assert not bursts(out(MONDAY - timedelta(1), 12), MONDAY, YEAR[1], PLAIN, LIMITS), "before the period"


def test_half_late_and_just_enough_is_one() -> None:
    assert bursts([*out(MONDAY, 5), *out(MONDAY, 5, late=False)], *YEAR, PLAIN, LIMITS)


@pytest.mark.parametrize(("days", "shown"), [(0, True), (15, True), (16, False), (-1, False)])
def test_an_inspection_soon_after_is_told(days: int, shown: bool) -> None:
    visit = InspectionDay("第三方评估", MONDAY + timedelta(days))
    (found,) = bursts(out(MONDAY, 12), *YEAR, PLAIN, LIMITS, [visit])
    assert (found.inspection == visit) is shown


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=120))
def test_bursts_never_overlap_and_hold_only_what_was_given(rows: list[tuple[int, bool]]) -> None:
    given_ones = [Publication(n, MONDAY + timedelta(day), late=late) for n, (day, late) in enumerate(rows)]
    found = bursts(given_ones, *YEAR, PLAIN, LIMITS)
    for one, after in pairwise(found):
        assert one.last < after.first
    for one in found:
        assert one.number >= LIMITS.burst_least
        assert (one.last - one.first).days < LIMITS.burst_days
        assert set(one.found) <= set(given_ones)


def test_thresholds_have_a_day_from_which_they_hold() -> None:
    assert thresholds(MONDAY) == LIMITS
    with pytest.raises(LookupError):
        thresholds(date(2019, 1, 1))
