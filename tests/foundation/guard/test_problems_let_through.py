"""What is let through is no problem any more: the one that the sweep registered is closed, and stays so."""

from datetime import date, timedelta

import pytest

from mingtang.demo.identifiers import identity_number
from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.guard import actions as guard
from mingtang.foundation.guard import queries
from mingtang.foundation.guard.actions.sweeping import sweep
from mingtang.foundation.guard.models import Check, ProblemHits, Sweep
from mingtang.foundation.guard.public_texts import key_of
from mingtang.openness.gazette.models import ReadingPoint
from mingtang.openness.records.guarded import paper
from tests.county import NOON, County, Walk, draft
from tests.foundation.guard.house import UNWANTED, phrase
from tests.openness import reading_points

pytestmark = pytest.mark.django_db
WHY = "是一本书的名字"
NUMBER = identity_number("990121", date(1987, 3, 12), 204)


def night(days: int = 1) -> Sweep:
    with clock.at(NOON + timedelta(days=days)):
        run = sweep(5)
    assert run
    return run


def of_point(point: ReadingPoint) -> list[Finding]:
    return list(Finding.objects.filter(subject_id=key_of(point)).order_by("reported_at"))


@pytest.fixture
def point(county: County) -> ReadingPoint:
    """Public before the rule came, with a problem of the first night."""
    with clock.at(NOON):
        made: ReadingPoint = reading_points.point(county, name="图书馆", holdings=f"有{UNWANTED}")
        phrase(county)
    assert night().raised == 1
    return made


def let_through(county: County, point: ReadingPoint, *, number: int | None = None) -> None:
    """On the page of the text, some of the hits or all."""
    url = f"/desk/guard/reading_point_text/{key_of(point)}/"
    client = county.client("office")
    client.get(url)
    found = Check.objects.filter(subject_id=key_of(point)).order_by("-checked_at")[0]
    stopping = [one.hit.fingerprint for one in queries.standing(found).stopping]
    assert client.post(url, {"hits": stopping[:number], "reason": WHY}).status_code == 302


def test_it_is_closed_with_the_reason_and_who_gave_it_and_is_not_registered_again(
    county: County, point: ReadingPoint
) -> None:
    let_through(county, point)
    (problem,) = of_point(point)
    assert (problem.case.outcome, bool(problem.case.closed_at)) == ("no_problem", True)
    told = Event.objects.get(kind="rectification.dismiss", case_id=problem.case_id)
    assert WHY in told.detail.data["reason"]
    assert county.person("office").name in told.detail.data["reason"]
    assert night(2).blocked == 0
    assert len(of_point(point)) == 1


def test_the_form_in_which_the_text_is_written_closes_it_as_well(county: County, point: ReadingPoint) -> None:
    sent = {
        "unit": point.unit_id, "name": point.name, "kind": point.kind, "address": point.address,
        "holdings": point.holdings, "hours": "周一",
    }  # fmt: skip
    client, url = county.client("office"), f"/desk/reading-points/{point.pk}/"
    refused = client.post(url, sent)
    seen = refused.context["form"].data["passing_seen"]
    assert client.post(url, {**sent, "passing": WHY, "passing_seen": seen}).status_code == 302
    assert of_point(point)[0].case.closed_at


def test_as_long_as_something_it_tells_of_is_left_it_stays_open(county: County) -> None:
    with clock.at(NOON):
        made = reading_points.point(county, name="图书馆", holdings=f"有{UNWANTED}，也有别的禁用词")
        phrase(county)
        phrase(county, text="别的禁用词")
    night()
    let_through(county, made, number=1)
    assert not of_point(made)[0].case.closed_at
    let_through(county, made)
    assert of_point(made)[0].case.closed_at


def test_something_else_let_through_in_the_same_text_does_not_close_it(
    county: County, point: ReadingPoint
) -> None:
    with clock.at(NOON):
        phrase(county, text="别的禁用词")
    ReadingPoint.objects.filter(pk=point.pk).update(holdings="有别的禁用词")
    let_through(county, point)
    assert not of_point(point)[0].case.closed_at, "what it tells of was never judged"


def test_a_text_that_changes_afterwards_is_looked_at_again(county: County, point: ReadingPoint) -> None:
    let_through(county, point)
    ReadingPoint.objects.filter(pk=point.pk).update(holdings=f"有{UNWANTED}，身份证号{NUMBER}")
    assert night(2).raised == 1
    first, second = of_point(point)
    assert first.case.closed_at
    assert not second.case.closed_at
    assert UNWANTED not in second.text


def test_the_problem_of_a_record_is_closed_too(county: County) -> None:
    with clock.at(NOON):
        walk = Walk(county, draft(county, body=f"<p>正文里有{UNWANTED}。</p>")).to("feedback")
        phrase(county)
    assert night().raised == 1
    public = paper(walk.pk, None)
    assert public
    check = guard.make_ready(public)
    stopping = [one.hit.fingerprint for one in queries.standing(check).stopping]
    guard.override(county.authority_of("civil-approver"), check, stopping, WHY)
    assert Finding.objects.get(subject_id=walk.pk).case.outcome == "no_problem"
    assert night(2).blocked == 0


def test_of_a_problem_from_before_the_next_night_remembers_what_it_tells_of(
    county: County, point: ReadingPoint
) -> None:
    ProblemHits.objects.all().delete()
    assert night(2).raised == 0
    let_through(county, point)
    assert of_point(point)[0].case.closed_at
