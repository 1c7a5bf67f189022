"""What a record's metadata must satisfy at submission. Pure: no clock, no storage, no interface text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from enum import StrEnum

from mingtang.kernel.classification.audiences import AUDIENCES
from mingtang.kernel.classification.genres import GENRES
from mingtang.kernel.classification.themes import THEMES
from mingtang.kernel.disclosure.attributes import OpenAttr, reason_need, reasons_for
from mingtang.kernel.identifiers import doc_number

TITLE_LIMIT = 200
"""The longest title that lists and catalogues can show, in characters. Ours, not a rule of law."""

_WORDS = "|".join(label for label in GENRES.values() if "（" not in label and label != "其他")
_UNFINISHED = re.compile(f"(?:{_WORDS})|.*关于的?(?:{_WORDS})?|.*关于.*的")


class Severity(StrEnum):
    """An error stops submission; a warning is shown and may be right."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field.

    `code` is stable; the interface turns it into words with `params`, whose values are plain strings
    (dates in ISO form).
    """

    field: str
    code: str
    params: dict[str, str] = dataclass_field(default_factory=dict)
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class RecordFacts:
    """The metadata of one revision; None and blank text mean that nothing was entered.

    `formed_on` 形成日期 (the information came into being), `doc_date` 成文日期 (printed on it),
    `effective_on` and `expires_on` the first and last day it applies, `display_until` the last day of
    a 公示 period, `published_on` the day it went public, None before.
    """

    title: str = ""
    doc_no: str = ""
    index_no: str = ""
    body_text: str = ""
    formed_on: date | None = None
    doc_date: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    display_until: date | None = None
    published_on: date | None = None
    theme: str = ""
    genre: str = ""
    audience: str = ""
    open_attr: OpenAttr | None = None
    reason_code: str = ""
    reason_text: str = ""


def check(facts: RecordFacts, today: date) -> list[Problem]:
    """All problems of a record on the day of submission, in the order of the form.

    Codes by field: missing (title, body_text, formed_on, theme, genre, open_attr, reason_code,
    reason_text; index_no once published, since 政府信息公开条例 art. 12 wants it in the catalogue);
    title too_long (length, limit), unfinished; doc_no malformed (reason: the code of DocNumberError),
    warning doc_no_year (number, date: 文号 and date tell different years); in_future (date);
    doc_date after_formed_on, expires_on before_effective_on, published_on before_formed_on
    (date, limit); display_until past (date); theme, genre, audience, reason_code unknown (value);
    reason_code, reason_text not_for_attr (attr).
    """
    return [
        *_missing(facts),
        *_title(facts.title.strip()),
        *_doc_no(facts),
        *_dates(facts, today),
        *_codes(facts),
        *_reasons(facts, today),
    ]


def _missing(facts: RecordFacts) -> Iterator[Problem]:
    required = {
        "title": facts.title.strip(),
        "body_text": facts.body_text.strip(),
        "formed_on": facts.formed_on,
        "theme": facts.theme,
        "genre": facts.genre,
        "open_attr": facts.open_attr,
        "index_no": facts.index_no.strip() or facts.published_on is None,
    }
    return (Problem(name, "missing") for name, value in required.items() if not value)


def _title(title: str) -> Iterator[Problem]:
    if len(title) > TITLE_LIMIT:
        yield Problem("title", "too_long", {"length": str(len(title)), "limit": str(TITLE_LIMIT)})
    if _UNFINISHED.fullmatch(title):
        yield Problem("title", "unfinished")


def _doc_no(facts: RecordFacts) -> Iterator[Problem]:
    if not facts.doc_no.strip():
        return
    try:
        number = doc_number.parse(facts.doc_no)
    except doc_number.DocNumberError as error:
        yield Problem("doc_no", "malformed", {"reason": error.code})
        return
    dated = facts.doc_date or facts.formed_on
    if dated and number.year and number.year != dated.year:
        params = {"number": str(number.year), "date": dated.isoformat()}
        yield Problem("doc_no", "doc_no_year", params, Severity.WARNING)


def _dates(facts: RecordFacts, today: date) -> Iterator[Problem]:
    if facts.formed_on and facts.formed_on > today:
        yield Problem("formed_on", "in_future", {"date": facts.formed_on.isoformat()})
    yield from _order("doc_date", facts.doc_date, "after_formed_on", facts.formed_on, later=True)
    yield from _order("expires_on", facts.expires_on, "before_effective_on", facts.effective_on)
    yield from _order("published_on", facts.published_on, "before_formed_on", facts.formed_on)
    yield from _order("display_until", facts.display_until, "past", today)


def _order(
    name: str, day: date | None, code: str, limit: date | None, *, later: bool = False
) -> Iterator[Problem]:
    if day and limit and (day > limit if later else day < limit):
        yield Problem(name, code, {"date": day.isoformat(), "limit": limit.isoformat()})


def _codes(facts: RecordFacts) -> Iterator[Problem]:
    tables = (
        ("theme", facts.theme, THEMES),
        ("genre", facts.genre, GENRES),
        ("audience", facts.audience, AUDIENCES),
    )
    for name, value, table in tables:
        if value and value not in table:
            yield Problem(name, "unknown", {"value": value})


def _reasons(facts: RecordFacts, today: date) -> Iterator[Problem]:
    if facts.open_attr is None:
        return
    need = reason_need(facts.open_attr, today).value
    given = (
        ("reason_code", facts.reason_code.strip(), need.code),
        ("reason_text", facts.reason_text.strip(), need.text),
    )
    for name, value, needed in given:
        if needed and not value:
            yield Problem(name, "missing")
        if value and not needed:
            yield Problem(name, "not_for_attr", {"attr": facts.open_attr.value})
    grounds = [row.value.code for row in reasons_for(facts.open_attr, today)]
    if need.code and facts.reason_code.strip() and facts.reason_code.strip() not in grounds:
        yield Problem("reason_code", "unknown", {"value": facts.reason_code})
