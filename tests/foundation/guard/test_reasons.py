"""Wherever a short text is refused, who may let it through is asked why there, and loses nothing."""

import html
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.guard.actions.sweeping import sweep
from mingtang.foundation.guard.models import Override
from mingtang.openness.catalogue.models import Adjustment
from mingtang.openness.columns.defaults import templates
from mingtang.openness.columns.models import Column
from tests.county import NOON, County
from tests.foundation.guard.house import UNWANTED, phrase
from tests.foundation.guard.places import PLACES, SAID, Place, adjustment, asked, client_of, issue, seen
from tests.openness import catalogue_house

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]
ANOTHER = "另一个禁用词"
WHY = "是一本书的名字"


@pytest.fixture(autouse=True)
def noon(county: County) -> Iterator[None]:
    with clock.at(NOON):
        phrase(county)
        phrase(county, text=ANOTHER)
        yield


@pytest.mark.parametrize("make", PLACES, ids=lambda make: make.__name__)
def test_a_false_alarm_is_told_asked_about_and_let_through_by_name(
    county: County, make: Callable[[County], Place]
) -> None:
    place = make(county)
    client = client_of(county, place.entitled)
    refused = client.post(place.url, place.sent)
    page = refused.content.decode()
    assert refused.status_code in (200, 422), page
    assert UNWANTED in page
    assert "某规范" in page, "why"
    assert asked(page)
    assert UNWANTED not in place.said()
    assert not Override.objects.exists()
    form = refused.context.get("adminform") or refused.context.get("opening") or refused.context["form"]
    form = getattr(form, "form", form)
    if place.field:
        told = (refused.context.get("text_form") or form).errors if place.field == "elements" else form.errors
        assert UNWANTED in str(told[place.field]), "beside its field"
    shown = html.unescape(page)
    for name, value in place.sent.items():
        assert name == "to" or not isinstance(value, str) or value in shown, "nothing is lost"
    without = client.post(place.url, {**place.sent, "passing_seen": seen(page)})
    assert without.status_code in (200, 422)
    unseen = client.post(place.url, {**place.sent, "passing": WHY})
    assert unseen.status_code in (200, 422)
    if place.field:
        changed = {**place.sent, place.field: f"{place.sent[place.field]}{ANOTHER}"}
        again = client.post(place.url, {**changed, "passing": WHY, "passing_seen": seen(page)})
        assert again.status_code in (200, 422)
        assert ANOTHER in again.content.decode(), "what was not shown is not let through by the way"
    assert UNWANTED not in place.said()
    assert not Override.objects.exists()

    kept = client.post(place.url, {**place.sent, "passing": WHY, "passing_seen": seen(page)})
    assert kept.status_code == 302, kept.content.decode()
    assert UNWANTED in place.said()
    rows = list(Override.objects.all())
    assert rows
    for row in rows:
        assert (row.reason, row.overridden_by) == (WHY, county.people[place.entitled])
        event = Event.objects.get(kind="guard.overridden", subject_id=str(row.subject_id))
        assert (event.subject_kind, event.actor_id) == (row.subject_kind, row.overridden_by_id)
        assert WHY in event.detail.data["note"]
        assert event.content_hash


@pytest.mark.parametrize("make", PLACES, ids=lambda make: make.__name__)
def test_who_may_not_let_it_through_is_told_who_may_and_loses_nothing(
    county: County, make: Callable[[County], Place]
) -> None:
    place = make(county)
    if not place.other:
        pytest.skip("whoever writes here may let it through")
    if place.other == "civil-unit_head":
        county.staff("civil", "unit_head", "civil-unit_head")
    client = client_of(county, place.other)
    sent = {**place.sent, "passing": WHY, "passing_seen": "x"}
    page = client.post(place.url, sent)
    text = page.content.decode()
    assert page.status_code in (200, 422), text
    assert UNWANTED in text
    assert UNWANTED not in place.said()
    assert not Override.objects.exists()
    assert "能放行的人" in text
    assert "某office" in text, "by name"


def proposed(county: County, **words: str) -> Adjustment:
    place = adjustment(county)
    place.sent |= words
    client = client_of(county, place.entitled)
    page = client.post(place.url, place.sent).content.decode()
    answer = client.post(place.url, {**place.sent, "passing": WHY, "passing_seen": seen(page)})
    assert answer.status_code == 302, answer.content.decode()
    return Adjustment.objects.get()


def night() -> int:
    with clock.at(NOON + timedelta(days=1)):
        run = sweep(5)
    assert run
    return run.raised


def test_what_was_let_through_in_a_proposal_stays_so_in_the_version_that_it_becomes(county: County) -> None:
    made = proposed(county, reason=f"因为《{UNWANTED}》")
    url = f"/desk/catalogue/adjustments/{made.pk}/approve/"
    assert county.client("office").post(url).status_code == 302
    assert UNWANTED in catalogue_house.entry("政策文件").elements
    assert night() == 0


def test_a_new_matter_that_was_let_through_as_a_proposal_is_no_problem_either(county: County) -> None:
    place = adjustment(county)
    place.sent |= {"item2": "新事项", "area": "social-assistance"}
    client, url = client_of(county, "clerk"), reverse("catalogue_desk:propose")
    page = client.post(url, place.sent).content.decode()
    assert client.post(url, {**place.sent, "passing": WHY, "passing_seen": seen(page)}).status_code == 302
    made = Adjustment.objects.get()
    assert county.client("office").post(f"/desk/catalogue/adjustments/{made.pk}/approve/").status_code == 302
    assert UNWANTED in catalogue_house.entry("新事项").elements
    assert night() == 0


def test_a_rule_that_came_since_is_asked_about_when_a_proposal_is_approved(county: County) -> None:
    made = proposed(county, reason="因为新规")
    with clock.at(NOON + timedelta(minutes=1)):
        phrase(county, text="因为新规")
    client, url = county.client("office"), f"/desk/catalogue/adjustments/{made.pk}/approve/"
    page = client.post(url).content.decode()
    assert asked(page)
    assert UNWANTED not in page, "that was let through already"
    assert client.post(url, {"passing": WHY, "passing_seen": seen(page)}).status_code == 302
    assert night() == 0


def test_statutory_columns_with_a_word_of_the_house_list(county: County) -> None:
    with clock.at(NOON + timedelta(minutes=2)):
        phrase(county, text=templates()[0]["name"])
    client = county.client("office")
    answer = client.post("/desk/columns/defaults/")
    assert answer.status_code == 422, answer.headers
    page = answer.content.decode()
    assert asked(page)
    assert not Column.objects.exists()
    sent = {"passing": WHY, "passing_seen": seen(page)}
    assert client.post("/desk/columns/defaults/", sent).status_code == 302
    assert Column.objects.count() == len(templates())


def test_the_page_that_publishes_an_issue_says_it_before_anything_is_sent(county: County) -> None:
    place = issue(county)
    page = county.client("office").get(place.url).content.decode()
    assert UNWANTED in page
    assert asked(page)


def test_in_a_lead_group_that_only_staff_reads_nothing_is_refused(county: County) -> None:
    sent = {
        "unit": county.units["civil"].pk,
        "name": "某某",
        "title": SAID,
        "function": "组长",
        "position": 1,
    }
    url = "/admin/foundation_organisations/leadgroupmember/add/"
    assert client_of(county, "admin").post(url, sent).status_code == 302
