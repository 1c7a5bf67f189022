"""Whatever lines come, recognition answers, in time, and puts every line in one place only."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mingtang.kernel.official.letter import WHY, Letter
from mingtang.kernel.official.lines import Line
from mingtang.kernel.official.recognising import recognise
from tests.official.reading import CORPUS
from tests.official.shapes import Par
from tests.timing import timed

MANY = 10_000
SECONDS = 2.0
PIECES = [
    "", " ", "\u3000\u3000", "\x00", "\n", "\t", "：", "（", "）", "一、", "（一）", "1.", "附件", "附件1", "附件：", "附件1：名单", "附件：1.甲　　2.乙", "抄送：县委办公室。",
    "明堂县民政局", "明堂县民政局文件", "明堂县人民政府令", "第12号", "明政发〔2026〕3号", "明政发（2026）3号　　签发人：陈国栋", "各乡镇人民政府：", "县直各单位，各乡镇：",
    "关于做好防汛工作的通知", "任免名单", "2026年1月5日", "二〇二六年一月五日", "2026年13月45日", "2026.3.5", "〇〇〇〇年十月十日", "（此件公开发布）", "（）", "（联系人：张三）",
    "现将有关事项通知如下：", "为做好工作，制定本方案。", "明堂县民政局 2026年1月5日", "明堂县人民政府办公室　2026年2月18日印发", "- 1 -", "— 12 —", "特急", "秘密★1年", "000001",
    "标题：关于做好工作的通知", "索引号：1", "成文日期：2026年1月5日", "发文字号：明政发〔2026〕3号", "公开方式：主动公开", "主题词：农业", "本办法自2026年7月1日起施行", "有效期至2031年8月31日止",
    "——副标题", "目　录", "第一章　总则", "第一条　为了", "甲\t乙\n丙\t丁", "印发", "抄送：\t甲\n印发\t乙", "号", "令", "签发人：", "〔〕号", "〔2026〕号", "文件",
]  # fmt: skip
said = [block.text for document in CORPUS for block in document.blocks if isinstance(block, Par)]
texts = st.one_of(
    st.sampled_from(PIECES),
    st.sampled_from(said),
    st.lists(st.sampled_from(PIECES), max_size=4).map("".join),
    st.text(max_size=40),
    st.text("年月日一二十〇0123456789〔〕（）号附件：、。\n\t \u3000", max_size=24),
)
lines = st.builds(
    Line,
    texts,
    kind=st.sampled_from(["text", "text", "text", "text", "table", "figure"]),
    align=st.sampled_from(["", "", "center", "right", "both"]),
    size=st.sampled_from([0, 0, 12, 16, 18, 22, 48]),
    bold=st.booleans(),
    red=st.sampled_from([False, False, False, True]),
    indent=st.sampled_from([0, 2]),
    heading=st.integers(0, 6),
    new_page=st.sampled_from([False, False, False, True]),
)


def check(given_lines: list[Line], letter: Letter) -> None:
    within = range(len(given_lines))
    body = list(letter.body)
    assert body == sorted(set(body))
    behind = [n for group in letter.appendices for n in group]
    assert len(behind) == len(set(behind))
    assert all(letter.appendices)
    assert not set(body) & set(behind)
    assert {*body, *behind} <= set(within)
    assert set(letter.headings) <= {*body, *behind}
    assert all(1 <= level <= 6 for level in letter.headings.values())
    for name, guess in letter.fields.items():
        assert guess.value, name
        assert guess.why in WHY, name
        assert set(guess.lines) <= set(within), name
        if guess.why == "in_text":
            assert set(guess.lines) <= {*body, *behind}, name
        else:
            assert not set(guess.lines) & {*body, *behind}, (name, guess)


@settings(max_examples=400, deadline=None)
@given(st.lists(lines, max_size=30))
@example([])
@example([Line("")])
@example([Line("", "figure")])
@example([Line("2026年1月5日")])
@example([Line("明堂县民政局 2026年1月5日"), Line("关于做好造林工作的通知", align="center", size=22)])
@example([Line("为做好工作，现通知如下：", indent=2), Line("— 1 —"), Line("各单位要认真落实。")])
def test_it_answers_for_any_lines(some: list[Line]) -> None:
    check(some, recognise(some))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_it_answers_for_documents_that_were_spoilt(data: st.DataObject) -> None:
    """Lines of a real layout with some lost, doubled or put elsewhere."""
    document = data.draw(st.sampled_from(CORPUS))
    whole = [
        Line(block.text, align=block.align, size=block.size, red=block.red)
        for block in document.blocks
        if isinstance(block, Par)
    ]
    kept = [line for line in whole for _ in range(data.draw(st.sampled_from([0, 1, 1, 1, 2])))]
    for line in data.draw(st.lists(lines, max_size=3)):
        kept.insert(data.draw(st.integers(0, len(kept))), line)
    check(kept, recognise(kept))


@settings(max_examples=100, deadline=None)
@given(st.lists(lines, max_size=20))
def test_blank_lines_at_the_end_change_no_field(some: list[Line]) -> None:
    before = {name: guess.value for name, guess in recognise(some).fields.items()}
    after = {name: guess.value for name, guess in recognise([*some, Line(""), Line("")]).fields.items()}
    assert after == before


HEAD = [Line("关于做好防汛工作的通知", align="center", size=22), Line("各乡镇人民政府：")]
FOOT = [Line("明堂县民政局", align="right"), Line("2026年1月5日", align="right")]
REPEATED = {
    "sentences": Line("各单位要认真贯彻落实有关要求，切实加强组织领导。"),
    "blanks": Line(""),
    "dates": Line("2026年1月5日"),
    "dates to the right": Line("2026年1月5日", align="right"),
    "organs": Line("明堂县民政局"),
    "signatures": Line("明堂县民政局 2026年1月5日"),
    "marks": Line("附件1"),
    "entries": Line("1.关于做好防汛工作的名单"),
    "notes": Line("附件：名单"),
    "copies": Line("抄送：县委办公室。"),
    "prints": Line("明堂县民政局 2026年1月5日印发"),
    "addressees": Line("各乡镇人民政府，县政府各部门："),
    "numbers": Line("明政发〔2026〕3号"),
    "titles": Line("关于做好防汛工作的通知", align="center", size=22),
    "page numbers": Line("— 1 —"),
    "heads": Line("标题：关于做好防汛工作的通知"),
    "figures": Line("", "figure"),
    "tables": Line("序号\t名称\n1\t抄送：甲\n2\t印发", "table"),
    "in force": Line("本办法自2026年7月1日起施行，有效期至2031年8月31日。"),
    "long": Line("各单位要认真贯彻落实有关要求，通知如下：" * 10),
}


@pytest.mark.parametrize("place", ["between", "behind", "alone"])
@pytest.mark.parametrize("line", REPEATED.values(), ids=REPEATED)
def test_ten_thousand_lines_take_no_time(line: Line, place: str) -> None:
    many = [line] * MANY
    some = {"between": [*HEAD, *many, *FOOT], "behind": [*HEAD, *FOOT, *many], "alone": many}[place]
    with timed() as spent:
        letter = recognise(some)
    assert spent.within(SECONDS)
    check(some, letter)


@pytest.mark.parametrize(
    ("first", "second"),
    [("dates", "blanks"), ("organs", "dates"), ("dates", "sentences"), ("blanks", "marks")],
)
def test_ten_thousand_mixed_lines_take_no_time(first: str, second: str) -> None:
    many = [REPEATED[first], REPEATED[second]] * (MANY // 2)
    with timed() as spent:
        recognise([*HEAD, *many])
    assert spent.within(SECONDS)


ENDLESS = {
    "marks": "附件" * 50_000,
    "blanks": "\u3000" * 100_000,
    "dashes": "一" * 100_000,
    "copies": "抄 送 " * 30_000,
    "brackets": "（" * 100_000,
    "dates": "2026年1月" * 20_000,
    "held apart": "甲 " * 50_000,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_one_endless_line_takes_no_time(text: str) -> None:
    some = [*HEAD, Line(text), *FOOT, Line(text)]
    with timed() as spent:
        letter = recognise(some)
    assert spent.within(SECONDS)
    check(some, letter)
