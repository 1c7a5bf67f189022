"""Numbers in unusual groups, permits under general labels, social cards, lists of labels and values."""

from __future__ import annotations

import pytest

from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place
from tests.kernel.guard.personal.looking import GROWN, look, looked, of, said, table

ID_PARTS = (GROWN[:6], GROWN[6:14], GROWN[14:])
CARD = ("6228", "4804", "0256", "4890", "018")


@pytest.mark.parametrize("mark", ["/", "／", "|", "、", "・", "~", "\\", "="])
def test_numbers_whose_groups_stand_apart(mark: str) -> None:
    mobile, card, number = mark.join(("138", "1234", "5678")), mark.join(CARD), mark.join(ID_PARTS)
    assert of("mobile", look(f"手机：{mobile}")) == [mobile]
    assert of("bank_card", look(f"卡号{card}")) == [card]
    assert of("id_number", look(f"身份证号：{number}")) == [number]


@pytest.mark.parametrize(
    ("kind", "text", "written"),
    [
        ("mobile", "手机：138 1234\n5678", "138 1234\n5678"),
        ("mobile", "手机：138，1234，5678", "138，1234，5678"),
        ("bank_card", "银行卡号：6228480402\n564890018", "6228480402\n564890018"),
        ("bank_card", "卡号：622848O4O256489OO18", "622848O4O256489OO18"),
        ("mobile", "手机：l38l2345678", "l38l2345678"),
        ("mobile", "电话：幺三八，洞幺二三，四五六拐", "幺三八，洞幺二三，四五六拐"),
    ],
)
def test_numbers_over_lines_misread_and_spoken(kind: str, text: str, written: str) -> None:
    assert of(kind, look(text)) == [written]


@pytest.mark.parametrize(
    "text",
    [
        "图号 138/1234/5678",
        "编号：138/1234/5678",
        "完成138/1234/5678户",
        "坐标138、1234、5678元",
        "面积 151*2345*6789 mm",
        "时间2024/03/15/20240316/0017",
    ],
)
def test_figures_apart_are_no_numbers_of_people(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("证件号码：H12345678", "H12345678"),
        ("证件号：M0123456789", "M0123456789"),
        ("证件类型：台胞证，证件号码：12345678", "12345678"),
        ("Passport No.: E12345678", "E12345678"),
        ("护照（Passport）：EA1234567", "EA1234567"),
        ("外国人永久居留身份证 USA110073051201", "USA110073051201"),
    ],
)
def test_permits_by_their_form_and_label(text: str, number: str) -> None:
    (hit,) = look(text)
    assert (hit.kind, hit.text, hit.severity) == ("personal.passport", number, Severity.BLOCK)


def test_permits_in_a_column_for_papers_of_any_kind() -> None:
    hits = table(
        ["姓名", "证件号码", "证件类型"],
        ["陈国强", "H12345678", "通行证"],
        ["林建华", "12345678", "台胞证"],
        ["王长顺", "23456789", "其他"],
    )
    assert of("passport", hits) == ["H12345678", "12345678"]
    assert of("name", hits) == ["陈国强", "林建华"]


@pytest.mark.parametrize("text", ["执法证件号：E12345678", "证件号码：12345678", "营业证照号码：H12345678"])
def test_papers_of_officers_and_firms_are_no_permits(text: str) -> None:
    assert of("passport", look(text)) == []


@pytest.mark.parametrize("head", ["医保电脑号", "医疗保险手册号", "社会保障卡卡号", "城乡居民医保参保号"])
def test_columns_of_social_cards_in_any_words(head: str) -> None:
    hits = table(["姓名", head], ["王建国", "A12345678"], ["刘长顺", "990100123456"])
    assert of("social_card", hits) == ["A12345678", "990100123456"]


def test_social_cards_in_brackets_behind_a_name() -> None:
    assert of("social_card", look("王建国（990100123456）参保缴费成功。")) == ["990100123456"]
    assert look("参保单位明堂建材（990100123456）缴费") == []
    assert look("王建国（20240101）参保") == []
    drugs = table(["药品名称", "医保编码"], ["阿莫西林", "XA01AAA001001010100001"])
    assert drugs == []


def test_a_label_and_its_value_in_two_pieces() -> None:
    hits = look(
        "姓名",
        "王建国",
        "通信地址",
        "明堂县城关镇和平路12号",
        "电子信箱",
        "wjg@corp.cn",
        "手机",
        "13812345678",
    )
    assert said(hits) == [
        ("name", "王建国"),
        ("address", "明堂县城关镇和平路12号"),
        ("email", "wjg@corp.cn"),
        ("mobile", "13812345678"),
    ]
    office = look("联系人", "王建国", "联系电话", "0990-6543999", "地址", "明堂县城关镇和平路12号")
    assert office == []


@pytest.mark.parametrize(
    "address",
    [
        "明堂县城关镇阳光小区（二期）3#楼2单元501室",
        "明堂县东湖乡大塘村村民小组3队门牌12号",
        "城关镇和平路12号院3#-2-501",
        "城关镇人民路88弄6支弄12号",
        "阳光小区二期 3# 楼 2 单元 501",
    ],
)
def test_addresses_of_estates_and_teams(address: str) -> None:
    assert of("address", look(f"家住{address}，男")) == [address]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("姓名：＿＿王建国＿＿，手机13812345678", "王建国"),
        ("【姓名】张建国 【电话】13812345678", "张建国"),
        (f"甲方（个人）：王建国\n身份证号：{GROWN}", "王建国"),
        ("紧急联系人：李秀英 13812345678", "李秀英"),
        ("王建国您好！您的手机13812345678", "王建国"),
        ("户主：阿不都热合曼，手机号13812345678", "阿不都热合曼"),
        (f"姓名：扎西次仁，身份证号：{GROWN}", "扎西次仁"),
    ],
)
def test_names_behind_rarer_labels_and_written_by_sound(text: str, name: str) -> None:
    assert of("name", look(text)) == [name]


@pytest.mark.parametrize("head", ["持证人", "领卡人", "缴费人", "承包方代表", "户代表"])
def test_columns_of_holders(head: str) -> None:
    hits = table([head, "证照号码"], ["逄金波", GROWN], ["木合塔尔江", GROWN])
    assert of("name", hits) == ["逄金波", "木合塔尔江"]


def test_the_illness_of_a_relative_in_a_case() -> None:
    assert of("health", look("其妻王某某患尿毒症，家庭困难。")) == ["尿毒症"]
    assert of("disability", look("儿子李某，二级肢体残疾。")) == ["二级肢体残疾"]
    assert look("其子女患重大疾病的，可以申请救助。") == []
    assert look("因其父母患病致贫的家庭纳入监测。") == []


@pytest.mark.parametrize(
    "text",
    [
        "执法人员：王建国、刘长顺，联系电话（单位）：0990-6543999",
        "执法人员：王建国（执法证号：99012345）、刘长顺，电话：13812345678",
        "张老师代收，电话13812345678",
        "谢谢！电话13812345678",
    ],
)
def test_officers_and_words_are_no_names(text: str) -> None:
    assert of("name", look(text)) == []


def test_a_hidden_row_says_nothing_of_those_seen() -> None:
    rows = [["姓名", ""], ["王建国", "城关镇"], ["李秀英", GROWN], ["赵桂兰", "大塘村"]]
    pieces = [
        Piece(text, Place(Part.CELL, cell=f"{'AB'[column]}{row + 1}", hidden=row == 2), Cell(0, row, column))
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if text
    ]
    assert of("name", looked(pieces)) == ["李秀英"]
