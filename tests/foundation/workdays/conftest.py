"""A county with its openness office, for the tests of the working calendar."""

import pytest

from tests.county import County, make_county


@pytest.fixture
def county(db: None) -> County:
    return make_county()
