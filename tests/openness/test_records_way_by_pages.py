"""The whole way of a record by the pages of the desk, without a transaction around it."""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingtang.foundation.cases.models import Case, Countersign
from mingtang.foundation.events.models import Event
from mingtang.openness.records import tally
from mingtang.openness.records.models import Record, SecrecyItem
from tests.county import (
    CLOSED,
    CONTENT,
    County,
    Walk,
    draft,
    form_data,
    lead_to,
    make_county,
    pdf,
)

pytestmark = pytest.mark.django_db


def url(name: str, walk: Walk, *more: Any) -> str:
    return reverse(f"records_desk:{name}", args=[walk.pk, *more])


def shown(answer: Any) -> str:
    """The page as text with its entities resolved."""
    return html.unescape(answer.content.decode())


def form_of(answer: Any) -> dict[str, Any]:
    """The form of a page as the browser would send it back."""
    form = answer.context["form"]
    return {
        name: "on" if form[name].value() is True else form[name].value()
        for name in form.fields
        if form[name].value() not in (None, False)
    }


@pytest.mark.django_db(transaction=True)
class TestTheWholeWayByPages:
    """Without the transaction that wraps other tests: every act must bring its own."""

    @pytest.fixture
    def county(self) -> County:
        return make_county()

    def do(self, client: Client, address: str, **data: Any) -> None:
        page = client.get(address)
        assert page.status_code == 200, (address, page.status_code)
        answer = client.post(address, {**form_of(page), **data})
        assert answer.status_code == 302, (address, shown(answer)[:3000])

    def test_from_the_first_draft_to_the_tombstone(self, county: County) -> None:
        people = {n: county.client(f"civil-{n}") for n in ("drafter", "reviewer", "secrecy", "approver")}
        town = county.client("town-approver")
        self.do(people["drafter"], reverse("records_desk:new"),
                **form_data(CONTENT, unit=county.units["civil"].pk))  # fmt: skip
        walk = Walk(county, Record.objects.get())
        upload = SimpleUploadedFile("名单.pdf", pdf(), "application/pdf")
        people["drafter"].post(url("attachments", walk), {"add": "1", "based_on": 1, "file": upload})
        self.do(people["drafter"], url("act", walk, "submit"))
        self.do(people["reviewer"], url("act", walk, "pass-review"))
        items = SecrecyItem.objects.all()
        assert items.count() == 3
        self.do(people["secrecy"], url("secrecy", walk), **{f"conclusion-{i.pk}": "clear" for i in items})
        self.do(people["approver"], url("act", walk, "countersign"), posts=[county.posts["town-approver"].pk])
        row = Countersign.objects.get()
        self.do(town, url("countersign", walk, row.pk), answer="agreed")
        self.do(people["approver"], url("act", walk, "approve"), timing="now", manner="full")
        self.do(people["approver"], url("act", walk, "publish"))
        assert Client().get(f"/records/{walk.pk}/").status_code == 200
        self.do(people["reviewer"], url("act", walk, "rectify"), reason="第三行误写")
        page = form_of(people["drafter"].get(url("edit", walk)))
        people["drafter"].post(url("edit", walk), {**page, "public_note": "第三行已更正。", "submit": "1"})
        self.do(people["reviewer"], url("act", walk, "pass-review"))
        fresh = SecrecyItem.objects.filter(conclusion="")
        self.do(people["secrecy"], url("secrecy", walk), **{f"conclusion-{i.pk}": "clear" for i in fresh})
        self.do(people["approver"], url("act", walk, "approve"), timing="now", manner="full")
        self.do(people["approver"], url("act", walk, "publish"))
        assert "第三行已更正" in shown(Client().get(f"/records/{walk.pk}/"))
        assert walk.record.stage == "published"
        note = {"reason": "含个人信息", "reason_code": "privacy", "public_note": "已撤下。"}
        self.do(people["drafter"], url("act", walk, "ask-withdrawal"), **note)
        self.do(people["approver"], url("act", walk, "agree-withdrawal"))
        assert Client().get(f"/records/{walk.pk}/").status_code == 410
        assert not Case.objects.filter(closed_at=None).exists()
        assert tally.differences() == {}
        acts = Event.objects.filter(subject_id=str(walk.pk)).values_list("kind", flat=True)
        for kind in ("publication.propose", "publication.publish", "case.countersigned", "publication.rectified",
                     "correction.publish", "withdrawal.ask", "withdrawal.approve"):  # fmt: skip
            assert list(acts).count(kind) == 1, kind

    def test_a_closed_policy_paper_by_pages(self, county: County) -> None:
        walk = Walk(county, draft(county, **CLOSED, is_policy=True)).submit()
        row = Countersign.objects.get()
        self.do(county.client("office"), url("countersign", walk, row.pk), answer="agreed")
        walk.pass_review().clear()
        self.do(county.client("civil-approver"), url("act", walk, "file-closed"))
        assert walk.record.stage == "closed"

    def test_the_other_acts_by_pages(self, county: County) -> None:
        drafter, reviewer, approver = (
            county.client(f"civil-{n}") for n in ("drafter", "reviewer", "approver")
        )
        walk = lead_to(county, "initial_review")
        self.do(drafter, url("act", walk, "recall"))
        self.do(drafter, url("act", walk, "submit"))
        self.do(reviewer, url("act", walk, "send-back"), reason="请改")
        self.do(drafter, url("act", walk, "discard"), reason="不要了")
        walk = lead_to(county, "release")
        self.do(
            approver,
            url("act", walk, "reschedule"),
            timing="later",
            publish_at="2099-01-01T09:00",
            reason="等会",
        )
        assert Case.objects.get(subject_id=walk.pk).wakes_at
        walk = lead_to(county, "feedback")
        self.do(approver, url("act", walk, "file"))
        self.do(drafter, url("act", walk, "correct"), reason="误写")
        self.do(
            drafter,
            url("act", walk, "ask-withdrawal"),
            reason="因为",
            reason_code="error",
            public_note="撤下",
        )
        self.do(approver, url("act", walk, "refuse-withdrawal"), reason="没有必要")
        self.do(
            drafter,
            url("act", walk, "ask-withdrawal"),
            reason="因为",
            reason_code="error",
            public_note="撤下",
        )
        self.do(drafter, url("act", walk, "recall-withdrawal"))
        self.do(
            approver, url("act", walk, "withdraw-now"), reason="因为", reason_code="error", public_note="撤下"
        )
        assert walk.record.stage == "withdrawn"


def test_the_timeline_names_who_did_what_in_which_post(county: County) -> None:
    walk = lead_to(county, "published")
    text = shown(county.client("civil-drafter").get(url("record", walk)))
    for words in (
        "某civil-reviewer",
        "某civil-secrecy",
        "某civil-approver",
        "初审通过",
        "保密审查通过",
        "立即公开",
        "建档",
    ):
        assert words in text
    public = re.sub(r"\s", "", shown(county.client().get(f"/records/{walk.pk}/")))
    assert "某civil" not in public, "names of staff are not for the public page"
