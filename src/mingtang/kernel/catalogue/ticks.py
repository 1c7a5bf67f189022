"""Reads audience, manner and levels of a row, whether ticked or said in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingtang.kernel.catalogue.cells import (
    CITY,
    SOME_GROUP,
    group_words,
    in_order,
    read_audience,
    read_levels,
    read_manner,
)
from mingtang.kernel.catalogue.columns import TICKS, Column
from mingtang.kernel.catalogue.doubts import doubt
from mingtang.kernel.catalogue.item import Doubt, Severity
from mingtang.kernel.catalogue.layout import LEVEL_COLUMNS, Layout, field_of
from mingtang.kernel.catalogue.marks import tick
from mingtang.kernel.limits.model import Limit, LimitType

C = Column


class TickReader:
    """Fills everyone, specific, active, on_request and levels.

    `city` is the level that 市级 means in this table; `title_active` says whether its title is one of 主动公开.
    """

    def __init__(self, layout: Layout, *, city: str, title_active: bool) -> None:
        self._layout = layout
        self._city = city
        self._title_active = title_active
        self._places = [(column, index) for column, index in layout.places.items() if column in TICKS]

    def read(
        self, cells: Mapping[Column, str], data: dict[str, Any], doubts: list[Doubt], broken: set[str]
    ) -> None:
        levels = set(self._words(cells, data, doubts))
        for column, _ in self._places:
            text = cells.get(column, "")
            said = tick(text)
            if column is C.SPECIFIC:
                if said.words and said.yes is not False:
                    words = group_words(said.words if said.yes else text)
                    data["specific"] = data["specific"] or words
                elif said.yes:
                    data["specific"] = data["specific"] or SOME_GROUP
                continue
            yes = bool(said.yes)
            if said.words:
                yes = self._worded(column, said.yes, said.words, text, levels, data, doubts)
            if not yes:
                continue
            if column in LEVEL_COLUMNS:
                levels.update(LEVEL_COLUMNS[column])
            else:
                data[column.value] = True
        if CITY in levels:
            levels.remove(CITY)
            levels.add(self._city)
            doubts.append(doubt("level_city", "levels", read="市级", taken=self._city))
        data["levels"] = in_order(levels)
        self._missing(data, doubts, broken)

    def _worded(
        self,
        column: Column,
        yes: bool | None,
        words: str,
        text: str,
        levels: set[str],
        data: dict[str, Any],
        doubts: list[Doubt],
    ) -> bool:
        """Words in a tick cell: those of the column itself are a yes; another level's add that level."""
        if column in LEVEL_COLUMNS:
            named = read_levels(words)
            if named.levels and not named.unknown:
                levels.update(named.levels if yes is not False else ())
                return bool(yes)
        elif column is C.EVERYONE:
            audience = read_audience(words)
            if audience.everyone and not audience.unknown and not audience.specific:
                return yes is not False
        else:
            manner = read_manner(words)
            if not manner.unknown and (manner.active, manner.on_request) == (
                column is C.ACTIVE,
                column is C.ON_REQUEST,
            ):
                return yes is not False
        doubts.append(doubt("unknown_mark", field_of(column), read=text, taken="√" if yes else ""))
        return bool(yes)

    def _words(
        self, cells: Mapping[Column, str], data: dict[str, Any], doubts: list[Doubt]
    ) -> frozenset[str]:
        """Audience, manner and levels that stand in one cell each."""
        audience = read_audience(cells.get(C.AUDIENCE, ""))
        manner = read_manner(cells.get(C.MANNER, ""))
        levels = read_levels(cells.get(C.LEVELS, ""))
        data |= {
            "everyone": audience.everyone,
            "specific": audience.specific,
            "active": manner.active,
            "on_request": manner.on_request,
        }
        for field, column, unknown in (
            ("everyone", C.AUDIENCE, audience.unknown),
            ("active", C.MANNER, manner.unknown),
            ("levels", C.LEVELS, levels.unknown),
        ):
            if unknown:
                doubts.append(doubt("unknown_mark", field, read=cells[column], unknown=unknown))
        return levels.levels

    def _missing(self, data: dict[str, Any], doubts: list[Doubt], broken: set[str]) -> None:
        has_manner = {C.MANNER, C.ACTIVE, C.ON_REQUEST} & self._layout.places.keys()
        if not has_manner and self._title_active:
            data["active"] = True
            doubts.append(doubt("manner_from_title", "active"))
        if not (data["everyone"] or data["specific"] or broken & {"everyone", "specific"}):
            doubts.append(doubt("no_audience", "everyone"))
        if data["active"] and data["on_request"]:
            part = on_request_part(data["limit"])
            doubts.append(doubt("both_manners", "active", severity=Severity.NOTE if part else None))
        elif not (data["active"] or data["on_request"] or broken & {"active", "on_request"}):
            doubts.append(doubt("no_manner", "active"))
        if not data["levels"] and "levels" not in broken:
            doubts.append(doubt("no_level", "levels"))


def on_request_part(limit: Limit) -> bool:
    """Whether a limit, or a part of it, speaks of what is disclosed on request."""
    own = limit.type is LimitType.ON_REQUEST or limit.manner == "on_request"
    return own or any(on_request_part(part) for part in limit.parts)
