"""Every address below /desk/ × every role × a foreign unit: nothing of it is shown, nothing of it changes.

The addresses come from the resolver. A page with a parameter that `parameters()` does not know fails here, so that
whoever adds a page says what a foreign instance of it is.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.views import LogoutView
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.duties.models import ClockEvent, Duty
from mingtang.foundation.events.models import Event
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.organisations.models import Absence, Unit
from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.web.slots import CHAPTERS
from mingtang.foundation.workdays.models import HolidayNotice
from mingtang.openness.catalogue.models import Adjustment, Claim, Fulfilment, ImportRow, Version
from mingtang.openness.columns.models import Column, EntryText, Pick
from mingtang.openness.gazette.models import Entry, Issue, ReadingPoint
from mingtang.openness.obligations.models import Confirmation, Declaration, Fact, Inspection, MatterLimit
from mingtang.openness.records.desk.acts import ACTS
from mingtang.openness.records.models import Record, Revision
from mingtang.openness.topics.models import Block, Topic
from mingtang.workbench.sign_in import SignInView
from tests.county import County, attach, make_county
from tests.once import once
from tests.shared_world import standing
from tests.workbench.foreign import FOREIGN, Foreign, Pages, desk_pages, make_foreign

pytestmark = pytest.mark.django_db

NOT_DESK_VIEWS = {
    SignInView: "nobody is signed in yet",
    LogoutView: "ends the session and shows nothing",
}
# The catalogue in force is public, so a matter has no foreign instance: its pages are open to all staff. What may be
# done there is for the person's own units; `test_catalogue_claims.py` holds that.
PUBLIC_INSTANCES = (
    "catalogue_desk:matter",
    "catalogue_desk:claim",
    "catalogue_desk:draft",
    "catalogue_desk:change",
    "catalogue_desk:remove",
    # Who may decide on the levels of the county, `tests/foundation/guard/test_pages.py` holds.
    "guard_desk:level",
    "obligations_desk:limit",
    "reports_desk:indicator",
    "reports_desk:end_indicator",
    # The working calendar explains every date, so all staff read it; `test_workdays_desk.py` holds who may change it.
    "workdays_desk:notice",
)
PUBLIC_LISTS = ("catalogue_desk:list", "catalogue_desk:claims", "catalogue_desk:check")
# The people of a foreign unit, in every role that a unit has; each with all the usual grants on their own unit.
ROLES = ("water-drafter", "water-reviewer", "water-secrecy", "water-approver", "water-all", "nobody")


PAGES = desk_pages()


@pytest.fixture(autouse=True)
def quiet() -> None:
    cache.clear()


@pytest.fixture(scope="module")
def everything(django_db_setup: None, django_db_blocker: Any) -> Iterator[Foreign]:
    """The county and all that is foreign to water in it. It takes longer than what a test does with it."""
    with standing(django_db_blocker):
        yield make_foreign(_county())


def _county() -> County:
    county = make_county()
    for role in (
        "drafter",
        "reviewer",
        "secrecy",
        "approver",
        "supervisor",
        "openness_office",
        "admin",
        "unit_head",
    ):
        county.staff("water", role, "water-all")
    return county


@pytest.fixture
def foreign(everything: Foreign, db: None) -> Foreign:
    return everything


@pytest.fixture
def county(foreign: Foreign) -> County:
    return foreign.county


def stock() -> dict[str, Any]:
    """All that a foreign hand could change."""
    return {
        "events": Event.objects.exclude(kind="person.signed_in").count(),
        "records": list(Record.objects.order_by("pk").values_list("pk", "updated_at", "stage", "title")),
        "revisions": Revision.objects.count(),
        "cases": list(Case.objects.order_by("pk").values_list("pk", "state", "lock_version")),
        "answers": list(Countersign.objects.order_by("pk").values_list("pk", "answer")),
        "findings": list(Finding.objects.order_by("pk").values_list("pk", "answer")),
        "notices": list(Notice.objects.order_by("pk").values_list("pk", "read_at")),
        "absences": Absence.objects.count(),
        "units": list(Unit.objects.order_by("pk").values_list("pk", "name", "slug", "ended_on")),
        "posts": Unit.objects.aggregate(n=Count("posts")),
        "imports": list(ImportRow.objects.order_by("pk").values_list("pk", "state", "name")),
        "claims": list(Claim.objects.order_by("pk").values_list("pk", "ended_at")),
        "adjustments": list(Adjustment.objects.order_by("pk").values_list("pk", "case__state")),
        "versions": Version.objects.count(),
        "links": Fulfilment.objects.count(),
        "columns": list(Column.objects.order_by("pk").values_list("pk", "name", "is_open", "version")),
        "picks": Pick.objects.count(),
        "topics": list(Topic.objects.order_by("pk").values_list("pk", "state", "version")),
        "blocks": list(Block.objects.order_by("pk").values_list("pk", "position", "body")),
        "texts": list(EntryText.objects.order_by("pk").values_list("pk", "text")),
        "issues": list(Issue.objects.order_by("pk").values_list("pk", "number", "title", "state")),
        "entries": list(Entry.objects.order_by("pk").values_list("pk", "section", "position")),
        "facts": list(Fact.objects.order_by("pk").values_list("pk", "record_id", "withdrawn_at")),
        "declarations": list(
            Declaration.objects.order_by("pk").values_list("pk", "disputed_at", "settled_at")
        ),
        "confirmations": Confirmation.objects.count(),
        "limits": MatterLimit.objects.count(),
        "holidays": list(HolidayNotice.objects.order_by("pk").values_list("pk", "ended_at")),
        "duties": list(Duty.objects.order_by("pk").values_list("pk", "due_on", "unit", "outcome")),
        "clocks": ClockEvent.objects.count(),
        "inspections": list(Inspection.objects.order_by("pk").values_list("pk", "ended_at")),
        "points": list(ReadingPoint.objects.order_by("pk").values_list("pk", "name", "is_open")),
    }


# Enough for any form of the desk to be valid, if it were let through.
BODY = {
    "title": "篡改的标题", "body": "<p>篡改</p>", "reason": "因为", "reason_code": "privacy", "public_note": "说明",
    "timing": "now", "manner": "full", "opinion": "意见", "answer": "agreed", "outcome": "mended", "text": "答复",
    "based_on": "1", "lock_version": "1", "version": "1", "on_day": "2026-01-01", "basis": "依据", "name": "新名",
    "day": "2026-03-02", "n": "5", "time_unit": "workday", "unit": "civil",
    "short_name": "新名", "slug": "new-name", "question": "请看", "add": "1", "open_attr": "active",
    "do": "withdraw", "statement": "没有。", "signed": "on", "settle-holds": "yes", "settle-reason": "有效",
    "source": "依据",
    "validity": "in_force", "first_day": "2030-01-01", "last_day": "2030-01-02", "minimum_officers": "0",
}  # fmt: skip


def test_the_desk_has_pages() -> None:
    assert len(PAGES) > 15


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_view_of_the_desk_stands_on_the_scoped_base(page: Pages) -> None:
    if page.view in NOT_DESK_VIEWS:
        return
    assert isinstance(page.view, type), f"{page.name} is not a class that derives from DeskView"
    assert issubclass(page.view, DeskView), f"{page.name} does not derive from DeskView"


def test_every_parameter_is_known(foreign: Foreign) -> None:
    unknown = []
    for page in PAGES:
        try:
            assert foreign.parameters(page)
        except KeyError:
            unknown.append((page.name, page.parameters))
    assert not unknown, "say in Foreign.parameters() what a foreign instance of these pages is"


@pytest.mark.parametrize("role", once(ROLES, but=["water-all"]))
def test_foreign_instances_do_not_exist_and_nothing_of_them_changes(foreign: Foreign, role: str) -> None:
    client = foreign.county.client(role)
    before = stock()
    leaks = []
    for page in PAGES:
        if not page.parameters or page.name in PUBLIC_INSTANCES:
            continue
        for values in foreign.parameters(page):
            url = reverse(page.name, kwargs=values)
            for method in ("get", "post"):
                answer = getattr(client, method)(url, BODY if method == "post" else None)
                text = answer.content.decode()
                if (
                    method == "get"
                    and page.name
                    in ("records_desk:attachments", "records_desk:figures", "workbench:absence_cancel")
                    and answer.status_code == 302
                ):
                    # Addresses that only take a form lead back to their page, which then answers for itself.
                    assert FOREIGN not in text
                    answer = client.get(answer.headers["Location"])
                    text = answer.content.decode()
                    if page.name == "workbench:absence_cancel":
                        assert "civil-drafter" not in text
                        continue
                # Without any grant the page as such is refused; that says nothing about the instance.
                allowed = (
                    {404, 403} if role in ("nobody",) or _lacks_page(page, foreign.county, role) else {404}
                )
                if method == "post" and answer.status_code == 405:
                    continue
                if answer.status_code not in allowed or FOREIGN in text:
                    leaks.append((method, url, answer.status_code))
    assert leaks == []
    assert stock() == before


def _lacks_page(page: Pages, county: County, role: str) -> bool:
    needed = getattr(page.view, "actions", ())
    return bool(needed) and not county.authority_of(role).actions.intersection(needed)


@pytest.mark.parametrize("role", once(ROLES, but=["water-all"]))
def test_lists_counts_and_filters_hold_nothing_of_a_foreign_unit(foreign: Foreign, role: str) -> None:
    number = foreign.walks["feedback"].record.index_no
    queries = (
        "",
        "q=12",
        f"q={number}",
        f"q={FOREIGN}",
        "unit=civil",
        "stage=draft",
        "area=assistance",
        "page=2",
    )
    client = foreign.county.client(role)
    for page in PAGES:
        if page.parameters or page.view in NOT_DESK_VIEWS:
            continue
        for query in queries if page.name.endswith("_desk:list") else ("",):
            answer = client.get(f"{reverse(page.name)}?{query}")
            assert answer.status_code in (200, 403), page.name
            # What is within a file for download its own tests look at.
            text = answer.content.decode(errors="replace")
            assert FOREIGN not in text.replace(f'value="{FOREIGN}"', "").replace(f"“{FOREIGN}”", ""), (
                page.name
            )
            if page.name in PUBLIC_LISTS:
                continue
            if answer.status_code == 200 and answer.context and "page" in answer.context:
                assert answer.context["page"].total == 0, (page.name, query)
                for group in answer.context.get("groups", []):
                    assert [i for i in group.items if i.count] == [], (page.name, group.label)


def test_chapter_counts_of_a_foreign_unit_are_zero(foreign: Foreign) -> None:
    who = foreign.county.authority_of("water-all")
    assert [c.url_name for c in CHAPTERS if c.waits and c.waits(who).exists()] == []


def test_drafts_cannot_be_started_in_a_foreign_unit(foreign: Foreign) -> None:
    client = foreign.county.client("water-drafter")
    before = stock()
    answer = client.post(reverse("records_desk:new"), {**BODY, "unit": foreign.county.units["civil"].pk})
    assert answer.status_code == 422
    assert "篡改的标题" in answer.content.decode()
    assert stock() == before
    text = client.get(reverse("records_desk:new")).content.decode()
    assert "民政局" not in text, "units outside the grants are not offered"


def test_other_peoples_absences_cannot_be_written(foreign: Foreign) -> None:
    client = foreign.county.client("water-drafter")
    answer = client.post(
        reverse("workbench:absences"), {**BODY, "person": foreign.county.person("civil-drafter").pk}
    )
    assert answer.status_code == 422
    assert Absence.objects.count() == 1


def test_units_may_not_be_merged_into_what_one_does_not_manage(foreign: Foreign) -> None:
    client = foreign.county.client("water-all")
    answer = client.post(
        reverse("workbench:unit_merge", args=["water"]),
        {**BODY, "successor": foreign.county.units["civil"].pk},
    )
    assert answer.status_code == 422
    assert Unit.objects.get(slug="water").ended_on is None


def test_the_public_is_led_to_the_sign_in(foreign: Foreign) -> None:
    before = stock()
    for page in PAGES:
        if page.view in NOT_DESK_VIEWS:
            continue
        for values in foreign.parameters(page)[:1]:
            url = reverse(page.name, kwargs=values)
            for method in ("get", "post"):
                answer = getattr(Client(), method)(url, BODY if method == "post" else None)
                assert answer.status_code == 302, (method, url)
                assert answer.headers["Location"].startswith(reverse("workbench:sign_in")), url
                assert FOREIGN not in answer.content.decode()
    assert stock() == before


def test_a_person_without_any_grant_finds_an_empty_desk(county: County) -> None:
    client = county.client("nobody")
    refused = {p.name for p in PAGES if not p.parameters and client.get(reverse(p.name)).status_code == 403}
    assert {"records_desk:list", "records_desk:new", "findings_desk:list", "workbench:units"} <= refused
    answer = client.get(reverse("workbench:home"))
    assert answer.status_code == 200
    assert answer.context["items"] == []
    assert not list(get_messages(answer.wsgi_request))


def test_a_visible_record_may_still_not_be_acted_on(foreign: Foreign) -> None:
    """Visible but not allowed is 403 with the rule; the supervisor sees all and does nothing."""
    client = foreign.county.client("supervisor")
    before = stock()
    walk = foreign.walks["initial_review"]
    body = {**BODY, "lock_version": str(walk.passing.lock_version)}
    assert client.get(reverse("records_desk:record", args=[walk.pk])).status_code == 200
    for name in ("pass-review", "send-back"):
        for method in ("get", "post"):
            answer = getattr(client, method)(reverse("records_desk:act", args=[walk.pk, name]), body)
            assert answer.status_code == 403
            assert "权限" in answer.content.decode()
    assert client.get(reverse("records_desk:edit", args=[walk.pk])).status_code == 403
    assert (
        client.post(reverse("records_desk:secrecy", args=[foreign.walks["secrecy"].pk]), BODY).status_code
        == 403
    )
    assert client.get(reverse("findings_desk:act", args=[foreign.finding.pk, "answer"])).status_code == 403
    assert stock() == before


def test_an_act_that_does_not_fit_the_state_is_refused_and_changes_nothing(foreign: Foreign) -> None:
    client = foreign.county.client("allround")
    before = stock()
    for act in ACTS:
        for stage in ("discarded", "withdrawn"):
            url = reverse("records_desk:act", args=[foreign.walks[stage].pk, act.name])
            assert client.get(url).status_code == 409, (stage, act.name)
            assert client.post(url, BODY).status_code == 409
    assert stock() == before


def test_the_one_who_is_asked_to_countersign_sees_only_that_record(foreign: Foreign) -> None:
    client = foreign.county.client("town-approver")
    audit = foreign.walks["audit"]
    assert client.get(reverse("records_desk:record", args=[audit.pk])).status_code == 200
    assert client.get(reverse("records_desk:list")).context["page"].total == 1
    for stage, walk in foreign.walks.items():
        if stage != "audit":
            assert client.get(reverse("records_desk:record", args=[walk.pk])).status_code == 404, stage
    row = reverse("records_desk:countersign", args=[foreign.walks["draft"].pk, foreign.countersign.pk])
    assert client.get(row).status_code == 404, "the row of one record under the address of another"
    url = reverse("records_desk:countersign", args=[audit.pk, foreign.countersign.pk])
    assert client.post(url, {"answer": "agreed"}).status_code == 302
    assert client.get(reverse("records_desk:record", args=[audit.pk])).status_code == 404
    assert client.get(reverse("records_desk:list")).context["page"].total == 0


def test_files_of_a_foreign_draft_do_not_exist(foreign: Foreign) -> None:
    stored = attach(foreign.walks["draft"])
    url = reverse("files:download", args=[stored.pk])
    for role in ROLES:
        assert foreign.county.client(role).get(url).status_code == 404
    assert foreign.county.client("civil-reviewer").get(url).status_code == 200
