"""Random people drive records through publication, correction and withdrawal; the house rules hold at every step."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Refusal
from mingtang.openness.records import actions, queries, tally
from mingtang.openness.records.actions.projection import stage_of
from mingtang.openness.records.content import content_of, hash_of
from mingtang.openness.records.models import OpenAttr, Record, SecrecyItem, Stage
from tests.county import CLOSED, CONTENT, NOON, ON_REQUEST, County, lead_to, make_county

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# `allround` writes and reviews; the pure reviewers never write, so that nothing is stuck for want of somebody else.
PEOPLE = (
    "civil-drafter", "civil-reviewer", "civil-secrecy", "civil-approver", "allround", "water-drafter",
    "water-approver", "office", "nobody",
)  # fmt: skip
ATTRS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {},
    ON_REQUEST,
    CLOSED,
    {**CLOSED, "is_policy": True},
    {"open_attr": ""},
)
NOT_BY_AUTHORS = ("pass_review", "pass_secrecy", "approve", "file_on_request", "file_closed")

people = st.sampled_from(PEOPLE)
STARTS = ["rectify", "feedback", "audit", "published", "draft"]
SEEN: set[tuple[str, str]] = set()


class Publication(RuleBasedStateMachine):
    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.now = NOON
        self.numbers: dict[Any, str] = {}
        with clock.at(self.now):
            self.county: County = make_county()
            self.known = Event.objects.count()
            tally.add([])
        self.acts = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    # -- acting ---------------------------------------------------------------------------------------------

    def act(self, who: str, pk: Any, run: Any) -> bool:
        """One act by a person; whatever it does, it leaves its events or, refused, nothing at all."""
        events = Event.objects.count()
        with clock.at(self.now):
            record = Record.objects.select_related("unit", "area", "head", "live").get(pk=pk)
            before = self.picture(pk)
            try:
                with transaction.atomic():
                    run(self.county.authority_of(who), record)
            except Refusal:
                assert Event.objects.count() == events, "a refused act left an event"
                assert self.picture(pk) == before, "a refused act changed something"
                return False
        self.check_new_events(events, who, before, self.picture(pk))
        return True

    def picture(self, pk: Any) -> tuple[Any, ...]:
        record = Record.objects.get(pk=pk)
        columns = tuple(
            getattr(record, f.attname) for f in Record._meta.concrete_fields if f.attname != "updated_at"
        )
        cases = tuple(
            Case.objects.filter(subject_id=pk)
            .order_by("pk")
            .values_list("pk", "state", "outcome", "lock_version")
        )
        return (
            *columns,
            cases,
            record.revisions.count(),
            Countersign.objects.filter(case__subject_id=pk).count(),
        )

    def check_new_events(self, count: int, who: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> None:
        fresh = list(Event.objects.order_by("pk")[count:])
        assert fresh, "an act left no event"
        moves = [e for e in fresh if e.kind.split(".")[0] in ("publication", "correction", "withdrawal")]
        # Every move counts the version of its case up by one; signing conclusions counts it up without a move.
        old = {row[0]: row for row in before[-3]}
        changed = [row for row in after[-3] if row != old.get(row[0])]
        by_case = {row[0]: [e for e in moves if e.case_id == row[0]] for row in after[-3]}
        for row in changed:
            seen = old.get(row[0])
            if seen is None:
                opening = by_case[row[0]][0]
                assert opening.kind.split(".")[1] in ("propose", "order", "ask", "withdraw_now")
            elif seen[1] != row[1] or seen[2] != row[2]:
                assert len(by_case[row[0]]) == 1, "a move has exactly one event"
        for event in moves:
            if event.kind.split(".")[1] in NOT_BY_AUTHORS and event.subject_kind == "record" \
                    and not event.kind.startswith("withdrawal"):  # fmt: skip
                record = Record.objects.get(pk=event.subject_id)
                authors = set(record.revisions.values_list("author_id", flat=True))
                assert event.actor_id not in authors, f"{who} passed an own draft"

    # -- rules ----------------------------------------------------------------------------------------------

    @initialize(target=records, stage=st.sampled_from(STARTS))
    def first(self, stage: str) -> Any:
        with clock.at(self.now):
            return lead_to(self.county, stage, formed_on=NOON.date()).pk

    @rule(target=records, attr=st.sampled_from(ATTRS), who=people)
    def another(self, attr: dict[str, Any], who: str) -> Any:
        return self.create(who, attr) if Record.objects.count() < 2 else multiple()

    def create(self, who: str, attr: dict[str, Any]) -> Any:
        unit = self.county.units["water" if who.startswith("water") else "civil"]
        with clock.at(self.now):
            try:
                with transaction.atomic():
                    content = {**CONTENT, **attr, "formed_on": NOON.date()}
                    return actions.create_record(self.county.authority_of(who), unit, None, content).pk
            except Refusal:
                return multiple()

    @rule(pk=records, who=people, title=st.sampled_from(["新标题甲的通知事项", "新标题乙的通知事项"]),
          attr=st.sampled_from(ATTRS), days=st.sampled_from([None, 1, 30]))  # fmt: skip
    def save(self, pk: Any, who: str, title: str, attr: dict[str, Any], days: int | None) -> None:
        until = (self.now + timedelta(days=days)).date() if days else None

        def run(authority: Authority, record: Record) -> None:
            assert record.head
            fields = {"title": title, "public_note": "更正了标题。", "display_until": until, **attr}
            if not attr:
                fields |= {"open_attr": "active", "reason_code": "", "reason_text": ""}
            actions.save_draft(
                authority,
                record,
                content_of(record.head) | fields,
                based_on=record.head.number,
                area=record.area,
            )

        self.act(who, pk, run)

    @rule(pk=records, who=people)
    def submit(self, pk: Any, who: str) -> None:
        self.act(who, pk, lambda a, r: actions.submit(a, r, Act(), based_on=r.head.number))

    @rule(pk=records, who=people)
    def recall(self, pk: Any, who: str) -> None:
        self.act(who, pk, lambda a, r: actions.recall(a, r, Act()))

    @rule(pk=records, who=people)
    def pass_review(self, pk: Any, who: str) -> None:
        self.act(who, pk, lambda a, r: actions.pass_review(a, r, Act()))

    @rule(pk=records, who=people, clear=st.sampled_from([True, True, False]))
    def secrecy(self, pk: Any, who: str, clear: bool) -> None:
        def run(authority: Authority, record: Record) -> None:
            items = SecrecyItem.objects.filter(case__subject_id=record.pk, case__state="secrecy")
            verdict = ("clear", "") if clear else ("not_clear", "含身份证号")
            newest = items.order_by("-pk").first()
            rows = items.filter(revision=newest.revision) if newest else items
            actions.conclude_secrecy(authority, record, {row.pk: verdict for row in rows}, Act())

        before = Event.objects.count()
        with clock.at(self.now):
            record = Record.objects.get(pk=pk)
            try:
                with transaction.atomic():
                    run(self.county.authority_of(who), record)
            except Refusal:
                assert Event.objects.count() == before
                return
        authors = set(record.revisions.values_list("author_id", flat=True))
        for event in Event.objects.order_by("pk")[before:]:
            assert event.actor_id not in authors

    @rule(pk=records, who=people, hours=st.sampled_from([None, None, 1, 48]))
    def approve(self, pk: Any, who: str, hours: int | None) -> None:
        when = self.now + timedelta(hours=hours) if hours else None
        self.act(who, pk, lambda a, r: actions.approve(a, r, Act(), manner="full", publish_at=when))

    @rule(pk=records, who=people)
    def file_not_public(self, pk: Any, who: str) -> None:
        self.act(who, pk, lambda a, r: actions.file_not_public(a, r, Act()))

    @rule(pk=records, who=people, post=st.sampled_from(["office", "water-approver"]))
    def ask_countersign(self, pk: Any, who: str, post: str) -> None:
        posts = [self.county.posts[post]]
        self.act(who, pk, lambda a, r: actions.ask_countersign(a, r, posts, "请看", Act()))

    @rule(pk=records, who=st.sampled_from(["office", "water-approver", "nobody"]), agrees=st.booleans())
    def answer_countersign(self, pk: Any, who: str, agrees: bool) -> None:
        row = Countersign.objects.filter(case__subject_id=pk, answer="").select_related("case").first()
        if row:
            self.act(
                who, pk, lambda a, r: actions.answer_countersign(a, r, row, agrees=agrees, opinion="意见")
            )

    @rule(pk=records, who=people)
    def send_back(self, pk: Any, who: str) -> None:
        self.act(who, pk, lambda a, r: actions.send_back(a, r, Act(reason="请改")))

    @rule(pk=records, who=people)
    def publish(self, pk: Any, who: str) -> None:
        self.act(who, pk, lambda a, r: actions.publish(a, r, Act()))

    @rule(pk=records, who=people)
    def rectify(self, pk: Any, who: str) -> None:
        self.act(who, pk, lambda a, r: actions.order_rectification(a, r, Act(reason="请改")))

    @rule(pk=records, who=people)
    def correct(self, pk: Any, who: str) -> None:
        self.act(who, pk, lambda a, r: actions.propose_correction(a, r, Act(reason="误写")))

    @rule(pk=records, who=people)
    def discard(self, pk: Any, who: str) -> None:
        self.act(who, pk, lambda a, r: actions.discard(a, r, Act(reason="不要了")))

    @rule(pk=records, who=people)
    def file(self, pk: Any, who: str) -> None:
        self.act(who, pk, lambda a, r: actions.file_record(a, r, Act()))

    @rule(pk=records, who=people, now=st.booleans())
    def withdraw(self, pk: Any, who: str, now: bool) -> None:
        act = Act(reason="含个人信息", reason_code="privacy")
        run = actions.withdraw_now if now else actions.ask_withdrawal
        self.act(who, pk, lambda a, r: run(a, r, act, public_note="已撤下"))

    @rule(pk=records, who=people, agrees=st.sampled_from([True, False, None]))
    def decide_withdrawal(self, pk: Any, who: str, agrees: bool | None) -> None:
        if agrees is None:
            self.act(who, pk, lambda a, r: actions.recall_withdrawal(a, r, Act()))
            return
        asked = Case.objects.filter(subject_id=pk, process_id="withdrawal", closed_at=None).first()
        done = self.act(
            who, pk, lambda a, r: actions.decide_withdrawal(a, r, Act(reason="因为"), agrees=agrees)
        )
        if done and agrees:
            assert asked is not None
            assert asked.opened_by != self.county.person(who), "nobody agrees to an own request"

    @rule(pk=records)
    def straight_on(self, pk: Any) -> None:
        """The pure people do what waits for them, so that the machine gets far."""
        for _n in range(3):
            self.submit(pk, "civil-drafter")
            self.pass_review(pk, "civil-reviewer")
            self.secrecy(pk, "civil-secrecy", True)
            self.approve(pk, "civil-approver", None)
            self.publish(pk, "civil-approver")
            if Record.objects.get(pk=pk).stage == Stage.FEEDBACK:
                break

    @rule(hours=st.sampled_from([1, 30, 24 * 16]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        with clock.at(self.now):
            actions.run_clock()
            count = Event.objects.count()
            actions.run_clock()
            assert Event.objects.count() == count, "the clock acts once"

    @rule()
    def housekeeping(self) -> None:
        with clock.at(self.now):
            actions.end_display_periods()
            count = Event.objects.count()
            assert actions.end_display_periods() == 0
            assert Event.objects.count() == count
            tally.compact()

    # -- what always holds ----------------------------------------------------------------------------------

    @invariant()
    def columns_counts_and_cases_agree(self) -> None:
        assert tally.differences() == {}
        for record in Record.objects.all():
            publication = Case.objects.get(subject_id=record.pk, process_id="publication")
            if record.withdrawn_at:
                assert record.stage == Stage.WITHDRAWN
                assert publication.closed_at is not None
            else:
                assert record.stage == stage_of(publication)

    @invariant()
    def public_is_live_active_not_withdrawn_and_within_its_days(self) -> None:
        with clock.at(self.now):
            today = clock.today()
            shown = set(queries.public().values_list("pk", flat=True))
            for record in Record.objects.select_related("live"):
                live = record.live
                open_still = live is None or live.display_until is None or live.display_until >= today
                expected = (
                    live is not None
                    and live.open_attr == OpenAttr.ACTIVE
                    and record.withdrawn_at is None
                    and open_still
                )
                assert (record.pk in shown) == expected
                if live is not None:
                    assert record.title == live.title

    @invariant()
    def numbers_are_given_once(self) -> None:
        for pk, number in Record.objects.exclude(index_no=None).values_list("pk", "index_no"):
            assert number is not None
            assert self.numbers.setdefault(pk, number) == number, "an index number changed"
        assert len(set(self.numbers.values())) == len(self.numbers)

    @invariant()
    def live_content_is_what_was_hashed_reviewed_and_approved(self) -> None:
        for record in Record.objects.exclude(live=None).select_related("live"):
            live = record.live
            assert live is not None
            assert live.content_hash == hash_of(live, live.attachments.select_related("file"))
            assert live.frozen_at is not None
            kinds = set(
                Event.objects.filter(subject_id=str(record.pk), content_hash=live.content_hash).values_list(
                    "kind", flat=True
                )
            )
            process = {k.split(".")[0] for k in kinds} & {"publication", "correction"}
            assert any({f"{p}.pass_review", f"{p}.pass_secrecy", f"{p}.approve"} <= kinds for p in process), (
                "something went out that was not reviewed as it is"
            )

    @invariant()
    def no_case_is_stuck(self) -> None:
        with clock.at(self.now):
            who = {name: self.county.authority_of(name) for name in PEOPLE}
            for case in Case.objects.filter(closed_at=None):
                SEEN.add((case.process_id, case.state))
                record = Record.objects.get(pk=case.subject_id)
                authors = set(record.revisions.values_list("author_id", flat=True))
                if case.state == "rectify":
                    assert case.springs.filter(closed_at=None).exists()
                    continue
                if case.state == "feedback":
                    assert case.wakes_at is not None, "the feedback days have no end"
                    continue
                acts = {t.action for t in case.process.leaving(case.state) if t.action != "system"}
                able = [
                    name
                    for name in PEOPLE
                    if any(who[name].actor_for(a, case) for a in acts)
                    and self.county.person(name).pk not in authors
                ]
                assert able or case.state == "draft", f"{case} waits in {case.state} for nobody"

    @invariant()
    def open_cases_are_one_per_process(self) -> None:
        keys = list(Case.objects.filter(closed_at=None).values_list("subject_id", "process_id"))
        assert len(keys) == len(set(keys))


def test_random_people_cannot_break_the_rules_of_publication() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    # Chance may keep a walk from getting far enough to say something: then it is walked again.
    for _walk in range(5):
        run_state_machine_as_test(
            Publication,
            settings=settings(
                max_examples=8,
                stateful_step_count=18,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
        if {"publication", "correction"} <= {process for process, _state in SEEN}:
            break
    assert {"publication", "correction"} <= {process for process, _state in SEEN}, SEEN
