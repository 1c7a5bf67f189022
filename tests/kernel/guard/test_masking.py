"""Masked data: the form of the rule, the same when masked twice, and never a reason to block again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.masking import SHOWN, can_mask, masked
from mingtang.kernel.guard.personal.kinds import COLUMN, KINDS
from tests.kernel.guard.personal.looking import GROWN, look

MASKABLE = [kind for kind in KINDS if can_mask(kind)]


@pytest.mark.parametrize(
    ("kind", "text", "plain", "strict"),
    [
        ("id_number", "990121197503071238", "990***********1238", "9****************8"),
        ("id_number", "990121 19750307 1238", "990***********1238", "9****************8"),
        ("id_number", "990121750307123", "990********7123", "9*************3"),
        ("id_number", "99012119750307123843", "990*****************", "9*******************"),
        ("mobile", "138 5555 0199", "138****0199", "138******99"),
        ("landline", "0990-2345678", "0990-*****78", "0990-*******"),
        ("landline", "(010)12345678转801", "010-******78", "010-********"),
        ("bank_card", "6228480402564890018", "**** **** **** 0018", "**** **** **** **18"),
        ("social_card", "A12345678", "*****5678", "*******78"),
        ("plate", "皖A12345", "皖A·**345", "皖A·****5"),
        ("plate", "皖AD12345", "皖A·***345", "皖A·*****5"),
        ("passport", "E12345678", "E*****678", "E*******8"),
        ("email", "zhao@qq.com", "z***@qq.com", "***@qq.com"),
        ("chat_account", "zhao_1990", "z***90", "z***"),
        ("address", "明堂县东湖乡大塘村三组18号", "明堂县东湖乡大塘村***", "明堂县东湖乡***"),
        ("address", "明堂县城关镇和平路12号3栋", "明堂县城关镇***", "明堂县城关镇***"),
        ("address", "东湖花园3栋502室", "***", "***"),
        ("name", "张国强", "张*", "张某某"),
        ("name", "欧阳修文", "欧阳*", "欧阳某某"),
        ("name", "张　强", "张*", "张某某"),
        ("minor", "张小明", "张某某", "张某某"),
        ("health", "肝癌", "（略）", "（略）"),
        ("disability", "肢体残疾二级", "（略）", "（略）"),
        ("column", "身份证号", "身份证号", "身份证号"),
    ],
)
def test_what_is_left(kind: str, text: str, plain: str, strict: str) -> None:
    assert masked(f"personal.{kind}", text) == plain
    assert masked(f"personal.{kind}", text, strict=True) == strict


@given(
    kind=st.sampled_from(MASKABLE),
    text=st.text("0123456789XABCz@.qcom张欧阳强某*·- 皖省县村路号第栋（）一二〇字", min_size=1, max_size=24),
    strict=st.booleans(),
)
def test_masking_twice_changes_nothing(kind: str, text: str, strict: bool) -> None:
    once = masked(kind, text, strict=strict)
    assert masked(kind, once, strict=strict) == once


@given(kind=st.sampled_from(sorted(SHOWN)), text=st.text("0123456789", min_size=8, max_size=24))
def test_a_third_at_least_is_hidden(kind: str, text: str) -> None:
    kept = sum(letter.isdigit() for letter in masked(kind, text))
    assert kept <= len(text) * 2 / 3 or kind == "personal.mobile"


SENTENCE = (
    f"村民孙桂花（身份证号：{GROWN}）患有肝癌，肢体残疾二级，住明堂县东湖乡大塘村三组18号，手机13855550199，"
    "家庭电话0990-2345678，银行卡号：6228480402564890018，社保卡号：A12345678，护照号：E12345678，微信号：sun_1990，"
    "个人邮箱：sun@qq.com，车牌号皖A12345；其孙张小明，8岁。"
)


@pytest.mark.parametrize("strict", [False, True])
def test_a_masked_paper_has_no_hit_left_but_what_is_the_persons_own_word(strict: bool) -> None:
    hits = look(SENTENCE)
    assert {hit.kind for hit in hits} == set(KINDS) - {COLUMN}
    text = SENTENCE
    for hit in reversed(hits):
        text = text[: hit.start] + masked(hit.kind, hit.text, strict=strict) + text[hit.end :]
    assert look(text) == []


@given(
    seventeen=st.from_regex(r"34082319[4-9][0-9]0[1-9][012][1-8][0-9]{3}", fullmatch=True),
    card=st.from_regex(r"62[0-9]{14,17}", fullmatch=True),
    strict=st.booleans(),
)
def test_masked_numbers_never_block(seventeen: str, card: str, strict: bool) -> None:
    number = masked("personal.id_number", seventeen + "0", strict=strict)
    account = masked("personal.bank_card", card, strict=strict)
    hits = look(
        f"赵国强，身份证号{number}，银行卡号：{account}，社保卡号{masked('personal.social_card', card)}"
    )
    assert Severity.BLOCK not in {hit.severity for hit in hits}


def test_other_kinds_are_not_masked() -> None:
    assert not can_mask("names.state")
    with pytest.raises(KeyError):
        masked("names.state", "国名")
