"""The HTML of a body → a small tree that both layouts draw."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import html as parser
from PIL import Image

from mingtang.foundation.documents.grid import Table, table_of

_LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_MARKS = {"strong": "b", "b": "b", "em": "i", "i": "i", "u": "u", "ins": "u", "sub": "sub", "sup": "sup"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DEEP = 60
_KAI = re.compile(r"^（[一二三四五六七八九十百]+）")
_MARK = re.compile(r"^附\s*件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]?$")
_HEI = re.compile(r"^[一二三四五六七八九十百]+、")


@dataclass(frozen=True)
class Run:
    """A piece of text with its marks; `text` of “\\n” is a line break."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""


@dataclass(frozen=True)
class Picture:
    """`width` and `height` in pixels."""

    data: bytes
    alt: str
    caption: str
    width: int
    height: int


@dataclass
class Block:
    """`kind`: p, h (with `level`), li (with `label`), quote, rule, table, figure."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    level: int = 0
    label: str = ""
    depth: int = 0
    table: Table | None = None
    picture: Picture | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def blocks_of(html: str, pictures: Mapping[str, bytes]) -> list[Block]:
    """In reading order. What is nested deeper than anybody writes is flattened."""
    if not html.strip():
        return []
    # Without it the parser drops what is nested deeper than 256; the body was cleaned and bounded when it was saved.
    deep = parser.HTMLParser(huge_tree=True, encoding="utf-8")
    root = parser.fragment_fromstring(html.encode(), create_parent="div", parser=deep)
    return list(_blocks(root, pictures, 0, 0))


@dataclass
class Appendix:
    """`mark` is 附件 with its number, when it stands on a line of its own."""

    mark: str
    title: str
    blocks: list[Block]


def appendices_of(blocks: list[Block]) -> list[Appendix]:
    """Each begins at a rule, with its mark or its title as a heading."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind == "rule":
            parts.append([])
        else:
            parts[-1].append(block)
    return [_appendix(part) for part in parts if part]


def _appendix(part: list[Block]) -> Appendix:
    made = Appendix("", "", part)
    first = part[0]
    if first.kind == "h" and _MARK.match(first.text.strip()):
        made.mark, made.blocks = first.text.strip().rstrip("：:"), part[1:]
    if made.blocks and made.blocks[0].kind == "h" and made.blocks[0].level == 2:
        made.title, made.blocks = made.blocks[0].text.strip(), made.blocks[1:]
    return made


def _blocks(parent: Any, pictures: Mapping[str, bytes], depth: int, deep: int) -> Iterator[Block]:
    loose: list[Run] = _text(parent.text, frozenset(), "")
    for child in parent:
        name = child.tag if isinstance(child.tag, str) else ""
        if name in _MARKS or name in ("a", "br", "span", "code", "mark") or (name == "img" and not pictures):
            loose += _runs(child, frozenset(), "", deep)
        elif name:
            yield from _loose(loose, depth)
            loose = []
            yield from _block(child, name, pictures, depth, deep)
        loose += _text(child.tail, frozenset(), "")
    yield from _loose(loose, depth)


def _loose(runs: list[Run], depth: int) -> Iterator[Block]:
    if any(run.text.strip() for run in runs):
        yield Block("p", _trimmed(runs), depth=depth)


def _block(element: Any, name: str, pictures: Mapping[str, bytes], depth: int, deep: int) -> Iterator[Block]:
    if deep > _DEEP:
        yield from _loose([Run(" ".join("".join(element.itertext()).split()))], depth)
    elif name == "p":
        runs = _trimmed(_inside(element, frozenset(), "", deep))
        if runs:
            yield Block("p", runs, level=_level(runs), depth=depth)
    elif name in _LEVELS:
        runs = _trimmed(_inside(element, frozenset(), "", deep))
        if runs:
            yield Block("h", runs, level=_LEVELS[name])
    elif name in ("ul", "ol"):
        yield from _list(element, name, pictures, depth, deep)
    elif name == "hr":
        yield Block("rule")
    elif name == "table":
        table = table_of(element, lambda cell: _cell(cell, deep))
        if table.columns:
            yield Block("table", table=table)
    elif name in ("figure", "img"):
        yield from _figure(element, pictures)
    else:
        for block in _blocks(element, pictures, depth, deep + 1):
            if name == "blockquote" and block.kind == "p":
                block.kind = "quote"
            yield block


def _level(runs: list[Run]) -> int:
    """一、 and （一） set as paragraphs are headings in print, when they stand alone on a line."""
    text = "".join(run.text for run in runs).strip()
    if len(text) > 40 or "。" in text.rstrip("。"):
        return 0
    return 2 if _HEI.match(text) else 3 if _KAI.match(text) else 0


def _list(element: Any, name: str, pictures: Mapping[str, bytes], depth: int, deep: int) -> Iterator[Block]:
    number = 0
    for item in element:
        if item.tag != "li":
            continue
        number += 1
        first = True
        for block in _blocks(item, pictures, depth + 1, deep + 1):
            if first and block.kind == "p":
                block.kind, block.label, block.level = "li", "•" if name == "ul" else f"{number}.", 0
            first = False
            yield block


def _figure(element: Any, pictures: Mapping[str, bytes]) -> Iterator[Block]:
    for image in element.iter("img"):
        alt = image.get("alt", "")
        captions = [" ".join("".join(part.itertext()).split()) for part in element.iter("figcaption")]
        data = pictures.get(image.get("src", ""))
        size = _size(data) if data else None
        if data and size:
            yield Block("figure", picture=Picture(data, alt, " ".join(captions), *size))
        else:
            words = " ".join(filter(None, (alt, *captions)))
            yield Block("p", [Run(f"［图：{words}］")])


def _size(data: bytes) -> tuple[int, int] | None:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            return picture.size
    except Exception:
        return None


def _cell(cell: Any, deep: int) -> list[Run]:
    """The paragraphs of a cell, parted by breaks."""
    runs: list[Run] = []
    for block in _blocks(cell, {}, 0, deep + 1):
        piece = block.runs
        if block.table is not None:
            piece = [Run(block.table.text)]
        if piece:
            runs += [Run("\n")] if runs else []
            runs += ([Run(f"{block.label} ")] if block.label else []) + piece
    return runs


def _inside(element: Any, marks: frozenset[str], link: str, deep: int) -> list[Run]:
    runs = _text(element.text, marks, link)
    for child in element:
        runs += _runs(child, marks, link, deep + 1)
        runs += _text(child.tail, marks, link)
    return runs


def _runs(element: Any, marks: frozenset[str], link: str, deep: int) -> list[Run]:
    name = element.tag if isinstance(element.tag, str) else ""
    if name == "br":
        return [Run("\n")]
    if deep > _DEEP:
        return [Run(" ".join("".join(element.itertext()).split()), marks, link)]
    if name in _MARKS:
        marks = marks | {_MARKS[name]}
    if name == "a":
        link = element.get("href", "")
    return _inside(element, marks, link, deep) if name else []


def _text(text: str | None, marks: frozenset[str], link: str) -> list[Run]:
    clean = "".join(c for c in _SPACE.sub(" ", text or "") if c >= " " and c not in "\u200b\ufeff")
    return [Run(clean, marks, link)] if clean else []


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without blanks at the ends; Chinese paragraphs are indented by the layout."""
    runs = list(runs)
    while runs and not runs[0].text.strip(" \u3000\xa0\n"):
        runs.pop(0)
    while runs and not runs[-1].text.strip(" \u3000\xa0\n"):
        runs.pop()
    if runs:
        first = runs[0]
        runs[0] = Run(first.text.lstrip(" \u3000\xa0"), first.marks, first.link)
    return runs
