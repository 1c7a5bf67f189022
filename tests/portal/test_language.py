"""The reader's language: chosen by a link, kept in a cookie, for the public pages alone."""

import re

import pytest
from django.test import Client

from tests.county import County, lead_to

pytestmark = pytest.mark.django_db


def in_english(client: Client) -> Client:
    client.get("/language/en/")
    return client


def test_a_link_changes_the_language_and_comes_back_to_the_page(county: County) -> None:
    client = county.client()
    assert 'lang="zh-hans"' in client.get("/records/").content.decode()
    answer = client.get("/language/en/?next=/records/?year=2026")
    assert (answer.status_code, answer["Location"]) == (302, "/records/?year=2026")
    page = client.get("/records/")
    assert '<html lang="en"' in page.content.decode()
    assert "Cookie" in page["Vary"]
    assert "简体中文" in page.content.decode()
    client.get("/language/zh-hans/")
    assert '<html lang="zh-hans"' in client.get("/records/").content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_it_leads_nowhere_else(county: County, target: str) -> None:
    assert county.client().get("/language/en/", {"next": target})["Location"] == "/"


def test_unknown_languages_do_not_exist_and_unknown_cookies_mean_chinese(county: County) -> None:
    client = county.client()
    assert client.get("/language/xx/").status_code == 404
    client.cookies["django_language"] = "../../en"
    assert '<html lang="zh-hans"' in client.get("/").content.decode()


def test_what_the_browser_prefers_changes_nothing(county: County) -> None:
    page = county.client().get("/", headers={"accept-language": "en"})
    assert '<html lang="zh-hans"' in page.content.decode()


def test_the_desk_is_chinese(county: County) -> None:
    client = in_english(county.client("civil-drafter"))
    assert '<html lang="zh-hans"' in client.get("/desk/").content.decode()


def test_the_tags_of_the_rule_keep_their_prescribed_words(county: County) -> None:
    walk = lead_to(county, "feedback")
    client = in_english(county.client())
    for url in ("/", "/records/", f"/records/{walk.pk}/", "/units/", "/error-reports/"):
        text = client.get(url).content.decode()
        found = re.search(r'name="ColumnType" content="([^"]*)"', text)
        assert found, url
        assert re.fullmatch(r"[\u4e00-\u9fff]+", found[1]), url
