"""What the guard blocks in a cell of an import is a doubt, and goes out only with a person's name to it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingtang.demo.identifiers import identity_number
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.models import EventDetail
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.guard.actions.sweeping import sweep
from mingtang.foundation.guard.models import Override
from mingtang.foundation.organisations.models import Grant
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.catalogue import actions
from mingtang.openness.catalogue.actions.settling import hash_of_row
from mingtang.openness.catalogue.guarding import BLOCKED
from mingtang.openness.catalogue.models import Adjustment, Import, ImportRow
from tests.county import County
from tests.openness import catalogue_files as files
from tests.openness.catalogue_house import adopt, catalogue, entry, read

pytestmark = pytest.mark.django_db
NUMBER = identity_number("990121", date(1987, 3, 12), 204)
PERSONAL = (*files.GOOD[:2], (*files.GOOD[2][:3], f"咨询王某（身份证号{NUMBER}）", *files.GOOD[2][4:]))


def imported(county: County) -> Import:
    return read(county, files.csv(PERSONAL))


def blocked(job: Import) -> ImportRow:
    return job.rows.get(codes__contains=BLOCKED)


def test_an_identity_number_in_a_cell_is_a_doubt_of_that_cell_shown_masked(county: County) -> None:
    job = imported(county)
    row = blocked(job)
    (doubt,) = [one for one in row.doubts if one["code"] == BLOCKED]
    assert (row.state, doubt["field"]) == ("open", "elements")
    assert NUMBER not in str(row.doubts)
    page = county.client("office").get(f"/desk/catalogue/imports/{job.pk}/?code={BLOCKED}").content.decode()
    assert "发布前检查发现身份证号码“990***" in page
    with pytest.raises(WrongState):
        adopt_as_it_is(county, job)


def adopt_as_it_is(county: County, job: Import) -> None:
    actions.adopt(
        county.authority_of("office"), job, Act(reason="新的一版"), issuer="办公室", source="",
        effective_on=clock.today(),
    )  # fmt: skip


def test_who_accepts_it_is_named_and_the_sweep_leaves_it(county: County) -> None:
    job = imported(county)
    adopt(county, job)
    (override,) = Override.objects.all()
    assert override.overridden_by == county.person("office")
    assert "目录.csv" in override.reason
    assert override.subject_id == entry("办事指南").matter_id
    said = " ".join(str(data) for data in EventDetail.objects.values_list("data", flat=True))
    assert "可以公开：身份证号码 990***" in said
    assert NUMBER not in said
    assert NUMBER in county.client().get("/catalogue/social-assistance/").content.decode()
    with clock.at(timezone.now() + timedelta(days=1)):
        run = sweep(minutes=5)
    assert run
    assert (run.blocked, run.failed, Finding.objects.count()) == (0, 0, 0)


def test_it_is_not_accepted_along_with_another_doubt_nor_by_one_who_may_let_nothing_through(
    county: County,
) -> None:
    rows = (*files.GOOD[:2], (*PERSONAL[2][:5], "看情况", *PERSONAL[2][6:]))
    job = read(county, files.csv(rows))
    office = county.authority_of("office")
    row = blocked(job)
    assert "limit_unparsed" in row.codes
    assert actions.settle(office, job, "accept", code="limit_unparsed") == (0, 1)
    Grant.objects.filter(action="guard.override").delete()
    with pytest.raises(Forbidden):
        actions.settle(county.authority_of("office"), job, "accept", rows=[row.pk])
    row.refresh_from_db()
    assert row.state == "open"


def test_correcting_it_takes_the_doubt_away_and_a_correction_can_bring_one(county: County) -> None:
    job = imported(county)
    office, row = county.authority_of("office"), blocked(job)
    text = Item.of_data(row.text)
    mended = actions.correct_row(office, job, row, replace(text, elements="救助对象"), seen=hash_of_row(row))
    assert (mended.state, mended.codes) == ("corrected", "")
    worse = replace(text, elements="救助对象", remark=f"身份证号{NUMBER}")
    again = actions.correct_row(office, job, mended, worse, seen=hash_of_row(mended))
    assert (again.state, again.codes) == ("open", BLOCKED)
    assert again.doubts[0]["field"] == "remark"


def test_the_words_of_a_version_are_looked_through_as_well(county: County) -> None:
    job = read(county, files.csv())
    with pytest.raises(Invalid) as refused:
        actions.adopt(
            county.authority_of("office"), job, Act(reason=f"身份证号{NUMBER}"), issuer="办公室", source="",
            effective_on=clock.today(),
        )  # fmt: skip
    assert "reason" in refused.value.fields


def test_why_a_matter_is_to_be_taken_out_is_public_and_looked_through(county: County) -> None:
    version = catalogue(county)
    with pytest.raises(Invalid):
        actions.propose_adjustment(
            county.authority_of("civil-drafter"), version.catalogue, county.units["civil"],
            Adjustment.Kind.REMOVE, Act(reason=f"王某{NUMBER}"), matter=entry("办事指南").matter,
        )  # fmt: skip
