"""Hits on their way from the child process: plain values, and how they are taken up again without trusting them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.hits import KINDS, Hit, Severity
from mingtang.kernel.guard.pieces import Part, Place

_TEXT_MOST = 20_000
_ARGS_MOST = 30
_NUMBER_MOST = 1 << 40


def place_data(place: Place) -> list[Any]:
    return [place.part, place.label, place.page, place.block, place.cell, place.entry, place.hidden]


def place_of(data: Any) -> Place:
    """Raises TypeError or ValueError for what is no place."""
    part, label, page, block, cell, entry, hidden = data
    return Place(
        Part(part),
        _text(label, 500),
        _number(page),
        _number(block),
        _text(cell, 100),
        _text(entry, 1000),
        _truth(hidden),
    )


def hit_data(hit: Hit) -> list[Any]:
    return [
        hit.kind,
        place_data(hit.place),
        hit.start,
        hit.end,
        hit.text[:_TEXT_MOST],
        hit.severity,
        hit.confidence,
        {key: value[:_TEXT_MOST] for key, value in hit.args.items()},
        hit.fix,
        hit.suggestion,
    ]


def hit_of(data: Any) -> Hit:
    """Raises TypeError or ValueError for what is no hit: a file may have taken over who sends it."""
    kind, place, start, end, text, severity, confidence, args, fix, suggestion = data
    if not isinstance(kind, str) or kind not in KINDS:
        raise ValueError("kind")
    if not isinstance(args, dict) or len(args) > _ARGS_MOST:
        raise TypeError("args")
    first, last = _number(start), _number(end)
    if first > last or isinstance(confidence, bool) or not isinstance(confidence, (int, float)):
        raise ValueError("span")
    if not 0 <= confidence <= 1:
        raise ValueError("confidence")
    return Hit(
        kind,
        place_of(place),
        first,
        last,
        _text(text),
        Severity(severity),
        float(confidence),
        {_text(key, 100): _text(value) for key, value in args.items()},
        None if fix is None else _text(fix),
        None if suggestion is None else _text(suggestion),
    )


def about_data(about: About) -> dict[str, Any]:
    return asdict(about) | {
        "today": about.today.isoformat(),
        "dated": None if about.dated is None else about.dated.isoformat(),
    }


def about_of(data: dict[str, Any]) -> About:
    dated = data["dated"]
    return About(
        **data
        | {
            "today": date.fromisoformat(data["today"]),
            "dated": None if dated is None else date.fromisoformat(dated),
            "writer": Writer(data["writer"]),
        }
    )


def _text(value: Any, most: int = _TEXT_MOST) -> str:
    """As databases can keep it: without zeros and halves of characters."""
    if not isinstance(value, str):
        raise TypeError("text")
    return value[:most].replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("number")
    if not 0 <= value <= _NUMBER_MOST:
        raise ValueError("number")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("truth")
    return value
