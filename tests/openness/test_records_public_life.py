"""The passage of a record, example by example: withdrawal, display period, stale saves, loading, two at once."""

import threading
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections, transaction

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.models import Grant
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.records import actions, queries, tally
from mingtang.openness.records.actions import OldRecord, load_records
from mingtang.openness.records.actions.drafting import StaleDraft
from mingtang.openness.records.content import hash_of
from mingtang.openness.records.models import Record
from tests.county import (
    CONTENT,
    NOON,
    County,
    Walk,
    draft,
    lead_to,
    make_county,
)

pytestmark = pytest.mark.django_db


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
