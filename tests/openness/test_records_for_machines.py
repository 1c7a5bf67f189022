"""What machines read of records: tags, JSON-LD, feeds, site maps; and counts of readings that know nobody."""

import html
import json
import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from lxml import etree
from lxml import html as lxml_html

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import UnitName
from mingtang.foundation.web.leaving import leaving_url
from mingtang.openness.records import body, visits
from mingtang.openness.records.models import Visits
from mingtang.openness.records.related import related
from tests.county import NOON, County, draft, lead_to

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOSTILE = "</script><script>alert(1)</script>\"><b>&'关于救助的通知"


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


def head(client: Client, url: str) -> Any:
    answer = client.get(url)
    assert answer.status_code == 200
    return lxml_html.fromstring(answer.content.decode())


def meta(page: Any) -> dict[str, str]:
    return {tag.get("name") or tag.get("property"): tag.get("content") for tag in page.iter("meta")}


def _busy(**_: Any) -> Any:
    raise OperationalError("database is locked")


class TestTags:
    def test_a_record_bears_the_tags_of_site_column_and_content(self, county: County) -> None:
        walk = lead_to(county, "feedback")
        found = meta(head(county.client(), f"/records/{walk.pk}/"))
        for name in (
            "SiteName",
            "SiteDomain",
            "ColumnName",
            "ColumnDescription",
            "ColumnKeywords",
            "ColumnType",
        ):
            assert found[name], name
        assert found["ArticleTitle"] == walk.record.title
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", found["PubDate"])
        assert found["ContentSource"] == "明堂县民政局"
        assert found["og:title"] == walk.record.title
        assert found["og:url"] == found["Url"]
        assert found["Url"].endswith(f"/records/{walk.pk}/")

    def test_json_ld_says_what_the_page_says(self, county: County) -> None:
        walk = lead_to(county, "feedback", is_normative=True)
        page = head(county.client(), f"/records/{walk.pk}/")
        said = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
        assert said["@type"] == "Legislation"
        assert said["name"] == walk.record.title
        assert said["identifier"] == [walk.record.index_no, "明民发〔2026〕12号"]
        assert said["publisher"]["name"] == walk.record.unit.name
        assert said["url"] == page.xpath("//link[@rel='canonical']")[0].get("href")

    def test_no_title_breaks_out_of_the_tags_or_the_json(self, county: County) -> None:
        walk = lead_to(county, "feedback", title=HOSTILE, summary=HOSTILE, issuer=HOSTILE)
        page = head(county.client(), f"/records/{walk.pk}/")
        (data,) = page.xpath("//script[@type='application/ld+json']")
        assert json.loads(data.text)["headline"] == HOSTILE
        assert meta(page)["ArticleTitle"] == HOSTILE
        assert not page.xpath("//script[contains(., 'alert')][not(@type)]")


class TestFeeds:
    def entries(self, client: Client, url: str) -> list[str]:
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(answer.content)
        assert feed.tag == f"{ATOM}feed"
        for part in (feed, *feed.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert part.findtext(f"{ATOM}{name}"), name
        for entry in feed.iter(f"{ATOM}entry"):
            assert entry.find(f"{ATOM}author") is not None
            assert (entry.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        return [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]

    def test_unit_area_theme_and_search_have_their_own_feed(self, county: County) -> None:
        lead_to(county, "feedback", title="民政的通知")
        lead_to(county, "feedback", "water", title="水利的通知", theme="06.03", genre="notice")
        client = county.client()
        assert set(self.entries(client, "/records/feed/")) == {"民政的通知", "水利的通知"}
        for query in ("unit=water", "theme=06", "genre=notice", "q=水利"):
            assert self.entries(client, f"/records/feed/?{query}") == ["水利的通知"], query
        for query in ("unit=nowhere", "area=nowhere"):
            assert self.entries(client, f"/records/feed/?{query}") == [], query

    def test_a_list_names_its_feed_with_its_filters(self, county: County) -> None:
        lead_to(county, "feedback")
        page = head(county.client(), "/records/?unit=civil&page=1")
        (link,) = page.xpath("//link[@rel='alternate']")
        assert link.get("href") == "/records/feed/?unit=civil"
        assert self.entries(county.client(), link.get("href"))

    def test_a_correction_moves_the_entry_to_its_day_and_keeps_its_name(self, county: County) -> None:
        walk = lead_to(county, "published")
        first = ElementTree.fromstring(county.client().get("/records/feed/").content)
        with clock.at(NOON + timedelta(days=3)):
            walk.correct()
            walk.save(title="更正后的通知", public_note="标题误写，已更正。")
            walk.to("feedback")
            later = ElementTree.fromstring(county.client().get("/records/feed/").content)
        assert later.findtext(f".//{ATOM}entry/{ATOM}title") == "更正后的通知"
        for name, same in (("id", True), ("published", True), ("updated", False)):
            path = f".//{ATOM}entry/{ATOM}{name}"
            assert (first.findtext(path) == later.findtext(path)) is same, name

    def test_control_characters_do_not_break_the_feed(self, county: County) -> None:
        lead_to(county, "feedback", title="响铃\x07的通知", summary="一\x0b二")
        assert self.entries(county.client(), "/records/feed/") == ["响铃 的通知"]

    def test_a_cache_that_keeps_a_feed_has_one_text_for_readers_of_every_language(
        self, county: County
    ) -> None:
        lead_to(county, "feedback")
        english = county.client()
        english.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        for url in ("/records/feed/?theme=01&genre=announcement", "/records/feed/?unit=civil"):
            assert english.get(url).content == county.client().get(url).content, url


class TestSiteMaps:
    def test_the_index_leads_to_maps_and_these_to_pages_that_answer(self, county: County) -> None:
        walk = lead_to(county, "feedback")
        client = county.client()
        index = ElementTree.fromstring(client.get("/sitemap.xml").content)
        assert index.tag == f"{MAP}sitemapindex"
        seen = []
        for place in index.iter(f"{MAP}loc"):
            path = (place.text or "").split("testserver", 1)[-1]
            part = ElementTree.fromstring(client.get(path).content)
            assert part.tag == f"{MAP}urlset", path
            seen += [(loc.text or "") for loc in part.iter(f"{MAP}loc")]
        assert len(seen) == len(set(seen))
        for path in (f"/records/{walk.pk}/", "/columns/", "/topics/", "/doors/look/"):
            assert any(url.endswith(path) for url in seen), path
        for url in seen:
            path = "/" + url.split("/", 3)[3]
            assert client.get(path).status_code == 200, path

    def test_a_correction_changes_the_day_in_the_map(self, county: County) -> None:
        walk = lead_to(county, "published")
        with clock.at(NOON + timedelta(days=3)):
            walk.correct()
            walk.save(title="更正后的通知", public_note="标题误写，已更正。")
            walk.to("feedback")
            found = ElementTree.fromstring(county.client().get("/sitemap-records.xml").content)
        assert found.findtext(f".//{MAP}lastmod") == (NOON + timedelta(days=3)).date().isoformat()

    def test_pages_of_a_map_beyond_the_last_do_not_exist(self, county: County) -> None:
        for query in ("p=2", "p=0", "p=x"):
            assert county.client().get(f"/sitemap-records.xml?{query}").status_code == 404
        assert county.client().get("/sitemap-nothing.xml").status_code == 404

    @pytest.mark.once
    def test_the_query_count_does_not_grow_with_the_records(
        self, county: County, django_assert_max_num_queries: Any
    ) -> None:
        for n in range(4):
            lead_to(county, "feedback", title=f"第{n}件的通知")
        for url in ("/sitemap-records.xml", "/records/feed/"):
            with django_assert_max_num_queries(8):
                county.client().get(url)


class TestReadings:
    BROWSER = "Mozilla/5.0 (Linux; Android 14) Mobile"

    def read(self, county: County, url: str, agent: str = BROWSER, name: str = "") -> None:
        county.client(name).get(url, headers={"User-Agent": agent})

    def test_people_count_machines_and_staff_do_not(self, county: County) -> None:
        walk = lead_to(county, "feedback")
        url = f"/records/{walk.pk}/"
        self.read(county, url)
        self.read(county, url)
        self.read(county, url, "Baiduspider/2.0")
        self.read(county, url, "")
        self.read(county, url, name="civil-drafter")
        county.client().head(url, headers={"User-Agent": self.BROWSER})
        visits.flush()
        assert visits.of(walk.record) == 2
        assert "浏览 2 次" in county.client().get(url).content.decode()

    def test_nothing_about_the_reader_is_kept(self, county: County) -> None:
        walk = lead_to(county, "feedback")
        client = county.client()
        answer = client.get(f"/records/{walk.pk}/", headers={"User-Agent": self.BROWSER})
        visits.flush()
        assert not answer.cookies
        assert {field.name for field in Visits._meta.get_fields()} == {"id", "record", "day", "number"}

    def test_counts_of_a_day_are_summed_up(self, county: County) -> None:
        walk = lead_to(county, "feedback")
        for _time in range(2):
            self.read(county, f"/records/{walk.pk}/")
            visits.flush()
        assert [row.number for row in Visits.objects.all()] == [2]

    def test_a_busy_database_costs_no_reader_the_page_and_no_reading(
        self, county: County, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        walk = lead_to(county, "feedback")
        visits.flush()
        monkeypatch.setattr(visits, "LONGEST_WAIT", -1.0)
        with monkeypatch.context() as busy:
            busy.setattr(Visits.objects, "get_or_create", _busy)
            answer = county.client().get(f"/records/{walk.pk}/", headers={"User-Agent": self.BROWSER})
            assert answer.status_code == 200
        visits.flush()
        assert visits.of(walk.record) == 1


class TestRelated:
    def test_the_like_come_first_and_the_unlike_not_at_all(self, county: County) -> None:
        mine = lead_to(county, "feedback", title="关于提高2026年城乡低保标准的通知", keywords="低保")
        like = lead_to(county, "feedback", title="关于提高2025年城乡低保标准的通知", keywords="低保")
        lead_to(county, "feedback", title="关于清明祭扫的通告", keywords="殡葬")
        lead_to(county, "draft", title="关于提高2027年城乡低保标准的通知", keywords="低保")
        record = mine.record
        assert record.live is not None
        assert [other.pk for other in related(record, record.live)] == [like.pk]


def test_links_out_of_government_sites_go_by_the_page_that_says_so(county: County) -> None:
    text = (
        '<p><a href="https://example.com/a?b=1&amp;c=2">外面</a> <a href="https://www.example.gov.cn/x">别的政府</a>'
        ' <a href="/records/">里面</a></p>'
    )
    walk = lead_to(county, "feedback", body=text)
    page = head(county.client(), f"/records/{walk.pk}/")
    out, government, own = (
        page.xpath(f"//a[.='{words}']")[0].get("href") for words in ("外面", "别的政府", "里面")
    )
    assert government == "https://www.example.gov.cn/x"
    assert own == "/records/"
    assert out.startswith("/leaving/?to=")
    answer = county.client().get(out)
    assert answer.status_code == 200
    assert 'href="https://example.com/a?b=1&amp;c=2"' in answer.content.decode()
    forged = county.client().get("/leaving/?to=https://evil.example/")
    assert forged.status_code == 400
    assert '="https://evil.example' not in html.unescape(forged.content.decode())


@pytest.mark.parametrize("address", [
    "HTTPS://evil.example/", " https://evil.example/", "//evil.example/", r"/\evil.example/", r"\\evil.example/",
    r"http:\\evil.example/", "http:///evil.example/", "https:evil.example/", r"https://evil.example\.gov.cn/",
])  # fmt: skip
def test_an_address_is_taken_as_browsers_take_it(county: County, address: str) -> None:
    away = leaving_url(address)
    assert away.startswith("/leaving/?to="), address
    page = county.client().get(away).content.decode()
    assert "<b>evil.example</b>" in page
    assert (
        body.framed(body.clean(f'<p><a title="&gt;" href="{address}">x</a></p>')).count("/leaving/?to=") == 1
    )


def test_addresses_of_government_sites_and_of_no_site_stay_as_they_are() -> None:
    for address in (
        "HTTPS://WWW.GOV.CN/",
        "http://gov.cn/",
        "/x?to=//y",
        "#a",
        "mailto:a@b.cn",
        "tel:12345",
        "http://[x",
    ):
        assert leaving_url(address) == address


def test_guides_are_found_by_whom_they_serve(county: County) -> None:
    lead_to(county, "feedback", title="低保申请指南", genre="guide", audience="natural_person")
    lead_to(county, "feedback", title="企业开办指南", genre="guide", audience="enterprise")
    home = county.client().get("/").content.decode()
    for title in ("低保申请指南", "企业开办指南"):
        assert home.count(title) == 3, "in its own block, among the common ones and as new"
    persons = county.client().get("/records/?genre=guide&for=persons")
    assert [row.title for row in persons.context["rows"]] == ["低保申请指南"]
    assert "去掉条件：" in persons.content.decode()
    organisations = county.client().get("/records/?genre=guide&for=organisations")
    assert [row.title for row in organisations.context["rows"]] == ["企业开办指南"]


def test_unknown_filters_are_named_and_the_list_still_helps(county: County) -> None:
    lead_to(county, "feedback")
    answer = county.client().get("/records/?genre=<script>&theme=zz&year=abc")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "没有“zz、&lt;script&gt;、abc”这样的筛选条件" in text


def test_who_looks_for_large_print_is_led_to_the_reading_settings(county: County) -> None:
    assert 'href="/reading/">打开阅读设置' in county.client().get("/search/?q=关爱版").content.decode()
    assert "打开阅读设置" not in county.client().get("/search/?q=低保").content.decode()


def test_pages_beyond_the_end_are_no_pages_but_help(county: County) -> None:
    lead_to(county, "feedback")
    answer = county.client().get("/records/?page=99")
    assert answer.status_code == 404
    assert "没有第 99 页，一共 1 页" in answer.content.decode()


def test_the_qr_code_is_a_picture_of_the_permanent_address(county: County) -> None:
    walk = lead_to(county, "feedback")
    answer = county.client().get(f"/records/{walk.pk}/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert etree.fromstring(answer.content).tag.endswith("svg")
    hidden = draft(county)
    assert county.client().get(f"/records/{hidden.pk}/qr.svg").status_code == 404
    walk.withdraw()
    assert county.client().get(f"/records/{walk.pk}/qr.svg").status_code == 410


def test_what_was_chosen_besides_the_audience_can_be_taken_away(county: County) -> None:
    lead_to(county, "feedback", area="assistance", audience="everyone")
    answer = county.client().get(
        "/records/?for=persons&unit=civil&area=assistance&theme=01&genre=announcement&year=2026"
    )
    assert answer.context["page"].total == 1
    chosen = [
        (group.label, item.selected, item.count) for group in answer.context["groups"] for item in group.items
    ]
    assert chosen == [(label, True, 1) for label in ("服务对象", "主题", "领域", "体裁", "年度", "单位")]


def test_the_address_of_a_former_name_of_a_unit_chooses_the_unit(county: County) -> None:
    lead_to(county, "feedback")
    UnitName.objects.create(
        unit=county.units["civil"], name="旧民政局", short_name="旧", slug="old-civil", until_day=NOON.date()
    )
    answer = county.client().get("/records/?unit=old-civil")
    chips = [item for group in answer.context["groups"] for item in group.items if item.selected]
    assert [chip.label for chip in chips] == ["民政局"]
    assert answer.context["feed_url"] == "/records/feed/?unit=civil"
