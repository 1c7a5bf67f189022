"""What people find on the site, and what nobody finds: by every way that searching answers."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.models import Delivery
from mingtang.foundation.files.reading import read_contents
from mingtang.foundation.search import checking, indexer, indexes
from mingtang.foundation.search.models import QueryCount
from mingtang.openness.records import actions
from mingtang.openness.records.models import Record
from tests.county import NOON, STAGES, County, Walk, attach, draft, lead_to, pdf

pytestmark = pytest.mark.django_db

Indexed = Callable[[], None]
TITLE = "关于绝密事项的通知"
SAID = "独一无二的正文"
IN_FILE = "topsecretwords"
NUMBER = "明民发〔2026〕77号"
HIDDEN = tuple(stage for stage in STAGES if stage not in ("feedback", "rectify", "published"))
QUERIES = (
    TITLE,
    "绝密",
    "绝密事項",
    "“独一无二的正文”",
    "独一无二",
    IN_FILE,
    NUMBER,
    "明民发2026 77",
    "juemi",
    "绝蜜事项",
    "关于绝密事项的通支",
)


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


def found(client: Client, query: str, **more: str) -> list[str]:
    given = "&".join(f"{name}={quote(value)}" for name, value in {"q": query, **more}.items())
    page = client.get(f"/search/?{given}").context["page"]
    return [line.hit.title for line in page]


def secret(county: County, stage: str) -> Walk:
    more: dict[str, Any] = {}
    if stage in ("on_request", "closed"):
        from tests.county import CLOSED, ON_REQUEST

        more = ON_REQUEST if stage == "on_request" else CLOSED
    if stage == "expired":
        more["display_until"] = NOON.date() + timedelta(days=7)
    walk = Walk(county, draft(county, title=TITLE, body=f"<p>{SAID}</p>", doc_no=NUMBER, **more))
    assert read_contents(attach(walk, "绝密.pdf", pdf(IN_FILE)).pk)
    match stage:
        case "draft":
            pass
        case "discarded":
            walk.discard()
        case "on_request" | "closed":
            walk.to("audit").file_not_public()
        case "withdrawn":
            walk.to("feedback").withdraw()
        case "expired":
            walk.to("feedback")
        case "rectify":
            walk.to("feedback").rectify()
        case "published":
            walk.to("feedback")
            actions.file_record(walk.who("approver"), walk.record, Act())
        case _:
            walk.to(stage)
    return walk


def ways(query: str) -> list[str]:
    q = quote(query)
    return [
        f"/search/?q={q}&kind=record",
        f"/search/?q={q}&sort=newest&kind=record",
        f"/search/?q={q}&kind=record&unit=civil&year=2026",
        "/search/?unit=civil&kind=record",
        f"/search/feed.xml?q={q}&kind=record",
        f"/search/suggest/?q={q}",
        f"/search/suggest/?q={quote(query[:2])}",
        f"/api/search?q={q}&kind=record",
        "/api/search?unit=civil&kind=record",
    ]


class TestNothingLeaves:
    @pytest.mark.parametrize("stage", [*HIDDEN, "expired"])
    @pytest.mark.parametrize("late", [False, True], ids=["indexed", "indexer behind"])
    def test_what_is_not_public_is_found_counted_and_suggested_nowhere(
        self, county: County, indexed: Indexed, stage: str, late: bool
    ) -> None:
        """Also while the index still holds what was public a moment ago."""
        if late:
            if stage not in ("withdrawn", "expired"):
                pytest.skip("never was in the index of the public")
            walk = secret(county, "expired" if stage == "expired" else "published")
            indexed()
            if stage == "withdrawn":
                walk.withdraw()
        else:
            walk = secret(county, stage)
            indexed()
        with clock.at(NOON + timedelta(days=8) if stage == "expired" else NOON):
            for name in ("", "water-approver"):
                client = county.client(name)
                for query in QUERIES[:3] if name else QUERIES:
                    for url in ways(query):
                        answer = client.get(url)
                        assert answer.status_code == 200
                        self.assert_silent(answer, query, walk, url)

    def assert_silent(self, answer: Any, query: str, walk: Walk, url: str) -> None:
        text = answer.content.decode()
        if "json" in answer["Content-Type"]:
            told = json.loads(text)
            assert told.get("total", 0) == 0, url
            assert not told.get("suggestions"), url
            assert not told.get("facets"), url
            assert not told.get("meant"), url
            text = json.dumps({**told, "notes": ""}, ensure_ascii=False)
        assert str(walk.pk) not in text, url
        # The page says again what was asked, and the words of it that it looked for.
        shown = re.sub(r"“[^”]*”|value=\"[^\"]*\"|q=[^\"&]*|next=[^\"]*", "", text)
        for word in (TITLE, SAID, IN_FILE, NUMBER):
            assert word not in shown, url
        if answer.context and "answer" in answer.context:
            assert answer.context["answer"].total == 0, url
            assert not answer.context["answer"].meant, url
            assert not any(chip.count for group in answer.context["groups"] for chip in group.items), url

    def test_the_draft_of_a_correction_is_not_found_before_it_is_public(
        self, county: County, indexed: Indexed
    ) -> None:
        walk = lead_to(county, "published", title="旧的标题")
        walk.correct()
        walk.save(title="新的说法", public_note="改了标题。")
        indexed()
        assert found(county.client(), "新的说法") == []
        assert found(county.client(), "旧的标题") == ["旧的标题"]
        walk.to("feedback")
        indexed()
        assert found(county.client(), "新的说法") == ["新的说法"]
        assert "旧的标题" not in found(county.client(), "旧的标题")

    def test_an_attachment_taken_away_is_not_found_any_more(self, county: County, indexed: Indexed) -> None:
        walk = Walk(county, draft(county, title="有附件的通知"))
        assert read_contents(attach(walk, "名单.pdf", pdf(IN_FILE)).pk)
        walk.to("feedback")
        indexed()
        assert found(county.client(), IN_FILE) == ["有附件的通知"]
        walk.correct()
        actions.edit_attachments(walk.drafter, walk.record, [], based_on=walk.record.head.number)  # type: ignore[union-attr]
        walk.save(public_note="撤下附件。")
        walk.to("feedback")
        indexed()
        assert found(county.client(), IN_FILE) == []


class TestDesk:
    def hits(self, county: County, name: str, query: str, **more: str) -> list[str]:
        given = "&".join(f"{key}={quote(value)}" for key, value in {"q": query, **more}.items())
        answer = county.client(name).get(f"/desk/search/?{given}")
        assert answer.status_code == 200
        shown = [line.hit.title for line in answer.context["page"]]
        assert answer.context["answer"].total == len(shown)
        counted = {
            group.label: sum(chip.count or 0 for chip in group.items) for group in answer.context["groups"]
        }
        assert all(number == len(shown) for number in counted.values() if number), counted
        return shown

    @pytest.mark.parametrize("stage", STAGES)
    def test_staff_find_their_units_records_at_every_stage_and_no_others(
        self, county: County, indexed: Indexed, stage: str
    ) -> None:
        secret(county, stage)
        indexed()
        for query in (TITLE, "独一无二", IN_FILE, NUMBER):
            assert self.hits(county, "civil-reviewer", query) == [TITLE], query
            assert self.hits(county, "supervisor", query) == [TITLE], query
            for other in ("water-reviewer", "water-approver", "village-liaison", "nobody"):
                assert self.hits(county, other, query) == [], (other, query)

    def test_an_open_step_shows_a_foreign_record_for_its_time(self, county: County, indexed: Indexed) -> None:
        walk = secret(county, "audit")
        actions.ask_countersign(
            county.authority_of("civil-approver"), walk.record, [county.posts["town-approver"]], "请看", Act()
        )
        indexed()
        assert self.hits(county, "town-approver", TITLE) == [TITLE]

    def test_staff_find_the_newest_save(self, county: County, indexed: Indexed) -> None:
        walk = lead_to(county, "draft", title="起草的标题")
        walk.save(title="改过的标题")
        indexed()
        assert self.hits(county, "civil-drafter", "改过的标题") == ["改过的标题"]
        assert "起草的标题" not in self.hits(county, "civil-drafter", "起草的标题")


class TestFinding:
    def test_everything_of_a_record_finds_it(self, county: County, indexed: Indexed) -> None:
        secret(county, "feedback")
        indexed()
        for query in (*QUERIES, "民政局"):
            assert TITLE in found(county.client(), query), query
        page = county.client().get(f"/search/?q={IN_FILE}").content.decode()
        assert f"<mark>{IN_FILE}</mark>" in page
        assert "第1页" in page

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
        assert sorted(found(client, "低保", unit="county", kind="record")) == ["民政的低保", "水利的低保"]

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
        assert "搜索正在整理数据" in answer.content.decode()

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

    def test_deep_pages_end_with_a_word(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "feedback", title="低保的通知")
        indexed()
        answer = county.client().get("/search/?q=低保&page=999999")
        assert answer.status_code == 404
        assert "没有第 999999 页" in answer.content.decode()
        assert [line.hit.title for line in answer.context["page"]] == ["低保的通知"]

    def test_it_costs_few_queries(
        self, county: County, indexed: Indexed, django_assert_max_num_queries: Any
    ) -> None:
        for n in range(25):
            lead_to(county, "feedback", title=f"第{n}号低保通知")
        indexed()
        client = county.client()
        client.get("/search/?q=低保")
        with django_assert_max_num_queries(15):
            assert len(found(client, "低保")) == 20


class TestIndexer:
    def equal(self) -> bool:
        return all(checking.compare(c).is_equal for c in (indexes.public(), indexes.desk()))

    def test_the_index_equals_the_database_after_every_step(self, county: County, indexed: Indexed) -> None:
        for stage in STAGES:
            lead_to(county, stage)
            indexed()
            assert self.equal(), stage
        assert not Delivery.objects.filter(consumer=indexer.CONSUMER, done_at=None).exists()

    def test_a_difference_is_found_out(self, county: County, indexed: Indexed) -> None:
        walk = lead_to(county, "published")
        indexed()
        Record.objects.filter(pk=walk.pk).update(is_public=False)
        found = checking.compare(indexes.public())
        assert found.surplus == [f"record:{walk.pk}"]

    def test_a_damaged_index_is_built_anew_by_itself(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "published", title="低保的通知")
        indexed()
        part = next(indexes.public().shelf.current().glob("*.idx"))
        content = bytearray(part.read_bytes())
        content[len(content) // 2] ^= 0xFF
        part.write_bytes(content)
        indexed()
        assert indexes.public().shelf.is_sound()
        assert found(county.client(), "低保") == ["低保的通知"]
        assert self.equal()

    def test_what_was_written_but_not_marked_is_written_again(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "published")
        indexed()
        Delivery.objects.filter(consumer=indexer.CONSUMER).update(done_at=None)
        indexed()
        assert self.equal()

    def test_a_subject_that_fails_delays_no_other(
        self, county: County, indexed: Indexed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        indexed()
        bad = lead_to(county, "published", title="读不出的通知")
        lead_to(county, "published", title="低保的通知")
        collection = indexes.Collection
        right = collection.documents

        def wrong(self: Any, kind: str, ids: Any) -> Any:
            if str(bad.pk) in ids:
                raise ValueError("no such text")
            return right(self, kind, ids)

        monkeypatch.setattr(collection, "documents", wrong)
        indexed()
        assert "低保的通知" in found(county.client(), "低保的通知")
        late = Delivery.objects.filter(consumer=indexer.CONSUMER, done_at=None)
        assert {delivery.event.subject_id for delivery in late} == {str(bad.pk)}
        monkeypatch.undo()

    def test_a_text_that_ran_out_yesterday_moves_behind(self, county: County, indexed: Indexed) -> None:
        last = NOON.date() + timedelta(days=3)
        lead_to(county, "published", title="低保办法", expires_on=last)
        lead_to(county, "published", title="说到低保办法的通知")
        indexed()
        assert found(county.client(), "低保办法")[0] == "低保办法"
        with clock.at(NOON + timedelta(days=4)):
            indexed()
            assert found(county.client(), "低保办法")[-1] == "低保办法"
            assert self.equal()


class TestLearning:
    AGENT = "Mozilla/5.0"

    def count(self, client: Client, query: str) -> None:
        client.get(f"/search/?q={quote(query)}", headers={"user-agent": self.AGENT})

    def test_searches_are_counted_and_what_was_opened_from_them(
        self, county: County, indexed: Indexed
    ) -> None:
        from mingtang.foundation.search import learning

        walk = lead_to(county, "feedback", title="低保的通知")
        indexed()
        client = county.client()
        for _n in range(3):
            self.count(client, "低保")
        self.count(client, "飞船")
        client.get(
            f"/records/{walk.pk}/",
            headers={"user-agent": self.AGENT, "referer": f"http://testserver/search/?q={quote('低保')}"},
        )
        client.get(
            f"/records/{walk.pk}/",
            headers={"user-agent": self.AGENT, "referer": f"http://evil.example/search/?q={quote('低保')}"},
        )
        learning.flush()
        rows = {row.text: (row.number, row.empty, row.opened) for row in QueryCount.objects.all()}
        assert rows == {"低保": (3, 0, 1), "飞船": (1, 1, 0)}

    @pytest.mark.parametrize(
        "query", ["11010119900307123X", "13900000000", "a@b.cn", "张三 410105199001011234"]
    )
    def test_numbers_of_persons_are_not_kept(self, county: County, query: str) -> None:
        from mingtang.foundation.search import learning

        self.count(county.client(), query)
        learning.flush()
        assert not QueryCount.objects.exists()

    def test_machines_and_staff_are_not_counted(self, county: County) -> None:
        from mingtang.foundation.search import learning

        county.client().get("/search/?q=低保", headers={"user-agent": "Googlebot"})
        county.client("civil-drafter").get("/search/?q=低保", headers={"user-agent": self.AGENT})
        learning.flush()
        assert not QueryCount.objects.exists()

    def test_only_what_many_searched_for_is_suggested(self, county: County, indexed: Indexed) -> None:
        lead_to(county, "feedback", title="低保的通知")
        indexed()
        today = clock.today()
        for text, days in (("低保申请", 1), ("低保通知", 3)):
            for n in range(days):
                QueryCount.objects.create(day=today - timedelta(days=n), text=text, number=5)
        told = county.client().get("/search/suggest/?q=低保").json()["suggestions"]
        assert {"text": "低保通知", "kind": "query"} in told
        assert "低保申请" not in {each["text"] for each in told}

    def test_what_hardly_anybody_searched_for_is_forgotten(self, county: County) -> None:
        from mingtang.foundation.search.tasks import forget

        long_ago = clock.today() - timedelta(days=8)
        QueryCount.objects.create(day=long_ago, text="少见", number=2)
        QueryCount.objects.create(day=long_ago, text="常见", number=9)
        forget()
        assert [row.text for row in QueryCount.objects.all()] == ["常见"]


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
