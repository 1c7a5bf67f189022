from collections.abc import Iterator
from pathlib import Path

import pytest

from mingtang.foundation import clock
from tests.county import NOON, County, make_county


@pytest.fixture
def county(db: None, private_files: Path) -> County:
    return make_county()


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Monday 2 March 2026."""
    with clock.at(NOON):
        yield
