"""Rows of tables as a whole: who they are about, and what may stand in papers that must name people."""

from __future__ import annotations

import pytest

from mingtang.kernel.guard.hits import Severity
from tests.kernel.guard.personal.looking import CHILD, GROWN, number, of, said, table

CARD = "6228480402564890018"
POSTED = "低保对象公示"
OTHER = number("99012119850808123")


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("身份证号", GROWN),
        ("联系电话", "13855550199"),
        ("银行卡号", CARD),
        ("社会保障卡号", "A12345678"),
        ("家庭住址", "大塘村三组18号"),
        ("病种", "尿毒症"),
        ("残疾等级", "肢体二级"),
        ("婚姻状况", "离异"),
    ],
)
def test_a_name_in_a_row_with_something_private_is_told(head: str, value: str) -> None:
    rows = (["序号", "姓名", head], ["1", "赵国强", value])
    for title, severity in (("", Severity.WARN), (POSTED, Severity.INFORM)):
        hits = table(*rows, title=title)
        assert [hit.severity for hit in hits if hit.kind == "personal.name"] == [severity]
        assert of("column", hits) == [head]


def test_each_row_speaks_for_itself() -> None:
    hits = table(
        ["序号", "姓名", "身份证号", "金额"],
        ["1", "赵国强", "", "500"],
        ["2", "孙桂花", GROWN, "500"],
        ["3", "李志明", "990***********1234", "500"],
        title=POSTED,
    )
    assert of("name", hits) == ["孙桂花"]


def test_victims_are_not_named_anywhere() -> None:
    hits = table(["受害人", "身份证号"], ["赵国强", GROWN], title="处罚决定书")
    assert [hit.severity for hit in hits if hit.kind == "personal.name"] == [Severity.WARN]


@pytest.mark.parametrize(
    ("heads", "cells", "children", "grown"),
    [
        (["儿童姓名", "年龄", "监护人", "监护人电话"], ["张小雨", "8", "张国强", "13855550199"], ["张小雨"], ["张国强"]),
        (["学生姓名", "家长姓名", "家长身份证号"], ["张小雨", "张国强", GROWN], ["张小雨"], ["张国强"]),
        (["姓名", "身份证号", "监护人姓名"], ["张小雨", CHILD, "张国强"], ["张小雨"], ["张国强"]),
        (["姓名", "学校", "班级", "父亲姓名"], ["张小雨", "第一小学", "三年级2班", "张国强"], ["张小雨"], []),
        (["姓名", "出生年月", "毕业学校"], ["张国强", "1990年3月", "明堂县第一中学"], [], []),
        (["学校", "姓名", "岗位"], ["明堂县第一小学", "张国强", "语文教师"], [], []),
    ],
)  # fmt: skip
def test_the_child_in_a_row_is_not_its_guardian(
    heads: list[str], cells: list[str], children: list[str], grown: list[str]
) -> None:
    hits = table(heads, cells)
    assert (of("minor", hits), of("name", hits)) == (children, grown)


@pytest.mark.parametrize(
    "rows",
    [
        (["服务项目", "服务对象"], ["孕产妇健康管理", "辖区内孕产妇"], ["慢性病管理", "高血压患者"]),
        (["序号", "项目名称", "内容"], ["1", "慢性病患者健康管理", "高血压、糖尿病随访"]),
        (["救助对象", "病种", "比例"], ["各类重点对象", "尿毒症", "80%"], ["低保边缘户", "肝癌", "70%"]),
        (["补助对象", "残疾等级", "标准"], ["特困人员", "一级", "100元"], ["高龄老人", "二级", "80元"]),
        (["药品名称", "适应症"], ["二甲双胍", "糖尿病"], ["依那普利", "高血压"]),
        (["机构", "考核结果", "住所"], ["守正律师事务所", "合格", "明德大道66号3栋502室"]),
        (["名称", "地址", "电话"], ["李氏诊所", "和平路14号3栋1单元502室", "0990-2345678"]),
        (["地址", "违法建设", "当事人"], ["西廊路9号院3栋502室", "彩钢棚", "蔡某某"], ["和平路6号", "棚", "未查明"]),
        (["药店", "位置", "医保编号"], ["仁心大药房", "和平路12号", "A12345678"]),
        (["姓名", "困难原因", "金额"], ["赵国强", "因病", "500"]),
    ],
)  # fmt: skip
def test_lists_of_services_kinds_and_organisations_are_about_nobody(rows: tuple[list[str], ...]) -> None:
    assert table(*rows) == []


def test_a_building_is_somebodys_when_the_row_names_the_person() -> None:
    hits = table(["地址", "违法建设", "当事人"], ["西廊路9号院3栋502室", "彩钢棚", "蔡国强"])
    assert said(hits) == [("column", "地址"), ("address", "西廊路9号院3栋502室"), ("name", "蔡国强")]


def test_two_rows_of_heads() -> None:
    hits = table(
        ["", "基本信息", "", "残疾情况", ""],
        ["序号", "姓名", "性别", "残疾类别及等级", "残疾证号"],
        ["1", "赵国强", "男", "视力二级", f"{GROWN}12"],
    )
    assert of("column", hits) == ["残疾类别及等级", "残疾证号"]
    assert of("disability", hits) == ["视力二级"]


@pytest.mark.parametrize(
    "head",
    [
        "社会保障卡号",
        "社保卡号",
        "医保卡号",
        "社会保障卡卡号",
        "卡（折）号",
        "银行卡（折）号",
        "社保卡/存折账号",
    ],
)
def test_numbers_of_cards_under_any_head(head: str) -> None:
    assert of("social_card", table(["姓名", head], ["赵国强", "B12345678"])) == ["B12345678"]
    hits = table(["姓名", head], ["赵国强", f"{CARD} 543"])
    assert (of("bank_card", hits), of("column", hits)) == ([CARD], [head])


def test_a_list_without_heads() -> None:
    hits = table(["赵国强", GROWN, "13855550199"], ["孙桂花", "990121750307123", "13855550188"])
    assert of("name", hits) == ["赵国强", "孙桂花"]
    assert of("id_number", hits) == [GROWN, "990121750307123"]
    assert {hit.severity for hit in hits if hit.kind == "personal.id_number"} == {Severity.BLOCK}


def test_names_and_numbers_in_one_cell_and_in_notes() -> None:
    hits = table(["序号", "人员信息", "备注"], ["1", f"赵国强 {GROWN}", "电话13855550199"])
    assert said(hits) == [("name", "赵国强"), ("id_number", GROWN), ("mobile", "13855550199")]
    hits = table(["姓名", "身份证号"], ["赵国强、孙桂花", f"{GROWN}、{OTHER}"])
    assert of("name", hits) == ["赵国强", "孙桂花"]


def test_a_digit_in_each_cell() -> None:
    hits = table(["姓名", "赵国强"], ["身份证号", *GROWN])
    assert "".join(of("id_number", hits)) == GROWN
    hits = table(["姓名", "身份证号", "", ""], ["赵国强", GROWN[:6], GROWN[6:14], GROWN[14:]])
    assert of("id_number", hits) == [GROWN[:6], GROWN[6:14], GROWN[14:]]
    assert table(["年份", "甲", "乙"], ["2015", "120", "3456"], ["2016", "130", "2222"]) == []


def test_what_a_spreadsheet_made_of_a_number_tells_of_the_column() -> None:
    hits = table(["姓名", "身份证号"], ["赵国强", "9.90121E+17"])
    assert of("column", hits) == ["身份证号"]
    assert [hit.severity for hit in hits if hit.kind == "personal.id_number"] == [Severity.WARN]
    assert table(["指标", "数值"], ["总量", "9.90121E+17"]) == []


def test_the_telephone_of_somebody_beside_the_number_is_no_office_telephone() -> None:
    heads = ["姓名", "工作单位", "身份证号", "联系电话"]
    (hit,) = (
        one
        for one in table(heads, ["赵国强", "县水泥厂", GROWN, "13855550199"])
        if one.kind.endswith("mobile")
    )
    assert hit.severity == Severity.WARN
    (hit,) = table(["姓名", "工作单位", "联系电话"], ["赵国强", "县民政局", "13855550199"])
    assert hit.severity == Severity.INFORM
