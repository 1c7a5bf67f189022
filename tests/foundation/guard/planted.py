"""Files of every format with one number in them, at a place that is seen or at one that is not; and traps."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pikepdf
from openpyxl.comments import Comment
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.foundation.extraction.finding import SECRET
from tests.foundation.inspection.hostile import flagged
from tests.foundation.inspection.making import (
    doc_file,
    docx_file,
    drawing,
    ofd_file,
    pdf,
    ppt_file,
    pptx_file,
    with_parts,
    xlsx_file,
    zipped,
)
from tests.foundation.manuscripts.making import word_xml
from tests.foundation.tables.making import xlsx
from tests.foundation.tables.ole import compound, xls

LIST = f"序号,姓名,证号\n1,某某,{SECRET}\n2,某某,无\n3,某某,无\n"
RUN = f"<w:p><w:r><w:t>证号{SECRET}</w:t></w:r></w:p>"
HIDDEN_RUN = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"
DELETED_RUN = f"<w:p><w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>"
COMMENTS = f'<w:comments XMLNS><w:comment w:id="1">{RUN}</w:comment></w:comments>'


def _cell(change: Callable[[Any], object]) -> bytes:
    def fill(sheet: Any) -> None:
        sheet.append(["姓名", "证号"])
        sheet.append(["某某", SECRET])
        change(sheet)

    return xlsx(fill)


def _commented(sheet: Any) -> None:
    sheet["B2"] = "无"
    sheet["B2"].comment = Comment(SECRET, "某某")


def _properties() -> bytes:
    document = docx.Document()
    document.add_paragraph("正文")
    document.core_properties.author = SECRET
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _note(document: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String(SECRET))
    document.pages[0].Annots = Array([document.make_indirect(note)])


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET
    return drawing("JPEG", (200, 150), exif=exif.tobytes())


PLANTED: dict[str, tuple[str, bytes]] = {
    "docx, running text": ("docx", word_xml(RUN * 3)),
    "docx, hidden": ("docx", word_xml(RUN.replace(SECRET, "无") + HIDDEN_RUN)),
    "docx, struck out": ("docx", word_xml(RUN.replace(SECRET, "无") + DELETED_RUN)),
    "docx, comment": ("docx", word_xml(RUN.replace(SECRET, "无"), comments=COMMENTS)),
    "docx, author": ("docx", _properties()),
    "docx, whole": ("docx", docx_file("通知", f"证号{SECRET}")),
    "xlsx, cell": ("xlsx", _cell(lambda sheet: None)),
    "xlsx, hidden column": (
        "xlsx",
        _cell(lambda sheet: setattr(sheet.column_dimensions["B"], "hidden", True)),
    ),
    "xlsx, comment": ("xlsx", _cell(_commented)),
    "pptx, notes": (
        "pptx",
        with_parts(
            pptx_file(),
            {"ppt/notesSlides/n1.xml": f"<a:n xmlns:a='a'><a:cSld><a:spTree><a:sp><a:txBody><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></a:txBody></a:sp></a:spTree></a:cSld></a:n>"},
        ),
    ),
    "ofd, page": ("ofd", ofd_file(f"证号{SECRET}\n第二行", "第二页")),
    "pdf, page": ("pdf", pdf("first page", SECRET)),
    "pdf, page, not packed": ("pdf", pdf(SECRET, compress_streams=False)),
    "pdf, note": ("pdf", pdf("first page", change=_note)),
    "doc": ("doc", doc_file(f"通知\r证号{SECRET}\r")),
    "xls": ("xls", xls({"名册": [(0, 0, "证号", 0), (1, 0, SECRET, 0)]})),
    "ppt": ("ppt", ppt_file("第一页", SECRET)),
    "txt, GBK": ("txt", f"关于低保的通知\n证号{SECRET}。\n".encode("gb18030")),
    "txt, UTF-8": ("txt", f"关于低保的通知\n证号{SECRET}。\n".encode()),
    "txt, UTF-16": ("txt", f"关于低保的通知\n证号{SECRET}。\n".encode("utf-16")),
    "csv, GBK": ("csv", LIST.encode("gb18030")),
    "csv, UTF-8": ("csv", LIST.encode()),
    "html": ("html", f"<!doctype html><html><body><p>通知</p><p>证号{SECRET}</p></body></html>".encode()),
    "jpg, description": ("jpg", _exif()),
    "zip": ("zip", zipped({"通知/名单.csv": LIST, "通知/正文.docx": word_xml(RUN), "说明.txt": "无"})),
}  # fmt: skip
"""By name: format, bytes."""

_DEEP = "<a>" * 5000
TRAPS: dict[str, bytes] = {
    "one line of ten million digits": b"1234567890" * 1_000_000,
    "one line of Chinese": ("低保" * 1_700_000).encode(),
    "only quotation marks": b'"' * 1_000_000 + b",a\n" * 3,
    "only brackets": "（".encode() * 1_000_000,
    "deep XML": with_parts(docx_file(), {"word/document.xml": _DEEP}),
    "deep page": b"<html>" + b"<div>" * 100_000,
    "many small cells": ("1,2,3,4,5,6,7,8,9\n" * 60_000).encode(),
    "archive in archives": zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": SECRET})})}),
    "bomb": zipped({"a.txt": bytes(120_000_000)}),
    "bomb in a document": with_parts(docx_file(), {"word/media/x.bin": bytes(250_000_000)}),
    "four thousand million laughs": with_parts(
        docx_file(),
        {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "' + "x" * 1000 + '"><!ENTITY c "' + "&b;" * 1000 + '">]><a>&c;</a>'},
    ),
    "ten thousand entries": zipped({f"{number}.txt": "x" for number in range(10_001)}),
    "archive with a password": flagged(zipped({"a.txt": SECRET})),
    "document with a password": compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}),
    "pdf with a password": pdf(SECRET, encryption=pikepdf.Encryption(owner="a", user="b")),
    "old letter with a password": doc_file(SECRET, encrypted=True),
    "old workbook with a password": xls({"a": [(0, 0, SECRET, 0)]}, password=True),
    "corners of a sheet": xls({"a": [(0, 0, "x", 0), (65_535, 255, SECRET, 0)]}),
    "workbook named otherwise": xlsx_file(),
    "nothing": b"",
}  # fmt: skip
"""Each takes a reader of another sort beyond its limits."""
