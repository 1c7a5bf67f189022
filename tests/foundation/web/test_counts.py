"""What the left column counts is counted in one statement, whatever there is of it."""

from typing import Any

import pytest

from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.counts import counted
from tests.county import County, make_county


@pytest.fixture
def county(db: None) -> County:
    return make_county()


@pytest.mark.django_db
class TestCounted:
    def test_all_in_one_statement(self, county: County, django_assert_num_queries: Any) -> None:
        units, villages = Unit.objects.count(), Unit.objects.filter(slug="village").count()
        with django_assert_num_queries(1):
            found = counted(
                {
                    "units": Unit.objects.select_related("parent").order_by("path"),
                    "none of them": Unit.objects.filter(slug="nowhere"),
                    "villages": Unit.objects.filter(slug="village"),
                    "nothing can be": Unit.objects.filter(pk__in=[]),
                    "areas": Area.objects.all(),
                }
            )
        assert found == {
            "units": units,
            "none of them": 0,
            "villages": villages,
            "nothing can be": 0,
            "areas": Area.objects.count(),
        }
        assert villages == 1

    @pytest.mark.parametrize("names", [(), ("a",), ("a", "b")])
    def test_nothing_is_asked_where_nothing_can_be(
        self, names: tuple[str, ...], django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(0):
            assert counted({name: Unit.objects.none() for name in names}) == dict.fromkeys(names, 0)

    def test_the_first_may_be_the_empty_one(self, county: County) -> None:
        found = counted({"none": Unit.objects.none(), "one": Unit.objects.filter(slug="village")})
        assert found == {"none": 0, "one": 1}
