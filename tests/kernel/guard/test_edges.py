"""A long piece is looked at in parts: what stands across their edges is found whole, and once."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.hits import UNREAD, Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import MOST, OVERLAP, passages
from mingtang.kernel.guard.pieces import Piece
from mingtang.kernel.guard.ready import Report, check

ABOUT = About(date(2026, 3, 2))


def valid(first: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, weights, strict=True)) % 11]


# Invented: no division has this code.
ID = valid("99012119800301001")
PHONE = "13912345678"


def looked(text: str) -> Report:
    return check([Piece(text)], ABOUT, Knowledge())


def among(number: str, before: int, after: int, filler: str) -> str:
    return filler * before + number + filler * after


@given(
    at=st.integers(MOST - OVERLAP - 40, MOST + 40),
    filler=st.sampled_from("字，、 "),
    number=st.sampled_from([(ID, "personal.id_number"), (PHONE, "personal.mobile")]),
)
@settings(max_examples=40, deadline=None)
def test_a_number_across_an_edge_is_found_whole_and_once(
    at: int, filler: str, number: tuple[str, str]
) -> None:
    text, kind = number
    found = [hit for hit in looked(among(text, at, MOST, filler)).hits if hit.kind.startswith("personal.")]
    assert [(hit.kind, hit.start, hit.end) for hit in found] == [(kind, at, at + len(text))]


@pytest.mark.parametrize("gap", range(8))
def test_it_is_found_once_at_every_edge_of_a_long_line(gap: int) -> None:
    step = 701 + gap
    text = "".join(among(ID, step, 0, "字") for _n in range(150))
    found = [hit for hit in looked(text).hits if hit.kind == "personal.id_number"]
    assert [text[hit.start : hit.end] for hit in found] == [ID] * 150
    assert [hit.start for hit in found] == [n * (step + 18) + step for n in range(150)]


def test_parts_cover_the_piece_and_their_own_ranges_do_so_without_a_gap() -> None:
    for text in ("字" * 100_000, "一句话。" * 30_000, "字" * (MOST + 1), "甲" * (2 * MOST)):
        parts = list(passages(Piece(text)))
        assert all(len(part.text) <= MOST for part in parts)
        reach = 0
        for part in parts:
            first, last = part.span(0, len(part.text))
            assert first <= reach
            reach = last
        assert reach == len(text)


def test_where_more_blocks_than_can_be_kept_the_rest_is_said_and_blocks() -> None:
    report = check([Piece(f"号码{ID}。") for _n in range(30)], ABOUT, Knowledge(), most=10)
    assert [hit.kind for hit in report.hits] == ["personal.id_number"] * 10 + [UNREAD]
    last = report.hits[-1]
    assert (last.severity, dict(last.args)) == (Severity.BLOCK, {"why": "too-many", "number": "20"})
    assert report.counts == {"file.unread": 1, "personal.id_number": 30}


def test_warnings_that_could_not_be_kept_are_said_too_and_only_warn() -> None:
    report = check([Piece("电话13800138000。") for _n in range(30)], ABOUT, Knowledge(), most=10)
    assert [hit.severity for hit in report.hits] == [Severity.WARN] * 11
    last = report.hits[-1]
    assert (last.kind, dict(last.args)) == (UNREAD, {"why": "more-warnings", "number": "20"})


def test_where_all_can_be_kept_nothing_is_said() -> None:
    report = check([Piece(f"号码{ID}。") for _n in range(10)], ABOUT, Knowledge(), most=10)
    assert len(report.hits) == 10
    assert UNREAD not in report.counts
