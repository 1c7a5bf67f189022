"""Whether words of gambling, pornography and trade stand in an advertisement or in lawful text.

A police report names what it fights, a leaflet quotes what it warns of. So a word is weighed by what is around it:

  weight of the words + advertisement + contact + foreign link + disguise + hidden − law, police, warnings, services

and from `SUSPECTED` on it is a hit, from `SURE` on it stops the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mingtang.kernel.guard.injection.lists import INNOCENT, Term, context, terms, unvaried
from mingtang.kernel.guard.injection.squashing import PARTS, Squashed, squashed

SUSPECTED = 3.0
SURE = 8.0
PLAINLY = 6.0
"""So much law around speaks for the words even from other sentences."""
TERMS_MOST = 8.0
ADVERT_MOST = 7.0
GAP = 60
"""Characters between two words up to which they are judged together."""
NEAR = 40
"""Characters around, beyond the sentence, in which an advertisement speaks for the words."""
FAR = 160
"""Characters around in which the law still speaks for them."""

_END = re.compile(r"[。！？!?\n；;]")
_CHAT = re.compile(
    r"(?:(?:微信|薇信|威信|徽信|v信|vx|wx|wechat|微|薇|威|➕|加|\+|扣扣|企鹅|qq群|qq|tg|telegram|纸飞机|飞机|电报|whatsapp"
    r"|skype|line|v|客服|联系|咨询|私聊)[\s❤♥]{0,2}){1,4}(?:号码|号|同号|id|可[\u4e00-\u9fff]{1,2})?[\s:：是为@+]{0,4}(?!0\d{2,3}-?\d{7})"
    r"(?=[a-z0-9_-]{5,20}(?![a-z0-9]))[a-z_-]{0,16}\d[a-z0-9_-]{2,18}",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)")
_GIFT = re.compile(r"送\d{2,5}(?:元|彩金|块|u|rmb|现金|金)?|[百千]送[一二三五百千]")
_ROUND = str.maketrans("①②③④⑤⑥⑦⑧⑨⓪〇", "12345678900")
_SHOUTED = re.compile(r"[\u4e00-\u9fff\w] {1,4}[\u4e00-\u9fff]")
"""Calls one after the other without a sentence."""
_PROSE = re.compile("[，。；：、《]")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,8}[条款]")
_QUOTED = re.compile(r"“[^“”]{1,60}”|‘[^‘’]{1,60}’|\"[^\"]{1,60}\"")


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the list at `start` to `end` of the passage."""

    start: int
    end: int
    term: Term
    disguised: bool


@dataclass(slots=True)
class Crowd:
    """Words of the list close to each other, with the text around and what is known of the place."""

    found: list[Found]
    sentence: str
    near: str
    """Their sentence, and a little around."""
    around: str
    hidden: bool = False
    titled: bool = False
    """It is the name of a page or paper: an advertisement puts its own there."""
    linked: float = 0
    """2 when a link of theirs, or an address beside them, leads to a foreign host; more when that is a bad one."""
    before: str = ""
    after: str = field(default="")

    @property
    def group(self) -> str:
        weights: dict[str, float] = {}
        for one in self.found:
            # What any advertisement says tells less than what this one is for.
            weight = one.term.weight if one.term.group != "trade" or one.term.weight >= 1 else 0.1
            weights[one.term.group] = weights.get(one.term.group, 0) + weight
        return max(weights, key=lambda group: (weights[group], group))


@dataclass(frozen=True, slots=True)
class Judgement:
    score: float
    evidence: float
    """What speaks for an advertisement besides the words themselves."""

    @property
    def hit(self) -> bool:
        return self.score >= SUSPECTED

    @property
    def sure(self) -> bool:
        return self.score >= SURE and self.evidence >= 3


def words_in(text: Squashed) -> list[Found]:
    """The words of the list in a text, in order."""
    return list(_words(text, 0))


def _words(text: Squashed, offset: int) -> Iterator[Found]:
    known = terms()
    for match in known.lexicon.find(text.text):
        term = known.meanings[match.number]
        if term.group == INNOCENT:
            continue
        start, end = text.span(match.start, match.end)
        gaps = text.gaps(match.start, match.end)
        if gaps is None:
            # A longer word over the end of a sentence is none; there may be a shorter one on this side or that.
            for part in PARTS.finditer(text.full, start, end):
                yield from _words(squashed(part.group()), offset + part.start())
        elif _whole(text.full, start, end):
            yield Found(offset + start, offset + end, term, gaps or term.disguised)


def _whole(text: str, start: int, end: int) -> bool:
    """Latin letters at its ends do not go on: “ssc” is not in “class c”, “bo彩” not in “turbo彩”."""
    first, last = text[start], text[end - 1]
    if (
        first.isascii()
        and first.isalpha()
        and start
        and text[start - 1].isascii()
        and text[start - 1].isalnum()
    ):
        return False
    behind = text[end : end + 1]
    return not (last.isascii() and last.isalnum() and behind.isascii() and behind.isalnum())


def crowds(text: str, found: list[Found]) -> Iterator[Crowd]:
    """Words that stand together, with what is around them."""
    at = 0
    while at < len(found):
        upto = at + 1
        while upto < len(found) and found[upto].start - found[upto - 1].end <= GAP:
            upto += 1
        first, last = found[at].start, found[upto - 1].end
        begin = max(
            (end.end() for end in _END.finditer(text, max(0, first - FAR), first)),
            default=max(0, first - FAR),
        )
        stop = _END.search(text, last, last + FAR)
        finish = stop.end() if stop else min(len(text), last + FAR)
        near = text[min(begin, max(0, first - NEAR)) : max(finish, min(len(text), last + NEAR))]
        yield Crowd(found[at:upto], text[begin:finish], near, text[max(0, first - FAR) : last + FAR])
        at = upto


def judged(crowd: Crowd, title: str = "") -> Judgement:
    weights: dict[str, float] = {}
    for one in crowd.found:
        weights[one.term.word] = one.term.weight
    words = min(sum(weights.values()), TERMS_MOST)
    shown = crowd.near.translate(_ROUND)
    near = squashed(shown)
    advert, beside = _sides(near.text)
    lawful = _sides(squashed(crowd.sentence).text)[1]
    # The name of a gambling house is nothing that notices and services around it explain.
    named = max(weights.values()) >= 3
    lawful += max(0.0, (_fights(crowd.near) if named else beside) - lawful) / 2
    # “註冊送”, “威信”: an advertisement may hide its offers too.
    advert = max(advert, _sides(near.text.translate(unvaried()))[0])
    if lawful and advert:
        # What a warning quotes is not its own offer.
        quoted = " ".join(_QUOTED.findall(crowd.near))
        if quoted:
            advert -= _sides(squashed(quoted).text)[0] / 2
    if _GIFT.search(near.text):
        advert += 2
    chat = bool(_CHAT.search(shown))
    contact = 3.0 if chat else 1.5 if _MOBILE.search(shown) else 0.0
    disguise = 3.0 if any(one.disguised and one.term.weight >= 1 for one in crowd.found) else 0.0
    style = 1.0 if _SHOUTED.search(crowd.near) and not _PROSE.search(crowd.near) else 0.0
    titled = 1.5 if crowd.titled and lawful < 1 else 0.0
    evidence = (
        titled
        + min(advert, ADVERT_MOST)
        + style
        + contact
        + crowd.linked
        + disguise
        + (4 if crowd.hidden else 0)
    )
    if words + evidence < SUSPECTED:
        return Judgement(words + evidence - lawful, evidence)
    wide = _fights(f"{crowd.before}。{crowd.around}。{crowd.after}")
    hard = bool(chat or crowd.linked or disguise or crowd.hidden)
    plainly = wide >= PLAINLY and not hard
    if plainly:
        # A leaflet quotes many offers at once.
        words, evidence = min(words, 5.0), evidence - min(advert, ADVERT_MOST) / 2
    lawful += max(0.0, wide - lawful) * (1.0 if plainly else 0.5) + min(2.0, _fights(title) / 2)
    if _ARTICLE.search(crowd.near):
        lawful += 2
    if hard:
        lawful = min(lawful, 4.0)
    score = words + evidence - lawful
    if not _enough(max(weights.values()) + disguise / 3, words, evidence, lawful, bool(contact and style)):
        score = min(score, SUSPECTED - 0.1)
    return Judgement(score, evidence)


def _enough(heaviest: float, words: float, evidence: float, lawful: float, calls: bool) -> bool:
    """Words that are usual elsewhere need more beside them. `calls`: a row of calls with a number to ring."""
    if heaviest >= 3:
        return True
    if heaviest >= 2:
        return evidence >= 3 or (words + evidence >= 3 and evidence >= 0.5 and lawful < 1)
    if heaviest >= 1:
        return evidence >= 4 or (words + evidence >= 3 and evidence >= 1.5 and lawful < 1)
    return lawful < 1 and (evidence >= 4.5 or (words >= 1.5 and evidence >= 3) or (words >= 1 and calls))


def _sides(text: str) -> tuple[float, float]:
    """How much in a text speaks for an advertisement and how much for the law; each word counts once."""
    advert = lawful = 0.0
    for side, weight in _meant(text):
        if side == "advert":
            advert += weight
        else:
            lawful += weight
    return advert, lawful


def _fights(text: str) -> float:
    """How much a text is about crime, warnings and the law: only that speaks for words in other sentences. Everything
    on a page of a government is about notices and services."""
    return sum(weight for side, weight in _meant(squashed(text).text) if side == "lawful" and weight >= 3)


def _meant(text: str) -> list[tuple[str, float]]:
    known = context()
    return [known.meanings[number] for number in sorted({match.number for match in known.lexicon.find(text)})]
