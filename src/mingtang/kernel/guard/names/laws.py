"""Laws cited by name: repealed ones as if in force, names with one slip, articles a law does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import EachPassage, detector
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.names.alike import alike
from mingtang.kernel.guard.names.context import day_of, past_paper, sentence, speaks_of_past
from mingtang.kernel.guard.names.data import lines
from mingtang.kernel.guard.names.law_forms import LawForms
from mingtang.kernel.guard.names.near import Names, Near, Slip
from mingtang.kernel.guard.names.numerals import number_of
from mingtang.kernel.guard.names.repealed import Repealed, repealed
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.lawdata import LawRow

REPEALED = hit_kind("names.law_repealed", Severity.WARN, "废止该法律、法规的文件")
MISQUOTED = hit_kind("names.law_misquoted", Severity.WARN, "法律、行政法规公布文本")

COUNTRY = "中华人民共和国"
_CITED = re.compile(r"《([^《》]{3,60})》")
_BLANKS = re.compile(r"\s+")
_TAIL = re.compile(r"[（(][^（）()]{1,24}[）)]$")
_BASIS = re.compile(
    r"根据|依据|依照|按照|遵照|依|按|据|违反|适用|贯彻|落实|执行|符合|遵守|学习|宣传|宣讲|普及|实施|结合|参照|以及|和|、|（以下|法律依据"
)
_BY = re.compile(r"(?:根据|依据|依照|按照|违反|遵照)\Z")
_ARTICLE = re.compile(
    r"(?:[（(][^（）()]{1,30}[）)])?\s*((?:第[一二三四五六七八九十百千零〇\d]{1,9}条(?:之[一二三四五六七八九十])?"
    r"(?:第[一二三四五六七八九十\d]{1,3}款)?(?:第?[（(]?[一二三四五六七八九十\d]{1,3}[）)]?项)?[、和及与至，]?){1,12})"
)
_NUMBER = re.compile(r"第([一二三四五六七八九十百千零〇\d]{1,9})条")
_LEGAL = ("法", "条例", "办法", "规定", "细则", "决定", "规则", "典")
_AND = frozenset("和与及")
_LONG = 8
_DIFFERENT = frozenset(
    "一二三四五六七八九十〇零东西南北中上下前后内外大小新老省市县区乡镇国（）()〔〕0123456789、"
)
_ENDS_OF_PAST = re.compile(
    r"废止|失效|修订|修正|修改|替代|取代|原有|施行前|实施前|生效前|当时|时有效|届时|曾|旧法|新旧|编纂|停止执行"
)


@dataclass(frozen=True)
class Law:
    """`last` is the number of the last article of the version of `day`, 0 where not known."""

    name: str
    last: int
    day: date | None


@cache
def _laws() -> dict[str, Law]:
    found = {}
    for line in lines("laws.tsv"):
        name, last, day = line.split("\t")
        found[name] = Law(name, int(last), date.fromisoformat(day) if day else None)
    return found


@cache
def _names() -> Names:
    # Decisions and opinions have long titles that are often shortened.
    return Names(name for name in _laws() if name.endswith(_LEGAL) and len(name) <= 40)


@cache
def _forms() -> LawForms:
    return LawForms(name for name in _laws() if name not in repealed())


def _begin(about: About, knowledge: Knowledge) -> EachPassage:
    day = day_of(about)
    past = past_paper(about) or "废止" in about.title or "清理" in about.title

    def see(passage: Passage) -> Iterator[Hit]:
        text = passage.text
        if not past and "法" in text:
            yield from _plain(passage, day)
        if "《" not in text:
            return
        for cited in _CITED.finditer(text):
            title = _BLANKS.sub("", cited[1])
            name = _TAIL.sub("", title).removeprefix(COUNTRY)
            law = _laws().get(name) or _laws().get(title)
            gone = repealed().get(name)
            if gone is not None and day >= gone.effective_from:
                if not past and _is_basis(text, cited.start(), cited.end(), gone.effective_from):
                    yield _gone(passage, cited, gone)
            elif law is not None:
                yield from _articles(passage, cited.end(), law, day)
            elif gone is None:
                meant, sure = _meant(text, cited)
                if meant:
                    yield passage.hit(
                        MISQUOTED,
                        cited.start(1),
                        cited.end(1),
                        confidence=sure,
                        args={"why": "name", "right": f"《{meant}》"},
                        suggestion=meant,
                    )

    return EachPassage(see)


@cache
def _cited_plainly() -> re.Pattern[str]:
    names = sorted(
        (name for name in repealed() if name.endswith(("法", "民法总则", "民法通则"))), key=len, reverse=True
    )
    return re.compile(
        rf"(?:根据|依据|依照|按照|适用|违反)((?:{COUNTRY})?(?:{'|'.join(map(re.escape, names))}))"
        r"(?=第[一二三四五六七八九十百\d]{1,9}条|的?(?:有关|相关)?规定)"
    )


def _plain(passage: Passage, day: date) -> Iterator[Hit]:
    """Repealed laws cited without 《》: only the form that can be nothing else."""
    text = passage.text
    for cited in _cited_plainly().finditer(text):
        gone = repealed()[cited[1].removeprefix(COUNTRY)]
        if day >= gone.effective_from and _is_basis(text, cited.start(1), cited.end(1), gone.effective_from):
            yield _gone(passage, cited, gone)


def _gone(passage: Passage, cited: re.Match[str], gone: LawRow[Repealed]) -> Hit:
    return passage.hit(
        REPEALED,
        cited.start(1),
        cited.end(1),
        confidence=0.9 if gone.verified else 0.8,
        args={
            "right": gone.value.now,
            "since": gone.effective_from.isoformat(),
            "source": gone.source,
            "article": gone.article,
        },
    )


def _is_basis(text: str, start: int, end: int, until: date) -> bool:
    """Whether the law is cited as one in force."""
    begin, finish = sentence(text, start, end)
    if _ENDS_OF_PAST.search(text, begin, finish) or speaks_of_past(text, start, end, until):
        return False
    if not text[:start].strip() and not text[end:].strip():
        return True
    return (
        _ARTICLE.match(text, end) is not None
        or text.startswith(("规定", "的规定", "有关规定", "等"), end)
        or _BASIS.search(text, max(begin, start - 40), start) is not None
    )


def _articles(passage: Passage, at: int, law: Law, day: date) -> Iterator[Hit]:
    """The articles named behind the law that it does not have. An older paper had an older text before it."""
    if not law.last or law.day is None or day < law.day:
        return
    chain = _ARTICLE.match(passage.text, at)
    if chain is None:
        return
    for found in _NUMBER.finditer(passage.text, chain.start(1), chain.end(1)):
        try:
            number = number_of(found[1])
        except ValueError:
            continue
        if number > law.last:
            yield passage.hit(
                MISQUOTED,
                found.start(),
                found.end(),
                confidence=0.85,
                args={
                    "why": "article",
                    "right": f"《{law.name}》{law.day.isoformat()}的文本共{law.last}条",
                },
            )


@lru_cache(maxsize=4_096)
def _near(title: str) -> Near | None:
    """The one law whose name the whole title is, but for one slip."""
    if any(letter in "0123456789" for letter in title):
        return None
    bare = _TAIL.sub("", title)
    for name in (bare.removeprefix(COUNTRY), bare):
        hits = {near.name: near for near in _names().find(name) if near.start == 0 and near.end == len(name)}
        # The same name may lack its first or last character: then the place reaches over the edge.
        if len(hits) == 1:
            return next(iter(hits.values()))
    return None


def _meant(text: str, cited: re.Match[str]) -> tuple[str, float]:
    """The full name of the act that is meant by a title no act has, and how sure that is."""
    title = _BLANKS.sub("", cited[1])
    prefix = COUNTRY if title.startswith(COUNTRY) else ""
    bare = _TAIL.sub("", title).removeprefix(COUNTRY)
    turned = _forms().turned(bare)
    if turned:
        return prefix + turned, 0.9
    near = _near(title)
    if near is not None and _is_slip(text, cited, near):
        return prefix + near.name, 0.9 if len(near.name) > 5 else 0.8
    meant = _forms().meant(bare, bool(prefix))
    if meant:
        return prefix + meant, 0.85
    if not prefix and _BY.search(text, max(0, cited.start() - 6), cited.start()):
        meant = _forms().cited_as(bare, _ARTICLE.match(text, cited.end()) is not None)
    return (meant, 0.7) if meant else ("", 0)


def _is_slip(text: str, cited: re.Match[str], near: Near) -> bool:
    prefixed = cited[1].startswith(COUNTRY)
    # All 法 are acts of the country, and known.
    sure = (
        prefixed
        or (cited[1].endswith("法") and len(near.name) >= 6)
        or _ARTICLE.match(text, cited.end()) is not None
    )
    if near.slip == Slip.SWAPPED:
        return True
    if near.slip == Slip.WRONG:
        if alike(near.got, near.want):
            return True
        if near.got in _AND and near.want in _AND:
            return len(near.name) >= _LONG
        if near.got in _DIFFERENT or near.want in _DIFFERENT or near.last:
            return False
        # “渔业法” and “种业法”: a short name is soon another one.
        return sure and len(near.name) > 4 and near.got.isalpha()
    if near.slip == Slip.MISSING:
        if near.want in "和与及的暂":
            return False
        return sure if near.last or near.at == 0 else len(near.name) > 6 or sure
    return (
        near.inside
        and near.got.isalpha()
        and near.got not in _DIFFERENT
        and (near.got in near.name[near.at - 1 : near.at + 1] or (sure and near.got not in "的和与及暂"))
    )


detector("names.laws", (REPEALED, MISQUOTED), _begin, only_words=True)
