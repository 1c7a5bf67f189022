"""The calendar of a person's duties: who reads it, and what calendar programs get."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from mingtang.foundation import clock
from mingtang.foundation.duties import actions
from mingtang.foundation.duties.actions import subscribing
from mingtang.foundation.duties.models import CalendarLink
from tests.county import NOON, County
from tests.foundation.duties.house import fixed, owe

PAGE = "/desk/duties/calendar/"


@pytest.fixture
def address(county: County) -> str:
    return subscribing.path_of(subscribing.renew(county.person("civil-drafter")))


def events(address: str) -> list[Any]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_program_reads_the_duties_without_signing_in(county: County, address: str) -> None:
    duty = owe(county, title="低保对象；名单,2026年\n第一季度" + "很长的名称" * 20)
    owe(county, "water")
    owe(county, done_on=date(2026, 3, 5))
    fixed(county, None)
    answer = Client().get(address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "private" in answer.headers["Cache-Control"]
    lines = answer.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines), "longer lines have to be folded"
    (event,) = events(address)
    assert event["SUMMARY"] == f"公开这条信息：{duty.title}"
    assert event["DTSTART"].dt == date(2026, 3, 30)
    assert event["DTEND"].dt == date(2026, 3, 31)
    assert str(duty.pk) in event["UID"]
    assert str(duty.pk) in event["URL"]
    alarm: Any = Calendar.from_ical(answer.content).walk("VALARM")[0]
    # 30 March is a Monday: the reminder comes on Friday at nine.
    assert alarm["TRIGGER"].dt == -timedelta(days=3) + timedelta(hours=9)


def test_a_new_date_keeps_the_event_and_raises_its_number(county: County, address: str) -> None:
    duty = owe(county)
    (before,) = events(address)
    with clock.at(NOON + timedelta(days=1)):
        actions.pause(
            county.authority_of("office"),
            duty,
            day=date(2026, 3, 4),
            until=date(2026, 3, 6),
            reason="征求意见",
        )
        (after,) = events(address)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert after["DTSTART"].dt == date(2026, 4, 1)


def test_who_leaves_the_post_or_the_service_reads_nothing_more(county: County, address: str) -> None:
    duty = owe(county)
    actions.transfer(
        county.authority_of("office"), duty, unit=county.units["water"], post=None, reason="职责划转"
    )
    assert events(address) == []
    person = county.person("civil-drafter")
    person.is_active = False
    person.save()
    assert Client().get(address).status_code == 404


def test_only_the_whole_secret_opens_it(county: County, address: str) -> None:
    link = CalendarLink.objects.get()
    assert len(link.nonce) * 4 >= 128
    for wrong in (link.nonce, link.nonce + "0" * 32, "x", "0" * 64, "％" * 64):
        assert Client().get(f"/calendar/{wrong}.ics").status_code == 404
    assert Client().post(address).status_code == 405


def test_renewing_and_taking_back_close_the_old_address(county: County) -> None:
    client = county.client("civil-drafter")
    assert "生成订阅地址" in client.get(PAGE).content.decode()
    client.post(PAGE)
    first = subscribing.path_of(CalendarLink.objects.get())
    assert first in client.get(PAGE).content.decode()
    assert Client().get(first).status_code == 200
    client.post(PAGE)
    second = subscribing.path_of(CalendarLink.objects.get())
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client.post(PAGE, {"revoke": "1"})
    assert Client().get(second).status_code == 404
    assert county.client("civil-reviewer").get(PAGE).context["link"] is None
