"""Words with their pages, tables for showing, pictures; and what a batch in a zip holds."""

import io
import zipfile

import pytest
from PIL import Image

from mingtang.foundation.inspection.contents import Contents, contents
from mingtang.foundation.inspection.looking import NotTaken
from mingtang.foundation.inspection.unpacking import unpack
from tests.foundation.inspection.hostile import flagged, overlapping
from tests.foundation.inspection.making import SAMPLES, doc_file, docx_file, drawing, pdf, xlsx_file, zipped


def words(kind: str, data: bytes | None = None) -> list[tuple[int, str, str]]:
    found = contents(SAMPLES[kind] if data is None else data, kind)
    return [(page.number, page.label, page.text) for page in found.pages]


class TestWords:
    @pytest.mark.parametrize(
        ("kind", "expected"),
        [
            ("pdf", [(1, "", "first page"), (2, "", "second page")]),
            ("docx", [(1, "", "关于低保的通知\n正文。\n甲\t乙")]),
            ("doc", [(1, "", "关于低保的通知\n正文。\nlow income")]),
            ("xls", [(1, "名册", "青石村\t12")]),
            ("pptx", [(1, "", "第一页"), (2, "", "第二页\n讲稿备注")]),
            ("ppt", [(1, "", "第一页"), (2, "", "第二页")]),
            ("ofd", [(1, "", "第一行\n第二行"), (2, "", "第二页")]),
            ("txt", [(1, "", "关于低保的通知\n正文。")]),
        ],
    )
    def test_words_stand_on_their_pages(self, kind: str, expected: list[tuple[int, str, str]]) -> None:
        assert words(kind) == expected

    def test_sheets_are_named(self) -> None:
        assert [(number, label) for number, label, _text in words("xlsx")] == [(1, "名册"), (2, "说明")]

    def test_fields_and_cells_of_an_old_document_are_read_as_shown(self) -> None:
        text = doc_file("姓名\x07金额\x07\r\x13 HYPERLINK \x01 \x14点这里\x15。\r")
        assert words("doc", text)[0][2] == "姓名\t金额\n点这里。"

    def test_a_scan_without_words_says_so(self) -> None:
        found = contents(pdf(""), "pdf")
        assert [note.code for note in found.notes] == ["no_text"]
        assert found.page_count == 1


class TestPictures:
    def opened(self, data: bytes | None) -> Image.Image:
        assert data is not None
        return Image.open(io.BytesIO(data))

    def test_a_pdf_has_its_first_page(self) -> None:
        found = contents(SAMPLES["pdf"], "pdf")
        assert self.opened(found.picture).width in range(890, 911)
        assert max(self.opened(found.thumbnail).size) <= 320

    def test_a_picture_is_made_small_and_knows_its_size(self) -> None:
        found = contents(drawing("PNG", (3000, 600)), "png")
        assert (found.width, found.height) == (3000, 600)
        assert self.opened(found.picture).width == 900
        assert self.opened(found.thumbnail).width == 320

    def test_a_slide_show_has_the_picture_that_it_brought(self) -> None:
        from tests.foundation.inspection.making import pptx_file

        found = contents(pptx_file(**{"docProps/thumbnail.jpeg": drawing("JPEG")}), "pptx")
        assert found.picture
        assert contents(SAMPLES["pptx"], "pptx").picture is None

    @pytest.mark.parametrize("kind", ["mp3", "mp4", "wav"])
    def test_recordings_have_neither(self, kind: str) -> None:
        assert contents(SAMPLES[kind], kind) == Contents()


def test_a_large_table_is_shown_in_part_and_searched_as_a_whole() -> None:
    found = contents(xlsx_file(500), "xlsx")
    assert len(found.tables[0].rows) == 200
    assert found.tables[0].cut
    assert not found.tables[1].cut
    assert "青石村499组" in found.pages[0].text


class TestUnpacking:
    def names(self, data: bytes) -> tuple[list[str], list[tuple[str, ...]]]:
        entries, left = unpack(data)
        return [entry.path for entry in entries], [finding.details for finding in left]

    def test_files_come_out_in_order_with_their_paths(self) -> None:
        data = zipped({"b/2.txt": "二", "a/1.docx": docx_file(), "b/": ""})
        assert self.names(data) == (["a/1.docx", "b/2.txt"], [])

    def test_what_systems_leave_behind_is_passed_over(self) -> None:
        data = zipped(
            {"__MACOSX/._a.txt": "x", ".DS_Store": "x", "a/Thumbs.db": "x", "~$a.docx": "x", "a.txt": "x"}
        )
        assert self.names(data) == (["a.txt"], [])

    def test_each_file_that_is_left_out_is_named_with_its_reason(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("好.txt", "x")
            for name in ("../逃.txt", "/根.txt", "C:\\盘.txt", "a/../../b.txt"):
                archive.writestr(name, "x")
            archive.writestr("套.zip", zipped({"a": "a"}))
            archive.writestr("套.docx", b"Rar!\x1a\x07\x00")
            archive.writestr("con.txt", "x")
            link = zipfile.ZipInfo("链接.txt")
            link.external_attr = 0o120777 << 16
            archive.writestr(link, "/etc/passwd")
        names, left = self.names(out.getvalue())
        assert names == ["好.txt"]
        assert dict(left) == {  # type: ignore[arg-type]
            "../逃.txt": "traversal",
            "/根.txt": "traversal",
            "C:/盘.txt": "traversal",
            "a/../../b.txt": "traversal",
            "套.zip": "nested",
            "套.docx": "nested",
            "con.txt": "device",
            "链接.txt": "link",
        }

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_two_files_of_one_name_are_not_mixed_up(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a.txt", "first")
            archive.writestr("a.txt", "second")
        entries, left = unpack(out.getvalue())
        assert [entry.data for entry in entries] == [b"first"]
        assert [finding.details for finding in left] == [("a.txt", "twice")]

    def test_one_file_with_a_password_does_not_hold_up_the_others(self) -> None:
        names, left = self.names(flagged(zipped({"a.txt": "a"})))
        assert names == []
        assert left == [("a.txt", "encrypted")]

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (overlapping(), "too-large-unpacked"),
            (zipped({"a.bin": bytes(400_000_000)}), "too-large-unpacked"),
            (zipped({"a.txt": "a"})[:-8], "damaged"),
            (zipped({"a.txt": "a"}) + b"<script>" * 9, "polyglot"),
            (b"no zip at all", "damaged"),
        ],
    )
    def test_a_bad_archive_is_refused_as_a_whole(self, data: bytes, code: str) -> None:
        with pytest.raises(NotTaken) as refused:
            unpack(data)
        assert refused.value.finding.code == code
