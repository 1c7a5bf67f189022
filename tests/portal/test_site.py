"""The site-wide pages: doors, map, contacts, robots; and addresses that nobody should have sent."""

import pytest
from django.test import Client

from mingtang.foundation.web.doors import open_doors
from tests.county import County, lead_to

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/units/",
    "/contacts/",
    "/site-map/",
    "/doors/find/",
    "/records/",
    "/error-reports/",
    "/catalogue/",
)


def test_all_that_stands_behind_a_door_answers(county: County) -> None:
    client = county.client()
    assert [door.door.verb for door in open_doors()] == ["看", "查", "办", "说", "评"]
    for door in open_doors():
        for url in (door.url, *(link.url for link in door.links)):
            assert client.get(url, follow=True).status_code == 200, url
        assert client.get(f"/doors/{door.door.code}/").status_code == 200
    assert client.get("/doors/nothing/").status_code == 404


def test_one_door_stands_open_at_a_time(county: County) -> None:
    for url, verb in (
        ("/records/", "看"),
        ("/records/?genre=guide&for=persons", "办"),
        ("/records/?unit=civil", "看"),
        ("/error-reports/", "评"),
        ("/", ""),
    ):
        doors = county.client().get(url).context["site"]["doors"]
        assert "".join(str(door["label"]) for door in doors if door["current"]) == verb, url


def test_the_map_of_the_site_reaches_every_unit_and_every_door(county: County) -> None:
    text = county.client().get("/site-map/").content.decode()
    for unit in county.units.values():
        assert f'href="{unit.get_absolute_url()}"' in text
    for door in open_doors():
        for link in door.links:
            assert link.url.replace("&", "&amp;") in text


def test_robots_are_kept_from_the_desk_and_led_to_the_maps(county: County) -> None:
    answer = county.client().get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    for path in ("/desk/", "/reading/", "/*.xlsx"):
        assert f"Disallow: {path}" in lines
    assert lines[-1].startswith("Sitemap: http")


@pytest.mark.parametrize("url", PAGES)
def test_a_thousand_parameters_break_nothing(county: County, url: str) -> None:
    client = Client(raise_request_exception=False)
    many = "&".join(f"x{n}={n}" for n in range(1200))
    answer = client.get(f"{url}?{many}")
    assert answer.status_code in (200, 400)
    assert "明堂县人民政府" in answer.content.decode()
    same = "&".join(["unit=civil"] * 900)
    assert client.get(f"{url}?{same}").status_code == 200


@pytest.mark.once
@pytest.mark.parametrize("url", PAGES)
def test_public_pages_need_few_queries_whatever_they_show(
    county: County, url: str, django_assert_max_num_queries: object
) -> None:
    for n in range(3):
        lead_to(county, "feedback", title=f"第{n}件的指南", genre="guide", audience="everyone")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        county.client().get(url)


@pytest.mark.once
def test_a_record_page_needs_few_queries(county: County, django_assert_max_num_queries: object) -> None:
    for n in range(6):
        walk = lead_to(county, "feedback", title=f"关于提高低保标准的第{n}号通知")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        county.client().get(f"/records/{walk.pk}/")
