from collections.abc import Iterator

import pytest

from mingtang.foundation import clock
from tests.county import NOON, County, make_county


@pytest.fixture
def county(db: None) -> County:
    return make_county()


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Monday 2 March 2026."""
    with clock.at(NOON):
        yield
