"""Facts: what registering refuses, what it makes owed, and how a record answers one."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from mingtang.foundation.duties import actions as duties
from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.models import Area, Grant
from mingtang.foundation.organisations.queries import SYSTEM, Actor
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.catalogue.models import Fulfilment
from mingtang.openness.obligations import actions, kinds, queries
from mingtang.openness.obligations.models import Fact
from tests.county import SHANGHAI, County, Walk, lead_to
from tests.openness.obligations.faces import house
from tests.openness.obligations.faces.house import FILE, QUARTERLY, STANDING, line, register

pytestmark = pytest.mark.django_db


def faults_of(county: County, *lines: actions.Line) -> list[tuple[int, str]]:
    with pytest.raises(actions.Faulty) as refused:
        register(county, *lines)
    assert not Fact.objects.exists(), "nothing half-written"
    return [(fault.n, fault.field) for fault in refused.value.faults]


def duty_of(fact: Fact) -> Duty:
    return Duty.objects.get(cause_id=fact.pk)


def test_a_registered_fact_is_owed_by_its_day_and_an_event_tells_who_registered_it(county: County) -> None:
    (fact,) = register(county, line(doc_no="明民发（2026）30号"))
    house.follow()
    duty = duty_of(fact)
    assert (duty.due_on, duty.unit, duty.is_open) == (date(2026, 8, 24), county.units["civil"], True)
    assert fact.doc_no == "明民发〔2026〕30号", "numbers are written alike, so that the record of it is found"
    event = Event.objects.get(kind=kinds.FACT_REGISTERED)
    assert event.actor_id == county.person("civil-drafter").pk
    assert list(queries.waiting_facts(county.authority_of("civil-drafter"))) == [fact]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "名" * 201}, "title"),
        ({"day": date(2016, 7, 27)}, "occurred_on"),
        ({"day": date(2062, 7, 27)}, "occurred_on"),
        ({"doc_no": "号" * 61}, "doc_no"),
        ({"external_id": "1" * 101}, "external_id"),
        ({"name": QUARTERLY}, "matter"),
        ({"name": STANDING}, "matter"),
        ({"name": "审批信息"}, "matter"),
    ],
)
def test_a_line_that_breaks_a_rule_is_named_and_nothing_is_registered(
    county: County, fields: dict[str, Any], field: str
) -> None:
    """Nothing is owed thing by thing for periods and standing matters; and nobody claimed 审批信息."""
    assert faults_of(county, line("另一份文件"), line(**fields)) == [(1, field)]


def test_a_matter_that_is_not_in_force_is_refused(county: County) -> None:
    assert faults_of(county, actions.Line(uuid4(), "通知", date(2026, 7, 27))) == [(0, "matter")]


def test_the_same_thing_is_not_registered_twice(county: County) -> None:
    assert faults_of(county, line(), line()) == [(1, "title")]
    assert faults_of(county, line("甲", external_id="7"), line("乙", external_id="7")) == [(1, "external_id")]
    (fact,) = register(county)
    with pytest.raises(actions.Faulty):
        register(county)
    actions.withdraw_fact(county.authority_of("civil-drafter"), fact, "登记错了")
    assert register(county), "after the withdrawal it may be registered again"


def test_only_a_post_with_the_right_over_the_unit_registers(county: County) -> None:
    for who in ("civil-reviewer", "water-drafter", "supervisor"):
        with pytest.raises(Forbidden):
            register(county, who=who)
    with pytest.raises(Forbidden):
        register(county, unit="water")
    assert not Fact.objects.exists()


def test_a_grant_for_one_area_does_not_reach_another(county: County) -> None:
    other = Area.objects.exclude(catalogue=house.entry(FILE).version.catalogue).earliest("pk")
    Grant.objects.filter(action=kinds.REGISTER, post=county.posts["civil-drafter"]).update(area=other)
    with pytest.raises(Forbidden):
        register(county)


def test_a_machine_acts_only_within_the_grants_of_its_post(county: County) -> None:
    units, lines = county.units, [line()]
    for actor in (Actor(post=county.posts["water-drafter"]), Actor(person=county.person("office"))):
        with pytest.raises(Forbidden):
            actions.register_facts(actor, units["civil"], lines, source=Fact.Source.API, sender="甲系统")
    made = actions.register_facts(
        Actor(post=county.posts["civil-drafter"]), units["civil"], lines, source=Fact.Source.API
    )
    assert made[0].entered_by is None
    assert actions.register_facts(SYSTEM, units["civil"], [line("乙")], source=Fact.Source.ENTERED)


def sent(county: County, *lines: actions.Line, unit: str = "civil") -> list[Fact]:
    return actions.register_facts(
        SYSTEM, county.units[unit], lines, source=Fact.Source.API, sender="协同办公系统"
    )


def test_what_is_sent_again_is_one_fact_and_changes_what_differs(county: County) -> None:
    (first,) = sent(county, line(external_id="A-1"))
    (again,) = sent(county, line(external_id="A-1"))
    (other,) = sent(county, line(day=date(2026, 7, 28), external_id="A-1"))
    assert [first.came, again.came, other.came] == ["registered", "unchanged", "changed"]
    assert Fact.objects.get().occurred_on == date(2026, 7, 28)
    house.follow()
    assert duty_of(other).due_on == date(2026, 8, 25)


def test_a_change_keeps_the_record_that_somebody_chose(county: County) -> None:
    (fact,) = sent(county, line(external_id="A-1"))
    record = lead_to(county, "draft", doc_no="").record
    actions.link_fact(county.authority_of("civil-drafter"), fact, record)
    (changed,) = sent(county, line("改过的名称", external_id="A-1"))
    assert (changed.title, changed.record_id) == ("改过的名称", record.pk)


def test_a_fact_that_moves_to_another_matter_leaves_no_duty_behind(county: County) -> None:
    sent(county, line(external_id="A-1"))
    house.follow()
    (fact,) = sent(county, line(name=house.LAWFUL, external_id="A-1"))
    house.follow()
    outcomes = dict(Duty.objects.filter(cause_id=fact.pk).values_list("subject_id", "outcome"))
    assert outcomes == {house.matter(FILE): Outcome.VOID, house.matter(house.LAWFUL): ""}


def test_a_senders_number_of_one_unit_does_not_open_the_fact_of_another(county: County) -> None:
    from mingtang.openness.catalogue import actions as catalogue

    catalogue.claim(county.authority_of("office"), house.entry(FILE).matter, county.units["water"])
    (fact,) = sent(county, line(external_id="A-1"))
    with pytest.raises(actions.Faulty) as refused:
        sent(county, line("水利局的文件", external_id="A-1"), unit="water")
    assert refused.value.faults[0].field == "external_id"
    fact.refresh_from_db()
    assert fact.unit == county.units["civil"]


def test_the_record_of_the_same_number_answers_by_itself_when_it_goes_out(county: County) -> None:
    walk = lead_to(county, "draft", doc_no="明民发〔2026〕30号")
    (fact,) = register(county, line(doc_no="明民发〔2026〕30号"))
    assert fact.record_id == walk.pk
    house.follow()
    walk.to("feedback")
    house.follow()
    assert duty_of(fact).outcome == Outcome.ON_TIME


def test_a_record_that_was_discarded_answers_nothing(county: County) -> None:
    lead_to(county, "discarded", doc_no="明民发〔2026〕30号")
    (fact,) = register(county, line(doc_no="明民发〔2026〕30号"))
    assert fact.record_id is None


def test_a_draft_is_made_of_what_the_fact_tells_and_linked_on_both_sides(county: County) -> None:
    clerk = county.authority_of("civil-drafter")
    (fact,) = register(county, line("救助办法", doc_no="明民发〔2026〕31号"))
    record = actions.draft_fact(clerk, fact)
    head = record.head
    assert head
    assert (head.title, head.doc_no, head.formed_on) == ("救助办法", "明民发〔2026〕31号", date(2026, 7, 27))
    fact.refresh_from_db()
    assert fact.record_id == record.pk
    assert Fulfilment.objects.filter(record=record, matter_id=fact.matter_id, ended_at=None).exists()
    with pytest.raises(WrongState):
        actions.draft_fact(clerk, fact)
    house.follow()
    # One duty, that of the fact; not another one of the linked record.
    assert Duty.objects.filter(kind=kinds.THING, closed_at=None).count() == 1


def test_linking_refuses_what_cannot_answer(county: County) -> None:
    clerk = county.authority_of("civil-drafter")
    (fact,) = register(county)
    for record in (lead_to(county, "draft", "water").record, lead_to(county, "withdrawn").record):
        with pytest.raises(Invalid):
            actions.link_fact(clerk, fact, record)
    with pytest.raises(Forbidden):
        actions.link_fact(county.authority_of("water-drafter"), fact, None)
    own = lead_to(county, "draft", doc_no="").record
    actions.link_fact(clerk, fact, own)
    assert Fulfilment.objects.filter(record=own, matter_id=fact.matter_id).exists()
    actions.link_fact(clerk, fact, None)
    fact.refresh_from_db()
    assert fact.record_id is None


def test_a_withdrawn_fact_is_owed_no_more_and_nothing_can_be_done_with_it(county: County) -> None:
    clerk = county.authority_of("civil-drafter")
    (fact,) = register(county)
    house.follow()
    with pytest.raises(Invalid):
        actions.withdraw_fact(clerk, fact, " ")
    with pytest.raises(Forbidden):
        actions.withdraw_fact(county.authority_of("civil-approver"), fact, "错了")
    actions.withdraw_fact(clerk, fact, "同一份文件登记了两次")
    house.follow()
    assert duty_of(fact).outcome == Outcome.VOID
    for act in (
        lambda: actions.withdraw_fact(clerk, fact, "再撤"),
        lambda: actions.link_fact(clerk, fact, None),
        lambda: actions.draft_fact(clerk, fact),
    ):
        with pytest.raises(WrongState):
            act()


def test_facts_are_seen_within_the_scope_of_the_person(county: County) -> None:
    (fact,) = register(county)
    assert list(queries.facts_visible_to(county.authority_of("office"))) == [fact]
    for who in ("water-drafter", "civil-secrecy", "nobody"):
        assert not queries.facts_visible_to(county.authority_of(who)).exists()


def test_a_published_record_shows_the_fact_as_published(county: County) -> None:
    (fact,) = register(county)
    walk: Walk = house.published(county, FILE, datetime(2026, 7, 30, 9, tzinfo=SHANGHAI) + timedelta(hours=1))
    actions.link_fact(county.authority_of("civil-drafter"), fact, walk.record)
    house.follow()
    shown = queries.facts_visible_to(county.authority_of("office")).get()
    assert queries.state_of(shown, None) == queries.PUBLISHED
    assert duty_of(fact).done_on == date(2026, 7, 30)


def test_a_fact_whose_duty_was_waived_waits_for_nothing(county: County) -> None:
    (fact,) = register(county)
    house.follow()
    office = county.authority_of("office")
    duties.waive(office, duty_of(fact), reason="并入了另一份文件")
    assert not queries.waiting_facts(office).exists()
    page = county.client("office").get("/desk/facts/")
    assert ("免予办理" in page.text, "还没公开" in page.text) == (True, False)
    assert county.client("office").get("/desk/facts/?state=waived").context["page"].total == 1
    assert "免予办理" in county.client("office").get(f"/desk/facts/{fact.pk}/").text


def test_a_number_that_comes_twice_names_the_row_in_which_it_stood(county: County) -> None:
    lines = [
        house.line(external_id="A3", place="第 5 行"),
        house.line("另一份", external_id="A3", place="第 6 行"),
    ]
    with pytest.raises(actions.Faulty) as refused:
        register(county, *lines)
    assert refused.value.fields["lines"] == ["第 6 行：来源编号和前面的第 5 行重复，一个编号只登记一条。"]
