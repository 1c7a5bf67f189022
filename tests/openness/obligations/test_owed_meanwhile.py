"""Duties whose matter, unit or holder becomes another meanwhile: passed on, given up, taken again, merged, reworded."""

from datetime import date
from uuid import UUID

import pytest

from mingtang.foundation import clock
from mingtang.foundation.duties import actions
from mingtang.foundation.duties.actions.reconciling import Changed
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.organisations import actions as organisations
from mingtang.foundation.organisations.models import Area
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.openness.catalogue import actions as catalogue_actions
from mingtang.openness.catalogue.models import Catalogue, Claim
from mingtang.openness.obligations import checking, queries
from mingtang.openness.obligations.models import MatterLimit
from tests.county import County
from tests.openness.obligations import house

D = date


def both_claim(county: County, *matters: UUID) -> None:
    """The county government claims too, a level above the civil affairs bureau."""
    with clock.at(house.noon(house.SINCE)):
        catalogue_actions.claim_many(county.authority_of("office"), matters, county.units["county"])


def test_a_round_that_a_person_passed_on_is_still_done_by_the_record_of_its_unit(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    duty = Duty.objects.get(subject_id=matters["资金发放"], period_first=D(2026, 1, 1))
    actions.transfer(
        county.authority_of("office"), duty, unit=county.units["water"], post=None, reason="代为发布"
    )
    record = house.record(county, matters["资金发放"], D(2026, 1, 13), D(2026, 1, 15))
    checking.check_record(record.pk)
    duty.refresh_from_db()
    assert (duty.outcome, duty.evidence_id) == ("on_time", record.pk)


def test_a_record_leaves_alone_what_was_passed_on_to_its_unit_by_another(county: County) -> None:
    matters = house.catalogue(county)
    both_claim(county, matters["资金发放"])
    house.check()
    duty = Duty.objects.get(
        subject_id=matters["资金发放"], period_first=D(2026, 1, 1), unit=county.units["county"]
    )
    actions.transfer(
        county.authority_of("office"), duty, unit=county.units["civil"], post=None, reason="代为发布"
    )
    checking.check_record(house.record(county, matters["资金发放"], D(2026, 1, 13)).pk)
    duty.refresh_from_db()
    assert duty.is_open


def test_a_record_of_two_matters_touches_of_each_only_the_unit_that_answers_for_it(county: County) -> None:
    matters = house.catalogue(county)
    both_claim(county, matters["资金发放"], matters["办事指南"])
    for claim in Claim.objects.filter(matter=matters["办事指南"], unit=county.units["civil"]):
        catalogue_actions.release(county.authority_of("civil-drafter"), claim, "由县政府办")
    house.check()
    record = house.record(county, matters["资金发放"], D(2026, 1, 13))
    catalogue_actions.link(county.authority_of("civil-drafter"), record, [matters["办事指南"]])
    checking.check_record(record.pk)
    above = Duty.objects.filter(subject_id=matters["资金发放"], unit=county.units["county"])
    assert [duty.outcome for duty in above] == ["", ""]


def test_what_was_overdue_stays_so_when_the_claim_is_given_up_and_taken_again(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    who, civil = county.authority_of("civil-drafter"), county.units["civil"]
    catalogue_actions.release(who, Claim.objects.get(matter=matters["资金发放"]), "职责划转")
    checking.check_matters([matters["资金发放"]])
    rows = Duty.objects.filter(subject_id=matters["资金发放"]).order_by("period_first")
    assert [row.outcome for row in rows] == ["", "void"], "what was late stays, what runs goes"
    catalogue_actions.claim_many(who, [matters["资金发放"]], civil)
    checking.check_matters([matters["资金发放"]])
    assert [row.outcome for row in rows.all()] == ["", ""], "and a claim soon taken again is one claim"


def test_a_claim_taken_again_after_a_long_time_begins_anew(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    who, civil = county.authority_of("civil-drafter"), county.units["civil"]
    catalogue_actions.release(who, Claim.objects.get(matter=matters["资金发放"]), "职责划转")
    house.check()
    with clock.at(house.noon(D(2026, 6, 26))):
        catalogue_actions.claim_many(who, [matters["资金发放"]], civil)
        house.check()
    rows = Duty.objects.filter(subject_id=matters["资金发放"]).order_by("period_first")
    # 2025's last quarter was late before; the first of 2026 was given up, the second ends too soon.
    assert [row.outcome for row in rows] == ["", "void"]


def test_what_was_overdue_stays_so_when_the_row_says_something_else(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    with clock.at(house.noon(D(2026, 2, 10))):
        house.new_version(county, 资金发放="每半年公开1次")
    house.check()
    old = Duty.objects.get(subject_id=matters["资金发放"], period_first=D(2025, 10, 1))
    assert old.is_open


def test_a_limit_decided_instead_of_the_row_s_takes_its_rounds_away(county: County) -> None:
    """It mends what was read wrongly: then nothing was ever late."""
    matters = house.catalogue(county)
    house.check()
    MatterLimit.objects.create(
        matter_id=matters["资金发放"], n=20, time_unit="workday", source="某办法", decided_at=clock.now()
    )
    house.check()
    assert {duty.outcome for duty in Duty.objects.filter(subject_id=matters["资金发放"])} == {"void"}


def merged(county: County, predecessor: str, successor: str) -> None:
    units = county.units
    organisations.merge_unit(
        SYSTEM, units[predecessor], units[successor], on_day=D(2026, 3, 2), basis="机构改革"
    )


def test_what_an_ended_unit_claimed_is_done_by_the_records_of_its_successor(county: County) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["办事指南"], D(2025, 10, 20), D(2025, 10, 27))
    house.check()
    merged(county, "civil", "water")
    # And once more: the chain is followed to its end.
    merged(county, "water", "town")
    record = house.record(county, matters["资金发放"], D(2026, 3, 4), D(2026, 3, 5), unit="town")
    with clock.at(house.noon(D(2026, 3, 9))):
        checking.check_record(record.pk)
        house.check()
    duty = Duty.objects.get(subject_id=matters["资金发放"], period_first=D(2026, 1, 1))
    assert (duty.outcome, duty.evidence_id) == ("on_time", record.pk)
    assert not Duty.objects.filter(subject_id=matters["办事指南"], outcome="void").exists()


def test_a_record_of_the_successor_can_be_named_for_what_the_ended_unit_left(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    merged(county, "civil", "water")
    record = house.record(county, matters["资金发放"], D(2026, 3, 3), D(2026, 3, 4), unit="water")
    duty = Duty.objects.get(subject_id=matters["资金发放"], period_first=D(2025, 10, 1))
    with clock.at(house.noon(D(2026, 3, 9))):
        assert record in dict(queries.may_discharge(duty))


def test_once_the_successor_claims_too_it_alone_owes_what_is_to_come(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    merged(county, "civil", "water")
    catalogue_actions.claim_many(county.authority_of("office"), [matters["资金发放"]], county.units["water"])
    with clock.at(house.noon(D(2026, 6, 1))):
        house.check()
    running = Duty.objects.filter(subject_id=matters["资金发放"], closed_at=None, period_first=D(2026, 4, 1))
    assert [duty.unit for duty in running] == [county.units["water"]]


def test_what_breaks_in_one_area_leaves_the_others_checked(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.catalogue(county)
    done: list[int] = []
    first = Catalogue.objects.values_list("area_id", flat=True).get()
    second = county.areas["water-works"].pk
    Catalogue.objects.create(area_id=second, unit=county.units["county"])
    Area.objects.filter(pk=second).update(position=10_000)

    def check_area(area_id: int, units: object) -> Changed:
        if area_id == first:
            raise ValueError("a limit that nobody foresaw")
        done.append(area_id)
        return Changed()

    monkeypatch.setattr(checking, "check_area", check_area)
    with pytest.raises(ValueError, match="nobody foresaw"):
        checking.check_all()
    assert done == [second]


def test_a_matter_handed_to_another_unit_near_the_end_of_a_period_is_owed_by_that_unit(
    county: County,
) -> None:
    matters = house.catalogue(county)
    house.check()
    held = Claim.objects.get(matter_id=matters["资金发放"])
    with clock.at(house.noon(D(2026, 3, 24))):
        catalogue_actions.release(county.authority_of("office"), held, "职责划转")
        catalogue_actions.claim_many(
            county.authority_of("office"), [matters["资金发放"]], county.units["water"]
        )
        house.check()
    rows = Duty.objects.filter(subject_id=matters["资金发放"], period_first=D(2026, 1, 1))
    assert [(row.unit.slug, row.due_on) for row in rows.filter(outcome="")] == [("water", D(2026, 3, 31))]


def test_a_unit_that_claims_a_matter_nobody_gave_up_gets_its_time(county: County) -> None:
    matters = house.catalogue(county)
    with clock.at(house.noon(D(2026, 3, 24))):
        catalogue_actions.claim_many(
            county.authority_of("office"), [matters["资金发放"]], county.units["water"]
        )
        house.check()
    assert not Duty.objects.filter(subject_id=matters["资金发放"], unit=county.units["water"]).exists()
