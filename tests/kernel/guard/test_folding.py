"""What nobody sees, and strokes put onto digits, hide no number; places stay those of the text as it was read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.demo.identifiers import identity_number
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.folding import folded
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.pieces import Piece
from mingtang.kernel.guard.ready import check

NUMBER = identity_number("990121", date(1987, 3, 12), 204)
BETWEEN = {
    "nothing wide": "\u200b",
    "a tag": "\U000e0041",
    "a stroke": "\u0336",
    "a line below": "\u0332",
    "a frame": "\ufe0f\u20e3",
    "an annotation": "\ufff9",
    "a zero": "\x00",
    "a bell": "\x07",
    "a note": "\U0001d173",
    "a thin blank": "\u2009",
    "a dotless pattern": "\u2800",
    "a narrow blank": "\u202f",
}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_a_number_is_found_with_something_between_all_its_digits(between: str) -> None:
    text = f"身份证号：{between.join(NUMBER)}。"
    hits = check([Piece(text)], About(date(2026, 3, 2)), Knowledge()).hits
    (hit,) = [hit for hit in hits if hit.kind == "personal.id_number"]
    assert text[hit.start] == NUMBER[0]
    assert text[hit.end - 1] == NUMBER[-1]
    assert hit.text == text[hit.start : hit.end]


@given(st.text(st.characters() | st.sampled_from("0９\u200b\u0301\x00\U0001d7ceа　"), max_size=60))
def test_each_character_that_is_left_knows_its_place(text: str) -> None:
    plain, places = folded(text)
    if places is None:
        assert len(plain) == len(text)
    else:
        assert len(places) == len(plain) + 1
        assert places == sorted(places)
        assert all(folded(text[at])[0] == letter for letter, at in zip(plain, places, strict=False))


def test_a_raised_digit_of_a_footnote_does_not_become_part_of_a_number() -> None:
    assert folded("身份证号1²")[0] == "身份证号1²"
