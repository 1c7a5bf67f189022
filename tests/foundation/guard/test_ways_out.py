"""Whatever everybody reads passes the guard, also what is no record: notes, names of columns, links, sections."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from mingtang.demo.identifiers import identity_number
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.guard import actions as guard
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.organisations.models import Leader
from mingtang.kernel.refusals import Invalid
from mingtang.openness.columns import actions as columns
from mingtang.openness.gazette import actions as gazette
from mingtang.openness.records import actions as records
from mingtang.openness.records.actions import Listed, OldRecord, load_records
from mingtang.openness.records.actions.release import run_clock
from mingtang.openness.topics import actions as topics
from tests.county import CONTENT, NOON, County, Walk, attach, draft
from tests.openness.columns_house import column, values
from tests.openness.reading_points import point

pytestmark = pytest.mark.django_db
NUMBER = identity_number("990121", date(1987, 3, 12), 204)
SAID = f"联系人身份证号{NUMBER}"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


def refused(act: Any, field: str) -> None:
    with pytest.raises(Invalid) as stop:
        act()
    said = "".join(map(str, stop.value.fields[field]))
    assert said
    assert NUMBER not in said


def test_the_note_in_the_place_of_what_was_withdrawn(county: County) -> None:
    walk = Walk(county, draft(county)).to("feedback")
    refused(lambda: walk.withdraw(note=f"因误公开{SAID}，已撤下。"), "public_note")
    act = Act(reason="有错", reason_code="error")
    refused(
        lambda: records.ask_withdrawal(walk.drafter, walk.record, act, public_note=SAID),
        "public_note",
    )
    assert walk.record.is_public


def test_names_and_descriptions_of_columns(county: County) -> None:
    clerk = county.authority_of("civil-drafter")
    refused(lambda: columns.create_column(clerk, values(county, description=SAID)), "description")
    made = column(county)
    refused(
        lambda: columns.change_column(clerk, made, values(county, keywords=SAID), version=made.version),
        "keywords",
    )


@pytest.mark.parametrize("link", [[SAID, "/units/"], ["办事", "https://www.gov-cn.example/?id=" + NUMBER]])
def test_links_of_a_topic(county: County, link: list[str]) -> None:
    who = county.authority_of("office")
    made = topics.create_topic(
        who, {"title": "专栏", "code": "zhuanlan", "unit": county.units["county"], "introduction": "导语"}
    )
    block = topics.add_block(who, made, "text", {"heading": "一", "body": "<p>好</p>"})
    topics.act(who, made, "publish")
    refused(lambda: topics.change_block(who, block, {"links": [link]}), "links")


def test_title_and_sections_of_the_gazette(county: County) -> None:
    who = county.authority_of("office")
    walk = Walk(county, draft(county)).to("feedback")
    issue = gazette.create_issue(
        who, county.units["county"], year=2026, number=1, serial=1, title=f"身份证号{NUMBER}"
    )
    gazette.add_entry(who, issue, walk.pk, f"身份证号{NUMBER}")
    with pytest.raises(Invalid) as stop:
        gazette.publish_issue(who, issue)
    assert {"title", "sections"} <= stop.value.fields.keys()
    assert NUMBER not in str(stop.value.fields)


def test_what_a_reading_point_says_but_not_its_telephone(county: County) -> None:
    point(county, name="县图书馆", phone="13912345678")
    refused(lambda: point(county, name="档案馆", holdings=SAID), "holdings")


def test_titles_of_attachments_that_are_loaded_as_public_at_once(county: County) -> None:
    walk = Walk(county, draft(county))
    attach(walk)
    stored = StoredFile.objects.get()
    old = OldRecord({**CONTENT, "doc_no": ""}, NOON, files=[Listed(stored, SAID)])
    refused(lambda: load_records(county.authority_of("office"), county.units["civil"], [old]), "items")
    named = OldRecord({**CONTENT, "doc_no": "", "title": f"关于{SAID}的通知"}, NOON)
    refused(lambda: load_records(county.authority_of("office"), county.units["civil"], [named]), "items")


def test_who_is_told_that_a_publication_was_stopped_is_not_told_the_number(county: County) -> None:
    who = county.authority_of("office")
    guard.set_level(who, "personal.id_number", "warn", takes_down=False, reason="试一试")
    walk = Walk(county, draft(county, title=f"关于{SAID}的通知"))
    walk.to("audit").approve(publish_at=NOON + timedelta(hours=1))
    guard.set_level(who, "personal.id_number", "block", takes_down=False, reason="照旧")
    with clock.at(NOON + timedelta(hours=2)):
        run_clock()
    told = Notice.objects.filter(event__kind="record.held")
    assert told
    assert not any(NUMBER in one.text for one in told)


def test_one_press_masks_more_numbers_than_are_listed(county: County) -> None:
    walk = Walk(county, draft(county, body=f"<p>{NUMBER}</p>" * 5_100))
    records.mask_personal_data(walk.drafter, walk.record, based_on=1)
    head = walk.record.head
    assert head
    assert head.body.count("990***") == 5_100


def test_what_the_set_up_says_of_a_unit_and_its_leaders(county: County) -> None:
    root = county.person("admin")
    root.is_staff = root.is_superuser = True
    root.save()
    client = Client()
    client.force_login(root, backend="django.contrib.auth.backends.ModelBackend")
    civil = county.units["civil"]
    given = {"kind": civil.kind, "division_code": civil.division_code, "minimum_officers": 1, "position": 0}
    page = client.post(
        f"/admin/foundation_organisations/unit/{civil.pk}/change/", {**given, "functions": SAID}
    )
    assert page.status_code == 200
    assert "身份证号码" in page.content.decode()
    assert "能放行的人" in page.content.decode()
    leader = {"unit": civil.pk, "name": "某某", "title": "局长", "functions": SAID, "position": 1}
    assert client.post("/admin/foundation_organisations/leader/add/", leader).status_code == 200
    civil.refresh_from_db()
    assert civil.functions == ""
    assert not Leader.objects.exists()
    leader["functions"] = "主持全面工作"
    answer = client.post("/admin/foundation_organisations/leader/add/", leader)
    assert answer.status_code == 302, answer.content.decode()
    assert Leader.objects.get().functions == "主持全面工作"
