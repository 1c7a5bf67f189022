"""Themes in the cells of a catalogue."""

import pytest

from mingtang.kernel.catalogue.theme_cells import theme_cell, theme_of
from mingtang.kernel.classification.themes import THEMES


@pytest.mark.parametrize("code", THEMES)
def test_every_theme_is_read_back_from_what_an_export_writes(code: str) -> None:
    assert theme_of(theme_cell(code)) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("17.03", "17.03"),
        ("17", "17"),
        ("社会福利", "17.03"),
        ("民政、扶贫、救灾/社会福利", "17.03"),
        ("民政、扶贫、救灾-其他", "17.07"),
        ("其他", ""),
        ("17.99", ""),
        ("民生", ""),
        ("", ""),
    ],
)
def test_themes_are_named_by_code_or_by_a_name_that_only_they_bear(text: str, code: str) -> None:
    assert theme_of(text) == code
