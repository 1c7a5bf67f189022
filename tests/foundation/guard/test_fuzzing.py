"""Broken files before the guard: found, or said to be unread, or gone; thousands of them run in the benchmark."""

import pytest

from tests.foundation.guard.fuzzing import Outcome, case, holds, read
from tests.foundation.guard.planted import PLANTED, TRAPS
from tests.foundation.inspection.making import docx_file, pdf

FIRST = len(TRAPS) + len(PLANTED)
HEAVY = {"one line of ten million digits", "many small cells", "corners of a sheet", "one line of Chinese"}


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_the_number_is_found_in_files_that_are_whole(name: str) -> None:
    kind, data = PLANTED[name]
    made = case(0, 1)
    made.data, made.name = data, f"附件.{kind}"
    line = read(made)
    assert line["crash"] == ""
    assert line["found"]
    assert holds(data)


def test_what_does_not_hold_it_is_not_thought_to() -> None:
    assert not holds(docx_file())
    assert not holds(pdf("words"))
    assert not holds(b"")


def test_broken_files_do_not_crash_and_do_not_pass_in_silence() -> None:
    outcome = Outcome()
    for number in range(FIRST, FIRST + 150):
        made = case(number, 1)
        line = read(made) | {"number": number, "kind": made.kind, "source": made.source, "how": made.how}
        outcome.add(line | {"seconds": 0.0, "peak_mb": 0.0})
    assert outcome.crashed == []
    assert outcome.silent == []
    assert outcome.found.total() > 50
    assert outcome.unread.total() > 40


@pytest.mark.parametrize("name", sorted(TRAPS.keys() - HEAVY))
def test_traps_are_survived(name: str) -> None:
    made = case(list(TRAPS).index(name), 1)
    line = read(made)
    assert (line["crash"], line["held"]) == ("", False)
