"""One state for each matter, the worst that is true."""

from datetime import date

import pytest

from mingtang.kernel.disclosure.coverage import WORST_FIRST, Standing, State, share

SPRING, SUMMER = date(2026, 3, 31), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Standing(), State.IDLE),
        (Standing(public=True), State.COVERED),
        (Standing(discharged=True), State.COVERED),
        (Standing(discharged=True, emptied=True), State.IDLE),
        (Standing(public=True, emptied=True), State.COVERED),
        (Standing(public=True, closed_period=SUMMER, declared_period=SUMMER), State.DECLARED),
        (Standing(public=True, closed_period=SUMMER, declared_period=SPRING), State.COVERED),
        (Standing(soon=1, public=True, closed_period=SUMMER, declared_period=SUMMER), State.SOON),
        (Standing(overdue=1, soon=3, public=True), State.OVERDUE),
    ],
)
def test_the_worst_that_is_true(standing: Standing, state: State) -> None:
    assert standing.state is state


def test_states_are_listed_from_the_worst() -> None:
    assert WORST_FIRST[0] is State.OVERDUE
    assert WORST_FIRST[-1] is State.IDLE


def test_the_share_leaves_out_what_is_not_owed() -> None:
    assert share(3, 10, 4) == 0.5
    assert share(0, 4, 4) is None
