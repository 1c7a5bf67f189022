"""CSV and its relatives, and how bytes become text."""

import codecs

import pytest

from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.tables.text_tables import guess_separator
from tests.foundation.tables.making import notes, only, read

CSV = '序号,事项,依据\r\n1,社会救助,"第一条\n第二条, 第三条"\r\n2,养老服务,“办法”\r\n'
ROWS = (("序号", "事项", "依据"), ("1", "社会救助", "第一条\n第二条, 第三条"), ("2", "养老服务", "“办法”"))


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        codecs.BOM_UTF8 + CSV.encode(),
        CSV.encode("gb18030"),
        codecs.BOM_UTF16_LE + CSV.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CSV.encode("utf-16-be"),
        CSV.encode("utf-16-le"),
        CSV.replace(",", "\t").replace("\t ", ", ").encode("utf-16-le"),
        CSV.replace("\r\n", "\n").replace(",", ";").replace("; ", ", ").encode("gb18030"),
        ("sep=;\r\n" + CSV.replace(",", ";").replace("; ", ", ")).encode(),
    ],
)
def test_every_usual_encoding_and_separator_gives_the_same_rows(data: bytes) -> None:
    parsed = read(data)
    assert (parsed.kind, parsed.grids[0].rows, parsed.notes) == ("text", ROWS, [])


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("名称;说明\n甲;一,二,三\n乙;四\n", ";"),
        ("名称\t说明\n甲\t一,二;三\n乙\t四,五\n", "\t"),
        ('"一\n二,三";"四;五"\n"六";"七"\n', ";"),
        ("标题\n\n序号,名称\n1,甲|乙\n2,丙|丁\n3,戊\n", ","),
        ("只有一列\n没有别的\n", ","),
        ("", ","),
    ],
)
def test_the_separator_is_the_one_that_parts_rows_alike(text: str, separator: str) -> None:
    assert guess_separator(text) == separator


def test_nul_and_control_characters_go() -> None:
    data = "甲\x00,\x01乙\x7f,\u202e丙\n" + "1,2,3\n" * 30
    assert only(data.encode()).rows[:2] == (("甲", "乙", "丙"), ("1", "2", "3"))


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    grid = only('甲,"一\n二"\n,,\n\n乙,丙,,\n'.encode())
    assert (grid.numbers, grid.width) == ((1, 4), 2)


def test_zeros_kept_with_a_formula_are_kept() -> None:
    assert only('编号,名称\n="0012",甲\n'.encode()).rows[1] == ("0012", "甲")


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_table() -> None:
    lines = [f"{number},事项{number}" for number in range(300)]
    lines[3] = '3,"事项3'
    assert len(only("\n".join(lines).encode()).rows) == 300


def test_rows_of_unequal_length_are_padded() -> None:
    assert only("甲\n乙,丙,丁\n戊,己\n".encode()).rows == (
        ("甲", "", ""),
        ("乙", "丙", "丁"),
        ("戊", "己", ""),
    )


def test_a_broken_character_does_not_turn_utf_8_into_something_else() -> None:
    data = ("社会救助," * 30 + "\n").encode().replace("救".encode(), b"\xe6\x95", 1)
    assert decode(data)[0].count("社会") == 30
    assert notes(data)["undecodable"] == ("1",)


def test_broken_gb18030_is_read_as_far_as_it_goes_and_reported() -> None:
    data = "序号,名称\n1,社会救助\n".encode("gb18030") + b"2,\xff\xff\n"
    assert only(data).rows[1] == ("1", "社会救助")
    assert notes(data)["undecodable"] == ("2",)


@pytest.mark.parametrize("data", [b"", b"\x00\x00", b" \r\n\t "])
def test_a_file_of_nothing_is_called_empty(data: bytes) -> None:
    from mingtang.foundation.containers.refused import Refused

    with pytest.raises(Refused, match="empty"):
        read(data)
