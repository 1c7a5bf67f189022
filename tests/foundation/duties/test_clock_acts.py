"""What people do to a duty: each moves its day as the law says, is told for ever, and is refused where it must be."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from mingtang.foundation import clock
from mingtang.foundation.duties import actions, queries
from mingtang.foundation.duties.models import ClockEvent, Duty, Holding
from mingtang.foundation.events.models import Event
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from tests.county import NOON, County
from tests.foundation.duties import house

D = date
OFFICE = "office"


def test_a_new_duty_is_due_twenty_working_days_after_the_day_of_forming(county: County) -> None:
    duty = house.made(county)
    assert (duty.due_on, duty.provisional, duty.is_open) == (house.DUE, False, True)


def test_a_pause_moves_the_day_by_the_working_days_it_holds(county: County) -> None:
    duty = house.made(county)
    duty = actions.pause(
        county.authority_of(OFFICE), duty, day=D(2026, 3, 6), until=D(2026, 3, 13), reason="征求第三方意见"
    )
    assert duty.due_on == D(2026, 4, 7)  # five working days more, over 清明节 (4 to 6 April)


def test_a_clock_that_stands_has_no_due_day_until_it_goes_on(county: County) -> None:
    who, duty = county.authority_of(OFFICE), house.made(county)
    duty = actions.pause(who, duty, day=D(2026, 3, 6), until=None, reason="征求意见")
    assert house.fresh(duty).due_on is None
    duty = actions.resume(who, duty, day=D(2026, 3, 13), reason="意见收到")
    assert house.fresh(duty).due_on == D(2026, 4, 7)


def test_an_extension_counts_on_from_the_day_it_had(county: County) -> None:
    duty = actions.extend(
        county.authority_of(OFFICE),
        house.made(county),
        n=5,
        time_unit="workday",
        day=D(2026, 3, 20),
        reason="内容多，经批准延长",
    )
    assert duty.due_on == D(2026, 4, 7)


def test_a_restart_counts_the_whole_term_from_its_day(county: County) -> None:
    duty = actions.restart(
        county.authority_of(OFFICE), house.made(county), day=D(2026, 3, 9), reason="补正材料收到"
    )
    assert duty.due_on == D(2026, 4, 7)
    found = queries.reckoning(duty)
    assert found
    assert found.begun == D(2026, 3, 9)


REFUSED: list[tuple[str, Callable[[Any, Duty], Any], str]] = [
    ("a pause that ends before it begins", lambda w, d: actions.pause(w, d, day=D(2026, 3, 9), until=D(2026, 3, 6), reason="x"), "until"),
    ("a pause before the start", lambda w, d: actions.pause(w, d, day=D(2026, 2, 27), until=D(2026, 3, 6), reason="x"), "day"),
    ("a pause after the due day", lambda w, d: actions.pause(w, d, day=D(2026, 3, 31), until=None, reason="x"), "day"),
    ("an extension after the due day", lambda w, d: actions.extend(w, d, n=5, time_unit="workday", day=D(2026, 3, 31), reason="x"), "day"),
    ("an extension of nothing", lambda w, d: actions.extend(w, d, n=0, time_unit="workday", day=D(2026, 3, 9), reason="x"), "n"),
    ("a restart after the due day", lambda w, d: actions.restart(w, d, day=D(2026, 3, 31), reason="x"), "day"),
    ("a pause without a reason", lambda w, d: actions.pause(w, d, day=D(2026, 3, 9), until=None, reason=" "), "reason"),
    ("a waiver without a reason", lambda w, d: actions.waive(w, d, reason=""), "reason"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "act", "field"), REFUSED, ids=[row[0] for row in REFUSED])
def test_the_clock_refuses_at_its_field_and_changes_nothing(
    county: County, what: str, act: Callable[[Any, Duty], Any], field: str
) -> None:
    duty = house.made(county)
    with pytest.raises(Invalid) as refusal:
        act(county.authority_of(OFFICE), duty)
    assert list(refusal.value.fields) == [field]
    assert house.fresh(duty).due_on == house.DUE
    assert not ClockEvent.objects.exists()


def test_a_second_extension_is_refused_and_names_the_first(county: County) -> None:
    who, duty = county.authority_of(OFFICE), house.made(county)
    actions.extend(who, duty, n=5, time_unit="workday", day=D(2026, 3, 20), reason="延长")
    with pytest.raises(Invalid) as refusal:
        actions.extend(who, duty, n=5, time_unit="workday", day=D(2026, 3, 23), reason="再延长")
    assert "2026-03-20" in str(refusal.value)


def test_a_fixed_date_can_be_neither_paused_nor_extended(county: County) -> None:
    duty = house.fixed(county, D(2026, 3, 31))
    with pytest.raises(WrongState):
        actions.pause(county.authority_of(OFFICE), duty, day=D(2026, 3, 9), until=None, reason="x")


def test_only_who_manages_duties_there_may_change_a_clock(county: County) -> None:
    duty = house.made(county)
    for name in ("civil-drafter", "water-approver", "supervisor", "nobody"):
        with pytest.raises(Forbidden):
            actions.waive(county.authority_of(name), duty, reason="不用了")


def test_a_duty_that_is_closed_takes_no_act_but_being_opened_again(county: County) -> None:
    who, duty = county.authority_of(OFFICE), house.made(county)
    actions.waive(who, duty, reason="重复登记")
    with pytest.raises(WrongState):
        actions.extend(who, duty, n=5, time_unit="workday", day=D(2026, 3, 20), reason="延长")
    duty = actions.reopen(who, duty, reason="并没有重复")
    assert (duty.is_open, duty.outcome, duty.due_on) == (True, "", house.DUE)


def test_passing_a_duty_on_does_not_set_its_clock_back_and_keeps_who_held_it(county: County) -> None:
    duty = house.made(county)
    with clock.at(NOON + timedelta(days=9)):
        duty = actions.transfer(
            county.authority_of(OFFICE),
            duty,
            unit=county.units["water"],
            post=county.posts["water-drafter"],
            reason="属水利局职责",
        )
    assert (duty.due_on, duty.start_on) == (house.DUE, house.START)
    (before,) = Holding.objects.filter(duty=duty)
    assert before.unit == county.units["civil"]
    assert before.until_at - before.from_at == timedelta(days=9)
    assert duty.held_since == before.until_at


@pytest.mark.parametrize(
    ("unit", "post"), [("water", "civil-drafter"), ("civil", "civil-deputy"), ("civil", "civil-drafter")]
)
def test_a_duty_goes_only_to_another_a_post_of_the_unit_named(county: County, unit: str, post: str) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.transfer(
            county.authority_of(OFFICE),
            house.made(county),
            unit=county.units[unit],
            post=county.posts[post],
            reason="转办",
        )
    assert list(refusal.value.fields) == ["post"]


def test_what_is_done_is_on_time_to_the_last_day_and_late_the_day_after(county: County) -> None:
    for key, done, outcome in (("t:a", house.DUE, "on_time"), ("t:b", house.DUE + timedelta(days=1), "late")):
        each = house.owed(county, key, done_on=done)
        house.again(each)
        assert Duty.objects.get(key=key).outcome == outcome


def test_a_soft_duty_is_done_and_never_late(county: County) -> None:
    duty = house.made(county, soft=True, done_on=D(2027, 1, 4))
    assert duty.outcome == "done"


def test_every_act_says_who_and_why_in_the_events_of_the_house(county: County) -> None:
    duty = house.made(county)
    actions.extend(
        county.authority_of(OFFICE), duty, n=5, time_unit="workday", day=D(2026, 3, 20), reason="经批准"
    )
    event = Event.objects.get(kind="duty.extended")
    assert event.actor == county.people[OFFICE]
    assert event.detail.data["reason"] == "经批准"
    told = ClockEvent.objects.get()
    assert (told.due_before, told.due_after) == (house.DUE, D(2026, 4, 7))


def test_what_happened_to_a_clock_can_be_neither_changed_nor_removed(county: County) -> None:
    duty = actions.restart(county.authority_of(OFFICE), house.made(county), day=D(2026, 3, 9), reason="补正")
    told = ClockEvent.objects.filter(duty=duty)
    with pytest.raises(DatabaseError), transaction.atomic():
        told.update(reason="别的")
    with pytest.raises(DatabaseError), transaction.atomic():
        told._raw_delete("default")
    assert ClockEvent.objects.get().reason == "补正"


def test_hours_run_through_nights_and_rest_days(county: County) -> None:
    duty = house.made(county, mode="hours", n=24, time_unit="hour", start_on=None, start_at=NOON)
    assert duty.due_at == NOON + timedelta(hours=24)
    assert duty.due_on == D(2026, 3, 3)
