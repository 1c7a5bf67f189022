"""The small county for the tests of records."""

from collections.abc import Iterator

import pytest

from mingtang.foundation import clock
from tests.county import NOON, County, make_county
from tests.remembering import remember


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    remember(monkeypatch)


@pytest.fixture
def county(db: None) -> County:
    return make_county()


@pytest.fixture
def noon() -> Iterator[None]:
    """A present after everything that the small county's texts speak of."""
    with clock.at(NOON):
        yield
