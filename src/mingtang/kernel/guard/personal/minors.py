"""Minors named: by a word for a child before the name, by school, class, age or birth beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.personal import names
from mingtang.kernel.guard.personal.found import Found, sentence
from mingtang.kernel.guard.personal.kinds import MINOR
from mingtang.kernel.guard.personal.words import sections

ADULT = 18

_CLUES = Lexicon(
    ["年级", "岁", "班", "小学", "中学", "初中", "高中", "幼儿园", "出生", *sections("persons")["minor"]]
)
_NUMBER = "[0-9一二三四五六七八九十两]{1,3}"
_BEFORE = re.compile(
    rf"(?:(?:小学|中学|初中|高中|幼儿园|学校)?(?:{_NUMBER}年级|[高初][一二三]|[小中大]班)?(?:[（(]?{_NUMBER}[）)]?班)"
    r"|年级|[高初][一二三]|(?:小学|初中|高中|幼儿园|中学)(?:在读)?)(?:的|学生|同学){0,2}$"
)
_AGED_BEFORE = re.compile(
    r"(?P<age>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:周)?岁(?:零?[0-9]{1,2}个月)?的?"
    r"(?:男孩|女孩|男童|女童|小孩|孩子|儿童|学生|少年|小)?$"
)
_AFTER = re.compile(
    r"[（(，,、 ]{0,2}(?:男|女)?[，,、 ]{0,2}"
    r"(?:(?:现年|今年|年仅|年龄)?[：:]?(?P<age>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:周)?岁"
    r"|(?:生于|出生于)?(?P<year>(?:19|20)[0-9]{2})年?[-.]?(?P<month>[0-9]{1,2})?月?(?:[-.]?[0-9]{1,2}日?)?(?:出生|生)?(?P<born>)"
    # Between, nobody visits, nobody holds a post: “……，副县长某某到第一小学”.
    r"|(?:(?<=[（(，,、 ])|(?:同学)?(?:系|是|为|在|现?就读于?|在读))[^，,。；（(、到赴来去访任长师和与]{0,14}?"
    r"(?:小学|幼儿园|初中|高中|中学|年级|[小中大]班|[0-9一二三四五六七八九）)]班)"
    r"|系?(?:未成年|小学生|中学生|初中生|高中生|在校学生))"
)
_BORN_WORDS = re.compile("出生|生于|生")
_GROWN = re.compile(
    "大学|学院|研究生|本科|硕士|博士|高校|大专|专科|毕业于|任教|教师|老师|校长|园长|家长|监护人|教龄|班主任"
)
_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九十")}


def count(text: str) -> int:
    """Digits, or numerals up to 九十九, as a number."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(ones, 0) if len(ones) == 1 else 99
    return (_DIGITS.get(tens, 9) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def find(text: str, today: date) -> Iterator[Found]:
    """The names of minors."""
    seen = -1
    for clue in _CLUES.find(text):
        if clue.start < seen:
            continue
        first, last = sentence(text, clue.start, clue.end)
        seen = last
        for name in names.find(text, first, last):
            if name.rate >= names.SURE and not name.function and is_minor(text, name, first, last, today):
                yield Found(MINOR, name.start, name.end, 0.85)


def is_minor(text: str, name: names.Name, first: int, last: int, today: date) -> bool:
    """Whether the words around a name say that it is a child's."""
    before = text[max(first, name.start - 18) : name.start]
    after = text[name.end : min(last, name.end + 32)]
    aged = _AGED_BEFORE.search(before)
    if aged:
        return count(aged["age"]) < ADULT
    follows = _AFTER.match(after)
    if follows and follows["age"]:
        return count(follows["age"]) < ADULT
    if follows and follows["year"]:
        if not _BORN_WORDS.search(follows[0]):
            return False
        return today.year - int(follows["year"]) < ADULT
    if _GROWN.search(before) or _GROWN.search(after[:20]):
        return False
    return name.minor or bool(follows) or bool(_BEFORE.search(before))
