"""Right text of all sorts is left alone: names, places, numbers of papers, cells, everyday words."""

import pytest

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import DETECTORS
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import passages
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place
from tests.kernel.guard.test_words_typo import ABOUT, typos

WRONG = "县级以上地方人民政付应当加强领导。"


def looked(*pieces: Piece, about: About = ABOUT) -> list[Hit]:
    look = DETECTORS["words.typo"].begin(about, Knowledge())
    found = [hit for piece in pieces for passage in passages(piece) for hit in look.see(passage)]
    return [*found, *look.end()]


@pytest.mark.parametrize("part", [Part.MARKUP, Part.LINK, Part.FORMULA, Part.PROPERTY])
def test_what_is_no_text_for_people_is_not_read(part: Part) -> None:
    assert looked(Piece(WRONG, Place(Part.BODY)))
    assert looked(Piece(WRONG, Place(part))) == []
    assert looked(Piece("全面布署。", Place(part))) == []


def test_what_nobody_sees_is_not_read() -> None:
    assert looked(Piece(WRONG, Place(Part.TEXT, hidden=True))) == []


def test_short_cells_and_those_under_names_are_only_asked_for_known_faults() -> None:
    table = [
        Piece("户主姓名", Place(Part.CELL), Cell(0, 0, 0)),
        Piece("备注", Place(Part.CELL), Cell(0, 0, 1)),
        Piece(WRONG, Place(Part.CELL), Cell(0, 1, 0)),
        Piece("鲍语嫣", Place(Part.CELL), Cell(0, 1, 1)),
        Piece("全面布署", Place(Part.CELL), Cell(0, 2, 1)),
        Piece(WRONG, Place(Part.CELL), Cell(0, 3, 1)),
        Piece(WRONG, Place(Part.CELL), Cell(1, 3, 0)),
    ]
    assert [hit.text for hit in looked(table[4])] == ["布署"]
    assert [hit.number for hit in looked(*table[:4])] == []
    assert len(looked(*table[:3], table[5])) == 1
    assert len(looked(*table[:3], table[6])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "户主蒲语嫣，家中三口人。",
        "经查，该户的鲍语嫣（小学生）已转学。",
        "明府办函〔2026〕5号、澄建设〔2026〕12号同时废止。",
        "持有军字第1234567号证件的，优先办理。",
        "《桐油灯下》写的是代课老师的故事。",
        "酒席不超过十五桌，每桌菜金不超过五百元。",
        "禁止使用POS机办理套现。",
        "剖篾要匀，起底要正，收口要密。老篾匠今年七十有六，带了十几个徒弟。",
        "山洪沟口、陡坡脚下的住户，雨季要睡得警醒，听到铜锣连敲，立刻往两侧高处跑，先人后畜。",
        "今年油菜正值蕾薹期，要看苗追施薹肥，清沟沥水，冻害田块及早摘除冻薹。",
        "祠堂坐北朝南，三进两天井，穿斗式梁架，檐下雀替雕饰精美，门前一对抱鼓石保存完好。",
    ],
)
def test_names_numbers_of_papers_titles_and_everyday_words_are_left_alone(text: str) -> None:
    assert typos(text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("检查不能走马观化。", "花"),
        ("不得草木皆冰，各行其事。", "兵"),
        ("做工作不能半途而费。", "废"),
    ],
)
def test_set_phrases_with_one_wrong_character_are_found(text: str, meant: str) -> None:
    assert any(meant in (hit.suggestion or "") for hit in typos(text))
