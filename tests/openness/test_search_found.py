"""What people type finds what they mean."""

from typing import Any
from urllib.parse import quote

import pytest

from mingtang.foundation import clock
from tests.county import NOON, County, lead_to
from tests.openness.search_house import IN_FILE, QUERIES, TITLE, Indexed, found, secret

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


class TestFinding:
    def test_everything_of_a_record_finds_it(self, county: County, indexed: Indexed) -> None:
        secret(county, "feedback")
        indexed()
        for query in (*QUERIES, "民政局"):
            assert TITLE in found(county.client(), query), query
        page = county.client().get(f"/search/?q={IN_FILE}").content.decode()
        assert f"<mark>{IN_FILE}</mark>" in page
        assert "第1页" in page

    def test_an_index_number_is_first(self, county: County, indexed: Indexed) -> None:
        walk = lead_to(county, "feedback", title="有索引号的通知")
        number = str(walk.record.index_no)
        lead_to(county, "feedback", title=f"说到{number}的通知")
        indexed()
        spread = number.replace("/", " / ").replace("-", "－")
        for query in (number, spread):
            assert found(county.client(), query)[0] == "有索引号的通知", query

    def test_synonyms_find_each_other(self, county: County, indexed: Indexed) -> None:
        lead_to(
            county,
            "feedback",
            title="关于最低生活保障对象的公告",
            body="<p>名单见附件。</p>",
            summary="",
            keywords="",
        )
        indexed()
        assert found(county.client(), "低保 公告") == ["关于最低生活保障对象的公告"]

    def test_a_repealed_text_is_marked_and_last(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "feedback", title="低保办法", is_normative=True, validity="repealed")
        lead_to(county, "feedback", title="说到低保办法的通知", is_normative=True)
        indexed()
        assert found(county.client(), "低保办法") == ["说到低保办法的通知", "低保办法"]
        assert "已废止" in county.client().get("/search/?q=低保办法").content.decode()

    def test_a_unit_is_found_by_the_names_it_bore(self, county: County, indexed: Indexed) -> None:
        from mingtang.foundation.organisations.models import UnitName

        lead_to(county, "feedback")
        UnitName.objects.create(
            unit=county.units["civil"], name="明堂县救济局", short_name="救济局", slug="old"
        )
        indexed()
        answer = county.client().get("/search/?q=救济局&kind=unit")
        assert [line.hit.url for line in answer.context["page"]] == ["/units/civil/"]

    def test_unit_area_and_column_bound_a_search(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "feedback", title="民政的低保", area="assistance")
        lead_to(county, "feedback", "water", title="水利的低保")
        indexed()
        client = county.client()
        assert found(client, "低保", unit="civil", kind="record") == ["民政的低保"]
        assert found(client, "低保", area="assistance", kind="record") == ["民政的低保"]
        assert found(client, "低保", unit="nowhere") == []
        assert found(client, "低保", column="nowhere") == []
        assert found(client, "低保", unit="county", kind="record") == [], "what is the county's own"

    def test_what_a_filter_counts_is_what_choosing_it_finds(self, county: County, indexed: Indexed) -> None:
        for unit in ("civil", "water"):
            lead_to(county, "feedback", unit, title="低保的通知", area="assistance")
        indexed()
        ask = county.client().get
        facets = ask("/api/search?q=明堂县").json()["facets"]
        assert {"unit", "kind"} <= set(facets)
        for facet, values in facets.items():
            for value in values:
                chosen = ask(f"/api/search?q=明堂县&{facet}={value['code']}").json()
                assert chosen["total"] == value["count"], (facet, value)

    def test_filters_that_are_not_known_or_given_twice_are_told(
        self, county: County, indexed: Indexed
    ) -> None:
        lead_to(county, "feedback", title="低保的通知")
        indexed()
        client = county.client()
        address = "q=低保&genre=nonsense&year=2025&year=2026"
        for text in (
            client.get(f"/search/?{address}").content.decode(),
            str(client.get(f"/api/search?{address}").json()["notes"]),
        ):
            assert "没有“nonsense”这样的筛选条件" in text
        page = client.get("/search/?q=低保" + "".join(f"&year={2000 + n % 20}" for n in range(200)))
        assert "每种筛选条件只能选一个" in page.content.decode()

    def test_the_api_knows_for_whom(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "feedback", title="低保的通知")
        indexed()
        assert county.client().get("/api/search?q=低保").json()["total"] > 0
        assert county.client().get("/api/search?q=低保&for=nobody").json()["total"] == 0

    def test_a_number_that_is_not_there_is_told_only_where_everything_was_looked_through(
        self, county: County, indexed: Indexed
    ) -> None:
        indexed()
        number = "明民发〔2026〕99号"
        assert f"没有文号“{number}”" in county.client().get(f"/search/?q={number}").content.decode()
        bounded = county.client().get(f"/search/?q={number}&unit=civil").content.decode()
        assert f"没有文号“{number}”" not in bounded

    def test_the_old_address_of_a_list_with_words_leads_to_the_search(self, county: County) -> None:
        answer = county.client().get("/records/?q=低保&unit=civil&in=files")
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"/search/?kind=record&q={quote('低保')}&unit=civil",
        )

    def test_without_an_index_titles_are_found_and_the_page_says_so(
        self, county: County, settings: Any, tmp_path: Any
    ) -> None:
        settings.SEARCH_DIR = tmp_path / "none"
        lead_to(county, "feedback", title="低保的通知")
        lead_to(county, "draft", title="低保的草稿")
        answer = county.client().get("/search/?q=低保")
        assert [line.hit.title for line in answer.context["page"]] == ["低保的通知"]
        assert "只能按标题查找" in answer.content.decode()
        at_desk = county.client("civil-drafter").get("/desk/search/?q=低保").content.decode()
        assert "搜索正在整理数据" in at_desk
        assert "只能按标题查找" not in at_desk

    def test_words_widen_step_by_step_and_the_page_says_so(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "feedback", title="关于提高低保标准的通知")
        indexed()
        answer = county.client().get("/search/?q=低保 飞船")
        assert [line.hit.title for line in answer.context["page"]] == ["关于提高低保标准的通知"]
        text = answer.content.decode()
        assert "没有同时含有“低保”、“飞船”的结果" in text
        assert "哪里都没有“飞船”" in text

    def test_marks_typed_elsewhere_are_only_text(self, county: County, indexed: Indexed) -> None:
        bad = "<script>alert(1)</script><b onx=1>"
        lead_to(county, "feedback", title=f"关于{bad}低保的通知", summary=bad)
        indexed()
        for url in (
            f"/search/?q={quote(bad)}",
            "/search/?q=低保",
            f"/search/?q=低保&unit={quote(bad)}&sort={quote(bad)}",
        ):
            text = county.client().get(url).content.decode()
            assert "<script>alert" not in text, url
            assert "<b onx" not in text, url

    def test_an_unknown_unit_finds_nothing_and_names_no_filters_that_are_not_there(
        self, county: County, indexed: Indexed
    ) -> None:
        lead_to(county, "feedback", title="低保的通知")
        indexed()
        text = county.client().get("/search/?q=低保&unit=nowhere").content.decode()
        assert "没有“nowhere”这样的筛选条件。" in text
        assert "下面的条件" not in text
        assert "去掉条件，在全站找" in text

    def test_deep_pages_end_with_a_word(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "feedback", title="低保的通知")
        indexed()
        answer = county.client().get("/search/?q=低保&page=999999")
        assert answer.status_code == 404
        assert "没有第 999999 页" in answer.content.decode()
        assert [line.hit.title for line in answer.context["page"]] == ["低保的通知"]

    def test_more_than_a_page_can_be_had_by_machines(self, county: County, indexed: Indexed) -> None:
        titles = {f"第{n}号低保通知" for n in range(23)}
        for title in titles:
            lead_to(county, "feedback", title=title)
        indexed()
        told = county.client().get("/api/search?q=低保&per_page=50").json()
        assert {"".join(part["text"] for part in one["title"]) for one in told["results"]} == titles

    @pytest.mark.once
    def test_it_costs_few_queries(
        self, county: County, indexed: Indexed, django_assert_max_num_queries: Any
    ) -> None:
        for n in range(25):
            lead_to(county, "feedback", title=f"第{n}号低保通知")
        indexed()
        client = county.client()
        client.get("/search/?q=低保")
        with django_assert_max_num_queries(4):
            assert len(found(client, "低保")) == 20


class TestSynonyms:
    def test_the_openness_office_changes_them_and_it_counts_at_once(
        self, county: County, indexed: Indexed
    ) -> None:
        lead_to(county, "feedback", title="关于飞船的通知")
        indexed()
        client = county.client("office")
        assert found(county.client(), "太空梭") == []
        answer = client.post(
            "/desk/searches/synonyms/", {"words": "太空梭 飞船", "source": "来电", "is_active": "on"}
        )
        assert answer.status_code == 302
        assert found(county.client(), "太空梭") == ["关于飞船的通知"]

    @pytest.mark.parametrize("words", ["", "一个", "低 保", " ".join(f"词{n}" for n in range(20))])
    def test_what_is_no_group_is_refused_and_nothing_typed_is_lost(self, county: County, words: str) -> None:
        answer = county.client("office").post(
            "/desk/searches/synonyms/", {"words": words, "source": "来源在此"}
        )
        assert answer.status_code == 422
        assert "来源在此" in answer.content.decode()

    def test_others_may_not(self, county: County) -> None:
        for name in ("civil-approver", "nobody"):
            assert (
                county.client(name).post("/desk/searches/synonyms/", {"words": "甲乙 丙丁"}).status_code
                == 403
            )
            assert county.client(name).get("/desk/searches/").status_code == 403
