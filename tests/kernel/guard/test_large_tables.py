"""Lists of thousands of households: nothing is missed for speed, all is counted, and time grows with the rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import DETECTORS, is_number
from mingtang.kernel.guard.engine import HITS_MOST
from mingtang.kernel.guard.passages import passages
from mingtang.kernel.guard.personal.headers import Column
from mingtang.kernel.guard.personal.rows import Rows
from mingtang.kernel.guard.personal.scan import Scan
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place
from mingtang.kernel.guard.ready import Report, check
from tests.kernel.guard.personal.looking import COUNTY, TODAY, number

HEADS = ("序号", "乡镇", "户主姓名", "身份证号", "补贴金额（元）", "银行卡号", "联系电话", "备注")
ABOUT = About(today=TODAY, title="补贴名册")


def card(rng: Random) -> str:
    """Nineteen digits that pass the check of bank cards."""
    digits = "622848" + "".join(rng.choices("0123456789", k=12))
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    total = sum(doubled) + sum(int(digit) for digit in digits[-2::-2])
    return digits + str(-total % 10)


def household(rng: Random, row: int, *, masked: bool = False) -> tuple[str, ...]:
    born = f"19{rng.randint(40, 99)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    person = number(f"990121{born}{rng.randint(1, 999):03}")
    account, phone = card(rng), "138" + "".join(rng.choices("0123456789", k=8))
    if masked:
        person, account, phone = (
            f"{person[:3]}***********{person[-4:]}",
            "**** " * 3 + account[-4:],
            "138****1234",
        )
    name = rng.choice("王李张刘陈") + rng.choice("建国志桂") + rng.choice("英华明兰")
    return (
        str(row),
        rng.choice(("城关镇", "东湖乡")),
        name,
        person,
        str(rng.randint(90, 4000)),
        account,
        phone,
        "因病",
    )


def cells(rows: int, *, masked: bool = False) -> Iterator[Piece]:
    rng = Random("households")
    for row in range(rows + 1):
        for column, text in enumerate(household(rng, row, masked=masked) if row else HEADS):
            yield Piece(text, Place(Part.CELL, cell=f"{chr(65 + column)}{row + 1}"), Cell(0, row, column))


def look(rows: int, *, masked: bool = False) -> Report:
    return check(cells(rows, masked=masked), ABOUT, COUNTY)


def calls(rows: int, *, masked: bool = False) -> int:
    """Functions called while the list is looked through: what a machine does, however fast it is."""
    pieces = list(cells(rows, masked=masked))
    number = 0

    def count(_frame: Any, event: str, _what: Any) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        check(pieces, ABOUT, COUNTY)
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.parametrize("masked", [False, True])
def test_four_times_the_rows_take_four_times_the_work(masked: bool) -> None:
    calls(20, masked=masked)  # loads the tables
    small, large = calls(150, masked=masked), calls(600, masked=masked)
    assert large / small < 4.2
    # Before cells that say nothing new were passed over there were 220.
    assert large / (600 * len(HEADS)) < 110


def test_every_row_of_a_long_list_is_counted_and_what_is_not_listed_is_told() -> None:
    rows = 3_000
    report = look(rows)
    for kind in ("id_number", "bank_card", "mobile", "name"):
        assert report.counts[f"personal.{kind}"] == rows
    assert report.counts["personal.column"] == 3
    listed, told = report.hits[:HITS_MOST], report.hits[HITS_MOST:]
    assert {hit.kind for hit in told} == {"file.unread"}
    found = sum(number for kind, number in report.counts.items() if kind != "file.unread")
    assert len(listed) + sum(int(hit.args["number"]) for hit in told) == found


def test_a_masked_list_has_nothing_to_tell() -> None:
    assert look(500, masked=True).counts == {}


def test_the_same_fault_in_many_cells_is_told_in_each() -> None:
    texts = ["贯撤落实", "城关镇", "二〇二五年十三月一日", "城关镇", "贯撤落实", "13800138000", "城关镇"] * 20
    pieces = [
        Piece(text, Place(Part.CELL, cell=f"A{row}"), Cell(0, row, 0)) for row, text in enumerate(texts)
    ]
    alone = {
        text: check([Piece(text, Place(Part.CELL), Cell(0, 0, 0))], ABOUT, COUNTY).counts for text in texts
    }
    expected = {kind: 0 for counts in alone.values() for kind in counts}
    for text in texts:
        for kind, times in alone[text].items():
            expected[kind] += times
    assert expected["words.typo"] == 40
    assert check(pieces, ABOUT, COUNTY).counts == expected


def numbers(rng: Random) -> Iterator[str]:
    for _ in range(1_500):
        yield "".join(rng.choices("0123456789", k=rng.randint(1, 20))) + rng.choice(("", "", "X"))
        yield "".join(rng.choices("0123456789*", k=rng.randint(1, 20)))
        yield f"{rng.randint(1800, 2100)}{rng.randint(0, 13):02}{rng.randint(0, 32):02}"
        yield f"{rng.randint(0, 10**8)}.{rng.randint(0, 9999)}"
        yield "*" * rng.randint(4, 12) + "".join(rng.choices("0123456789", k=rng.randint(0, 4)))


def test_detectors_of_words_find_nothing_in_numbers() -> None:
    texts = [text for text in numbers(Random("numbers")) if is_number(text)]
    looks = [(one.name, one.begin(ABOUT, COUNTY)) for one in DETECTORS if one.only_words]
    assert len(looks) > 10
    for count, text in enumerate(texts):
        for passage in passages(Piece(text, Place(Part.CELL), Cell(0, count, 0)), count):
            for name, one in looks:
                assert list(one.see(passage)) == [], (name, text)
    assert [hit for _, one in looks for hit in one.end()] == []


@pytest.mark.parametrize("column", [None, *Column])
def test_what_is_read_at_a_glance_is_what_a_full_reading_says(column: Column | None) -> None:
    rng = Random("glance")
    rows = Rows(Scan(ABOUT, COUNTY), TODAY, False)
    texts = [text for _ in range(60) for text in household(rng, 1)] + list(numbers(rng))[:800]
    texts += [f"{head}{'*' * 8}{tail}" for head in ("", "990121") for tail in ("", "1234")]
    glanced = [(text, found) for text in texts if (found := rows._quick(text, column)) is not None]
    assert glanced
    for text, found in glanced:
        assert rows.found_under(text, column, True) == found, text


def test_names_with_a_character_twice_are_no_slips_in_cells() -> None:
    pieces = [
        Piece(name, Place(Part.CELL), Cell(0, row, 0))
        for row, name in enumerate(("于梅梅", "萧鹏鹏", "林林云"))
    ]
    assert check(pieces, ABOUT, COUNTY).counts == {}
    assert check([Piece("各各单位", Place(Part.CELL), Cell(0, 0, 0))], ABOUT, COUNTY).counts
