"""Submission rules: a whole record passes, and each fault is named with its field."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.disclosure.attributes import OpenAttr
from mingtang.kernel.record_rules import Problem, RecordFacts, Severity, check

TODAY = date(2026, 11, 2)
WHOLE = RecordFacts(
    title="某县人民政府关于印发公开工作方案的通知",
    doc_no="某政发〔2026〕12号",
    body_text="各乡镇人民政府：",
    formed_on=date(2026, 10, 20),
    doc_date=date(2026, 10, 18),
    effective_on=date(2026, 11, 1),
    expires_on=date(2031, 10, 31),
    display_until=date(2026, 11, 2),
    theme="02.01",
    genre="notice",
    audience="everyone",
    open_attr=OpenAttr.ACTIVE,
)


def found(**changes: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in check(replace(WHOLE, **changes), TODAY)]


def test_a_whole_record_has_no_problems() -> None:
    assert found() == []


def test_an_empty_record_lists_what_is_missing_in_form_order() -> None:
    missing = ("title", "body_text", "formed_on", "theme", "genre", "open_attr")
    assert [(p.field, p.code) for p in check(RecordFacts(), TODAY)] == [(name, "missing") for name in missing]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": " \n\u3000"}, [("title", "missing")]),
        ({"body_text": " "}, [("body_text", "missing")]),
        ({"title": "字" * 200}, []),
        ({"title": "字" * 201}, [("title", "too_long")]),
        ({"title": "通知"}, [("title", "unfinished")]),
        ({"title": "关于"}, [("title", "unfinished")]),
        ({"title": "关于的通知"}, [("title", "unfinished")]),
        ({"title": "某县人民政府关于的通知"}, [("title", "unfinished")]),
        ({"title": "某县人民政府关于通知"}, [("title", "unfinished")]),
        ({"title": "关于加强公开工作的"}, [("title", "unfinished")]),
        ({"title": "某县2026年公开工作要点"}, []),
        ({"title": "行政处罚的依据、条件和程序"}, []),
        ({"doc_no": ""}, []),
        ({"doc_no": "某政发[2026]第012号"}, []),
        ({"doc_no": "某政发12号"}, [("doc_no", "malformed")]),
        ({"doc_no": "某政发〔2025〕12号"}, [("doc_no", "doc_no_year")]),
        ({"doc_no": "某政发〔2025〕12号", "doc_date": date(2025, 12, 31)}, []),
        ({"doc_no": "某县人民政府令第3号"}, []),
        ({"formed_on": date(2026, 11, 2)}, []),
        ({"formed_on": date(2026, 11, 3)}, [("formed_on", "in_future")]),
        ({"doc_date": date(2026, 10, 20)}, []),
        ({"doc_date": date(2026, 10, 21)}, [("doc_date", "after_formed_on")]),
        ({"expires_on": date(2026, 11, 1)}, []),
        ({"expires_on": date(2026, 10, 31)}, [("expires_on", "before_effective_on")]),
        ({"display_until": date(2026, 11, 1)}, [("display_until", "past")]),
        ({"theme": "23"}, [("theme", "unknown")]),
        ({"genre": "通知"}, [("genre", "unknown")]),
        ({"audience": "nobody"}, [("audience", "unknown")]),
        ({"audience": ""}, []),
        ({"published_on": date(2026, 10, 30)}, [("index_no", "missing")]),
        ({"published_on": date(2026, 10, 30), "index_no": "A/2026-00001"}, []),
        (
            {"published_on": date(2026, 10, 19), "index_no": "A/2026-00001"},
            [("published_on", "before_formed_on")],
        ),
    ],
)
def test_each_fault_is_named_with_its_field(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(**changes) == expected


@pytest.mark.parametrize(
    ("attr", "code", "text", "expected"),
    [
        (None, "E15", "理由", [("open_attr", "missing")]),
        (OpenAttr.ACTIVE, "E15", "", [("reason_code", "not_for_attr")]),
        (OpenAttr.ACTIVE, "", "理由", [("reason_text", "not_for_attr")]),
        (OpenAttr.ON_REQUEST, "", "", [("reason_text", "missing")]),
        (OpenAttr.ON_REQUEST, "", "仅涉及特定对象", []),
        (OpenAttr.ON_REQUEST, "E16b", "理由", [("reason_code", "not_for_attr")]),
        (OpenAttr.CLOSED, "", "", [("reason_code", "missing"), ("reason_text", "missing")]),
        (OpenAttr.CLOSED, "E16b", "  ", [("reason_text", "missing")]),
        (OpenAttr.CLOSED, "E99", "理由", [("reason_code", "unknown")]),
        (OpenAttr.CLOSED, "E16b", "讨论记录", []),
    ],
)
def test_reasons_must_fit_the_attribute(
    attr: OpenAttr | None, code: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(open_attr=attr, reason_code=code, reason_text=text) == expected


def test_only_the_year_of_the_number_is_a_warning() -> None:
    (warning,) = check(replace(WHOLE, doc_no="某政发〔2025〕12号"), TODAY)
    assert warning == Problem(
        "doc_no", "doc_no_year", {"number": "2025", "date": "2026-10-18"}, Severity.WARNING
    )
    assert all(problem.severity is Severity.ERROR for problem in check(RecordFacts(), TODAY))


def test_params_say_what_the_interface_needs() -> None:
    (late,) = check(replace(WHOLE, doc_date=date(2026, 10, 21)), TODAY)
    assert late.params == {"date": "2026-10-21", "limit": "2026-10-20"}
    (malformed,) = check(replace(WHOLE, doc_no="某政发12号"), TODAY)
    assert malformed.params == {"reason": "no_year"}


DAYS = st.none() | st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))
WORDS = st.text(max_size=20)


@given(
    st.builds(
        RecordFacts,
        title=WORDS,
        doc_no=WORDS,
        body_text=WORDS,
        formed_on=DAYS,
        doc_date=DAYS,
        effective_on=DAYS,
        expires_on=DAYS,
        display_until=DAYS,
        published_on=DAYS,
        theme=WORDS,
        genre=WORDS,
        open_attr=st.none() | st.sampled_from(OpenAttr),
        reason_code=WORDS,
        reason_text=WORDS,
    )
)
def test_any_input_gets_an_answer_and_no_field_is_blamed_twice_for_the_same(facts: RecordFacts) -> None:
    problems = [(problem.field, problem.code) for problem in check(facts, TODAY)]
    assert len(problems) == len(set(problems))
