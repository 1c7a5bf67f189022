"""The small county for the tests of the portal."""

import pytest

from tests.county import County, make_county


@pytest.fixture
def county(db: None) -> County:
    return make_county()
