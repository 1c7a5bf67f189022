"""Totals of tables: what does not add up, and what only seems so."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.guard.forms.amounts import amount_of
from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.pieces import Piece
from tests.kernel.guard.looking import found, hits_in, paragraphs, table

SUM = "words.sum"


def wrong(drawn: str, *before: str) -> list[tuple[str, str, str]]:
    """Cell, what it says, what was expected."""
    pieces: list[Piece] = [*paragraphs(*before), *table(drawn)]
    return [(hit.place.cell, hit.text, hit.args["expected"]) for hit in hits_in(pieces, SUM)]


def test_a_total_that_is_not_the_sum_of_its_column_is_found() -> None:
    drawn = """
序号|乡镇|人数|金额（元）
1|甲镇|10|1,000.50
2|乙镇|20|２，０００．００
3|丙镇|—|
|合计|30|3,100.50
"""
    assert wrong(drawn) == [("4.3", "3,100.50", "3,000.50")]
    (hit,) = hits_in(table(drawn), SUM)
    assert (hit.args["first"], hit.args["last"], hit.args["count"]) == ("2", "4", "2")


@pytest.mark.parametrize(
    "drawn",
    [
        "乡镇|人数|户数\n甲|10|2\n乙|20|3\n合计|30|5",
        "乡镇|村|人数\n甲|一村|10\n甲|二村|20\n小计||30\n乙|三村|5\n乙|四村|6\n小计||11\n合计||41",
        "项目|人数\n甲|1\n乙|2\n合计|3\n丙|4\n丁|5\n合计|9\n总计|12",
        "品名|单价|数量|金额\n甲|2|3|6\n乙|4|5|20\n合计||8|26",
        "项目|金额（万元）\n甲|1.23\n乙|2.34\n丙|3.33\n合计|6.91",
        "项目|金额|占比\n甲|10|33.3%\n乙|10|33.3%\n丙|10|33.3%\n合计|30|100%",
        "单位|完成率\n甲|50%\n乙|70%\n合计|60%",
        "序号|姓名\n1|甲\n2|乙\n3|丙\n合计|3人",
        "姓名|电话\n甲|13900000001\n乙|13900000002\n合计|2",
        "合计|30\n甲|10\n乙|20",
        "项目|2024年|2025年\n甲|1|2\n乙|3|4\n合 计|4|6",
    ],
)
def test_tables_that_add_up_stay(drawn: str) -> None:
    assert wrong(drawn) == []


@pytest.mark.parametrize(
    "drawn",
    [
        "科目|金额\n一、甲|30\n1.子|10\n2.丑|20\n合计|30",
        "科目|金额\n甲|30\n其中：子|10\n乙|20\n合计|55",
        "收入|金额\n税收|30\n非税|10\n本年收入合计|40\n上年结余|5\n收入总计|45",
        "编码|科目|金额\n201|甲|30\n20101|子|10\n20102|丑|20\n合计||99",
        "项目|人数\n甲|约30\n乙|20\n合计|45",
    ],
)
def test_nothing_is_claimed_where_rows_hold_parts_of_others(drawn: str) -> None:
    assert wrong(drawn) == []


def test_a_total_before_its_rows_is_compared_at_the_end() -> None:
    assert wrong("乡镇|人数|户数\n合计|31|5\n甲|10|2\n乙|20|3") == [("1.1", "31", "30")]


def test_subtotals_add_what_stands_since_the_last_one() -> None:
    drawn = "村|人数|户\n一村|10|1\n二村|20|2\n小计|30|3\n三村|5|1\n四村|6|1\n小计|12|2\n合计|41|5"
    assert wrong(drawn) == [("6.1", "12", "11")]


def test_totals_beside_their_amounts_are_learnt_from_the_rows_that_are_right() -> None:
    drawn = "乡镇|男|女|合计\n甲|4|6|10\n乙|9|11|20\n丙|10|20|31\n丁|1|1|2"
    assert wrong(drawn) == [("3.3", "31", "30")]
    drawn = "乡镇|合计|男|女\n甲|10|4|6\n乙|20|9|11\n丙|31|10|20"
    assert wrong(drawn) == [("3.1", "31", "30")]


def test_shares_come_to_a_hundred() -> None:
    assert wrong("项目|金额|占比\n甲|10|33.3%\n乙|10|23.3%\n丙|10|33.3%\n合计|30|100%") == [
        ("4.2", "100%", "89.9%")
    ]


def test_the_unit_above_the_table_decides_on_rounding() -> None:
    drawn = "项目|资金\n甲|12\n乙|13\n丙|15\n合计|41"
    assert wrong(drawn, "单位：万元") == []
    assert wrong(drawn, "单位：元") == [("4.1", "41", "40")]


def test_a_lone_total_far_from_its_rows_only_informs() -> None:
    (hit,) = hits_in(table("乡镇|金额\n甲|10\n乙|20\n合计|500"), SUM)
    assert hit.severity == Severity.INFORM


def test_each_table_is_added_on_its_own() -> None:
    first, second = table("甲|1\n乙|2", 0), table("丙|3|1\n丁|4|2\n合计|7|3", 1)
    assert hits_in([*first, *second], SUM) == []


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("全村共120人，其中男80人、女50人。", ["120"]),
        ("共有农户1200户（城镇400户、农村700户）", ["1200"]),
        ("共120人，其中党员130人，预备党员5人。", ["120"]),
        ("全村共130人，其中男80人、女50人。", []),
        ("共120人，其中女性30人、少数民族5人。", []),
        ("共12户，其中一组3户、二组4户等。", []),
    ],
)
def test_parts_that_a_sentence_names(text: str, hit: list[str]) -> None:
    assert found(SUM, text) == hit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", "1234.50"),
        ("3.5万元", "35000"),
        ("12人", "12"),
        ("-5", "-5"),
        ("—", "0"),
        ("", "0"),
        ("990121", "990121"),
    ],
)
def test_amounts_are_read(text: str, value: str) -> None:
    amount = amount_of(text)
    assert amount is not None
    assert amount.value == Decimal(value)


@pytest.mark.parametrize("text", ["2025年", "0012", "13900000001", "约30", "30余", "甲", "1.2.3", "（5）"])
def test_what_is_no_amount_is_not_taken_for_one(text: str) -> None:
    assert amount_of(text) is None


_ROWS = st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)), min_size=3, max_size=12)


@given(_ROWS, st.integers(1, 1000))
def test_every_wrong_total_beside_a_right_one_is_found_and_no_right_one(
    rows: list[tuple[int, int]], off: int
) -> None:
    body = "".join(f"单位{number}|{a}|{b}\n" for number, (a, b) in enumerate(rows, 1))
    left, right = sum(a for a, _ in rows), sum(b for _, b in rows)
    if [a for a, _ in rows] != list(range(1, len(rows) + 1)):
        assert wrong(f"单位|人数（人）|金额（元）\n{body}合计|{left}|{right}") == []
        said = [at for _, at, _ in wrong(f"单位|人数（人）|金额（元）\n{body}合计|{left}|{right + off}")]
        assert said == [str(right + off)]


def test_memory_does_not_grow_with_the_rows() -> None:
    from mingtang.kernel.guard.forms import sums
    from mingtang.kernel.guard.passages import passages

    look = sums._Look()
    for piece in table("名|数\n" + "\n".join(f"甲|{n % 7}" for n in range(3000))):
        for passage in passages(piece):
            assert list(look.see(passage)) == []
    assert look._table is not None
    assert len(look._table.cells) == 2
    assert len(look._table.columns) == 1
