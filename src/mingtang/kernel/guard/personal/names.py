"""Names of people in a sentence that speaks of private things. Elsewhere nobody is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter
from string import ascii_letters

from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.personal.dictionary import (
    NAME,
    NAME_OR_WORD,
    UNKNOWN,
    WORD,
    kind_of_word,
    word_begins,
    word_ends,
)
from mingtang.kernel.guard.personal.surnames import (
    ABROAD,
    COMPOUND,
    FREQUENT,
    NEVER_GIVEN,
    RARE,
    SINGLE,
    USUAL,
)
from mingtang.kernel.guard.personal.words import sections

_LISTS = sections("persons")
_SURNAME = re.compile(f"(?:{'|'.join(sorted(COMPOUND))})|[{''.join(sorted(SINGLE | RARE))}]")
_DOTTED = re.compile("(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}(?:[·•‧・][\u4e00-\u9fff]{2,8}){1,3}")
# “张　三”: names of two characters are set as wide as those of three.
_SPACED = re.compile(
    rf"(?:^|(?<=[、，,：:；;（(\n])) ?([{''.join(sorted(SINGLE))}] {{1,4}}[{''.join(sorted(USUAL))}])"
    r"(?=[\s0-9、，,：:；;（(）)]|$)"
)
# “姓　　名：” is spread over the line.
_ABROAD = re.compile(f"(?<![\u4e00-\u9fff])[{''.join(sorted(ABROAD))}]{{3,10}}(?![\u4e00-\u9fff])")
# “John Smith”, where what follows tells of a person.
_LATIN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{1,20}(?:[ ·•\-][A-Z](?:[A-Za-z]{1,20}|\.)){1,3}(?![A-Za-z])")
_CAPITAL = re.compile("[A-Z][A-Za-z]{1,20}[ ·•]")
_COLLEAGUE = re.compile("(?:[（(][^（()）\n]{0,24}[)）])?[、 ]{1,2}(?:和|及|与)?")
_SPREAD = re.compile("姓 {1,6}名")
_LINK = re.compile(
    r"(?:[（(](?:个人|签字|签名|盖章|公章|姓名)[)）])?(?:姓名|名单|名称)?(?:是|为|有|即|叫)?[\s：:（(“\"_【\]】\[]{0,12}"
)
_PERSON, _MINOR, _FUNCTION = "person", "minor", "function"
_WORDS = tuple((word, kind) for kind in (_PERSON, _MINOR, _FUNCTION) for word in _LISTS[kind])
_BEFORE = Lexicon([word for word, _ in _WORDS], overlapping=True, dense=True)
_WINDOW = 16
# What follows a name and nothing else: whatever stands before it, that is somebody.
_TELLING = re.compile(
    r"[（(，,、：: ]{0,2}(?:[男女][，,、 ]{1,2})?(?:的|本人)?"
    r"(?:公民身份|居民身份|身份证|身份号|证件号|护照|军官证|社保卡|医保卡|银行卡|手机|电话|联系电话|联系方式|微信|QQ|邮箱"
    r"|家住|家在|现住|住址|户籍|身患|患有|罹患|确诊|现年|[0-9]{1,3}周?岁|[0-9OoIlXx*●]{11,19}(?![0-9]))"
    r"|[（(](?:男|女|[0-9]{2,4}年|[^（()），,。]{0,8}(?:致[残瘫盲]|失明|失聪|残疾|截肢|瘫|癌|瘤|[一二三四]级))"
)
_AFTER = re.compile("|".join(sorted(_LISTS["after"], key=len, reverse=True)))
_TITLE_AFTER = re.compile(
    "[副总]{0,2}(?:局长|县长|市长|镇长|乡长|书记|主任|科长|股长|所长|站长|院长|校长|园长|会长|部长|处长|队长|经理|董事长|主席|委员|老师|教师|教授|医生|医师|护士|律师|法官|警官|民警|记者|工程师|检察官|专家)"
)
_PLACE_AFTER = re.compile(
    "[\u4e00-\u9fff]?(?:社区|村(?!民)|镇|乡(?!亲)|路(?!过)|街|小区|花园|家园|苑|国际|大道|公司|厂|店|局|中心|学校|小学|中学|医院|集团|银行|市(?!民)|县|区(?!别)|组|委会)"
)
_AFTER_FIRST = frozenset(word[0] for word in _LISTS["after"])
_PLACE_FIRST = frozenset("社村镇乡路街小花家苑国大公厂店局中学医集银市县区组委")
_TITLE_FIRST = frozenset("副总局县市镇乡书主科股所站院校园会部处队经董委老教医护律法警民记工检专")
_HOUSE_AFTER = re.compile("[0-9]{1,4} ?(?:栋|幢|号|单元|室|座|组|-)")
_EDGES_BEFORE = frozenset(' \t\n0123456789、，,：:；;（(“"《【[】]_/|-—.·>）)')
_EDGES_AFTER = _EDGES_BEFORE - set("(“《【[>") | set("(”》】]。！？+<" + ascii_letters)
_TELLING_FIRST = frozenset(
    "（(，,、：: 男女的本公居身证护军社医银手电联微Q邮家现住户患罹确0123456789OoIlXx*●"
)
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
_GIVEN_AT_TIMES = USUAL | frozenset("得应路章向级类点证报告书式男女性前内外年月日岁省镇乡村个名总共室站")
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
    first = max(0, lo - _WINDOW)
    return [
        replace(name, start=name.start + first, end=name.end + first)
        for name in _find(text[first:hi], lo - first)
    ]


@lru_cache(maxsize=64)
def _find(text: str, lo: int) -> tuple[Name, ...]:
    """Sentences are asked for again: for children, for private data; and some stand in a paper many times."""
    hi = len(text)
    names: list[Name] = [Name(found.start(), found.end(), 0.8) for found in _DOTTED.finditer(text, lo, hi)]
    names += [
        Name(match.start(1), match.end(1), 0.8, called=True) for match in _SPACED.finditer(text, lo, hi)
    ]
    taken = {place for name in names for place in range(name.start, name.end)}
    before = _words_before(text, lo, hi)
    for match in _ABROAD.finditer(text, lo, hi):
        if _PERSON in before.get(match.start(), _NO_WORD) and taken.isdisjoint(range(*match.span())):
            names.append(Name(match.start(), match.end(), 0.85, called=True))
            taken.update(range(*match.span()))
    for match in _LATIN.finditer(text, lo, hi) if _CAPITAL.search(text, lo, hi) else ():
        if _PERSON in before.get(match.start(), _NO_WORD) or _TELLING.match(text, match.end(), hi):
            names.append(Name(match.start(), match.end(), 0.8, called=True))
    at = lo
    while found := _SURNAME.search(text, at, hi):
        start, upto = found.span()
        at = start + 1
        if taken and start in taken:
            continue
        best = _best(text, start, upto, lo, hi, before.get(start, _NO_WORD))
        if best is not None:
            names.append(best)
            at = best.end
    return tuple(_with_colleagues(text, sorted(names, key=_START), before))


def _with_colleagues(text: str, names: list[Name], words: dict[int, dict[str, int]]) -> Iterator[Name]:
    """“执法人员：某甲、某乙”: the second is as much in office as the first."""
    last: Name | None = None
    for name in names:
        if (
            last is not None
            and last.function
            and not words.get(name.start)
            and _COLLEAGUE.fullmatch(text, last.end, name.start)
        ):
            name = replace(name, function=True)
        last = name
        yield name


_MASTERS = frozenset("老律医大师技厨药教牧法")
_NO_SURNAME = re.compile("代[开办缴收领管写购考理售付表驾]")
_NO_WORD: dict[str, int] = {}


def _words_before(text: str, lo: int, hi: int) -> dict[int, dict[str, int]]:
    """Where a name may begin that a word calls so: place → kind of word → length of the longest."""
    first = max(0, lo - _WINDOW)
    found: dict[int, dict[str, int]] = {}
    ends = [
        (first + one.end, _WORDS[one.number][1], one.end - one.start) for one in _BEFORE.find(text[first:hi])
    ] + [(one.end(), _PERSON, 2) for one in _SPREAD.finditer(text, first, hi)]
    for end, kind, size in ends:
        link = _LINK.match(text, end, hi)
        for place in {end, link.end()} if link else {end}:
            kinds = found.setdefault(place, {})
            kinds[kind] = max(kinds.get(kind, 0), size)
    return found


def _best(text: str, start: int, upto: int, lo: int, hi: int, words: dict[str, int]) -> Name | None:
    """The likelier of the two names that may begin with the surname `text[start:upto]`."""
    before = text[start - 1] if start > lo else ""
    if words:
        left = 2.0
    elif not before or before in _EDGES_BEFORE:
        left = 1.5
    elif before in "人者户" and start - lo >= 3:
        left = 1.6
    else:
        left = _left(text, start, lo)
    # “张老师代收”, “谢谢”: the surname is the end of a word, or no surname.
    if text[start : start + 2] == "谢谢" or (before in _MASTERS and text[start:upto] in "师傅" and not words):
        return None
    called = bool(words) and before in "：: （(_【】[]"
    if not called and _NO_SURNAME.match(text, start):
        return None
    if text[start] in RARE and upto - start == 1 and left < (2.0 if called else 1.5):
        return None
    best, least = None, _LEAST
    # The longer of two as good ones comes first and stays.
    for size in (2, 1):
        end = upto + size
        given = text[upto:end]
        if end > hi or not ("一" <= given[0] <= "鿿" and "一" <= given[-1] <= "鿿") or given in _CALLS:
            continue
        behind = text[end] if end < hi else ""
        telling = behind in _TELLING_FIRST and behind != "" and _TELLING.match(text, end, hi) is not None
        if not left and not telling:
            continue
        right = 2.5 if telling else _right(text, end, hi, behind)
        if not right or (
            text[start] in RARE and upto - start == 1 and not _rarely(text[start:end], telling, words)
        ):
            continue
        if not NEVER_GIVEN.isdisjoint(given):
            told = (telling and left) or (words and right >= 2)
            if not told or not _GIVEN_AT_TIMES.issuperset(given):
                continue
        usual = (given[0] in USUAL) + (given[-1] in USUAL) if size == 2 else 2 * (given in USUAL)
        rate = (left or _UNTOLD) + right + usual / 2
        if rate + _MOST_LIKELY <= least:
            continue
        if not called:
            rate -= _wordy(text, start, upto, end, given, text[start:upto] in FREQUENT, telling)
        if rate < least or (best is not None and rate <= best.rate):
            continue
        function = words.get(_FUNCTION, 0)
        titled = behind in _TITLE_FIRST and _TITLE_AFTER.match(text, end) is not None
        in_function = titled or bool(function and not words.get(_PERSON, 0) > function)
        confidence = min(0.95, 0.4 + rate / 10)
        best = Name(start, end, round(confidence, 2), in_function, _MINOR in words, rate, called)
    return best


_START = attrgetter("start")
_UNTOLD = 0.8
_MOST_LIKELY = 0.7
"""What a dictionary may add at most: `_WORDY`."""


def _left(text: str, start: int, lo: int) -> float:
    """What a word before, that says nothing of people, counts."""
    if text[start - 1] in _WEAK_BEFORE or word_ends(text[max(lo, start - 6) : start]):
        return 1.0
    return 0.0


def _rarely(name: str, telling: bool, words: dict[str, int]) -> bool:
    """Whether a name may begin with a word that is hardly ever a surname: “种”, “和”."""
    usual = len(name) == 3 and USUAL.issuperset(name[1:]) and WORD not in map(kind_of_word, (name, name[:2]))
    return usual and (telling or bool(words))


def _wordy(text: str, start: int, first: int, end: int, given: str, frequent: bool, telling: bool) -> float:
    """What it loses as it may be a word, or a word with a character more: “安全和”, “项规定”."""
    kind = kind_of_word(text[start:end])
    # Of three characters hardly any name of the dictionary is a word as well.
    either = kind == NAME_OR_WORD and (frequent or end - start == 3)
    lost = 0.0 if either else _WORDY[kind]
    if end - first == 2 and not (frequent and USUAL.issuperset(given)):
        if kind_of_word(text[start : first + 1]) == WORD:
            lost += 0.7 if telling and given[0] in USUAL else 1.5
        elif kind != NAME and not telling and kind_of_word(given) == WORD:
            lost += 1.0
    return lost


def _right(text: str, end: int, hi: int, behind: str) -> float:
    if not behind or (
        behind in _EDGES_AFTER and not ("0" <= behind <= "9" and _HOUSE_AFTER.match(text, end))
    ):
        return 2.0
    if (behind in _PLACE_FIRST or text[end + 1 : end + 2] in _PLACE_FIRST) and _PLACE_AFTER.match(text, end):
        return 0.0
    word = _AFTER.match(text, end, hi) if behind in _AFTER_FIRST else None
    if word is None:
        titled = behind in _TITLE_FIRST and _TITLE_AFTER.match(text, end)
        return 1.5 if titled or word_begins(text[end : min(hi, end + 6)]) else 0.0
    if len(word[0]) > 1 or word[0] in "男女":
        return 2.0
    # “文明行为”: the name would end in the middle of a word.
    return 0.0 if kind_of_word(text[end - 1 : end + 1]) == WORD else 1.0


_WORDY = {UNKNOWN: 0.0, WORD: 2.0, NAME_OR_WORD: 1.0, NAME: -0.7}
