"""The passage of a record, example by example: not public, on time, feedback, rectification, correction."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.events.models import Event
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.records import actions, queries
from mingtang.openness.records.models import Record
from tests.county import (
    CLOSED,
    CONTENT,
    NOON,
    ON_REQUEST,
    County,
    Walk,
    draft,
    lead_to,
)

pytestmark = pytest.mark.django_db


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
