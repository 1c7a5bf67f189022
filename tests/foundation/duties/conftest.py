"""The small county on a day in March; its approver of civil may manage duties."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from mingtang.foundation import clock
from tests.county import NOON, County, make_county
from tests.foundation.duties.house import allow


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """It is 2 March 2026, a Monday."""
    with clock.at(NOON):
        yield


@pytest.fixture
def county(db: None, at_noon: None) -> County:
    cache.clear()
    made = make_county()
    allow(made, "civil-approver", "duty.manage")
    return made
