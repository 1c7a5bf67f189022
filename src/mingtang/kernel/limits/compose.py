"""Pieces put together: which belong to one limit, which are parts of their own, which contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from mingtang.kernel.limits.events import read_event
from mingtang.kernel.limits.model import Limit, LimitType
from mingtang.kernel.limits.rules import Piece

T = LimitType
# A display or comment period after one of these belongs to it; after 及时公开 it is a part of its own.
_CLOCKS = (T.AFTER_FORMED, T.BARE_N, T.AFTER_EVENT, T.BEFORE_EVENT, T.DISPLAY_PERIOD, T.COMMENT_PERIOD)


def compose(pieces: Iterable[Piece]) -> Limit | None:
    """One limit out of the pieces of one sentence or of one numbered part; None where they contradict."""
    mains: list[Piece] = []
    yields = dynamic = False
    place, prompt = "", False
    for piece in pieces:
        if piece.kind == "yields":
            yields = True
        elif piece.kind == "dynamic":
            dynamic = True
        elif piece.kind == "place" and not mains and not place:
            place = piece.limit.place
            prompt = piece.prompt
        elif not _absorbed(mains, piece):
            if piece.kind == "place":
                return None
            mains.append(replace(piece, limit=replace(piece.limit, place=place)) if place else piece)
            place = ""
    if prompt and not mains:
        mains.append(Piece("main", Limit(T.PROMPT, place=place)))
        place = ""
    if dynamic and not mains:
        mains.append(Piece("main", Limit(T.LONG_TERM)))
    if yields and not mains and not place:
        return Limit(T.REFERENCE, yields=True)
    if not mains or place or _contradict(mains):
        return None
    if len(mains) == 1:
        limit = mains[0].limit
        return replace(limit, yields=yields, dynamic=dynamic) if yields or dynamic else limit
    limits = [main.limit for main in mains]
    if dynamic:
        # 20个工作日内公开，长期公开（动态调整）: what is adjusted is what stands.
        at = next((at for at, limit in enumerate(limits) if limit.type == T.LONG_TERM), len(limits) - 1)
        limits[at] = replace(limits[at], dynamic=True)
    return Limit(T.SPLIT, parts=tuple(limits), yields=yields)


def _absorbed(mains: list[Piece], piece: Piece) -> bool:
    """Whether the piece completes the one before; that one is then replaced."""
    if not mains:
        return False
    last, more = mains[-1].limit, piece.limit
    joined: Limit | None = None
    if piece.kind == "place" and not last.place:
        joined = replace(last, place=more.place)
    elif piece.kind == "display" and last.type in _CLOCKS and last.display_n is None:
        kind = T.COMMENT_PERIOD if last.comment_n is not None else T.DISPLAY_PERIOD
        joined = replace(last, type=kind, display_n=more.display_n, display_unit=more.display_unit)
    elif piece.kind == "comment" and last.type in _CLOCKS and last.comment_n is None:
        joined = replace(
            last, type=T.COMMENT_PERIOD, comment_n=more.comment_n, comment_unit=more.comment_unit
        )
    elif piece.kind == "main":
        joined = _joined_mains(last, more, mains[-1].renews)
    if joined is None:
        return False
    mains[-1] = replace(mains[-1], limit=joined)
    return True


def _joined_mains(last: Limit, more: Limit, renews: bool) -> Limit | None:
    """及时公开，最迟不超过20个工作日 is one limit, and so is 依申请公开，自收到申请之日起20个工作日内."""
    if last.type == T.PROMPT and more.type == T.BARE_N and not renews and last.direction in ("", "after"):
        if not last.trigger:
            return replace(more, scope=last.scope, place=last.place)
        if last.direction == "after":
            kind = T.AFTER_FORMED if _is_formed(last.trigger) else T.AFTER_EVENT
            return replace(last, type=kind, n=more.n, unit=more.unit)
    if last.type == T.ON_REQUEST and last.n is None:
        if more.type == T.ON_REQUEST:
            return replace(more, scope=last.scope or more.scope)
        if more.type == T.BARE_N:
            return replace(last, n=more.n, unit=more.unit)
    return None


def _is_formed(trigger: str) -> bool:
    event = read_event(trigger)
    return event is not None and event.type == T.AFTER_FORMED


def _contradict(mains: Sequence[Piece]) -> bool:
    return any(_against(one, other) for one, other in combinations(mains, 2))


def _against(one: Piece, other: Piece) -> bool:
    """Whether both speak about the same thing and cannot both hold, as far as the phrase tells."""
    first, second = one.limit, other.limit
    if first.scope != second.scope:
        return False
    types = {first.type, second.type}
    if first.type == second.type and first.trigger == second.trigger:
        return True
    if T.ON_REQUEST in types:
        return types != {T.ON_REQUEST, T.LONG_TERM}
    numbered = [limit for limit in (first, second) if limit.n is not None and limit.type in _CLOCKS]
    if len(numbered) == 2:
        same = (first.trigger, first.direction) == (second.trigger, second.direction)
        return same or any(limit.type == T.BARE_N or not limit.trigger for limit in numbered)
    if T.PROMPT in types and numbered:
        prompt = one if first.type == T.PROMPT else other
        return not prompt.renews and prompt.limit.trigger in ("", numbered[0].trigger)
    return False
