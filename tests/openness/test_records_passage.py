"""The passage of a record, example by example: submission, secrecy, counter-signs, publication, feedback, withdrawal."""

import threading
import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.models import Grant
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState
from mingtang.openness.records import actions, queries, tally
from mingtang.openness.records.actions import OldRecord, load_records
from mingtang.openness.records.actions.drafting import StaleDraft
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
    make_county,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def noon() -> Any:
    with clock.at(NOON):
        yield


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


@pytest.mark.usefixtures("noon")
class TestNotPublic:
    @pytest.mark.parametrize(("content", "outcome"), [(ON_REQUEST, "on_request"), (CLOSED, "closed")])
    def test_it_is_filed_without_publication_and_is_never_public(
        self, county: County, content: dict[str, Any], outcome: str
    ) -> None:
        walk = Walk(county, draft(county, **content)).to("audit")
        with pytest.raises(WrongState):
            walk.approve()
        walk.file_not_public()
        record = walk.record
        assert (record.stage, record.is_public, record.live, record.published_at) == (
            outcome,
            False,
            None,
            None,
        )
        assert walk.case().outcome == outcome
        assert not queries.public().exists()

    def test_what_is_to_be_public_is_not_filed_away(self, county: County) -> None:
        walk = lead_to(county, "audit")
        with pytest.raises(WrongState):
            walk.file_not_public()

    def test_a_policy_paper_to_be_closed_goes_to_the_openness_office_first(self, county: County) -> None:
        walk = Walk(county, draft(county, **CLOSED, is_policy=True)).submit()
        row = Countersign.objects.get()
        assert row.post == county.posts["office"]
        assert "80号" in row.question
        assert queries.visible_to(county.authority_of("office")).filter(pk=walk.pk).exists()
        walk.pass_review().clear()
        with pytest.raises(WrongState, match="还有会签"):
            walk.file_not_public()
        walk.countersigned("office", agrees=True)
        assert walk.file_not_public().record.stage == "closed"

    def test_the_openness_office_can_object(self, county: County) -> None:
        walk = Walk(county, draft(county, **CLOSED, is_policy=True)).to("audit")
        walk.countersigned("office", agrees=False, opinion="不符合第十六条")
        with pytest.raises(WrongState, match="不同意"):
            walk.file_not_public()

    @pytest.mark.parametrize("content", [{**CLOSED}, {**ON_REQUEST, "is_policy": True}, {"is_policy": True}])
    def test_other_papers_do_not_go_there(self, county: County, content: dict[str, Any]) -> None:
        Walk(county, draft(county, **content)).submit()
        assert not Countersign.objects.exists()

    def test_nobody_answers_for_the_office_on_an_own_draft(self, county: County) -> None:
        """One person in the posts of drafter and openness office: the office's answer is not theirs to give."""
        county.staff("civil", "drafter", "office")
        walk = Walk(county, actions.create_record(
            county.authority_of("office"), county.units["civil"], None, CONTENT | CLOSED | {"is_policy": True}
        ))  # fmt: skip
        actions.submit(county.authority_of("office"), walk.record, Act(), based_on=1)
        with pytest.raises(Forbidden):
            walk.countersigned("office", agrees=True)


@pytest.mark.usefixtures("noon")
class TestSchedule:
    def test_it_goes_out_on_time_and_once(self, county: County) -> None:
        walk = lead_to(county, "audit").approve(NOON + timedelta(hours=3))
        with clock.at(NOON + timedelta(hours=2)):
            assert actions.run_clock() == 0
        assert not walk.record.is_public
        with clock.at(NOON + timedelta(hours=4)):
            assert actions.run_clock() == 1
            assert actions.run_clock() == 0
        record = walk.record
        assert record.is_public
        assert record.published_at == NOON + timedelta(hours=4)
        event = Event.objects.get(kind="publication.publish_on_time")
        assert event.actor is None

    def test_a_time_that_has_passed_is_refused(self, county: County) -> None:
        walk = lead_to(county, "audit")
        for when in (NOON, NOON - timedelta(minutes=1)):
            with pytest.raises(Invalid) as refusal:
                walk.approve(when)
            assert list(refusal.value.fields) == ["publish_at"]
        assert walk.record.stage == "audit"

    def test_it_can_be_moved_or_taken_away_with_a_reason(self, county: County) -> None:
        walk = lead_to(county, "audit").approve(NOON + timedelta(hours=3))
        with pytest.raises(Invalid):
            actions.reschedule(walk.who("approver"), walk.record, Act(), NOON + timedelta(days=1))
        actions.reschedule(walk.who("approver"), walk.record, Act(reason="等会后"), NOON + timedelta(days=1))
        with clock.at(NOON + timedelta(hours=4)):
            assert actions.run_clock() == 0
        actions.reschedule(walk.who("approver"), walk.record, Act(reason="不定时"), None)
        with clock.at(NOON + timedelta(days=2)):
            assert actions.run_clock() == 0

    def test_what_went_back_does_not_go_out(self, county: County) -> None:
        walk = lead_to(county, "audit").approve(NOON + timedelta(hours=3))
        actions.recall(walk.drafter, walk.record, Act())
        with clock.at(NOON + timedelta(hours=4)):
            assert actions.run_clock() == 0
        assert walk.record.stage == "draft"
        walk.submit().pass_review().clear().approve()
        with clock.at(NOON + timedelta(hours=5)):
            assert actions.run_clock() == 0, "the old time does not come back"

    def test_by_hand_before_its_time_and_then_not_again(self, county: County) -> None:
        walk = lead_to(county, "audit").approve(NOON + timedelta(hours=3)).publish()
        with clock.at(NOON + timedelta(hours=4)):
            assert actions.run_clock() == 0
        assert walk.record.published_at == NOON

    def test_one_that_is_refused_does_not_stop_the_others(self, county: County, monkeypatch: Any) -> None:
        from mingtang.openness.records.actions import release

        walks = [lead_to(county, "audit").approve(NOON + timedelta(hours=n + 1)) for n in range(2)]
        real = release.publish

        def publish(authority: Any, record: Record, act: Act) -> None:
            if record.pk == walks[0].pk:
                raise WrongState("somebody was faster")
            real(authority, record, act)

        monkeypatch.setattr(release, "publish", publish)
        with clock.at(NOON + timedelta(hours=9)):
            assert actions.run_clock() == 1
        assert [w.record.is_public for w in walks] == [False, True]


@pytest.mark.usefixtures("noon")
class TestFeedbackAndRectification:
    END = NOON + timedelta(days=settings.OPTIONS.feedback_days, minutes=1)

    def test_the_feedback_days_end_with_filing(self, county: County) -> None:
        walk = lead_to(county, "feedback")
        with clock.at(NOON + timedelta(days=settings.OPTIONS.feedback_days - 1)):
            assert actions.run_clock() == 0
        with clock.at(self.END):
            assert actions.run_clock() == 1
            assert actions.run_clock() == 0
        assert (walk.record.stage, walk.record.is_public) == ("published", True)
        assert walk.case().outcome == "published"

    def test_rectification_leaves_the_public_text_until_the_better_one_is_approved(
        self, county: County
    ) -> None:
        walk = lead_to(county, "rectify")
        old = walk.record.live
        assert walk.record.is_public
        with clock.at(self.END):
            assert actions.run_clock() == 0, "the clock does not file what is being mended"
        walk.save(title="关于提高2026年城乡低保标准的通知（更正）", public_note="第三行金额误写，已更正。")
        assert walk.record.title == CONTENT["title"]
        walk.to("release")
        assert walk.record.live == old
        walk.publish()
        record = walk.record
        assert record.title.endswith("（更正）")
        assert record.stage == "published"
        assert record.published_at == NOON
        assert walk.case("publication").outcome == "published"
        assert walk.case("correction").outcome == "published"
        assert [r.number for r in queries.live_history(record)] == [1, 2]
        assert not Case.objects.filter(closed_at=None).exists()

    def give_up(self, walk: Walk) -> None:
        """By the one who asked for it."""
        actions.discard(walk.who("reviewer"), walk.record, Act(reason="经核实原文无误。"))

    def test_who_has_to_mend_cannot_cancel_the_demand(self, county: County) -> None:
        walk = lead_to(county, "rectify")
        with pytest.raises(Forbidden):
            walk.discard()
        assert walk.record.stage == "rectify"

    def test_a_rectification_given_up_goes_back_to_feedback_and_ends_in_time(self, county: County) -> None:
        walk = lead_to(county, "rectify")
        walk.save(title="改了一半的标题的通知")
        self.give_up(walk)
        record = walk.record
        assert (record.stage, record.title, record.head) == ("feedback", CONTENT["title"], record.live)
        with clock.at(self.END):
            assert actions.run_clock() == 1
        assert walk.record.stage == "published"

    def test_given_up_after_the_days_are_over_is_filed_by_the_next_clock(self, county: County) -> None:
        walk = lead_to(county, "rectify")
        with clock.at(self.END + timedelta(days=9)):
            self.give_up(walk)
            assert actions.run_clock() == 1
        assert walk.record.stage == "published"

    def test_it_can_be_filed_early_by_hand(self, county: County) -> None:
        walk = lead_to(county, "published")
        assert walk.case().closed_at == NOON
        with clock.at(self.END):
            assert actions.run_clock() == 0

    def test_rectification_needs_its_reason_and_changes_nothing_without(self, county: County) -> None:
        walk = lead_to(county, "feedback")
        with pytest.raises(Invalid):
            walk.rectify("")
        assert walk.record.stage == "feedback"
        assert Case.objects.filter(process_id="correction").count() == 0


@pytest.mark.usefixtures("noon")
class TestCorrection:
    def test_it_needs_a_note_to_the_public(self, county: County) -> None:
        walk = lead_to(county, "published").correct()
        walk.save(title="关于提高低保标准的通知（更正）")
        with pytest.raises(Invalid) as refusal:
            walk.submit()
        assert "public_note" in refusal.value.fields

    def test_it_cannot_make_a_public_text_unpublic(self, county: County) -> None:
        walk = lead_to(county, "published").correct()
        walk.save(public_note="改为不公开。", **CLOSED)
        with pytest.raises(Invalid) as refusal:
            walk.submit()
        assert "申请撤下" in str(refusal.value.fields["open_attr"])

    def test_an_unchanged_text_with_the_note_of_the_last_time_is_refused(self, county: County) -> None:
        walk = lead_to(county, "published").correct()
        walk.save(title="关于提高低保标准的通知（更正）", public_note="标题更正。")
        walk.to("feedback")
        walk.correct()
        with pytest.raises(Invalid):
            walk.submit()
        assert walk.record.live
        assert walk.record.live.number == 2

    def test_only_one_at_a_time(self, county: County) -> None:
        walk = lead_to(county, "published").correct()
        with pytest.raises(WrongState):
            walk.correct()

    def test_a_record_that_is_not_public_has_nothing_to_correct(self, county: County) -> None:
        for stage in ("draft", "audit", "closed", "withdrawn", "discarded"):
            with pytest.raises(WrongState):
                lead_to(county, stage).correct()


@pytest.mark.usefixtures("noon")
class TestWithdrawal:
    @staticmethod
    def why() -> Act:
        return Act(reason="附件第2页含完整身份证号。", reason_code="privacy")

    def ask(self, walk: Walk) -> None:
        actions.ask_withdrawal(walk.drafter, walk.record, self.why(), public_note="已撤下。")

    def test_it_takes_two_people(self, county: County) -> None:
        walk = lead_to(county, "published")
        self.ask(walk)
        assert walk.record.is_public, "asking alone hides nothing"
        actions.decide_withdrawal(walk.who("approver"), walk.record, Act(), agrees=True)
        record = walk.record
        assert (record.stage, record.is_public, record.withdrawn_at) == ("withdrawn", False, NOON)
        assert record.withdrawal_note == "已撤下。"

    def test_who_asked_does_not_agree(self, county: County) -> None:
        walk = lead_to(county, "published")
        who = county.authority_of("allround")
        actions.ask_withdrawal(who, walk.record, self.why(), public_note="已撤下。")
        with pytest.raises(Forbidden) as refusal:
            actions.decide_withdrawal(who, walk.record, Act(), agrees=True)
        assert "自己提出" in str(refusal.value.rule)
        assert walk.record.is_public

    def test_the_approver_can_take_it_down_at_once(self, county: County) -> None:
        walk = lead_to(county, "feedback").withdraw()
        assert not walk.record.is_public
        assert walk.case("publication").outcome == "withdrawn"
        other = lead_to(county, "feedback")
        with pytest.raises(Forbidden):
            actions.withdraw_now(other.drafter, other.record, self.why(), public_note="撤")

    def test_while_a_request_waits_the_approver_answers_that(self, county: County) -> None:
        walk = lead_to(county, "feedback")
        self.ask(walk)
        with pytest.raises(WrongState):
            walk.withdraw()
        actions.decide_withdrawal(walk.who("approver"), walk.record, Act(), agrees=True)
        assert not walk.record.is_public

    @pytest.mark.parametrize("stage", ["feedback", "rectify", "published"])
    def test_everything_that_ran_on_it_ends(self, county: County, stage: str) -> None:
        walk = lead_to(county, stage)
        if stage == "published":
            walk.correct()
        walk.withdraw()
        assert not Case.objects.filter(subject_id=walk.pk, closed_at=None).exists()
        assert walk.record.head == walk.record.live
        with clock.at(NOON + timedelta(days=99)):
            assert actions.run_clock() == 0

    def test_refusing_needs_a_reason_and_keeps_it_public(self, county: County) -> None:
        walk = lead_to(county, "published")
        self.ask(walk)
        with pytest.raises(Invalid):
            actions.decide_withdrawal(walk.who("approver"), walk.record, Act(), agrees=False)
        actions.decide_withdrawal(walk.who("approver"), walk.record, Act(reason="没有个人信息"), agrees=False)
        assert walk.record.is_public
        self.ask(walk)

    def test_reason_and_note_are_named_when_missing(self, county: County) -> None:
        walk = lead_to(county, "published")
        with pytest.raises(Invalid) as refusal:
            actions.withdraw_now(walk.who("approver"), walk.record, Act(reason="因为"), public_note=" ")
        assert set(refusal.value.fields) == {"reason_code", "public_note"}
        assert walk.record.is_public

    def test_a_withdrawn_record_is_not_withdrawn_again(self, county: County) -> None:
        walk = lead_to(county, "withdrawn")
        with pytest.raises(WrongState):
            walk.withdraw()
        assert Event.objects.filter(kind="withdrawal.withdraw_now").count() == 1


@pytest.mark.usefixtures("noon")
class TestDisplayPeriod:
    LAST = NOON.date() + timedelta(days=7)

    def test_the_last_day_is_still_shown_and_the_next_is_not_before_any_job_ran(self, county: County) -> None:
        walk = lead_to(county, "feedback", display_until=self.LAST)
        with clock.at(NOON + timedelta(days=7)):
            assert queries.public().filter(pk=walk.pk).exists()
        with clock.at(NOON + timedelta(days=8)):
            assert not queries.public().filter(pk=walk.pk).exists()
            assert walk.record.is_public, "the column waits for the job"

    def test_the_job_hides_it_once_and_says_so(self, county: County) -> None:
        walk = lead_to(county, "feedback", display_until=self.LAST)
        with clock.at(NOON + timedelta(days=8)):
            assert actions.end_display_periods() == 1
            assert actions.end_display_periods() == 0
        assert not walk.record.is_public
        assert Event.objects.filter(kind="record.display_ended").count() == 1
        assert tally.differences() == {}

    def test_a_correction_can_prolong_it(self, county: County) -> None:
        walk = lead_to(county, "feedback", display_until=self.LAST).correct()
        with clock.at(NOON + timedelta(days=8)):
            actions.end_display_periods()
            walk.save(display_until=self.LAST + timedelta(days=30), public_note="延长公示。")
            walk.to("release").publish()
            assert queries.public().filter(pk=walk.pk).exists()
            assert tally.differences() == {}

    def test_what_was_prolonged_while_the_job_ran_stays_public(
        self, county: County, monkeypatch: Any
    ) -> None:
        from mingtang.openness.records.actions import projection, release

        walk = lead_to(county, "feedback", display_until=self.LAST)
        real = projection.locked

        def locked(pk: Any) -> Record:
            Record.objects.filter(pk=pk).update(display_until=self.LAST + timedelta(days=30))
            return real(pk)

        monkeypatch.setattr(release, "locked", locked)
        with clock.at(NOON + timedelta(days=8)):
            assert actions.end_display_periods() == 0
        assert walk.record.is_public

    def test_a_period_that_ends_before_the_release_is_refused(self, county: County) -> None:
        walk = lead_to(county, "release", display_until=self.LAST)
        with clock.at(NOON + timedelta(days=8)):
            with pytest.raises(Invalid, match="公示截止"):
                walk.publish()
            assert not queries.public().exists()
            assert walk.record.stage == "release"
            assert tally.differences() == {}

    def test_a_release_for_a_time_after_the_period_is_refused(self, county: County) -> None:
        walk = lead_to(county, "audit", display_until=self.LAST)
        with pytest.raises(Invalid) as refusal:
            walk.approve(NOON + timedelta(days=9))
        assert "publish_at" in refusal.value.fields


@pytest.mark.usefixtures("noon")
class TestStaleSave:
    def test_a_save_on_an_older_revision_is_refused_with_both_texts(self, county: County) -> None:
        walk = Walk(county, draft(county))
        walk.save(title="别人改的标题的通知")
        mine = CONTENT | {"title": "我改的标题的通知"}
        with pytest.raises(StaleDraft) as refusal:
            actions.save_draft(county.authority_of("allround"), walk.record, mine, based_on=1)
        assert refusal.value.newest.title == "别人改的标题的通知"
        assert refusal.value.mine["title"] == "我改的标题的通知"
        assert walk.record.revisions.count() == 2

    def test_the_area_stays_where_it_was_through_saves_and_goes_with_the_case(self, county: County) -> None:
        walk = Walk(county, draft(county, area="assistance"))
        actions.save_draft(walk.drafter, walk.record, CONTENT, based_on=1, area=county.areas["water-works"])
        assert walk.record.area == county.areas["water-works"]
        assert walk.case().area == county.areas["water-works"]
        assert tally.differences() == {}

    def test_an_area_limited_drafter_cannot_move_it_out_of_reach(self, county: County) -> None:
        post = county.staff("civil", "supervisor", "limited")
        area = county.areas["assistance"]
        Grant.objects.create(post=post, action="record.draft", unit=post.unit, area=area)
        walk = Walk(county, draft(county, area="assistance"))
        who = county.authority_of("limited")
        with pytest.raises(Forbidden):
            actions.save_draft(who, walk.record, CONTENT, based_on=1, area=county.areas["water-works"])
        with pytest.raises(Forbidden):
            actions.create_record(who, county.units["civil"], None, CONTENT)
        actions.save_draft(who, walk.record, CONTENT, based_on=1, area=area)


@pytest.mark.usefixtures("noon")
class TestLoading:
    def old(self, n: int = 1, **more: Any) -> OldRecord:
        return OldRecord(
            {**CONTENT, "title": f"旧信息第{n}号的通知"}, datetime(2024, 5, n, tzinfo=NOON.tzinfo), **more
        )

    def test_loaded_records_are_public_counted_and_told(self, county: County) -> None:
        found = load_records(
            county.authority_of("office"), county.units["civil"], [self.old(n) for n in (1, 2, 3)]
        )
        assert queries.public().count() == 3
        assert tally.differences() == {}
        assert Event.objects.filter(kind="record.loaded").count() == 3
        assert len({r.index_no for r in found}) == 3
        for record in Record.objects.select_related("live"):
            assert record.live
            assert record.live.content_hash == hash_of(record.live, [])
            assert record.year == 2024

    def test_without_the_grant_nothing_is_loaded(self, county: County) -> None:
        for name in ("civil-drafter", "supervisor", "nobody"):
            with pytest.raises(Forbidden):
                load_records(county.authority_of(name), county.units["civil"], [self.old()])
        assert not Record.objects.exists()

    def test_a_number_that_was_used_refuses_the_batch_and_says_which(self, county: County) -> None:
        number = lead_to(county, "published").record.index_no
        with pytest.raises(Invalid) as refusal:
            load_records(
                county.authority_of("office"),
                county.units["civil"],
                [self.old(1), self.old(2, index_no=number)],
            )
        assert str(number) in str(refusal.value.fields)
        assert Record.objects.count() == 1


def in_threads(*jobs: Any) -> list[BaseException]:
    broken: list[BaseException] = []

    def run(job: Any) -> None:
        try:
            job()
        except BaseException as error:
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return broken


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    @pytest.fixture
    def county(self) -> County:
        return make_county()

    def test_the_clock_twice_at_once_publishes_once(self, county: County) -> None:
        with clock.at(NOON):
            walks = [lead_to(county, "audit").approve(NOON + timedelta(hours=1)) for _n in range(3)]
        barrier = threading.Barrier(2)

        def tick() -> None:
            barrier.wait(5)
            with clock.at(NOON + timedelta(hours=2)):
                actions.run_clock()

        assert in_threads(tick, tick) == []
        assert [w.record.is_public for w in walks] == [True] * 3
        assert Event.objects.filter(kind="publication.publish_on_time").count() == 3
        assert tally.differences() == {}

    def test_two_who_save_the_same_draft_at_once_one_is_told(self, county: County) -> None:
        with clock.at(NOON):
            walk = Walk(county, draft(county))
        barrier = threading.Barrier(2)
        told = []

        def save(username: str) -> Any:
            def run() -> None:
                who = county.authority_of(username)
                record = walk.record
                barrier.wait(5)
                try:
                    actions.save_draft(who, record, CONTENT | {"title": f"{username}写的通知"}, based_on=1)
                except StaleDraft as stale:
                    told.append(stale.mine["title"])

            return run

        assert in_threads(save("civil-drafter"), save("allround")) == []
        assert len(told) == 1
        assert walk.record.revisions.count() == 2
        assert walk.record.title != told[0]

    def test_who_waited_for_the_lock_sees_what_the_other_saved(self, county: County) -> None:
        """The second save arrives while the first is not committed yet: it waits, and is refused with both texts."""
        with clock.at(NOON):
            walk = Walk(county, draft(county))
        inside, told = threading.Event(), []

        def first() -> None:
            with transaction.atomic():
                actions.save_draft(
                    walk.drafter, walk.record, CONTENT | {"title": "先到的人写的通知"}, based_on=1
                )
                inside.set()
                time.sleep(0.5)

        def second() -> None:
            who, record = county.authority_of("allround"), walk.record
            assert inside.wait(5)
            try:
                actions.save_draft(who, record, CONTENT | {"title": "后到的人写的通知"}, based_on=1)
            except StaleDraft as stale:
                told.append((stale.newest.title, stale.mine["title"]))

        assert in_threads(first, second) == []
        assert told == [("先到的人写的通知", "后到的人写的通知")]
        assert walk.record.title == "先到的人写的通知"

    def test_who_waited_while_it_went_public_acts_on_what_is_public(self, county: County) -> None:
        """A withdrawal that waited for the publication keeps title and live revision of the record."""
        with clock.at(NOON):
            walk = lead_to(county, "release")
        inside = threading.Event()

        def first() -> None:
            with clock.at(NOON), transaction.atomic():
                walk.publish()
                inside.set()
                time.sleep(0.5)

        def second() -> None:
            assert inside.wait(5)
            with clock.at(NOON):
                walk.withdraw()

        assert in_threads(first, second) == []
        record = walk.record
        assert record.live is not None
        assert (record.stage, record.head, record.title) == ("withdrawn", record.live, CONTENT["title"])
        case = walk.case("withdrawal")
        assert case.content_hash == record.live.content_hash
        assert tally.differences() == {}

    def test_numbers_given_at_once_differ(self, county: County) -> None:
        with clock.at(NOON):
            walks = [Walk(county, draft(county)) for _n in range(4)]
        barrier = threading.Barrier(2)

        def submit(mine: list[Walk]) -> Any:
            def run() -> None:
                barrier.wait(5)
                with clock.at(NOON):
                    for walk in mine:
                        walk.submit()

            return run

        assert in_threads(submit(walks[:2]), submit(walks[2:])) == []
        assert len({w.record.index_no for w in walks}) == 4
