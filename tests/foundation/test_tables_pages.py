"""Tables of HTML pages, also of those that call themselves .xls."""

import base64

import pytest

from tests.foundation.tables.making import notes, only, page, read

EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=ProgId content=Excel.Sheet>
<!--[if gte mso 9]><xml><x:ExcelWorkbook></x:ExcelWorkbook></xml><![endif]--><style>td {color:red}</style></head>
<body><table border=1><col width=72><tr height=19><td colspan=2 x:str>镇（街道）
  目录</td></tr><tr><td x:num>1</td><td>社会救助<br>
  第二行</td></tr>
<![if supportMisalignedColumns]><tr height=0 style='display:none'><td>隐</td></tr><![endif]></table></body></html>"""


def test_a_page_that_excel_saved_is_read_whatever_it_declares() -> None:
    for encoding in ("gb18030", "utf-8"):
        grid = only(EXCEL.encode(encoding))
        assert grid.rows == (("镇（街道）目录", "镇（街道）目录"), ("1", "社会救助\n第二行"))
        assert grid.covered == {(0, 1)}


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("甲&nbsp;&nbsp;乙", "甲  乙"),
        ("甲 \n\t 乙", "甲乙"),
        ("a \n b", "a b"),
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<b>甲</b><i>乙</i>", "甲乙"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
        ("<input type=checkbox checked>甲<input type=checkbox>乙", "☑甲□乙"),
        ("<input type=hidden value=x><input value=甲>", "甲"),
        ("<select><option>甲<option selected>乙</select>", "乙"),
        ("<script>x()</script><style>y</style>甲<noscript>z</noscript>", "甲"),
        ("<span style='DISPLAY : none'>隐</span>显<span hidden>隐</span>", "显"),
        ("<!-- 注 -->甲<?x 乙?>", "甲"),
        ("<pre>甲\n乙</pre>", "甲\n乙"),
        ("&lt;b&gt;&#x2611;&unknown;", "<b>☑&unknown;"),
    ],
)
def test_a_cell_reads_as_a_browser_shows_it(content: str, shown: str) -> None:
    assert only(page(f"<table><tr><td>{content}</td><td>末</td></tr></table>")).rows == ((shown, "末"),)


def test_spans_are_placed_as_browsers_do() -> None:
    grid = only(page(
        "<table><tr><th rowspan=2>甲<th colspan=2>乙<tr><td>丙<td rowspan=2>丁<tr><td>戊<td>己</table>"
    ))  # fmt: skip
    assert grid.rows == (("甲", "乙", "乙"), ("甲", "丙", "丁"), ("戊", "己", "丁"))
    assert grid.covered == {(0, 2), (1, 0), (2, 2)}


def test_absurd_spans_are_limited() -> None:
    grid = only(
        page(
            "<table><tr><td colspan=100000000>标题<tr><td rowspan=65534>甲<td colspan=0>乙<tr><td colspan=x>丙</table>"
        )
    )
    assert grid.rows == (("标题", "标题"), ("甲", "乙"), ("甲", "丙"))


def test_a_span_of_zero_goes_to_the_end_of_its_group() -> None:
    grid = only(page("<table><tbody><tr><td rowspan=0>甲<td>1<tr><td>2<tbody><tr><td>乙<td>3</table>"))
    assert grid.rows == (("甲", "1"), ("甲", "2"), ("乙", "3"))


def test_head_comes_first_and_foot_last() -> None:
    grid = only(page("<table><tfoot><tr><td>末</tfoot><tr><td>中</td></tr><thead><tr><th>头</thead></table>"))
    assert grid.rows == (("头",), ("中",), ("末",))


def test_hidden_rows_and_tables_go() -> None:
    parsed = read(
        page(
            "<table style='display:none'><tr><td>隐</table><table><tr style='display:none'><td>隐<tr><td>显</table>"
        )
    )
    assert [grid.rows for grid in parsed.grids] == [(("显",),)]


DATA = "<table><caption>表一</caption><tr><th>序号<th>名称<tr><td>1<td>甲<tr><td>2<td>乙</table>"


def test_of_tables_that_arrange_tables_only_the_inner_ones_are_given() -> None:
    wrapper = f"<table><tr><td>导航<td><table><tr><td><p>抬头</p>{DATA}</td></tr></table></td></tr></table>"
    grid = only(page(wrapper))
    assert (grid.name, len(grid.rows), grid.before) == ("表一", 3, ("导航", "抬头"))


def test_a_small_table_inside_a_cell_of_data_becomes_text() -> None:
    rows = "".join(f"<tr><td>{number}<td>很长的一段说明文字，共有若干字" for number in range(4))
    grid = only(page(f"<table>{rows}<tr><td>5<td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>"))
    assert grid.rows[4] == ("5", "a b\nc d")


def test_each_table_knows_the_words_before_it() -> None:
    first, second = read(page(f"<h1>目录</h1><div>单位：<b>民政局</b></div>{DATA}之间<br>两行{DATA}")).grids
    assert (first.before, second.before) == (("目录", "单位：民政局"), ("之间", "两行"))


def test_a_page_without_tables_has_none() -> None:
    assert read(page("<p>没有表格</p>")).grids == []


def test_a_saved_web_archive_is_read() -> None:
    body = base64.encodebytes(EXCEL.encode("gb18030")).decode()
    archive = (
        'From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\n\r\n<frameset></frameset>\r\n--b\r\nContent-Type: text/html\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{body}\r\n--b--\r\n"
    )
    parsed = read(archive.encode())
    assert (parsed.kind, len(parsed.grids[0].rows)) == ("mhtml", 2)


def test_broken_characters_are_reported() -> None:
    data = page("<table><tr><td>社会救助<td>乙</table>").replace("社".encode(), b"\xe7\xa4")
    assert notes(data) == {"undecodable": ("1",)}
