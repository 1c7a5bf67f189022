"""Tables of Word files."""

import docx
import pytest

from tests.foundation.tables.making import cell, docx_of, notes, only, read, runs, saved, table


def in_cell(xml: str) -> str:
    rows = only(docx_of(table(cell(runs(xml))))).rows
    return rows[0][0] if rows else ""


def text(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def test_merges_across_and_down_are_filled_and_listed() -> None:
    document = docx.Document()
    source = document.add_table(4, 4)
    for place, part in enumerate(found for row in source.rows for found in row.cells):
        part.text = str(place)
    source.cell(0, 0).merge(source.cell(0, 3)).text = "标题"
    source.cell(1, 0).merge(source.cell(3, 1)).text = "类"
    grid = only(saved(document))
    assert grid.rows == (
        ("标题",) * 4,
        ("类", "类", "6", "7"),
        ("类", "类", "10", "11"),
        ("类", "类", "14", "15"),
    )
    assert grid.covered == {(0, 1), (0, 2), (0, 3), (1, 1), (2, 0), (2, 1), (3, 0), (3, 1)}


def test_rows_that_begin_late_or_end_early_keep_their_columns() -> None:
    late = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("丙")
    early = '<w:trPr><w:gridAfter w:val="2"/></w:trPr>' + cell("丁")
    grid = only(docx_of(table(cell("甲") + cell("乙") + cell("末"), late, early)))
    assert grid.rows == (("甲", "乙", "末"), ("", "", "丙"), ("丁", "", ""))


def test_a_merge_that_continues_nothing_is_a_cell_and_old_merges_across_count() -> None:
    down = cell("甲", "<w:vMerge/>") + cell("乙")
    across = cell("丙", '<w:hMerge w:val="restart"/>') + cell("", '<w:hMerge w:val="continue"/>')
    grid = only(docx_of(table(down, across)))
    assert grid.rows == (("甲", "乙"), ("丙", "丙"))
    assert grid.covered == {(1, 1)}


def test_paragraphs_breaks_and_tabs_of_a_cell() -> None:
    lines = runs("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>") + runs(
        "<w:r><w:t>三</w:t><w:tab/><w:t>四</w:t></w:r>"
    )
    assert only(docx_of(table(cell(lines)))).rows == (("一\n二\n三\t四",),)


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FE", "☑"), ("Wingdings 2", "F052", "☑"), ("Wingdings 2", "0052", "☑"), ("Wingdings", "F0A8", "□"),
        ("Wingdings", "F06F", "□"), ("Wingdings 2", "F0A3", "□"), ("Wingdings", "F0FC", "√"), ("Wingdings 2", "F050", "√"),
        ("Wingdings", "F06E", "■"), ("Wingdings", "F04A", ""), ("Unknown", "F0FE", ""), ("Wingdings", "zz", ""),
    ],
)  # fmt: skip
def test_symbols_are_the_boxes_they_look_like(font: str, code: str, shown: str) -> None:
    assert in_cell(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>') == shown


def test_letters_in_a_symbol_font_and_symbols_without_one() -> None:
    fonts = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'
    assert in_cell(text("R", fonts) + text("全社会")) == "☑全社会"
    assert in_cell(text("\uf0fe主动")) == "☑主动"


def test_boxes_of_forms_show_their_state() -> None:
    def control(state: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
        )

    def old(state: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'

    assert in_cell(control("1") + text("甲") + control("0") + text("乙")) == "☑甲□乙"
    assert (
        in_cell(old('<w:default w:val="0"/><w:checked/>') + text("甲") + old('<w:default w:val="0"/>'))
        == "☑甲□"
    )


def test_fields_links_and_controls_show_their_result_and_no_prompt() -> None:
    field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
    link = f"<w:hyperlink>{text('条例')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{text('第一条')}</w:sdtContent></w:sdt>"
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{text('单击输入')}</w:sdtContent></w:sdt>"
    )
    assert in_cell(field + link + control + prompt) == "条例第一条"


def test_deleted_text_goes_inserted_stays_and_the_reader_is_told() -> None:
    changed = (
        f"<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>{text('新')}</w:ins>"
        f"<w:moveFrom>{text('此')}</w:moveFrom><w:moveTo>{text('彼')}</w:moveTo>"
    )
    data = docx_of(
        table(
            cell(runs(changed)),
            "<w:trPr><w:del/></w:trPr>" + cell("删行"),
            "<w:trPr><w:ins/></w:trPr>" + cell("增行"),
        )
    )
    assert only(data).rows == (("新彼",), ("增行",))
    assert notes(data) == {"tracked-changes": ()}


def test_hidden_text_and_hidden_rows_go() -> None:
    assert in_cell(text("密", "<w:vanish/>") + text("显", '<w:vanish w:val="0"/>')) == "显"
    assert only(docx_of(table("<w:trPr><w:hidden/></w:trPr>" + cell("密"), cell("显")))).rows == (("显",),)


def test_tables_inside_a_cell_become_its_text() -> None:
    inner = table(cell("一") + cell("二"), cell("三") + cell("四"))
    grid = only(docx_of(table(cell(runs(text("外")) + inner + "<w:p/>") + cell("乙"))))
    assert grid.rows == (("外\n一 二\n三 四", "乙"),)


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    def wrapped(xml: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"

    inner = f"<w:tbl><w:tblPr/>{wrapped('<w:tr>' + cell('甲') + wrapped(cell('乙')) + '</w:tr>')}</w:tbl>"
    assert only(docx_of(wrapped(inner))).rows == (("甲", "乙"),)


def test_text_boxes_are_read_once_with_their_tables() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>"
    shape = "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{0}</w:drawing></mc:Choice><mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent>"
    inside = box.format(runs(text("框内")) + table(cell("甲") + cell("乙")))
    data = docx_of(runs("<w:r>" + shape.format(inside) + "</w:r>") + table(cell("丙")))
    first, second = read(data).grids
    assert (first.rows, first.before, second.rows, second.before) == (
        (("甲", "乙"),),
        ("框内",),
        (("丙",),),
        (),
    )


def test_each_table_knows_the_paragraphs_before_it() -> None:
    document = docx.Document()
    document.add_heading("目录", 1)
    document.add_paragraph("  单位：明堂县民政局 ")
    document.add_paragraph("")
    document.add_table(1, 2).cell(0, 0).text = "甲"
    for number in range(30):
        document.add_paragraph(f"段{number}")
    document.add_table(1, 1).cell(0, 0).text = "乙"
    first, second = read(saved(document)).grids
    assert first.before == ("目录", "单位：明堂县民政局")
    assert second.before == tuple(f"段{number}" for number in range(10, 30))


def test_a_document_without_tables_has_none() -> None:
    assert read(saved(docx.Document())).grids == []


NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
"""


def numbered(number: int, depth: int = 0, words: str = "") -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr>{text(words)}</w:p>"


def test_numbers_that_word_writes_by_itself_are_read() -> None:
    rows = [cell(numbered(1)) + cell("甲"), cell(numbered(1)) + cell("乙"), cell(numbered(3)) + cell("丙")]
    data = docx_of(
        numbered(2, 0, "总则") + numbered(2, 1, "范围") + numbered(2, 2, "点") + table(*rows),
        numbering=NUMBERING,
    )
    grid = only(data)
    assert grid.rows == (("1", "甲"), ("2", "乙"), ("7", "丙"))
    assert grid.before == ("一、总则", "一.1. 范围", "点")
