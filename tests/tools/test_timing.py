"""The limits of time in tests: work past them fails, and no machine is held to be faster than the usual one."""

import time

import pytest

from tests import timing
from tests.timing import slowness, within


def passing(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def test_work_past_the_limit_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "slowness", lambda: 1.0)
    with (
        pytest.raises(AssertionError, match=r"where at most 0\.05 are allowed"),
        within(0.05, time.monotonic),
    ):
        passing(0.06)


def test_a_machine_that_became_slow_is_given_more(monkeypatch: pytest.MonkeyPatch) -> None:
    speeds = iter([1.0, 100.0])
    monkeypatch.setattr(timing, "slowness", lambda: next(speeds))
    with within(0.05, time.monotonic):
        passing(0.06)


def test_a_fast_machine_is_not_given_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "USUAL", 1e9)
    assert slowness() == 1
