"""The search for names with one slip finds every slip, and the right name never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.guard.names.near import Names, Slip, compare
from mingtang.kernel.guard.names.numerals import number_of

NAMES = ("中华人民共和国", "明堂县民政局", "明堂县人力资源和社会保障局", "石桥镇人民政府", "齐齐哈尔市")
_names = Names(NAMES)
_around = st.text("，。前后甲乙丙的在", max_size=8)


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(NAMES))
    at = draw(st.integers(0, len(name) - 1))
    slip = draw(st.sampled_from(list(Slip)))
    if slip == Slip.WRONG:
        wrong = name[:at] + "囗" + name[at + 1 :]
    elif slip == Slip.MISSING:
        wrong = name[:at] + name[at + 1 :]
    elif slip == Slip.EXTRA:
        wrong = name[:at] + "囗" + name[at:]
    else:
        at = min(at, len(name) - 2)
        wrong = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name, wrong


@given(slips(), _around, _around)
def test_every_slip_is_found_wherever_it_stands(slip: tuple[str, str], before: str, after: str) -> None:
    name, wrong = slip
    if name in wrong or wrong in name:
        return
    text = before + wrong + after
    found = {(near.name, near.start, near.end) for near in _names.find(text)}
    assert any(
        one == name and start < len(before) + len(wrong) and end > len(before) for one, start, end in found
    ), found


@given(st.sampled_from(NAMES), _around, _around)
def test_the_right_name_is_no_slip_of_itself(name: str, before: str, after: str) -> None:
    assert [near for near in _names.find(before + name + after) if near.name == name and near.inside] == []


@given(st.text("甲乙丙丁", max_size=6), st.text("甲乙丙丁", max_size=6))
def test_comparing_agrees_with_applying_the_slip(window: str, name: str) -> None:
    difference = compare(window, name)
    if difference is None:
        return
    slip, at, got, want = difference
    mended = {
        Slip.WRONG: window[:at] + want + window[at + 1 :],
        Slip.MISSING: window[:at] + want + window[at:],
        Slip.EXTRA: window[:at] + window[at + 1 :],
        Slip.SWAPPED: window[:at] + want + window[at + 2 :],
    }[slip]
    assert mended == name
    assert window != name
    assert slip != Slip.WRONG or got == window[at]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零八", 108),
        ("一千二百六十", 1260),
        ("二百", 200),
        ("88", 88),
        ("一百一十九", 119),
    ],
)
def test_numbers_of_articles(text: str, number: int) -> None:
    assert number_of(text) == number


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        number_of("第一")
