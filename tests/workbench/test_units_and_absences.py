"""Units and absences at the desk: forms keep what was typed, refuse with the field, and do nothing twice."""

import html
from typing import Any

import pytest
from django.urls import reverse

from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.models import Absence, Unit, UnitSuccession
from tests.county import County

pytestmark = pytest.mark.django_db


def shown(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def unit_url(name: str, slug: str = "civil") -> str:
    return reverse(f"workbench:unit_{name}", args=[slug])


RENAME = {"name": "明堂县民政与社会局", "short_name": "民社局", "slug": "civil-and-social", "on_day": "2026-05-01",
          "basis": "明编发〔2026〕3号"}  # fmt: skip


class TestRename:
    def test_the_old_address_leads_to_the_new_one_for_everybody(self, county: County) -> None:
        answer = county.client("admin").post(unit_url("rename"), RENAME)
        assert answer.headers["Location"] == reverse("workbench:unit", args=["civil-and-social"])
        public = county.client().get("/units/civil/")
        assert (public.status_code, public.headers["Location"]) == (301, "/units/civil-and-social/")
        assert county.client().get("/records/?unit=civil").status_code == 200

    def test_a_taken_address_is_refused_and_the_rest_is_kept(self, county: County) -> None:
        answer = county.client("admin").post(unit_url("rename"), {**RENAME, "slug": "water"})
        assert answer.status_code == 422
        assert "slug" in answer.context["form"].errors
        for typed in (RENAME["name"], RENAME["short_name"], RENAME["basis"], "2026-05-01"):
            assert typed in shown(answer)
        assert Unit.objects.get(slug="civil").names.count() == 1

    def test_the_same_form_sent_twice_renames_once(self, county: County) -> None:
        client = county.client("admin")
        client.post(unit_url("rename"), RENAME)
        answer = client.post(unit_url("rename"), RENAME)
        assert answer.status_code in (404, 409, 422)
        assert Event.objects.filter(kind="unit.renamed").count() == 1

    def test_only_who_manages_units_may(self, county: County) -> None:
        for name in ("civil-drafter", "supervisor", "office"):
            assert county.client(name).post(unit_url("rename"), RENAME).status_code in (403, 404)
        assert not Event.objects.filter(kind="unit.renamed").exists()


class TestMerge:
    def body(self, county: County, **changes: Any) -> dict[str, Any]:
        return {
            "successor": county.units["civil"].pk,
            "on_day": "2026-05-01",
            "basis": "明编发〔2026〕4号",
            **changes,
        }

    def test_it_ends_the_unit_and_sends_its_readers_on(self, county: County) -> None:
        answer = county.client("admin").post(unit_url("merge", "water"), self.body(county))
        assert answer.status_code == 302
        assert Unit.objects.get(slug="water").ended_on
        assert "民政局" in shown(county.client().get("/units/water/"))

    def test_the_same_form_sent_twice_merges_once(self, county: County) -> None:
        client = county.client("admin")
        client.post(unit_url("merge", "water"), self.body(county))
        assert client.post(unit_url("merge", "water"), self.body(county)).status_code in (409, 422)
        assert UnitSuccession.objects.count() == 1
        assert Event.objects.filter(kind="unit.merged").count() == 1

    def test_a_day_before_the_unit_began_is_refused_on_its_field(self, county: County) -> None:
        Unit.objects.filter(slug="water").update(established_on="2026-01-01")
        answer = county.client("admin").post(
            unit_url("merge", "water"), self.body(county, on_day="2025-01-01")
        )
        assert answer.status_code == 422
        assert "on_day" in answer.context["form"].errors
        assert "明编发〔2026〕4号" in shown(answer)


class TestContact:
    BODY = {"functions": "第一条职责", "address": "人民路1号", "postcode": "610000", "phone": "028-1", "fax": "",
            "email": "a@example.org", "office_hours": "9:00-17:00", "minimum_officers": "1"}  # fmt: skip

    def test_it_needs_a_reason_and_keeps_the_rest(self, county: County) -> None:
        answer = county.client("admin").post(unit_url("edit"), self.BODY)
        assert answer.status_code == 422
        assert "reason" in answer.context["form"].errors
        assert "第一条职责" in shown(answer)
        assert Unit.objects.get(slug="civil").address == ""

    def test_it_is_shown_to_the_public_and_told(self, county: County) -> None:
        county.client("admin").post(unit_url("edit"), {**self.BODY, "reason": "搬家"})
        text = shown(county.client().get("/units/civil/"))
        assert "人民路1号" in text
        event = Event.objects.get(kind="unit.updated")
        assert event.detail.data["reason"] == "搬家"
        assert event.detail.data["changes"]["address"] == ["", "人民路1号"]

    @pytest.mark.parametrize(
        ("field", "typed"), [("email", "不是邮箱"), ("postcode", "1234567"), ("phone", "1" * 61)]
    )
    def test_what_is_malformed_is_named(self, county: County, field: str, typed: str) -> None:
        answer = county.client("admin").post(unit_url("edit"), {**self.BODY, "reason": "搬家", field: typed})
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert typed in shown(answer)


class TestOfficers:
    def test_units_short_of_officers_are_counted_and_filtered(self, county: County) -> None:
        client = county.client("supervisor")
        text = shown(client.get("/desk/units/"))
        assert "人员不足" in text
        short = shown(client.get("/desk/units/?short=1"))
        assert "明堂县县政府" in short
        assert "明堂县民政局" not in short


class TestAbsences:
    URL = "/desk/absences/"

    def post(self, county: County, by: str, whom: str, first: str, last: str) -> Any:
        data = {
            "person": county.person(whom).pk,
            "first_day": first,
            "last_day": last,
            "reason": "我写的事由",
        }
        return county.client(by).post(self.URL, data)

    def test_ones_own_absence_is_written_and_told(self, county: County) -> None:
        assert (
            self.post(county, "civil-drafter", "civil-drafter", "2030-01-01", "2030-01-05").status_code == 302
        )
        assert Absence.objects.get().person == county.person("civil-drafter")
        assert Event.objects.filter(kind="absence.registered").count() == 1

    @pytest.mark.parametrize(("first", "last", "field"), [
        ("2030-01-05", "2030-01-01", "last_day"), ("2030-01-05", "", "last_day"), ("后天", "2030-01-01", "first_day")
    ])  # fmt: skip
    def test_days_out_of_order_are_refused_and_the_rest_is_kept(
        self, county: County, first: str, last: str, field: str
    ) -> None:
        answer = self.post(county, "civil-drafter", "civil-drafter", first, last)
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert "我写的事由" in shown(answer)
        assert not Absence.objects.exists()

    def test_the_same_form_sent_twice_is_written_once(self, county: County) -> None:
        for _n in range(2):
            answer = self.post(county, "civil-drafter", "civil-drafter", "2030-01-01", "2030-01-05")
        assert answer.status_code == 422
        assert Absence.objects.count() == 1

    def test_those_of_others_are_for_who_was_granted_that(self, county: County) -> None:
        assert (
            self.post(county, "civil-drafter", "civil-approver", "2030-01-01", "2030-01-05").status_code
            == 422
        )
        assert self.post(county, "office", "civil-approver", "2030-01-01", "2030-01-05").status_code == 302
        pk = Absence.objects.get().pk
        cancel = reverse("workbench:absence_cancel", args=[pk])
        assert county.client("civil-drafter").post(cancel).status_code == 404
        assert county.client("civil-approver").post(cancel).status_code == 302
        assert not Absence.objects.exists()
        assert county.client("civil-approver").post(cancel).status_code == 404
