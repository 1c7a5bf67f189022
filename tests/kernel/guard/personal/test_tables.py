"""Tables: heads say what the cells hold, wherever they stand, and a row is about one person."""

from __future__ import annotations

import pytest

from mingtang.kernel.guard.hits import Severity
from tests.kernel.guard.personal.looking import CHILD, GROWN, of, said, table

CARD = "6228480402564890018"


def test_a_list_with_everything_that_must_not_be_in_it() -> None:
    hits = table(
        ["明堂县2026年对象名册"],
        ["序号", "姓名", "身份证号码", "银行账号", "家庭住址", "联系电话", "病种", "残疾等级", "金额"],
        ["1", "赵国强", GROWN, "12345678901234567", "大塘村三组18号", "13855550199", "尿毒症", "二级", "500"],
        ["2", "孙　丽", "990***********1234", "****1234", "大塘村", "138****0199", "无", "", "500"],
    )
    cells = {(hit.place.cell, hit.kind.partition(".")[2]) for hit in hits}
    assert cells == {
        ("B3", "name"),
        ("C3", "id_number"),
        ("D3", "bank_card"),
        ("E3", "address"),
        ("F3", "mobile"),
        ("G3", "health"),
        ("H3", "disability"),
        *((f"{column}2", "column") for column in "CDEFGH"),
    }


def test_heads_in_two_rows_and_over_merged_columns() -> None:
    hits = table(
        ["序号", "户主", "银行信息", "", "备注"],
        ["", "", "开户行", "账号", ""],
        ["1", "赵国强", "农商行", "12345678901234567", ""],
    )
    assert of("bank_card", hits) == ["12345678901234567"]
    assert of("column", hits) == ["账号"]


def test_a_form_has_its_heads_beside_the_values() -> None:
    hits = table(
        ["姓名", "赵国强", "性别", "男"],
        ["身份证号", GROWN, "联系电话", "13855550199"],
        ["家庭住址", "东湖花园3栋502室", "", ""],
    )
    assert {kind for kind, _ in said(hits)} == {"name", "id_number", "mobile", "address"}


def test_columns_of_other_numbers_are_left_alone() -> None:
    hits = table(
        ["序号", "项目编号", "合同编号", "金额（元）", "文号", "统一社会信用代码"],
        ["1", "990121202601011234", "13855550199", "13855550199", CARD, "91440232MB2D06811W"],
    )
    assert hits == []


def test_a_masked_column_is_as_it_should_be() -> None:
    assert table(["姓名", "身份证号"], ["赵国强", "990***********1234"]) == []


def test_a_list_of_units_has_telephones_and_addresses() -> None:
    hits = table(
        ["单位名称", "地址", "联系人", "联系电话"],
        ["县民政局", "明堂县和平路12号3栋301室", "王刚", "0990-2345678"],
        ["县财政局", "明堂县和平路14号", "李强", "13855550199"],
    )
    assert said(hits) == [("mobile", "13855550199")]
    assert hits[0].severity == Severity.INFORM


def test_tables_about_illnesses_are_about_nobody() -> None:
    assert table(["病种", "报销比例"], ["尿毒症", "80%"], ["肝癌", "85%"]) == []
    assert table(["残疾等级", "补贴标准"], ["一级", "100元"]) == []


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("就读学校", "明堂县第一小学"),
        ("年级", "三年级"),
        ("年龄", "12"),
        ("出生年月", "2015年3月"),
        ("身份证号", CHILD),
    ],
)
def test_rows_about_children(head: str, value: str) -> None:
    hits = table(["姓名", head, "金额"], ["张小明", value, "500"], title="资助对象公示")
    assert of("minor", hits) == ["张小明"]


def test_a_public_list_with_names_and_amounts_is_fine() -> None:
    rows = [["村组", "户主姓名", "保障人口", "月低保金"], ["大塘村三组", "赵国强", "3", "980"]]
    assert table(*rows, title="城乡低保对象公示") == []


@pytest.mark.parametrize(
    "head",
    ["身份证号", "公民身份号码", "证件号码（必填）", "身 份 证 号", "*身份证号码", "户主身份证", "ID号"],
)
def test_words_for_the_same_column(head: str) -> None:
    wrong = GROWN[:-1] + ("1" if GROWN[-1] != "1" else "2")
    hits = table(["序号", head], ["1", wrong])
    assert [(hit.text, hit.severity) for hit in hits if hit.kind == "personal.id_number"] == [
        (wrong, Severity.BLOCK)
    ]
    assert of("column", hits) == [head]
