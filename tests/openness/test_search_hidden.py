"""What is not public is found, counted and suggested nowhere; staff find what their grants reach."""

import json
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.files.reading import read_contents
from mingtang.foundation.search.models import SynonymGroup
from mingtang.openness.records import actions
from mingtang.openness.records.searching import public_hits
from tests.county import NOON, STAGES, County, Walk, attach, draft, lead_to, pdf
from tests.once import once
from tests.openness.search_house import IN_FILE, NUMBER, QUERIES, SAID, TITLE, Indexed, found, secret

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


HIDDEN = tuple(stage for stage in STAGES if stage not in ("feedback", "rectify", "published"))


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
    def test_what_is_not_public_is_found_counted_and_suggested_nowhere(
        self, county: County, indexed: Indexed
    ) -> None:
        """One record at each stage before and after the public one, and one whose display period is over."""
        walks = [secret(county, stage) for stage in (*HIDDEN, "expired")]
        indexed()
        self.assert_nowhere(county, walks, NOON + timedelta(days=8))

    @pytest.mark.parametrize("stage", ["withdrawn", "expired"])
    def test_nor_while_the_index_still_holds_what_was_public_a_moment_ago(
        self, county: County, indexed: Indexed, stage: str
    ) -> None:
        walk = secret(county, "expired" if stage == "expired" else "published")
        indexed()
        # It was found, so it is its going that hides it.
        assert found(county.client(), TITLE) == [TITLE]
        if stage == "withdrawn":
            walk.withdraw()
        self.assert_nowhere(county, [walk], NOON + timedelta(days=8) if stage == "expired" else NOON)

    def test_hits_are_of_the_day_that_they_are_asked_on(self, county: County) -> None:
        # The index leaves out what is over as well; this is the database's word, whose query is made only once.
        ids = [str(secret(county, "expired").pk)]
        assert [*public_hits(ids, [])] == ids
        with clock.at(NOON + timedelta(days=8)):
            assert public_hits(ids, []) == {}
        assert [*public_hits(ids, [])] == ids

    def test_nor_where_there_are_no_synonyms(self, county: County, indexed: Indexed) -> None:
        # Whether something is under way to the index is asked together with them.
        SynonymGroup.objects.update(is_active=False)
        walk = secret(county, "published")
        indexed()
        walk.withdraw()
        self.assert_nowhere(county, [walk], NOON)

    def assert_nowhere(self, county: County, walks: list[Walk], moment: datetime) -> None:
        with clock.at(moment):
            for name in ("", "water-approver"):
                client = county.client(name)
                for query in QUERIES[:3] if name else QUERIES:
                    for url in ways(query):
                        answer = client.get(url)
                        assert answer.status_code == 200
                        self.assert_silent(answer, walks, url)

    def assert_silent(self, answer: Any, walks: list[Walk], url: str) -> None:
        text = answer.content.decode()
        if "json" in answer["Content-Type"]:
            told = json.loads(text)
            assert told.get("total", 0) == 0, url
            assert not told.get("suggestions"), url
            assert not told.get("facets"), url
            assert not told.get("meant"), url
            text = json.dumps({**told, "notes": ""}, ensure_ascii=False)
        assert not any(str(walk.pk) in text for walk in walks), url
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

    @pytest.mark.parametrize("stage", once(STAGES, but=["audit", "published"]))
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
