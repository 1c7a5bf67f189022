"""Rules of law as data: exactly one version answers for each day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.lawdata import LawRow, in_force

OLD = LawRow(15, "旧条例", "第二十四条", date(2008, 5, 1), date(2019, 5, 14), verified=False)
NEW = LawRow(20, "新条例", "第三十三条", date(2019, 5, 15), None, verified=True)


def test_first_and_last_day_belong_to_the_row() -> None:
    assert in_force([NEW, OLD], date(2008, 5, 1)) is OLD
    assert in_force([NEW, OLD], date(2019, 5, 14)) is OLD
    assert in_force([NEW, OLD], date(2019, 5, 15)) is NEW


@given(st.dates(min_value=date(2008, 5, 1), max_value=date(2100, 1, 1)))
def test_versions_that_follow_each_other_answer_every_day(day: date) -> None:
    assert in_force([OLD, NEW], day).covers(day)


def test_a_missing_rule_is_named() -> None:
    with pytest.raises(LookupError, match=r"reply limit.*2000-01-01.*旧条例"):
        in_force([OLD, NEW], date(2000, 1, 1), what="reply limit")
    with pytest.raises(LookupError, match=r"fee: no row"):
        in_force([], date(2020, 1, 1), what="fee")


@pytest.mark.parametrize("overlap", [0, 1, 400])
def test_overlapping_rows_are_refused_on_any_day(overlap: int) -> None:
    late = LawRow(
        15, "旧条例", "a", OLD.effective_from, NEW.effective_from + timedelta(overlap), verified=False
    )
    for day in (date(2010, 1, 1), date(2030, 1, 1)):
        with pytest.raises(ValueError, match="overlap"):
            in_force([NEW, late], day)
    with pytest.raises(ValueError, match="overlap"):
        in_force([NEW, NEW], date(2030, 1, 1))


def test_a_rule_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before"):
        LawRow(1, "s", "a", date(2020, 1, 2), date(2020, 1, 1), verified=True)
