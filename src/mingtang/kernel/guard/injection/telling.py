"""How a find is told: which host and why it is odd, and where it stands."""

from __future__ import annotations

from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.injection.addresses import Address
from mingtang.kernel.guard.injection.hosts import Standing
from mingtang.kernel.guard.passages import Passage

_WORST = ("letters", "user", "like", "odd", "number", "port", "cheap", "random", "short", "name", "dotted")
"""The trait that is told, when a host has several."""


def args_of(address: Address, standing: Standing) -> dict[str, str]:
    traits = {*standing.traits, *(["like"] if standing.imitates else [])}
    worst = next((one for one in _WORST if one in traits), "")
    return {"host": address.host, "like": standing.like, "why": worst}


def span_of(passage: Passage, address: Address) -> tuple[int, int]:
    """The host in the passage; the whole of it when characters that nobody sees were taken out."""
    if len(passage.text) == len(passage.piece.text):
        return address.start, address.end
    return 0, len(passage.text)


def hit_at(
    passage: Passage, kind: str, start: int, end: int, *, severity: Severity, args: dict[str, str]
) -> Hit:
    """A hit at places of the piece as it was read."""
    piece = passage.piece
    return Hit(
        kind, piece.place, start, end, piece.text[start:end], severity, 0.9, args, number=passage.number
    )
