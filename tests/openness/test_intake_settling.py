"""Checked documents become drafts or old holdings; nobody else sees them; back button and second clicks do no harm."""

from typing import Any

import pytest
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.models import Event
from mingtang.foundation.files.models import StoredFile
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.intake import actions, queries
from mingtang.openness.intake.drafting import content_of_paper, published_on
from mingtang.openness.intake.models import Batch, Paper
from mingtang.openness.records.models import Record
from tests.county import NOON, County, form_data, pdf
from tests.once import once
from tests.openness.intake_files import OLD_TEXT, TITLE, letter, packed, upload
from tests.openness.test_intake_reading import hand_in, only

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


@pytest.fixture
def batch(county: County) -> Batch:
    beside = [upload(pdf(), "救助对象名册.pdf")]
    return hand_in(county, upload(letter(picture_in_text=True), "通知.docx"), beside=beside).batch


def address(name: str, batch: Batch, *more: Any) -> str:
    return reverse(f"intake_desk:{name}", args=[batch.pk, *more])


class TestDrafts:
    def test_a_draft_takes_attachments_and_pictures_along(self, county: County, batch: Batch) -> None:
        paper = only(batch)
        who = county.authority_of("civil-drafter")
        record = actions.draft_paper(who, paper, None, content_of_paper(paper))
        assert record.head is not None
        assert record.head.title == TITLE
        assert [a.title for a in record.head.attachments.all()] == ["救助对象名册"]
        owned = StoredFile.objects.filter(owner_kind="record", owner_id=record.pk)
        assert sorted(owned.values_list("kind", flat=True)) == ["pdf", "png"]
        picture = owned.get(kind="png")
        assert str(picture.pk) in record.head.body
        batch.refresh_from_db()
        assert batch.case is not None
        assert (batch.case.state, batch.case.outcome) == ("filed", "done")

    def test_a_paper_becomes_one_record_only(self, county: County, batch: Batch) -> None:
        paper = only(batch)
        who = county.authority_of("civil-drafter")
        actions.draft_paper(who, paper, None, content_of_paper(paper))
        with pytest.raises(WrongState):
            actions.draft_paper(who, paper, None, {"title": "又一次"})
        assert Record.objects.count() == 1

    def test_a_draft_that_is_refused_keeps_the_paper(self, county: County, batch: Batch) -> None:
        paper = only(batch)
        with pytest.raises(Invalid):
            actions.draft_paper(
                county.authority_of("civil-drafter"), paper, None, {"title": "x", "doc_no": "乱写"}
            )
        paper.refresh_from_db()
        assert paper.state == Paper.State.READ
        assert not Record.objects.exists()

    def test_what_is_not_wanted_goes_with_its_files(
        self, county: County, batch: Batch, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            actions.leave_out(county.authority_of("civil-drafter"), only(batch))
        assert not StoredFile.objects.exists()
        assert only(batch).state == Paper.State.LEFT_OUT

    def test_giving_up_keeps_what_was_drafted(self, county: County) -> None:
        batch = hand_in(county, upload(letter(), "甲.docx"), upload(OLD_TEXT.encode(), "乙.txt")).batch
        actions.read_batch(batch.pk)
        who = county.authority_of("civil-drafter")
        first = batch.papers.get(name="甲.docx")
        record = actions.draft_paper(who, first, None, content_of_paper(first))
        actions.give_up(who, batch, Act(reason="交错了"))
        assert Record.objects.filter(pk=record.pk).exists()
        assert batch.papers.get(name="乙.txt").state == Paper.State.LEFT_OUT
        assert Event.objects.filter(kind="intake.give_up").count() == 1


class TestOldHoldings:
    def load(self, county: County) -> Batch:
        files = [
            (f"{n}.txt", OLD_TEXT.replace("00007", f"{n:05}").replace("7号", f"{n}号").encode())
            for n in range(1, 5)
        ]
        files.append(("5.txt", "没有标题的样子，也没有日期。".encode()))
        batch = hand_in(county, upload(packed(*files), "旧文.zip"), old=True).batch
        actions.read_batch(batch.pk)
        return batch

    def test_what_is_without_doubt_is_loaded_and_public_with_its_own_dates(self, county: County) -> None:
        batch = self.load(county)
        assert actions.settle_sure(batch.pk, county.person("office").pk) == 4
        records = list(Record.objects.order_by("index_no"))
        assert [record.index_no for record in records] == [f"990121000/2023-{n:05}" for n in range(1, 5)]
        assert {record.is_public for record in records} == {True}
        assert {record.published_at.date().isoformat() for record in records if record.published_at} == {
            "2023-03-06"
        }
        assert county.client().get(f"/records/{records[0].pk}/").status_code == 200
        left = batch.papers.get(name="5.txt")
        assert left.state == Paper.State.READ
        assert left.doubts

    def test_a_number_that_is_taken_is_said_on_its_paper_and_stops_no_other(self, county: County) -> None:
        batch = self.load(county)
        batch.papers.filter(name="2.txt").update(given={"index_no": "990121000/2023-00001"})
        assert actions.settle_sure(batch.pk, county.person("office").pk) == 3
        paper = batch.papers.get(name="2.txt")
        assert paper.state == Paper.State.READ
        assert "990121000/2023-00001" in paper.problem

    def test_an_old_document_needs_the_day_it_went_public(self, county: County) -> None:
        paper = self.load(county).papers.get(name="5.txt")
        assert published_on(paper) is None
        with pytest.raises(Invalid) as refusal:
            actions.load_paper(county.authority_of("office"), paper, None, {"title": "旧文"}, None)
        assert "published_on" in refusal.value.fields

    def test_clerks_without_the_grant_do_not_load(self, county: County) -> None:
        paper = self.load(county).papers.get(name="1.txt")
        with pytest.raises(Forbidden):
            actions.load_paper(
                county.authority_of("civil-drafter"),
                paper,
                None,
                content_of_paper(paper),
                published_on(paper),
            )
        assert not Record.objects.exists()


class TestPages:
    def test_from_the_file_to_the_submitted_record_in_three_pages(self, county: County) -> None:
        client = county.client("civil-drafter")
        home = reverse("intake_desk:home")
        assert client.get(home).status_code == 200
        data = {
            "unit": county.units["civil"].pk,
            "purpose": "draft",
            "documents": upload(letter(), "通知.docx"),
        }
        answer = client.post(home, data, follow=True)
        page = answer.redirect_chain[-1][0]
        batch = Batch.objects.get()
        assert page == address("paper", batch, only(batch).pk)
        form = answer.context["form"]
        values = {
            name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)
        }
        sent = {**form_data(values), "theme": "17", "submit": "1"}
        done = client.post(page, sent, follow=True)
        record = Record.objects.get()
        assert done.redirect_chain[-1][0] == reverse("records_desk:record", args=[record.pk])
        assert record.stage == "initial_review"

    def test_a_guess_wants_a_tick_before_it_is_submitted_and_nothing_typed_is_lost(
        self, county: County
    ) -> None:
        batch = hand_in(county, upload("随手写的一行字\n没有别的。".encode(), "随手.txt")).batch
        client = county.client("civil-drafter")
        page = address("paper", batch, only(batch).pk)
        form = client.get(page).context["form"]
        assert "checked_title" in form.fields
        sent = {
            "title": form["title"].value(),
            "body": "<p>没有别的。</p>",
            "summary": "我写的概述",
            "validity": "in_force",
            "submit": "1",
        }
        answer = client.post(page, sent)
        assert answer.status_code == 422
        assert "推测" in answer.context["form"].errors["title"][0]
        assert "我写的概述" in answer.content.decode()
        assert client.post(page, {**sent, "checked_title": "on"}).status_code == 302
        assert Record.objects.count() == 1

    def test_going_back_after_saving_leads_to_the_record(self, county: County, batch: Batch) -> None:
        paper = only(batch)
        record = actions.draft_paper(
            county.authority_of("civil-drafter"), paper, None, content_of_paper(paper)
        )
        answer = county.client("civil-drafter").get(address("paper", batch, paper.pk))
        assert answer["Location"] == reverse("records_desk:record", args=[record.pk])

    def test_refused_files_are_named_on_the_page(self, county: County) -> None:
        client = county.client("civil-drafter")
        data = {
            "unit": county.units["civil"].pk,
            "purpose": "draft",
            "documents": upload(pdf(), "扫描件.pdf"),
        }
        answer = client.post(reverse("intake_desk:home"), data)
        assert answer.status_code == 422
        assert "扫描件.pdf" in answer.content.decode()

    def test_progress_tells_how_far_it_is(self, county: County) -> None:
        batch = hand_in(county, upload(packed(("a.txt", OLD_TEXT.encode())), "一批.zip")).batch
        client = county.client("civil-drafter")
        assert client.get(address("progress", batch)).json() == {"reading": True, "done": 0, "total": 0}
        actions.read_batch(batch.pk)
        assert client.get(address("progress", batch)).json() == {"reading": False, "done": 1, "total": 1}
        assert client.get(address("batch", batch)).status_code == 200


OTHERS = ("", "nobody", "water-drafter", "civil-reviewer", "supervisor")


class TestVisibility:
    @pytest.mark.parametrize("name", once(OTHERS, but=["water-drafter"]))
    def test_others_see_neither_the_batch_nor_its_files(
        self, county: County, batch: Batch, name: str
    ) -> None:
        client = county.client(name)
        paper = only(batch)
        for page in (address("batch", batch), address("paper", batch, paper.pk), address("progress", batch)):
            answer = client.get(page)
            assert answer.status_code in ((302,) if not name else (403, 404))
            assert TITLE not in answer.content.decode()
        for stored in StoredFile.objects.all():
            for exit_ in ("", "preview/", "thumbnail/", stored.name):
                assert client.get(f"/files/{stored.pk}/{exit_}").status_code == 404
        if name:
            listed = client.get(reverse("intake_desk:home"))
            assert TITLE not in listed.content.decode()

    def test_a_colleague_with_the_grant_sees_it(self, county: County, batch: Batch) -> None:
        with clock.at(NOON):
            client = county.client("allround")
            assert client.get(address("batch", batch)).status_code == 200

    def test_a_paper_of_another_batch_is_not_found_under_this_one(self, county: County, batch: Batch) -> None:
        other = hand_in(county, upload(OLD_TEXT.encode(), "乙.txt")).batch
        client = county.client("civil-drafter")
        assert client.get(address("paper", batch, only(other).pk)).status_code == 404

    def test_what_is_done_is_swept_later(self, county: County, batch: Batch) -> None:
        from datetime import timedelta

        paper = only(batch)
        actions.draft_paper(county.authority_of("civil-drafter"), paper, None, content_of_paper(paper))
        from mingtang.foundation.files.owners import FILE_OWNERS

        orphaned = FILE_OWNERS[queries.SUBJECT].orphaned
        assert list(orphaned(NOON)) == []
        assert list(orphaned(NOON + timedelta(days=1))) == [paper.file_id]
