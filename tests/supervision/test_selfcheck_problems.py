"""What the self-check found becomes problems of the units whose pages they are."""

from typing import Any

import pytest
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.findings import actions as findings
from mingtang.foundation.findings.models import Finding
from mingtang.kernel.refusals import Forbidden, WrongState
from mingtang.supervision.selfcheck import raising
from mingtang.supervision.selfcheck.models import Found, Run
from tests.county import NOON, County, lead_to, make_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Any:
    with clock.at(NOON):
        yield make_county()


@pytest.fixture
def run(county: County) -> Run:
    return Run.objects.create(started_at=NOON, finished_at=NOON, pages=9)


def found(run: Run, *paths: str, rule: str = "link", detail: str = "/gone/") -> Found:
    return Found.objects.create(run=run, rule=rule, detail=detail, pages=len(paths), examples=list(paths))


def test_each_unit_gets_one_with_everything_filled_in(county: County, run: Run) -> None:
    civil = f"/records/{lead_to(county, 'feedback').pk}/"
    withdrawn = f"/records/{lead_to(county, 'withdrawn', 'water').pk}/"
    found(run, civil, "/units/water/", "/contacts/")
    found(run, civil, withdrawn, "/no/such/page/", detail="/also-gone/")
    made = raising.raise_problems(county.authority_of("office"), "link")
    assert [finding.unit.slug for finding in made] == ["county", "civil", "water"]
    of_civil = made[1]
    assert (of_civil.source, of_civil.case.state, of_civil.page_url) == ("self_check", "assigned", civil)
    assert "/gone/" in of_civil.text
    assert "/also-gone/" in of_civil.text
    assert "/units/water/" not in of_civil.text
    assert all((of_civil.page_title, of_civil.measure, of_civil.rule, of_civil.due_on))
    assert withdrawn in made[0].text, "a page that is gone is nobody's"


def test_none_twice_while_one_is_open(county: County, run: Run) -> None:
    found(run, "/units/water/")
    found(run, "/units/water/", rule="title", detail="")
    office = county.authority_of("office")
    (first,) = raising.raise_problems(office, "link")
    raising.raise_problems(office, "title")
    with pytest.raises(WrongState):
        raising.raise_problems(office, "link")
    found(run, "/units/civil/", detail="/third/")
    (second,) = raising.raise_problems(office, "link")
    assert second.unit.slug == "civil"
    findings.dismiss_problem(office, first, Act(reason="误报"))
    (again,) = raising.raise_problems(office, "link")
    assert again.unit.slug == "water"
    assert Finding.objects.count() == 4


def test_long_lists_are_cut_to_what_fits(county: County, run: Run) -> None:
    for n in range(60):
        found(run, "/units/water/", detail=f"/gone/{n}/" + "长" * 60)
    (made,) = raising.raise_problems(county.authority_of("office"), "link")
    assert len(made.text) <= 1000
    assert made.text.endswith("……其余见“网站自查”。")


def test_what_was_not_found_or_is_not_ones_own_is_refused(county: County, run: Run) -> None:
    office = county.authority_of("office")
    for rule in ("link", "nonsense"):
        with pytest.raises(WrongState):
            raising.raise_problems(office, rule)
    found(run, "/units/water/")
    for name in ("water-drafter", "civil-approver", "nobody"):
        with pytest.raises(Forbidden):
            raising.raise_problems(county.authority_of(name), "link")
    assert not Finding.objects.exists()


def test_a_button_registers_and_then_says_where(county: County, run: Run) -> None:
    found(run, "/units/water/")
    client = county.client("supervisor")
    address = reverse("selfcheck_desk:check")
    assert "登记为问题" in client.get(address).content.decode()
    assert client.post(address, {"rule": "link"}).status_code == 302
    made = Finding.objects.get()
    page = client.get(address).content.decode()
    assert "水利局（待整改）" in page
    assert reverse("findings_desk:problem", args=[made.pk]) in page
    assert client.post(address, {"rule": "link"}).status_code == 409
    assert Run.objects.count() == 1, "the button starts no check"
