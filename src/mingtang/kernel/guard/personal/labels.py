"""Words that say what a number, a name or a place beside them is. The same words head the columns of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from mingtang.kernel.guard.lexicon import Lexicon
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
    SITE = "site"
    """Where something lies: an office, a building site, and the house of somebody."""
    AMOUNT = "amount"
    CREDIT = "credit"
    NUMBER = "number"
    """A number of a paper, a project, a case."""


_WORDS = tuple((word, Label(code)) for code, words in sections("labels").items() for word in words)
_LABELS = tuple(label for _, label in _WORDS)
_LEXICON = Lexicon(word for word, _ in _WORDS)
_HAN = re.compile("[\u4e00-\u9fff]")
_JOINING = re.compile("号码|号|码|信息|分别|依次|编号|人|均|应|都|已|[为是系有：及和与或即等的]")
_SPENT = re.compile(r"[0-9](?:\.[0-9]{1,4})?[万亿]?元?[ \t]+$")
"""A row of a table that became a line, “补贴 3120 6228…”: the amount is said, what comes now is something else."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A label before a value. `gap` counts the 汉字 between that say something."""

    label: Label
    gap: int


NEAR = 4


def before(text: str, start: int) -> Beside | None:
    """What the words before `text[start]` say that it is: the last label in the same sentence, when nothing but a few
    words stands between. Other values of the same label (“分别为……、……”) do not count."""
    return _at_end(text[max(0, start - REACH) : start])


@lru_cache(maxsize=1_024)
def _at_end(window: str) -> Beside | None:
    cut = -1
    for mark in "。！？；;\n":
        cut = max(cut, window.rfind(mark))
    if cut >= 0:
        window = window[cut + 1 :]
    last = _LEXICON.last(window)
    if last is None:
        return None
    between = window[last.end :]
    if _LABELS[last.number] == Label.AMOUNT and _SPENT.search(between):
        return None
    gap = len(_HAN.findall(_JOINING.sub("", between))) if len(between) > 1 or between > "⺀" else 0
    return Beside(_LABELS[last.number], gap) if gap <= NEAR else None


def in_words(text: str) -> list[Label]:
    """All labels that stand in the words, in order."""
    return [_LABELS[found.number] for found in _LEXICON.find(text)]
