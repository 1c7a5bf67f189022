"""Names of people in a sentence that speaks of private things. Elsewhere nobody is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mingtang.kernel.guard.personal.surnames import (
    COMPOUND,
    FREQUENT,
    NEVER_GIVEN,
    SINGLE,
    USUAL,
    surname_length,
)
from mingtang.kernel.guard.personal.words import sections

_LISTS = sections("persons")
_HAN = re.compile("[\u4e00-\u9fff]")
_SURNAME = re.compile(f"(?:{'|'.join(sorted(COMPOUND))})|[{''.join(sorted(SINGLE))}]")
_DOTTED = re.compile("(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}(?:[·•‧・][\u4e00-\u9fff]{2,8}){1,3}")
# “张　三”: names of two characters are set as wide as those of three.
_SPACED = re.compile(
    rf"(?:^|(?<=[、，,：:；;（(\n])) ?([{''.join(sorted(SINGLE))}] {{1,4}}[{''.join(sorted(USUAL))}])"
    r"(?=[\s0-9、，,：:；;（(）)]|$)"
)
_LINK = r"(?:姓名|名单|名称)?(?:是|为|有|即|叫)?[\s：:（(“\"]{0,3}$"


def _ends(words: tuple[str, ...]) -> re.Pattern[str]:
    # “姓　　名：” is spread over the line.
    listed = "|".join(sorted(words, key=len, reverse=True)).replace("姓名", "姓 {0,6}名")
    return re.compile(f"(?:{listed}){_LINK}")


_PERSON_BEFORE = _ends(_LISTS["person"])
_MINOR_BEFORE = _ends(_LISTS["minor"])
_FUNCTION_BEFORE = _ends(_LISTS["function"])
_AFTER = re.compile("|".join(sorted(_LISTS["after"], key=len, reverse=True)))
_TITLE_AFTER = re.compile(
    "[副总]{0,2}(?:局长|县长|市长|镇长|乡长|书记|主任|科长|股长|所长|站长|院长|校长|园长|会长|部长|处长|队长|经理|董事长|主席|委员|老师|教师|教授|医生|医师|护士|律师|法官|警官|民警|记者|工程师|检察官|专家)"
)
_PLACE_AFTER = re.compile(
    "[\u4e00-\u9fff]?(?:社区|村(?!民)|镇|乡(?!亲)|路(?!过)|街|小区|花园|家园|苑|国际|大道|公司|厂|店|局|中心|学校|小学|中学|医院|集团|银行|市(?!民)|县|区(?!别)|组|委会)"
)
_HOUSE_AFTER = re.compile("[0-9]{1,4} ?(?:栋|幢|号|单元|室|座|组|-)")
_EDGE_BEFORE = re.compile(r"[\s0-9、，,：:；;（(“\"《【\[/|\-—.·>）)]")
_EDGE_AFTER = re.compile(r"[\s0-9、，,：:；;（(）)”\"》】\]/|\-—.。！？+A-Za-z<]")
_WEAK_BEFORE = frozenset(
    "由给将与和及同向对为被请经致据是系到的在村组区镇乡街等让因查户对指称至托人者员工民生师把替代找问达妻夫父母子女"
)
_CALLS = frozenset(
    [
        "大爷",
        "大妈",
        "大叔",
        "大娘",
        "大伯",
        "大婶",
        "大嫂",
        "大哥",
        "大姐",
        "阿姨",
        "师傅",
        "老师",
        "先生",
        "女士",
        "同志",
        "奶奶",
        "爷爷",
        "医生",
        "小姐",
        "老汉",
        "老人",
        "老太",
        "伯伯",
        "叔叔",
        "婆婆",
    ]
)
"""What people are called by behind a surname."""
_LEAST = 3.3
SURE = 3.9
"""A rate from which a name is taken for one where nothing but itself speaks of a person."""
_LONGEST = 200
"""Sentences are looked at this far on both sides of what is private in them."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `text[start:end]`. `function`: somebody in an office, named as such; `minor`: named as a child."""

    start: int
    end: int
    confidence: float
    function: bool = False
    minor: bool = False
    rate: float = SURE
    called: bool = False
    """A word before it says that it is a name."""


def find(text: str, lo: int, hi: int) -> list[Name]:
    """The names in `text[lo:hi]`, from the left, none over another."""
    names: list[Name] = [Name(found.start(), found.end(), 0.8) for found in _DOTTED.finditer(text, lo, hi)]
    names += [
        Name(match.start(1), match.end(1), 0.8, called=True) for match in _SPACED.finditer(text, lo, hi)
    ]
    at = lo
    while found := _SURNAME.search(text, at, hi):
        at = found.start() + 1
        if names and any(name.start <= found.start() < name.end for name in names[-8:]):
            continue
        best = max(_candidates(text, found, lo, hi), key=lambda rated: rated[0], default=None)
        if best is not None and best[0] >= _LEAST:
            names.append(best[1])
            at = best[1].end
    return sorted(names, key=lambda name: name.start)


def _candidates(text: str, found: re.Match[str], lo: int, hi: int) -> Iterator[tuple[float, Name]]:
    start = found.start()
    window = text[max(lo, start - 16) : start]
    minor = _MINOR_BEFORE.search(window)
    person = _PERSON_BEFORE.search(window)
    function = _FUNCTION_BEFORE.search(window)
    if minor or person or function:
        left = 2.0
    elif start == lo or _EDGE_BEFORE.match(text[start - 1]):
        left = 1.5
    elif text[start - 1] in "人者户" and start - lo >= 3:
        left = 1.6
    elif text[start - 1] in _WEAK_BEFORE or _word_ends(text[max(lo, start - 6) : start]):
        left = 1.0
    else:
        return
    called = bool(minor or person or function) and window[-1:] in "：: （("
    # The longer of two as good ones comes first, and `max` keeps the first.
    for size in (2, 1):
        end = found.end() + size
        given = text[found.end() : end]
        if end > hi or len(_HAN.findall(given)) != size or not NEVER_GIVEN.isdisjoint(given):
            continue
        if given in _CALLS:
            continue
        right = _right(text, end, hi)
        if not right:
            continue
        usual = sum(letter in USUAL for letter in given) / size
        rate = left + right + usual
        kind = _kind_of_word(text[start:end])
        if not called:
            frequent = found[0] in FREQUENT
            rate -= _WORDY[kind] if kind != _NAME_OR_WORD or not frequent else 0.0
            # “安全和”, “项规定”: a word with a character more.
            if size == 2 and not (frequent and given[1] in USUAL):
                if _kind_of_word(text[start : found.end() + 1]) == _WORD:
                    rate -= 1.5
                elif kind != _NAME and _kind_of_word(given) == _WORD:
                    rate -= 1.0
        titled = bool(_TITLE_AFTER.match(text, end))
        in_function = titled or bool(
            function and not (person and person.end() - person.start() > function.end() - function.start())
        )
        confidence = min(0.95, 0.4 + rate / 10)
        yield rate, Name(start, end, round(confidence, 2), in_function, bool(minor), rate, called)


def _right(text: str, end: int, hi: int) -> float:
    if end >= hi or (_EDGE_AFTER.match(text[end]) and not _HOUSE_AFTER.match(text, end)):
        return 2.0
    if _PLACE_AFTER.match(text, end):
        return 0.0
    word = _AFTER.match(text, end, hi)
    if word is None:
        return 1.5 if _TITLE_AFTER.match(text, end) or _word_begins(text[end : min(hi, end + 6)]) else 0.0
    if len(word[0]) > 1 or word[0] in "男女":
        return 2.0
    # “文明行为”: the name would end in the middle of a word.
    return 0.0 if _kind_of_word(text[end - 1 : end + 1]) == _WORD else 1.0


_UNKNOWN, _WORD, _NAME_OR_WORD, _NAME = range(4)
_WORDY = {_UNKNOWN: 0.0, _WORD: 2.0, _NAME_OR_WORD: 1.0, _NAME: -0.7}
_ASKED_MOST = 20_000


@lru_cache(maxsize=_ASKED_MOST)
def _kind_of_word(word: str) -> int:
    """What a dictionary takes it for: one of its words, a name, or neither."""
    import rjieba  # its dictionary takes a tenth of a second, and most papers name nobody

    tagged = rjieba.tag(word)
    name = len(tagged) == 1 and tagged[0][1] == "nr"
    if rjieba.has_word(word):
        # The dictionary takes 康复 and 封锁 for names.
        return _NAME_OR_WORD if name else _WORD
    return _NAME if name else _UNKNOWN


@lru_cache(maxsize=_ASKED_MOST)
def _word_begins(text: str) -> bool:
    """Whether a word of a dictionary, longer than a character, begins there."""
    import rjieba

    first = rjieba.cut(text)[0]
    return len(first) > 1 and rjieba.has_word(first)


@lru_cache(maxsize=_ASKED_MOST)
def _word_ends(text: str) -> bool:
    import rjieba

    last = rjieba.cut(text)[-1]
    return len(last) > 1 and rjieba.has_word(last)


_WHOLE = re.compile(
    "[\u4e00-\u9fff](?:[ ]{0,4}[\u4e00-\u9fff]){1,3}|[\u4e00-\u9fff]{2,8}(?:[·•‧・][\u4e00-\u9fff]{2,8}){1,3}"
)
_NO_NAME = re.compile(
    "某|合计|小计|总计|姓名|备注|以下|空白|无|同上|等$|局$|公司$|中心$|镇$|村$|县$|社$|厂$|校$|店$"
)


def is_name(text: str) -> bool:
    """Whether a cell under 姓名 holds a name."""
    return _WHOLE.fullmatch(text) is not None and not _NO_NAME.search(text.replace(" ", ""))


def is_surely_name(text: str) -> bool:
    """Whether a cell beside 姓名 does: it may just as well be the next head."""
    plain = text.replace(" ", "")
    size = surname_length(plain)
    return is_name(text) and 0 < size < len(plain) <= size + 2 and _kind_of_word(plain) != _WORD
