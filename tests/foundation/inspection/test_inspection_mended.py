"""What once slipped through, or was refused for the wrong reason."""

import io
import struct
import zipfile
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from mingtang.foundation.containers.limits import MEGABYTE
from mingtang.foundation.inspection import compound_text, looking, unpacking
from mingtang.foundation.inspection.contents import contents
from mingtang.foundation.inspection.gathered import CHARACTERS_MOST, Gathered
from mingtang.foundation.inspection.looking import NotTaken, look
from mingtang.foundation.inspection.telling_text import tell_text
from mingtang.foundation.inspection.unpacking import unpack
from mingtang.foundation.sandbox.asking import Answer
from tests.foundation.inspection.hostile import action, field, root
from tests.foundation.inspection.looks import ALL, code_of, taken
from tests.foundation.inspection.making import (
    SAMPLES,
    docx_file,
    mp3,
    ofd_file,
    pdf,
    pptx_file,
    with_parts,
    with_relation,
    xlsx_file,
    zipped,
)
from tests.foundation.tables.ole import _record, compound

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def document(body: str) -> str:
    return f"<w:document {WORD}><w:body><w:p>{body}</w:p></w:body></w:document>"


def supbook(path: str, *, wide: bool) -> bytes:
    """A workbook with a link to another."""
    body = struct.pack("<HHB", 1, len(path), wide) + path.encode("utf-16-le" if wide else "latin-1")
    return compound({"Workbook": _record(0x0809, bytes(16)) + _record(0x1AE, body)})


def atom(kind: int, body: bytes, *, container: bool = False) -> bytes:
    return struct.pack("<HHI", 0x0F if container else 0, kind, len(body)) + body


def show(*atoms: bytes) -> bytes:
    return compound({"PowerPoint Document": b"".join(atoms)})


class TestWord:
    def test_a_field_within_a_field_is_one_of_its_own(self) -> None:
        body = BEGIN + instruction("IF 1=1 ") + BEGIN + instruction("DDEAUTO cmd x") + END + END
        assert code_of(with_parts(docx_file(), {"word/document.xml": document(body)})) == "dde"

    @pytest.mark.parametrize("text", [" ddeauto cmd x", ' includepicture "http://a.example/x.png"'])
    def test_small_letters_name_fields_too(self, text: str) -> None:
        assert code_of(field(text)) in ("dde", "external")

    def test_a_picture_on_the_own_disk_is_a_note(self) -> None:
        looked = taken(field(' INCLUDEPICTURE "C:\\\\Users\\\\wang\\\\章.png" \\d '), "a.docx")
        assert [note.code for note in looked.notes] == ["local-link"]

    def test_the_text_may_lie_under_any_name(self) -> None:
        body = BEGIN + instruction("DDEAUTO cmd x") + END
        assert code_of(with_parts(docx_file(), {"elsewhere/document.dat": document(body)})) == "dde"

    @pytest.mark.parametrize("mode", ["external", "EXTERNAL "])
    def test_the_mode_of_a_relation_in_any_letters(self, mode: str) -> None:
        data = with_relation(docx_file(), "image", "http://a.example/x.png")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            said = archive.read("word/_rels/document.xml.rels").decode()
        said = said.replace('TargetMode="External"/></', f'TargetMode="{mode}"/></')
        assert code_of(with_parts(data, {"word/_rels/document.xml.rels": said})) == "external"

    @pytest.mark.parametrize(
        "target", ["mhtml:http://a.example/x", "java\tscript:x", "/\\a.example/x", "ms-its:x"]
    )
    def test_addresses_of_every_sort_reach_out(self, target: str) -> None:
        target = target.replace("\t", "&#9;")
        assert code_of(with_relation(docx_file(), "image", target)) == "external"

    @pytest.mark.parametrize("coding", ["utf-16-le", "utf-32"])
    def test_a_document_type_over_the_seam_and_in_rare_codings(self, coding: str) -> None:
        # Read a megabyte at a time; 17 of the 18 bytes of the mark stand before the seam.
        before = "x" * ((MEGABYTE - 17) // 2 - 5) + "<!--y" if coding == "utf-16-le" else ""
        part = ("<" + before + "<!DOCTYPE x><x/>").encode(coding)[: MEGABYTE + 99]
        assert code_of(with_parts(docx_file(), {"word/media/a.xml": part})) == "unsafe"

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_two_parts_of_one_name(self) -> None:
        out = io.BytesIO(docx_file())
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("WORD/document.xml", document(""))
        assert code_of(out.getvalue()) == "polyglot"


class TestSheets:
    def test_a_formula_that_starts_a_program(self) -> None:
        sheet = "<worksheet><f>IF(1,cmd|&apos;/c calc&apos;!A0)</f></worksheet>"
        assert code_of(with_parts(xlsx_file(), {"xl/worksheets/sheet9.xml": sheet})) == "dde"
        harmless = "<worksheet><f>&quot;a|b&quot;&amp;Sheet1!A1</f></worksheet>"
        assert code_of(with_parts(xlsx_file(), {"xl/worksheets/sheet9.xml": harmless})) == ""

    @pytest.mark.parametrize(
        "formula", ["_xlfn.WEBSERVICE(A1)", "1+RTD(&quot;a.b&quot;,,1)", "_xlfn.IMAGE(A1)"]
    )
    def test_a_formula_that_fetches(self, formula: str) -> None:
        sheet = f"<worksheet><f>{formula}</f></worksheet>"
        assert code_of(with_parts(xlsx_file(), {"xl/worksheets/sheet9.xml": sheet})) == "external"
        harmless = "<worksheet><f>_xlfn.DISPIMG(&quot;ID_1&quot;,1)+SUM(A1)</f></worksheet>"
        assert code_of(with_parts(xlsx_file(), {"xl/worksheets/sheet9.xml": harmless})) == ""

    def test_a_connection_is_a_note_unless_it_is_used_by_itself(self) -> None:
        def code(inner: str) -> str:
            part = f"<connections><connection {inner}</connection></connections>"
            return code_of(with_parts(xlsx_file(), {"xl/connections.xml": part}))

        assert code('id="1">') == ""
        assert code('id="1" refreshOnLoad="1">') == "external"
        assert code('id="1"><webPr url="http://a.example"/>') == "external"

    def test_a_macro_sheet_under_another_name(self) -> None:
        types = (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
            ' PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/></Types>'
        )
        assert code_of(with_parts(xlsx_file(), {"[Content_Types].xml": types})) == "macro"

    @pytest.mark.parametrize("wide", [False, True])
    def test_links_of_old_workbooks(self, wide: bool) -> None:
        assert code_of(supbook("cmd\x03/c calc", wide=wide)) == "dde"
        assert code_of(supbook("\x01\x05\x10http://a.example", wide=wide)) == "external"
        assert code_of(supbook("\x01\x01@server\x03share\x03a.xls", wide=wide)) == "external"
        looked = taken(supbook("\x01\x01Cdocs\x03a.xls", wide=wide), "a.xls")
        assert [(note.code, note.details) for note in looked.notes] == [("local-link", ("C:/docs/a.xls",))]

    def test_a_table_of_blank_lines_takes_no_time(self) -> None:
        assert code_of(b"a,b,c\n" * 5 + b"\n" * 3_000_000, "a.csv") == ""


class TestSlides:
    def test_controls_and_packed_objects(self) -> None:
        import zlib

        assert code_of(show(atom(0x0FEE, b"", container=True))) == "activex"
        inner = compound({"\x01Ole10Native": b"x" * 50})
        packed = struct.pack("<I", len(inner)) + zlib.compress(inner)
        assert code_of(show(atom(0x1011, packed))) == "embedded"
        assert code_of(show(atom(0x1011, compound({"VBA": b"x"})))) == "macro"

    def test_words_of_the_outline_stand_on_their_slides(self) -> None:
        outline = b"".join(
            atom(0x03F3, struct.pack("<IIIII", n, 0, 1, 255 + n, 0)) + atom(0x0FA0, text.encode("utf-16-le"))
            for n, text in ((1, "封面"), (2, ""), (3, "目录"))
        )
        drawn = b"".join(
            atom(0x03EE, atom(0x0FA8, b"Slide%d" % n) if n != 2 else b"", container=True) for n in (1, 2, 3)
        )
        notes = (
            atom(0x03F0, b"", container=True) + atom(0x03F1, struct.pack("<I", 256)) + atom(0x0FA8, b"Notes")
        )
        master = atom(0x03F8, b"", container=True) + atom(0x0FA8, b"Click to edit")
        found = contents(show(atom(0x0FF0, b"", container=True), outline, master, drawn, notes), "ppt")
        assert [(page.number, page.text) for page in found.pages] == [
            (1, "封面\nSlide1\nNotes"),
            (2, ""),
            (3, "目录\nSlide3"),
        ]

    def test_a_broken_small_picture_costs_no_words(self) -> None:
        found = contents(pptx_file(**{"docProps/thumbnail.jpeg": b"\xff\xd8\xff broken"}), "pptx")
        assert found.pages[0].text == "第一页"
        assert found.picture is None


class TestPdf:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            (action(S=Name.URI, URI=String("http://a.example")), "external"),
            (root("/AA", Dictionary(O=Dictionary(S=Name.URI, URI=String("http://a.example")))), "external"),
        ],
    )
    def test_what_goes_out_by_itself(self, change: Any, code: str) -> None:
        data = pdf(change=change)
        assert code_of(data) == code

    def test_names_may_be_spelled_otherwise(self) -> None:
        plain = pikepdf.ObjectStreamMode.disable
        data = pdf(change=action(S=Name("/JQQQvaScript")), object_stream_mode=plain)
        assert code_of(data) == ""
        assert code_of(data.replace(b"/JQQQvaScript", b"/J#61vaScript")) == "pdf-script"

    def test_a_stream_whose_bytes_lie_elsewhere(self) -> None:
        def change(document: pikepdf.Pdf) -> None:
            document.Root["/X"] = document.make_stream(b"x", F=String("\\\\a.example\\x"))

        assert code_of(pdf(change=change)) == "external"

    def test_a_cut_one_that_was_made_for_slow_networks_is_cut_and_nothing_worse(self) -> None:
        data = pdf(*["page"] * 20, linearize=True)
        assert code_of(data[: len(data) * 3 // 4]) == "damaged"

    def test_one_with_a_broken_beginning_is_no_text(self) -> None:
        assert code_of(pdf().replace(b"%PDF-", b"%PDF_")) == "damaged"


class TestRecordings:
    def test_what_hides_behind_the_frames(self) -> None:
        hidden = bytes(range(1, 200)) * 50
        assert code_of(mp3(600) + hidden) == "polyglot"
        tag = b"APETAGEX" + struct.pack("<III", 2000, 40, 0) + bytes(12) + b"a" * 40
        assert code_of(mp3(600) + tag) == ""
        assert code_of(mp3(600) + tag + hidden) == "polyglot"
        assert code_of(mp3(600) + bytes(9000)) == ""

    def test_a_pdf_at_the_beginning(self) -> None:
        free = struct.pack(">I4s", 8 + 400, b"free") + pdf()[:400]
        assert code_of(SAMPLES["mp4"][:20] + free + SAMPLES["mp4"][20:]) == "polyglot"


class TestTexts:
    def test_noise_behind_a_mark_of_two_bytes(self) -> None:
        import random

        assert code_of(b"\xff\xfe" + random.Random(1).randbytes(40_000)) == "unknown"
        assert code_of("﻿序号,名称,备注\n通知\n".encode("utf-16-le") * 200, "a.txt") == ""

    def test_bytes_hidden_far_down(self) -> None:
        import random

        data = "通知正文\n".encode() * 50_000 + random.Random(1).randbytes(5000)
        assert code_of(data) == "unknown"

    def test_tags_of_subtitles(self) -> None:
        head = b"WEBVTT\n\n00:01.000 --> 00:02.000\n"
        content = taken(
            head + b"3 < 5 <b>a</b> <<x>script>y</script> <script z" + b"<" * 200_000, "a.vtt"
        ).content
        assert content is not None
        assert b"script" not in content.replace(b"script>y", b"")
        assert b"<script" not in content
        assert b"3 < 5" in content or b"<" not in content
        short = taken(b"1\n1:02:03,000 --> 1:02:04,000\nx\n", "a.srt").content
        assert short == b"WEBVTT\n\n1\n01:02:03.000 --> 01:02:04.000\nx\n"


class TestAnswers:
    @pytest.mark.parametrize(
        "found",
        [
            {"kind": "html", "notes": [], "cleaned": False},
            {"kind": "pdf", "notes": 7, "cleaned": False},
            {"kind": "pdf", "notes": [["a"]], "cleaned": False},
            {"kind": "pdf", "notes": [], "cleaned": True},
            {},
        ],
    )
    def test_one_of_a_child_that_was_taken_over(self, monkeypatch: pytest.MonkeyPatch, found: Any) -> None:
        monkeypatch.setattr(looking, "ask", lambda *_given: Answer(found))
        with pytest.raises(NotTaken) as refused:
            look(b"x", "a.pdf", ALL)
        assert refused.value.finding.code == "crashed"

    def test_one_about_a_batch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(unpacking, "ask", lambda *_given: Answer({"names": [], "left": [["a"], 3]}))
        assert [finding.message for finding in _left()]

    def test_letters_that_no_database_keeps(self) -> None:
        assert looking.shown(["a\x00b\ud800\u202ec"]) == ("a b c",)

    def test_more_than_may_be_uploaded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(looking, "ask", None)
        with pytest.raises(NotTaken) as refused:
            look(bytes(looking.LIMITS.upload_mb * MEGABYTE + 1), "a.pdf", ALL)
        assert refused.value.finding.code == "too-large"


def _left() -> list[Any]:
    return unpack(b"x")[1]


class TestContents:
    def test_a_page_that_is_cut_says_so(self) -> None:
        found = Gathered()
        found.add_page(1, "字" * (CHARACTERS_MOST + 5))
        assert found.notes == [("text-cut", ())]

    def test_fields_in_fields_take_no_time(self) -> None:
        assert compound_text.clean("a\x13x\x13y\x14Z\x15\x14Q\x13\x15\x15b") == "aQb"
        deep = 200_000
        assert compound_text.clean("\x13" * deep + "x" + "\x15" * deep + "end") == "end"

    def test_the_second_document_type(self) -> None:
        assert code_of(ofd_file(**{"OFD.XML": "<x/>"})) == "polyglot"


class TestBatches:
    def test_folders_of_windows_rare_packings_and_empty_names(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("夹\\", "")
            archive.writestr("夹\\一.txt", "x")
            archive.writestr(".", "x")
            archive.writestr("二.txt", "x" * 50, zipfile.ZIP_LZMA)
        entries, left = unpack(out.getvalue())
        assert [entry.path for entry in entries] == ["夹/一.txt"]
        assert [finding.details for finding in left] == [(".", "damaged"), ("二.txt", "method")]
        assert "普通的 zip" in str(left[1].message)

    def test_names_in_the_coding_of_chinese_archivers(self) -> None:
        data = zipped({"AAAA.txt": "x"}).replace(b"AAAA", "通知".encode("gb18030"))
        assert [entry.path for entry in unpack(data)[0]] == ["通知.txt"]
        data = zipped({"AAAAAA.txt": "x"}).replace(b"AAAAAA", "通知".encode())
        assert [entry.path for entry in unpack(data)[0]] == ["通知.txt"]


def test_a_page_of_the_web_that_draws_signs_is_no_picture() -> None:
    sign = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    whole = b"<!-- a -->\n<!DOCTYPE html><html><body>" + sign + b"<p>x</p></body></html>"
    assert tell_text(whole, "page") == "html"
    assert code_of(b'<?xml version="1.0"?><!-- <html> -->' + sign) == "svg"
    assert code_of(b"<div>" + sign + b"</div>") == "svg"
