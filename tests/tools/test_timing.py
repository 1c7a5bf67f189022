"""The limits of time in tests: work past them fails, and no machine is held to be faster than the usual one."""

import time

import pytest

from tests import timing
from tests.timing import Spent, slowness, timed


def passing(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def test_work_past_the_limit_is_not_within_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "slowness", lambda: 1.0)
    with timed(time.monotonic) as spent:
        passing(0.06)
    assert not spent.within(0.05)


@pytest.mark.parametrize("speeds", [(1.0, 100.0), (100.0, 1.0)])
def test_a_machine_that_was_or_became_slow_is_given_more(
    monkeypatch: pytest.MonkeyPatch, speeds: tuple[float, float]
) -> None:
    told = iter(speeds)
    monkeypatch.setattr(timing, "slowness", lambda: next(told))
    with timed(time.monotonic) as spent:
        passing(0.06)
    assert spent.within(0.05)


def test_a_fast_machine_is_not_given_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "USUAL", 1e9)
    assert slowness() == 1
    assert Spent(0.9).within(1)
    assert not Spent(1.1).within(1)
