"""Classification: the tables are whole, codes are stable, labels are the field's words."""

import pytest

from mingtang.kernel.classification.audiences import AUDIENCES
from mingtang.kernel.classification.genres import GENRES
from mingtang.kernel.classification.themes import THEMES, main_themes, sub_themes
from mingtang.kernel.classification.validity import Validity


def test_there_are_22_main_themes_in_order_of_display() -> None:
    assert [theme.code for theme in main_themes()] == [f"{number:02d}" for number in range(1, 23)]


@pytest.mark.parametrize(
    ("code", "label", "local_label", "parent"),
    [
        ("01", "国务院组织机构", "政府组织机构", ""),
        ("02", "综合政务", "综合政务", ""),
        ("02.01", "政务公开", "政务公开", "02"),
        ("06.01", "农业、畜牧业、渔业", "农业、畜牧业、渔业", "06"),
        ("07.12", "其他", "其他", "07"),
        ("17", "民政、扶贫、救灾", "民政、乡村振兴、救灾", ""),
        ("17.06", "扶贫", "扶贫", "17"),
        ("22", "其他", "其他", ""),
    ],
)
def test_codes_do_not_move(code: str, label: str, local_label: str, parent: str) -> None:
    theme = THEMES[code]
    assert (theme.code, theme.label, theme.local_label, theme.parent) == (code, label, local_label, parent)


def test_every_sub_theme_stands_under_its_main_theme_once() -> None:
    below = [theme for main in main_themes() for theme in sub_themes(main.code)]
    assert len(below) + 22 == len(THEMES)
    for main in main_themes():
        labels = [theme.label for theme in sub_themes(main.code)]
        assert len(labels) == len(set(labels))
        assert not labels or labels[-1] == "其他"


def test_sub_themes_have_no_sub_themes() -> None:
    assert sub_themes("02.01") == ()


@pytest.mark.parametrize("table", [GENRES, AUDIENCES])
def test_small_tables_have_distinct_labels_and_codes_fit_for_addresses(table: dict[str, str]) -> None:
    assert len(set(table.values())) == len(table)
    assert all(code.isidentifier() and code == code.lower() for code in table)


def test_the_fifteen_kinds_of_official_documents_are_genres() -> None:
    kinds = "决议 决定 命令（令） 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要"
    assert set(kinds.split()) <= set(GENRES.values())


def test_tables_cannot_be_changed() -> None:
    for table in (THEMES, GENRES, AUDIENCES):
        with pytest.raises(TypeError):
            table["x"] = "y"  # type: ignore[index]


def test_validity_has_four_values_with_their_words() -> None:
    assert {value.value: value.label for value in Validity} == {
        "in_force": "有效",
        "amended": "修改",
        "repealed": "废止",
        "expired": "失效",
    }
