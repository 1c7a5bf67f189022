"""The small county for the tests of the portal."""

import pytest

from tests.county import County, make_county
from tests.remembering import remember


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    remember(monkeypatch)


@pytest.fixture
def county(db: None) -> County:
    return make_county()
