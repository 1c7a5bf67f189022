"""What ended a duty can turn out to be nothing: then it is owed again. And what was late cannot be wiped out by giving
the matter up.
"""

from datetime import date as D
from uuid import UUID

import pytest

from mingtang.foundation import clock
from mingtang.foundation.duties import actions as duties
from mingtang.foundation.duties.desk.acts import Now, offers
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.duties.queries import events_of
from mingtang.foundation.events import outbox
from mingtang.kernel.refusals import WrongState
from mingtang.openness.catalogue import actions as catalogue_actions
from mingtang.openness.catalogue.models import Claim, Matter
from mingtang.openness.obligations import actions
from mingtang.openness.obligations.models import Fact
from mingtang.openness.records.models import Record
from tests.county import County, Walk
from tests.openness.obligations import house

LATER = D(2026, 3, 5)


def unlink(county: County, record: Record, matter: UUID) -> None:
    who = county.authority_of("civil-drafter")
    catalogue_actions.unlink(who, record, Matter.objects.get(pk=matter))


def fact(county: County, matter: UUID) -> Fact:
    return Fact.objects.create(
        matter_id=matter,
        unit=county.units["civil"],
        area=county.areas["assistance"],
        title="明民发〔2026〕3号",
        occurred_on=D(2026, 1, 13),
        source="api",
        entered_at=clock.now(),
    )


def give_up(county: County) -> None:
    for claim in list(Claim.objects.filter(ended_at=None)):
        catalogue_actions.release(county.authority_of("civil-drafter"), claim, "职责划转")


def test_what_the_system_would_end_again_at_once_is_not_opened_by_hand(county: County) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["资金发放"], D(2026, 1, 13), D(2026, 1, 20))
    house.check()
    duty = house.duty(matters["资金发放"], "period", period_first=D(2026, 1, 1))
    who = county.authority_of("office")
    with pytest.raises(WrongState) as refused:
        duties.reopen(who, duty, reason="公开的不是这一期的内容")
    assert "取消对应" in str(refused.value.rule)
    assert "reopen" not in {act.name for act in offers(who, Now(duty, events_of(duty)))}
    page = county.client("office").get(f"/desk/duties/{duty.pk}/act/reopen/")
    assert (page.status_code, "佐证" in page.text) == (409, True)


def test_a_record_linked_by_mistake_leaves_the_period_owed_when_the_link_ends(county: County) -> None:
    matters = house.catalogue(county)
    record = house.record(county, matters["资金发放"], D(2026, 1, 13), D(2026, 1, 20))
    outbox.drain()
    period = {"subject_id": matters["资金发放"], "period_first": D(2026, 1, 1)}
    assert Duty.objects.get(**period).outcome == "on_time"
    unlink(county, record, matters["资金发放"])
    outbox.drain()
    duty = Duty.objects.get(**period)
    assert (duty.is_open, duty.evidence_id, duty.due_on) == (True, None, D(2026, 3, 31))
    assert record.title in duty.events.order_by("pk")[0].reason
    assert house.duty(matters["资金发放"], "period", period_first=D(2025, 10, 1)).is_open
    catalogue_actions.link(county.authority_of("civil-drafter"), record, [matters["资金发放"]])
    outbox.drain()
    assert Duty.objects.get(**period).evidence_id == record.pk


def test_another_record_of_the_period_takes_its_place(county: County) -> None:
    matters = house.catalogue(county)
    record = house.record(county, matters["资金发放"], D(2026, 1, 13), D(2026, 1, 20))
    other = house.record(county, matters["资金发放"], D(2026, 2, 3), D(2026, 2, 4), title="另一条")
    house.check()
    unlink(county, record, matters["资金发放"])
    outbox.drain()
    duty = house.duty(matters["资金发放"], "period", period_first=D(2026, 1, 1))
    assert (duty.outcome, duty.done_on, duty.evidence_id) == ("on_time", D(2026, 2, 4), other.pk)


def test_a_record_that_was_never_of_the_matter_covers_nothing(county: County) -> None:
    matters = house.catalogue(county)
    record = house.record(county, matters["政策文件"], D(2026, 1, 13), D(2026, 1, 20))
    house.check()
    unlink(county, record, matters["政策文件"])
    outbox.drain()
    assert house.duty(matters["政策文件"]).outcome == "void"


def test_a_fact_that_another_record_answers_is_owed_until_that_one_is_public(county: County) -> None:
    matters = house.catalogue(county)
    registered, who = fact(county, matters["政策文件"]), county.authority_of("civil-drafter")
    wrong = house.record(county, matters["政策文件"], D(2026, 1, 13), D(2026, 1, 20))
    actions.link_fact(who, registered, wrong)
    outbox.drain()
    own = {"cause_id": registered.pk}
    assert Duty.objects.get(**own).outcome == "on_time"
    right = house.record(county, matters["政策文件"], D(2026, 1, 14), title="对的")
    actions.link_fact(who, registered, right)
    outbox.drain()
    assert Duty.objects.get(**own).is_open
    with clock.at(house.noon(LATER)):
        Walk(county, right, "civil").submit().pass_review().clear().approve().publish()
        outbox.drain()
    duty = Duty.objects.get(**own)
    assert (duty.outcome, duty.evidence_id) == ("late", right.pk)


def test_what_is_overdue_stays_so_when_the_claim_is_given_up_and_ends_late_by_its_record(
    county: County,
) -> None:
    matters = house.catalogue(county)
    registered = fact(county, matters["政策文件"])
    record = house.record(county, matters["政策文件"], D(2026, 1, 13))
    house.check()
    give_up(county)
    outbox.drain()
    house.check()
    late = Duty.objects.filter(subject_id=matters["政策文件"], due_on=D(2026, 2, 10))
    assert [duty.is_open for duty in late] == [True, True]
    with clock.at(house.noon(LATER)):
        Walk(county, record, "civil").submit().pass_review().clear().approve().publish()
        outbox.drain()
        actions.withdraw_fact(county.authority_of("civil-drafter"), registered, "登记了两次")
        outbox.drain()
    assert late.get(cause_id=record.pk).outcome == "late"
    assert late.get(cause_id=registered.pk).outcome == "void"


def test_a_discarded_record_is_not_owed_though_its_matter_was_given_up_late(county: County) -> None:
    matters = house.catalogue(county)
    record = house.record(county, matters["政策文件"], D(2026, 1, 13))
    house.check()
    give_up(county)
    outbox.drain()
    assert house.duty(matters["政策文件"]).is_open
    Walk(county, record).discard()
    outbox.drain()
    assert house.duty(matters["政策文件"]).outcome == "void"
