"""Wrong characters are found with the word that was meant; names, terms and right text are left alone."""

from datetime import date

import pytest

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import DETECTORS
from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.knowledge import Knowledge, Leader, UnitName
from mingtang.kernel.guard.passages import passages
from mingtang.kernel.guard.pieces import Piece
from mingtang.kernel.guard.words import typo

ABOUT = About(today=date(2026, 5, 1))


def typos(*texts: str, knowledge: Knowledge | None = None) -> list[Hit]:
    look = DETECTORS["words.typo"].begin(ABOUT, knowledge or Knowledge())
    found = [hit for text in texts for passage in passages(Piece(text)) for hit in look.see(passage)]
    return [*found, *look.end()]


@pytest.mark.parametrize(
    ("text", "wrong", "meant"),
    [
        ("各乡镇人民政府要认真组只实施本方案。", "组只", "组织"),
        ("由县人力资源和社会保璋局负责解释。", "保璋", "保障"),
        ("严格执行安全生产贵任制。", "贵任", "责任"),
        ("县级以上地方人民政付应当加强领导。", "政付", "政府"),
        ("建立健全突发事件应急管里体制。", "管里", "管理"),
    ],
)
def test_a_character_of_like_sound_or_shape_is_found_with_the_word_that_was_meant(
    text: str, wrong: str, meant: str
) -> None:
    (hit,) = typos(text)
    assert hit.kind == typo.TYPO
    assert text[hit.start : hit.end] == hit.text
    assert wrong in hit.text
    assert hit.suggestion is not None
    assert meant in hit.suggestion
    assert len(hit.suggestion) == len(hit.text)
    assert hit.args["meant"] == hit.suggestion


def test_a_whole_word_of_the_same_sound_is_found() -> None:
    (hit,) = typos("申请人应当按时办理营业支招。")
    assert hit.suggestion is not None
    assert "执照" in hit.suggestion


@pytest.mark.parametrize(
    "text",
    [
        "为了规范行政处罚的设定和实施，保障和监督行政机关有效实施行政管理，维护公共利益和社会秩序，制定本条例。",
        "明堂县人民政府办公室关于印发2026年政务公开工作要点的通知",
        "申请人可以当面提交申请，也可以通过邮政快递、网站提交。",
        "联系人：王小明，电话0990-1234567。",
        "",
        "ABC 123 。！？",
        "龘",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert typos(text) == []


def test_what_stands_between_digits_letters_and_spaces_is_marked_at_its_place() -> None:
    text = "（2026）第１２条 Ａ类：  县级以上人民政付应当 在5日内公开。"
    (hit,) = typos(text)
    assert text[hit.start : hit.end] == hit.text
    assert "付" in hit.text


def test_the_same_strange_word_in_several_surroundings_is_a_term_and_left_alone() -> None:
    once = "县级以上地方人民政付应当加强领导。"
    assert len(typos(once)) == 1
    assert typos(once, "政付大厦位于城东。", "前往政付路办理。") == []


def test_names_the_county_knows_are_left_alone() -> None:
    text = "县级以上地方人民政付应当加强领导。"
    assert len(typos(text)) == 1
    knowledge = Knowledge(
        units=(UnitName(name="人民政付"),), leaders=(Leader(name="赵一", title="局长", unit="某局"),)
    )
    assert typos(text, knowledge=knowledge) == []


def test_known_faults_are_found_and_right_words_that_hold_one_are_not() -> None:
    (hit,) = typos("全面布署今年的工作。")
    assert (hit.text, hit.suggestion, hit.fix) == ("布署", "部署", "部署")
    assert [hit.text for hit in typos("请尽快按装设备。")] == ["按装"]
    assert typos("按装修要求施工。") == []


def test_less_sure_known_faults_only_inform() -> None:
    (hit,) = typos("应当反应强烈的问题。")
    assert hit.severity is Severity.INFORM
    assert hit.fix is None


def test_noise_is_not_judged_and_takes_no_time() -> None:
    noise = "".join(chr(0x4E00 + at * 7919 % 20_000) for at in range(16_000))
    assert typos(noise) == []


def test_the_same_is_found_every_time() -> None:
    texts = ("严格执行安全生产贵任制。", "优化营伤环境。")
    assert typos(*texts) == typos(*texts)
    assert len(typos(*texts)) == 2
