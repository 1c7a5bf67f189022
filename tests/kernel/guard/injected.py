"""Looks through a text for what was put into it, with the detectors of injection only."""

from datetime import date

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.injection.look import InjectionLook
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.passages import passages
from mingtang.kernel.guard.pieces import Piece

OURS = Knowledge(hosts=frozenset(["www.mingtang.gov.cn"]))


def hits(source: str, title: str = "") -> list[Hit]:
    look = InjectionLook(About(today=date(2026, 3, 1), title=title), OURS)
    found: list[Hit] = []
    for piece in pieces_of_html(source) if "<" in source else [Piece(source)]:
        for passage in passages(piece):
            found.extend(look.see(passage))
    found.extend(look.end())
    return found


def said(source: str, title: str = "") -> list[tuple[str, str, str]]:
    return [
        (hit.kind.removeprefix("injection."), hit.severity.value, hit.text) for hit in hits(source, title)
    ]
