"""The desk of records by its pages: what was typed is never lost, two texts are shown, nothing is done twice."""

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.cases.models import Countersign
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.models import Grant
from mingtang.openness.records import actions
from mingtang.openness.records.models import Record, SecrecyItem
from tests.county import (
    CONTENT,
    County,
    Walk,
    attach,
    draft,
    form_data,
    lead_to,
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


class TestDrafting:
    def test_a_draft_is_made_saved_and_submitted(self, county: County) -> None:
        client = county.client("civil-drafter")
        unit = county.units["civil"].pk
        answer = client.post(
            reverse("records_desk:new"), form_data({**CONTENT, "title": "半成品"}, unit=unit)
        )
        record = Record.objects.get()
        assert answer.headers["Location"] == reverse("records_desk:edit", args=[record.pk])
        walk = Walk(county, record)
        answer = client.post(url("edit", walk), form_data(CONTENT, based_on=1, submit="1"))
        assert answer.headers["Location"] == url("record", walk)
        assert walk.record.stage == "initial_review"

    def test_what_stops_submission_is_shown_beside_its_field_and_the_text_is_kept(
        self, county: County
    ) -> None:
        client = county.client("civil-drafter")
        content = {**CONTENT, "open_attr": "", "doc_date": "2026-02-01"}
        data = form_data(content, unit=county.units["civil"].pk, submit="1")
        answer = client.post(reverse("records_desk:new"), data, follow=True)
        assert Record.objects.get().stage == "draft"
        text = shown(answer)
        assert CONTENT["title"] in text
        assert CONTENT["summary"] in text
        errors = answer.context["form"].errors
        assert {"open_attr", "doc_date"} <= set(errors)

    def test_submission_by_its_own_button_leads_back_to_what_is_missing(self, county: County) -> None:
        walk = Walk(county, draft(county, open_attr=""))
        client = county.client("civil-drafter")
        data = form_of(client.get(url("act", walk, "submit")))
        answer = client.post(url("act", walk, "submit"), data, follow=True)
        assert "open_attr" in answer.context["form"].errors

    @pytest.mark.once
    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("doc_no", "民发2026十二"),
            ("formed_on", "前天"),
            ("title", "长" * 201),
            ("theme", "没有的主题"),
            ("keywords", "词" * 201),
        ],
    )
    def test_an_invalid_save_keeps_every_typed_word(self, county: County, field: str, typed: str) -> None:
        walk = Walk(county, draft(county))
        client = county.client("civil-drafter")
        words = {"title": "我刚写的标题的通知", "summary": "我刚写的概述", "body": "<p>我刚写的正文</p>",
                 "keywords": "我刚写的词", "reason_text": "我刚写的理由", "source": "我刚写的来源"}  # fmt: skip
        for address, extra in ((reverse("records_desk:new"), {"unit": county.units["civil"].pk}),
                               (url("edit", walk), {"based_on": 1})):  # fmt: skip
            answer = client.post(address, form_data({**CONTENT, **words, field: typed}, **extra))
            assert answer.status_code == 422
            text = shown(answer)
            for name, word in words.items():
                assert (typed if name == field else word) in text, (address, name)
            assert field in answer.context["form"].errors
        assert walk.record.revisions.count() == 1
        assert Record.objects.count() == 1

    def test_a_used_index_number_is_named_with_an_example(self, county: County) -> None:
        number = lead_to(county, "published").record.index_no
        client = county.client("civil-drafter")
        data = form_data({**CONTENT, "index_no": number}, unit=county.units["civil"].pk)
        answer = client.post(reverse("records_desk:new"), data)
        assert answer.status_code == 422
        assert "不能再用" in str(answer.context["form"].errors["index_no"])
        assert CONTENT["summary"] in shown(answer)

    def test_what_an_area_limited_drafter_typed_is_not_lost_when_the_area_is_forgotten(
        self, county: County
    ) -> None:
        post = county.staff("civil", "supervisor", "limited")
        Grant.objects.create(
            post=post, action="record.draft", unit=post.unit, area=county.areas["assistance"]
        )
        client = county.client("limited")
        answer = client.post(reverse("records_desk:new"), form_data(CONTENT, unit=county.units["civil"].pk))
        assert answer.status_code in (403, 422)
        assert CONTENT["summary"] in shown(answer)
        assert not Record.objects.exists()

    def test_the_form_of_a_correction_does_not_bring_the_note_of_the_last_one(self, county: County) -> None:
        walk = lead_to(county, "published").correct()
        walk.save(title="关于提高低保标准的通知（更正）", public_note="上次的更正说明。")
        walk.to("feedback")
        walk.correct()
        assert "上次的更正说明" not in shown(county.client("civil-drafter").get(url("edit", walk)))

    def test_a_refused_attachment_names_the_file_and_keeps_the_typed_name(self, county: County) -> None:
        walk = Walk(county, draft(county))
        data = {"add": "1", "based_on": 1, "title": "我取的名称",
                "file": SimpleUploadedFile("工资表.pdf", b"<html>", "application/pdf")}  # fmt: skip
        answer = county.client("civil-drafter").post(url("attachments", walk), data)
        assert answer.status_code == 422
        assert "工资表.pdf" in shown(answer)
        assert "我取的名称" in shown(answer)
        assert walk.record.revisions.count() == 1

    def test_attachments_are_added_named_ordered_and_taken_off_as_revisions(self, county: County) -> None:
        walk = Walk(county, draft(county))
        client = county.client("civil-drafter")
        for name in ("一", "二"):
            head = walk.record.head
            assert head
            upload = SimpleUploadedFile(f"{name}.pdf", pdf(), "application/pdf")
            answer = client.post(
                url("attachments", walk), {"add": "1", "based_on": head.number, "file": upload}
            )
            assert answer.status_code == 302
        head = walk.record.head
        assert head
        one, two = (a.file.pk for a in head.attachments.all())
        data = {"based_on": head.number, "id": [str(one), str(two)], f"position-{one}": "2", f"position-{two}": "1",
                f"title-{one}": "甲", f"title-{two}": ""}  # fmt: skip
        client.post(url("attachments", walk), data)
        head = walk.record.head
        assert head
        assert [a.title for a in head.attachments.all()] == ["二", "甲"]
        client.post(
            url("attachments", walk),
            {"based_on": head.number, "id": [str(one), str(two)], f"drop-{one}": "on"},
        )
        newest = walk.record.head
        assert newest
        assert [a.title for a in newest.attachments.all()] == ["二"]
        assert head.attachments.count() == 2, "the earlier revision keeps its list"

    def test_a_stale_list_of_attachments_changes_nothing(self, county: County) -> None:
        walk = Walk(county, draft(county))
        attach(walk)
        answer = county.client("civil-drafter").post(url("attachments", walk), {"based_on": 1, "id": []})
        assert answer.status_code == 409
        head = walk.record.head
        assert head
        assert head.attachments.count() == 1


class TestStaleSave:
    def test_two_tabs_both_texts_are_shown_and_the_next_save_holds(self, county: County) -> None:
        walk = Walk(county, draft(county))
        mine, theirs = county.client("civil-drafter"), county.client("allround")
        page = form_of(mine.get(url("edit", walk)))
        other = form_of(theirs.get(url("edit", walk)))
        theirs.post(url("edit", walk), {**other, "title": "对方写的标题的通知", "summary": "对方写的概述"})
        answer = mine.post(
            url("edit", walk), {**page, "title": "我写的标题的通知", "body": "<p>我写的正文</p>"}
        )
        assert answer.status_code == 409
        text = shown(answer)
        for words in ("对方写的标题的通知", "对方写的概述", "我写的标题的通知", "我写的正文", "某allround"):
            assert words in text
        assert answer.context["form"]["title"].value() == "我写的标题的通知"
        record = walk.record
        assert (record.title, record.revisions.count()) == ("对方写的标题的通知", 2)
        again = mine.post(url("edit", walk), form_of(answer))
        assert again.status_code == 302
        record = walk.record
        assert (record.title, record.revisions.count()) == ("我写的标题的通知", 3)
        assert record.revisions.get(number=2).title == "对方写的标题的通知"

    def test_an_invalid_stale_save_is_still_refused_once_it_is_valid(self, county: County) -> None:
        walk = Walk(county, draft(county))
        client = county.client("civil-drafter")
        page = form_of(client.get(url("edit", walk)))
        walk.save(title="别人写的标题的通知")
        answer = client.post(url("edit", walk), {**page, "doc_no": "读不懂"})
        data = (
            {**form_of(answer), "doc_no": "", "title": "我写的标题的通知"}
            if answer.status_code == 422
            else page
        )
        assert client.post(url("edit", walk), data).status_code == 409
        assert walk.record.title == "别人写的标题的通知"

    def test_the_same_save_sent_twice_is_stale_the_second_time(self, county: County) -> None:
        walk = Walk(county, draft(county))
        client = county.client("civil-drafter")
        page = {**form_of(client.get(url("edit", walk))), "title": "只写一次的标题的通知"}
        assert client.post(url("edit", walk), page).status_code == 302
        assert client.post(url("edit", walk), page).status_code == 409
        assert walk.record.revisions.count() == 2

    def test_a_form_without_its_version_overwrites_nothing(self, county: County) -> None:
        walk = Walk(county, draft(county))
        for based_on in ("", "0", "99", "x"):
            answer = county.client("civil-drafter").post(
                url("edit", walk), form_data({**CONTENT, "title": "没有版本的标题的通知"}, based_on=based_on)
            )
            assert answer.status_code in (409, 422)
        assert walk.record.revisions.count() == 1

    def test_what_was_typed_is_not_lost_when_it_was_submitted_meanwhile(self, county: County) -> None:
        walk = Walk(county, draft(county))
        client = county.client("civil-drafter")
        page = form_of(client.get(url("edit", walk)))
        walk.submit()
        answer = client.post(url("edit", walk), {**page, "summary": "花了一小时写的概述"})
        assert answer.status_code == 409
        assert "花了一小时写的概述" in shown(answer)
        assert walk.record.revisions.count() == 1


class TestActs:
    @pytest.mark.once
    @pytest.mark.parametrize(
        ("stage", "act", "by", "data"),
        [
            ("initial_review", "send-back", "civil-reviewer", {"reason": "", "reason_code": "privacy"}),
            ("audit", "approve", "civil-approver", {"opinion": "我写的意见", "timing": "later", "manner": "full"}),
            ("audit", "approve", "civil-approver",
             {"opinion": "我写的意见", "timing": "later", "publish_at": "2020-01-01T09:00", "manner": "partial"}),
            ("audit", "approve", "civil-approver",
             {"opinion": "我写的意见", "timing": "later", "publish_at": "后天上午", "manner": "full"}),
            ("audit", "countersign", "civil-approver", {"question": "我写的问题"}),
            ("release", "reschedule", "civil-approver", {"timing": "later", "reason": "我写的理由"}),
            ("feedback", "rectify", "civil-reviewer", {"reason": ""}),
            ("published", "correct", "civil-drafter", {"reason": " "}),
            ("published", "ask-withdrawal", "civil-drafter",
             {"reason": "我写的理由", "public_note": "我写的说明", "reason_code": ""}),
            ("published", "withdraw-now", "civil-approver",
             {"reason": "", "public_note": "我写的说明", "reason_code": "privacy"}),
            ("draft", "discard", "civil-drafter", {"reason": ""}),
        ],
    )  # fmt: skip
    def test_an_invalid_form_keeps_what_was_typed_and_does_nothing(
        self, county: County, stage: str, act: str, by: str, data: dict[str, str]
    ) -> None:
        walk = lead_to(county, stage)
        client = county.client(by)
        page = form_of(client.get(url("act", walk, act)))
        events = Event.objects.count()
        answer = client.post(url("act", walk, act), {**page, **data})
        assert answer.status_code == 422
        assert answer.context["form"].errors
        text = shown(answer)
        for value in data.values():
            if value.strip():
                assert value in text
        assert Event.objects.count() == events
        assert walk.record.stage == stage

    def test_secrecy_keeps_conclusions_and_bases_when_one_is_missing(self, county: County) -> None:
        walk = lead_to(county, "secrecy")
        client = county.client("civil-secrecy")
        page = form_of(client.get(url("secrecy", walk)))
        one, two = SecrecyItem.objects.order_by("pk")
        answer = client.post(
            url("secrecy", walk),
            {
                **page,
                f"conclusion-{one.pk}": "not_clear",
                f"conclusion-{two.pk}": "clear",
                f"basis-{two.pk}": "我写的依据",
            },
        )
        assert answer.status_code == 422
        assert "我写的依据" in shown(answer)
        assert answer.context["form"][f"conclusion-{one.pk}"].value() == "not_clear"
        assert not SecrecyItem.objects.exclude(conclusion="").exists()

    def test_a_countersign_without_its_reason_keeps_the_answer(self, county: County) -> None:
        walk = lead_to(county, "audit")
        actions.ask_countersign(walk.who("approver"), walk.record, [county.posts["town-approver"]], "", Act())
        row = Countersign.objects.get()
        answer = county.client("town-approver").post(url("countersign", walk, row.pk), {"answer": "objected"})
        assert answer.status_code == 422
        assert answer.context["form"]["answer"].value() == "objected"
        assert Countersign.objects.get().answer == ""

    def test_a_double_click_acts_once(self, county: County) -> None:
        walk = lead_to(county, "initial_review")
        client = county.client("civil-reviewer")
        page = form_of(client.get(url("act", walk, "pass-review")))
        assert client.post(url("act", walk, "pass-review"), page).status_code == 302
        answer = client.post(url("act", walk, "pass-review"), page)
        assert answer.status_code == 409
        assert url("record", walk) in shown(answer), "the way on is offered"
        assert Event.objects.filter(kind="publication.pass_review").count() == 1

    def test_a_page_opened_before_somebody_else_acted_is_refused(self, county: County) -> None:
        walk = lead_to(county, "audit")
        client = county.client("civil-approver")
        page = form_of(client.get(url("act", walk, "approve")))
        actions.ask_countersign(
            county.authority_of("allround"), walk.record, [county.posts["town-approver"]], "", Act()
        )
        walk.countersigned("town-approver", agrees=True)
        answer = client.post(url("act", walk, "approve"), page)
        assert answer.status_code == 409
        assert walk.record.stage == "audit"

    def test_buttons_are_those_that_work(self, county: County) -> None:
        """Every offered button opens its page; none is offered to who may not."""
        for stage in ("draft", "secrecy", "audit", "release", "feedback"):
            walk = lead_to(county, stage)
            for name in ("civil-drafter", "civil-reviewer", "civil-approver", "supervisor"):
                client = county.client(name)
                answer = client.get(url("record", walk))
                for button in answer.context["actions"]:
                    if button["url"]:
                        assert client.get(button["url"]).status_code == 200, (stage, name, button["label"])
                if name == "supervisor":
                    assert {b["label"] for b in answer.context["actions"]} <= {"要求整改"}

    def test_an_own_draft_shows_the_rule_instead_of_the_button(self, county: County) -> None:
        walk = Walk(county, draft(county, "allround"))
        actions.submit(county.authority_of("allround"), walk.record, Act(), based_on=1)
        client = county.client("allround")
        buttons = client.get(url("record", walk)).context["actions"]
        (passing,) = [b for b in buttons if b["label"] == "初审通过"]
        assert passing["url"] == ""
        assert "自己起草" in str(passing["help"])
        assert client.post(url("act", walk, "pass-review"), {}).status_code == 403
        assert walk.record.stage == "initial_review"
