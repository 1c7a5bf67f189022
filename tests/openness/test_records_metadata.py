"""Metadata that not every record has: where it is typed, checked and shown."""

import pytest
from django.urls import reverse

from mingtang.openness.records.models import Record
from tests.county import CONTENT, County, draft, form_data, lead_to

pytestmark = pytest.mark.django_db


def test_subtitle_author_and_region_are_shown_to_the_public(county: County) -> None:
    walk = lead_to(
        county, "feedback", subtitle="——二〇二六年度", byline="县民政局调研组", region_code="990121101000"
    )
    page = county.client().get(reverse("records:record", args=[walk.pk])).content.decode()
    for text in ("——二〇二六年度", "县民政局调研组", "990121101000", '<meta name="Author"'):
        assert text in page


@pytest.mark.parametrize(
    ("typed", "kept"), [("990121101", "990121101000"), ("990121", "990121000000"), ("", "")]
)
def test_a_region_is_kept_in_twelve_digits(county: County, typed: str, kept: str) -> None:
    record = draft(county)
    data = form_data(CONTENT | {"region_code": typed}, based_on=1)
    county.client("civil-drafter").post(reverse("records_desk:edit", args=[record.pk]), data)
    head = Record.objects.get(pk=record.pk).head
    assert head is not None
    assert (head.number, head.region_code) == (2, kept)


def test_an_unreadable_region_is_refused_and_nothing_typed_is_lost(county: County) -> None:
    record = draft(county)
    data = form_data(CONTENT | {"region_code": "9901", "summary": "新写的概述"}, based_on=1)
    answer = county.client("civil-drafter").post(reverse("records_desk:edit", args=[record.pk]), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    for text in ("区划代码“9901”读不懂", "新写的概述", 'value="9901"'):
        assert text in page
    assert record.revisions.count() == 1
