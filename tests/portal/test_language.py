"""The reader's language: chosen by a link, kept in a cookie, for the public pages alone."""

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from lxml import html

import mingtang
from mingtang.foundation.cases.registry import PROCESSES
from mingtang.foundation.web.slots import UNIT_ENTRIES
from tests.county import County, lead_to

CATALOGUE = Path(mingtang.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"

pytestmark = [pytest.mark.django_db, pytest.mark.wording]


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
    assert "Search" in page.content.decode()
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


def untranslated() -> set[str]:
    """Messages that have no English yet; those of the desk are many."""
    with CATALOGUE.open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id and not message.string}


def words_on(text: str) -> set[str]:
    page = html.document_fromstring(text)
    shown = page.xpath("//text()[not(parent::script or parent::style)] | //@content | //@placeholder")
    return {" ".join(one.split()) for one in (*shown, *page.xpath("//@aria-label | //@title | //@alt"))}


def test_public_pages_say_nothing_that_has_no_english(county: County) -> None:
    walk = lead_to(county, "feedback", is_normative=True, genre="guide", audience="everyone")
    lead_to(county, "feedback", "water", title="公示的通知", display_until=date(2099, 1, 1))
    withdrawn = lead_to(county, "feedback", title="撤下的通知").withdraw()
    client = in_english(county.client())
    lacking = untranslated()
    for url in (
        "/", "/doors/look/", "/doors/find/", "/doors/act/", "/site-map/", "/contacts/", "/units/", "/units/civil/",
        *(f"/units/civil/{entry.slug}/" for entry in UNIT_ENTRIES), "/records/", "/records/?genre=zz&page=9", "/search/", "/search/?q=x&genre=zz&page=9", "/search/?q=低保&sort=zz",
        f"/records/{walk.pk}/", f"/records/{withdrawn.pk}/", "/normative/", "/gazette/", "/reading-points/", "/columns/", "/topics/", "/catalogue/",
        "/error-reports/", f"/error-reports/new/?subject=record:{walk.pk}", *(f"/processes/{process.id}/" for process in PROCESSES), "/reading/",
        "/nowhere/", "/leaving/",
    ):  # fmt: skip
        found = words_on(client.get(url).content.decode()) & lacking
        assert not found, (url, found)
