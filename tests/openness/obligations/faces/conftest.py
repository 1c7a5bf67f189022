"""The furnished county, and a present in August."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from mingtang.foundation import clock
from tests.county import County, make_county
from tests.openness.obligations.faces.house import NOW, furnish
from tests.shared_world import standing


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker: Any) -> Iterator[County]:
    with standing(django_db_blocker), clock.at(NOW):
        county = make_county()
        furnish(county)
        yield county


@pytest.fixture
def county(furnished: County, db: None) -> Iterator[County]:
    cache.clear()
    with clock.at(NOW):
        yield furnished
