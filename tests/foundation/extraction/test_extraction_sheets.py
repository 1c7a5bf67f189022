"""Everything a workbook holds is found, with its cell; what nobody sees in it is said to be hidden."""

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from mingtang.foundation.extraction.xlsx_styles import hides
from mingtang.kernel.guard.pieces import Cell, Part
from tests.foundation.extraction.finding import SECRET, holding, only, pieces, shown, unread
from tests.foundation.tables.making import part_of, with_parts, xlsx
from tests.foundation.tables.ole import _record, xls

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_cell(change: Callable[[Any], object]) -> bytes:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "看得见"
        sheet["B3"] = SECRET
        change(sheet)

    return xlsx(fill)


def set_up(sheet: Any, **values: Any) -> None:
    for key, value in values.items():
        setattr(sheet["B3"], key, value)


def hide(sheet: Any, state: str) -> None:
    sheet.sheet_state = state
    # A workbook shows one sheet at least.
    sheet.parent.create_sheet("看得见")


HIDING: dict[str, Callable[[Any], object]] = {
    "hidden sheet": lambda sheet: hide(sheet, "hidden"),
    "very hidden sheet": lambda sheet: hide(sheet, "veryHidden"),
    "hidden row": lambda sheet: setattr(sheet.row_dimensions[3], "hidden", True),
    "row without height": lambda sheet: setattr(sheet.row_dimensions[3], "height", 0.05),
    "hidden column": lambda sheet: setattr(sheet.column_dimensions["B"], "hidden", True),
    "column without width": lambda sheet: setattr(sheet.column_dimensions["B"], "width", 0.01),
    "white": lambda sheet: set_up(sheet, font=Font(color="FFFFFFFF")),
    "white on white": lambda sheet: set_up(
        sheet, font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FFFFFFFF")
    ),
    "format that shows nothing": lambda sheet: set_up(sheet, number_format=";;;"),
    "format that masks": lambda sheet: set_up(sheet, number_format='0;0;0;"***"'),
}
SHOWING: dict[str, Callable[[Any], object]] = {
    "plain": lambda sheet: None,
    "white on blue": lambda sheet: set_up(
        sheet, font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FF1F4E79")
    ),
    "red": lambda sheet: set_up(sheet, font=Font(color="FFFF0000")),
    "low row": lambda sheet: setattr(sheet.row_dimensions[3], "height", 9),
    "text format": lambda sheet: set_up(sheet, number_format="@"),
    "date format": lambda sheet: set_up(sheet, number_format="yyyy-mm-dd"),
    "other row hidden": lambda sheet: setattr(sheet.row_dimensions[9], "hidden", True),
}


@pytest.mark.parametrize("how", HIDING)
def test_what_is_hidden_is_found_and_said_to_be_so(how: str) -> None:
    piece = only(with_cell(HIDING[how]))
    assert (piece.place.part, piece.place.cell, piece.cell) == (Part.CELL, "B3", Cell(0, 2, 1))
    assert (piece.place.label, piece.place.hidden) == ("目录", True)


@pytest.mark.parametrize("how", SHOWING)
def test_what_is_seen_is_not_said_to_be_hidden(how: str) -> None:
    assert shown(with_cell(SHOWING[how])) == ["看得见", SECRET]


@pytest.mark.parametrize(
    ("raw", "code", "expected"),
    [
        ("990121194910010011", "General", [("990121194910010011", False)]),
        ("9.9012119491001E+17", "General", [("990121194910010000", False)]),
        ("13800000000", "0", [("13800000000", False)]),
        ("13800000000", ";;;", [("13800000000", True)]),
        ("13800000000", '"***"', [("13800000000", True)]),
        ("13800000000", "0.0,,", [("13800000000", False)]),
        ("45000", "yyyy-mm-dd", [("2023-03-15", False)]),
        ("1234567", "yyyy-mm-dd", [("5280-02-15", False), ("1234567", True)]),
        ("0.5", "0%", [("50%", False)]),
        ("12.5", "#,##0.00", [("12.50", False)]),
        ("-3", "0;;0", [("-3", True)]),
    ],
)
def test_numbers_are_told_as_stored_where_their_format_does_not(
    raw: str, code: str, expected: list[tuple[str, bool]]
) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = 77
        sheet["A1"].number_format = code

    data = xlsx(fill)
    sheet = part_of(data, "xl/worksheets/sheet1.xml").replace("<v>77</v>", f"<v>{raw}</v>")
    data = with_parts(data, {"xl/worksheets/sheet1.xml": sheet})
    found = [(piece.text, piece.place.hidden) for piece in pieces(data) if piece.place.part == Part.CELL]
    assert sorted(found) == sorted(expected)


def test_formats_that_hide() -> None:
    assert hides(";;;") == (True, True, True, True)
    assert hides("General") == hides("0.00") == hides('"¥"#,##0') == (False,) * 4
    assert hides("0;-0;;@") == (False, False, True, False)
    assert hides('"***"') == (True, True, True, False)
    assert hides("[Red]0;[Blue]0") == (False,) * 4


def beside(sheet: Any) -> None:
    sheet["A1"].comment = Comment("批注里的" + SECRET, "批注人甲")


BESIDE: dict[str, tuple[Callable[[Any], object], Part, str]] = {
    "comment": (
        lambda sheet: setattr(sheet["A1"], "comment", Comment(SECRET, "批注人甲")),
        Part.COMMENT,
        "A1",
    ),
    "formula": (lambda sheet: sheet.__setitem__("A2", f'="{SECRET}"&A1'), Part.FORMULA, "A2"),
    "list to choose from": (
        lambda sheet: sheet.add_data_validation(
            DataValidation("list", formula1=f'"甲,{SECRET}"', sqref="C1")
        ),
        Part.FORMULA,
        "C1",
    ),
    "header of the page": (lambda sheet: setattr(sheet.oddHeader.center, "text", SECRET), Part.HEADER, ""),
    "defined name": (
        lambda sheet: sheet.parent.defined_names.add(DefinedName("证号", attr_text=f'"{SECRET}"')),
        Part.FORMULA,
        "",
    ),
    "author": (lambda sheet: setattr(sheet.parent.properties, "creator", SECRET), Part.PROPERTY, ""),
    "name of the sheet": (lambda sheet: setattr(sheet, "title", SECRET), Part.PROPERTY, ""),
    "link": (lambda sheet: setattr(sheet["A1"], "hyperlink", f"http://a.example/{SECRET}"), Part.LINK, ""),
}


@pytest.mark.parametrize("where", BESIDE)
def test_what_stands_beside_the_cells_is_read(where: str) -> None:
    change, part, cell = BESIDE[where]

    def fill(sheet: Any) -> None:
        sheet["A1"] = "甲"
        change(sheet)

    found = [piece.place for piece in holding(xlsx(fill)) if piece.place.part == part]
    assert [(place.part, place.cell) for place in found][:1] == [(part, cell)]


SHARED = f"<sst {MAIN}><si><t>看得见</t></si><si><t>{SECRET}</t></si></sst>"
ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="3"><c r="B3" t="s"><v>1</v></c></row>'


def shared(rows: str = ROWS, texts: str = SHARED) -> bytes:
    """A workbook whose texts lie in a part of their own, as Excel and WPS write it."""
    data = with_cell(lambda sheet: None)
    relations = part_of(data, "xl/_rels/workbook.xml.rels")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    more = f'<Relationship Id="s" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    return with_parts(
        data,
        {
            "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", more),
            "xl/sharedStrings.xml": texts,
            "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
        },
    )


def test_texts_no_cell_shows_any_more_are_told() -> None:
    assert shown(shared()) == ["看得见", SECRET]
    piece = only(shared('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'))
    assert (piece.place.part, piece.place.hidden) == (Part.DELETED, True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/pivotCache/pivotCacheRecords1.xml", f'<r {MAIN}><s v="{SECRET}"/></r>'),
        ("xl/externalLinks/externalLink1.xml", f"<e {MAIN}><cell><v>{SECRET}</v></cell></e>"),
        ("xl/persons/person.xml", f'<p {MAIN}><person displayName="{SECRET}"/></p>'),
        ("xl/connections.xml", f'<c {MAIN}><dbPr connection="{SECRET}"/></c>'),
    ],
)
def test_every_other_part_is_read(name: str, content: str) -> None:
    assert only(with_parts(with_cell(lambda sheet: set_up(sheet, value="x")), {name: content})).place.hidden


def test_words_in_shapes_and_threads_belong_to_their_sheet() -> None:
    data = with_cell(lambda sheet: set_up(sheet, value="x"))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{kind}/drawing" Target="../drawings/drawing1.xml"/>'
        '<Relationship Id="b" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
        ' Target="../threadedComments/t1.xml"/></Relationships>'
    )
    shape = f"<d xmlns:a='a'><col>1234567890</col><a:p><a:r><a:t>{SECRET[:9]}</a:t></a:r><a:r><a:t>{SECRET[9:]}</a:t></a:r></a:p></d>"
    thread = '<t><threadedComment ref="B2"><text>线程批注</text></threadedComment></t>'
    data = with_parts(
        data,
        {
            "xl/worksheets/_rels/sheet1.xml.rels": relations,
            "xl/drawings/drawing1.xml": shape,
            "xl/threadedComments/t1.xml": thread,
        },
    )
    assert (only(data).place.label, only(data).place.hidden) == ("目录", False)
    assert (only(data, "线程批注").place.part, only(data, "线程批注").place.cell) == (Part.COMMENT, "B2")
    assert not holding(data, "1234567890")


def test_rich_text_is_one_text_and_readings_are_told_apart() -> None:
    texts = (
        f"<sst {MAIN}><si><t>看得见</t></si><si><r><t>{SECRET[:5]}</t></r><r><t>{SECRET[5:]}</t></r>"
        "<rPh><t>拼音</t></rPh></si></sst>"
    )
    data = shared(texts=texts)
    assert shown(data) == ["看得见", SECRET]
    assert only(data, "拼音").place.hidden


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/sharedStrings.xml", "</sst>", ""),
        ("xl/styles.xml", "</styleSheet>", ""),
        ("xl/worksheets/sheet1.xml", "<v>1</v>", "<v>99</v>"),
        ("xl/worksheets/sheet1.xml", "</sheetData>", ""),
    ],
)
def test_what_is_broken_is_said_and_the_rest_is_read(part: str, old: str, new: str) -> None:
    data = shared()
    broken = with_parts(data, {part: part_of(data, part).replace(old, new)})
    assert unread(broken) == ["damaged"]
    assert "看得见" in shown(broken)


def test_old_workbooks_tell_hidden_sheets_rows_and_numbers() -> None:
    data = xls(
        {
            "名册": [(0, 0, "看得见", 0), (1, 0, 990121194910010.0, 0), (2, 0, "甲", 0)],
            "旧表": [(0, 1, SECRET, 0)],
        },
        hidden=("旧表",),
    )
    piece = only(data)
    assert (piece.place.label, piece.place.cell, piece.place.hidden) == ("旧表", "B1", True)
    assert shown(data) == ["看得见", "990121194910010", "甲"]


def test_old_workbooks_tell_hidden_rows_and_comments() -> None:
    import struct

    data = xls({"名册": [(0, 0, "看得见", 0), (1, 0, SECRET, 0)]})
    row = _record(0x0208, struct.pack("<HHHHHHHH", 1, 0, 1, 0x8000, 0, 0, 0x20, 0))
    words = "批注里的话".encode("utf-16-le")
    text = _record(0x01B6, struct.pack("<HH6xHHI", 0, 0, 5, 0, 0)) + _record(0x3C, b"\x01" + words)
    end = data.rindex(_record(0x0A, b""))
    # The stream is filled up with zeros, so there is room for more.
    more = row + text + _record(0x0A, b"")
    data = data[:end] + more + data[end + len(more) :]
    assert only(data).place.hidden
    assert only(data, "批注里的话").place.part == Part.COMMENT


def test_a_password_leaves_nothing_to_read() -> None:
    assert unread(xls({"a": [(0, 0, "x", 0)]}, password=True)) == ["encrypted"]
