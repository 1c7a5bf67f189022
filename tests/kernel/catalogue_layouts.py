"""Writes the truth of `catalogue_truth` as tables of many shapes, as counties publish them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mingtang.kernel.catalogue.channels import OTHER, STANDARD, label
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.classification.areas import STANDARD_AREAS
from tests.kernel.catalogue_truth import LIMITS, TRUTH

Cell = tuple[str, str]  # what a cell means, and the field of Item it fills
GROUPS = {
    "item": "公开事项",
    "audience": "公开对象",
    "manner": "公开方式",
    "level": "公开层级",
    "channel": "公开渠道和载体",
}
WORDS = {
    "official": {
        "seq": "序号", "item1": "一级事项", "item2": "二级事项", "item3": "三级事项", "elements": "公开内容（要素）",
        "basis": "公开依据", "limit": "公开时限", "subject": "公开主体", "channels": "公开渠道和载体", "everyone": "全社会",
        "specific": "特定群体", "active": "主动", "on_request": "依申请", "prefecture": "市级", "county": "县级",
        "township": "乡级", "village": "村级", "tv": "乡、村级", "audience": "公开对象", "manner": "公开方式",
        "levels": "公开层级", "area": "领域",
    },
    "short": {
        "item1": "一级", "item2": "二级", "item3": "三级", "elements": "公开要素", "basis": "法律依据", "limit": "时限",
        "subject": "责任单位", "channels": "公开载体", "specific": "特定群众", "active": "主动公开", "on_request": "依申请公开",
        "prefecture": "州级", "county": "县（市、区）级", "township": "乡（镇）级", "village": "村（社区）级", "tv": "镇、村级",
    },
    "banner": {
        "item1": "公开类别", "elements": "公开内容", "basis": "依据", "limit": "时限要求", "subject": "责任主体",
        "channels": "公开渠道和载体（“■”表示必选项，“□”表示可选项）", "specific": "特定公众（请写明）", "prefecture": "盟级",
        "county": "旗县级", "township": "镇级", "village": "社区", "tv": "乡村级", "area": "所属领域",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """How a table is written; every field is one habit of those who publish."""

    name: str
    header: str = "two"  # two, lost, filled, joined, plain, three
    words: str = "official"
    merges: str = "none"  # none, real, lost, filled
    channels: str = "marked"  # marked, run_together, listed, damaged, columns, after, lines
    yes: str = "√"
    no: str = ""
    box: str = "■"
    audience: str = "ticks"  # ticks, words
    manner: str = "ticks"
    levels: str = "ticks"  # ticks, tv, words, words_short
    elements: str = "；"  # ；, numbered, bullets, lines, circled
    area: str = "rows"  # rows, column, sheets, titles, before
    order: int = 0  # seed of the order of columns; 0 for the usual one
    broken: float = 0.0  # chance of a space or line end inside a text
    half: bool = False  # half-width punctuation and full-width digits
    ditto: str = ""
    seq: bool = True
    repeat: int = 0  # the header again after so many rows
    notes: bool = False
    extra: bool = False
    blank: bool = False
    tick_words: bool = False


def expected(item: Item, layout: Layout) -> Item:
    """The item as far as the layout can say it."""
    changes: dict[str, object] = {} if layout.seq else {"seq": ""}
    if layout.levels == "tv" and {"township", "village"} & set(item.levels):
        above = [each for each in item.levels if each in ("prefecture", "county")]
        changes["levels"] = (*above, "township", "village")
    return replace(item, **changes)  # type: ignore[arg-type]


class Writer:
    """Writes one layout. `chance` is seeded by the layout's name."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.chance = random.Random(layout.name)
        self.words = WORDS["official"] | WORDS[layout.words]
        channels = {each for items in TRUTH.values() for item in items for each in item.channels}
        self.channel_columns = [*STANDARD, *sorted(channels - STANDARD.keys())]
        self.columns = list(self._columns())
        if layout.order:
            self._shuffle()

    def _columns(self) -> Iterator[tuple[str, str]]:
        """(group or empty, column) from left to right."""
        layout = self.layout
        if layout.area == "column":
            yield "", "area"
        if layout.seq:
            yield "", "seq"
        yield from (("item", "item1"), ("item", "item2"), ("item", "item3"))
        yield from (("", "elements"), ("", "basis"), ("", "limit"), ("", "subject"))
        if layout.channels == "columns":
            yield from (("channel", f"channel:{code}") for code in self.channel_columns)
        else:
            yield "", "channels"
        yield from (
            [("audience", "everyone"), ("audience", "specific")]
            if layout.audience == "ticks"
            else [("", "audience")]
        )
        yield from (
            [("manner", "active"), ("manner", "on_request")] if layout.manner == "ticks" else [("", "manner")]
        )
        if layout.levels == "ticks":
            yield from (("level", each) for each in ("prefecture", "county", "township", "village"))
        elif layout.levels == "tv":
            yield from (("level", each) for each in ("prefecture", "county", "tv"))
        else:
            yield "", "levels"
        if layout.extra:
            yield from (("", "extra:备注链接"), ("", "extra:办件数量"), ("", "extra:联系电话"))

    def _shuffle(self) -> None:
        """Another order of the groups; blank columns and the parts of a group stay together."""
        blocks: list[list[tuple[str, str]]] = []
        for group, column in self.columns:
            if group and blocks and blocks[-1][0][0] == group:
                blocks[-1].append((group, column))
            else:
                blocks.append([(group, column)])
        random.Random(self.layout.order).shuffle(blocks)
        self.columns = [each for block in blocks for each in block]

    def head(self, column: str) -> str:
        if column.startswith("channel:"):
            return label(column.split(":")[1])
        return column.split(":")[1] if column.startswith("extra:") else self.words[column]

    def header(self) -> tuple[list[list[str]], set[tuple[int, int]]]:
        """The rows of the header and its covered cells."""
        heads = [self.crack(self.head(column), 2 * self.layout.broken) for _, column in self.columns]
        groups = [GROUPS.get(group, "") for group, _ in self.columns]
        style = self.layout.header
        if style == "joined":
            return [
                [f"{group}-{head}" if group else head for group, head in zip(groups, heads, strict=True)]
            ], set()
        if style == "plain":
            return [heads], set()
        top = [group or head for group, head in zip(groups, heads, strict=True)]
        below = list(heads)
        covered: set[tuple[int, int]] = set()
        for place, group in enumerate(groups):
            again = bool(group) and place > 0 and self.columns[place - 1][0] == self.columns[place][0]
            if style in ("two", "three"):
                covered |= {(0, place)} if again else set()
                covered |= {(1, place)} if not group else set()
            elif style == "lost":
                top[place] = "" if again else top[place]
                below[place] = below[place] if group else ""
        if style != "three":
            return [top, below], covered
        # A row above that names kinds of columns, and the finer rows below it.
        kinds = [
            "公开要求" if each[0] in ("audience", "manner", "level") else head
            for each, head in zip(self.columns, top, strict=True)
        ]
        lower = {(row + 1, place) for row, place in covered}
        return [kinds, top, below], lower | {(0, p) for p in range(1, len(kinds)) if kinds[p] == kinds[p - 1]}

    def cell(self, column: str, item: Item, area: str) -> str:
        if column.startswith("channel:"):
            return self.tick(column.split(":")[1] in item.channels, column)
        if column.startswith("extra:"):
            return {
                "备注链接": "http://www.mingtang.example/a",
                "办件数量": "12",
                "联系电话": "0000-1234567",
            }[column[6:]]
        if column in ("item1", "item2", "item3", "basis", "subject"):
            return self.text(getattr(item, column))
        return {
            "area": lambda: STANDARD_AREAS[area].label,
            "seq": lambda: item.seq,
            "elements": lambda: self.elements(item),
            "limit": lambda: self.text(LIMITS[(area, *item.path)]),
            "channels": lambda: self.channels(item),
            "everyone": lambda: self.tick(item.everyone, column),
            "specific": lambda: self.text(item.specific),
            "active": lambda: self.tick(item.active, column),
            "on_request": lambda: self.tick(item.on_request, column),
            "tv": lambda: self.tick(bool({"township", "village"} & set(item.levels)), column),
            "audience": lambda: "全社会" if item.everyone else f"特定群体：{item.specific}",
            "manner": lambda: "、".join(
                w for w, yes in (("主动公开", item.active), ("依申请公开", item.on_request)) if yes
            ),
            "levels": lambda: self.levels(item),
        }.get(column, lambda: self.tick(column in item.levels, column))()

    def tick(self, yes: bool, column: str) -> str:
        if self.layout.tick_words and yes and not column.startswith("channel:") and column != "tv":
            return self.head(column).split("（请")[0]
        return self.layout.yes if yes else self.layout.no

    def levels(self, item: Item) -> str:
        words = [self.words[each] for each in item.levels]
        return (
            "、".join(word.removesuffix("级") for word in words)
            if self.layout.levels == "words_short"
            else "、".join(words)
        )

    def elements(self, item: Item) -> str:
        parts = [self.text(each) for each in item.elements.split("\n")]
        style = self.layout.elements
        if style == "numbered":
            return " ".join(f"{n}.{each}" for n, each in enumerate(parts, 1)) if len(parts) > 1 else parts[0]
        if style == "bullets":
            return "".join(f"●{each}" for each in parts)
        if style == "circled":
            return "\n".join(f"{'①②③④⑤⑥⑦⑧⑨'[n]}{each}" for n, each in enumerate(parts))
        if style == "lines":
            return "\n".join(parts)
        return (";" if self.layout.half else "；").join(parts)

    def channels(self, item: Item) -> str:
        names = [f"其他：{each}" if not (each.isascii()) else label(each) for each in item.channels]
        style = self.layout.channels
        if style == "listed":
            return "、".join(names)
        if style == "lines":
            return "\n".join(names)
        if style in ("damaged", "after", "full", "glued"):
            return self.all_boxes(item, style)
        glue = "" if style == "run_together" else " "
        return glue.join(self.crack(f"{self.layout.box}{name}") for name in names)

    def all_boxes(self, item: Item, style: str) -> str:
        """All 13 standard boxes, the used ones filled."""
        cells = [(each in item.channels, label(each)) for each in STANDARD if each != OTHER]
        others = [label(each) for each in item.channels if each not in STANDARD]
        cells += [
            (OTHER in item.channels or bool(others), "其他" + ("：" + "、".join(others) if others else ""))
        ]
        if style == "damaged":
            return "".join(
                (self.layout.box if yes else self.chance.choice("口t")) + name for yes, name in cells
            )
        if style == "after":
            return " ".join(name + (self.layout.box if yes else "□") for yes, name in cells)
        return ("" if style == "glued" else " ").join(
            (self.layout.box if yes else "□") + name for yes, name in cells
        )

    def text(self, text: str) -> str:
        if self.layout.half:
            text = text.translate(str.maketrans("（）；：，0123456789", "();:,０１２３４５６７８９"))
        return self.crack(text)

    def crack(self, text: str, chance: float | None = None) -> str:
        """With spaces and line ends where none belong."""
        chance = self.layout.broken if chance is None else chance
        if not chance:
            return text
        return "".join(
            char + (self.chance.choice(" \n ") if self.chance.random() < chance and n + 1 < len(text) else "")
            for n, char in enumerate(text)
        )
