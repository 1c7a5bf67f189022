"""Files beside a record: several at once, subtitles, previews, the paper, words found in attachments, orphans."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.files.reading import read_contents
from mingtang.openness.records import actions, queries
from mingtang.openness.records.body import parted
from mingtang.openness.records.models import Record
from tests.county import NOON, County, Walk, attach, draft, illustrate, pdf, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.at(NOON):
        yield


def upload(data: bytes, name: str) -> Any:
    return SimpleUploadedFile(name, data)


def wave(seconds: int = 1) -> bytes:
    import wave as waves

    out = io.BytesIO()
    with waves.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return out.getvalue()


def sheet() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "名册"
    for n in range(300):
        book.active.append([n, f"青石村{n}组", n * 3])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def head_of(walk: Walk) -> Any:
    walk.record.refresh_from_db()
    assert walk.record.head
    return walk.record.head


class TestSeveralAtOnce:
    def post(self, county: County, walk: Walk, *files: Any, **data: Any) -> Any:
        return county.client("civil-drafter").post(
            reverse("records_desk:attachments", args=[walk.pk]),
            {"add": "1", "based_on": head_of(walk).number, "file": list(files), **data},
        )

    def test_they_are_one_revision(self, county: County) -> None:
        walk = Walk(county, draft(county))
        before = head_of(walk).number
        answer = self.post(
            county, walk, upload(pdf(), "甲.pdf"), upload(sheet(), "乙.xlsx"), upload(picture(), "丙.png")
        )
        assert answer.status_code == 302
        head = head_of(walk)
        assert head.number == before + 1
        assert [(a.title, a.file.kind) for a in head.attachments.all()] == [
            ("甲", "pdf"),
            ("乙", "xlsx"),
            ("丙", "png"),
        ]

    def test_a_bad_one_does_not_hold_up_the_good_ones(self, county: County) -> None:
        walk = Walk(county, draft(county))
        answer = self.post(
            county, walk, upload(pdf(), "甲.pdf"), upload(b"MZ\x90\x00" + b"\x00" * 90, "乙.pdf")
        )
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "乙.pdf" in text
        assert "程序" in text
        assert "已添加 1 个附件" in text
        assert [a.title for a in head_of(walk).attachments.all()] == ["甲"]

    def test_a_title_goes_to_a_single_file_only(self, county: County) -> None:
        walk = Walk(county, draft(county))
        self.post(county, walk, upload(pdf(), "甲.pdf"), title="名册")
        self.post(county, walk, upload(pdf(), "乙.pdf"), upload(pdf(), "丙.pdf"), title="名册")
        assert [a.title for a in head_of(walk).attachments.all()] == ["名册", "乙", "丙"]

    def test_more_than_a_record_may_have_are_told(self, county: County, settings: Any) -> None:
        settings.OPTIONS = settings.OPTIONS.model_copy(update={"attachments_max": 1})
        walk = Walk(county, draft(county))
        answer = self.post(county, walk, upload(pdf(), "甲.pdf"), upload(pdf(), "乙.pdf"))
        assert "最多 1 个" in answer.content.decode()
        assert head_of(walk).attachments.count() == 1

    def test_a_file_with_a_wrong_name_is_taken_and_told(self, county: County) -> None:
        walk = Walk(county, draft(county))
        answer = self.post(county, walk, upload(sheet(), "名册.pdf"))
        page = county.client("civil-drafter").get(answer["Location"])
        del page
        (attachment,) = head_of(walk).attachments.all()
        assert attachment.file.name == "名册.xlsx"


class TestSubtitles:
    def test_they_stand_beside_the_recording_and_go_out_with_it(self, county: County) -> None:
        walk = Walk(county, draft(county))
        sound = attach(walk, "录音.wav", wave())
        cues = b"1\n00:00:00,000 --> 00:00:01,000\n\xe5\x90\x84\xe4\xbd\x8d\xe5\xa5\xbd\n"
        answer = county.client("civil-drafter").post(
            reverse("records_desk:captions", args=[walk.pk, sound.pk]),
            {"based_on": head_of(walk).number, "captions": upload(cues, "字幕.srt")},
        )
        assert answer.status_code == 302
        (attachment,) = head_of(walk).attachments.all()
        assert attachment.captions.kind == "vtt"
        assert attachment.captions.data.read().startswith(b"WEBVTT")
        client = county.client()
        address = f"/files/{attachment.captions.pk}/"
        assert client.get(address).status_code == 404
        walk.to("feedback")
        assert client.get(address)["Content-Type"] == "text/vtt"
        assert "<track" in client.get(f"/records/{walk.pk}/files/{sound.pk}/").content.decode()

    def test_what_has_no_times_is_refused(self, county: County) -> None:
        walk = Walk(county, draft(county))
        sound = attach(walk, "录音.wav", wave())
        client = county.client("civil-drafter")
        client.post(
            reverse("records_desk:captions", args=[walk.pk, sound.pk]),
            {"based_on": head_of(walk).number, "captions": upload(b"hello", "字幕.srt")},
        )
        assert head_of(walk).attachments.get().captions is None

    def test_subtitles_are_part_of_what_is_signed(self, county: County) -> None:
        from mingtang.openness.records.content import hash_of

        walk = Walk(county, draft(county))
        attach(walk, "录音.wav", wave())
        before = hash_of(head_of(walk), list(head_of(walk).attachments.all()))
        attachments = list(head_of(walk).attachments.all())
        attachments[0].captions = attachments[0].file
        assert hash_of(head_of(walk), attachments) != before


class TestPreviews:
    def shown(self, county: County, data: bytes, name: str) -> str:
        walk = Walk(county, draft(county))
        stored = attach(walk, name, data)
        read_contents(stored.pk)
        walk.to("feedback")
        answer = county.client().get(f"/records/{walk.pk}/files/{stored.pk}/")
        assert answer.status_code == 200
        return str(answer.content.decode())

    def test_a_workbook_is_a_table_that_says_where_it_ends(self, county: County) -> None:
        text = self.shown(county, sheet(), "名册.xlsx")
        assert "<h2>名册</h2>" in text
        assert "青石村199组" in text
        assert "青石村201组" not in text
        assert "只显示开头部分" in text

    def test_a_pdf_shows_its_first_page_and_its_words(self, county: County) -> None:
        text = self.shown(county, pdf("low income list"), "名册.pdf")
        assert "/preview/" in text
        assert "low income list" in text

    def test_what_is_not_read_yet_says_so(self, county: County) -> None:
        walk = Walk(county, draft(county))
        stored = attach(walk)
        walk.to("feedback")
        assert (
            "正在生成预览" in county.client().get(f"/records/{walk.pk}/files/{stored.pk}/").content.decode()
        )

    def test_pages_of_text_beyond_the_end_show_the_last(self, county: County) -> None:
        walk = Walk(county, draft(county))
        stored = attach(walk)
        read_contents(stored.pk)
        walk.to("feedback")
        for page in ("999", "0", "-1", "x"):
            assert (
                county.client().get(f"/records/{walk.pk}/files/{stored.pk}/?page={page}").status_code == 200
            )

    def test_a_file_of_another_record_is_not_shown_here(self, county: County) -> None:
        other = Walk(county, draft(county))
        stored = attach(other)
        walk = Walk(county, draft(county)).to("feedback")
        assert county.client().get(f"/records/{walk.pk}/files/{stored.pk}/").status_code == 404


class TestPaper:
    def test_it_is_made_once_for_each_browser(self, county: County) -> None:
        walk = Walk(county, draft(county)).to("feedback")
        client = county.client()
        answer = client.get(f"/records/{walk.pk}/paper.pdf")
        assert answer["Content-Type"] == "application/pdf"
        again = client.get(f"/records/{walk.pk}/paper.pdf", headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        other = client.get(f"/records/{walk.pk}/paper.pdf", headers={"if-none-match": answer["ETag"]})
        assert other.status_code == 200, "its labels are in another language"

    def test_a_character_without_a_font_is_said_on_a_page(self, county: County) -> None:
        walk = Walk(county, draft(county, title="关于\u0e01的通知")).to("feedback")
        answer = county.client().get(f"/records/{walk.pk}/paper.pdf")
        assert answer.status_code == 503
        assert "\u0e01" in answer.content.decode()

    def test_reviewers_read_the_paper_of_a_draft(self, county: County) -> None:
        walk = Walk(county, draft(county))
        answer = county.client("civil-reviewer").get(reverse("records_desk:paper", args=[walk.pk, 1, "pdf"]))
        assert answer.content.startswith(b"%PDF-")
        assert "no-store" in answer["Cache-Control"]

    def test_signature_and_addressees_stand_around_the_text(self, county: County) -> None:
        walk = Walk(
            county,
            draft(
                county,
                addressees="各乡镇人民政府",
                signature="明堂县民政局\n明堂县财政局",
                annotation="此件公开发布",
                body="<p>正文一段。</p><hr><h2>附件1</h2><p>附件的正文。</p>",
            ),
        ).to("feedback")
        text = county.client().get(f"/records/{walk.pk}/").content.decode()
        order = ["各乡镇人民政府：", "正文一段。", "<p>明堂县财政局</p>", "（此件公开发布）", "附件的正文。"]
        assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)

    @pytest.mark.parametrize(
        ("html", "main", "appendices"),
        [
            ("<p>甲</p><hr><h2>附件1</h2><p>乙</p>", "<p>甲</p>", "<h2>附件1</h2><p>乙</p>"),
            ("<p>甲</p><hr><p>乙</p>", "<p>甲</p><hr><p>乙</p>", ""),
            ("<h2>附件</h2>", "<h2>附件</h2>", ""),
        ],
    )
    def test_appendices_begin_at_a_rule_with_a_heading(self, html: str, main: str, appendices: str) -> None:
        assert parted(html) == (main, appendices)


class TestOrphans:
    def test_only_what_was_never_used_and_never_will_be(self, county: County) -> None:
        walk = Walk(county, draft(county))
        listed, shown = attach(walk), illustrate(walk)
        unused = actions.add_figure(
            walk.drafter, head_of(walk).record, upload(picture(), "x.png"), "没用上的图"
        )
        later = NOON + timedelta(days=1)
        assert list(queries.files_orphaned(later)) == [], "it is still being written"
        walk.to("feedback")
        assert list(queries.files_orphaned(later)) == [unused.pk]
        assert {listed.pk, shown.pk} < set(StoredFile.objects.values_list("pk", flat=True))
        assert Record.objects.count() == 1
