"""Text made to be slow is not, and grows in time with its length, not with the square of it."""

from __future__ import annotations

import pytest

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import DETECTORS
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import passages
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place
from mingtang.kernel.guard.ready import check
from tests.kernel.guard.personal.looking import COUNTY, GROWN, TODAY, look, of
from tests.timing import timed

TRAPS = [
    "1",
    "1 ",
    "1-",
    "一二",
    "a@",
    "1号",
    "和平路1号",
    "患有张王李肝癌",
    "学生王",
    "身份证",
    "OIl0",
    "340***",
    "微信a、",
    "3.",
    "B8",
    "\n1",
    "皖A1·",
    "空字第1234567号",
    "王刚（",
    "12岁的张小明，",
    "6228 ",
    "idcard",
    "公司",
]


@pytest.mark.parametrize("trap", TRAPS)
def test_traps_take_little_time(trap: str) -> None:
    text = trap * (60_000 // len(trap))
    looking = DETECTORS["personal"].begin(About(today=TODAY), Knowledge())
    # A tenth of a megabyte a second is far more than any of them needs, and far less than a square would.
    with timed() as spent:
        for passage in passages(Piece(text)):
            list(looking.see(passage))
    assert spent.within(2)


@pytest.mark.parametrize("trap", ["1", "王", "公司", "张国强、", "1\n", "和平路1号", "卡（"])
def test_cells_made_to_be_slow_are_not(trap: str) -> None:
    text = trap * (16_000 // len(trap))
    cells = [Piece(text, Place(Part.CELL, cell=f"A{row + 1}"), Cell(0, row, 0)) for row in range(1, 5)]
    head = Piece("户主", Place(Part.CELL, cell="A1"), Cell(0, 0, 0))
    looking = DETECTORS["personal"].begin(About(today=TODAY), Knowledge())
    with timed() as spent:
        for piece in (head, *cells):
            for passage in passages(piece):
                list(looking.see(passage))
        list(looking.end())
    assert spent.within(2)


def test_a_number_is_found_in_the_middle_of_a_long_line() -> None:
    filler = "1 2 3 " * 6_000
    assert of("id_number", look(f"{filler}号码{GROWN}，{filler}")) == [GROWN]


def test_the_same_paper_has_the_same_hits() -> None:
    text = f"村民孙桂花（身份证号：{GROWN}）患有肝癌，住东湖花园3栋502室，手机13855550199。" * 20
    first = check([Piece(text)], About(today=TODAY), COUNTY)
    assert first == check([Piece(text)], About(today=TODAY), COUNTY)
    assert first.counts["personal.id_number"] == 20
