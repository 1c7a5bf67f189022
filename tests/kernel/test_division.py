"""区划代码: levels, parents and short forms. 99 is a province that does not exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.identifiers.division import (
    DivisionError,
    Level,
    is_within,
    level,
    normalise,
    parent,
    parse,
)


@st.composite
def codes(draw: st.DrawFn) -> str:
    depth = draw(st.integers(1, 5))
    widths = (2, 2, 2, 3, 3)
    groups = [
        f"{draw(st.integers(1, 10**width - 1)):0{width}d}" if place < depth else "0" * width
        for place, width in enumerate(widths)
    ]
    if depth >= 4 and draw(st.booleans()):
        groups[2] = "00"  # a city without districts
    return "".join(groups)


@pytest.mark.parametrize(
    ("code", "expected_level", "kind"),
    [
        ("990000000000", Level.PROVINCE, ""),
        ("990100000000", Level.CITY, "市"),
        ("992300000000", Level.CITY, "地区"),
        ("990121000000", Level.COUNTY, "县"),
        ("990102000000", Level.COUNTY, "市辖区"),
        ("990181000000", Level.COUNTY, "县级市"),
        ("990121001000", Level.TOWN, "街道"),
        ("990121100000", Level.TOWN, "镇"),
        ("990121200000", Level.TOWN, "乡"),
        ("990121400000", Level.TOWN, "政企合一单位"),
        ("990121100001", Level.VILLAGE, "居委会"),
        ("990121100200", Level.VILLAGE, "村委会"),
        ("990121100900", Level.VILLAGE, ""),
        ("990100003000", Level.TOWN, "街道"),
    ],
)
def test_level_and_kind_follow_the_ranges(code: str, expected_level: Level, kind: str) -> None:
    assert (level(code), parse(code).kind) == (expected_level, kind)


def test_groups_are_read() -> None:
    village = parse("990121103205")
    assert (village.province, village.city, village.county) == ("99", "01", "21")
    assert (village.town, village.village) == ("103", "205")


@pytest.mark.parametrize(
    "text", ["990121", "990121000", "990121000000", " 990121 ", "９９０１２１", "99 01 21"]
)
def test_short_and_wide_forms_become_twelve_digits(text: str) -> None:
    assert normalise(text) == "990121000000"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_digits"),
        ("99012A", "not_digits"),
        ("٩٩٠١٢١", "not_digits"),
        ("99", "bad_length"),
        ("9901210", "bad_length"),
        ("9901210000001", "bad_length"),
        ("000000000000", "no_province"),
        ("000121000000", "no_province"),
        ("990021000000", "gap"),
        ("990000100000", "gap"),
        ("990121000200", "gap"),
    ],
)
def test_what_is_not_a_code_says_why(text: str, code: str) -> None:
    with pytest.raises(DivisionError) as refused:
        parse(text)
    assert refused.value.code == code


def test_a_town_of_a_city_without_districts_belongs_to_the_city() -> None:
    assert parent("990100003000") == "990100000000"


@given(codes())
def test_normalise_is_idempotent_and_reads_its_own_code(code: str) -> None:
    assert normalise(code) == normalise(normalise(code)) == code


@given(codes())
def test_parents_rise_to_a_province_and_hold_the_child(code: str) -> None:
    chain = [code]
    while (above := parent(chain[-1])) is not None:
        assert level(above) < level(chain[-1])
        chain.append(above)
    assert level(chain[-1]) is Level.PROVINCE
    assert all(is_within(code, ancestor) for ancestor in chain)
    assert not any(is_within(ancestor, code) for ancestor in chain[1:])


@given(codes(), codes())
def test_within_means_to_be_among_the_ancestors(code: str, other: str) -> None:
    chain: list[str] = []
    step: str | None = code
    while step is not None:
        chain.append(step)
        step = parent(step)
    assert is_within(code, other) == (other in chain)
