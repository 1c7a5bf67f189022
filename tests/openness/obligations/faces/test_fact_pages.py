"""Facts by the pages: registering several lines, nothing typed lost; from a fact to its record; lists and filters."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.openness.obligations.models import Fact
from mingtang.openness.records.models import Record
from tests.county import County, lead_to
from tests.openness.obligations.faces import house
from tests.openness.obligations.faces.house import FILE, QUARTERLY, line, register

pytestmark = pytest.mark.django_db

NEW = "/desk/facts/new/"


def lines(*rows: tuple[str, str, str], total: int = 3) -> dict[str, str]:
    body = {"form-TOTAL_FORMS": str(total), "form-INITIAL_FORMS": "0", "unit": "civil"}
    for n, (title, doc_no, day) in enumerate(rows):
        body |= {f"form-{n}-title": title, f"form-{n}-doc_no": doc_no, f"form-{n}-occurred_on": day}
    return body | {"matter": str(house.matter(FILE))}


def test_the_matter_is_looked_for_among_those_the_unit_claims(county: County) -> None:
    client = county.client("civil-drafter")
    names = [entry.item2 for entry, _limit in client.get(NEW).context["found"]]
    assert FILE in names
    assert QUARTERLY not in names, "nothing is owed thing by thing for a periodic matter"
    found = client.get(f"{NEW}?q=低保 政策").context["found"]
    assert not found
    assert [entry.item2 for entry, _l in client.get(f"{NEW}?q=生活 政策").context["found"]] == [FILE]
    assert not county.client("water-drafter").get(NEW).context["found"]


def test_several_lines_are_registered_together(county: County) -> None:
    client = county.client("civil-drafter")
    body = lines(("甲通知", "明民发〔2026〕1号", "2026-07-27"), ("", "", ""), ("乙通知", "", "2026年7月28日"))
    assert client.post(NEW, body).status_code == 302
    assert sorted(Fact.objects.values_list("title", "occurred_on")) == [
        ("乙通知", date(2026, 7, 28)),
        ("甲通知", date(2026, 7, 27)),
    ]


def test_a_wrong_line_keeps_all_from_being_registered_and_what_was_typed_stays(county: County) -> None:
    client = county.client("civil-drafter")
    register(county, line("甲通知"))
    for rows in (
        (("丙通知", "", "2026-07-27"), ("丁通知", "", "下周")),
        (("丙通知", "", "2026-07-27"), ("丁通知", "", "")),
        (("丙通知", "", "2026-07-27"), ("", "3号", "2026-07-27")),
        (("丙通知", "", "2026-07-27"), ("甲通知", "", "2026-07-27")),
        (("", "", ""), ("", "", "")),
    ):
        answer = client.post(NEW, lines(*rows))
        assert answer.status_code == 422, rows
        assert all(title in answer.content.decode() for title, _n, _d in rows)
    assert Fact.objects.count() == 1


def test_more_lines_can_be_asked_for_and_nothing_is_lost(county: County) -> None:
    answer = county.client("civil-drafter").post(NEW, lines(("甲通知", "", "下周")) | {"do": "more"})
    assert answer.status_code == 200
    assert len(answer.context["lines"].forms) == 8
    assert "甲通知" in answer.content.decode()
    assert not Fact.objects.exists()


@pytest.mark.parametrize("changed", [{"unit": "water"}, {"unit": "nowhere"}, {"unit": ""}])
def test_a_unit_that_is_not_ones_own_cannot_be_written_into_the_form(county: County, changed: Any) -> None:
    answer = county.client("civil-drafter").post(NEW, lines(("甲", "", "2026-07-27")) | changed)
    assert answer.status_code == 403
    assert not Fact.objects.exists()


def test_a_form_without_its_bookkeeping_registers_nothing(county: County) -> None:
    client = county.client("civil-drafter")
    body = lines(("甲", "", "2026-07-27"))
    del body["form-TOTAL_FORMS"]
    assert client.post(NEW, body).status_code == 422
    assert client.post(NEW, lines() | {"matter": "x"}).status_code == 302
    assert not Fact.objects.exists()


def test_from_a_fact_to_its_draft(county: County) -> None:
    (fact,) = register(county)
    client = county.client("civil-drafter")
    url = f"/desk/facts/{fact.pk}/"
    assert "起草信息" in client.get(url).content.decode()
    answer = client.post(url, {"do": "draft"})
    record = Record.objects.get()
    assert answer.headers["Location"] == f"/desk/records/{record.pk}/edit/"
    assert "起草信息" not in client.get(url).content.decode()
    assert client.post(url, {"do": "draft"}).status_code == 409
    assert client.post(url, {"do": "unlink"}).status_code == 302
    fact.refresh_from_db()
    assert fact.record_id is None


def test_a_record_is_found_by_its_words_and_linked(county: County) -> None:
    (fact,) = register(county)
    client, url = county.client("civil-drafter"), f"/desk/facts/{fact.pk}/"
    own, foreign = lead_to(county, "draft", doc_no="").record, lead_to(county, "draft", "water").record
    assert client.get(f"{url}?q=城乡低保").context["candidates"] == [own]
    for wrong in (foreign.pk, "x"):
        assert client.post(url, {"do": "link", "record": str(wrong)}).status_code in (302, 404)
    fact.refresh_from_db()
    assert fact.record_id is None
    client.post(url, {"do": "link", "record": str(own.pk)})
    fact.refresh_from_db()
    assert fact.record_id == own.pk


def test_withdrawing_needs_a_reason(county: County) -> None:
    (fact,) = register(county)
    client, url = county.client("civil-drafter"), f"/desk/facts/{fact.pk}/"
    assert client.post(url, {"do": "withdraw", "reason": ""}).status_code == 422
    assert client.post(url, {"do": "withdraw", "reason": "登记了两次"}).status_code == 302
    assert "登记了两次" in client.get(url).content.decode()
    assert client.post(url, {"do": "withdraw", "reason": "再撤"}).status_code == 409


def test_a_fact_is_shown_but_not_changed_without_the_right_and_hidden_from_others(county: County) -> None:
    (fact,) = register(county)
    url = f"/desk/facts/{fact.pk}/"
    supervisor = county.client("supervisor")
    assert supervisor.get(url).status_code == 200
    assert supervisor.post(url, {"do": "withdraw", "reason": "不要了"}).status_code == 403
    for who in ("water-drafter", "water-approver"):
        for method in ("get", "post"):
            answer = getattr(county.client(who), method)(url, {"do": "draft"})
            assert answer.status_code in (403, 404)
    fact.refresh_from_db()
    assert fact.withdrawn_at is None


def test_the_list_filters_by_state_source_area_and_unit(county: County) -> None:
    register(county, line("甲"), line("乙"))
    client = county.client("office")
    for query, total in (
        ("", 2), ("state=waiting", 2), ("state=published", 0), ("state=withdrawn", 0), ("state=x", 0),
        ("source=entered", 2), ("source=api", 0), ("unit=civil", 2), ("unit=water", 0), ("area=social-assistance", 2),
    ):  # fmt: skip
        assert client.get(f"/desk/facts/?{query}").context["page"].total == total, query
    assert county.client("water-drafter").get("/desk/facts/").context["page"].total == 0


@pytest.mark.once
def test_the_list_asks_the_database_no_more_for_more_rows(county: County) -> None:
    client, counts = county.client("civil-drafter"), list[int]()
    for n in (0, 10):
        register(county, *[line(f"通知{n}{m}") for m in range(9)])
        house.follow()
        client.get("/desk/facts/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk/facts/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
