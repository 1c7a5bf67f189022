"""The problem register at the desk: who sees, who may, in which state; forms lose nothing; files go out scoped."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Case
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.findings import actions, queries
from mingtang.foundation.findings.desk.problem import ACTS
from mingtang.foundation.findings.models import Finding, HandIn
from mingtang.foundation.findings.subjects import Reportable, Target, subject_target
from tests.county import NOON, County, make_county
from tests.county import lead_to as record_at
from tests.foundation.findings.problem_house import (
    CONTACT,
    STATES,
    TITLE,
    WORDS,
    fresh,
    lead_to,
    problem,
    soon,
)
from tests.once import once

pytestmark = pytest.mark.django_db

POSSIBLE_AT = {
    "assign": "found",
    "take": "assigned",
    "hand-in": "in_hand",
    "replan": "in_hand",
    "ask-time": "in_hand",
    "grant-time": "time_asked",
    "refuse-time": "time_asked",
    "close": "handed_in",
    "send-back": "handed_in",
    "reopen": "closed",
    "dismiss": "handed_in",
}
BY_OWNER = {"take", "hand-in", "replan", "ask-time"}


@pytest.fixture
def county() -> Any:
    with clock.at(NOON):
        yield make_county()


def url(finding: Finding, act: str = "") -> str:
    if act:
        return reverse("findings_desk:problem_act", args=[finding.pk, act])
    return reverse("findings_desk:problem", args=[finding.pk])


def body(act: str) -> dict[str, str]:
    return {
        "plan": "逐份核对",
        "responsible": "主任",
        "text": "改好了",
        "reason": "有理由",
        "until": str(soon(30)),
        "due_on": str(soon(20)),
        "measure": "改",
    }


def labels(county: County, who: str, finding: Finding) -> list[str]:
    return [str(act["label"]) for act in county.client(who).get(url(finding)).context["acts"]]


class TestWhoSees:
    @pytest.mark.parametrize("state", once(STATES, but=["assigned"]))
    def test_another_unit_finds_nothing(self, county: County, state: str) -> None:
        found = lead_to(county, state)
        before = list(Case.objects.values_list("pk", "state", "lock_version"))
        client = county.client("water-drafter")
        assert client.get(url(found)).status_code == 404
        for act in [*(act.name for act in ACTS), "nonsense"]:
            assert client.get(url(found, act)).status_code == 404
            assert client.post(url(found, act), body(act)).status_code == 404
        page = client.get(reverse("findings_desk:problems"))
        assert (page.context["page"].total, page.context["groups"]) == (0, [])
        for form in ("xlsx", "csv"):
            data = client.get(reverse("findings_desk:problem_file") + f"?form={form}").content
            assert len(_rows(data, form)) == 1
        assert list(Case.objects.values_list("pk", "state", "lock_version")) == before

    def test_a_unit_sees_what_was_assigned_and_supervisors_see_all(self, county: County) -> None:
        seen: dict[str, list[int]] = {}
        for state in STATES:
            found = lead_to(county, state)
            for who in ("civil-drafter", "civil-approver", "supervisor", "office"):
                seen.setdefault(who, []).append(county.client(who).get(url(found)).status_code)
        assert seen["civil-drafter"] == seen["civil-approver"] == [404, *[200] * 6]
        assert seen["supervisor"] == seen["office"] == [200] * 7

    def test_the_contact_is_shown_to_those_who_register_and_accept_only(self, county: County) -> None:
        found = lead_to(county, "handed_in", contact=CONTACT)
        for who, shown in (
            ("supervisor", True),
            ("office", True),
            ("civil-drafter", False),
            ("civil-approver", False),
        ):
            client = county.client(who)
            assert (CONTACT in client.get(url(found)).content.decode()) is shown
            for form in ("xlsx", "csv"):
                rows = _rows(
                    client.get(reverse("findings_desk:problem_file") + f"?form={form}").content, form
                )
                assert "13900000000" not in str(rows)

    def test_only_those_with_a_grant_come_in(self, county: County) -> None:
        for who in ("nobody", "civil-secrecy"):
            assert county.client(who).get(reverse("findings_desk:problems")).status_code == 403
        assert county.client().get(reverse("findings_desk:problems")).status_code == 302
        for who in ("civil-drafter", "civil-approver"):
            assert county.client(who).get(reverse("findings_desk:problem_new")).status_code == 403

    def test_a_report_is_no_problem_and_a_problem_no_report(self, county: County) -> None:
        page = Reportable("页", "/", county.units["civil"].pk, None)
        report = actions.report(Target("", None, page), category="typo", text="错", contact=CONTACT)
        found = problem(county)
        client = county.client("office")
        assert client.get(url(report)).status_code == 404
        assert client.get(reverse("findings_desk:finding", args=[found.pk])).status_code == 404
        assert client.get(reverse("findings_desk:rectify", args=[found.pk])).status_code == 404
        assert client.get(reverse("findings_desk:list")).context["page"].total == 1
        assert client.get(reverse("findings_desk:problems")).context["page"].total == 1


class TestWhoMay:
    @pytest.mark.parametrize("act", [act.name for act in ACTS])
    def test_the_wrong_grant_is_refused(self, county: County, act: str) -> None:
        found = lead_to(county, POSSIBLE_AT[act])
        wrong: tuple[str, ...] = ("civil-approver", "supervisor" if act in BY_OWNER else "civil-drafter")
        if POSSIBLE_AT[act] == "found":
            wrong = ()
        for who in wrong:
            client = county.client(who)
            assert client.get(url(found, act)).status_code == 403
            assert client.post(url(found, act), body(act)).status_code == 403
        assert fresh(found).case.state == found.case.state
        right = county.client("civil-drafter" if act in BY_OWNER else "supervisor")
        assert right.get(url(found, act)).status_code == 200
        assert right.post(url(found, act), body(act)).status_code == 302

    def test_a_wrong_state_is_a_conflict_that_shows_what_was_typed(self, county: County) -> None:
        for act in ACTS:
            state = "closed" if act.name != "reopen" else "handed_in"
            found = lead_to(county, state)
            client = county.client("civil-drafter" if act.name in BY_OWNER else "supervisor")
            assert client.get(url(found, act.name)).status_code == 409
            answer = client.post(url(found, act.name), {**body(act.name), "reason": "我写了很多"})
            assert answer.status_code == 409
            assert "我写了很多" in answer.content.decode()
        twice = lead_to(county, "in_hand")
        actions.ask_time(county.authority_of("civil-drafter"), twice, Act(reason="忙"), until=soon(30))
        actions.refuse_time(county.authority_of("office"), twice, Act(reason="不"))
        assert county.client("civil-drafter").get(url(twice, "ask-time")).status_code == 409
        assert "申请延期" not in labels(county, "civil-drafter", twice)

    def test_buttons_are_those_that_can_be_pressed(self, county: County) -> None:
        county.staff("civil", "supervisor", "civil-drafter", reach="county")
        found = lead_to(county, "handed_in")
        assert labels(county, "office", found) == [
            "验收通过，销号",
            "验收不通过，退回整改",
            "不作为问题，销号",
        ]
        assert labels(county, "civil-drafter", found) == [], "nobody accepts their own"
        assert county.client("civil-drafter").post(url(found, "close"), {}).status_code == 403
        assert labels(county, "civil-approver", found) == []

    def test_what_is_missing_stands_beside_its_field_and_nothing_is_lost(self, county: County) -> None:
        found = lead_to(county, "in_hand")
        client = county.client("civil-drafter")
        answer = client.post(
            url(found, "hand-in"), {"text": "", "links": "/records/\nhttps://elsewhere.example/x"}
        )
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "请写明改了什么" in text
        assert "不是本网站的网址" in text
        assert "https://elsewhere.example/x" in text
        late = client.post(url(found, "ask-time"), {"until": str(found.due_on), "reason": "要等财政核对"})
        assert late.status_code == 422
        assert "要等财政核对" in late.content.decode()
        for day in ("", str(soon(-2))):
            done = lead_to(county, "handed_in")
            back = county.client("office").post(url(done, "send-back"), {"reason": "缺一张", "due_on": day})
            assert back.status_code == 422
            assert "缺一张" in back.content.decode()


class TestEvidence:
    def test_links_and_files_are_kept_and_read_by_those_who_see_the_problem(
        self, county: County, private_files: Path
    ) -> None:
        found = lead_to(county, "in_hand")
        client = county.client("civil-drafter")
        upload = SimpleUploadedFile("截图说明.txt", "已改好".encode(), "text/plain")
        links = f"{settings.PUBLIC_URL}/records/?page=2\n/units/civil/\nhttp://testserver/records/"
        answer = client.post(url(found, "hand-in"), {"text": "改好了", "links": links, "uploads": upload})
        assert answer.status_code == 302
        done = HandIn.objects.get()
        assert done.links == ["/records/", "/units/civil/"]
        stored = StoredFile.objects.get(owner_id=done.pk)
        assert stored.unit == county.units["civil"]
        address = reverse("files:download", args=[stored.pk])
        assert [county.client(who).get(address).status_code for who in ("civil-drafter", "office")] == [
            200,
            200,
        ]
        for who in ("water-drafter", "civil-secrecy", "nobody", ""):
            assert county.client(who).get(address).status_code == 404
        assert "截图说明.txt" in client.get(url(found)).content.decode()
        shown = county.client("office").get(url(found, "close")).content.decode()
        assert "截图说明.txt" in shown, "what is accepted is looked at first"

    def test_a_file_that_cannot_be_taken_holds_up_the_whole_and_keeps_the_words(
        self, county: County, private_files: Path
    ) -> None:
        found = lead_to(county, "in_hand")
        files = [
            SimpleUploadedFile("好.txt", b"fine", "text/plain"),
            SimpleUploadedFile("坏.pdf", b"MZ\x90\x00 no pdf", "application/pdf"),
        ]
        answer = county.client("civil-drafter").post(
            url(found, "hand-in"), {"text": "写了很久", "uploads": files}
        )
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "坏.pdf" in text
        assert "写了很久" in text
        assert fresh(found).case.state == "in_hand"
        assert not StoredFile.objects.exists()


class TestRegistering:
    def form(self, county: County, *units: str, **changes: Any) -> dict[str, Any]:
        chosen = [county.units[slug].pk for slug in units]
        return {**WORDS, "units": chosen, "due_on": str(soon()), **changes}

    def test_one_text_for_several_units(self, county: County) -> None:
        client = county.client("office")
        answer = client.post(reverse("findings_desk:problem_new"), self.form(county, "civil", "water"))
        assert answer["Location"] == reverse("findings_desk:problems")
        assert [(f.unit.slug, f.case.state) for f in Finding.objects.order_by("unit__path")] == [
            ("civil", "assigned"),
            ("water", "assigned"),
        ]

    def test_first_registered_then_assigned(self, county: County) -> None:
        client = county.client("office")
        form = self.form(county, "civil", measure="", later="on", url="/records/", contact=CONTACT)
        assert client.post(reverse("findings_desk:problem_new"), form).status_code == 302
        found = Finding.objects.get()
        assert (found.case.state, found.page_url, found.contact) == ("found", "/records/", CONTACT)
        assert labels(county, "office", found) == ["交办", "不作为问题，销号"]

    def test_units_outside_the_grant_are_neither_offered_nor_taken(self, county: County) -> None:
        county.staff("civil", "supervisor", "civil-supervisor")
        client = county.client("civil-supervisor")
        address = reverse("findings_desk:problem_new")
        assert "水利局" not in client.get(address).content.decode()
        answer = client.post(address, self.form(county, "civil", "water"))
        assert answer.status_code == 422
        assert TITLE in answer.content.decode()
        assert not Finding.objects.exists()

    @pytest.mark.parametrize("missing", ["source", "units", "title", "text", "measure", "due_on"])
    def test_what_is_missing_is_named_and_the_rest_is_kept(self, county: County, missing: str) -> None:
        form = self.form(county, "civil")
        if missing == "due_on":
            form["due_on"] = str(soon(-1))
        else:
            form[missing] = []
        answer = county.client("office").post(reverse("findings_desk:problem_new"), form)
        assert answer.status_code == 422
        assert missing in answer.context["form"].errors
        assert ("三张表" in answer.content.decode()) is (missing != "text")
        assert not Finding.objects.exists()

    def test_only_sources_for_people_are_offered(self, county: County) -> None:
        page = county.client("office").get(reverse("findings_desk:problem_new"))
        codes = [code for code, _label in page.context["form"].fields["source"].choices]
        assert codes == ["", "inspection", "self_check", "higher", "citizen", "dispute"]

    def test_a_report_is_turned_without_typing(self, county: County) -> None:
        walk = record_at(county, "feedback")
        report = actions.report(
            subject_target(f"record:{walk.pk}"), category="typo", text="电话少一位。", contact=CONTACT
        )
        client = county.client("office")
        page = client.get(reverse("findings_desk:finding", args=[report.pk]))
        assert "转为整改" in [act["label"] for act in page.context["acts"]]
        address = reverse("findings_desk:rectify", args=[report.pk])
        form = client.get(address).context["form"]
        assert "电话少一位。" in form["text"].value()
        assert CONTACT not in client.get(address).content.decode()
        data = {name: form[name].value() or "" for name in form.fields}
        assert client.post(address, data).status_code == 422, "how to cure it has to be said"
        answer = client.post(address, {**data, "measure": "改正电话"})
        made = Finding.objects.get(kind="rectification")
        assert answer["Location"] == url(made)
        assert (made.subject_id, made.unit.slug, made.page_url) == (walk.pk, "civil", f"/records/{walk.pk}/")
        assert CONTACT not in client.get(url(made)).content.decode()
        assert client.post(address, {**data, "measure": "改正电话"}).status_code == 409
        both = client.get(reverse("findings_desk:finding", args=[report.pk])).context
        assert (both["problems"], "转为整改" in [act["label"] for act in both["acts"]]) == ([made], False)
        assert county.client("civil-drafter").get(address).status_code == 403
        assert county.client("water-drafter").get(address).status_code == 404
        record = client.get(reverse("records_desk:record", args=[walk.pk])).content.decode()
        assert url(made) in record, "the record's own desk page tells of it"

    def test_reopened_ones_lead_to_each_other(self, county: County) -> None:
        old = lead_to(county, "closed")
        client = county.client("office")
        answer = client.post(url(old, "reopen"), {"reason": "又来了", "due_on": str(soon())})
        again = Finding.objects.exclude(pk=old.pk).get()
        assert answer["Location"] == url(again)
        assert url(again) in client.get(url(old)).content.decode()
        assert url(old) in client.get(url(again)).content.decode()
        assert client.get(url(old, "reopen")).status_code == 409


class TestTheList:
    def test_filters_count_without_themselves(self, county: County) -> None:
        problem(county)
        lead_to(county, "handed_in", "water", source="higher")
        late = lead_to(county, "in_hand")
        Finding.objects.filter(pk=late.pk).update(due_on=soon(-3))
        client = county.client("supervisor")

        def counts(**query: str) -> dict[str, dict[str, int]]:
            page = client.get(reverse("findings_desk:problems"), query)
            return {str(g.label): {c.label: c.count for c in g.items} for g in page.context["groups"]}

        assert counts() == {
            "期限": {"已超期": 1},
            "办理情况": {"待整改": 1, "整改中": 1, "待验收": 1},
            "来源": {"检查": 2, "上级交办": 1},
            "整改单位": {"民政局": 2, "水利局": 1},
        }
        assert counts(unit="civil")["整改单位"] == {"民政局": 2, "水利局": 1}
        assert counts(unit="civil")["办理情况"] == {"待整改": 1, "整改中": 1}
        assert counts(overdue="1") == {
            "期限": {"已超期": 1},
            "办理情况": {"整改中": 1},
            "来源": {"检查": 1},
            "整改单位": {"民政局": 1},
        }

    def test_what_waits_for_acceptance_is_not_late(self, county: County) -> None:
        for state in ("found", "handed_in", "closed"):
            found = lead_to(county, state)
            Finding.objects.filter(pk=found.pk).update(due_on=soon(-3))
        assert not Finding.objects.filter(queries.overdue_q()).exists()
        found = lead_to(county, "time_asked")
        Finding.objects.filter(pk=found.pk).update(due_on=soon(-3))
        assert Finding.objects.get(queries.overdue_q()) == found

    def test_orders(self, county: County) -> None:
        closed = lead_to(county, "closed", due_on=soon(1))
        later, sooner = problem(county, "water", due_on=soon(9)), problem(county, due_on=soon(2))
        client = county.client("supervisor")

        def shown(sort: str) -> list[Finding]:
            page = client.get(reverse("findings_desk:problems"), {"sort": sort})
            return [finding for finding, _deadline in page.context["rows"]]

        assert shown("") == shown("nonsense") == [sooner, later, closed]
        assert shown("unit") == [sooner, closed, later]
        with clock.at(NOON + timedelta(hours=1)):
            newest = problem(county, due_on=soon(30))
        assert shown("new")[0] == newest

    def test_the_file_holds_what_the_list_shows_and_no_formula(self, county: County) -> None:
        lead_to(county, "handed_in", "water", title="=HYPERLINK(1)", text="@甲")
        problem(county)
        client = county.client("supervisor")
        for form in ("xlsx", "csv"):
            address = reverse("findings_desk:problem_file") + f"?form={form}"
            assert len(_rows(client.get(address).content, form)) == 3
            head, row = _rows(client.get(f"{address}&unit=water").content, form)
            told = dict(zip(head, row, strict=True))
            assert told["整改单位"] == "明堂县水利局"
            assert told["整改情况"] == "三张表已补上"
            assert told["问题"] == ("=HYPERLINK(1)" if form == "xlsx" else "'=HYPERLINK(1)")

    def test_lists_and_pages_take_few_queries(
        self, county: County, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(12):
            lead_to(county, "handed_in")
        client = county.client("supervisor")
        with django_assert_max_num_queries(30):
            client.get(reverse("findings_desk:problems"))
        with django_assert_max_num_queries(20):
            client.get(reverse("findings_desk:problem_file") + "?form=xlsx")


def _rows(data: bytes, form: str) -> list[list[Any]]:
    if form == "csv":
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    for row in sheet.iter_rows():
        assert all(cell.data_type != "f" for cell in row)
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
