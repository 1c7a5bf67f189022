"""Turns one row of a table into an item, with what is taken over from the rows above."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from mingtang.kernel.catalogue.channel_cells import read_channels
from mingtang.kernel.catalogue.channels import OTHER, channel_of
from mingtang.kernel.catalogue.columns import Column
from mingtang.kernel.catalogue.doubts import doubt
from mingtang.kernel.catalogue.elements import read_elements
from mingtang.kernel.catalogue.headings import LOCAL, without_mark
from mingtang.kernel.catalogue.item import Doubt, Item, Severity
from mingtang.kernel.catalogue.layout import Layout, Merges, field_of
from mingtang.kernel.catalogue.marks import is_blank, is_ditto, is_formula_error, tick
from mingtang.kernel.catalogue.names import NameReader
from mingtang.kernel.catalogue.subjects import Subject, read_subject
from mingtang.kernel.catalogue.text import one_line, tidy
from mingtang.kernel.catalogue.theme_cells import theme_of
from mingtang.kernel.catalogue.ticks import TickReader
from mingtang.kernel.limits.model import Limit, LimitType
from mingtang.kernel.limits.parse import parse_limit

C = Column
_UNREAD = Limit(LimitType.UNPARSED)


@lru_cache(maxsize=20_000)
def _limit(text: str) -> Limit:
    return parse_limit(text)


class RowReader:
    """Reads the rows of a block one after the other; it remembers what a row below may refer to.

    `city` is the level that 市级 means in this table; `title` says whether the catalogue is one of 主动公开.
    """

    def __init__(self, layout: Layout, merges: Merges, *, city: str, title_active: bool) -> None:
        self._layout = layout
        self._merges = merges
        self._ticks = TickReader(layout, city=city, title_active=title_active)
        self.forget()

    def forget(self) -> None:
        """A new area begins: nothing above counts any more."""
        self._above: dict[int, str] = {}
        self._limit_above: Limit | None = None
        self._names = NameReader(self._layout, self._merges)

    def follow(self, other: RowReader) -> None:
        """Goes on below the rows that another reader has read, in a table of the same columns."""
        self._above, self._limit_above = dict(other._above), other._limit_above
        self._names.follow(other._names)

    def read(self, row: tuple[str, ...], *, local: bool) -> tuple[Item, tuple[Doubt, ...]]:
        """The item of a row, and what is doubtful about it."""
        doubts: list[Doubt] = []
        cells = self._resolved(row, doubts)
        data: dict[str, Any] = self._names.read(cells, doubts)
        data["seq"] = tidy(cells.get(C.SEQ, ""))
        broken = {each.field for each in doubts if each.code == "formula_error"}
        self._texts(cells, data, doubts, broken)
        data["limit"] = self._read_limit(cells.get(C.LIMIT, ""), doubts, broken)
        self._read_channels(cells, row, data, doubts, broken)
        self._ticks.read(cells, data, doubts, broken)
        remark = data["remark"]
        data["local"] = local or bool(remark and LOCAL.search(remark))
        data["remark"] = without_mark(remark)
        outside = [(index, row[index]) for index in self._layout.nameless if row[index]]
        if outside:
            words = " ".join(text for _, text in outside)
            doubts.append(doubt("too_many_cells", read=words, cells=[list(each) for each in outside]))
        return Item(**data), tuple(doubts)

    def _resolved(self, row: tuple[str, ...], doubts: list[Doubt]) -> dict[Column, str]:
        """The text of every column, 同上 replaced by the text above and errors of formulas left out."""
        cells: dict[Column, str] = {}
        for column, index in self._layout.places.items():
            text = row[index]
            if not text:
                continue
            if text[0] == "#" and is_formula_error(text):
                if column is not C.SEQ:
                    doubts.append(doubt("formula_error", field_of(column), read=text))
                continue
            if column is C.LIMIT or column is C.SEQ:
                cells[column] = text
                continue
            if len(text) <= 8 and is_ditto(text):
                above = self._above.get(index, "")
                if above:
                    doubts.append(doubt("ditto", field_of(column), read=text, taken=_short(above)))
                else:
                    doubts.append(doubt("ditto_without", field_of(column), read=text))
                text = above
            elif not is_blank(text):
                self._above[index] = text
            cells[column] = text
        return cells

    def _texts(
        self, cells: Mapping[Column, str], data: dict[str, Any], doubts: list[Doubt], broken: set[str]
    ) -> None:
        elements = read_elements("" if is_blank(cells.get(C.ELEMENTS, "")) else cells[C.ELEMENTS])
        data["elements"] = elements.text
        if elements.guessed:
            doubts.append(_split("elements", elements.text, clear=elements.clear))
        elif elements.joined:
            doubts.append(doubt("words_joined", "elements", taken=_short(elements.text)))
        for column in (C.BASIS, C.REMARK):
            text = cells.get(column, "")
            words, joined = ("", False) if is_blank(text) else one_line(text)
            data[column.value] = words
            if joined:
                doubts.append(doubt("words_joined", column.value, taken=_short(words)))
        text = cells.get(C.SUBJECT, "")
        subject = Subject() if is_blank(text) else read_subject(text)
        data["subject"] = subject.text
        if subject.split:
            doubts.append(_split("subject", subject.text, clear=subject.clear))
        elif subject.joined:
            doubts.append(doubt("words_joined", "subject", taken=_short(subject.text)))
        for name in ("elements", "basis", "subject"):
            if not data[name] and name not in broken:
                doubts.append(doubt(f"no_{name}", name, read=cells.get(Column(name), "")))
        theme = tidy(cells.get(C.THEME, ""))
        data["theme"] = theme_of(theme)
        if theme and not data["theme"] and not is_blank(theme):
            doubts.append(doubt("theme_unknown", "theme", read=theme))

    def _read_limit(self, text: str, doubts: list[Doubt], broken: set[str]) -> Limit:
        if "limit" in broken:
            return _UNREAD
        if is_blank(text):
            doubts.append(doubt("no_limit", "limit", read=text))
            return _UNREAD
        limit = _limit(text)
        if limit.type is LimitType.REFERENCE and self._limit_above is not None:
            limit = parse_limit(text, self._limit_above)
        if limit.inherited:
            doubts.append(doubt("ditto", "limit", read=text, taken=limit.raw))
        elif is_ditto(text):
            doubts.append(doubt("ditto_without", "limit", read=text))
            return limit
        else:
            self._limit_above = limit
        if limit.type is LimitType.UNPARSED:
            doubts.append(doubt("limit_unparsed", "limit", read=text))
        elif limit.type is LimitType.REFERENCE:
            doubts.append(doubt("limit_reference", "limit", read=text))
        return limit

    def _read_channels(
        self,
        cells: Mapping[Column, str],
        row: tuple[str, ...],
        data: dict[str, Any],
        doubts: list[Doubt],
        broken: set[str],
    ) -> None:
        cell = read_channels(cells.get(C.CHANNELS, ""))
        channels, new = list(cell.channels), list(cell.new)
        for index, channel in self._layout.channels:
            said = self._tick_cell(row[index], index, "channels", doubts)
            if said.yes is None or (said.yes and said.words):
                if channel == OTHER or channel_of(said.words):
                    named = read_channels(said.words)
                    channels += named.channels
                    new += named.new
                else:
                    doubts.append(doubt("unknown_mark", "channels", read=row[index], channel=channel))
                    channels += [channel] if said.yes else []
            elif said.yes:
                channels.append(channel)
        data["channels"] = tuple(dict.fromkeys(channels))
        if new:
            doubts.append(doubt("channel_new", "channels", taken="、".join(new), names=new))
        if cell.short:
            doubts.append(
                doubt("channel_short", "channels", read="、".join(cell.short), names=list(cell.short))
            )
        if cell.unsure:
            doubts.append(
                doubt("channel_unsure", "channels", taken="、".join(cell.unsure), names=list(cell.unsure))
            )
        if not channels and "channels" not in broken:
            doubts.append(doubt("no_channel", "channels", read=cells.get(C.CHANNELS, "")))

    def _tick_cell(self, text: str, index: int, field: str, doubts: list[Doubt]) -> Any:
        if len(text) <= 8 and text and is_ditto(text):
            above = self._above.get(index, "")
            doubts.append(doubt("ditto" if above else "ditto_without", field, read=text, taken=above))
            return tick(above)
        if text and text[0] == "#" and is_formula_error(text):
            doubts.append(doubt("formula_error", field, read=text))
            return tick("")
        if text:
            self._above[index] = text
        return tick(text)


def _split(field: str, taken: str, *, clear: bool) -> Doubt:
    """Words parted at a space or line end: a person has to look unless it is clear."""
    severity = Severity.NOTE if clear else Severity.DOUBT
    return doubt("words_split", field, taken=_short(taken), severity=severity)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
