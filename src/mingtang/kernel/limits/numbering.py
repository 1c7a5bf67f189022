"""Parts marked by numbers: 1. 2., （1）（2）, ①②, 一、二、."""

from __future__ import annotations

import re

_CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
_MOST = 20


def _marks(style: int, at: int) -> str:
    """A pattern of the mark number `at` (from 1) in one of the styles."""
    chinese = _CHINESE[at - 1] if at <= len(_CHINESE) else "(?!)"
    return (
        rf"(?<![0-9.]){at}[.、](?![0-9]+[.、])",
        f"（{at}）",
        f"(?<![0-9（]){at}）",
        chr(0x2460 + at - 1),
        f"(?<![第、一二三四五六七八九十]){chinese}、",
        f"（{chinese}）",
    )[style]


_STYLES = [[re.compile(_marks(style, at)) for at in range(1, _MOST + 1)] for style in range(6)]
_LEADING = re.compile(
    rf"(?:[0-9]{{1,2}}[.、](?![0-9])|（[0-9]{{1,2}}）|[0-9]{{1,2}}）|[①-⑳]|[{''.join(_CHINESE)}]{{1,2}}、|（[{''.join(_CHINESE)}]{{1,2}}）)"
)
_EDGES = "，；。、"


def numbered_parts(text: str) -> list[str] | None:
    """The parts, without their numbers; one part where there is no numbering, None where a part is empty."""
    for style in _STYLES:
        if style[0].match(text) is None:
            continue
        starts: list[tuple[int, int]] = []
        at = 0
        for mark in style:
            match = mark.search(text, at) if starts else mark.match(text)
            if match is None:
                break
            starts.append(match.span())
            at = match.end()
        if len(starts) > 1:
            ends = [start for start, _ in starts[1:]] + [len(text)]
            parts = [text[begin:end].strip(_EDGES) for (_, begin), end in zip(starts, ends, strict=True)]
            return parts if all(parts) else None
    return [text]


def without_numbering(text: str) -> str:
    """A number that stands alone before the phrase says nothing about it. 1.20个工作日 keeps it: it may be 1.20."""
    match = _LEADING.match(text)
    return text[match.end() :] if match else text
