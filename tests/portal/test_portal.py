"""The public home and unit pages: only what exists, only what is public, old addresses kept."""

import html
from datetime import date

import pytest

from mingtang.foundation.organisations.actions import merge_unit, rename_unit
from mingtang.foundation.organisations.models import Leader, Unit
from mingtang.foundation.organisations.queries import SYSTEM
from tests.county import County, lead_to

pytestmark = pytest.mark.django_db


def text(county: County, url: str) -> str:
    answer = county.client().get(url)
    assert answer.status_code == 200, url
    return html.unescape(answer.content.decode())


def test_every_door_leads_somewhere(county: County) -> None:
    page = county.client().get("/")
    doors = page.context["site"]["doors"]
    assert doors
    for door in doors:
        assert county.client().get(door["url"]).status_code == 200, door["label"]


def test_the_home_is_whole_before_anything_is_published(county: County) -> None:
    assert "还没有公开的信息" in text(county, "/")


def test_the_newest_come_first_on_home_and_unit_page(county: County) -> None:
    first = lead_to(county, "feedback", title="先公开的事项的通知").record
    second = lead_to(county, "feedback", title="后公开的事项的通知").record
    lead_to(county, "feedback", "water", title="水利的事项的通知")
    for url in ("/", "/units/civil/"):
        page = text(county, url)
        assert page.index(second.title) < page.index(first.title)
    assert "水利的事项" not in text(county, "/units/civil/")


def test_a_unit_page_shows_todays_leaders_and_units_below(county: County) -> None:
    for name, until in (("现任", None), ("前任", date(2020, 1, 1))):
        Leader.objects.create(unit=county.units["town"], name=name, title="镇长", term_until=until)
    page = text(county, "/units/town/")
    assert "现任" in page
    assert "前任" not in page
    assert "前进村" in page


def test_staff_contacts_and_posts_are_not_on_the_unit_page(county: County) -> None:
    page = text(county, "/units/civil/")
    assert "某civil-drafter" not in page
    assert "civil-drafter@example.org" not in page


def test_former_names_lead_on_and_merged_units_name_their_heir(county: County) -> None:
    rename_unit(
        SYSTEM, county.units["civil"], name="明堂县民社局", short_name="民社局", slug="minshe",
        on_day=date(2026, 1, 1), basis="明编发〔2026〕3号",
    )  # fmt: skip
    answer = county.client().get("/units/civil/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/units/minshe/")
    assert "明堂县民政局" in text(county, "/units/minshe/")
    merge_unit(SYSTEM, county.units["water"], county.units["civil"], on_day=date(2026, 2, 1), basis="文")
    page = text(county, "/units/water/")
    assert "撤销" in page
    assert "/units/minshe/" in page
    assert "水利局" not in text(county, "/units/")


@pytest.mark.parametrize("slug", ["nowhere", "civil2", "CIVIL", "a" * 300])
def test_an_unknown_unit_does_not_exist(county: County, slug: str) -> None:
    answer = county.client().get(f"/units/{slug}/")
    assert answer.status_code == 404
    assert "现在可以" in answer.content.decode() or "找不到" in answer.content.decode()


def test_missing_pages_help_and_hide_the_reason(county: County) -> None:
    walk = lead_to(county, "draft")
    hidden = county.client().get(f"/records/{walk.pk}/").content.decode()
    missing = county.client().get("/records/00000000-0000-7000-8000-000000000000/").content.decode()
    assert hidden.replace(str(walk.pk), "") == missing.replace("00000000-0000-7000-8000-000000000000", "")


def test_the_policy_of_the_pages_allows_no_inline_script(county: County) -> None:
    walk = lead_to(county, "feedback")
    for url, name in (("/", ""), (f"/records/{walk.pk}/", ""), ("/desk/", "civil-drafter"),
                      (f"/desk/records/{walk.pk}/", "civil-drafter")):  # fmt: skip
        answer = county.client(name).get(url)
        policy = answer["Content-Security-Policy"]
        assert "'unsafe-inline'" not in policy
        assert "'unsafe-eval'" not in policy
        body = answer.content.decode()
        assert " onclick=" not in body
        assert " style=" not in body


def test_units_that_have_ended_are_not_offered_as_of_today(county: County) -> None:
    Unit.objects.filter(slug="village").update(ended_on=date(2020, 1, 1))
    assert "前进村" not in text(county, "/units/town/")
    assert "前进村" not in text(county, "/units/")
