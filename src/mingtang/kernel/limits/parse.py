"""Reads a phrase of 公开时限 (time limit of disclosure). What is not understood to the last character is UNPARSED."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from mingtang.kernel.limits.compose import compose
from mingtang.kernel.limits.events import FREE, is_event
from mingtang.kernel.limits.model import Limit, LimitType
from mingtang.kernel.limits.numbering import numbered_parts, without_numbering
from mingtang.kernel.limits.rules import RULES, SIMPLE, Piece, Rule, piece
from mingtang.kernel.limits.scanner import Scanner
from mingtang.kernel.limits.text import normalise

T = LimitType
# The longest published phrases have some 200 characters; a pasted page is no time limit.
MOST_CHARACTERS = 500

# Scope, words and pieces of a part.
Section = tuple[str, str, list[Piece]]

_REST = re.compile("其他|其余|另外")
_DITTO = re.compile("同上(?:款|条|项|行|栏)?|同前|同左|〃|″|“|”|\"|''|“”")
_COMMA = re.compile("(?:[，、]|并且|并|且)+")
_OPEN, _CLOSE = re.compile("（"), re.compile("）")
_LABEL = re.compile("(?:信息)?(?:公开|公布)?(?:的)?(?:时限|期限|时间)(?:要求)?")
_SCOPED = re.compile("(?P<scope>[^：；。]{1,80})：(?P<rest>.+)")
_IS = re.compile(f"(?P<scope>{FREE}{{2,40}}?)(?<![行作认成视])(?:应?为|属于?)(?P<rest>.+)")
_DOCUMENT = re.compile("(?P<scope>《[^《》]{2,40}》)(?P<rest>.+)")
_SENTENCES = re.compile("[；。]")
_REQUESTED = re.compile("依申请(?:公开)?(?:的)?(?:信息|内容|事项)?")
_NO_SCOPE = re.compile(
    "[0-9]+个?(?:工作|自然|日|天|周|月|年|小时)|原则上|左右|视情|附件|附表|注$|备注$|说明$|[前后起内时]$|^(?:但|如|若)"
)


def parse_limit(text: str, above: Limit | None = None) -> Limit:
    """The limit a phrase states. Never raises; UNPARSED asks for a person.

    `above` is the limit of the row above in the same table: 同上 gives it again, marked as inherited.
    """
    limit = _parse(text)
    if above is not None and limit.type == T.REFERENCE and _DITTO.fullmatch(limit.raw):
        return replace(above, inherited=True)
    return limit


@lru_cache(maxsize=4096)
def _parse(text: str) -> Limit:
    raw = normalise(text)
    unparsed = Limit(T.UNPARSED, raw=raw)
    if not raw or len(raw) > MOST_CHARACTERS:
        return unparsed
    if _DITTO.fullmatch(raw):
        return Limit(T.REFERENCE, raw=raw)
    limit = _whole(raw)
    return unparsed if limit is None else replace(limit, raw=raw)


def _whole(text: str) -> Limit | None:
    parts = numbered_parts(text)
    if parts is None:
        return None
    if len(parts) > 1:
        return _split([(part, _whole(part)) for part in parts])
    return _sentences(without_numbering(text))


def _sentences(text: str) -> Limit | None:
    """Sentences without a scope of their own complete the first; scoped ones are parts."""
    sections: list[Section] = []
    tail: list[Piece] = []
    for sentence in filter(None, _SENTENCES.split(text)):
        found = _sections(sentence)
        if found is None:
            return None
        for scope, words, pieces in found:
            if scope or not sections:
                sections.append((scope, words, pieces))
            elif len(sections) == 1 and not sections[0][0]:
                old = sections[0]
                sections[0] = (old[0], f"{old[1]}；{words}", old[2] + pieces)
            elif all(piece.kind == "yields" for piece in pieces):
                tail += pieces
            else:
                return None
    if not _told_apart(sections):
        return None
    done = [(words, _scoped(scope, compose(pieces))) for scope, words, pieces in sections]
    limit = done[0][1] if len(done) == 1 else _split(done)
    return replace(limit, yields=True) if limit is not None and tail else limit


def _split(parts: list[tuple[str, Limit | None]]) -> Limit | None:
    limits = []
    for words, limit in parts:
        if limit is None:
            return None
        limits.append(replace(limit, raw=words))
    scopes = [limit.scope for limit in limits]
    if len(set(scopes)) < len(scopes) and any(scopes):
        return None
    if not any(scopes):
        return compose(Piece("main", limit) for limit in limits)
    return Limit(T.SPLIT, parts=tuple(limits))


def _scoped(scope: str, limit: Limit | None) -> Limit | None:
    if limit is None or not scope:
        return limit
    if limit.scope:
        return None
    manner = "on_request" if _REQUESTED.fullmatch(scope) else limit.manner
    return replace(limit, scope=scope, manner=manner)


def _sections(sentence: str) -> list[Section] | None:
    """Scope, words and pieces of each part of a sentence."""
    match = _SCOPED.fullmatch(sentence)
    if match is None:
        return _unmarked(sentence)
    scope, rest = match["scope"], match["rest"]
    if _LABEL.fullmatch(scope):
        return _sections(rest)
    direct = _pieces(sentence)
    if direct is not None:
        return [("", sentence, direct)]
    if not _may_be_scope(scope):
        return None
    inner = _pieces(rest)
    if inner is not None:
        return [(scope, sentence, inner)]
    # A further scope in the same sentence: 政策类：长期公开，名单类：20个工作日内.
    for comma in re.finditer("，", rest):
        first, others = _pieces(rest[: comma.start()]), rest[comma.end() :]
        if first is not None and "：" in others:
            more = _sections(others)
            if more is not None and all(one[0] for one in more):
                return [(scope, f"{scope}：{rest[: comma.start()]}", first), *more]
    return None


def _unmarked(sentence: str) -> list[Section] | None:
    """A sentence without a colon: no scope, 其他内容为长期公开, or 许可7个工作日内，处罚20个工作日内."""
    direct = _pieces(sentence)
    if direct is not None:
        return [("", sentence, direct)]
    for pattern in (_IS, _DOCUMENT):
        match = pattern.fullmatch(sentence)
        if match is not None:
            pieces = _pieces(match["rest"])
            if _LABEL.fullmatch(match["scope"]):
                # 公开期限为7天 may say how long or how soon; 公开时限 and 内 tell.
                told = "时限" in match["scope"] or "内" in match["rest"]
                return [("", sentence, pieces)] if pieces is not None and told else None
            if pieces is not None and _may_be_scope(match["scope"]):
                return [(match["scope"], sentence, pieces)]
    chunks = sentence.split("，")
    if len(chunks) < 2:
        return None
    sections: list[Section] = []
    for chunk in chunks:
        section = _led_by_scope(chunk)
        if section is not None:
            sections.append(section)
            continue
        more = _pieces(chunk)
        if more is None:
            return None
        if not sections:
            sections.append(("", chunk, more))
            continue
        scope, words, pieces = sections[-1]
        sections[-1] = (scope, f"{words}，{chunk}", pieces + more)
    return sections if len(sections) > 1 and _told_apart(sections) else None


def _told_apart(sections: list[Section]) -> bool:
    """Each part has a scope, or the first has none and the rest begin with 其他."""
    later = [section[0] for section in sections[1:]]
    return all(later) and (not later or bool(sections[0][0]) or all(_REST.match(scope) for scope in later))


def _led_by_scope(chunk: str) -> Section | None:
    """处罚20个工作日内. Such words are believed only beside another part of the same build."""
    for at in range(2, min(len(chunk) - 1, 30)):
        pieces = _pieces(chunk[at:], SIMPLE)
        if pieces is not None:
            scope = chunk[:at]
            if not re.fullmatch(f"{FREE}+", scope) or not is_event(scope) or not _may_be_scope(scope):
                return None
            return scope, chunk, pieces
    return None


def _may_be_scope(text: str) -> bool:
    return not _NO_SCOPE.search(text) and text.count("（") == text.count("）")


def _pieces(text: str, rules: tuple[Rule, ...] = RULES) -> list[Piece] | None:
    """All of the text as pieces, else None."""
    scan = Scanner(text)
    pieces: list[Piece] = []
    depth = 0
    while not scan.done:
        if pieces and scan.take(_OPEN):
            depth += 1
        elif depth and scan.take(_CLOSE):
            depth -= 1
            continue
        elif pieces:
            scan.take(_COMMA)
        found = piece(scan, rules)
        if found is None:
            return None
        pieces.append(found)
    return pieces if pieces and depth == 0 else None
