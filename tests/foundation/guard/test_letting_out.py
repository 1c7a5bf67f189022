"""A short text with what blocks is refused in its form; who may let it through says why there, by name."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from mingtang.demo.identifiers import identity_number
from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.guard.letting_out import Blocked, Passed
from mingtang.foundation.guard.models import Check, Override
from mingtang.foundation.organisations import actions as organisation
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.kernel.refusals import Invalid
from mingtang.openness.columns import actions as columns
from mingtang.openness.columns.models import Column, EntryText
from mingtang.openness.gazette.models import ReadingPoint
from mingtang.openness.obligations.kinds import PERIOD
from mingtang.openness.obligations.models import Declaration
from mingtang.openness.topics import actions as topics
from mingtang.openness.topics.models import Topic
from tests.county import NOON, County
from tests.foundation.guard.house import UNWANTED, phrase
from tests.openness import catalogue_house, columns_house
from tests.openness.obligations.faces import house as duties

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NUMBER = identity_number("990121", date(1987, 3, 12), 204)
WHY = "是一本书的名字"


@pytest.fixture
def noon(county: County) -> Any:
    with clock.at(NOON):
        phrase(county)
        yield


def asked(page: str) -> bool:
    """Whether the form shows the field for the reason."""
    return bool(re.search(r"<textarea[^>]*name=\"(settle-)?passing\"", page))


def seen(page: str) -> str:
    found = re.search(r"name=\"(?:settle-)?passing_seen\" value=\"([0-9a-f ]+)\"", page)
    assert found
    return found[1]


def let_through(client: Client, url: str, sent: dict[str, Any]) -> None:
    """Refused, asked why, and saved with the reason."""
    refused = client.post(url, sent)
    page = refused.content.decode()
    assert refused.status_code == 422, page
    assert not Override.objects.exists()
    assert asked(page)
    kept = client.post(url, {**sent, "passing": WHY, "passing_seen": seen(page)})
    assert kept.status_code == 302, kept.content.decode()
    (row,) = Override.objects.all()
    assert (row.reason, row.overridden_by) == (WHY, client_person(client))
    assert Event.objects.filter(kind="guard.overridden", subject_id=str(row.subject_id)).exists()


def client_person(client: Client) -> Any:
    return client.get("/desk/").wsgi_request.user


def a_point(county: County, **given: Any) -> dict[str, Any]:
    return {
        "unit": county.units["county"].pk, "name": "县图书馆", "kind": "library", "address": "某路1号",
        "holdings": f"《{UNWANTED}》", **given,
    }  # fmt: skip


def a_column(county: County, **given: Any) -> dict[str, Any]:
    values = columns_house.values(county, description=f"《{UNWANTED}》", **given)
    return {**values, "type": values["type"].pk, "unit": values["unit"].pk, "by_filter": ""}


def test_a_reading_point(county: County) -> None:
    let_through(county.client("office"), "/desk/reading-points/new/", a_point(county))
    assert UNWANTED in ReadingPoint.objects.get().holdings
    again = {**a_point(county), "hours": "周一至周五"}
    point = ReadingPoint.objects.get().pk
    assert county.client("office").post(f"/desk/reading-points/{point}/", again).status_code == 302, "once"


def test_a_new_point_that_was_refused_is_still_a_new_one(county: County) -> None:
    page = county.client("office").post("/desk/reading-points/new/", a_point(county)).content.decode()
    assert "停用" not in page
    assert not ReadingPoint.objects.exists()


def test_a_column(county: County) -> None:
    let_through(county.client("allround"), "/desk/columns/new/", a_column(county))
    assert Column.objects.get(code="civil-notices").is_open


def test_who_may_not_let_through_is_told_what_to_mend_and_not_asked(county: County) -> None:
    client = county.client("civil-drafter")
    refused = client.post("/desk/columns/new/", a_column(county))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert UNWANTED in page
    assert not asked(page)
    assert "能放行" in page
    check = Check.objects.count()
    forced = client.post("/desk/columns/new/", {**a_column(county), "passing": WHY, "passing_seen": "x"})
    assert forced.status_code == 422
    assert (Override.objects.count(), Check.objects.count()) == (0, check)


def test_a_passage_of_the_fixed_entries(county: County) -> None:
    passage = EntryText.objects.all()[0]
    sent = {"title": passage.title, "text": f"请看《{UNWANTED}》", "source": ""}
    let_through(county.client("office"), f"/desk/columns/texts/{passage.code}/", sent)


def test_a_block_of_a_public_topic_and_its_title(county: County) -> None:
    who, unit = county.authority_of("office"), county.units["county"]
    made = topics.create_topic(who, {"title": "专栏", "code": "z", "unit": unit, "introduction": ""})
    topics.add_block(who, made, "text", {"heading": "一", "body": "<p>好</p>"})
    topics.act(who, made, "publish")
    sent = {"heading": "二", "body": f"<p>《{UNWANTED}》</p>"}
    let_through(county.client("office"), f"/desk/topics/{made.pk}/blocks/new/text/", sent)
    made.refresh_from_db()
    title: dict[str, Any] = {"title": UNWANTED, "code": "z", "unit": unit.pk, "version": made.version}
    refused = county.client("office").post(f"/desk/topics/{made.pk}/edit/", title)
    assert asked(refused.content.decode())


def test_a_draft_of_a_topic_is_let_through_when_it_is_published_with_all_that_was_shown(
    county: County,
) -> None:
    who, unit = county.authority_of("office"), county.units["county"]
    made = topics.create_topic(who, {"title": "专栏", "code": "z", "unit": unit, "introduction": UNWANTED})
    topics.add_block(who, made, "text", {"heading": "一", "body": f"<p>《{UNWANTED}》</p>"})
    client, url = county.client("office"), f"/desk/topics/{made.pk}/act/publish/"
    refused = client.post(url)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "专栏：一：" in page
    topics.add_block(who, made, "text", {"heading": "二", "body": f"<p>{NUMBER}</p>"})
    kept = {"passing": WHY, "passing_seen": seen(page)}
    later = client.post(url, kept)
    assert later.status_code == 422, "what was not shown is not let through by the way"
    assert not Override.objects.exists()
    assert client.post(url, {**kept, "passing_seen": seen(later.content.decode())}).status_code == 302
    assert Topic.objects.get().state == Topic.State.OPEN
    assert Override.objects.count() == 3


def test_a_declaration_and_what_settles_a_dispute(county: County) -> None:
    catalogue_house.catalogue(county)
    duties.grant(county)
    entry = catalogue_house.entry("审批信息")
    duty = duties.owed_round(county, entry, PERIOD, "某任务")
    sent = {"statement": f"《{UNWANTED}》没有。", "signed": "on"}
    let_through(county.client("civil-approver"), f"/desk/duties/{duty.pk}/declare/", sent)
    made = Declaration.objects.get()
    made.disputed_at = clock.now()
    made.save()
    settled = {"do": "settle", "settle-holds": "yes", "settle-reason": f"《{UNWANTED}》属实。"}
    refused = county.client("office").post(f"/desk/declarations/{made.pk}/", settled)
    page = refused.content.decode()
    assert (refused.status_code, asked(page)) == (422, True)
    settled |= {"settle-passing": WHY, "settle-passing_seen": seen(page)}
    assert county.client("office").post(f"/desk/declarations/{made.pk}/", settled).status_code == 302


def test_a_reason_that_says_nothing_is_asked_for_again(county: County) -> None:
    client, url = county.client("office"), "/desk/reading-points/new/"
    page = client.post(url, a_point(county)).content.decode()
    short = client.post(url, {**a_point(county), "passing": "行", "passing_seen": seen(page)})
    assert short.status_code == 422
    assert "请写明为什么可以公开" in short.content.decode()
    assert not Override.objects.exists()


def test_a_closed_column_with_what_blocks_is_not_opened_and_says_where_to_mend_it(county: County) -> None:
    closed = columns_house.column(county, is_open=False, description=UNWANTED)
    client = county.client("civil-drafter")
    answer = client.post(f"/desk/columns/{closed.pk}/switch/", {"to": "open"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"/desk/columns/{closed.pk}/edit/" in page
    assert UNWANTED in page
    assert not asked(page)
    assert not Column.objects.get(pk=closed.pk).is_open


def test_what_was_passed_for_one_text_holds_for_no_other(county: County) -> None:
    who = county.authority_of("allround")
    values = columns_house.values(county, description=UNWANTED)
    with pytest.raises(Blocked) as refused:
        columns.create_column(who, values)
    columns.create_column(who, values, passed=Passed(WHY, refused.value.seen))
    with pytest.raises(Blocked):
        columns.create_column(who, values | {"code": "other", "name": "另一个"})


def test_the_desk_refuses_them_in_what_everybody_reads_of_a_unit(county: County) -> None:
    civil = county.units["civil"]
    for field in ("functions", "address", "office_hours"):
        changed: dict[str, Any] = {field: f"身份证号{NUMBER}"}
        with pytest.raises(Invalid) as refused:
            organisation.update_unit(SYSTEM, civil, "改", **changed)
        assert field in refused.value.fields
    with pytest.raises(Invalid):
        organisation.rename_unit(
            SYSTEM, civil, name=UNWANTED, short_name="新", slug="new", on_day=date(2026, 3, 1), basis="某"
        )
    organisation.update_unit(SYSTEM, civil, "改", phone="0991-6201234", address="文昌路12号")
