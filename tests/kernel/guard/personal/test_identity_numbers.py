"""Identity numbers are seen however they are written; other long numbers are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.guard.hits import Severity
from tests.kernel.guard.personal.looking import GROWN, look, number, of, said

WRONG = GROWN[:-1] + ("1" if GROWN[-1] != "1" else "2")
NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
CAPITALS = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def test_the_last_character_may_be_x_and_small() -> None:
    with_x = next(one for serial in range(100) if (one := number(f"990121197503071{serial:02d}"))[-1] == "X")
    assert of("id_number", look(f"证号{with_x}。")) == [with_x]
    assert of("id_number", look(f"证号{with_x.lower()}。")) == [with_x.lower()]


@pytest.mark.parametrize(
    "written",
    [
        GROWN,
        " ".join(GROWN),
        f"{GROWN[:6]} {GROWN[6:14]} {GROWN[14:]}",
        f"{GROWN[:6]}-{GROWN[6:14]}-{GROWN[14:]}",
        ".".join((GROWN[:3], GROWN[3:9], GROWN[9:])),
        GROWN.translate(NUMERALS),
        GROWN.translate(CAPITALS),
        GROWN.translate(CIRCLED),
        GROWN.translate(WIDE),
        GROWN[:5] + "\u200b" + GROWN[5:],
        GROWN.replace("0", "O"),
        GROWN[:6] + "\u2003" + GROWN[6:],
    ],
)
def test_every_way_to_write_it_blocks(written: str) -> None:
    (hit,) = look(f"核查对象的号码是{written}，请处理。")
    assert (hit.kind, hit.text, hit.severity) == ("personal.id_number", written, Severity.BLOCK)


@given(st.integers(0, 999), st.integers(1930, 2024), st.integers(1, 12), st.integers(1, 28))
def test_any_number_with_a_right_check_is_found(serial: int, year: int, month: int, day: int) -> None:
    one = number(f"340823{year}{month:02d}{day:02d}{serial:03d}")
    assert of("id_number", look(f"（{one}）")) == [one]


def test_with_a_wrong_check_it_depends_on_the_label() -> None:
    (labelled,) = look(f"身份证号：{WRONG}")
    (alone,) = look(f"资料里写着{WRONG}。")
    assert labelled.severity == Severity.BLOCK
    assert alone.severity == Severity.WARN
    assert alone.confidence < labelled.confidence < 1


def test_fifteen_digits_are_surer_with_a_label() -> None:
    (labelled,) = look("身份证号码：990121750307123")
    (alone,) = look("旧的是990121750307123。")
    assert labelled.severity == Severity.BLOCK
    assert alone.severity == Severity.WARN
    assert look("注册号：990121750307123") == []
    assert look("数据为990121751307123。") == [], "there is no thirteenth month"


def test_what_is_masked_is_no_hit_and_what_is_half_masked_is() -> None:
    assert look(f"身份证号：{GROWN[:3]}***********{GROWN[-4:]}") == []
    assert look(f"身份证号：{GROWN[:6]}********{GROWN[-4:]}") == []
    (hit,) = look(f"身份证号：{GROWN[:14]}****")
    assert hit.severity == Severity.WARN
    assert of("id_number", look(f"身份证号：{GROWN[:10]}**{GROWN[12:]}")) == [f"{GROWN[:10]}**{GROWN[12:]}"]


def test_a_certificate_of_disability_holds_the_number_too() -> None:
    assert of("id_number", look(f"残疾证号：{GROWN}43")) == [f"{GROWN}43"]
    assert of("id_number", look(f"号码{GROWN}43。")) == [f"{GROWN}43"]


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码：91440232MB2D06811W",
        "项目代码：2601-990121-04-01-123456",
        "合同编号：990121202601011234",
        "办件编号：990121202601011234",
        "订单号 990121202601011234，请保存",
        "(2026)皖01民初123号、（2026）皖0121执6217号",
        "经度117.990121197503071231度",
        "发票号码：26312000000123456789",
        "明政〔2026〕12号、国务院令第711号",
    ],
)
def test_numbers_of_papers_and_organisations_are_none(text: str) -> None:
    assert look(text) == []


def test_a_paper_that_must_name_people_still_must_not_give_their_numbers() -> None:
    hits = look(f"当事人赵国强，身份证号{GROWN}。", title="行政处罚决定书")
    assert said(hits) == [("name", "赵国强"), ("id_number", GROWN)]
    assert [hit.severity for hit in hits] == [Severity.INFORM, Severity.BLOCK]


def test_several_behind_one_label() -> None:
    other = number("99012119801231456")
    assert of("id_number", look(f"二人身份证号分别为{GROWN}、{other}。")) == [GROWN, other]
