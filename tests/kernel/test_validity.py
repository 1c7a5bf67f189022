"""Whether a text is in force on a day."""

from datetime import date, timedelta

import pytest

from mingtang.kernel.validity import STATES, state_on

DAY = date(2026, 3, 2)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("stored", "effective_on", "expires_on", "state"),
    [
        ("in_force", None, None, "in_force"),
        ("in_force", DAY, DAY, "in_force"),  # the first and the last day count
        ("in_force", AFTER, None, "not_yet"),
        ("in_force", None, BEFORE, "expired"),  # nobody marked it
        ("in_force", AFTER, BEFORE, "expired"),  # over before it began: over
        ("amended", None, None, "amended"),
        ("amended", AFTER, None, "not_yet"),
        ("amended", None, BEFORE, "expired"),
        ("expired", None, AFTER, "expired"),  # the mark goes before the date
        ("repealed", AFTER, None, "repealed"),
        ("repealed", None, BEFORE, "repealed"),
    ],
)
def test_marks_go_before_dates_and_dates_need_no_mark(
    stored: str, effective_on: date | None, expires_on: date | None, state: str
) -> None:
    assert state_on(stored, effective_on, expires_on, DAY) == state
    assert state in STATES
