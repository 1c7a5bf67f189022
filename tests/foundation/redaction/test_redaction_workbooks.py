"""Workbooks: nothing clear is left in any part, and what may be published looks as it did."""

import io
import re
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.redaction.masks import ROWS_MOST
from mingtang.kernel.guard.masking import masked
from tests.foundation.inspection.making import saved, with_parts
from tests.foundation.redaction.making import (
    ID,
    LINE,
    MOBILE,
    OTHER_ID,
    bank_card,
    copy,
    everything,
    id_number,
    leaked,
    names_in,
    part_of,
)

HEAD = ["序号", "姓名", "身份证号", "联系电话", "银行账号", "补助金额（元）"]
PEOPLE = (
    [1, "陈桂兰", ID, MOBILE, "8810 2233 0199", 640],
    [2, "周大成", OTHER_ID, MOBILE, "8810 2233 0200", 520],
)


def book(change: Any = None) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "低保名单"
    for row in (HEAD, *PEOPLE):
        sheet.append(row)
    if change:
        change(made, sheet)
    return saved(made)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def rows(data: bytes) -> list[tuple[Any, ...]]:
    return list(opened(data).worksheets[0].iter_rows(values_only=True))


def test_numbers_are_masked_and_all_else_stays() -> None:
    made, _notes, masks = copy(book(), "xlsx")
    assert not leaked(everything(made))
    found = rows(made)
    assert found[0] == tuple(HEAD)
    assert found[1][2:4] == (masked("personal.id_number", ID), masked("personal.mobile", MOBILE))
    assert found[1][5] == 640
    assert {kind for _place, kind, *_rest in masks.rows} >= {
        "personal.id_number",
        "personal.mobile",
        "personal.column",
    }


def test_a_column_that_may_not_be_published_is_emptied_below_its_head() -> None:
    found = rows(copy(book(), "xlsx")[0])
    assert [row[4] for row in found] == ["银行账号", "（略）", "（略）"]


def test_wrong_numbers_in_a_column_of_numbers_are_masked_too() -> None:
    def change(made: Any, sheet: Any) -> None:
        sheet["C3"] = f" {ID[:13]}"

    found = rows(copy(book(change), "xlsx")[0])
    assert found[2][2] == " " + masked("personal.id_number", ID[:13])


def test_the_table_of_what_was_masked_shows_no_more_than_the_masks() -> None:
    _made, _notes, masks = copy(book(), "xlsx")
    place, kind, before, after, count = next(row for row in masks.rows if row[0].cell == "C2")
    assert (place.label, kind, count) == ("低保名单", "personal.id_number", 1)
    assert after == masked(kind, ID)
    assert all(part in after for part in before.split("…"))
    assert not leaked(repr(masks.rows))


def test_numbers_kept_as_numbers_become_masked_text() -> None:
    def change(made: Any, sheet: Any) -> None:
        sheet["D2"] = int(MOBILE)
        sheet["D3"] = float(MOBILE)

    made = copy(book(change), "xlsx")[0]
    assert not leaked(everything(made))
    assert [row[3] for row in rows(made)][1:] == [masked("personal.mobile", MOBILE)] * 2


def test_look_and_widths_stay() -> None:
    def change(made: Any, sheet: Any) -> None:
        sheet.column_dimensions["C"].width = 31
        sheet["C2"].font = Font(name="仿宋", size=16, bold=True)
        sheet["C2"].fill = PatternFill("solid", fgColor="FFFF00")
        sheet.merge_cells("A4:F4")
        sheet["A4"] = "填表说明"
        sheet.freeze_panes = "A2"

    sheet = opened(copy(book(change), "xlsx")[0]).worksheets[0]
    assert sheet.column_dimensions["C"].width == 31
    assert (sheet["C2"].font.name, sheet["C2"].font.size, sheet["C2"].font.bold) == ("仿宋", 16, True)
    assert sheet["C2"].fill.fgColor.rgb == "00FFFF00"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A4:F4"]
    assert sheet.freeze_panes == "A2"


def test_words_of_several_looks_are_masked_as_one_and_keep_them() -> None:
    def change(made: Any, sheet: Any) -> None:
        red = InlineFont(color="FFFF0000", b=True)
        sheet["B2"] = CellRichText("证号", TextBlock(red, ID[:8]), ID[8:], TextBlock(red, "（已核）"))

    cell = opened(copy(book(change), "xlsx")[0]).worksheets[0]["B2"].value
    assert str(cell) == f"证号{masked('personal.id_number', ID)}（已核）"
    assert isinstance(cell, CellRichText)
    assert isinstance(cell[-1], TextBlock)
    assert cell[-1].font.b


def test_hidden_sheets_rows_and_columns_tell_nothing() -> None:
    def change(made: Any, sheet: Any) -> None:
        other = made.create_sheet("底册甲")
        other["A1"] = "不公开的底册"
        other.sheet_state = "veryHidden"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["F"].hidden = True
        sheet["F2"] = "困难原因写在这里"

    made, notes, _masks = copy(book(change), "xlsx")
    text = everything(made)
    assert not [word for word in ("底册", "困难原因", "周大成", "640") if word in text]
    assert notes["hidden-sheets"] == ["底册甲"]
    assert notes["hidden-rows"] == ["1"]
    assert opened(made).sheetnames == ["低保名单"]


def test_what_lies_under_merged_cells_or_formats_that_show_nothing_is_taken_out() -> None:
    def change(made: Any, sheet: Any) -> None:
        sheet["F2"].number_format = ";;;"
        sheet["F2"] = 987654

    data = book(change)
    merged = part_of(data, "xl/worksheets/sheet1.xml").replace(
        "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells>'
    )
    made, notes, _masks = copy(with_parts(data, {"xl/worksheets/sheet1.xml": merged}), "xlsx")
    assert "987654" not in everything(made)
    assert "周大成" not in everything(made)
    assert notes["hidden-cells"] == ["2"]


def test_formulas_become_what_they_showed() -> None:
    data = book()
    sheet = part_of(data, "xl/worksheets/sheet1.xml")
    formulas = f'<row r="9"><c r="A9" t="str"><f>"{ID[:9]}"&amp;"{ID[9:]}"</f><v>{ID}</v></c><c r="B9"><f>SUM(F2:F3)</f><v>1160</v></c><c r="C9"><f>1+1</f></c></row></sheetData>'
    made, notes, _masks = copy(
        with_parts(data, {"xl/worksheets/sheet1.xml": sheet.replace("</sheetData>", formulas)}), "xlsx"
    )
    assert not leaked(everything(made))
    assert ID[:9] not in everything(made)
    assert rows(made)[8][:3] == (masked("personal.id_number", ID), 1160, None)
    assert notes["formulas"] == ["3"]
    assert notes["formulas-empty"] == ["1"]


def test_everything_behind_the_cells_goes() -> None:
    def change(made: Any, sheet: Any) -> None:
        made.properties.creator = "周经办"
        made.properties.lastModifiedBy = "周经办"
        made.defined_names["底数"] = DefinedName("底数", attr_text=f'"{ID}"')
        sheet["A2"].comment = Comment(f"核对 {OTHER_ID}", "周经办")
        sheet["A2"].hyperlink = f"mailto:{MOBILE}@mail.example"
        rule = DataValidation(type="list", formula1=f'"{ID},{OTHER_ID}"', prompt=LINE)
        rule.add("B2:B9")
        sheet.add_data_validation(rule)
        sheet.oddHeader.center.text = LINE
        sheet.auto_filter.ref = "A1:F3"
        sheet.auto_filter.add_filter_column(2, [ID])

    data = book(change)
    extra = {
        "customXml/item1.xml": f"<a>{ID}</a>",
        "xl/pivotCache/pivotCacheDefinition1.xml": f"<a>{ID}</a>",
        "xl/printerSettings/printerSettings1.bin": ID.encode("utf-16-le"),
        "docProps/custom.xml": f"<a>{ID}</a>",
        "docProps/thumbnail.jpeg": ID,
    }
    made, notes, _masks = copy(with_parts(data, extra), "xlsx")
    text = everything(made)
    assert not leaked(text)
    assert "周经办" not in text
    assert "底数" not in text
    assert "&amp;C" in text or "&C" in text
    assert {name.partition("/")[0] for name in names_in(made)} == {"[Content_Types].xml", "_rels", "xl"}
    assert set(notes) >= {"comments", "properties"}


def test_a_formatted_table_keeps_its_look_and_its_names_are_those_of_its_cells() -> None:
    def change(made: Any, sheet: Any) -> None:
        sheet.add_table(Table(displayName="名册", ref="A1:F3"))

    sheet = opened(copy(book(change), "xlsx")[0]).worksheets[0]
    (table,) = sheet.tables.values()
    assert [column.name for column in table.tableColumns] == HEAD


def test_a_number_is_masked_wherever_it_stands_once_it_is_known() -> None:
    def change(made: Any, sheet: Any) -> None:
        made.create_sheet("说明")["A1"] = f"见{MOBILE}"
        made.create_sheet(f"表{MOBILE}")["A1"] = "空"

    made = copy(book(change), "xlsx")[0]
    assert not leaked(everything(made))
    assert opened(made).sheetnames[2] == "表" + masked("personal.mobile", MOBILE).replace("*", "＊")


def test_kinds_that_are_to_stay_stay() -> None:
    keep = frozenset({"personal.mobile", "personal.column", "personal.bank_card"})
    found = rows(copy(book(), "xlsx", keep=keep)[0])
    assert found[1][3] == MOBILE
    assert found[1][4] == "8810 2233 0199"
    assert found[1][2] != ID


def test_a_workbook_of_hidden_sheets_is_refused() -> None:
    data = book()
    whole = part_of(data, "xl/workbook.xml").replace('state="visible"', 'state="hidden"')
    assert 'state="hidden"' in whole
    with pytest.raises(Refused, match="nothing-left"):
        copy(with_parts(data, {"xl/workbook.xml": whole}), "xlsx")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.integers(0, 998).map(id_number),
                st.integers(0, 998).map(lambda n: "备注：" + id_number(n) + "（女）"),
                st.text("低保户甲乙丙丁一二三 \n", max_size=6),
                st.integers(-9999, 9999),
                st.none(),
                st.booleans(),
            ),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_table_of_whatever_shape_leaks_and_all_else_is_the_same(table: list[list[Any]]) -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in table:
        made.active.append(row)
    result = copy(saved(made), "xlsx")[0]
    text = everything(result)
    assert not [
        1 for row in table for cell in row if isinstance(cell, str) and len(cell) > 12 and cell in text
    ]
    before, after = rows(saved(made)), rows(result)
    for old, new in zip(before, after, strict=True):
        for was, now in zip(old, new, strict=True):
            assert was == now or "9901211963" in str(was)


def test_every_row_of_a_long_list_is_masked_though_only_the_first_are_told() -> None:
    people = 1_800

    def fill(_made: Any, sheet: Any) -> None:
        for n in range(people):
            born = f"19{40 + n % 59}{n % 12 + 1:02}{n % 28 + 1:02}"
            sheet.append([n, "陈桂兰", id_number(n % 999, born), f"138{n:08}", bank_card(n), 100 + n])

    made, _notes, masks = copy(book(fill), "xlsx")
    read = rows(made)[3:]
    assert len(read) == people
    assert all("*" in row[2] and "*" in row[3] and row[4] == "（略）" for row in read)
    assert not re.search(r"(?<![0-9])(?:[0-9]{17}[0-9X]|1[0-9]{10}|[0-9]{19})(?![0-9])", str(read))
    assert len(masks.rows) == ROWS_MOST
    assert masks.rows_were_cut
