"""Plain text and tables of text: masked in their encoding, byte for byte the same elsewhere."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.foundation.redaction import texts
from mingtang.kernel.guard.masking import masked
from tests.foundation.redaction.making import ID, LINE, MOBILE, copy, leaked


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_keeps_its_encoding_and_its_line_ends(encoding: str) -> None:
    data = f"公示\r\n{LINE}\r\n完\n".encode(encoding)
    made, notes, _masks = copy(data, "txt")
    text = made.decode(encoding)
    assert not leaked(text)
    assert text.startswith("公示\r\n陈桂兰" if "陈桂兰" in text else "公示\r\n")
    assert text.endswith("\r\n完\n")
    assert masked("personal.id_number", ID) in text
    assert not notes


def test_cells_are_masked_and_columns_emptied() -> None:
    data = f'村,身份证号,银行账号,联系电话\n"青石村,一组",{ID},8810 2233 0199,"他说""好"""\n小河村,,8810 2233 0200,{MOBILE}\n'.encode()
    made = copy(data, "csv")[0].decode()
    assert list(csv.reader(io.StringIO(made))) == [
        ["村", "身份证号", "银行账号", "联系电话"],
        ["青石村,一组", masked("personal.id_number", ID), "（略）", '他说"好"'],
        ["小河村", "", "（略）", masked("personal.mobile", MOBILE)],
    ]


@given(st.text('a,"\n\r;\t1', max_size=60))
def test_every_table_of_text_is_taken_apart_to_its_end(text: str) -> None:
    found = list(texts.parts(text, "csv"))
    assert all(text[start:end] == piece.text for start, end, piece in found)
    left = text
    for start, end, _piece in reversed(found):
        left = left[:start] + left[end:]
    assert not set(left) - set(',"\n\r;\t')


def test_what_cannot_be_read_does_not_stop_the_masking() -> None:
    made = copy(b"\xff\xfe\xfd" + LINE.encode() + b"\x80", "txt")[0]
    assert not leaked(made.decode("utf-8", "replace"))


@pytest.mark.parametrize("strict", [False, True])
def test_what_only_informs_stays_but_in_a_strict_copy(strict: bool) -> None:
    # The title is that of a list of people; the number of the office stands under a head that says so.
    data = f"单位,姓名,身份证号,办公电话\n县民政局,陈桂兰,{ID},\n县民政局,,,{MOBILE}\n".encode()
    made = copy(data, "csv", strict=strict)[0].decode()
    assert masked("personal.id_number", ID, strict=strict) in made
    assert ("陈桂兰" in made) is not strict
    assert (MOBILE in made) is not strict
