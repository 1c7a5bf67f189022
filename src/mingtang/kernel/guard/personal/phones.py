"""Landlines. Those of offices are published everywhere; only somebody's own is personal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mingtang.kernel.guard.personal.found import Found
from mingtang.kernel.guard.personal.kinds import LANDLINE
from mingtang.kernel.guard.personal.labels import Label, before

_AREA = "0(?:10|2[0-9]|[3-9][0-9]{2})"
_LANDLINE = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][\-.])(?:(?:86[ \-]?)?(?P<area>{_AREA})[)）]?[ \-—–]{{0,2}}"
    r"(?:[2-8][0-9]{6,7}|[2-8][0-9]{2,3}[ \-][0-9]{4})"
    r"|[2-8][0-9]{6,7})(?:(?:[\-转]{1,2}|分机)[0-9]{1,5})?(?![0-9]|[\-.][0-9])"
)
_SEVEN = re.compile("[0-9]{3}(?:[0-9 \\-—–)）]{0,3}[0-9]){4}")
_OFFICES = re.compile(
    "局|中心|委员会|办公室|政府|公司|医院|学校|窗口|热线|客服|所|站|机构|单位|部门|科|大队|支队|法院|检察院|供电|银行|服务台"
)
_OWN = frozenset({Label.HOME_PHONE, Label.MOBILE})
_CITIZEN = re.compile("我|本人|家|联系|电话|致电|回电|座机|固话")


def landlines(text: str, citizen: bool) -> Iterator[Found]:
    if not _SEVEN.search(text):
        return
    for match in _LANDLINE.finditer(text):
        beside = before(text, match.start())
        label = None if beside is None else beside.label
        area = match["area"] is not None
        if label in _OWN:
            yield Found(LANDLINE, match.start(), match.end(), 0.9)
        elif (
            label in {Label.OFFICE_PHONE, Label.NUMBER, Label.AMOUNT, Label.CREDIT, Label.QQ, Label.WECHAT}
            or (not area and label != Label.PHONE)
            or _OFFICES.search(text, max(0, match.start() - 20), match.start())
        ):
            continue
        elif citizen and _CITIZEN.search(text, max(0, match.start() - 12), match.start()):
            yield Found(LANDLINE, match.start(), match.end(), 0.8)
        else:
            yield Found(LANDLINE, match.start(), match.end(), 0.6, needs_person=True)


def digits_of(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


class Known:
    """The numbers a county gave as those of its units, with or without area codes."""

    def __init__(self, phones: frozenset[str]) -> None:
        self._phones = {digits for phone in phones if len(digits := digits_of(phone)) >= 7}
        self._local = {re.sub(f"^{_AREA}(?=[2-8][0-9]{{6,7}}$)", "", digits) for digits in self._phones}

    def __contains__(self, text: str) -> bool:
        digits = digits_of(text).removeprefix("86")
        return digits in self._phones or digits in self._local


@lru_cache(maxsize=4)
def known(phones: frozenset[str]) -> Known:
    return Known(phones)
