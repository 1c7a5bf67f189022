"""Cases move as their table says, one act at a time, by people whom a grant allows and no rule keeps apart."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from mingtang.foundation.cases import actions
from mingtang.foundation.cases.actions import Act, Place, answer_countersign, ask_countersign, move, open_case
from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.cases.queries import countersigns_waiting_for, subjects_open_to, waiting_for
from mingtang.foundation.cases.registry import PROCESSES, register_process
from mingtang.foundation.events.kinds import EVENT_KINDS
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.grants import GRANT_ACTIONS, grant_action
from mingtang.foundation.organisations.models import Grant
from mingtang.kernel.process import Process, State, Transition
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState
from tests.county import NOON, County, make_county

KIND = "paper"
DRAFT, REVIEW = "paper.draft", "paper.review"
TABLE = Process(
    "paper",
    1,
    "文件",
    states=(
        State("draft", "起草", waits_for=DRAFT),
        State("review", "审核", waits_for=REVIEW),
        State("waiting", "等候"),
        State("done", "办结", final=True),
    ),
    transitions=(
        Transition("open", "提出", (), "draft", DRAFT),
        Transition("submit", "提交", ("draft",), "review", DRAFT),
        Transition("recall", "撤回", ("review",), "draft", DRAFT, "author_only", kind="back"),
        Transition("return", "退回", ("review",), "draft", REVIEW, needs_reason=True, kind="back"),
        Transition("stay", "留", ("review",), "review", REVIEW, kind="stay"),
        Transition("approve", "通过", ("review",), "waiting", REVIEW, "not_author"),
        Transition("confirm", "确认", ("waiting",), "done", REVIEW, "not_opener", outcome="good"),
        Transition("expire", "到期", ("waiting",), "done", "system", outcome="good"),
    ),
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def process(monkeypatch: pytest.MonkeyPatch) -> None:
    for registry in (PROCESSES, EVENT_KINDS, GRANT_ACTIONS):
        monkeypatch.setattr(registry, "_entries", dict(registry.items()))
    grant_action(DRAFT, "起草文件")
    grant_action(REVIEW, "审核文件")
    register_process(TABLE)


@pytest.fixture
def county() -> County:
    county = make_county()
    for username, action in (
        ("civil-drafter", DRAFT),
        ("civil-reviewer", REVIEW),
        ("civil-approver", DRAFT),
        ("civil-approver", REVIEW),
        ("water-reviewer", REVIEW),
    ):
        post = county.posts[username]
        Grant.objects.create(post=post, action=action, unit=post.unit)
    return county


def opened(county: County, by: str = "civil-drafter", **more: Any) -> Case:
    place = Place(county.units["civil"].pk, None)
    return open_case(
        TABLE,
        "open",
        place,
        county.authority_of(by),
        subject_kind=KIND,
        subject_id=more.pop("subject", uuid4()),
        **more,
    )


def go(county: County, case: Case, step: str, by: str, lock_version: int | None = None, **more: Any) -> Case:
    """One act as a request would do it: on a fresh copy, in one transaction."""
    with transaction.atomic():
        fresh = Case.objects.get(pk=case.pk)
        reason = more.pop("reason", "")
        move(fresh, step, county.authority_of(by), Act(lock_version, reason), **more)
    return fresh


class TestState:
    @pytest.mark.parametrize("step", ["recall", "return", "approve", "confirm", "stay"])
    def test_an_act_of_another_state_is_refused_and_leaves_no_trace(self, county: County, step: str) -> None:
        case = opened(county)
        events = Event.objects.count()
        with pytest.raises(WrongState) as refusal:
            go(county, case, step, "civil-approver", reason="因为")
        assert refusal.value.status == 409
        assert "起草" in str(refusal.value.message)
        assert Event.objects.count() == events
        assert Case.objects.get(pk=case.pk).state == "draft"

    def test_a_closed_case_moves_no_more(self, county: County) -> None:
        case = opened(county)
        go(county, case, "submit", "civil-drafter")
        go(county, case, "approve", "civil-reviewer")
        closed = go(county, case, "confirm", "civil-reviewer")
        assert (closed.state, closed.outcome, closed.is_open) == ("done", "good", False)
        for step in ("confirm", "expire", "approve"):
            with pytest.raises(WrongState):
                go(county, case, step, "civil-reviewer")

    def test_each_act_leaves_exactly_one_event_with_its_case(self, county: County) -> None:
        case = opened(county)
        go(county, case, "submit", "civil-drafter")
        go(county, case, "return", "civil-reviewer", reason="金额不一致")
        rows = Event.objects.filter(case_id=case.pk).order_by("pk")
        assert [e.kind for e in rows] == ["paper.open", "paper.submit", "paper.return"]
        assert rows[2].detail.data["reason"] == "金额不一致"
        assert {e.unit_id for e in rows} == {county.units["civil"].pk}

    def test_the_waiting_time_counts_from_the_last_change_of_state(self, county: County) -> None:
        case = opened(county)
        submitted = go(county, case, "submit", "civil-drafter")
        stayed = go(county, case, "stay", "civil-reviewer")
        assert stayed.state_since == submitted.state_since
        assert stayed.lock_version == submitted.lock_version + 1

    def test_a_step_that_does_not_open_cannot_open(self, county: County) -> None:
        with pytest.raises(WrongState):
            open_case(
                TABLE, "submit", Place(county.units["civil"].pk, None), county.authority_of("civil-drafter"),
                subject_kind=KIND, subject_id=uuid4(),
            )  # fmt: skip
        assert not Case.objects.exists()

    def test_the_database_knows_no_closed_case_without_outcome(self, county: County) -> None:
        case = opened(county)
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(outcome="good")
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(closed_at=NOON)


class TestStale:
    def test_the_same_form_sent_twice_acts_once(self, county: County) -> None:
        case = opened(county)
        seen = case.lock_version
        go(county, case, "submit", "civil-drafter", seen)
        with pytest.raises(WrongState):
            go(county, case, "submit", "civil-drafter", seen)
        assert Event.objects.filter(case_id=case.pk, kind="paper.submit").count() == 1

    def test_a_form_that_was_opened_before_another_act_is_stale_even_in_the_same_state(
        self, county: County
    ) -> None:
        case = opened(county)
        seen = go(county, case, "submit", "civil-drafter").lock_version
        go(county, case, "stay", "civil-reviewer", seen)
        with pytest.raises(Stale) as refusal:
            go(county, case, "approve", "civil-reviewer", seen)
        assert refusal.value.status == 409
        assert Case.objects.get(pk=case.pk).state == "review"

    def test_a_state_that_came_back_does_not_make_an_old_form_fresh(self, county: County) -> None:
        case = opened(county)
        seen = case.lock_version
        go(county, case, "submit", "civil-drafter")
        go(county, case, "return", "civil-reviewer", reason="改")
        with pytest.raises(Stale):
            go(county, case, "submit", "civil-drafter", seen)

    def test_an_old_copy_in_memory_cannot_overwrite(self, county: County) -> None:
        case = opened(county)
        one, two = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
        with transaction.atomic():
            move(one, "submit", county.authority_of("civil-drafter"), Act())
        with pytest.raises(Stale), transaction.atomic():
            move(two, "submit", county.authority_of("civil-drafter"), Act())


class TestWho:
    def test_no_grant_no_act(self, county: County) -> None:
        case = opened(county)
        with pytest.raises(Forbidden) as refusal:
            go(county, case, "submit", "civil-reviewer")
        assert refusal.value.rule
        with pytest.raises(Forbidden):
            opened(county, "nobody")

    def test_a_grant_on_another_unit_is_none(self, county: County) -> None:
        case = opened(county)
        go(county, case, "submit", "civil-drafter")
        with pytest.raises(Forbidden):
            go(county, case, "approve", "water-reviewer")

    def test_nobody_takes_the_step_of_the_clock(self, county: County) -> None:
        case = opened(county)
        go(county, case, "submit", "civil-drafter")
        go(county, case, "approve", "civil-reviewer")
        with pytest.raises(Forbidden):
            go(county, case, "expire", "civil-reviewer")
        with transaction.atomic():
            move(Case.objects.get(pk=case.pk), "expire", None, Act())
        assert Event.objects.get(case_id=case.pk, kind="paper.expire").actor is None

    def test_an_author_does_not_approve(self, county: County) -> None:
        case = opened(county, "civil-approver")
        go(county, case, "submit", "civil-approver")
        me = frozenset({county.person("civil-approver").pk})
        with pytest.raises(Forbidden, match="按规定") as refusal:
            go(county, case, "approve", "civil-approver", authors=me)
        assert "自己起草" in str(refusal.value.rule)
        assert go(county, case, "approve", "civil-reviewer", authors=me).state == "waiting"

    def test_who_opened_does_not_confirm(self, county: County) -> None:
        case = opened(county, "civil-approver")
        go(county, case, "submit", "civil-drafter")
        go(county, case, "approve", "civil-reviewer")
        with pytest.raises(Forbidden):
            go(county, case, "confirm", "civil-approver")
        assert go(county, case, "confirm", "civil-reviewer").outcome == "good"

    def test_only_author_or_opener_recalls(self, county: County) -> None:
        case = opened(county)
        go(county, case, "submit", "civil-drafter")
        with pytest.raises(Forbidden):
            go(county, case, "recall", "civil-approver")
        author = frozenset({county.person("civil-approver").pk})
        assert go(county, case, "recall", "civil-approver", authors=author).state == "draft"
        go(county, case, "submit", "civil-drafter")
        assert go(county, case, "recall", "civil-drafter").state == "draft"

    @pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
    def test_a_missing_reason_is_refused_on_its_field(self, county: County, reason: str) -> None:
        case = opened(county)
        go(county, case, "submit", "civil-drafter")
        with pytest.raises(Invalid) as refusal:
            go(county, case, "return", "civil-reviewer", reason=reason)
        assert list(refusal.value.fields) == ["reason"]


class TestOneOpenCase:
    def test_a_second_open_case_of_the_same_process_is_refused(self, county: County) -> None:
        subject = uuid4()
        opened(county, subject=subject)
        with pytest.raises(WrongState):
            opened(county, subject=subject)
        assert Case.objects.filter(subject_id=subject).count() == 1
        assert Event.objects.filter(kind="paper.open").count() == 1

    def test_after_the_first_is_closed_another_may_open(self, county: County) -> None:
        subject = uuid4()
        case = opened(county, subject=subject)
        go(county, case, "submit", "civil-drafter")
        go(county, case, "approve", "civil-reviewer")
        go(county, case, "confirm", "civil-reviewer")
        assert opened(county, subject=subject).pk != case.pk


class TestCountersign:
    @pytest.fixture
    def case(self, county: County) -> Case:
        case = opened(county, content_hash="h1")
        return go(county, case, "submit", "civil-drafter")

    def ask(self, county: County, case: Case, *posts: str) -> list[Countersign]:
        actor = county.authority_of("civil-reviewer").actors[0]
        return ask_countersign(case, [county.posts[p] for p in posts], actor, "请看第三条")

    def test_several_posts_answer_in_any_order(self, county: County, case: Case) -> None:
        town, water = self.ask(county, case, "town-approver", "water-approver")
        answer_countersign(water, county.authority_of("water-approver"), agrees=False, opinion="第三条不妥")
        answer_countersign(town, county.authority_of("town-approver"), agrees=True, opinion="")
        answers = dict(case.countersigns.values_list("post__code", "answer"))
        assert set(answers.values()) == {"agreed", "objected"}
        assert Event.objects.filter(kind="case.countersigned", case_id=case.pk).count() == 2

    def test_an_answer_is_given_once(self, county: County, case: Case) -> None:
        (row,) = self.ask(county, case, "town-approver")
        answer_countersign(row, county.authority_of("town-approver"), agrees=True, opinion="")
        with pytest.raises(WrongState):
            answer_countersign(row, county.authority_of("town-approver"), agrees=False, opinion="反悔")
        assert Countersign.objects.get(pk=row.pk).answer == "agreed"

    def test_an_objection_needs_its_reason(self, county: County, case: Case) -> None:
        (row,) = self.ask(county, case, "town-approver")
        with pytest.raises(Invalid) as refusal:
            answer_countersign(row, county.authority_of("town-approver"), agrees=False, opinion="  ")
        assert list(refusal.value.fields) == ["opinion"]

    def test_another_post_cannot_answer(self, county: County, case: Case) -> None:
        (row,) = self.ask(county, case, "town-approver")
        for username in ("town-drafter", "water-approver", "supervisor", "nobody"):
            with pytest.raises(Forbidden):
                answer_countersign(row, county.authority_of(username), agrees=True, opinion="")

    def test_a_post_that_was_asked_is_not_asked_again_while_it_has_not_answered(
        self, county: County, case: Case
    ) -> None:
        self.ask(county, case, "town-approver")
        assert [r.post for r in self.ask(county, case, "town-approver", "water-approver")] == [
            county.posts["water-approver"]
        ]

    def test_who_is_asked_sees_the_subject_until_the_answer(self, county: County, case: Case) -> None:
        assert not subjects_open_to(county.authority_of("town-approver"), KIND)
        (row,) = self.ask(county, case, "town-approver")
        who = county.authority_of("town-approver")
        assert set(subjects_open_to(who, KIND)) == {case.subject_id}
        assert list(countersigns_waiting_for(who)) == [row]
        answer_countersign(row, who, agrees=True, opinion="")
        assert not subjects_open_to(who, KIND)

    def test_taken_back_questions_cannot_be_answered(self, county: County, case: Case) -> None:
        (row,) = self.ask(county, case, "town-approver")
        assert actions.cancel_countersigns(case) == 1
        with pytest.raises(WrongState):
            answer_countersign(row, county.authority_of("town-approver"), agrees=True, opinion="")

    def test_the_deputy_answers_for_the_absent_holder_and_the_event_names_both(
        self, county: County, case: Case
    ) -> None:
        from mingtang.foundation import clock

        deputy = county.staff("town", "approver", "town-approver-b", deputy_of=county.posts["town-approver"])
        (row,) = self.ask(county, case, "town-approver")
        with pytest.raises(Forbidden):
            answer_countersign(row, county.authority_of("town-approver-b"), agrees=True, opinion="")
        with clock.at(NOON):
            county.away("town-approver", NOON.date())
            answer_countersign(row, county.authority_of("town-approver-b"), agrees=True, opinion="")
        event = Event.objects.get(kind="case.countersigned")
        assert (event.post, event.instead_of) == (deputy, county.posts["town-approver"])


@pytest.mark.django_db(transaction=True)
def test_a_countersign_is_answered_outside_any_transaction_of_the_caller(county: County) -> None:
    """Views call it directly: the answer and its event must still come together."""
    with transaction.atomic():
        case = opened(county)
        actor = county.authority_of("civil-drafter").actors[0]
        (row,) = ask_countersign(case, [county.posts["town-approver"]], actor, "")
    answer_countersign(row, county.authority_of("town-approver"), agrees=True, opinion="")
    assert Event.objects.filter(kind="case.countersigned").count() == 1


def test_what_waits_for_a_post_is_what_its_grants_reach(county: County) -> None:
    case = opened(county)
    waiting = {
        name: list(waiting_for(county.authority_of(name)))
        for name in ("civil-drafter", "civil-approver", "civil-reviewer", "water-reviewer", "nobody")
    }
    assert waiting == {
        "civil-drafter": [case], "civil-approver": [case], "civil-reviewer": [], "water-reviewer": [], "nobody": []
    }  # fmt: skip
    go(county, case, "submit", "civil-drafter")
    assert list(waiting_for(county.authority_of("civil-reviewer"))) == [case]
    assert list(waiting_for(county.authority_of("civil-drafter"))) == []
    go(county, case, "approve", "civil-reviewer")
    assert list(waiting_for(county.authority_of("civil-reviewer"))) == []
