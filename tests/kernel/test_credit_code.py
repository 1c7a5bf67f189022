"""统一社会信用代码: normalised and checked. Valid samples carry a computed check character."""

import pytest

from mingtang.kernel.identifiers.credit_code import CreditCodeError, credit_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11440232MB2D06811W", "11440232MB2D06811W"),
        ("91330102MA28NBU477", "91330102MA28NBU477"),
        (" 11440232-mb2d06811w", "11440232MB2D06811W"),
        ("１１４４０２３２ＭＢ２Ｄ０６８１１Ｗ", "11440232MB2D06811W"),
    ],
)
def test_usual_spellings_are_read(text: str, code: str) -> None:
    assert credit_code(text) == code


def test_letters_in_the_first_two_places_are_allowed() -> None:
    valid = []
    for check in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        try:
            valid.append(credit_code("N2990121MB2D06811" + check))
        except CreditCodeError as error:
            assert error.code == "bad_check"
    assert len(valid) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_length"),
        ("11440232MB2D06811", "bad_length"),
        ("11440232MB2D06811I", "bad_characters"),
        ("1144023AMB2D06811W", "bad_characters"),
        ("11440232MB2D06811X", "bad_check"),
        ("11440232MB2D06181W", "bad_check"),
    ],
)
def test_what_is_not_a_code_says_why(text: str, code: str) -> None:
    with pytest.raises(CreditCodeError) as refused:
        credit_code(text)
    assert refused.value.code == code
