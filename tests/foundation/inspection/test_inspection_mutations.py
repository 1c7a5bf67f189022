"""Broken and disguised files: each is a kind or a refusal, within its time and memory."""

import random

import pytest

from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.inspection.looking import NotTaken, look
from mingtang.foundation.sandbox.confines import Confines
from tests.foundation.inspection.disguises import PACKED_ANEW, SAVED_ANEW, disguised
from tests.foundation.inspection.looks import ALL, code_of
from tests.foundation.inspection.mutating import SECONDS_MOST, run
from tests.foundation.inspection.mutations import mutant

NUMBER = 1_600


@pytest.mark.slow
def test_whatever_is_broken_is_a_kind_or_a_refusal() -> None:
    outcome = run(NUMBER, seed=1)
    assert outcome.number == NUMBER
    assert outcome.crashed == []
    assert outcome.accepted == []
    assert outcome.slowest < SECONDS_MOST
    assert outcome.peak_mb < Confines().memory_mb
    # A run in which nothing gets past the first look would prove little.
    assert outcome.taken > NUMBER / 10
    assert len(outcome.refused) > 15


@pytest.mark.slow
def test_the_child_process_says_the_same() -> None:
    chance = random.Random(5)
    for number in chance.sample(range(NUMBER), 60):
        made = mutant(number, 1)
        try:
            looked = look(made.data, "附件", ALL)
        except NotTaken as refused:
            said = refused.finding.code
            assert said not in ("crashed", "busy", "time"), number
        else:
            said = ""
            assert looked.kind in KINDS
        assert said == code_of(made.data, "附件"), number


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_hostile_stays_so_in_other_clothes() -> None:
    assert len(PACKED_ANEW) > 25
    assert len(SAVED_ANEW) > 5
    assert [name for name, data in disguised(1, 5) if not code_of(data, "附件")] == []


def test_a_mutant_can_be_made_again() -> None:
    assert mutant(17, 3) == mutant(17, 3)
