"""Punctuation, marks in pairs and the form of 文号."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.guard.hits import Severity
from mingtang.kernel.guard.pieces import Part
from mingtang.kernel.identifiers.doc_number import normalise
from tests.kernel.guard.looking import found, hits_in, mended, paragraphs, table

MARKS, NUMBER = "words.punctuation", "words.brackets"


def test_half_width_marks_between_chinese_characters_are_mended() -> None:
    text = "各乡镇,各部门要落实;联系人(办公室)在吗?并上报。"
    assert mended(MARKS, text) == "各乡镇，各部门要落实；联系人（办公室）在吗？并上报。"


@pytest.mark.parametrize(
    "text", ["共1,234.5元", "比例为3:2", "上午8:30", "见 http://a.example/?a=b,c", "版本V2.0.1"]
)
def test_half_width_marks_of_numbers_and_addresses_stay(text: str) -> None:
    assert found(MARKS, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("工作完成。。", "。。"),
        ("各单位，，要认真", "，，"),
        ("镇、、村", "、、"),
        ("乡镇、部门、等单位", "、等"),
    ],
)
def test_doubled_marks_are_found(text: str, wrong: str) -> None:
    assert found(MARKS, text) == [wrong]


@pytest.mark.parametrize(
    "text", ["他说……。", "真的吗？！", "类别、等级和数量", "“真的？”他问。", "（一）总则 1）目的 a）范围"]
)
def test_right_marks_stay(text: str) -> None:
    assert found(MARKS, text) == []


def test_style_only_informs() -> None:
    hits = hits_in(paragraphs("根据《甲法》、《乙法》，关于《贯彻《丙条例》的意见》"), MARKS)
    assert [(hit.text, hit.severity) for hit in hits] == [
        ("》、《", Severity.INFORM),
        ("《", Severity.INFORM),
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("根据《政府信息公开条例规定，各单位应当落实。", ["《"]),
        ("以下简称“县政府，以下同。", ["“"]),
        ("依据《甲规定。依据《乙》执行。", ["《"]),
        ("认真落实工作。”", ["”"]),
        ("（以下简称“县政府）负责", ["“"]),
        ("落实甲条例》要求", ["》"]),
    ],
)
def test_marks_without_their_other_half_are_found(text: str, wrong: list[str]) -> None:
    assert found(MARKS, text) == wrong


def test_a_quotation_may_run_over_paragraphs() -> None:
    assert found(MARKS, "修改为：“第一条　甲。", "第二条　乙。", "“第三条　丙。”") == []
    assert found(MARKS, "依据《中华人民共和国", "民法典》规定") == []


def test_a_cell_closes_what_it_opens() -> None:
    hits = hits_in(table("依据《甲法|规定》"), MARKS)
    assert [(hit.text, hit.place.cell) for hit in hits] == [("《", "0.0"), ("》", "0.1")]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("明政发[2026]12号", "明政发〔2026〕12号"),
        ("明政办发【2026】5号", "明政办发〔2026〕5号"),
        ("明政办函（2026）3号", "明政办函〔2026〕3号"),
        ("明政发〔2026〕第12号", "明政发〔2026〕12号"),
        ("明政发〔2026〕012号", "明政发〔2026〕12号"),
        ("明政发〔2026]12号", "明政发〔2026〕12号"),
        ("明政发［２０２６］１２号", "明政发〔2026〕12号"),
    ],
)
def test_document_numbers_get_their_form(written: str, right: str) -> None:
    assert mended(NUMBER, f"根据《通知》（{written}）要求") == f"根据《通知》（{right}）要求"


def test_a_year_of_two_figures_and_a_lost_suffix_are_found() -> None:
    assert found(NUMBER, "明政发〔26〕12号", "明政发〔2026〕12。") == ["明政发〔26〕12号", "明政发〔2026〕12"]


@pytest.mark.parametrize(
    "text",
    [
        "（2026）皖01民初12号民事判决书",
        "明堂县人民法院（2026）皖9901执12号",
        "二期工程(2024)3号楼",
        "国办发〔2018〕23、24号",
        "皖（2026）明堂县不动产权第0000123号",
        "国务院令第711号",
        "参见图[12]3号",
        "根据明政发〔2026〕12号文件",
    ],
)
def test_other_numbers_keep_their_brackets(text: str) -> None:
    assert found(NUMBER, text) == []


def test_a_file_name_only_informs() -> None:
    (hit,) = hits_in(paragraphs("明政发[2026]12号.pdf", part=Part.FILE_NAME), NUMBER)
    assert hit.severity == Severity.INFORM


@given(
    st.sampled_from(["明政发", "明政办函", "明市监规"]),
    st.sampled_from(["[]", "()", "（）", "【】", "〔〕", "［］"]),
    st.integers(1950, 2049),
    st.sampled_from(["", "第"]),
    st.integers(1, 99999),
)
def test_every_spelling_is_mended_to_the_canonical_one(
    mark: str, pair: str, year: int, nth: str, serial: int
) -> None:
    written = f"{mark}{pair[0]}{year}{pair[1]}{nth}{serial}号"
    assert mended(NUMBER, written) == normalise(written)
    assert found(NUMBER, normalise(written)) == []


def test_key_words_are_parted_by_plain_commas() -> None:
    assert found(MARKS, "明堂县,政务公开,通知", part=Part.FIELD) == []
