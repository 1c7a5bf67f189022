"""A declaration that nothing was to be disclosed, and what comes out of the same period after all."""

from datetime import date

import pytest

from mingtang.foundation import clock
from mingtang.foundation.duties import actions as duties
from mingtang.foundation.duties.desk.acts import Now, offers
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.events import outbox
from mingtang.kernel.refusals import WrongState
from mingtang.openness.catalogue import actions as catalogue_actions
from mingtang.openness.obligations import actions
from mingtang.openness.obligations.models import Declaration
from tests.county import County
from tests.openness.obligations import house

D = date
QUARTER = D(2026, 1, 1)


def signed(county: County, day: date) -> Duty:
    """The first quarter's duty of 资金发放, declared empty on a day."""
    house.catalogue(county)
    house.check()
    duty = Duty.objects.get(kind="period", period_first=QUARTER, period_last=D(2026, 3, 31))
    with clock.at(house.noon(day)):
        actions.declare(county.authority_of("civil-approver"), duty, statement="本季度没有发放资金。")
    return duty


def test_it_can_be_signed_from_the_fifth_working_day_before_the_end_so_that_nobody_is_late_by_rule(
    county: County,
) -> None:
    duty = signed(county, D(2026, 3, 24))
    assert (duty.due_on, Duty.objects.get(pk=duty.pk).outcome) == (D(2026, 3, 31), "declared")


def test_it_cannot_be_signed_earlier(county: County) -> None:
    with pytest.raises(WrongState):
        signed(county, D(2026, 3, 23))


def test_a_later_publication_takes_it_back_and_the_duty_is_done_by_the_record(county: County) -> None:
    duty = signed(county, D(2026, 3, 24))
    with clock.at(house.noon(D(2026, 3, 31))):
        record = house.record(county, duty.subject_id, D(2026, 3, 26), D(2026, 3, 31))
        outbox.drain()
    declaration = Declaration.objects.get()
    assert declaration.overturned_at is not None
    record.refresh_from_db()
    assert record.index_no
    assert record.index_no in declaration.settled_reason
    assert record.title not in declaration.settled_reason, "the page stays when the record is withdrawn"
    page = county.client().get(f"/declarations/{declaration.pk}/")
    assert (page.status_code, "有人提出" in page.text) == (410, False), "nobody disputed it"
    duty = Duty.objects.get(pk=duty.pk)
    assert (duty.outcome, duty.done_on, duty.evidence_id) == ("on_time", D(2026, 3, 31), record.pk)


def test_a_record_of_the_period_that_is_linked_later_takes_it_back_too(county: County) -> None:
    duty = signed(county, D(2026, 3, 24))
    other = Duty.objects.exclude(subject_id=duty.subject_id).filter(kind="period").values("subject_id")[0]
    with clock.at(house.noon(D(2026, 4, 1))):
        record = house.record(county, other["subject_id"], D(2026, 3, 26), D(2026, 3, 27))
        catalogue_actions.link(county.authority_of("civil-drafter"), record, [duty.subject_id])
        outbox.drain()
    assert Declaration.objects.get().overturned_at is not None
    assert Duty.objects.get(pk=duty.pk).outcome == "on_time"


def test_a_publication_of_another_period_leaves_it(county: County) -> None:
    duty = signed(county, D(2026, 3, 24))
    with clock.at(house.noon(D(2026, 4, 2))):
        house.record(county, duty.subject_id, D(2026, 4, 1), D(2026, 4, 2))
        outbox.drain()
    assert Declaration.objects.get().overturned_at is None


def test_a_declared_period_is_not_opened_by_hand_while_its_declaration_stands(county: County) -> None:
    """Else the declaration would go on saying in public that there was nothing, and no other could be signed."""
    duty = signed(county, D(2026, 3, 24))
    with pytest.raises(WrongState):
        duties.reopen(county.authority_of("office"), duty, reason="有应公开的信息")
    assert "reopen" not in {
        act.name for act in offers(county.authority_of("office"), Now(Duty.objects.get(pk=duty.pk), []))
    }


def test_a_declaration_whose_duty_is_open_already_does_not_hold_up_what_follows_a_publication(
    county: County,
) -> None:
    duty = signed(county, D(2026, 3, 24))
    Duty.objects.filter(pk=duty.pk).update(closed_at=None, outcome="", done_on=None)
    with clock.at(house.noon(D(2026, 3, 31))):
        record = house.record(county, duty.subject_id, D(2026, 3, 26), D(2026, 3, 31))
        outbox.drain()
    assert Declaration.objects.get().overturned_at is not None
    assert Duty.objects.get(pk=duty.pk).evidence_id == record.pk
