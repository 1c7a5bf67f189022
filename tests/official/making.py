"""Files of a document: DOCX as Word writes it, HTML as it is pasted from Word, text as it is copied."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from PIL import Image

from tests.official.shapes import Blank, Block, Cell, Document, Figure, Par, Row, Table

_ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_RUNS = re.compile(r"[\x21-\x7e]+|[^\x21-\x7e]+")
_LIST = "987"
_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
_DIGITS = "零一二三四五六七八九十"


@cache
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (12, 16), "white").save(out, "PNG")
    return out.getvalue()


def columns_of(table: Table) -> int:
    return sum(cell.cols if isinstance(cell, Cell) else 1 for cell in table.rows[0])


def placed(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell of all that begin somewhere."""
    covered: set[tuple[int, int]] = set()
    for y, row in enumerate(table.rows):
        x = 0
        for cell in map(_cell, row):
            while (y, x) in covered:
                x += 1
            covered |= {(y + down, x + right) for down in range(cell.rows) for right in range(cell.cols)}
            yield y, x, cell


def numbers(blocks: tuple[Block, ...]) -> dict[int, str]:
    """What Word would write before the paragraphs of a numbered list, by their place."""
    counts = [0, 0, 0]
    found = {}
    for n, block in enumerate(blocks):
        if isinstance(block, Par) and block.list_level:
            at = block.list_level - 1
            counts[at:] = [counts[at] + 1, *[0] * (2 - at)]
            kind, text = _LEVELS[at]
            shown = str(counts[at]) if kind == "decimal" else _DIGITS[counts[at]]
            found[n] = re.sub(r"%\d", shown, text)
    return found


def as_docx(document: Document) -> bytes:
    file: Any = docx.Document()
    if any(isinstance(block, Par) and block.list_level for block in document.blocks):
        _define_list(file)
    for block in document.blocks:
        if isinstance(block, Par):
            if block.new_page:
                file.add_page_break()
            _fill(file.add_paragraph(style=block.style or None), block)
        elif isinstance(block, Table):
            _table(file, block)
        elif isinstance(block, Figure):
            file.add_picture(io.BytesIO(picture()))
            file.paragraphs[-1].alignment = _ALIGN["center"]
        else:
            file.add_paragraph()
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _fill(paragraph: Any, par: Par) -> None:
    if par.align:
        paragraph.alignment = _ALIGN[par.align]
    properties = paragraph._p.get_or_add_pPr()
    if par.indent:
        place = OxmlElement("w:ind")
        place.set(qn("w:firstLineChars"), str(int(par.indent * 100)))
        place.set(qn("w:firstLine"), str(int(par.indent * (par.size or 10.5) * 20)))
        properties.append(place)
    if par.list_level:
        level = f'<w:ilvl w:val="{par.list_level - 1}"/><w:numId w:val="{_LIST}"/>'
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{level}</w:numPr>"))
    for number, row in enumerate(par.text.split("\n")):
        # Word begins a new run wherever the script changes.
        pieces = _RUNS.findall(row) or [""]
        for place_in_row, piece in enumerate(pieces):
            run = paragraph.add_run()
            if number and not place_in_row:
                run.add_break(WD_BREAK.LINE)
            run.add_text(piece)
            _dress(run, par)


def _dress(run: Any, par: Par) -> None:
    if par.size:
        run.font.size = Pt(par.size)
    if par.bold:
        run.font.bold = True
    if par.red:
        run.font.color.rgb = RGBColor(0xFF, 0, 0)
    if par.font:
        run.font.name = "Times New Roman"
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), par.font)


def _table(file: Any, table: Table) -> None:
    if table.inner:
        cell = file.add_table(1, 1).cell(0, 0)
        for number, par in enumerate(table.inner):
            _fill(cell.paragraphs[0] if not number else cell.add_paragraph(), par)
        return
    made = file.add_table(len(table.rows), columns_of(table), "Table Grid")
    for y, x, cell in placed(table):
        target = made.cell(y, x)
        if cell.cols > 1 or cell.rows > 1:
            target = target.merge(made.cell(y + cell.rows - 1, x + cell.cols - 1))
        for number, row in enumerate(cell.text.split("\n")):
            paragraph = target.paragraphs[0] if not number else target.add_paragraph()
            paragraph.add_run(row).font.size = Pt(12)


def _define_list(file: Any) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(_LEVELS)
    )
    root = file.part.numbering_part.element
    shared = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LIST}">{levels}</w:abstractNum>'
    root.insert(0, parse_xml(shared))
    used = f'<w:num {nsdecls("w")} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'
    root.append(parse_xml(used))


_HEAD = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>'
    '<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">'
    "<style><!-- p.MsoNormal {margin:0cm;text-align:justify;font-size:10.5pt;} --></style></head>"
    "<body lang=ZH-CN><!--StartFragment--><div class=WordSection1 style='layout-grid:15.6pt'>"
)
_PAGE = "<span lang=EN-US style='font-size:16.0pt'><br clear=all style='mso-special-character:line-break;page-break-before:always'></span>"


def as_html(document: Document) -> bytes:
    shown = numbers(document.blocks)
    pieces = [_HEAD]
    for n, block in enumerate(document.blocks):
        if isinstance(block, Par):
            pieces.append((_PAGE if block.new_page else "") + _paragraph(block, shown.get(n, "")))
        elif isinstance(block, Table):
            pieces.append(_html_table(block))
        elif isinstance(block, Figure):
            coded = base64.b64encode(picture()).decode()
            image = f'<img width=12 height=16 src="data:image/png;base64,{coded}" alt="{block.alt}">'
            pieces.append(f"<p class=MsoNormal align=center style='text-align:center'>{image}<o:p></o:p></p>")
        else:
            pieces.append("<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>")
    pieces.append("</div><!--EndFragment--></body></html>")
    return "\n".join(pieces).encode()


def _paragraph(par: Par, number: str) -> str:
    align = {"center": "center", "right": "right", "both": "justify"}.get(par.align, "")
    styles = [f"text-align:{align}"] if align in ("center", "right") else []
    if par.indent:
        styles.append(
            f"text-indent:{par.indent * (par.size or 10.5):.1f}pt;mso-char-indent-count:{par.indent:.1f}"
        )
    styles.append("line-height:29.0pt;mso-line-height-rule:exactly")
    name = f"h{par.style[-1]}" if par.style.startswith("Heading") else "p"
    kind = "" if name != "p" else " class=MsoNormal" if not par.list_level else " class=MsoListParagraph"
    said = f" align={align}" if align in ("center", "right") else ""
    inside = "".join(_span(piece, par) for piece in _RUNS.findall(par.text.replace("\n", "\v")))
    if number:
        mark = f"<span style='mso-list:Ignore'>{number}<span style='font:7.0pt \"Times New Roman\"'></span></span>"
        inside = f"<![if !supportLists]><span style='{_looks(par)}'>{mark}</span><![endif]>{inside}"
    if par.bold:
        inside = f"<b style='mso-bidi-font-weight:normal'>{inside}</b>"
    return (
        f"<{name}{kind}{said} style='{';'.join(styles)}'>{inside}<span lang=EN-US><o:p></o:p></span></{name}>"
    )


def _span(piece: str, par: Par) -> str:
    language = " lang=EN-US" if piece.isascii() else ""
    text = escape(piece).replace("  ", "&nbsp; ").replace("\v", "<br>")
    return f"<span{language} style='{_looks(par)}'>{text}</span>"


def _looks(par: Par) -> str:
    styles = []
    if par.size:
        styles.append(f"font-size:{par.size:.1f}pt;mso-bidi-font-size:12.0pt")
    if par.font:
        styles.append(f"font-family:{par.font};mso-hansi-font-family:宋体")
    if par.red:
        styles.append("color:red")
    return ";".join(styles)


def _html_table(table: Table) -> str:
    head = "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>"
    if table.inner:
        inside = "".join(_paragraph(par, "") for par in table.inner)
        return f"{head}<tr><td valign=top style='padding:0cm 5.4pt'>{inside}</td></tr></table>"
    rows = "".join(f"<tr>{''.join(map(_html_cell, map(_cell, row)))}</tr>" for row in table.rows)
    return f"{head}{rows}</table>"


def _html_cell(cell: Cell) -> str:
    spans = (f" colspan={cell.cols}" if cell.cols > 1 else "") + (
        f" rowspan={cell.rows}" if cell.rows > 1 else ""
    )
    inside = "".join(_paragraph(Par(row, size=12, font="宋体"), "") for row in cell.text.split("\n"))
    return f"<td width=120{spans} valign=top style='border:solid windowtext 1.0pt'>{inside}</td>"


def as_txt(document: Document) -> bytes:
    shown = numbers(document.blocks)
    rows: list[str] = []
    for n, block in enumerate(document.blocks):
        if isinstance(block, Par):
            page = "\f" if block.new_page else ""
            rows.append(page + "\u3000" * int(block.indent) + shown.get(n, "") + block.text)
        elif isinstance(block, Table):
            rows += [par.text for par in block.inner]
            rows += [_text_row(row) for row in block.rows]
        elif isinstance(block, Blank):
            rows.append("")
    return "\r\n".join(rows).encode("utf-8-sig")


def _text_row(row: Row) -> str:
    return "\t".join(cell.text.replace("\n", " ") for cell in map(_cell, row))


def _cell(cell: str | Cell) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell)
