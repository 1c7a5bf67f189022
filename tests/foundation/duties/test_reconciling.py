"""Saying again what is owed: nothing twice, nothing lost, nothing that people ended is touched."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.foundation import clock
from mingtang.foundation.duties import actions, queries
from mingtang.foundation.duties.actions.reconciling import reconcile
from mingtang.foundation.duties.actions.recounting import recount
from mingtang.foundation.duties.models import ClockEvent, Duty
from mingtang.foundation.workdays.models import HolidayNotice, HolidayRow
from tests.county import NOON, County
from tests.foundation.duties import house

D = date


def test_what_is_owed_already_costs_no_write(county: County) -> None:
    each = house.owed(county)
    house.again(each)
    found = house.again(each)
    assert (found.made, found.changed, found.any) == (0, 0, False)


def test_a_changed_day_of_forming_moves_the_due_day_and_says_so(county: County) -> None:
    each = house.owed(county)
    house.again(each)
    each.start_on = D(2026, 3, 9)
    house.again(each)
    duty = Duty.objects.get()
    assert duty.due_on == D(2026, 4, 7)
    told = ClockEvent.objects.get()
    assert (told.kind, told.due_before, told.due_after) == ("dated", house.DUE, D(2026, 4, 7))


def test_a_changed_rule_reckons_anew_and_names_the_new_source(county: County) -> None:
    each = house.owed(county)
    house.again(each)
    each.n, each.source = 7, "明政办发〔2026〕9号"
    house.again(each)
    duty = Duty.objects.get()
    assert (duty.due_on, duty.source) == (D(2026, 3, 11), "明政办发〔2026〕9号")
    assert ClockEvent.objects.get().kind == "termed"


def test_what_is_no_longer_owed_is_voided_and_owed_again_it_opens_with_its_day(county: County) -> None:
    each = house.owed(county)
    house.again(each)
    reconcile([], Duty.objects.all(), why_void="认领已取消")
    duty = Duty.objects.get()
    assert (duty.outcome, duty.note) == ("void", "认领已取消")
    house.again(each)
    duty = Duty.objects.get()
    assert (duty.is_open, duty.due_on) == (True, house.DUE)


def test_what_people_or_evidence_ended_stays_ended(county: County) -> None:
    each = house.owed(county)
    house.again(each)
    actions.waive(county.authority_of("office"), Duty.objects.get(), reason="重复")
    each.start_on, each.done_on = D(2026, 3, 9), D(2026, 3, 10)
    house.again(each)
    reconcile([], Duty.objects.all(), why_void="没有了")
    assert Duty.objects.get().outcome == "waived"


def test_a_person_s_transfer_is_not_undone_by_the_maker(county: County) -> None:
    each = house.owed(county)
    house.again(each)
    actions.transfer(
        county.authority_of("office"),
        Duty.objects.get(),
        unit=county.units["water"],
        post=county.posts["water-drafter"],
        reason="职责划转",
    )
    house.again(each)
    assert Duty.objects.get().unit == county.units["water"]


def test_the_maker_s_own_transfer_keeps_the_clock_and_the_stretch_of_the_holder(county: County) -> None:
    each = house.owed(county)
    house.again(each)
    each.unit_id, each.post_id = county.units["water"].pk, county.posts["water-drafter"].pk
    with clock.at(NOON + timedelta(days=4)):
        house.again(each)
    duty = Duty.objects.get()
    assert (duty.unit, duty.due_on) == (county.units["water"], house.DUE)
    assert duty.holdings.get().unit == county.units["civil"]


def test_an_extension_survives_a_changed_start(county: County) -> None:
    each = house.owed(county)
    house.again(each)
    actions.extend(
        county.authority_of("office"),
        Duty.objects.get(),
        n=5,
        time_unit="workday",
        day=D(2026, 3, 20),
        reason="延长",
    )
    each.start_on = D(2026, 3, 3)
    house.again(each)
    assert Duty.objects.get().due_on == D(2026, 4, 8)


def test_a_duty_without_a_start_is_there_without_a_day_and_gets_one_later(county: County) -> None:
    each = house.owed(county, start_on=None)
    house.again(each)
    assert Duty.objects.get().due_on is None
    each.start_on = house.START
    house.again(each)
    assert Duty.objects.get().due_on == house.DUE


def test_a_due_day_that_moved_is_warned_of_from_the_first_step_again(county: County) -> None:
    each = house.owed(county)
    house.again(each)
    Duty.objects.update(warned=4)
    each.start_on = D(2026, 3, 9)
    house.again(each)
    assert Duty.objects.get().warned == 0


def test_whoever_the_maker_passes_a_duty_on_to_is_warned_from_the_first_step(county: County) -> None:
    each = house.owed(county)
    house.again(each)
    Duty.objects.update(warned=4)
    each.post_id = county.posts["civil-approver"].pk
    house.again(each)
    assert Duty.objects.get().warned == 0


def test_what_opens_again_is_reckoned_with_the_calendar_of_today(county: County) -> None:
    """Friday 13 March 2026 becomes a day of rest while nothing is owed."""
    each = house.owed(county)
    house.again(each)
    reconcile([], Duty.objects.all(), why_void="认领已取消")
    notice = HolidayNotice.objects.create(year=2026, title="临时放假", source="测试", announces_year=False)
    HolidayRow.objects.create(notice=notice, day=D(2026, 3, 13), working=False)
    recount([D(2026, 3, 13)], reason="临时放假")
    house.again(each)
    duty = Duty.objects.get()
    assert duty.due_on == D(2026, 3, 31)
    assert [event.kind for event in duty.events.order_by("pk")] == ["voided", "reopened", "moved"]


def test_another_fixed_date_by_the_same_rule_is_told_as_a_change_of_the_calendar(county: County) -> None:
    each = house.owed(county, mode="fixed", n=None, time_unit="", due_on=D(2026, 4, 10))
    house.again(each)
    each.due_on = D(2026, 4, 13)
    house.again(each)
    told = ClockEvent.objects.get()
    assert (told.kind, told.due_before, told.due_after) == ("moved", D(2026, 4, 10), D(2026, 4, 13))


def test_one_day_of_a_year_that_is_told_alone_does_not_settle_the_year(county: County) -> None:
    """Only 1 January 2030 is known: what is due on 10 January stays provisional."""
    notice = HolidayNotice.objects.create(year=2030, title="元旦放假", source="测试", announces_year=False)
    HolidayRow.objects.create(notice=notice, day=D(2030, 1, 1), working=False)
    house.again(house.owed(county, start_on=D(2030, 1, 2), n=5))
    assert Duty.objects.get().provisional


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_said_in_whatever_order_the_store_ends_as_the_last_saying(
    county: County, data: st.DataObject
) -> None:
    prefix = f"h{data.draw(st.integers(0, 10**9))}:"
    scope = Duty.objects.filter(key__startswith=prefix)
    keys = [f"{prefix}{n}" for n in range(5)]
    for _step in range(data.draw(st.integers(1, 4))):
        said = [
            house.owed(
                county,
                key,
                start_on=house.START + timedelta(days=data.draw(st.integers(0, 40))),
                n=data.draw(st.sampled_from((5, 7, 20))),
            )
            for key in data.draw(st.lists(st.sampled_from(keys), unique=True))
        ]
        reconcile(said, scope, why_void="没有了")
        again = reconcile(said, scope, why_void="没有了")
        assert not again.any
    stored = {duty.key: duty for duty in scope}
    for each in said:
        duty = stored.pop(each.key)
        assert duty.is_open
        assert (duty.start_on, duty.n) == (each.start_on, each.n)
        found = queries.reckoning(duty)
        assert found
        assert found.due == duty.due_on
    assert all(duty.outcome == "void" for duty in stored.values())


def test_nobody_held_a_duty_for_less_than_no_time(county: County) -> None:
    """Loaded data may say that it was opened after it is checked: means of holding times stay sensible."""
    house.again(house.owed(county, opened_at=NOON + timedelta(days=30), done_on=D(2026, 3, 5)))
    duty = Duty.objects.get()
    assert duty.closed_at == duty.held_since
