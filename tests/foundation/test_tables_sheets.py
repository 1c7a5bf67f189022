"""Spreadsheets: XLSX, XLS, ODS, XML spreadsheet."""

import datetime
import io
import re
import struct
import zipfile
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from mingtang.foundation.containers.refused import Refused
from tests.foundation.tables.making import (
    XML_SHEET,
    notes,
    only,
    opendocument,
    part_of,
    read,
    rows_xlsx,
    with_parts,
    xlsx,
)
from tests.foundation.tables.ole import xls


def shown(value: Any, number_format: str = "General") -> str:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = number_format

    grid = only(xlsx(fill))
    return grid.rows[0][0] if grid.rows else ""


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1.0, "General", "1"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567890123, "General", "1234567890123"),
        (0.00001, "General", "0.00001"),
        (-2.50, "General", "-2.5"),
        (0.15, "0%", "15%"),
        (0.1555, "0.00%", "15.55%"),
        (3.5, "0.00", "3.50"),
        (2.5, "0", "3"),
        (3.5, "0.0#", "3.5"),
        (1234567.891, "#,##0.00", "1234567.89"),
        (7, "000", "007"),
        (20, '0"个工作日"', "20个工作日"),
        (20, '"第"General"条"', "第20条"),
        (-5, "0.0;[Red]-0.0", "-5.0"),
        (3, '_ "¥"* #,##0_ ', "¥3"),
        (0.5, "# ?/?", "0.5"),
        (12345, '#,##0,"千"', "12345"),
        (45413, 'yyyy"年"', "2024"),
        (45413, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "2024-05-01"),
        (-5, "yyyy-mm-dd", "-5"),
        (datetime.date(2024, 5, 1), "yyyy-mm-dd", "2024-05-01"),
        (datetime.date(2024, 5, 1), 'yyyy"年"m"月"d"日"', "2024-05-01"),
        (datetime.date(2024, 5, 1), 'yyyy"年"m"月"', "2024-05"),
        (datetime.datetime(2024, 5, 1, 8, 30), "yyyy/m/d h:mm", "2024-05-01 08:30"),
        (datetime.time(9, 5), "h:mm", "09:05"),
        (datetime.timedelta(hours=30), "[h]:mm", "30:00"),
        (True, "General", "TRUE"),
        ("0012", "@", "0012"),
        ("  一行\r\n\r\n两行\u200b\xa0 ", "General", "一行\n两行"),
        ("甲\x0b乙".replace("\x0b", "_x000B_"), "General", "甲\n乙"),
    ],
)
def test_a_cell_reads_as_a_person_sees_it(value: Any, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_errors_of_formulas_keep_their_names() -> None:
    errors = ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?"]

    def fill(sheet: Worksheet) -> None:
        for column, error in enumerate(errors, 1):
            sheet.cell(1, column, error).data_type = "e"

    assert list(only(xlsx(fill)).rows[0]) == errors


def test_formulas_without_a_value_are_reported() -> None:
    data = rows_xlsx(["甲", "=A1&B2"])
    assert only(data).rows == (("甲",),)
    assert notes(data) == {"uncalculated": ("目录",)}


def test_runs_of_rich_text_are_joined_and_reading_aids_left_out() -> None:
    rich = CellRichText(
        "行政", TextBlock(InlineFont(b=True), "处罚"), TextBlock(InlineFont(rFont="Wingdings 2"), "R")
    )
    data = xlsx(lambda sheet: sheet.append([rich]))
    assert only(data).rows == (("行政处罚☑",),)
    sheet = part_of(data, "xl/worksheets/sheet1.xml")
    shared = re.sub("<c .*</c>", '<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>9</v></c>', sheet)
    texts = "<si><t>无</t></si><si><r><t>县</t></r><rPh sb='0' eb='1'><t>xian</t></rPh></si>"
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{texts}</sst>'
    relations = part_of(data, "xl/_rels/workbook.xml.rels")
    more = '<Relationship Type="x/sharedStrings" Target="sharedStrings.xml" Id="rId9"/></Relationships>'
    data = with_parts(
        data,
        {
            "xl/worksheets/sheet1.xml": shared,
            "xl/sharedStrings.xml": strings,
            "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", more),
        },
    )
    assert only(data).rows == (("县",),)


def test_a_letter_in_a_symbol_font_is_the_box_it_looks_like() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"] = "R", "þ"
        sheet["A1"].font = Font(name="Wingdings 2")
        sheet["B1"].font = Font(name="Wingdings")

    assert only(xlsx(fill)).rows == (("☑", "☑"),)


def test_merges_are_filled_and_listed() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = "标题"
        sheet.merge_cells("B2:D2")
        sheet["B3"], sheet["C3"], sheet["D3"] = "类", "甲", "1"
        sheet.merge_cells("B3:B4")
        sheet["C4"], sheet["D4"] = "乙", "2"

    grid = only(xlsx(fill))
    assert grid.rows == (("", "标题", "标题", "标题"), ("", "类", "甲", "1"), ("", "类", "乙", "2"))
    assert grid.numbers == (2, 3, 4)
    assert grid.covered == {(0, 2), (0, 3), (2, 1)}


def test_rows_that_only_a_merge_reaches_are_left_out() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["A9"] = "甲", "乙", "丙"
        sheet.merge_cells("A1:A5")
        sheet.merged_cells.add("A9:XFD1048576")

    grid = only(xlsx(fill))
    assert (grid.rows, grid.numbers) == ((("甲", "乙"), ("丙", "丙")), (1, 9))


def test_empty_rows_and_trailing_columns_go_and_numbers_stay() -> None:
    data = rows_xlsx([], ["", "甲", " ", None], [], [], ["乙", "丙", "　"])
    grid = only(data)
    assert (grid.rows, grid.numbers, grid.width) == ((("", "甲"), ("乙", "丙")), (2, 5), 2)


def test_a_sheet_formatted_far_down_costs_nothing() -> None:
    side = Side("thin")

    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", "乙"])
        for row in range(2, 20_000):
            sheet.cell(row, 3).border = Border(left=side)
        sheet.cell(1_048_576, 16_384).border = Border(left=side)

    data = xlsx(fill)
    assert only(data).rows == (("甲", "乙"),)
    assert not notes(data)


def test_a_cell_in_the_last_corner_does_not_make_the_table_huge() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", "乙"])
        sheet["XFD1048576"] = "x"
        sheet["A1048576"] = "末"

    data = xlsx(fill)
    assert only(data).numbers == (1, 1_048_576)
    assert notes(data) == {"columns-cut": ("目录",)}


def test_hidden_sheets_are_named_and_not_read() -> None:
    def more(book: Any) -> None:
        book.create_sheet("旧版").sheet_state = "hidden"
        book.create_sheet("更旧").sheet_state = "veryHidden"
        book.create_chartsheet("图")
        book.create_sheet("空")

    data = xlsx(lambda sheet: sheet.append(["甲"]), more=more)
    assert [grid.name for grid in read(data).grids] == ["目录", "空"]
    assert notes(data) == {"hidden-sheets": ("旧版", "更旧")}


def test_filtered_rows_are_read_and_reported() -> None:
    def fill(sheet: Worksheet) -> None:
        for text in "甲乙丙":
            sheet.append([text])
        sheet.row_dimensions[2].hidden = True

    data = xlsx(fill)
    assert len(only(data).rows) == 3
    assert notes(data) == {"hidden-rows": ("目录",)}


def test_dates_that_count_from_1904() -> None:
    data = xlsx(lambda sheet: sheet.append([datetime.date(2024, 5, 1)]))
    book = re.sub("<workbookPr[^>]*>", '<workbookPr date1904="1"/>', part_of(data, "xl/workbook.xml"))
    assert only(with_parts(data, {"xl/workbook.xml": book})).rows == (("2028-05-02",),)


def test_files_of_other_programs_with_other_paths_slashes_and_no_references() -> None:
    data = rows_xlsx(["甲", 1.0])
    sheet = (
        part_of(data, "xl/worksheets/sheet1.xml")
        .replace(' r="A1"', "")
        .replace(' r="B1"', "")
        .replace(' r="1"', "")
    )
    assert sheet != part_of(data, "xl/worksheets/sheet1.xml")
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(with_parts(data, {"xl/worksheets/sheet1.xml": sheet})))
    with source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name.replace("/", "\\").replace("xl", "XL")), source.read(name))
    assert only(out.getvalue()).rows == (("甲", "1"),)


def test_elements_with_a_prefix_are_the_same_elements() -> None:
    data = rows_xlsx(["甲", 1.0])
    name = "xl/worksheets/sheet1.xml"
    sheet = re.sub(r"<(/?)(\w)", r"<\1x:\2", part_of(data, name)).replace("xmlns=", "xmlns:x=")
    assert only(with_parts(data, {name: sheet})).rows == (("甲", "1"),)


def test_macros_do_not_hinder_reading() -> None:
    data = with_parts(rows_xlsx(["甲"]), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    assert only(data).rows == (("甲",),)


def test_old_workbooks_show_percentages_zeros_errors_and_merges() -> None:
    data = xls(
        {
            "目录": [
                (1, 1, "标题", 0), (2, 1, 1.0, 0), (2, 2, 0.15, 9), (2, 3, 7.0, 164), (3, 1, b"\x17", 0),
                (3, 2, 45413.0, 14), (3, 3, "末", 0),
            ],
            "旧版": [(0, 0, "x", 0)],
        },
        formats={164: '000"号"'},
        merges=((1, 1, 1, 3),),
        hidden=("旧版",),
    )  # fmt: skip
    grid = only(data)
    assert grid.rows == (
        ("", "标题", "标题", "标题"),
        ("", "1", "15%", "007号"),
        ("", "#REF!", "2024-05-01", "末"),
    )
    assert (grid.name, grid.numbers) == ("目录", (2, 3, 4))
    assert grid.covered == {(0, 2), (0, 3)}
    assert notes(data) == {"hidden-sheets": ("旧版",)}


def test_an_old_workbook_with_a_password_says_so() -> None:
    with pytest.raises(Refused, match="encrypted"):
        read(xls({"目录": [(0, 0, "x", 0)]}, password=True))


def test_a_broken_table_of_sectors_does_not_turn_in_circles() -> None:
    data = bytearray(xls({"目录": [(0, 0, "x", 0)]}))
    struct.pack_into("<I", data, 512 + 4, 1)
    with pytest.raises(Refused):
        read(bytes(data))


def test_xml_spreadsheets_under_the_name_of_xls() -> None:
    grid = only(XML_SHEET)
    assert grid.rows == (
        ("标题", "标题", "丙"),
        ("", "50.00%", "2024-05-01"),
        ("3", "TRUE", ""),
        ("3", "#N/A", ""),
    )
    assert grid.numbers == (1, 4, 5, 6)
    assert grid.covered == {(0, 1), (3, 0)}
    assert notes(XML_SHEET) == {"hidden-sheets": ("旧",)}


def test_opendocument_sheets_show_what_their_cells_show() -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    content = f"""<office:document-content {spaces}><office:automatic-styles>
     <style:style style:name="h"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
    <office:body><office:spreadsheet><table:table table:name="目录"><table:table-header-rows><table:table-row>
      <table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><office:annotation><text:p>批注</text:p>
       </office:annotation><text:p>标<text:span>题</text:span></text:p><text:p>二<text:s text:c="2"/>行</text:p></table:table-cell>
      <table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"><text:p>甲</text:p></table:table-cell>
     </table:table-row></table:table-header-rows>
     <table:table-row table:number-rows-repeated="2"><table:covered-table-cell table:number-columns-repeated="2"/>
      <table:table-cell office:value-type="percentage" office:value="0.15"><text:p>15%</text:p></table:table-cell>
      <table:table-cell office:value-type="date" office:date-value="2024-05-01"><text:p>5月1日</text:p></table:table-cell>
     </table:table-row>
     <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
     <table:table-row><table:table-cell table:number-columns-repeated="9"/><table:table-cell/>
      <table:table-cell table:number-columns-repeated="16000"><text:p>远</text:p></table:table-cell></table:table-row>
    </table:table><table:table table:name="旧" table:style-name="h"/></office:spreadsheet></office:body></office:document-content>"""
    data = opendocument("spreadsheet", content)
    grid = only(data)
    assert [row[:4] for row in grid.rows] == [
        ("标题\n二  行", "标题\n二  行", "甲", "甲"),
        ("标题\n二  行", "标题\n二  行", "15%", "2024-05-01"),
        ("", "", "15%", "2024-05-01"),
        ("", "", "", ""),
    ]
    assert grid.numbers == (1, 2, 3, 1_048_574)
    assert grid.covered == {(0, 1), (1, 0), (1, 1)}
    assert notes(data) == {"hidden-sheets": ("旧",), "columns-cut": ("目录",)}
