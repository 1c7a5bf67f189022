"""What is kept of hits holds no personal data in clear, and knows the same thing again and nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mingtang.demo.identifiers import identity_number
from mingtang.foundation.guard.stored_hits import as_row, fingerprint_of, hit_of, stored_hits
from mingtang.kernel.guard.hits import UNREAD, Hit, Severity
from mingtang.kernel.guard.pieces import Part, Place

NUMBER = identity_number("990121", date(1987, 3, 12), 204)


def hit(kind: str = "house.phrase", text: str = "测试词", place: Place | None = None, **fields: Any) -> Hit:
    return Hit(kind, place or Place(Part.BODY), 0, len(text), text, Severity.BLOCK, **fields)


def unread(**place: Any) -> Hit:
    return hit(UNREAD, "", Place(**place), args={"why": "letters", "number": "1"})


@pytest.mark.parametrize(
    "other",
    [
        hit("injection.hidden", f"看不见的字：{NUMBER}", args={"why": "display", "near": NUMBER}),
        hit("names.unit", "某局", fix=f"某局{NUMBER}", suggestion=NUMBER),
        hit(UNREAD, "", Place(entry=f"某某{NUMBER}.docx"), args={"why": "damaged"}),
        hit("marks.draft", "讨论稿", Place(Part.CELL, label=NUMBER, cell="B3")),
    ],
)
def test_what_is_personal_in_one_hit_is_masked_in_all_others(other: Hit) -> None:
    rows = [as_row(one) for one in stored_hits([hit("personal.id_number", NUMBER), other])]
    assert NUMBER not in str(rows)
    assert "990***" in str(rows[1])


def test_a_row_becomes_the_same_hit_again() -> None:
    for kept in stored_hits([hit("personal.id_number", NUMBER), unread(page=3), hit(args={"prefer": "甲"})]):
        assert hit_of(as_row(kept)) == kept


def test_two_places_that_could_not_be_read_are_two_things() -> None:
    places = [unread(page=3), unread(page=4), unread(cell="B3"), unread(cell="B4"), unread(entry="一.doc")]
    assert len({fingerprint_of(one, "sha") for one in places}) == len(places)
    assert fingerprint_of(unread(page=3), "sha") == fingerprint_of(unread(page=3), "sha")
    assert fingerprint_of(unread(page=3), "sha") != fingerprint_of(unread(page=3), "other")


def test_the_same_words_are_known_again_wherever_they_stand_but_not_when_they_are_taken_graver() -> None:
    first = hit(place=Place(Part.BODY, block=1))
    moved = hit(place=Place(Part.BODY, block=7))
    assert fingerprint_of(first) == fingerprint_of(moved)
    assert fingerprint_of(first) != fingerprint_of(replace(first, severity=Severity.WARN))
    assert fingerprint_of(first) != fingerprint_of(hit(text="测试词二"))


def test_names_cannot_be_put_together_so_that_two_things_look_like_one() -> None:
    assert fingerprint_of(hit(place=Place(label="甲\x1f乙"))) != fingerprint_of(
        hit(place=Place(label="甲", entry="乙"))
    )
