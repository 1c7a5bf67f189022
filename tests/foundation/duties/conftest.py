"""The small county on a day in March, with the grants on duties that its people usually have."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from mingtang.foundation import clock
from tests.county import NOON, County, make_county
from tests.foundation.duties.house import allow


@pytest.fixture
def at_noon() -> Iterator[None]:
    """It is 2 March 2026, a Monday."""
    with clock.at(NOON):
        yield


@pytest.fixture
def county(db: None, at_noon: None) -> County:
    cache.clear()
    made = make_county()
    for unit in ("civil", "water", "town"):
        allow(made, f"{unit}-drafter", "duty.view")
    allow(made, "supervisor", "duty.view")
    allow(made, "office", "duty.view", "duty.manage")
    allow(made, "civil-approver", "duty.view", "duty.manage")
    return made
