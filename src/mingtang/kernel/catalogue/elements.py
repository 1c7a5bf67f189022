"""Splits a cell of 公开内容（要素） into its elements, one a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mingtang.kernel.catalogue.text import narrow, one_line

_ROUND_NUMBER = r"[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]"
_NUMBER = rf"(?:{_ROUND_NUMBER}|\d{{1,2}}\s*[.．、)）](?!\d)|[一二三四五六七八九十]{{1,3}}、|[①-⑳])"
_BULLET = r"[●○〇■□◆◇•▪·]"
_STARTS = re.compile(rf"\s*(?:{_NUMBER}|{_BULLET}|[-—]\s+)")
_LEAD = re.compile(rf"^\s*(?:{_NUMBER}|{_BULLET}|[-—]\s+|\s)+")
_NUMBERED = re.compile(
    r"(?<![\d.])(\d{1,2})\s*[.．、](?!\d)|([①-⑳])|[（(]\s*(\d{1,2})\s*[）)]|[（(]([一二三四五六七八九十])[）)]"
)
_ROUND = re.compile(
    r"(?<=[一二三四五六七八九〇○])[〇○](?=[一二三四五六七八九〇○年])|(?<=二)[〇○](?=[一二〇○])"
)
_OPENING, _CLOSING = "（(《“〔[【", "）)》”〕]】"
_GOES_ON = re.compile(r"[、，,：:（(《“和与及或的之为及其\-—/]$")
_GOES_ON_NEXT = re.compile(r"^[、，,：:；;。）)》”的等和与及或/]")
_WHOLE = re.compile(
    r"(?:名称|条件|材料|流程|标准|时限|方式|电话|地址|时间|地点|对象|依据|结果|清单|名单|文件|情况|内容|部门|信息|程序|范围|金额|日期|公告|"
    r"方案|样式|渠道|要求|人员|文号|机构|主体|目录|指南|表|书|图|等|规定|政策|措施|法规|规章|意见|标题|办法)(?:（[^（）]*）|\([^()]*\))?[。.]?$"
)
_HELD = "\ue000"  # stands for a 〇 that is a figure, while bullets are looked for
_OPTIONAL = re.compile(r"^\s*[〇○]")


@dataclass(frozen=True)
class Elements:
    """`text` has one element a line; `joined` is true where broken words were joined; `guessed` where line ends alone
    had to tell the elements apart; `clear` where each of those lines ends as elements do."""

    text: str = ""
    joined: bool = False
    guessed: bool = False
    clear: bool = False


@lru_cache(maxsize=20_000)
def read_elements(text: str) -> Elements:
    """The elements of a cell. ● is dropped; 〇 stays before an optional element where the cell has both."""
    plain = _ROUND.sub(_HELD, narrow(text))
    if not plain:
        return Elements()
    lines = [line.strip() for line in plain.split("\n") if line.strip()]
    pieces, joined, guessed = _join_lines(lines)
    both = "●" in plain and bool(re.search("[〇○]", plain))
    elements: list[str] = []
    for piece in pieces:
        for part in _split(piece):
            words, broken = one_line(part)
            joined = joined or broken
            optional = both and bool(_OPTIONAL.match(words))
            words = _LEAD.sub("", words).strip(" ；;。")
            if words:
                elements.append(("〇" if optional else "") + words)
    clear = guessed and len(pieces) == len(lines) and all(_WHOLE.search(line) for line in lines)
    return Elements("\n".join(elements).replace(_HELD, "〇"), joined, guessed, clear)


def _join_lines(lines: list[str]) -> tuple[list[str], bool, bool]:
    """Lines that belong together as one; whether words were joined; whether it had to be guessed."""
    whole = "\n".join(lines)
    separated = bool(re.search(r"[；;]", whole)) or any(_STARTS.match(line) for line in lines[1:])
    separated = separated or len(re.findall(_BULLET, whole)) > 1 or len(_sequence(whole)) > 1
    wrapped = separated or _is_wrapped(lines)
    pieces: list[list[str]] = []
    joined, depth = False, 0
    for line in lines:
        last = pieces[-1][-1] if pieces else ""
        hangs = depth > 0 or _GOES_ON.search(last) or _GOES_ON_NEXT.match(line)
        ends = depth <= 0 and bool(last) and (last[-1] in "；;。" or bool(_STARTS.match(line)))
        if last and not ends and (hangs or wrapped):
            joined = joined or (last[-1].isalnum() and line[0].isalnum())
            pieces[-1].append((" " if last[-1].isascii() and line[0].isascii() else "") + line)
            depth += _depth(line)
        else:
            pieces.append([line])
            depth = _depth(line)
    guessed = len(lines) > 1 and not separated and (joined or len(pieces) > 1)
    return ["".join(piece) for piece in pieces], joined, guessed


def _is_wrapped(lines: list[str]) -> bool:
    """Whether line ends are only those of a narrow column.

    They are where a line of one character is left over, where few lines before the last end as elements do, or where
    not all of them do while they are about equally long.
    """
    if len(lines) < 2:
        return False
    body = [len(line) for line in lines[:-1]]
    if any(len(line) == 1 for line in lines):
        return True
    whole = sum(1 for line in lines[:-1] if _WHOLE.search(line))
    if whole == len(body):
        return False
    even = len(body) > 1 and max(body) - min(body) <= 1 and len(lines[-1]) <= max(body) and max(body) > 5
    return 2 * whole < len(body) or even


def _depth(text: str) -> int:
    return sum(text.count(each) for each in _OPENING[:3]) - sum(text.count(each) for each in _CLOSING[:3])


def _sequence(text: str) -> list[int]:
    """Where the numbers 1, 2, 3 … of a numbered list begin."""
    places: list[int] = []
    for match in _NUMBERED.finditer(text):
        if match[2]:
            number = ord(match[2]) - ord("①") + 1
        else:
            number = "一二三四五六七八九十".index(match[4]) + 1 if match[4] else int(match[1] or match[3])
        if number == len(places) + 1:
            places.append(match.start())
    return places if len(places) > 1 else []


def _split(piece: str) -> list[str]:
    """At ；, at bullets and before the numbers of a list, outside brackets."""
    places = set(_sequence(piece))
    balanced = _depth(piece) == 0
    parts, current, depth = [], "", 0
    for place, char in enumerate(piece):
        if (place in places or (char in "●〇○■◆•□" and depth == 0)) and current.strip():
            parts.append(current)
            current = ""
        if char in _OPENING[:3]:
            depth += 1
        elif char in _CLOSING[:3]:
            depth = max(0, depth - 1)
        if char in "；;" and (depth == 0 or not balanced):
            parts.append(current)
            current = ""
        else:
            current += char
    parts.append(current)
    return [part for part in parts if part.strip()]
