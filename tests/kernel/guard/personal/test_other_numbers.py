"""Cards, telephones, permits, accounts and plates: by their form, and by what stands beside them."""

from __future__ import annotations

import pytest

from mingtang.kernel.guard.about import Writer
from mingtang.kernel.guard.hits import Severity
from tests.kernel.guard.personal.looking import GROWN, look, of, said

CARD = "6228480402564890018"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"转入{CARD}即可", CARD),
        ("银行卡号：6228 4804 0256 4890 018", "6228 4804 0256 4890 018"),
        ("一卡通账号：12345678901234567", "12345678901234567"),
        ("卡号为 6228480402564890017", "6228480402564890017"),
    ],
)
def test_bank_cards_by_check_or_by_label(text: str, expected: str) -> None:
    (hit,) = look(text)
    assert (hit.kind, hit.text, hit.severity) == ("personal.bank_card", expected, Severity.BLOCK)


@pytest.mark.parametrize(
    "text",
    [
        "户名：明堂县财政局，账号：12345001040012345",
        "投标保证金账户：开户名称：明堂县公共资源交易中心，账号：6228480402564890018",
        "流水号：6228480402564890018",
        "资料编号为6228480402564890017。",
        "银行卡号：**** **** **** 0018",
    ],
)
def test_accounts_of_units_and_other_numbers_are_no_cards(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize(
    "written",
    [
        "13855550199",
        "138 5555 0199",
        "138-5555-0199",
        "1385555 0199",
        "１３８５５５５０１９９",
        "一三八五五五五〇一九九",
        "壹叁捌伍伍伍伍零壹玖玖",
        "86 138 5555 0199",
    ],
)
def test_mobiles_however_they_are_written(written: str) -> None:
    assert of("mobile", look(f"手机：{written}，请来电。")) == [written]


@pytest.mark.parametrize(
    "text",
    [
        "总投资13855550199元",
        "金额 13855550199",
        "累计访问13855550199次",
        "¥13855550199",
        "合同编号：13855550199",
        "编码HT13855550199X",
        "2024-13855550199-01",
        "坐标0.13855550199",
        "手机：138****0199",
    ],
)
def test_amounts_and_codes_are_no_mobiles(text: str) -> None:
    assert look(text) == []


def test_a_mobile_given_by_an_office_only_informs() -> None:
    (hit,) = look("联系人：赵国强，联系电话：13855550199。")
    assert (hit.kind, hit.severity) == ("personal.mobile", Severity.INFORM)
    (own,) = of("mobile", look("信访人赵国强留下13855550199。"))
    assert own == "13855550199"


@pytest.mark.parametrize(
    "text",
    [
        "咨询电话：0990-6543211，监督电话：12345、110、400-800-1234。",
        "县民政局电话0990-6543299",
        "办公室传真：0990-6543298",
        f"赵国强，身份证号{GROWN[:3]}***，办理电话0990-6543210",
    ],
)
def test_telephones_of_offices_may_be_published(text: str) -> None:
    assert of("landline", look(text)) == []


def test_a_landline_beside_a_person_is_somebodys() -> None:
    assert of("landline", look("家庭电话：0990-2345678")) == ["0990-2345678"]
    assert of("landline", look(f"赵国强，身份证号{GROWN}，电话0990-2345678")) == ["0990-2345678"]
    assert of("landline", look(f"赵国强，身份证号{GROWN}，电话0990-6543210")) == []


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("护照号：E12345678", "passport", "E12345678"),
        ("持有护照EA1234567的旅客", "passport", "EA1234567"),
        ("港澳居民来往内地通行证H1234567801", "passport", "H1234567801"),
        ("台胞证号：01234567", "passport", "01234567"),
        ("军官证：军字第1234567号", "passport", "军字第1234567号"),
        ("社保卡号：A12345678", "social_card", "A12345678"),
        ("医保编号 3401000012345", "social_card", "3401000012345"),
        ("微信号：zhao_1990", "chat_account", "zhao_1990"),
        ("QQ：123456789", "chat_account", "123456789"),
        ("驾驶皖A·12345", "plate", "皖A·12345"),
        ("新能源车皖AD12345", "plate", "皖AD12345"),
        ("个人邮箱：zhao@qq.com", "email", "zhao@qq.com"),
    ],
)
def test_others_by_label_or_form(text: str, kind: str, expected: str) -> None:
    assert said(look(text)) == [(kind, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "产品型号E12345678",
        "微信公众号：mingtangfabu",
        "QQ群：123456789",
        "公务用车皖A12345",
        "投稿邮箱：mingtang@163.com",
        "电子邮箱：zwgk@mingtang.gov.cn",
        "联系人：赵科长，邮箱mtx@163.com",
    ],
)
def test_others_of_offices_and_things_are_none(text: str) -> None:
    assert look(text) == []


def test_what_a_citizen_gives_away_of_himself_is_shown_to_him() -> None:
    hits = look(
        "我家住东湖花园3栋502室，电话13855550199，座机0990-2345678，邮箱zhao@qq.com，我父亲患有肝癌。",
        writer=Writer.CITIZEN,
    )
    assert said(hits) == [
        ("address", "东湖花园3栋502室"),
        ("mobile", "13855550199"),
        ("landline", "0990-2345678"),
        ("email", "zhao@qq.com"),
        ("health", "肝癌"),
    ]
    assert {hit.severity for hit in hits} == {Severity.WARN}
    assert look("和平路12号门口的路灯坏了，请派人维修。", writer=Writer.CITIZEN) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("台胞证：12345678", "12345678"),
        ("台胞证、护照65432101", "65432101"),
        ("台湾居民来往大陆通行证（台胞证）号码 1234567801", "1234567801"),
        ("台胞证号：19900101", "19900101"),
        ("护照号：123456789", "123456789"),
        ("证件类型：台胞证，证件号码为1234567802", "1234567802"),
    ],
)
def test_numbers_of_permits_without_a_letter(text: str, number: str) -> None:
    assert of("passport", look(text)) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "办理台胞证：请台胞证持有人出示有效证件，电话65432101",
        "身份证、护照、台胞证等证件 65432101",
        "台胞证办理：65432101",
        "台胞证咨询65432101、65432102",
        "护照（办理）65432101",
        "通行证办理窗口 65432101",
        "台胞证受理 2024001234",
        "台胞证，65432101",
        "台胞证每周三 20240131 截止",
        "台胞证 20240131",
        "台胞证 012345678",
        "台胞证号 1234567890",
    ],
)
def test_numbers_near_the_word_for_a_permit_are_none(text: str) -> None:
    """In guides of services: telephones, cases, days. A 台胞证 has eight digits, or ten with how often it was issued."""
    assert of("passport", look(text)) == []


def test_behind_an_amount_in_a_row_stand_a_card_and_a_telephone() -> None:
    row = f"6 大山村 曾娜 {GROWN} 4 耕地地力保护补贴 3120 6228489215275892904 13754009171 已核实"
    hits = look(row)
    assert of("bank_card", hits) == ["6228489215275892904"]
    assert of("mobile", hits) == ["13754009171"]
    assert of("mobile", look("补贴金额13754009171元")) == []
