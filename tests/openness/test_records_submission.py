"""The passage of a record, example by example: submission, 索引号, separation, secrecy, counter-signs."""

from datetime import date, timedelta
from typing import Any

import pytest

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.events.models import Event
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState
from mingtang.openness.records import actions, queries
from mingtang.openness.records.content import hash_of
from mingtang.openness.records.models import Record, SecrecyItem
from tests.county import (
    CLOSED,
    CONTENT,
    FORMED,
    NOON,
    ON_REQUEST,
    County,
    Walk,
    attach,
    draft,
    lead_to,
)

pytestmark = pytest.mark.django_db


def refused(walk: Walk) -> dict[str, list[str]]:
    """The fields that submission refuses; nothing may have moved."""
    with pytest.raises(Invalid) as refusal:
        walk.submit()
    assert walk.record.stage == "draft"
    assert walk.record.index_no is None
    assert not Event.objects.filter(kind="publication.submit").exists()
    return refusal.value.fields


@pytest.mark.usefixtures("noon")
class TestSubmission:
    @pytest.mark.parametrize(
        ("content", "field", "says"),
        [
            ({"open_attr": ""}, "open_attr", "国办发〔2016〕80号"),
            ({**CLOSED, "reason_code": ""}, "reason_code", "第十四至十六条"),
            ({**CLOSED, "reason_text": " "}, "reason_text", "例如"),
            ({**CLOSED, "reason_code": "E99"}, "reason_code", "列表"),
            ({**ON_REQUEST, "reason_text": ""}, "reason_text", "例如"),
            ({"reason_text": "不该有"}, "reason_text", "主动公开的不用写"),
            ({"title": ""}, "title", "例如"),
            ({"title": "关于的通知"}, "title", "标题不完整"),
            ({"body": "<p> </p>"}, "body", "正文"),
            ({"body": "<table><tr><td></td></tr></table>"}, "body", "正文"),
            ({"theme": ""}, "theme", "主题"),
            ({"genre": ""}, "genre", "体裁"),
            ({"formed_on": None}, "formed_on", "形成日期"),
            ({"formed_on": NOON.date() + timedelta(days=1)}, "formed_on", "还没有到"),
            ({"doc_date": FORMED + timedelta(days=1)}, "doc_date", "次序不对"),
            ({"effective_on": date(2026, 2, 1), "expires_on": date(2026, 1, 31)}, "expires_on", "次序不对"),
            ({"display_until": NOON.date() - timedelta(days=1)}, "display_until", "已经过去"),
        ],
    )
    def test_what_is_missing_or_wrong_is_named_by_its_field_with_the_remedy(
        self, county: County, content: dict[str, Any], field: str, says: str
    ) -> None:
        walk = Walk(county, draft(county, **content))
        fields = refused(walk)
        assert field in fields
        assert says in " ".join(map(str, fields[field]))

    def test_an_empty_draft_may_be_saved_and_names_everything_at_submission(self, county: County) -> None:
        record = actions.create_record(county.authority_of("civil-drafter"), county.units["civil"], None, {})
        assert set(refused(Walk(county, record))) >= {
            "title",
            "body",
            "formed_on",
            "theme",
            "genre",
            "open_attr",
        }

    def test_a_malformed_doc_number_is_refused_when_it_is_saved(self, county: County) -> None:
        with pytest.raises(Invalid) as refusal:
            draft(county, doc_no="民发2026十二")
        assert "明民发〔2026〕12号" in str(refusal.value.fields["doc_no"])
        assert not Record.objects.exists()
        walk = Walk(county, draft(county))
        with pytest.raises(Invalid):
            walk.save(doc_no="民发2026十二")
        assert walk.record.revisions.count() == 1

    @pytest.mark.parametrize("typed", ["明民发[2026]12号", "明民发（2026）12号", "明民发〔2026〕12号"])
    def test_brackets_of_a_doc_number_are_put_right(self, county: County, typed: str) -> None:
        assert draft(county, doc_no=typed).doc_no == "明民发〔2026〕12号"

    def test_only_the_newest_revision_can_be_submitted(self, county: County) -> None:
        walk = Walk(county, draft(county))
        walk.save(title="关于提高低保标准的通知（改）")
        with pytest.raises(Stale):
            actions.submit(walk.drafter, walk.record, Act(), based_on=1)

    def test_what_is_submitted_is_frozen_with_its_hash(self, county: County) -> None:
        walk = lead_to(county, "initial_review")
        head = walk.record.head
        assert head
        assert head.frozen_at
        assert head.content_hash == hash_of(head, []) == walk.case().content_hash
        assert walk.case().revision_id == head.pk

    def test_a_submitted_record_is_not_edited(self, county: County) -> None:
        walk = lead_to(county, "initial_review")
        with pytest.raises(WrongState):
            walk.save(title="偷偷改的标题通知")
        with pytest.raises(WrongState):
            attach(walk)

    def test_every_attachment_enters_the_hash_and_the_secrecy_review(self, county: County) -> None:
        walk = Walk(county, draft(county))
        file = attach(walk, "名单.pdf", title="名单")
        walk.to("secrecy")
        items = dict(SecrecyItem.objects.values_list("item", "label"))
        assert set(items) == {"metadata", "body", f"file:{file.pk}"}
        assert "名单" in items[f"file:{file.pk}"]
        head = walk.record.head
        assert head
        assert head.content_hash == hash_of(head, head.attachments.all()) != hash_of(head, [])


@pytest.mark.usefixtures("noon")
class TestIndexNumber:
    def test_it_is_given_once_at_the_first_submission(self, county: County) -> None:
        walk = Walk(county, draft(county))
        assert walk.record.index_no is None
        number = walk.submit().record.index_no
        assert number
        actions.recall(walk.drafter, walk.record, Act())
        walk.save(title="关于提高低保标准的通知（二稿）")
        assert walk.submit().record.index_no == number

    def test_units_that_share_a_code_still_get_different_numbers(self, county: County) -> None:
        numbers = [
            lead_to(county, "initial_review", unit).record.index_no for unit in ("civil", "water", "civil")
        ]
        assert len(set(numbers)) == 3

    def test_the_number_of_a_discarded_record_is_not_used_again(self, county: County) -> None:
        walk = lead_to(county, "initial_review")
        number = walk.record.index_no
        actions.recall(walk.drafter, walk.record, Act())
        walk.discard()
        assert walk.record.index_no == number
        with pytest.raises(Invalid) as refusal:
            draft(county, index_no=number)
        assert "index_no" in refusal.value.fields
        assert lead_to(county, "initial_review").record.index_no != number

    def test_a_number_somebody_typed_is_taken_and_stays_theirs(self, county: County) -> None:
        walk = Walk(county, draft(county, index_no="旧-2019-001"))
        assert walk.submit().record.index_no == "旧-2019-001"

    def test_two_drafts_with_the_same_number_the_second_is_refused_at_submission(
        self, county: County
    ) -> None:
        first, second = (Walk(county, draft(county, index_no="旧-2019-001")) for _n in range(2))
        first.submit()
        with pytest.raises(Invalid) as refusal:
            second.submit()
        assert list(refusal.value.fields) == ["index_no"]
        assert second.record.stage == "draft"

    def test_the_counter_passes_over_numbers_somebody_typed(self, county: County) -> None:
        number = lead_to(county, "initial_review").record.index_no
        assert number
        stem, last = number[:-5], int(number[-5:])
        Walk(county, draft(county, index_no=f"{stem}{last + 1:05d}")).submit()
        assert lead_to(county, "initial_review").record.index_no == f"{stem}{last + 2:05d}"


@pytest.mark.usefixtures("noon")
class TestSeparation:
    @pytest.mark.parametrize(
        ("stage", "act"),
        [
            ("initial_review", lambda who, walk: actions.pass_review(who, walk.record, Act())),
            ("audit", lambda who, walk: actions.approve(who, walk.record, Act(), manner="full")),
        ],
    )
    def test_who_wrote_any_revision_in_any_post_does_not_pass_it(
        self, county: County, stage: str, act: Any
    ) -> None:
        walk = Walk(county, draft(county))
        who = county.authority_of("allround")
        head = walk.record.head
        assert head
        actions.save_draft(who, walk.record, CONTENT | {"title": "全能同志也写过一稿的通知"}, based_on=1)
        walk.save(title="最后一稿由专员写成的通知")
        walk.to(stage)
        with pytest.raises(Forbidden) as refusal:
            act(county.authority_of("allround"), walk)
        assert "自己起草" in str(refusal.value.rule)
        act(walk.who("reviewer" if stage == "initial_review" else "approver"), walk)

    def test_an_author_signs_no_secrecy_conclusion_not_even_in_part(self, county: County) -> None:
        walk = Walk(county, draft(county, "allround"))
        actions.submit(county.authority_of("allround"), walk.record, Act(), based_on=1)
        walk.pass_review()
        row = SecrecyItem.objects.earliest("pk")
        with pytest.raises(Forbidden):
            actions.conclude_secrecy(
                county.authority_of("allround"), walk.record, {row.pk: ("clear", "")}, Act()
            )
        assert not SecrecyItem.objects.exclude(conclusion="").exists()

    def test_one_person_may_do_both_audit_and_release(self, county: County) -> None:
        assert lead_to(county, "feedback").record.is_public

    def test_recall_is_for_those_who_wrote_or_sent_it(self, county: County) -> None:
        walk = lead_to(county, "audit")
        with pytest.raises(Forbidden):
            actions.recall(county.authority_of("allround"), walk.record, Act())
        actions.recall(walk.drafter, walk.record, Act())
        assert walk.record.stage == "draft"


@pytest.mark.usefixtures("noon")
class TestSecrecy:
    def conclude(
        self, walk: Walk, verdict: tuple[str, str], rows: Any = None, lock: int | None = None
    ) -> Case:
        rows = SecrecyItem.objects.filter(case=walk.passing) if rows is None else rows
        return actions.conclude_secrecy(
            walk.who("secrecy"), walk.record, {r.pk: verdict for r in rows}, Act(lock)
        )

    def test_it_passes_only_when_every_item_is_clear(self, county: County) -> None:
        walk = lead_to(county, "secrecy")
        first, second = SecrecyItem.objects.order_by("pk")
        assert self.conclude(walk, ("clear", ""), [first]).state == "secrecy"
        assert self.conclude(walk, ("not_clear", "含身份证号"), [second]).state == "secrecy"
        assert self.conclude(walk, ("clear", ""), [second]).state == "audit"
        assert Event.objects.filter(kind="record.secrecy_concluded").count() == 3

    def test_not_clear_needs_its_basis_on_its_own_field(self, county: County) -> None:
        walk = lead_to(county, "secrecy")
        with pytest.raises(Invalid) as refusal:
            self.conclude(walk, ("not_clear", " "))
        assert set(refusal.value.fields) == {f"basis-{row.pk}" for row in SecrecyItem.objects.all()}
        assert not SecrecyItem.objects.exclude(conclusion="").exists()

    def test_reviewer_post_and_time_are_kept(self, county: County) -> None:
        walk = lead_to(county, "audit")
        for row in SecrecyItem.objects.filter(case=walk.passing):
            assert row.reviewer == county.person("civil-secrecy")
            assert row.reviewer_post == county.posts["civil-secrecy"]
            assert row.reviewed_at == NOON

    def test_an_old_page_does_not_sign_over_what_another_found(self, county: County) -> None:
        walk = lead_to(county, "secrecy")
        seen = walk.passing.lock_version
        row = SecrecyItem.objects.order_by("pk").last()
        self.conclude(walk, ("not_clear", "含身份证号"), [row], seen)
        with pytest.raises(Stale):
            self.conclude(walk, ("clear", ""), None, seen)
        assert SecrecyItem.objects.get(pk=row.pk if row else 0).conclusion == "not_clear"
        assert walk.record.stage == "secrecy"

    def test_a_new_revision_is_reviewed_anew(self, county: County) -> None:
        walk = lead_to(county, "audit")
        actions.send_back(walk.who("approver"), walk.record, Act(reason="金额不对"))
        walk.save(title="关于提高低保标准的通知（改）")
        walk.submit().pass_review()
        revision = walk.record.head
        assert revision
        fresh = SecrecyItem.objects.filter(revision=revision)
        assert {row.conclusion for row in fresh} == {""}
        assert fresh.count() == 2

    def test_rows_of_another_record_cannot_be_signed_along(self, county: County) -> None:
        walk, other = lead_to(county, "secrecy"), lead_to(county, "secrecy")
        foreign = SecrecyItem.objects.filter(case=other.passing)
        self.conclude(walk, ("clear", ""), foreign)
        assert not foreign.exclude(conclusion="").exists()
        assert walk.record.stage == "secrecy"


@pytest.mark.usefixtures("noon")
class TestCountersign:
    def ask(self, walk: Walk, *posts: str) -> None:
        rows = [walk.county.posts[p] for p in posts]
        actions.ask_countersign(walk.who("approver"), walk.record, rows, "请看第三条", Act())

    def test_audit_waits_for_all_who_were_asked(self, county: County) -> None:
        walk = lead_to(county, "audit")
        self.ask(walk, "water-approver", "town-approver")
        with pytest.raises(WrongState, match="还有会签"):
            walk.approve()
        walk.countersigned("town-approver", agrees=True)
        with pytest.raises(WrongState, match="还有会签"):
            walk.approve()
        walk.countersigned("water-approver", agrees=True)
        assert walk.approve().record.stage == "release"

    def test_one_objection_stops_it_until_the_text_is_changed(self, county: County) -> None:
        walk = lead_to(county, "audit")
        self.ask(walk, "water-approver")
        walk.countersigned("water-approver", agrees=False, opinion="第三条不妥")
        with pytest.raises(WrongState, match="不同意"):
            walk.approve()
        actions.send_back(walk.who("approver"), walk.record, Act(reason="按会签意见改第三条"))
        walk.save(title="关于提高低保标准的通知（改）")
        walk.submit().pass_review().clear()
        assert walk.approve().record.stage == "release"

    def test_going_back_takes_the_questions_back(self, county: County) -> None:
        walk = lead_to(county, "audit")
        self.ask(walk, "water-approver")
        actions.send_back(walk.who("approver"), walk.record, Act(reason="先改"))
        assert Countersign.objects.get().answer == "cancelled"
        assert not queries.visible_to(county.authority_of("water-approver")).exists()

    def test_nobody_is_asked_without_a_post(self, county: County) -> None:
        with pytest.raises(Invalid):
            self.ask(lead_to(county, "audit"))
