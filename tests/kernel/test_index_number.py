"""索引号: what a template writes it reads back, and a template that could not is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.identifiers.index_number import IndexNumberError, IndexParts, IndexTemplate


@pytest.mark.parametrize(
    ("template", "parts", "number"),
    [
        ("{org}/{yyyy}-{seq:05d}", IndexParts(2017, 110, org="000014349"), "000014349/2017-00110"),
        (
            "{org}/{yyyy}-{seq:05d}",
            IndexParts(2021, 50, org="11441700007280420Y"),
            "11441700007280420Y/2021-00050",
        ),
        ("{org}-{yyyy}-{seq}", IndexParts(2020, 153077, org="01527918X"), "01527918X-2020-153077"),
        (
            "{division}-{theme}-{yyyy}-{seq:03d}",
            IndexParts(2026, 7, division="990121", theme="02.01"),
            "990121-02.01-2026-007",
        ),
        (
            "县{division}（{yyyy}）{seq:02d}号",
            IndexParts(2026, 7, division="990121000000"),
            "县990121000000（2026）07号",
        ),
    ],
)
def test_patterns_in_use_are_written_and_read(template: str, parts: IndexParts, number: str) -> None:
    parsed = IndexTemplate.parse(template)
    written = parsed.format(
        org=parts.org, division=parts.division, year=parts.year, seq=parts.seq, theme=parts.theme
    )
    assert (written, parsed.read(number)) == (number, parts)


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("", "missing_field"),
        ("{org}/{yyyy}", "missing_field"),
        ("{org}/{seq}", "missing_field"),
        ("{yyyy}-{seq}", "missing_field"),
        ("{org}/{yyyy}-{seq}-{day}", "unknown_field"),
        ("{org}/{yyyy}-{seq}-{}", "unknown_field"),
        ("{org.real}/{yyyy}-{seq}", "unknown_field"),
        ("{org}/{yyyy}-{seq}-{seq}", "duplicate_field"),
        ("{org}/{yyyy}-{seq:5}", "malformed"),
        ("{org}/{yyyy}-{seq:00d}", "malformed"),
        ("{org:05d}/{yyyy}-{seq}", "malformed"),
        ("{org!r}/{yyyy}-{seq}", "malformed"),
        ("{org/{yyyy}-{seq}", "malformed"),
        ("{org}/{yyyy}-{seq}}", "malformed"),
        ("{org}{yyyy}{seq}", "ambiguous"),
        ("{org}A{seq}-{yyyy}", "ambiguous"),
        ("{division}{org}-{yyyy}-{seq}", "ambiguous"),
    ],
)
def test_a_template_that_cannot_work_says_why(template: str, code: str) -> None:
    with pytest.raises(IndexNumberError) as refused:
        IndexTemplate.parse(template)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("parts", "code", "field"),
    [
        ({"org": ""}, "missing_value", "org"),
        ({"org": "A/B"}, "bad_value", "org"),
        ({"org": "A", "seq": 0}, "bad_value", "seq"),
        ({"org": "A", "seq": -1}, "bad_value", "seq"),
        ({"org": "A", "year": 26}, "bad_value", "yyyy"),
    ],
)
def test_a_part_that_could_not_be_read_back_is_refused(parts: dict[str, str], code: str, field: str) -> None:
    values = {"year": 2026, "seq": 1} | parts
    with pytest.raises(IndexNumberError) as refused:
        IndexTemplate.parse("{org}/{yyyy}-{seq:05d}").format(**values)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.detail) == (code, field)


@pytest.mark.parametrize(
    "text",
    ["", "A/2026-0001", "A/2026-000001", "A/2026-00000", "A/26-00001", "A/2026-00001 ", "x-A/2026-00001"],
)
def test_a_number_of_another_pattern_is_not_read(text: str) -> None:
    with pytest.raises(IndexNumberError, match="no_match"):
        IndexTemplate.parse("{org}/{yyyy}-{seq:05d}").read(text)


def test_a_serial_beyond_the_width_grows_and_reads_back() -> None:
    template = IndexTemplate.parse("{org}/{yyyy}-{seq:05d}")
    written = template.format(org="A", year=2026, seq=123456)
    assert written == "A/2026-123456"
    assert template.read(written).seq == 123456


@st.composite
def templates(draw: st.DrawFn) -> str:
    serial = draw(st.sampled_from(["{seq}", "{seq:01d}", "{seq:04d}"]))
    chosen = draw(st.sampled_from([["{org}"], ["{division}"], ["{org}", "{division}"], ["{org}", "{theme}"]]))
    separators = st.sampled_from(["-", "/", "号", "A-", "-0", ".（", "{{", " "])
    fields = draw(st.permutations([*chosen, serial]))
    text = draw(separators).join(fields)
    place = draw(st.sampled_from([text.index(field) for field in fields]))
    return text[:place] + "{yyyy}" + draw(st.just("") | separators) + text[place:]


@given(
    templates(),
    st.from_regex("[0-9A-Z]{1,18}", fullmatch=True),
    st.sampled_from(["990121", "990121100", "990121100200"]),
    st.integers(1949, 2099),
    st.integers(1, 10**7),
    st.sampled_from(["02", "02.01", "22"]),
)
def test_every_template_reads_back_what_it_writes(
    text: str, org: str, division: str, year: int, seq: int, theme: str
) -> None:
    template = IndexTemplate.parse(text)
    written = template.format(org=org, division=division, year=year, seq=seq, theme=theme)
    assert template.read(written) == IndexParts(
        year,
        seq,
        org=org if "{org}" in text else "",
        division=division if "{division}" in text else "",
        theme=theme if "{theme}" in text else "",
    )
