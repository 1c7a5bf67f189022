"""Words that say what a number, a name or a place beside them is. The same words head the columns of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mingtang.kernel.guard.personal.words import sections

REACH = 48
"""Characters before a value in which its label is looked for."""


class Label(StrEnum):
    ID = "id"
    PASSPORT = "passport"
    OFFICER = "officer"
    DISABILITY_ID = "disability_id"
    BANK = "bank"
    ACCOUNT = "account"
    """Of anybody: units have accounts too."""
    SOCIAL = "social"
    MOBILE = "mobile"
    HOME_PHONE = "home_phone"
    PHONE = "phone"
    OFFICE_PHONE = "office_phone"
    PLATE = "plate"
    OWN_EMAIL = "own_email"
    EMAIL = "email"
    OFFICE_EMAIL = "office_email"
    WECHAT = "wechat"
    QQ = "qq"
    OFFICE_CHAT = "office_chat"
    HOME = "home"
    PLACE = "place"
    """地址, of anybody."""
    OFFICE_PLACE = "office_place"
    AMOUNT = "amount"
    CREDIT = "credit"
    NUMBER = "number"
    """A number of a paper, a project, a case."""


def _compiled() -> tuple[dict[str, Label], re.Pattern[str]]:
    by_word = {word: Label(code) for code, words in sections("labels").items() for word in words}
    longest_first = sorted(by_word, key=len, reverse=True)
    return by_word, re.compile("|".join(map(re.escape, longest_first)))


WORDS, _PATTERN = _compiled()
_HAN = re.compile("[\u4e00-\u9fff]")
_JOINING = re.compile("号码|号|码|信息|分别|依次|编号|人|均|应|都|已|[为是系有：及和与或即等的]")


@dataclass(frozen=True, slots=True)
class Beside:
    """A label before a value. `gap` counts the 汉字 between that say something."""

    label: Label
    gap: int


NEAR = 4


def before(text: str, start: int) -> Beside | None:
    """What the words before `text[start]` say that it is: the last label in the same sentence, when nothing but a few
    words stands between. Other values of the same label (“分别为……、……”) do not count."""
    window = text[max(0, start - REACH) : start]
    cut = max(window.rfind(mark) for mark in "。！？；;\n")
    found = list(_PATTERN.finditer(window, cut + 1))
    if not found:
        return None
    last = found[-1]
    gap = len(_HAN.findall(_JOINING.sub("", window[last.end() :])))
    return Beside(WORDS[last[0]], gap) if gap <= NEAR else None


def in_words(text: str) -> list[Label]:
    """All labels that stand in the words, in order."""
    return [WORDS[found[0]] for found in _PATTERN.finditer(text)]
