"""Whether words of gambling, pornography and trade stand in an advertisement or in lawful text.

A police report names what it fights, a leaflet quotes what it warns of. So a word is weighed by what is around it:

  weight of the words + advertisement + contact + foreign link + disguise + hidden − law, police, warnings, services

and from `SUSPECTED` on it is a hit, from `SURE` on it stops the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mingtang.kernel.guard.injection.lists import INNOCENT, Term, context, terms
from mingtang.kernel.guard.injection.squashing import Squashed, squashed

SUSPECTED = 3.0
SURE = 8.0
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
    r"(?:微信|薇信|威信|徽信|v信|vx|wx|微|薇|威|➕|加|\+|扣扣|企鹅|qq群|qq|tg|telegram|纸飞机|飞机|电报|whatsapp|skype|line)"
    r"(?:号码|号|客服|联系|同号|id)?[\s:：是为加@+]{0,4}(?=[a-z0-9_-]{5,20}(?![a-z0-9]))[a-z_-]{0,16}\d[a-z0-9_-]{2,18}",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)")
_GIFT = re.compile(r"送\d{2,5}(?:元|彩金|块|u|rmb|现金|金)?")
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
    near: str
    """Their sentence, and a little around."""
    around: str
    hidden: bool = False
    linked: float = 0
    """2 when a link of theirs, or an address beside them, leads to a foreign host; more when that is a bad one."""
    before: str = ""
    after: str = field(default="")

    @property
    def group(self) -> str:
        weights: dict[str, float] = {}
        for one in self.found:
            weights[one.term.group] = weights.get(one.term.group, 0) + one.term.weight
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
    known = terms()
    found: list[Found] = []
    for match in known.lexicon.find(text.text):
        term = known.meanings[match.number]
        if term.group == INNOCENT:
            continue
        gaps = text.gaps(match.start, match.end)
        if gaps is None:
            continue
        start, end = text.span(match.start, match.end)
        if not _whole(text.full, start, end):
            continue
        plain = not term.disguised or _only_traditional(text.text[match.start : match.end])
        found.append(Found(start, end, term, gaps or not plain))
    return found


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


def _only_traditional(word: str) -> bool:
    return word.isalpha() and not any(letter.isascii() for letter in word) and word in _traditional()


_FORMS: set[str] = set()


def _traditional() -> set[str]:
    if not _FORMS:
        from mingtang.kernel.guard.injection.lists import rows

        first = {letter: forms[0] for letter, *forms in rows("variants.txt")}
        for _, _, *words in rows("terms.txt"):
            _FORMS.update("".join(first.get(letter, letter) for letter in word) for word in words)
    return _FORMS


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
        yield Crowd(found[at:upto], near, text[max(0, first - FAR) : last + FAR])
        at = upto


def judged(crowd: Crowd, title: str = "") -> Judgement:
    weights: dict[str, float] = {}
    for one in crowd.found:
        weights[one.term.word] = one.term.weight
    words = min(sum(weights.values()), TERMS_MOST)
    near = squashed(crowd.near)
    advert, lawful = _sides(near.text)
    if lawful and advert:
        # What a warning quotes is not its own offer.
        quoted = " ".join(_QUOTED.findall(crowd.near))
        if quoted:
            advert -= _sides(squashed(quoted).text)[0] / 2
    if _GIFT.search(near.text):
        advert += 2
    chat = bool(_CHAT.search(crowd.near))
    contact = 3.0 if chat else 1.0 if _MOBILE.search(crowd.near) else 0.0
    disguise = 3.0 if any(one.disguised and one.term.weight >= 2 for one in crowd.found) else 0.0
    evidence = min(advert, ADVERT_MOST) + contact + crowd.linked + disguise + (4 if crowd.hidden else 0)
    wide = _sides(squashed(f"{crowd.before}。{crowd.around}。{crowd.after}").text)[1]
    lawful += max(0.0, wide - lawful) / 2 + min(2.0, _sides(squashed(title).text)[1] / 2)
    if _ARTICLE.search(crowd.near):
        lawful += 2
    if chat or crowd.linked or disguise or crowd.hidden:
        lawful = min(lawful, 4.0)
    score = words + evidence - lawful
    if max(weights.values()) < 3 and evidence < 3:
        score = min(score, SUSPECTED - 0.1)
    return Judgement(score, evidence)


def _sides(text: str) -> tuple[float, float]:
    """How much in a text speaks for an advertisement and how much for the law; each word counts once."""
    known = context()
    seen = {match.number for match in known.lexicon.find(text)}
    advert = sum(weight for side, weight in (known.meanings[number] for number in seen) if side == "advert")
    return advert, sum(
        weight for side, weight in (known.meanings[number] for number in seen) if side == "lawful"
    )
