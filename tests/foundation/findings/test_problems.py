"""The problem register: who may do what with a problem, in which state, and what never gets out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events import outbox
from mingtang.foundation.events.models import Event, EventDetail
from mingtang.foundation.findings import actions, queries
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.subjects import Reportable, Target
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.workdays.queries import workdays_after
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState
from tests.county import NOON, County, make_county
from tests.foundation.findings.problem_house import CONTACT, STATES, WORDS, fresh, lead_to, problem, soon

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Any:
    with clock.at(NOON):
        yield make_county()


class TestTheWay:
    def test_from_found_to_closed(self, county: County) -> None:
        office, clerk = county.authority_of("office"), county.authority_of("civil-drafter")
        found = problem(county, assign=False, measure="", due_on=None)
        assert not queries.problems_visible_to(clerk).exists(), "not the unit's yet"
        with pytest.raises(Invalid) as refusal:
            actions.assign(office, found, Act(), measure=" ", due_on=soon())
        assert list(refusal.value.fields) == ["measure"]
        actions.assign(office, found, Act(), measure="补上", due_on=soon(6))
        actions.take(clerk, found, Act(), plan="逐份核对", responsible="办公室主任")
        actions.replan(clerk, found, Act(), plan="分两批核对", responsible="办公室主任")
        actions.hand_in(clerk, fresh(found), Act(), text="已补上两张")
        actions.send_back(office, found, Act(reason="还有一张"), due_on=soon(9))
        found = fresh(found)
        assert (found.case.state, found.returned, found.due_on) == ("in_hand", 1, soon(9))
        actions.hand_in(clerk, found, Act(), text="三张都补上了")
        actions.accept_cure(office, found, Act())
        found = fresh(found)
        assert (found.case.state, found.case.outcome, found.plan) == ("closed", "cured", "分两批核对")
        assert [one.text for one, _files in queries.evidence_of(found)] == ["已补上两张", "三张都补上了"]
        assert list(
            Event.objects.filter(case_id=found.case_id).order_by("pk").values_list("kind", flat=True)
        ) == [
            f"rectification.{step}"
            for step in ("raise", "assign", "take", "replan", "hand_in", "send_back", "hand_in", "close")
        ]

    def test_what_is_mended_at_once_names_who_did_it(self, county: County) -> None:
        found = lead_to(county, "assigned")
        actions.hand_in(county.authority_of("civil-drafter"), found, Act(), text="已补上")
        assert fresh(found).responsible.startswith("某civil-drafter（")

    def test_the_usual_day_is_counted_where_none_is_given(self, county: County, settings: Any) -> None:
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"rectification_days": 4})
        found = problem(county, due_on=None)
        assert found.due_on == workdays_after(clock.today(), 4)

    def test_several_units_get_one_each_or_none_does(self, county: County) -> None:
        units = [county.units["civil"], county.units["water"]]
        made = actions.raise_findings(county.authority_of("office"), units, **WORDS)
        assert [finding.unit.slug for finding in made] == ["civil", "water"]
        local = county.staff("civil", "supervisor", "civil-supervisor")
        with pytest.raises(Forbidden):
            actions.raise_findings(county.authority_of("civil-supervisor"), units, **WORDS)
        assert local.unit.slug == "civil"
        assert Finding.objects.count() == 2

    @pytest.mark.parametrize(
        ("field", "value", "names"),
        [
            ("title", " ", {"title"}),
            ("text", "", {"text"}),
            ("measure", "", {"measure"}),
            ("url", "https://elsewhere.example/", {"url"}),
            ("url", "//elsewhere.example/", {"url"}),
            ("title", "长" * 301, {"title"}),
            ("contact", "1" * 101, {"contact"}),
        ],
    )
    def test_what_is_missing_is_named(self, county: County, field: str, value: str, names: set[str]) -> None:
        with pytest.raises(Invalid) as refusal:
            problem(county, **{field: value})
        assert set(refusal.value.fields) == names
        assert not Finding.objects.exists()
        assert not Case.objects.exists()

    def test_a_day_that_is_over_is_refused(self, county: County) -> None:
        with pytest.raises(Invalid, match="due_on"):
            problem(county, due_on=soon(-1))
        handed_in = lead_to(county, "handed_in")
        with pytest.raises(Invalid, match="due_on"):
            actions.send_back(county.authority_of("office"), handed_in, Act(reason="不行"), due_on=soon(-1))
        assert fresh(handed_in).returned == 0

    def test_more_time_is_asked_for_once(self, county: County) -> None:
        found = lead_to(county, "in_hand")
        clerk, office = county.authority_of("civil-drafter"), county.authority_of("office")
        with pytest.raises(Invalid, match="until"):
            actions.ask_time(clerk, found, Act(reason="忙"), until=found.due_on)
        with pytest.raises(Invalid, match="reason"):
            actions.ask_time(clerk, found, Act(), until=soon(20))
        actions.ask_time(clerk, found, Act(reason="忙"), until=soon(20))
        actions.grant_time(office, found, Act())
        assert fresh(found).due_on == soon(20)
        with pytest.raises(WrongState):
            actions.ask_time(clerk, found, Act(reason="还忙"), until=soon(30))

    def test_a_refused_time_leaves_the_day(self, county: County) -> None:
        found = lead_to(county, "time_asked")
        before = found.due_on
        actions.refuse_time(county.authority_of("office"), found, Act(reason="可以按时改好"))
        assert (fresh(found).due_on, fresh(found).case.state) == (before, "in_hand")

    def test_an_old_page_does_not_overwrite(self, county: County) -> None:
        found = lead_to(county, "handed_in")
        with pytest.raises(Stale):
            actions.accept_cure(county.authority_of("office"), found, Act(lock_version=1))

    @pytest.mark.parametrize("state", STATES)
    def test_no_step_is_taken_from_a_wrong_state(self, county: County, state: str) -> None:
        found = lead_to(county, state)
        clerk, office = county.authority_of("civil-drafter"), county.authority_of("office")
        steps: dict[str, tuple[str, Callable[[], Any]]] = {
            "assign": ("found", lambda: actions.assign(office, found, Act(), measure="改", due_on=soon())),
            "take": ("assigned", lambda: actions.take(clerk, found, Act(), plan="改", responsible="甲")),
            "replan": ("in_hand", lambda: actions.replan(clerk, found, Act(), plan="改", responsible="甲")),
            "grant": ("time_asked", lambda: actions.grant_time(office, found, Act())),
            "refuse": ("time_asked", lambda: actions.refuse_time(office, found, Act(reason="不"))),
            "close": ("handed_in", lambda: actions.accept_cure(office, found, Act())),
            "back": ("handed_in", lambda: actions.send_back(office, found, Act(reason="不"), due_on=soon())),
            "reopen": ("closed", lambda: actions.reopen(office, found, Act(reason="又来了"))),
        }
        before = Event.objects.count()
        for right, step in steps.values():
            if right != state:
                with pytest.raises(WrongState):
                    step()
        if state not in ("assigned", "in_hand", "time_asked"):
            with pytest.raises(WrongState):
                actions.hand_in(clerk, found, Act(), text="改好了")
        assert Event.objects.count() == before


class TestNobodyAcceptsTheirOwn:
    def test_whoever_took_part_in_the_cure_may_not_judge_it(self, county: County) -> None:
        county.staff("civil", "supervisor", "civil-drafter", reach="county")
        county.staff("civil", "supervisor", "civil-reviewer", reach="county")
        clerk = county.authority_of("civil-drafter")
        asked = lead_to(county, "time_asked")
        on_time: list[Callable[[], Any]] = [
            lambda: actions.grant_time(clerk, asked, Act()),
            lambda: actions.refuse_time(clerk, asked, Act(reason="不")),
        ]
        for step in on_time:
            with pytest.raises(Forbidden):
                step()
        done = lead_to(county, "handed_in")
        on_the_cure: list[Callable[[], Any]] = [
            lambda: actions.accept_cure(clerk, done, Act()),
            lambda: actions.send_back(clerk, done, Act(reason="不"), due_on=soon()),
            lambda: actions.dismiss_problem(clerk, done, Act(reason="不是问题")),
        ]
        for step in on_the_cure:
            with pytest.raises(Forbidden) as refusal:
                step()
            assert "自己" in str(refusal.value.rule)
        assert fresh(done).case.state == "handed_in"
        actions.accept_cure(county.authority_of("civil-reviewer"), done, Act())

    def test_one_who_only_planned_it_may_not_either(self, county: County) -> None:
        county.staff("civil", "supervisor", "civil-drafter", reach="county")
        found = lead_to(county, "in_hand")
        actions.hand_in(county.authority_of("civil-reviewer"), found, Act(), text="改好了")
        with pytest.raises(Forbidden):
            actions.accept_cure(county.authority_of("civil-drafter"), found, Act())

    def test_another_drafter_of_the_unit_may_not_accept(self, county: County) -> None:
        done = lead_to(county, "handed_in")
        for name in ("civil-reviewer", "civil-approver", "water-drafter", "allround"):
            with pytest.raises(Forbidden):
                actions.accept_cure(county.authority_of(name), done, Act())

    def test_the_unit_does_not_order_for_itself(self, county: County) -> None:
        for name in ("civil-drafter", "civil-reviewer", "civil-approver", "nobody"):
            with pytest.raises(Forbidden):
                actions.raise_finding(county.authority_of(name), unit=county.units["civil"], **WORDS)

    def test_the_finders_do_not_cure(self, county: County) -> None:
        found = lead_to(county, "assigned")
        with pytest.raises(Forbidden):
            actions.hand_in(county.authority_of("supervisor"), found, Act(), text="改好了")


class TestAgain:
    def test_what_shows_again_is_a_new_one_linked_to_the_old(self, county: County) -> None:
        old = lead_to(county, "closed", contact=CONTACT, key="k:1")
        office = county.authority_of("office")
        with pytest.raises(Invalid, match="reason"):
            actions.reopen(office, old, Act())
        again = actions.reopen(office, old, Act(reason="新表又没有单位"))
        assert again.pk != old.pk
        assert again.case.springs_from_id == old.case_id
        assert (again.case.state, again.text, again.unit, again.key) == (
            "assigned",
            old.text,
            old.unit,
            "k:1",
        )
        assert queries.sprung_from(again) == old
        assert list(queries.springs_of(old)) == [again]
        with pytest.raises(WrongState):
            actions.reopen(office, old, Act(reason="再来一次"))

    def test_after_the_set_time_it_is_a_new_problem(self, county: County, settings: Any) -> None:
        old = lead_to(county, "closed")
        days = settings.OPTIONS.rectification_reopen_days
        office = county.authority_of("office")
        with clock.at(NOON + timedelta(days=days, seconds=1)), pytest.raises(WrongState):
            actions.reopen(office, old, Act(reason="又来了"))
        with clock.at(NOON + timedelta(days=days)):
            actions.reopen(office, old, Act(reason="又来了"), due_on=soon())

    def test_one_that_was_no_problem_is_not_opened_again(self, county: County) -> None:
        with pytest.raises(WrongState):
            actions.reopen(county.authority_of("office"), lead_to(county, "dismissed"), Act(reason="又来了"))

    def test_the_same_key_is_not_raised_twice_while_open(self, county: County) -> None:
        first = problem(county, key="check:link")
        with pytest.raises(WrongState):
            problem(county, key="check:link")
        problem(county, "water", key="check:link")
        problem(county, key="check:title")
        assert queries.open_problem(county.units["civil"].pk, "check:link") == first
        actions.dismiss_problem(county.authority_of("office"), first, Act(reason="误报"))
        problem(county, key="check:link")


class TestOutOfAnErrorReport:
    @pytest.fixture
    def report(self, county: County) -> Finding:
        page = Reportable("低保办事指南", "/records/", county.units["civil"].pk, None)
        return actions.report(Target("", None, page), category="typo", text="电话少一位。", contact=CONTACT)

    def turn(self, county: County, report: Finding, who: str = "office") -> Finding:
        words = {name: WORDS[name] for name in ("title", "text", "rule", "measure")}
        return actions.raise_from_report(county.authority_of(who), report, **words, due_on=None)

    def test_the_report_goes_on_and_the_contact_stays_with_it(self, county: County, report: Finding) -> None:
        made = self.turn(county, report)
        assert made.case.springs_from_id == report.case_id
        assert (made.contact, made.source, made.unit) == ("", "citizen", report.unit)
        assert fresh(report).case.state == "received"
        actions.accept(county.authority_of("civil-drafter"), report, Act())
        assert queries.by_code(report.quick_code) == report

    def test_once_while_the_problem_is_open(self, county: County, report: Finding) -> None:
        made = self.turn(county, report)
        with pytest.raises(WrongState):
            self.turn(county, report)
        actions.dismiss_problem(county.authority_of("office"), made, Act(reason="不是问题"))
        self.turn(county, report)

    def test_not_by_those_who_only_answer(self, county: County, report: Finding) -> None:
        with pytest.raises(Forbidden):
            self.turn(county, report, "civil-drafter")

    def test_the_steps_of_one_kind_are_not_taken_with_the_other(
        self, county: County, report: Finding
    ) -> None:
        done = lead_to(county, "handed_in")
        county.staff("civil", "supervisor", "allround", reach="county")
        for who in ("office", "allround"):
            with pytest.raises(Finding.DoesNotExist):
                actions.accept(county.authority_of(who), done, Act())
            with pytest.raises(Finding.DoesNotExist):
                actions.dismiss_problem(county.authority_of(who), report, Act(reason="不"))


class TestWhatIsInternal:
    def test_nothing_of_a_problem_gets_out(self, county: County) -> None:
        found = [lead_to(county, state, contact=CONTACT, source="citizen") for state in STATES]
        assert not queries.public_answered().exists()
        assert queries.standing()["all"] == 0
        assert queries.standing_by_unit() == []
        client = county.client()
        pages = [client.get(path).content.decode() for path in ("/", "/error-reports/", "/units/civil/")]
        for one in found:
            assert queries.by_code(one.quick_code) is None
            assert client.get(f"/error-reports/{one.quick_code}/").status_code == 404
            assert not [page for page in pages if one.page_title in page or one.quick_code in page]

    def test_the_contact_is_in_no_event_notice_or_mail(self, county: County, mailoutbox: list[Any]) -> None:
        for state in STATES:
            lead_to(county, state, contact=CONTACT, source="citizen")
        outbox.drain()
        assert Notice.objects.exists()
        assert "13900000000" not in str(list(Notice.objects.values_list("text", "url")))
        assert "13900000000" not in str(list(EventDetail.objects.values_list("data")))
        assert "13900000000" not in str([(mail.subject, mail.body) for mail in mailoutbox])

    def test_the_unit_that_is_complained_about_never_reads_the_contact(self, county: County) -> None:
        found = lead_to(county, "assigned", contact=CONTACT)
        assert not queries.sees_contact(county.authority_of("civil-drafter"), found)
        assert not queries.sees_contact(county.authority_of("civil-approver"), found)
        assert queries.sees_contact(county.authority_of("supervisor"), found)

    def test_those_who_have_to_act_are_told(self, county: County) -> None:
        found = lead_to(county, "handed_in")
        outbox.drain()
        told = set(
            Notice.objects.filter(url__contains=str(found.pk)).values_list("person__username", flat=True)
        )
        assert {"office", "supervisor"} <= told
        assert not {name for name in told if name.startswith(("water", "town"))}

    def test_waiting_counts_follow_the_state(self, county: County) -> None:
        counts = {}
        for state in STATES:
            found = lead_to(county, state)
            counts[state] = tuple(
                queries.problems_waiting(county.authority_of(name)).count()
                for name in ("civil-drafter", "office", "water-drafter")
            )
            Finding.objects.filter(pk=found.pk).update(key=state)
            Case.objects.filter(pk=found.case_id).update(state="closed", outcome="cured", closed_at=NOON)
        assert counts == {
            "found": (0, 1, 0),
            "assigned": (1, 0, 0),
            "in_hand": (1, 0, 0),
            "time_asked": (0, 1, 0),
            "handed_in": (0, 1, 0),
            "closed": (0, 0, 0),
            "dismissed": (0, 0, 0),
        }
