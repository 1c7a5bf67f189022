"""Numbers whose groups stand apart in unusual ways: 138/1234/5678, 6222・0200・…, or go on in the next line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingtang.kernel.guard.personal import cards
from mingtang.kernel.guard.personal.found import Found
from mingtang.kernel.guard.personal.kinds import BANK_CARD, MOBILE
from mingtang.kernel.guard.personal.labels import Label, before

MARKS = r"/\\|、・•‧∙・~=+'"
"""What people put between the groups of a number, besides blanks, dots and hyphens."""
_QUICK = re.compile(rf"[0-9)）][ \t]{{0,3}}[{MARKS}:*，\n(（)）][ \t]{{0,3}}[0-9(（]|[(（][0-9]{{3}}[)）]")
_MARK = rf"[ \t]?[{MARKS}:*，,][ \t]?"
_MOBILE = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][{MARKS}:*.\-])1[3-9][0-9](?P<mark>{_MARK})[0-9]{{4}}(?P=mark)[0-9]{{4}}"
    rf"(?![0-9A-Za-z]|[{MARKS}:*][0-9]|\.[0-9])"
)
_ANY = rf"[ \t\n\-.·—–，,_{MARKS}:*()（）]{{0,3}}"
_LABELLED_MOBILE = re.compile(rf"(?<![0-9A-Za-z])1[3-9][0-9](?:{_ANY}[0-9]){{8}}(?![0-9A-Za-z])")
_CARD = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][{MARKS}:*.\-])[0-9]{{4}}"
    rf"(?P<mark>{_MARK}|[ \t]{{3,5}})[0-9]{{4}}(?P=mark)[0-9]{{4}}(?P=mark)[0-9]{{4}}"
    rf"(?:(?P=mark)?[0-9]{{1,3}})?(?![0-9A-Za-z])"
)
_BROKEN_CARD = re.compile(
    r"(?<![0-9A-Za-z])[0-9](?:[ \-]?[0-9]){3,17}[ \t]{0,3}\n[ \t]{0,3}[0-9](?:[ \-]?[0-9]){0,14}(?![0-9A-Za-z])"
)
_CALLED = frozenset({Label.MOBILE, Label.PHONE, Label.HOME_PHONE})
_BANKS = frozenset({Label.BANK, Label.ACCOUNT})
_COUNTED = re.compile(r"\s?[一二两三四五六七八九十]?[项个件次户人元万亿米吨mk%亩台]")
"""“138/1234/5678户” are three figures."""
_NO_DIGIT = re.compile("[^0-9]")
_OPENS, _CLOSES = "(（", ")）"


def find(text: str) -> Iterator[Found]:
    """Mobiles and bank cards of that sort. The form, a label or the check digit tells."""
    if not _QUICK.search(text):
        return
    for match in _MOBILE.finditer(text):
        beside = before(text, match.start())
        said = beside is not None and beside.label in _CALLED
        if said or (beside is None and not _COUNTED.match(text, match.end())):
            yield Found(MOBILE, match.start(), match.end(), 0.9)
    for match in _LABELLED_MOBILE.finditer(text):
        number = match[0]
        if number.isdecimal() or not _groups(number):
            continue
        beside = before(text, match.start())
        alone = len(number) == len(text.strip())
        if alone or (beside is not None and beside.label in _CALLED and beside.gap <= 2):
            yield Found(MOBILE, match.start(), match.end(), 0.9)
    for match in _CARD.finditer(text):
        if cards.is_card(_NO_DIGIT.sub("", match[0])):
            yield Found(BANK_CARD, match.start(), match.end(), 0.92)
    for match in _BROKEN_CARD.finditer(text) if "\n" in text else ():
        number = _NO_DIGIT.sub("", match[0])
        beside = before(text, match.start())
        labelled = beside is not None and beside.label in _BANKS
        if (labelled or number.startswith(cards.UNION_PAY)) and cards.is_card(number):
            yield Found(BANK_CARD, match.start(), match.end(), 0.95)


def _groups(number: str) -> bool:
    """Whether it is one number in a few groups, not a list of numbers."""
    groups = [len(group) for group in _NO_DIGIT.split(number) if group]
    return len(groups) <= 4 or max(groups) <= 2
