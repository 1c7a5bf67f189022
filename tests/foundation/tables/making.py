"""Files as people upload them, made when a test needs them; and shortcuts to read them without a child process."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.worksheet.worksheet import Worksheet

from mingtang.foundation.tables.limits import DEFAULT, Limits
from mingtang.foundation.tables.parsing import Parsed, parse
from mingtang.kernel.catalogue.grid import Grid


def read(data: bytes, limits: Limits = DEFAULT) -> Parsed:
    return parse(data, limits)


def only(data: bytes) -> Grid:
    (grid,) = read(data).grids
    return grid


def notes(data: bytes) -> dict[str, tuple[str, ...]]:
    return dict(read(data).notes)


def xlsx(fill: Callable[[Worksheet], object], *, more: Callable[[Any], object] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "目录"
    fill(sheet)
    if more:
        more(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_xlsx(*rows: list[Any]) -> bytes:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(row)

    return xlsx(fill)


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of(body: str, **parts: str) -> bytes:
    """A Word file whose body is this XML, with the prefixes w, w14, mc and wps."""
    document = docx.Document()
    declared = nsdecls("w") + (
        ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    for element in reversed(list(parse_xml(f"<w:body {declared}>{body}</w:body>"))):
        document.element.body.insert(0, element)
    data = saved(document)
    return with_parts(
        data, {f"word/{name}.xml": f"<w:{name} {declared}>{xml}</w:{name}>" for name, xml in parts.items()}
    )


def table(*rows: str) -> str:
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cell(content: str = "", properties: str = "") -> str:
    """`content` is a text, or paragraphs as XML."""
    inner = content if content.startswith("<w:") else f"<w:p><w:r><w:t>{content}</w:t></w:r></w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def runs(xml: str) -> str:
    return f"<w:p>{xml}</w:p>"


def with_parts(data: bytes, parts: Mapping[str, str | bytes], *, without: tuple[str, ...] = ()) -> bytes:
    """The archive with parts replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in parts and name not in without:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def part_of(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(name).decode()


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def opendocument(kind: str, content: str = "", manifest: str = "") -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{space}">{manifest}</m:manifest>'.encode(),
        }
    )


def page(body: str) -> bytes:
    return f"<html><head><meta charset='utf-8'><title>页</title></head><body>{body}</body></html>".encode()


XML_SHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style></Styles>
 <Worksheet ss:Name="目录"><Table>
  <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">标题</Data></Cell><Cell><Data ss:Type="String">丙</Data></Cell></Row>
  <Row ss:Index="4"><Cell ss:Index="2" ss:StyleID="s1"><Data ss:Type="Number">0.5</Data></Cell>
   <Cell><Data ss:Type="DateTime">2024-05-01T00:00:00.000</Data></Cell></Row>
  <Row><Cell ss:MergeDown="1"><Data ss:Type="Number">3</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
  <Row><Cell ss:Index="2"><Data ss:Type="Error">#N/A</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="旧"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
  <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
 </Worksheet>
</Workbook>""".encode()
