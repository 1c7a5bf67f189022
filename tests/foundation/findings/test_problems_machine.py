"""Random people register, cure, accept and send back, day after day; the rules of the register hold at every step."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings import actions, queries
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.process import ACCEPT, CURE, RAISE, RECTIFICATION
from mingtang.kernel.refusals import Refusal
from tests.county import NOON, County, make_county
from tests.foundation.findings.problem_house import CONTACT, WORDS, soon

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# `both` cures in civil and accepts in the whole county: the one who could wave through their own.
PEOPLE = (
    "office",
    "supervisor",
    "civil-drafter",
    "both",
    "both",
    "water-drafter",
    "civil-approver",
    "nobody",
)
people = st.sampled_from(PEOPLE)
which = st.integers(0, 3)
reasons = st.sampled_from(("有理由", "有理由", " "))
days = st.integers(-2, 15)
TAKEN: set[str] = set()


class Register(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.now = NOON
        with clock.at(self.now):
            self.county: County = make_county()
            self.county.staff("civil", "drafter", "both")
            self.county.staff("civil", "supervisor", "both", reach="county")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def attempt(self, what: str, at: int, act: Any) -> None:
        """Does it to one of the problems or is refused; what is refused leaves nothing behind."""
        found = list(Finding.objects.select_related("case", "unit").order_by("reported_at", "pk"))
        if not found:
            return
        problem = found[at % len(found)]
        before = Event.objects.count()
        try:
            with transaction.atomic(), clock.at(self.now):
                act(problem)
        except Refusal:
            assert Event.objects.count() == before
            assert Finding.objects.get(pk=problem.pk).returned == problem.returned
            return
        TAKEN.add(what)

    @initialize(unit=st.sampled_from(("civil", "water")))
    def first(self, unit: str) -> None:
        self.raises("office", unit, True, "")

    @rule(
        who=people,
        unit=st.sampled_from(("civil", "civil", "water")),
        assign=st.booleans(),
        key=st.sampled_from(("", "k")),
    )
    def raises(self, who: str, unit: str, assign: bool, key: str) -> None:
        try:
            with transaction.atomic(), clock.at(self.now):
                actions.raise_finding(
                    self.county.authority_of(who), unit=self.county.units[unit], due_on=soon(),
                    assign=assign, key=key, contact=CONTACT, **WORDS,
                )  # fmt: skip
        except Refusal:
            return
        TAKEN.add("raise")

    @rule(who=people, at=which, day=days)
    def assigns(self, who: str, at: int, day: int) -> None:
        self.attempt("assign", at, lambda p: actions.assign(
            self.county.authority_of(who), p, Act(), measure="改", due_on=soon(day)))  # fmt: skip

    @rule(who=people, at=which, again=st.booleans())
    def plans(self, who: str, at: int, again: bool) -> None:
        act = actions.replan if again else actions.take
        self.attempt("take", at, lambda p: act(
            self.county.authority_of(who), p, Act(), plan="改", responsible="甲"))  # fmt: skip

    @rule(who=people, at=which, reason=reasons, day=st.integers(5, 30))
    def asks_for_time(self, who: str, at: int, reason: str, day: int) -> None:
        self.attempt("ask", at, lambda p: actions.ask_time(
            self.county.authority_of(who), p, Act(reason=reason), until=soon(day)))  # fmt: skip

    @rule(who=people, at=which, grants=st.booleans(), reason=reasons)
    def decides_on_time(self, who: str, at: int, grants: bool, reason: str) -> None:
        act = actions.grant_time if grants else actions.refuse_time
        self.attempt("time", at, lambda p: act(self.county.authority_of(who), p, Act(reason=reason)))

    @rule(who=people, at=which)
    def hands_in(self, who: str, at: int) -> None:
        self.attempt("hand in", at, lambda p: actions.hand_in(
            self.county.authority_of(who), p, Act(), text="改好了"))  # fmt: skip

    @rule(who=people, at=which, reason=reasons, day=days)
    def sends_back(self, who: str, at: int, reason: str, day: int) -> None:
        self.attempt("send back", at, lambda p: actions.send_back(
            self.county.authority_of(who), p, Act(reason=reason), due_on=soon(day)))  # fmt: skip

    @rule(who=people, at=which)
    def accepts(self, who: str, at: int) -> None:
        self.attempt("close", at, lambda p: actions.accept_cure(self.county.authority_of(who), p, Act()))

    @rule(who=people, at=which, reason=reasons)
    def dismisses(self, who: str, at: int, reason: str) -> None:
        self.attempt("dismiss", at, lambda p: actions.dismiss_problem(
            self.county.authority_of(who), p, Act(reason=reason)))  # fmt: skip

    @rule(who=people, at=which, reason=reasons)
    def opens_again(self, who: str, at: int, reason: str) -> None:
        self.attempt("reopen", at, lambda p: actions.reopen(
            self.county.authority_of(who), p, Act(reason=reason), due_on=soon()))  # fmt: skip

    @rule(judge=st.sampled_from(("office", "office", "both")), agrees=st.booleans())
    def one_goes_the_usual_way(self, judge: str, agrees: bool) -> None:
        """Chance alone seldom gets to the end."""
        newest = -1
        self.raises("office", "civil", True, "")
        self.plans("civil-drafter", newest, False)
        self.asks_for_time("both", newest, "有理由", 25)
        self.decides_on_time(judge, newest, agrees, "有理由")
        self.hands_in("both", newest)
        if agrees:
            self.accepts(judge, newest)
        else:
            self.sends_back(judge, newest, "有理由", 9)

    @rule(passed=st.sampled_from((1, 3, 100)))
    def time_passes(self, passed: int) -> None:
        self.now += timedelta(days=passed)

    @invariant()
    def nobody_judged_what_they_cured(self) -> None:
        by_action: dict[str, str] = {
            f"{RECTIFICATION.id}.{t.id}": t.action for t in RECTIFICATION.transitions
        }
        cured: set[tuple[Any, Any]] = set()
        for kind, case, actor in (
            Event.objects.filter(kind__startswith="rectification.")
            .order_by("pk")
            .values_list("kind", "case_id", "actor_id")
        ):
            if by_action[kind] == CURE:
                cured.add((case, actor))
            elif by_action[kind] == ACCEPT:
                assert (case, actor) not in cured

    @invariant()
    def every_problem_says_how_far_it_is(self) -> None:
        for problem in Finding.objects.select_related("case").prefetch_related("hand_ins"):
            hand_ins = list(problem.hand_ins.all())
            assert [one.number for one in hand_ins] == list(range(1, len(hand_ins) + 1))
            steps = list(Event.objects.filter(case_id=problem.case_id).values_list("kind", flat=True))
            assert steps.count("rectification.hand_in") == len(hand_ins)
            assert steps.count("rectification.send_back") == problem.returned
            assert problem.returned <= len(hand_ins)
            assert steps.count("rectification.ask_time") == (problem.asked_until is not None)
            assert (problem.case.outcome == "cured") == ("rectification.close" in steps)
            if problem.case.state in ("assigned", "in_hand", "time_asked", "handed_in"):
                assert problem.assigned_at
                assert problem.measure
            if problem.case.state == "handed_in":
                assert problem.responsible

    @invariant()
    def only_one_is_open_under_a_key(self) -> None:
        keys = list(
            Finding.objects.filter(case__closed_at=None).exclude(key="").values_list("unit_id", "key")
        )
        assert len(keys) == len(set(keys))

    @invariant()
    def one_that_was_cured_is_opened_again_at_most_once(self) -> None:
        origins = list(
            Finding.objects.exclude(case__springs_from=None).values_list("case__springs_from", flat=True)
        )
        assert len(origins) == len(set(origins))
        assert not Finding.objects.filter(
            case__springs_from__closed_at=None, case__springs_from__isnull=False
        ).exists()

    @rule(name=people)
    def everybody_sees_what_their_grants_say(self, name: str) -> None:
        with clock.at(self.now):
            who = self.county.authority_of(name)
            seen = set(queries.problems_visible_to(who).values_list("pk", flat=True))
            for problem in Finding.objects.all():
                over = any(who.actor_for(action, problem) for action in (RAISE, ACCEPT))
                own = any(who.actor_for(action, problem) for action in (CURE, "finding.view"))
                assert (problem.pk in seen) == (over or (own and problem.assigned_at is not None))
                assert queries.sees_contact(who, problem) == over

    @invariant()
    def nothing_is_public(self) -> None:
        assert not queries.public_answered().exists()


def test_the_usual_way_reaches_both_of_its_ends() -> None:
    """So that the random walks, whose every move may be refused, are known to have somewhere to go."""
    TAKEN.clear()
    house = Register()
    try:
        house.first("civil")
        house.one_goes_the_usual_way("office", True)
        house.one_goes_the_usual_way("office", False)
    finally:
        house.teardown()
    assert {"raise", "take", "ask", "time", "hand in", "close", "send back"} <= TAKEN


def test_the_rules_of_the_register_hold_whatever_people_do() -> None:
    run_state_machine_as_test(
        Register,
        settings=settings(
            max_examples=9,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
