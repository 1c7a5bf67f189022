"""A prepared query gives what the query itself would give, each time anew."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, DateField, UUIDField
from django.test.utils import CaptureQueriesContext

from mingtang.foundation.organisations.models import Post, PostHolding, Unit
from mingtang.foundation.prepared import _KEPT, Prepared, asked_once
from mingtang.openness.records.models import Record
from tests.county import LONG_AGO, County, draft, make_county

pytestmark = pytest.mark.django_db

POSTS = Prepared(
    lambda unit: Post.objects.filter(unit=unit).select_related("unit", "deputy_of__unit").order_by("pk"),
    unit=BigIntegerField(),
)
SINCE = Prepared(
    lambda day, active: (
        PostHolding.objects.filter(from_day__gte=day, person__is_active=active)
        .order_by("pk")
        .values_list("from_day", "person__username")
    ),
    day=DateField(),
    active=BooleanField(),
)
RECORDS = Prepared(lambda pk: Record.objects.filter(pk=pk).select_related("head", "area"), pk=UUIDField())
NAMES = Prepared(lambda: Unit.objects.order_by("path").values_list("name", flat=True))


@pytest.fixture
def county(db: None) -> County:
    return make_county()


def test_instances_come_with_what_is_selected_beside_them(
    county: County, django_assert_num_queries: Any
) -> None:
    for slug in ("civil", "water", "civil"):
        unit = county.units[slug]
        with django_assert_num_queries(1):
            found = POSTS.rows(unit=unit.pk)
            assert {post.unit.name for post in found} == {unit.name}
            assert [post.deputy_of and post.deputy_of.unit.name for post in found].count(unit.name) == 1
        assert found == list(Post.objects.filter(unit=unit).order_by("pk"))
    assert POSTS.rows(unit=0) == []


def test_values_are_told_and_read_as_their_fields_have_them(county: County) -> None:
    rows = SINCE.rows(day=LONG_AGO, active=True)
    assert rows == list(PostHolding.objects.order_by("pk").values_list("from_day", "person__username"))
    assert type(rows[0][0]) is date
    assert SINCE.rows(day=LONG_AGO + timedelta(days=1), active=True) == []
    assert SINCE.rows(day=LONG_AGO, active=False) == []
    record = draft(county)
    found = RECORDS.rows(pk=record.pk)
    assert [(row.pk, row.head.title, row.area) for row in found] == [(record.pk, record.head.title, None)]  # type: ignore[union-attr]


def test_what_was_changed_meanwhile_is_read(county: County) -> None:
    before = NAMES.rows()
    Unit.objects.filter(slug="water").update(name="水务局")
    assert NAMES.rows() == [name if "水利" not in name else "水务局" for name in before]
    assert NAMES.rows() == list(Unit.objects.order_by("path").values_list("name", flat=True))


def test_text_that_looks_like_sql_is_only_text(county: County) -> None:
    from django.db.models import CharField

    by_slug = Prepared(lambda slug: Unit.objects.filter(slug=slug).values_list("slug"), slug=CharField())
    assert by_slug.rows(slug="civil") == [("civil",)]
    for odd in ("civil' OR '1'='1", "%s", 'civil"; --', ""):
        assert by_slug.rows(slug=odd) == []


def test_it_asks_the_same_as_the_query_itself(county: County) -> None:
    POSTS.rows(unit=1)
    with CaptureQueriesContext(connection) as asked:
        POSTS.rows(unit=7)
        list(Post.objects.filter(unit=7).select_related("unit", "deputy_of__unit").order_by("pk"))
    assert asked[0]["sql"] == asked[1]["sql"]


def test_other_names_than_those_of_the_query_are_refused(county: County) -> None:
    for told in ({}, {"unit": 1, "day": LONG_AGO}, {"units": 1}):
        with pytest.raises(TypeError, match="instead of"):
            POSTS.rows(**told)


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_at_once_each_get_their_own(county: County) -> None:
    wanted = {unit.pk: unit.name for unit in Unit.objects.all()}
    one = Prepared(lambda pk: Unit.objects.filter(pk=pk).values_list("name", flat=True), pk=BigIntegerField())

    def ask(_n: int) -> bool:
        try:
            return all(one.rows(pk=pk) == [name] for _time in range(20) for pk, name in wanted.items())
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(ask, range(4)))


def test_within_asked_once_each_query_is_asked_once_for_the_same_values(
    county: County, django_assert_num_queries: Any
) -> None:
    civil, water = county.units["civil"].pk, county.units["water"].pk
    with django_assert_num_queries(3), asked_once():
        first = POSTS.rows(unit=civil)
        assert POSTS.rows(unit=civil) == first
        assert POSTS.rows(unit=water) != first
        assert NAMES.rows() == NAMES.rows()
    with django_assert_num_queries(2):
        assert NAMES.rows() == NAMES.rows()


def test_another_thread_keeps_nothing_of_what_one_asks_once(county: County) -> None:
    with asked_once(), ThreadPoolExecutor(1) as other:
        NAMES.rows()
        assert other.submit(_KEPT.get).result() is None
