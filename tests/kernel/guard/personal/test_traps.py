"""Text made to be slow is not, and grows in time with its length, not with the square of it."""

from __future__ import annotations

import time

import pytest

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import DETECTORS
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import passages
from mingtang.kernel.guard.pieces import Piece
from mingtang.kernel.guard.ready import check
from tests.kernel.guard.personal.looking import COUNTY, GROWN, TODAY, look, of

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
]


@pytest.mark.parametrize("trap", TRAPS)
def test_traps_take_little_time(trap: str) -> None:
    text = trap * (60_000 // len(trap))
    looking = DETECTORS["personal"].begin(About(today=TODAY), Knowledge())
    began = time.process_time()
    for passage in passages(Piece(text)):
        list(looking.see(passage))
    # A tenth of a megabyte a second is far more than any of them needs, and far less than a square would.
    assert time.process_time() - began < 2


def test_a_number_is_found_in_the_middle_of_a_long_line() -> None:
    filler = "1 2 3 " * 6_000
    assert of("id_number", look(f"{filler}号码{GROWN}，{filler}")) == [GROWN]


def test_the_same_paper_has_the_same_hits() -> None:
    text = f"村民孙桂花（身份证号：{GROWN}）患有肝癌，住东湖花园3栋502室，手机13855550199。" * 20
    first = check([Piece(text)], About(today=TODAY), COUNTY)
    assert first == check([Piece(text)], About(today=TODAY), COUNTY)
    assert first.counts["personal.id_number"] == 20
