"""Words of fixed form: with a character lost or two changed about, torn, or in a form that rules know otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.fixed_words import FORMS, LOST_AT_END, RIGHT_TOO, WHOLE, Form
from mingtang.kernel.guard.forms.reach import NAMED, begin_in
from mingtang.kernel.guard.forms.scan import longest, look_for
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.passages import Passage

MISSING = hit_kind("words.missing", Severity.WARN)
TERM = hit_kind("words.term", Severity.WARN)

_SHORT = 3
"""Less than this many characters left say nothing."""
_SURE = 6
"""Whole words of so many characters are restored without asking."""
_TORN = re.compile("[ \t](?<=[\u4e00-\u9fff]{2}[ \t])[ \t]?(?=[\u4e00-\u9fff])")
_AROUND = 14


@dataclass(frozen=True)
class _Case:
    """What stands in the text; `right` is empty when it is right."""

    wrong: str
    right: str = ""
    form: Form | None = None
    goes_on: str = ""


@cache
def _cases() -> tuple[_Case, ...]:
    right = {*WHOLE, *RIGHT_TOO}
    cases = {word: _Case(word) for word in (*RIGHT_TOO, *(word for form in FORMS for word in form.unless))}
    for whole in WHOLE:
        # Without its first or last character a word may be another; inside it is only a torso.
        for at in range(1, len(whole) - 1):
            torso = whole[:at] + whole[at + 1 :]
            if len(torso) >= _SHORT and torso not in right and not any(torso in other for other in WHOLE):
                cases.setdefault(torso, _Case(torso, whole))
        for at in range(len(whole) - 1) if len(whole) > _SHORT else ():
            crossed = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
            if crossed not in right:
                cases.setdefault(crossed, _Case(crossed, whole))
    for torso, (whole, goes_on) in LOST_AT_END.items():
        cases[torso] = _Case(torso, whole, goes_on=goes_on + whole[-1])
    for form in FORMS:
        cases[form.wrong] = _Case(form.wrong, form.right, form)
    return tuple(cases[word] for word in sorted(cases))


@cache
def _whole() -> Lexicon:
    return Lexicon(WHOLE)


_found = look_for("fixed", lambda: (case.wrong for case in _cases()))


def _may(text: str) -> bool:
    return not text.isascii()


def _see(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    for number, start, end in longest(_found(text)):
        case = _cases()[number]
        # 公分 in 办公分工.
        if not case.right:
            continue
        if case.form:
            yield _of_form(passage, start, end, case.form)
        elif not case.goes_on or text[end : end + 1] not in (*case.goes_on, " ", "\t", "\n"):
            crossed = len(case.wrong) == len(case.right)
            yield passage.hit(
                TERM if crossed else MISSING,
                start,
                end,
                confidence=0.9 if len(case.right) >= _SURE else 0.8,
                args={"why": "crossed" if crossed else "character", "right": case.right, "source": ""},
                fix=case.right if len(case.right) >= _SURE else None,
                suggestion=case.right,
            )
    if " " in text or "\t" in text:
        yield from _torn(passage, text)


def _of_form(passage: Passage, start: int, end: int, form: Form) -> Hit:
    return passage.hit(
        TERM,
        start,
        end,
        severity=None if form.severe and form.verified else Severity.INFORM,
        confidence=0.95 if form.verified else 0.6,
        args={"why": "form", "right": form.right, "source": form.source},
        suggestion=form.right,
    )


def _torn(passage: Passage, text: str) -> Iterator[Hit]:
    """“中华人民共和 国”."""
    for gap in _TORN.finditer(text):
        before, after = (
            text[max(0, gap.start() - _AROUND) : gap.start()],
            text[gap.end() : gap.end() + _AROUND],
        )
        # Letters set apart are how titles are made wide: 中 华 人 民.
        if " " in before[-2:] or after[1:2] == " ":
            continue
        for found in _whole().find(before + after):
            if not found.start < len(before) < found.end:
                continue
            word = _whole().words[found.number]
            start = gap.start() - (len(before) - found.start)
            end = gap.end() + found.end - len(before)
            yield passage.hit(
                MISSING,
                start,
                end,
                severity=None if len(word) >= _SURE else Severity.INFORM,
                confidence=0.8,
                args={"why": "torn", "right": word},
                fix=word,
                suggestion=word,
            )


detector("forms.fixed", (MISSING, TERM), begin_in(NAMED, _may, _see), only_words=True)
