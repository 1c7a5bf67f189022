"""公开属性: which grounds and reasons each attribute takes, on any day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.disclosure.attributes import (
    GROUNDS,
    Force,
    OpenAttr,
    reason_need,
    reasons_for,
)
from mingtang.kernel.lawdata import in_force

SINCE_2019 = st.dates(min_value=date(2019, 5, 15), max_value=date(2100, 1, 1))


@given(SINCE_2019)
def test_every_ground_is_in_force_on_every_day_of_the_regulation(day: date) -> None:
    assert [row.value.code for row in reasons_for(OpenAttr.CLOSED, day)] == list(GROUNDS)
    for code, rows in GROUNDS.items():
        assert in_force(rows, day).value.code == code


@given(SINCE_2019)
def test_only_closed_takes_a_ground(day: date) -> None:
    assert reasons_for(OpenAttr.ACTIVE, day) == ()
    assert reasons_for(OpenAttr.ON_REQUEST, day) == ()


@pytest.mark.parametrize(
    ("attr", "code", "text"),
    [(OpenAttr.ACTIVE, False, False), (OpenAttr.ON_REQUEST, False, True), (OpenAttr.CLOSED, True, True)],
)
def test_each_attribute_needs_its_reasons(attr: OpenAttr, code: bool, text: bool) -> None:
    need = reason_need(attr, date(2026, 1, 1)).value
    assert (need.code, need.text) == (code, text)


@pytest.mark.parametrize(
    ("code", "article", "force"),
    [
        ("E14a", "第十四条", Force.ABSOLUTE),
        ("E14b", "第十四条", Force.ABSOLUTE),
        ("E14c", "第十四条", Force.ABSOLUTE),
        ("E15", "第十五条", Force.THIRD_PARTY),
        ("E16a", "第十六条第一款", Force.DISCRETIONARY),
        ("E16b", "第十六条第二款", Force.DISCRETIONARY),
        ("E16c", "第十六条第二款", Force.DISCRETIONARY),
    ],
)
def test_grounds_carry_their_article_and_force(code: str, article: str, force: Force) -> None:
    row = in_force(GROUNDS[code], date(2026, 1, 1))
    assert (row.article, row.value.force) == (article, force)
    assert "711号" in row.source


def test_before_the_regulation_there_is_no_answer_rather_than_a_wrong_one() -> None:
    with pytest.raises(LookupError, match="E14a"):
        reasons_for(OpenAttr.CLOSED, date(2019, 5, 14))
    with pytest.raises(LookupError, match="reasons for active"):
        reason_need(OpenAttr.ACTIVE, date(2016, 11, 9))


def test_attributes_have_the_terms_of_the_law() -> None:
    assert {attr.value: attr.label for attr in OpenAttr} == {
        "active": "主动公开",
        "on_request": "依申请公开",
        "closed": "不予公开",
    }
