"""The places in which a short text is refused, for tests that go through all of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings import actions as findings
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.subjects import subject_target
from mingtang.foundation.organisations.models import Area, Grant, Leader, Post, Unit
from mingtang.openness.catalogue.models import Adjustment, Entry
from mingtang.openness.columns.models import Column, ColumnType
from mingtang.openness.gazette import actions as gazette
from mingtang.openness.gazette.models import Issue, ReadingPoint
from mingtang.openness.intake import actions as intake
from mingtang.openness.obligations.kinds import PERIOD
from mingtang.openness.obligations.models import Declaration
from mingtang.openness.records.models import Record
from tests.county import County, Walk, draft
from tests.foundation.guard.house import UNWANTED
from tests.openness import catalogue_files, catalogue_house, columns_house, intake_files, reading_points
from tests.openness.obligations.faces import house as duties

SAID = f"请看《{UNWANTED}》"


@dataclass
class Place:
    """Where a text is written: `send` it again and again, `said` is what is stored of it once it was taken. `entitled`
    may let it through, `other` may write it only. `field` bears the text."""

    url: str
    sent: dict[str, Any]
    field: str
    said: Callable[[], str]
    entitled: str
    other: str = ""
    first: int = 302


def unit(county: County) -> Place:
    civil = county.units["civil"]
    sent = {"functions": SAID, "reason": "改职责", "minimum_officers": 1}
    return Place(
        "/desk/units/civil/edit/", sent, "functions",
        lambda: Unit.objects.get(pk=civil.pk).functions, "boss", "admin",
    )  # fmt: skip


def renamed(county: County) -> Place:
    sent = {
        "name": f"明堂县{UNWANTED}局",
        "short_name": "新局",
        "slug": "new",
        "on_day": "2026-03-01",
        "basis": "文",
    }
    civil = county.units["civil"]
    return Place(
        "/desk/units/civil/rename/", sent, "name", lambda: Unit.objects.get(pk=civil.pk).name, "boss", "admin"
    )


def leader(county: County) -> Place:
    sent = {
        "unit": county.units["civil"].pk,
        "name": "某某",
        "title": "局长",
        "functions": SAID,
        "position": 1,
    }
    return Place(
        "/admin/foundation_organisations/leader/add/", sent, "functions",
        lambda: "".join(Leader.objects.values_list("functions", flat=True)), "boss", "admin",
    )  # fmt: skip


def post(county: County) -> Place:
    row = county.posts["civil-drafter"]
    sent = {"unit": row.unit_id, "code": row.code, "title": UNWANTED, "role": row.role}
    return Place(
        f"/admin/foundation_organisations/post/{row.pk}/change/", sent, "title",
        lambda: Post.objects.get(pk=row.pk).title, "boss", "admin",
    )  # fmt: skip


def new_unit(county: County) -> Place:
    sent = {
        "parent": county.units["county"].pk, "slug": "sports", "kind": "department", "name": "明堂县体育局",
        "short_name": "体育局", "division_code": "990121000000", "functions": SAID, "minimum_officers": 1, "position": 0,
    }  # fmt: skip
    return Place(
        "/admin/foundation_organisations/unit/add/", sent, "functions",
        lambda: "".join(Unit.objects.filter(slug="sports").values_list("functions", flat=True)), "boss", "admin",
    )  # fmt: skip


def area(county: County) -> Place:
    row = county.areas["assistance"]
    sent = {"code": row.code, "name": UNWANTED, "position": 1}
    return Place(
        f"/admin/foundation_organisations/area/{row.pk}/change/", sent, "name",
        lambda: Area.objects.get(pk=row.pk).name, "boss", "admin",
    )  # fmt: skip


def column_type(county: County) -> Place:
    sent = {"name": UNWANTED, "fresh_days": 30, "source": "文", "effective_from": "2026-01-01", "position": 1}
    return Place(
        "/admin/openness_columns/columntype/add/", sent, "name",
        lambda: "".join(ColumnType.objects.filter(name=UNWANTED).values_list("name", flat=True)),
        "boss", "admin",
    )  # fmt: skip


def answer(county: County) -> Place:
    walk = Walk(county, draft(county)).to("feedback")
    report = findings.report(subject_target(f"record:{walk.pk}"), category="typo", text="有错", contact="")
    findings.accept(county.authority_of("civil-drafter"), report, Act())
    sent = {"outcome": "mended", "text": SAID, "show_text": "on"}
    return Place(
        f"/desk/findings/{report.pk}/act/answer/", sent, "text",
        lambda: Finding.objects.get(pk=report.pk).answer, "allround", "civil-drafter",
    )  # fmt: skip


def tombstone(county: County) -> Place:
    walk = Walk(county, draft(county)).to("feedback")
    sent = {"reason_code": "error", "reason": "写错了", "public_note": SAID}
    return Place(
        f"/desk/records/{walk.pk}/act/withdraw-now/", sent, "public_note",
        lambda: Record.objects.get(pk=walk.pk).withdrawal_note, "civil-approver",
    )  # fmt: skip


def asked_withdrawal(county: County) -> Place:
    walk = Walk(county, draft(county)).to("feedback")
    sent = {"reason_code": "error", "reason": "写错了", "public_note": SAID}
    return Place(
        f"/desk/records/{walk.pk}/act/ask-withdrawal/", sent, "public_note",
        lambda: "".join(case.withdrawal.public_note for case in [walk.case("withdrawal")])
        if Event.objects.filter(kind="withdrawal.ask").exists() else "",
        "allround", "civil-drafter",
    )  # fmt: skip


def adjustment(county: County) -> Place:
    catalogue_house.catalogue(county)
    pk = catalogue_house.entry("政策文件").matter_id
    sent = {
        "unit": county.units["civil"].pk, "reason": "补充", "source": "", "item1": "最低生活保障", "item2": "政策文件",
        "elements": f"文号\n{SAID}", "limit": "长期公开", "levels": ["county"], "active": "on",
    }  # fmt: skip
    return Place(
        f"/desk/catalogue/matters/{pk}/change/", sent, "elements",
        lambda: str(Adjustment.objects.get().text) if Adjustment.objects.exists() else "", "clerk", "civil-drafter",
    )  # fmt: skip


def why_adjusted(county: County) -> Place:
    place = adjustment(county)
    place.sent |= {"elements": "文号", "source": SAID}
    place.field = "source"
    place.said = lambda: "".join(Adjustment.objects.values_list("basis", flat=True))
    return place


def adopted(county: County) -> Place:
    job = catalogue_house.read(county, catalogue_files.csv())
    catalogue_house.accept_all(county, job)
    sent = {
        "issuer": "办公室",
        "source": SAID,
        "effective_on": "2026-03-02",
        "reason": "",
        "keep_local": "on",
    }
    return Place(
        f"/desk/catalogue/imports/{job.pk}/adopt/", sent, "source",
        lambda: "".join(Entry.objects.values_list("version__source", flat=True)[:1]), "office",
    )  # fmt: skip


def new_area(county: County) -> Place:
    job = catalogue_house.read(county, catalogue_files.csv(title="无名目录"))
    block = job.blocks.get()
    sent = {"area": "", "name": UNWANTED, "code": "some-field"}
    return Place(
        f"/desk/catalogue/imports/{job.pk}/area/{block.position}/", sent, "name",
        lambda: "".join(Area.objects.filter(code="some-field").values_list("name", flat=True)), "office",
    )  # fmt: skip


def issue(county: County) -> Place:
    walk = Walk(county, draft(county)).to("feedback")
    who = county.authority_of("office")
    made = gazette.create_issue(who, county.units["county"], year=2026, number=1, serial=1, title=UNWANTED)
    gazette.add_entry(who, made, walk.pk, "部门文件")
    return Place(
        f"/desk/gazette/{made.pk}/publish/", {}, "",
        lambda: Issue.objects.get().title if Issue.objects.get().is_published else "", "office",
    )  # fmt: skip


def several(county: County) -> Place:
    catalogue_house.catalogue(county)
    duties.grant(county)
    made = [
        duties.owed_round(county, catalogue_house.entry(name), PERIOD, name).pk
        for name in ("审批信息", "政策文件")
    ]
    sent = {"duty": made, "statement": SAID, "signed": "on"}
    return Place(
        "/desk/declarations/new/", sent, "statement",
        lambda: "".join(Declaration.objects.values_list("statement", flat=True)), "civil-approver", "civil-unit_head",
    )  # fmt: skip


def closed_point(county: County) -> Place:
    point = reading_points.point(county, name="图书馆")
    ReadingPoint.objects.filter(pk=point.pk).update(is_open=False, holdings=SAID)
    return Place(
        f"/desk/reading-points/{point.pk}/switch/", {"to": "open"}, "",
        lambda: ReadingPoint.objects.get().holdings if ReadingPoint.objects.get().is_open else "", "office",
    )  # fmt: skip


def closed_column(county: County) -> Place:
    closed = columns_house.column(county, is_open=False, description=SAID)
    return Place(
        f"/desk/columns/{closed.pk}/switch/", {"to": "open"}, "",
        lambda: Column.objects.get(pk=closed.pk).description if Column.objects.get(pk=closed.pk).is_open else "",
        "allround", "civil-drafter",
    )  # fmt: skip


def old_document(county: County) -> Place:
    text = intake_files.OLD_TEXT.replace("现将", f"{SAID}。现将")
    handed = intake.hand_in(
        county.authority_of("office"),
        county.units["civil"],
        "old",
        [catalogue_files.upload("旧.txt", text.encode())],
    )
    intake.read_batch(handed.batch.pk)
    paper = handed.batch.papers.get()
    url = reverse("intake_desk:paper", args=[handed.batch.pk, paper.pk])
    form = county.client("office").get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    ticks = {name: "on" for name in form.fields if name.startswith("checked_")}
    return Place(
        url, sent | ticks, "", lambda: "".join(Record.objects.values_list("live__body", flat=True)), "office"
    )


PLACES = [
    unit, renamed, leader, post, new_unit, area, column_type, answer, tombstone, asked_withdrawal, adjustment,
    why_adjusted, adopted, new_area, issue, several, closed_point, closed_column, old_document,
]  # fmt: skip


def client_of(county: County, who: str) -> Client:
    """“boss” manages units and may let through, “clerk” proposes and may let through; both sign in to the set-up."""
    if who == "boss":
        county.staff("county", "admin", "boss")
        Grant.objects.create(post=county.posts["boss"], action="guard.override", unit=county.units["county"])
    if who == "clerk":
        county.staff("county", "openness_office", "clerk")
        county.staff("civil", "drafter", "clerk")
    person = county.people[who]
    if who in ("boss", "admin"):
        person.is_staff = person.is_superuser = True
        person.save()
    return county.client(who)


def asked(page: str) -> bool:
    return bool(re.search(r"<textarea[^>]*name=\"passing\"", page))


def seen(page: str) -> str:
    found = re.search(r"name=\"passing_seen\"[^>]* value=\"([0-9a-f ]+)\"", page)
    assert found, page
    return found[1]
