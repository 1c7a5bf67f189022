"""The publishable form of personal data: what is left of a number, a name, an address when it is masked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mingtang.kernel.guard.folding import folded
from mingtang.kernel.guard.personal import kinds
from mingtang.kernel.guard.personal.surnames import surname_length

LEFT_OUT = "（略）"
_STARS = "***"
_SHORTEST_ID = 15
"""Less is a part of one that was torn apart, and the other parts stand beside it."""


@dataclass(frozen=True)
class Shown:
    """How many characters stay at the head and the tail; the `strict` ones where the county wants less to be seen.

    `verified` says whether the source was read; what is not is a default that the county confirms.
    """

    head: int
    tail: int
    strict_head: int
    strict_tail: int
    source: str
    verified: bool = False


_PRACTICE = "公示中常见的做法"
_LEAST = "国办2018年政务公开工作要点：公开个人信息要去标识化"

SHOWN: Mapping[str, Shown] = MappingProxyType(
    {
        # With six in front and four behind, a known birthday gives the whole number back.
        kinds.ID_NUMBER: Shown(3, 4, 1, 1, _PRACTICE),
        kinds.PASSPORT: Shown(1, 3, 1, 1, _PRACTICE),
        kinds.MOBILE: Shown(3, 4, 3, 2, _PRACTICE),
        kinds.LANDLINE: Shown(0, 2, 0, 0, _PRACTICE),
        kinds.BANK_CARD: Shown(0, 4, 0, 2, _PRACTICE),
        kinds.SOCIAL_CARD: Shown(0, 4, 0, 2, _PRACTICE),
        kinds.PLATE: Shown(2, 3, 2, 1, _PRACTICE),
        kinds.CHAT_ACCOUNT: Shown(1, 2, 1, 0, _PRACTICE),
    }
)

_GAP = re.compile(r"[\s.,，、\-·_\u2010-\u2015()（）]")
_SPACED_CARD = "**** **** **** "


def masked(kind: str, text: str, *, strict: bool = False) -> str:
    """The form of `text`, a hit of `kind`, that may go out. Masking twice changes nothing.

    Heads of columns stay as they are. Raises KeyError for a kind that is no personal data.
    """
    return _RULES[kind](kind, folded(text)[0].strip(), strict)


def can_mask(kind: str) -> bool:
    """Whether hits of a kind are masked rather than mended by a person."""
    return kind in _RULES and kind != kinds.COLUMN


def _shown(kind: str, strict: bool) -> tuple[int, int]:
    rule = SHOWN[kind]
    return (rule.strict_head, rule.strict_tail) if strict else (rule.head, rule.tail)


def _between(text: str, head: int, tail: int) -> str:
    """Stars for all but the head and the tail; a short text shows less, never more than two thirds."""
    while head + tail > len(text) * 2 // 3:
        head, tail = (head, tail - 1) if tail >= head else (head - 1, tail)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]


def _number(kind: str, text: str, strict: bool) -> str:
    plain = _GAP.sub("", text)
    head, tail = _shown(kind, strict)
    if kind == kinds.ID_NUMBER and len(plain) < _SHORTEST_ID:
        return "*" * len(plain)
    if kind == kinds.ID_NUMBER and len(plain) >= 20:
        # The two digits behind the number of a certificate of disability tell kind and grade.
        tail = 0
    return _between(plain, head, tail)


def _mobile(kind: str, text: str, strict: bool) -> str:
    plain = _GAP.sub("", text)
    head, tail = _shown(kind, strict)
    return plain[:-11] + _between(plain[-11:], head, tail)


def _landline(kind: str, text: str, strict: bool) -> str:
    area = re.match(r"[(（]?(?:86[\s\-]?)?(0(?:10|2[0-9]|[3-9][0-9]{2}))[)）\s\-—–]*", text)
    rest = text[area.end() :] if area else text
    # An extension finds the desk.
    rest = re.split("转|分机|-", rest)[0]
    plain = _GAP.sub("", rest)
    tail = _shown(kind, strict)[1] if len(plain) >= 7 else 0
    return (f"{area[1]}-" if area else "") + _between(plain, 0, tail)


def _card(kind: str, text: str, strict: bool) -> str:
    plain = _GAP.sub("", text)
    tail = _shown(kind, strict)[1] if len(plain) >= 8 else 0
    if kind == kinds.BANK_CARD and len(plain) >= 12:
        return _SPACED_CARD + _between(plain[-8:], 0, tail)[-4:]
    return _between(plain, 0, tail)


def _plate(kind: str, text: str, strict: bool) -> str:
    plain = _GAP.sub("", text)
    return f"{plain[:2]}·{_between('*' + plain[2:], 0, _shown(kind, strict)[1])[1:]}"


def _mailbox(kind: str, text: str, strict: bool) -> str:
    local, _, host = text.partition("@")
    return ("" if strict else local[:1].replace("*", "")) + _STARS + "@" + host


def _chat(kind: str, text: str, strict: bool) -> str:
    plain = _GAP.sub("", text)
    if len(plain) <= len(_STARS):
        return _STARS
    head, tail = _shown(kind, strict)
    tail = tail if len(plain) >= 6 else 0
    return plain[:head] + _STARS + (plain[len(plain) - tail :] if tail else "")


_COMMUNITY = re.compile("(?:村民委员会|居民委员会|村委会|居委会|社区|(?<!新)村)")
_TOWN = re.compile("街道办事处|街道|镇|乡(?!村)|苏木")
_ABOVE = re.compile("省|自治区|市|州|盟|县|区|旗")
_HIDDEN = re.compile(r"[0-9*]")


def _address(kind: str, text: str, strict: bool) -> str:
    plain = text.replace(" ", "")
    for level in (_TOWN, _ABOVE) if strict else (_COMMUNITY, _TOWN, _ABOVE):
        ends = [found.end() for found in level.finditer(plain)]
        # 小区, 校区 and such end an estate, no division.
        ends = [end for end in ends if plain[max(0, end - 2) : end] not in _NO_DIVISION and end > 1]
        if ends:
            first = ends[0] if level is _COMMUNITY else ends[-1]
            return plain[:first] + _STARS
    return _STARS


_NO_DIVISION = frozenset(
    {"小区", "校区", "园区", "片区", "街区", "厂区", "城市", "超市", "门市", "院区", "社区"}
) - {"社区"}


def _name(kind: str, text: str, strict: bool) -> str:
    plain = text.replace(" ", "")
    for mark in "·•‧・":
        if mark in plain:
            return plain[:1] + ("某某" if strict else "*")
    size = surname_length(plain) if len(plain) > 2 else 1
    return plain[: max(size, 1)] + ("某某" if strict else "*")


def _child(kind: str, text: str, strict: bool) -> str:
    plain = text.replace(" ", "")
    if "某某" in plain:
        return plain
    size = surname_length(plain) if len(plain) > 2 else 1
    return plain[: max(size, 1)] + "某某"


def _left_out(kind: str, text: str, strict: bool) -> str:
    return LEFT_OUT


def _unchanged(kind: str, text: str, strict: bool) -> str:
    return text


_RULES: Mapping[str, Callable[[str, str, bool], str]] = MappingProxyType(
    {
        kinds.ID_NUMBER: _number,
        kinds.PASSPORT: _number,
        kinds.MOBILE: _mobile,
        kinds.LANDLINE: _landline,
        kinds.BANK_CARD: _card,
        kinds.SOCIAL_CARD: _card,
        kinds.PLATE: _plate,
        kinds.EMAIL: _mailbox,
        kinds.CHAT_ACCOUNT: _chat,
        kinds.ADDRESS: _address,
        kinds.NAME: _name,
        kinds.MINOR: _child,
        kinds.HEALTH: _left_out,
        kinds.DISABILITY: _left_out,
        kinds.COLUMN: _unchanged,
    }
)
