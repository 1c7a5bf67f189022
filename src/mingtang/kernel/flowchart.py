"""The public flowchart of a process as accessible SVG, drawn from its states and arrows.

The states stand in one column in the order given. An arrow to the next state runs down the column;
other forward and ending arrows run on the right, arrows back on the left, each in a lane of its own.
Only presentation attributes and class names are used, so a strict content security policy holds, and
the font is the page's. Drawn narrow, so that it can be read on a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import Literal
from zlib import crc32

Kind = Literal["forward", "back", "end"]

MAX_WIDTH = 640
BOX_WIDTH = 176
_GUTTER = 76  # between a box and its first lane: room for the labels of the arrows that leave there
_LANE = 14
_EDGE = 8
_GAP = 40  # between two boxes, at least
_PORT = 16  # between two arrows on the same side of a box
_HEAD = 8
_CORNER = 7
_TEXT, _LABEL = 17, 14
_TEXT_LINE, _LABEL_LINE = 23, 18
_BADGE = 22

_INK, _BRAND, _LINE, _LATE, _PAPER = "#1b2430", "#123d6b", "#51606f", "#b3261e", "#ffffff"
# Stroke and dashes: the kinds differ in more than colour.
_STYLES: dict[Kind, tuple[str, str]] = {
    "forward": (_LINE, ""),
    "back": (_LATE, ' stroke-dasharray="6 4"'),
    "end": (_LINE, ' stroke-dasharray="1.5 5" stroke-linecap="round"'),
}
_WORD = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)
_NOT_FIRST = "，。、；：！？）》」』”’,.;:!?)"


@dataclass(frozen=True)
class Node:
    """A state: `step_no` is the official number of the step, None outside of the numbering."""

    id: str
    label: str
    step_no: str | None = None
    final: bool = False


@dataclass(frozen=True)
class Arrow:
    """A way from one state to another. `end` marks a way that leaves the usual course for good."""

    source: str
    target: str
    label: str = ""
    kind: Kind = "forward"


def draw(title: str, states: Sequence[Node], arrows: Sequence[Arrow]) -> str:
    """One `<svg>` element; `title` names it and every arrow is told in its description.

    Raises ValueError without states, when an id stands twice, and when an arrow names an unknown state.
    """
    places = {node.id: place for place, node in enumerate(states)}
    if not states or len(places) != len(states):
        raise ValueError("a flowchart needs states, each with an id of its own")
    for arrow in arrows:
        for name in (arrow.source, arrow.target):
            if name not in places:
                raise ValueError(f"arrow {arrow.source} → {arrow.target} names the unknown state {name!r}")
    layout = _Layout(states, [_Route(arrow, places[arrow.source], places[arrow.target]) for arrow in arrows])
    return layout.svg(title)


class _Route:
    """An arrow on its way through the layout."""

    def __init__(self, arrow: Arrow, source: int, target: int) -> None:
        self.arrow, self.source, self.target = arrow, source, target
        self.top, self.bottom = min(source, target), max(source, target)
        self.lines = _wrap(arrow.label, _GUTTER - 4, _LABEL)
        self.lane = 0
        self.leaves = self.arrives = 0.0  # offset of either end from the top of its box


class _Layout:
    def __init__(self, states: Sequence[Node], routes: list[_Route]) -> None:
        self.states, self.routes = states, routes
        self.spine: dict[int, _Route] = {}
        self.left: list[_Route] = []
        self.right: list[_Route] = []
        for route in routes:
            if route.arrow.kind == "back":
                self.left.append(route)
            elif (
                route.arrow.kind == "forward"
                and route.target == route.source + 1
                and route.source not in self.spine
            ):
                self.spine[route.source] = route
            else:
                self.right.append(route)
        for route in self.spine.values():
            route.lines = _wrap(route.arrow.label, BOX_WIDTH / 2 - 14, _LABEL)
        self._place()

    def _place(self) -> None:
        lanes_left, lanes_right = _assign_lanes(self.left), _assign_lanes(self.right)
        free = MAX_WIDTH - BOX_WIDTH - 2 * (_GUTTER + _EDGE)
        self.pitch = min(_LANE, free / max(1, lanes_left + lanes_right))
        self.x = _EDGE + (_GUTTER + lanes_left * self.pitch if lanes_left else 0)
        self.width = self.x + BOX_WIDTH + _EDGE + (_GUTTER + lanes_right * self.pitch if lanes_right else 0)
        self.texts = [
            _wrap(node.label, BOX_WIDTH - (2 * (_BADGE + 16) if node.step_no else 24), _TEXT)
            for node in self.states
        ]
        self.heights: list[float] = []
        rises: list[float] = []  # how far labels stand out above the box
        for place, text in enumerate(self.texts):
            ports = [_ports(side, place) for side in (self.left, self.right)]
            height = max(len(text) * _TEXT_LINE + 26.0, *(span + 20 for span, _ in ports))
            self.heights.append(height)
            rises.append(max(_settle(side_ports, span, height) for span, side_ports in ports))
        self.tops = [_EDGE + rises[0]]
        for place in range(1, len(self.states)):
            route = self.spine.get(place - 1)
            label = len(route.lines) * _LABEL_LINE + 22 if route else 0
            gap = max(_GAP, label, rises[place] + 14)
            self.tops.append(self.tops[-1] + self.heights[place - 1] + gap)
        self.height = self.tops[-1] + self.heights[-1] + _EDGE

    def svg(self, title: str) -> str:
        told = [_tell(self.states, route) for route in self.routes]
        body = [
            *(self._box(place) for place in range(len(self.states))),
            *(self._down(route) for route in self.spine.values()),
            *(self._around(route, -1) for route in self.left),
            *(self._around(route, 1) for route in self.right),
        ]
        # Ids must differ between the charts of one page.
        name = f"flow-{crc32('|'.join([title, *told, *body]).encode()):08x}"
        size = f"{_n(self.width)} {_n(self.height)}"
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" class="flowchart" role="img" viewBox="0 0 {size}"',
                f' aria-labelledby="{name}-title" aria-describedby="{name}-desc">',
                f'<title id="{name}-title">{escape(title)}</title>',
                f'<desc id="{name}-desc">{escape("；".join(told))}</desc>',
                *body,
                "</svg>",
            ]
        )

    def _box(self, place: int) -> str:
        node, lines = self.states[place], self.texts[place]
        top, height = self.tops[place], self.heights[place]
        fill, ink = (_BRAND, _PAPER) if node.final else (_PAPER, _INK)
        radius = min(height / 2, 26) if node.final else 6
        parts = [
            f'<g class="flow-node{" flow-final" if node.final else ""}">',
            f'<rect x="{_n(self.x)}" y="{_n(top)}" width="{BOX_WIDTH}" height="{_n(height)}"',
            f' rx="{_n(radius)}" fill="{fill}" stroke="{_BRAND}" stroke-width="1.5"/>',
        ]
        middle = top + height / 2
        if node.step_no:
            centre = self.x + 14 + _BADGE / 2
            back, front = (_PAPER, _BRAND) if node.final else (_BRAND, _PAPER)
            parts.append(
                f'<circle cx="{_n(centre)}" cy="{_n(middle)}" r="{_BADGE / 2:g}" fill="{back}"/>'
                + _text([node.step_no], centre, middle, _LABEL, front, "middle")
            )
        parts.append(_text(lines, self.x + BOX_WIDTH / 2, middle, _TEXT, ink, "middle", weight="600"))
        return "".join([*parts, "</g>"])

    def _down(self, route: _Route) -> str:
        x = self.x + BOX_WIDTH / 2
        start = self.tops[route.source] + self.heights[route.source]
        end = self.tops[route.target]
        label = _text(route.lines, x + 10, (start + end - _HEAD / 2) / 2, _LABEL, _LINE, "start")
        return _arrow(route, f"M{_n(x)} {_n(start)}V{_n(end - _HEAD)}", (x, end), "down", label)

    def _around(self, route: _Route, side: int) -> str:
        box = self.x if side < 0 else self.x + BOX_WIDTH
        lane = box + side * (_GUTTER + (route.lane + 0.5) * self.pitch)
        start = self.tops[route.source] + route.leaves
        end = self.tops[route.target] + route.arrives
        turn = 1 if end > start else -1
        bend = min(_CORNER, abs(end - start) / 2)
        path = (
            f"M{_n(box)} {_n(start)}H{_n(lane - side * bend)}"
            f"Q{_n(lane)} {_n(start)} {_n(lane)} {_n(start + turn * bend)}"
            f"V{_n(end - turn * bend)}"
            f"Q{_n(lane)} {_n(end)} {_n(lane - side * bend)} {_n(end)}"
            f"H{_n(box + side * _HEAD)}"
        )
        middle = start - 5 - len(route.lines) * _LABEL_LINE / 2
        colour = _STYLES[route.arrow.kind][0]
        label = _text(route.lines, box + side * _GUTTER / 2, middle, _LABEL, colour, "middle")
        return _arrow(route, path, (box, end), "left" if side > 0 else "right", label)


def _assign_lanes(routes: list[_Route]) -> int:
    """Give every route the innermost lane that no shorter route uses beside it; the number of lanes."""
    lanes: list[list[_Route]] = []
    for route in sorted(routes, key=lambda r: (r.bottom - r.top, r.source, r.target)):
        # A longer route goes outside of every route beside it, or their lines would cross.
        beside = [
            number
            for number, lane in enumerate(lanes)
            if any(route.top <= other.bottom and other.top <= route.bottom for other in lane)
        ]
        route.lane = max(beside, default=-1) + 1
        if route.lane == len(lanes):
            lanes.append([])
        lanes[route.lane].append(route)
    return len(lanes)


_Port = tuple[_Route, bool, float]  # the route, whether it leaves here, offset from the first port


def _ports(side: Iterable[_Route], place: int) -> tuple[float, list[_Port]]:
    """The ends of one side's routes at one box from top to bottom, and the height they span.

    Lines do not cross when ends that go up stand above ends that go down, and each outer lane's end
    farther from where its line goes. An end that leaves keeps room for its label above it.
    """
    ends: list[tuple[tuple[int, int], _Route, bool]] = []
    for route in side:
        if route.source == route.target == place:
            ends += [((1, 0), route, True), ((1, 1), route, False)]
        elif place in (route.source, route.target):
            going = (0, route.lane) if route.bottom == place else (2, -route.lane)
            ends.append((going, route, route.source == place))
    ends.sort(key=lambda end: end[0])
    ports: list[_Port] = []
    offset = 0.0
    for number, (_, route, leaves) in enumerate(ends):
        if number:
            offset += max(_PORT, len(route.lines) * _LABEL_LINE + 8 if leaves else 0)
        ports.append((route, leaves, offset))
    return offset, ports


def _settle(ports: list[_Port], span: float, height: float) -> float:
    """Fix the ports in the middle of their box; how far their labels stand out above it."""
    first = (height - span) / 2
    rise = 0.0
    for route, leaves, offset in ports:
        if leaves:
            route.leaves = first + offset
            rise = max(rise, len(route.lines) * _LABEL_LINE + 5 - route.leaves)
        else:
            route.arrives = first + offset
    return rise


def _arrow(route: _Route, path: str, tip: tuple[float, float], points: str, label: str) -> str:
    colour, dashes = _STYLES[route.arrow.kind]
    x, y = _n(tip[0]), _n(tip[1])
    head = {
        "down": f"M{x} {y}l-4.5 -{_HEAD}h9z",
        "left": f"M{x} {y}l{_HEAD} -4.5v9z",
        "right": f"M{x} {y}l-{_HEAD} -4.5v9z",
    }[points]
    return (
        f'<g class="flow-arrow flow-{route.arrow.kind}">'
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"{dashes}/>'
        f'<path d="{head}" fill="{colour}"/>{label}</g>'
    )


def _text(
    lines: list[str], x: float, middle: float, size: int, fill: str, anchor: str, weight: str = ""
) -> str:
    pitch = _TEXT_LINE if size == _TEXT else _LABEL_LINE
    first = middle - (len(lines) - 1) * pitch / 2 + size * 0.36  # from the middle to the baseline
    bold = f' font-weight="{weight}"' if weight else ""
    return "".join(
        f'<text x="{_n(x)}" y="{_n(first + number * pitch)}" font-size="{size}" fill="{fill}"'
        f' text-anchor="{anchor}"{bold}>{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _tell(states: Sequence[Node], route: _Route) -> str:
    told = f"{states[route.source].label} → {states[route.target].label}"
    return f"{told}（{route.arrow.label}）" if route.arrow.label else told


def _wrap(text: str, width: float, size: int) -> list[str]:
    """Lines no wider than the width; a line break in the text stays one."""
    return [line for part in text.split("\n") for line in _fold(part, width, size)]


def _fold(text: str, width: float, size: int) -> list[str]:
    """Lines of about equal width; Chinese breaks anywhere, Latin words and numbers stay whole."""
    words = [
        piece
        for word in _WORD.findall(" ".join(text.split()))
        for piece in ([word] if _measure(word, size) <= width else word)
    ]
    total = sum(_measure(word, size) for word in words)
    if not total:
        return []
    fair = min(width, total / ceil(total / width) + size)
    lines: list[list[str]] = [[]]
    for word in words:
        closing = word in _NOT_FIRST
        if lines[-1] and _measure("".join([*lines[-1], word]), size) > (width if closing else fair):
            # A closing mark must not begin a line: it takes the character before it along.
            lines.append([lines[-1].pop()] if closing and len(lines[-1]) > 1 else [])
        lines[-1].append(word)
    return [line for words in lines if (line := "".join(words).strip())]


def _measure(text: str, size: int) -> float:
    return sum(size * (0.56 if char.isascii() else 1) for char in text)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
