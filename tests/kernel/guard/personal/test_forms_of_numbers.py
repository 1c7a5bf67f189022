"""Numbers torn apart, misread by a scanner, in addresses and scripts; and those that only look like one."""

from __future__ import annotations

import pytest

from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.masking import masked
from mingtang.kernel.guard.pieces import Part, Piece, Place
from tests.kernel.guard.personal.looking import GROWN, look, looked, number, of, said

CARD = "6228480402564890018"
EIGHTS = number("99012119850808123")


def at(part: Part, text: str, label: str = "") -> list[Hit]:
    return looked([Piece(text, Place(part, label))])


@pytest.mark.parametrize(
    "written",
    [
        f"{GROWN[:10]}\n{GROWN[10:]}",
        f"{GROWN[:6]}\n{GROWN[6:14]}\n{GROWN[14:]}",
        EIGHTS.replace("8", "B", 2),
        EIGHTS.replace("5", "S", 1).replace("2", "Z", 1),
        GROWN.replace("1", "l", 1).replace("0", "O", 1),
        GROWN.replace("1", "I", 2),
        f"{GROWN[:17]}x",
    ],
)
def test_identity_numbers_over_lines_and_misread(written: str) -> None:
    (hit,) = look(f"资料：{written}。")
    assert (hit.kind, hit.text, hit.severity) == ("personal.id_number", written, Severity.BLOCK)


@pytest.mark.parametrize(
    "text",
    [
        f"型号{EIGHTS.replace('8', 'B', 2)[:-1]}0。",
        "12340123MB1234567X、91340123MA2ABCDE1X",
        f"社会信用代码{EIGHTS.replace('8', 'B', 2)}",
        "340123\n199001\n011234",
    ],
)
def test_codes_with_letters_and_lines_of_numbers_are_none(text: str) -> None:
    assert of("id_number", look(text)) == []


def test_an_identity_number_over_two_pieces() -> None:
    hits = look(f"其身份证号为{GROWN[:10]}", f"{GROWN[10:]}，男")
    assert of("id_number", hits) == [GROWN[:10], GROWN[10:]]
    assert look("共计9901211975", "0307123人") == []


def test_a_part_of_an_identity_number_is_masked_as_a_whole() -> None:
    assert masked("personal.id_number", GROWN[6:14]) == "********"


@pytest.mark.parametrize(
    ("part", "text", "label", "found"),
    [
        (Part.FILE_NAME, f"赵国强{GROWN}.pdf", "", [("name", "赵国强"), ("id_number", GROWN)]),
        (Part.LINK, f"/query?idcard={GROWN}&page=1", "", [("id_number", GROWN)]),
        (Part.LINK, "tel:13855550199", "", [("mobile", "13855550199")]),
        (Part.LINK, "/art/13855550199.html?id=13855550188", "", []),
        (Part.MARKUP, 'x={"phone":"13855550199","id":13855550188}', "script", [("mobile", "13855550199")]),
        (
            Part.MARKUP,
            " 待改：李志明，13855550199 ",
            "comment",
            [("name", "李志明"), ("mobile", "13855550199")],
        ),
    ],
)
def test_in_names_of_files_addresses_scripts_and_comments(
    part: Part, text: str, label: str, found: list[tuple[str, str]]
) -> None:
    assert said(at(part, text, label)) == found


@pytest.mark.parametrize(
    "written",
    ["0086-138-5555-0199", "0086 13855550199", "86-13855550199", "008613855550199", "013855550199"],
)
def test_mobiles_with_what_is_dialled_before(written: str) -> None:
    assert of("mobile", look(f"手机：{written}。")) == [written]


def test_mobiles_in_a_row() -> None:
    hits = look("群众电话：13855550199,13855550188,13855550177")
    assert of("mobile", hits) == ["13855550199", "13855550188", "13855550177"]


def test_a_card_before_another_number() -> None:
    assert of("bank_card", look(f"卡号{CARD} 543")) == [CARD]
    assert of("bank_card", look(f"打到{CARD} 300元")) == [CARD]


@pytest.mark.parametrize(
    "written",
    [
        "皖·A12345", "皖A12·345", "皖A1234·5", "皖A·D12345", "皖AD·12345", "皖ADA1234", "皖A12345D",
        "皖A1234学", "皖 A12345", "皖Ａ·１２３４５",
    ],
)  # fmt: skip
def test_plates_with_the_dot_anywhere(written: str) -> None:
    assert of("plate", look(f"驾驶{written}上路")) == [written]


@pytest.mark.parametrize("text", ["粤B2-20090059", "京G20230101", "苏C3 2026年", "京ICP备12345678号"])
def test_other_codes_are_no_plates(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("随身证件为空字第2048102号军官证。", ["空字第2048102号"]),
        ("持有海字第0123456号士官证", ["海字第0123456号"]),
        ("皖水字第20481021号取水许可", []),
        ("（2026）军字第123号", []),
    ],
)
def test_cards_of_soldiers_with_the_word_behind(text: str, found: list[str]) -> None:
    assert of("passport", look(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("信访人李志明，电子邮箱lizm@139.com。", ["lizm@139.com"]),
        ("请发至lizm@foxmail.com，微信：lizm_1990。", ["lizm@foxmail.com"]),
        ("赵国强，zhao@yeah.net，13855550199", ["zhao@yeah.net"]),
        ("材料发送至mingtang@sina.com。", []),
        ("电子邮箱info@mingtang.example，QQ：12345678", []),
        ("李志明，lizm@mingtang.gov.cn，QQ：12345678", []),
    ],
)
def test_mailboxes_beside_a_person_or_an_account(text: str, found: list[str]) -> None:
    assert of("email", look(text)) == found
