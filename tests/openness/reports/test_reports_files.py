"""The three files and the inspection pack: what is in them, that they open, and what must never be in them."""

import hashlib
import io
import re
import zipfile
from datetime import date
from typing import Any

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from mingtang.foundation.files import cleaning
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.notifications.models import Notice
from mingtang.openness.reports import actions, packing
from mingtang.openness.reports.composing import compose
from mingtang.openness.reports.document import Form, Number, Table
from mingtang.openness.reports.models import Indicator, Pack
from mingtang.openness.reports.writers.docx import as_docx
from mingtang.openness.reports.writers.pdf import PLACEHOLDER, as_pdf
from mingtang.openness.reports.writers.xlsx import as_xlsx, table_as_xlsx
from tests.openness.reports.world import DRAFT, GONE, QUARTER, World

TITLE = "civil第1条"


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in document)


def docx_text(data: bytes) -> str:
    """With the words inside links, which the library's own text leaves out."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())


def xlsx_text(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_pdf_has_the_numbers_bookmarks_and_links(world: World) -> None:
    report = compose(world.asked())
    data = as_pdf(report)
    text = "".join(pdf_text(data).split())
    assert "按时率66.7%" in text
    assert TITLE in text
    document = pypdfium2.PdfDocument(data)
    chapters = [mark.get_title() for mark in document.get_toc()]
    assert chapters[0] == "一、总体情况"
    assert chapters[-1].startswith("附件")
    links = re.findall(rb"/URI\s*\(([^)]*)\)", data)
    assert any(b"/desk/reports/county/2026-Q1/lists/overdue/" in link for link in links)


def test_the_word_file_opens_with_numbers_links_and_pictures_with_words(world: World) -> None:
    report = compose(world.asked())
    data = as_docx(report)
    document = Document(io.BytesIO(data))
    assert "按时率 66.7%" in docx_text(data)
    targets = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    record = world.record("civil", None).__class__.objects.get(title=TITLE)
    assert any(target.endswith(f"/records/{record.pk}/") for target in targets)
    assert all(target.startswith("http") for target in targets)
    pictures = document.element.body.findall(".//{*}docPr")
    assert len(pictures) == len(report.charts) > 0
    assert all(picture.get("descr") for picture in pictures)
    heads = [table.rows[0].cells[0].text for table in document.tables]
    assert "指标" in heads
    assert "标题" in heads


def test_the_spreadsheet_has_numbers_as_numbers_native_charts_and_links(world: World) -> None:
    report = compose(world.asked())
    book = load_workbook(io.BytesIO(as_xlsx(report)))
    sheet = book["主要数据"]
    found = {row[0].value: row[2] for row in sheet.iter_rows(min_row=3)}
    assert found["按时率"].value == pytest.approx(4 / 6)
    assert found["按时率"].number_format == "0.0%"
    assert found["到期应公开"].value == 6
    assert found["到期应公开"].hyperlink.target.endswith("/desk/reports/county/2026-Q1/lists/should/")
    assert sum(len(each._charts) for each in book) >= 2
    assert len(book.sheetnames) == len(set(book.sheetnames))


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    table = Table("表", "表", ("=1+1", "数"), (("=HYPERLINK(1)", Number(0.5, Form.SHARE)),))
    sheet = load_workbook(io.BytesIO(table_as_xlsx([table], str)))["表"]
    assert [sheet["A2"].data_type, sheet["A3"].data_type] == ["s", "s"]


def test_a_character_that_no_font_has_does_not_keep_the_report_back(world: World) -> None:
    world.record("water", date(2026, 1, 21), title="\U000e0041字")
    assert PLACEHOLDER in pdf_text(as_pdf(compose(world.asked())))


def test_no_file_names_a_draft_or_what_was_withdrawn(world: World) -> None:
    """The overdue duty bears the draft's title; the withdrawn record was published the quarter before."""
    from mingtang.openness.reports import periods

    for period in (QUARTER, periods.before(QUARTER)):
        report = compose(world.asked(period=period))
        packed = packing.packed(world.asked(period=period), lambda done, total: None)
        texts = [pdf_text(as_pdf(report)), docx_text(as_docx(report)), xlsx_text(as_xlsx(report))]
        with zipfile.ZipFile(io.BytesIO(packed)) as files:
            for name in files.namelist():
                data = files.read(name)
                readers: dict[str, Any] = {"pdf": pdf_text, "docx": docx_text, "xlsx": xlsx_text}
                texts.append(name + readers.get(name.rpartition(".")[2], bytes.decode)(data))
        for text in texts:
            assert DRAFT not in text
            assert GONE not in text


def test_every_hash_of_a_pack_is_that_of_its_file(world: World) -> None:
    told: list[tuple[int, int]] = []
    data = packing.packed(world.asked(), lambda done, total: told.append((done, total)))
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        names = set(files.namelist())
        page = files.read("说明.html").decode()
        sums = dict(line.split("  ", 1)[::-1] for line in files.read("SHA256SUMS.txt").decode().splitlines())
        assert sums.keys() == names - {"SHA256SUMS.txt"}
        for name, digest in sums.items():
            assert hashlib.sha256(files.read(name)).hexdigest() == digest
            assert name == "说明.html" or digest in page
        printed = next(name for name in sorted(names) if "佐证" in name and TITLE in name)
        assert TITLE in "".join(pdf_text(files.read(printed)).split())
        assert {name.rpartition(".")[2] for name in names if name.startswith("工作报告/")} == {
            "docx",
            "pdf",
            "xlsx",
        }
    assert told[-1] == (Indicator.objects.count() + 3,) * 2
    assert "按时公开除以到期应公开" in page
    assert "还没有对照原文核实" in page


def test_a_pack_is_made_in_the_background_and_told(world: World) -> None:
    who = world.county.authority_of("office")
    pack = actions.start_pack(who, world.unit("civil"), QUARTER)
    assert actions.start_pack(who, world.unit("civil"), QUARTER) == pack
    actions.make_pack(pack.pk)
    pack.refresh_from_db()
    assert pack.state == Pack.State.READY
    assert pack.file
    notice = Notice.objects.get(person=world.county.person("office"))
    assert notice.url == f"/desk/reports/packs/{pack.pk}/"
    actions.make_pack(pack.pk)
    assert StoredFile.objects.filter(owner_id=pack.pk).count() == 1
    assert world.county.client("office").get(f"/files/{pack.file_id}/").status_code == 200
    assert world.county.client("civil-drafter").get(f"/files/{pack.file_id}/").status_code == 200
    assert world.county.client("water-drafter").get(f"/files/{pack.file_id}/").status_code == 404
    assert world.county.client().get(f"/files/{pack.file_id}/").status_code == 404


def test_a_pack_that_cannot_be_made_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> bytes:
        raise OSError("full")

    monkeypatch.setattr(packing, "packed", broken)
    pack = actions.start_pack(world.county.authority_of("office"), world.unit("civil"), QUARTER)
    actions.make_pack(pack.pk)
    pack.refresh_from_db()
    assert pack.state == Pack.State.FAILED
    assert not StoredFile.objects.filter(owner_id=pack.pk).exists()
    page = world.county.client("office").get(f"/desk/reports/packs/{pack.pk}/")
    assert "再做一次" in page.content.decode()


def test_an_old_pack_is_swept_and_the_page_says_so(world: World) -> None:
    pack = actions.start_pack(world.county.authority_of("office"), world.unit("civil"), QUARTER)
    actions.make_pack(pack.pk)
    StoredFile.objects.filter(owner_id=pack.pk).update(uploaded_at="2026-01-01T00:00:00+08:00")
    assert cleaning.sweep_orphans() == 1
    page = world.county.client("office").get(f"/desk/reports/packs/{pack.pk}/")
    assert "已经清理" in page.content.decode()
