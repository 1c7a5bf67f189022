"""Names in the cells of tables, where a head or the row says that one may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingtang.kernel.guard.personal.dictionary import WORD, is_of_words, kind_of_word
from mingtang.kernel.guard.personal.surnames import ABROAD, NEVER_GIVEN, USUAL, surname_length

_DOTTED = re.compile("[\u4e00-\u9fff]{2,8}(?:[·•‧・][\u4e00-\u9fff]{2,8}){1,3}")
_WHOLE = re.compile("[\u4e00-\u9fff](?:[ ]{0,4}[\u4e00-\u9fff]){1,3}")
_PART = re.compile("[\u4e00-\u9fff·•‧・]{2,16}")
_NO_NAME = re.compile(
    "某|合计|小计|总计|姓名|备注|以下|空白|^无|同上|未查明|不详"
    "|(?:等|局|公司|中心|镇|乡|村|县|市|社|厂|校|店|所|院|户|人员|对象|家庭|群体|儿童|老人|妇女|职工|学生|村民|居民|病人|患者|人口|单位|个人|组)$"
)
_TAIL = re.compile("(?:家庭|户|家|等)$")
_MOST = 10


def names_in_cell(text: str, beneath: bool) -> Iterator[tuple[int, int]]:
    """Where names stand in a cell that is called 姓名; `beneath`: its head is above it, else beside."""
    plain = text.strip()
    start = len(text) - len(text.lstrip())
    if len(plain) <= 20 and (is_name(plain) if beneath else is_surely_name(plain)):
        yield start, start + len(plain)
        return
    if len(plain) <= 2:
        return
    for number, part in enumerate(_PART.finditer(text)):
        tail = _TAIL.search(part[0])
        word = part[0][: tail.start()] if tail else part[0]
        if number < _MOST and (is_common_name(word) or (_DOTTED.fullmatch(word) is not None)):
            yield part.start(), part.start() + len(word)


def is_name(text: str) -> bool:
    """Whether a cell under 姓名 holds a name."""
    if _DOTTED.fullmatch(text):
        return True
    plain = text.replace(" ", "")
    if is_abroad(plain):
        return True
    if not _WHOLE.fullmatch(text):
        return False
    if _NO_NAME.search(plain):
        return False
    size = surname_length(plain)
    given = plain[size:]
    if size and 1 <= len(given) <= 2:
        return USUAL.issuperset(given) or kind_of_word(plain) != WORD
    # A surname of few people, a name of another people: but no “低保边缘”.
    return kind_of_word(plain) != WORD and not is_of_words(plain)


def is_abroad(text: str) -> bool:
    """“阿不都热合曼”: a long name, written by its sound."""
    return 3 <= len(text) <= 10 and ABROAD.issuperset(text) and kind_of_word(text) != WORD


def is_surely_name(text: str) -> bool:
    """Whether a cell beside 姓名 does: it may just as well be the next head."""
    plain = text.replace(" ", "")
    if is_abroad(plain):
        return True
    size = surname_length(plain)
    return is_name(text) and 0 < size < len(plain) <= size + 2 and kind_of_word(plain) != WORD


def is_common_name(text: str) -> bool:
    """Whether it can hardly be anything else, whatever stands around it."""
    size = surname_length(text)
    given = text[size:]
    return (
        bool(size)
        and 1 <= len(given) <= 2
        and USUAL.issuperset(given)
        and NEVER_GIVEN.isdisjoint(given)
        and not _NO_NAME.search(text)
        and kind_of_word(text) != WORD
    )
