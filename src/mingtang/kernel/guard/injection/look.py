"""One look through a paper for what somebody put into it from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import is_number
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.injection import scripts
from mingtang.kernel.guard.injection.addresses import Address, address_of, addresses_in
from mingtang.kernel.guard.injection.hosts import Hosts, Standing
from mingtang.kernel.guard.injection.judging import Crowd, Judgement, crowds, judged, words_in
from mingtang.kernel.guard.injection.squashing import squashed
from mingtang.kernel.guard.injection.telling import args_of, hit_at, span_of
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.markup.styles import runs_code
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part, Place

_SAFE = "《网络安全法》；《政府网站发展指引》（国办发〔2017〕47号）"
HIDDEN = hit_kind("injection.hidden", Severity.WARN, _SAFE)
SCRIPT = hit_kind("injection.script", Severity.BLOCK, _SAFE)
HOST = hit_kind("injection.host", Severity.WARN, _SAFE)
REDIRECT = hit_kind("injection.redirect", Severity.WARN, _SAFE)
GAMBLING = hit_kind("injection.gambling", Severity.WARN, _SAFE)
PORN = hit_kind("injection.porn", Severity.WARN, _SAFE)
TRADE = hit_kind("injection.trade", Severity.WARN, _SAFE)
KINDS = (HIDDEN, SCRIPT, HOST, REDIRECT, GAMBLING, PORN, TRADE)

_PARAMETER = re.compile(
    r"[?&;#](?:url|u|uri|to|go|goto|jump|target|link|next|out|dest\w*|redirect\w*|return\w*|callback|forward|src)"
    r"=((?:https?(?::|%3a)|/|%2f|\\)(?:/|%2f|\\)[^&#\s]*)",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"content\s*:\s*([\"'])(?P<words>[^\"'\n]{2,300})\1", re.IGNORECASE)
"""Words that a style sheet writes into a page."""
_HOWS = frozenset(
    [
        "display",
        "visibility",
        "opacity",
        "size",
        "away",
        "clip",
        "colour",
        "attribute",
        "template",
        "noscript",
        "fallback",
    ]
)
_RUNNING = frozenset(("script", "iframe", "frame", "object", "embed"))
_FRAMES = frozenset(f"<{name}>" for name in _RUNNING)
"""In the body of a record none of these can stand; in a whole page they can."""
_LEADING = frozenset(("form", "button", "base"))
"""Where what readers type goes to, and all links of a page lead."""
_HARD = frozenset(("size", "away", "clip", "colour"))
_SCHEMES = re.compile(r"[\t\r\n]")
LINKS_MOST = 50
"""Links of one block whose words are remembered until its text comes."""
_HARMLESS_MOST = 50_000
_CELL_LONGEST = 40


@dataclass(slots=True)
class _Open:
    """Words of a passage that wait for the next one, to be judged with it."""

    passage: Passage
    crowds: list[Crowd]
    hits: list[Hit]


class InjectionLook:
    def __init__(self, about: About, knowledge: Knowledge) -> None:
        self._hosts = Hosts(knowledge.hosts)
        self._title = about.title
        self._before = ""
        self._open: _Open | None = None
        self._links: list[tuple[str, float, bool]] = []
        """Words of foreign links since the last block, how bad they are, and whether they are hidden."""
        self._harmless: set[str] = set()
        """Texts of cells, which come again in every row."""

    def see(self, passage: Passage) -> Iterable[Hit]:
        place = passage.piece.place
        if place.part == Part.LINK:
            return self._lead(passage)
        if place.part == Part.MARKUP:
            return self._markup(passage)
        if passage.piece.cell is not None and not place.hidden:
            text = passage.text
            if is_number(text) or text in self._harmless:
                hits = () if self._open is None else list(self._closed(text))
                self._pass_over(text, place)
                return hits
        return self._text(passage)

    def end(self) -> Iterable[Hit]:
        return self._closed("")

    # Links

    def _lead(self, passage: Passage) -> Iterator[Hit]:
        place, text = passage.piece.place, passage.piece.text
        if not passage.whole:
            return
        bare = _SCHEMES.sub("", text)
        if scripts.JAVASCRIPT.match(bare) or scripts.DATA.match(bare):
            if not scripts.NOTHING.match(bare):
                yield passage.hit(SCRIPT, 0, len(passage.text), args={"why": "address"})
            return
        address = address_of(text)
        if address is not None:
            yield from self._host(passage, address, place.label)
        elif place.label in _FRAMES:
            yield passage.hit(SCRIPT, 0, len(passage.text), args={"why": "frame"})
        if address is None or self._hosts.own(address.host):
            yield from self._forwarded(passage, text, 0, len(text))

    def _host(self, passage: Passage, address: Address, label: str) -> Iterator[Hit]:
        standing = self._hosts.standing(address)
        tag = (
            label.removeprefix("<page ").strip("<>") if label.startswith("<") and label.endswith(">") else ""
        )
        if standing.trusted and label not in _FRAMES:
            return
        hidden = passage.piece.place.hidden
        says = _says(label) if not tag else ""
        bad = len(standing.traits) + (2 if standing.imitates else 0) + (2 if says else 0)
        if not tag and len(self._links) < LINKS_MOST:
            self._links.append((label, 2 + min(bad, 2), hidden))
        args = args_of(address, standing)
        span = span_of(passage, address)
        level = Severity.BLOCK if bad else Severity.WARN
        if label in _FRAMES:
            yield passage.hit(SCRIPT, *span, args={**args, "why": "frame"})
        elif tag in _RUNNING:
            # Pages fetch their scripts from many places; only a bad one is worth a word.
            if bad or tag != "script":
                yield passage.hit(
                    SCRIPT, *span, severity=level, confidence=0.9, args={**args, "why": "foreign"}
                )
        elif tag == "meta":
            yield passage.hit(REDIRECT, *span, severity=level, args=args)
        elif standing.imitates or says or "user" in standing.traits:
            yield passage.hit(HOST, *span, severity=Severity.BLOCK, args=args)
        elif standing.traits:
            sure = hidden or "odd" in standing.traits
            level = Severity.BLOCK if sure else Severity.WARN
            yield passage.hit(HOST, *span, severity=level, confidence=0.9 if sure else 0.7, args=args)
        elif tag in _LEADING or (tag == "link" and not label.startswith("<page")) or (hidden and not tag):
            yield passage.hit(HOST, *span, severity=Severity.WARN, confidence=0.8, args=args)
        elif not tag:
            yield passage.hit(HOST, *span, severity=Severity.INFORM, confidence=0.5, args=args)

    def _forwarded(self, passage: Passage, text: str, first: int, last: int) -> Iterator[Hit]:
        """An address of ours that sends on to another host."""
        if "/leaving/?to=" in text:
            return
        found = _PARAMETER.search(text, first, last)
        inner = address_of(unquote(found.group(1))) if found else None
        if found and inner:
            standing = self._hosts.standing(inner)
            if not standing.trusted and "." in inner.host:
                bad = standing.imitates or bool(standing.traits)
                level = Severity.BLOCK if bad else Severity.WARN
                yield hit_at(passage, REDIRECT, *found.span(1), severity=level, args=args_of(inner, standing))

    # Scripts

    def _markup(self, passage: Passage) -> Iterator[Hit]:
        label, text = passage.piece.place.label, passage.text
        kind = label.removeprefix("page ")
        if kind == "script" or kind == "handler":
            yield from self._script(passage, label, text)
        elif label == "frame":
            yield passage.hit(SCRIPT, 0, len(text), args={"why": "frame"})
        elif kind == "style" and runs_code(text):
            yield passage.hit(SCRIPT, 0, len(text), args={"why": "style"})
        if kind != "style":
            yield from self._markup_words(passage, kind)
        for content in _CONTENT.finditer(text) if kind == "style" else ():
            words, first = content["words"], content.start("words")
            for crowd in crowds(words, words_in(squashed(words))):
                crowd.found = [replace(at, start=at.start + first, end=at.end + first) for at in crowd.found]
                if (judgement := judged(crowd, self._title)).hit:
                    yield from _word_hits(passage, crowd, judgement)

    def _script(self, passage: Passage, label: str, text: str) -> Iterator[Hit]:
        coded = scripts.uncoded(text)
        moved = False
        for move in scripts.MOVES.finditer(text):
            address = address_of(move.group(1))
            standing = self._hosts.standing(address) if address else Standing(trusted=True)
            if address and not standing.trusted:
                moved = True
                level = Severity.BLOCK if standing.traits or standing.imitates else Severity.WARN
                start = move.start(1)
                yield passage.hit(
                    REDIRECT,
                    start + address.start,
                    start + address.end,
                    severity=level,
                    args=args_of(address, standing),
                )
        if scripts.cloaks(text) and not moved:
            yield passage.hit(
                REDIRECT, 0, len(text), severity=Severity.BLOCK, args={"host": "", "why": "cloak"}
            )
        elif not label.startswith("page ") and not moved:
            yield passage.hit(SCRIPT, 0, len(text), args={"why": "body"})
        elif label == "page handler" and not moved and scripts.HANDLES.search(text):
            yield passage.hit(SCRIPT, 0, len(text), confidence=0.9, args={"why": "body"})
        elif run := scripts.RUNS_CODE.search(text):
            yield passage.hit(SCRIPT, *run.span(), confidence=0.9, args={"why": "coded"})
        elif not moved and (sent := self._sends(text)):
            yield passage.hit(SCRIPT, 0, len(text), confidence=0.9, args={"why": "sends", "host": sent})
        elif frame := scripts.WRITES_FRAME.search(text):
            yield passage.hit(
                SCRIPT, *frame.span(), severity=Severity.WARN, confidence=0.7, args={"why": "writes"}
            )
        if coded and (says := _says(coded)):
            yield passage.hit(SCRIPT, 0, len(text), args={"why": "coded", "words": says})

    def _sends(self, script: str) -> str:
        """The foreign host to which a script sends what only this site may know; one bad in itself is enough."""
        steals = scripts.STEALS.search(script)
        for found in scripts.ADDRESS.finditer(script):
            address = address_of(found.group())
            standing = self._hosts.standing(address) if address else Standing(trusted=True)
            if address and not standing.trusted and (steals or standing.imitates or len(standing.traits) > 1):
                return address.host
        return ""

    def _markup_words(self, passage: Passage, kind: str) -> Iterator[Hit]:
        text = passage.text
        for crowd in crowds(text, words_in(squashed(text))):
            crowd.hidden = True
            judgement = judged(crowd)
            # Pages carry lists of words of their own, for search boxes and games.
            if judgement.sure or (judgement.hit and kind == "comment"):
                yield from _word_hits(passage, crowd, judgement)

    # Text

    def _text(self, passage: Passage) -> Iterator[Hit]:
        place, text = passage.piece.place, passage.text
        found = words_in(squashed(text))
        held = list(crowds(text, found)) if found else []
        hits = list(self._written(passage))
        links = [link for link in self._links if link[2] == place.hidden]
        foreign = max(
            (2.0 + min(len(hit.args["why"]) > 0, 1) for hit in hits if hit.kind == HOST), default=0.0
        )
        for crowd in held:
            crowd.hidden = place.hidden or place.part == Part.FIELD
            crowd.titled = place.part == Part.TITLE
            crowd.before = self._before
            linked = [bad for words, bad, _ in links if _shares(words, crowd)]
            near = [hit for hit in hits if hit.kind == HOST]
            crowd.linked = max([*linked, foreign if near else 0.0, _plain_link(crowd.near, self._hosts)])
        closed = list(self._closed(text))
        yield from closed
        if place.hidden and place.label.removeprefix("page ") in _HOWS:
            yield from self._hidden(passage, held, hits, links)
        if held or hits:
            self._open = _Open(passage, held, hits)
        elif len(text) <= _CELL_LONGEST and len(self._harmless) < _HARMLESS_MOST:
            self._harmless.add(text)
        self._pass_over(text, place)

    def _pass_over(self, text: str, place: Place) -> None:
        if place.part in (Part.BODY, Part.TEXT, Part.TITLE, Part.CELL):
            self._before = text[-300:]
            if self._links:
                self._links = [link for link in self._links if link[2] != place.hidden]

    def _hidden(
        self, passage: Passage, held: list[Crowd], hits: list[Hit], links: list[tuple[str, float, bool]]
    ) -> Iterator[Hit]:
        label, text = passage.piece.place.label, passage.text
        how = label.removeprefix("page ")
        if len(re.sub(r"[\W_]+", "", text)) < 2:
            return
        words = any(judged(crowd, self._title).hit for crowd in held)
        leads = bool(links) or any(hit.kind == HOST for hit in hits)
        severity, confidence = Severity.WARN, 0.9
        if words:
            severity, confidence = Severity.BLOCK, 1.0
        elif label.startswith("page "):
            if not (leads and how in _HARD):
                return
        elif how in ("noscript", "fallback") and not leads:
            severity, confidence = Severity.INFORM, 0.5
        yield passage.hit(HIDDEN, 0, len(text), severity=severity, confidence=confidence, args={"why": how})

    def _written(self, passage: Passage) -> Iterator[Hit]:
        """Addresses in running text: only those that are bad."""
        for address in addresses_in(passage.text):
            first, last = passage.span(address.start, address.end)
            raw = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", passage.piece.text[first:last])
            if raw.lower() != address.host and not raw.isascii():
                address = replace(address, host=raw.lower().replace("。", "."))
            standing = self._hosts.standing(address)
            if address.scheme == "dotted":
                yield passage.hit(
                    HOST,
                    address.start,
                    address.end,
                    args=args_of(address, replace(standing, traits=("dotted",))),
                )
            elif standing.imitates or "user" in standing.traits:
                yield passage.hit(
                    HOST, address.start, address.end, severity=Severity.BLOCK, args=args_of(address, standing)
                )
            elif standing.traits:
                sure = "odd" in standing.traits
                yield passage.hit(
                    HOST,
                    address.start,
                    address.end,
                    confidence=0.9 if sure else 0.7,
                    args=args_of(address, standing),
                )
            elif standing.trusted and self._hosts.own(address.host):
                yield from self._forwarded(
                    passage, passage.piece.text, last, min(last + 500, len(passage.piece.text))
                )

    def _closed(self, after: str) -> Iterator[Hit]:
        """What was left open can be judged now that the text behind it is known."""
        if self._open is None:
            return
        waiting, self._open = self._open, None
        yield from waiting.hits
        for crowd in waiting.crowds:
            crowd.after = after[:300]
            judgement = judged(crowd, self._title)
            if judgement.hit:
                yield from _word_hits(waiting.passage, crowd, judgement)


def _word_hits(passage: Passage, crowd: Crowd, judgement: Judgement) -> Iterator[Hit]:
    kind = {"gambling": GAMBLING, "porn": PORN, "trade": TRADE}[crowd.group]
    heavy = max(one.term.weight for one in crowd.found)
    for one in crowd.found:
        if one.term.weight >= min(heavy, 2):
            yield passage.hit(
                kind,
                one.start,
                one.end,
                severity=Severity.BLOCK if judgement.sure else Severity.WARN,
                confidence=min(0.99, 0.5 + judgement.score / 20),
                args={"word": one.term.word},
            )


def _says(label: str) -> str:
    """The words of a link that tell what it sells; empty for none, or when they warn of it."""
    found = words_in(squashed(label))
    if not found:
        return ""
    crowd = Crowd(found, label, label, label, linked=2)
    return found[0].term.word if judged(crowd).hit and max(one.term.weight for one in found) >= 2 else ""


def _shares(words: str, crowd: Crowd) -> bool:
    """Whether a link's words are among those judged."""
    plain = squashed(words).text
    return bool(plain) and (
        plain in squashed(crowd.near).text or any(one.term.word in plain for one in crowd.found)
    )


def _plain_link(text: str, hosts: Hosts) -> float:
    return 2.0 if any(not hosts.standing(one).trusted for one in addresses_in(text)) else 0.0
