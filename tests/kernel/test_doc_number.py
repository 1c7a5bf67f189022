"""文号: every usual spelling reads as one canonical spelling; the rest says what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.identifiers.doc_number import (
    DocKind,
    DocNumberError,
    find_all,
    normalise,
    parse,
)

ORDINARY, ORDER, ANNOUNCEMENT, TELEGRAM = DocKind


@pytest.mark.parametrize(
    ("text", "kind", "canonical"),
    [
        ("国办发〔2016〕80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发[2016]80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发［2016］80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发【2016】80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发(2016)80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发（2016）80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发﹝2016﹞80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发{2016}80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发〔２０１６〕８０号", ORDINARY, "国办发〔2016〕80号"),
        (" 国办发 〔 2016 〕 80 号\n", ORDINARY, "国办发〔2016〕80号"),
        ("国办发\u3000〔2016〕\u200b80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发〔2016〕第80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发〔2016〕080号", ORDINARY, "国办发〔2016〕80号"),
        ("国办发〔2016年〕80号", ORDINARY, "国办发〔2016〕80号"),
        ("国办公开办函〔2021〕30号", ORDINARY, "国办公开办函〔2021〕30号"),
        ("和政发〔2026〕12号", ORDINARY, "和政发〔2026〕12号"),
        ("某政发〔1998〕99999号", ORDINARY, "某政发〔1998〕99999号"),
        ("国办发明电[2020]2号", TELEGRAM, "国办发明电〔2020〕2号"),
        ("某政办明电〔2026〕第03号", TELEGRAM, "某政办明电〔2026〕3号"),
        ("国务院令第711号", ORDER, "国务院令第711号"),
        ("国务院令 第 ７１１ 号", ORDER, "国务院令第711号"),
        ("国务院令711号", ORDER, "国务院令第711号"),
        ("国务院第711号令", ORDER, "国务院令第711号"),
        ("中华人民共和国国务院令第0590号", ORDER, "中华人民共和国国务院令第590号"),
        ("商务部令2021年第1号", ORDER, "商务部令2021年第1号"),
        ("商务部2021年第1号令", ORDER, "商务部令2021年第1号"),
        ("2026年第3号", ANNOUNCEMENT, "2026年第3号"),
        ("２０２６年　第０３号", ANNOUNCEMENT, "2026年第3号"),
        ("公告2026年第3号", ANNOUNCEMENT, "公告2026年第3号"),
        ("2026年第3号公告", ANNOUNCEMENT, "公告2026年第3号"),
        ("海关总署公告2020年第1号", ANNOUNCEMENT, "海关总署公告2020年第1号"),
        ("财政部、税务总局公告2023年第12号", ANNOUNCEMENT, "财政部、税务总局公告2023年第12号"),
        ("某县公安局通告2026年第2号", ANNOUNCEMENT, "某县公安局通告2026年第2号"),
        ("农业农村部公告第250号", ANNOUNCEMENT, "农业农村部公告第250号"),
    ],
)
def test_usual_spellings_are_read(text: str, kind: DocKind, canonical: str) -> None:
    number = parse(text)
    assert (number.kind, number.text) == (kind, canonical)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unreadable"),
        ("关于印发方案的通知", "unreadable"),
        ("某政发3号", "no_year"),
        ("某政发〔〕3号", "no_year"),
        ("第12号", "no_year"),
        ("某政发〔26〕3号", "bad_year"),
        ("某政发〔3026〕3号", "bad_year"),
        ("某政发〔二〇二六〕3号", "bad_year"),
        ("3026年第3号", "bad_year"),
        ("某政发〔2026〕", "no_serial"),
        ("某政发〔2026〕号", "no_serial"),
        ("某政发2026年", "no_serial"),
        ("某政发〔2026〕0号", "bad_serial"),
        ("某政发〔2026〕三号", "bad_serial"),
        ("某政发〔2026〕-3号", "bad_serial"),
        ("某政发〔2026〕123456号", "bad_serial"),
        ("国务院令第000号", "bad_serial"),
        ("某政发〔2026〕3", "no_suffix"),
        ("〔2026〕3号", "no_issuer_mark"),
        ("令第3号", "no_issuer_mark"),
        ("公告第3号", "no_issuer_mark"),
        ("abc〔2026〕3号", "bad_issuer_mark"),
        ("政〔2026〕3号", "bad_issuer_mark"),
        ("一二三四五六七八九十一二三四五六七〔2026〕3号", "bad_issuer_mark"),
    ],
)
def test_what_is_not_a_number_says_why(text: str, code: str) -> None:
    with pytest.raises(DocNumberError) as refused:
        parse(text)
    assert refused.value.code == code


def test_parts_are_read() -> None:
    number = parse("某政办发[2026]007号")
    assert (number.issuer_mark, number.year, number.serial) == ("某政办发", 2026, 7)
    order = parse("国务院令第711号")
    assert (order.issuer_mark, order.year, order.serial) == ("国务院", None, 711)


MARKS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=16)
GAPS = st.sampled_from(["", " ", "\u3000", "\u200b"])
BRACKETS = st.sampled_from(["〔〕", "[]", "【】", "()", "（）", "﹝﹞", "［］"])


@given(
    MARKS,
    st.integers(1900, 2099),
    st.integers(1, 99999),
    BRACKETS,
    GAPS,
    st.sampled_from(["", "第", "0", "第00"]),
)
def test_any_spelling_of_an_ordinary_number_reads_as_the_same_number(
    mark: str, year: int, serial: int, brackets: str, gap: str, before: str
) -> None:
    spelled = f"{mark}{gap}{brackets[0]}{year}{gap}{brackets[1]}{before}{serial}{gap}号"
    assert normalise(spelled) == f"{mark}〔{year}〕{serial}号"


@given(st.text(st.sampled_from("国务院公告通令第号年〔〕[]（）0123１２０26 、发明电\n"), max_size=24))
def test_normalise_is_idempotent_and_fails_only_with_its_own_error(text: str) -> None:
    try:
        once = normalise(text)
    except DocNumberError:
        return
    assert normalise(once) == once
    assert parse(once) == parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "根据《条例》（国务院令第711号）和国办发〔2016〕80号文件",
            ["国务院令第711号", "国办发〔2016〕80号"],
        ),
        ("按照国发〔2019〕1号和国办发[2020]2号要求", ["国发〔2019〕1号", "国办发〔2020〕2号"]),
        ("关于印发方案的通知\n某政发〔2026〕 3 号", ["某政发〔2026〕3号"]),
        ("现将和政发〔2026〕5号印发给你们", ["和政发〔2026〕5号"]),
        ("同时废止某政办发（2011）第07号。", ["某政办发〔2011〕7号"]),
        ("某政发\n〔2026〕3号", ["某政发〔2026〕3号"]),
        ("依据海关总署公告2020年第1号办理", ["海关总署公告2020年第1号"]),
        ("依照某省人民政府第12号令执行", ["某省人民政府令第12号"]),
        ("刊于《政府公报》2026年第3号", []),
        ("某某路15号（2026）3号楼", []),
        ("没有文号", []),
        ("", []),
    ],
)
def test_numbers_inside_running_text_are_found(text: str, expected: list[str]) -> None:
    assert [citation.number.text for citation in find_all(text)] == expected


@given(
    st.lists(
        st.sampled_from(["根据", "国办发〔2016〕80号", "，", "国务院令第711号", "和", "公告", "\n", "文件"])
    )
)
def test_places_point_at_the_number_in_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for citation in find_all(text):
        assert citation.start >= end
        end = citation.end
        assert parse(text[citation.start : citation.end]) == citation.number
