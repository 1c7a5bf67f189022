"""Bytes of one file → its tables. Runs in the child process; `reading` starts that."""

from __future__ import annotations

from dataclasses import dataclass

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.limits import MEGABYTE
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.tables import kinds, open_sheets, sheets, text_tables, web_pages, word, xml_sheets
from mingtang.foundation.tables.grids import Budget
from mingtang.foundation.tables.limits import Limits
from mingtang.kernel.catalogue.grid import Grid


@dataclass(frozen=True)
class Parsed:
    kind: str
    grids: list[Grid]
    notes: list[tuple[str, tuple[str, ...]]]


def parse(data: bytes, limits: Limits) -> Parsed:
    """Raises Refused, and nothing else for whatever bytes."""
    if len(data) > limits.upload_mb * MEGABYTE:
        raise Refused("too-large")
    budget = Budget(limits)
    try:
        kind = kinds.tell(data, limits)
        grids = _read(kind, data, budget)
    except Refused:
        raise
    except (MemoryError, RecursionError) as error:
        raise Refused("too-large") from error
    except Exception as error:
        # Numbers that are none, places that do not exist, parts that refer to nothing: broken files break in a
        # hundred ways, and for the person they are one.
        raise Refused("damaged") from error
    return Parsed(kind, grids, budget.notes.listed())


def _read(kind: str, data: bytes, budget: Budget) -> list[Grid]:
    if kind == kinds.XLSX:
        return sheets.read(Archive(data, budget.limits), budget)
    if kind == kinds.DOCX:
        return word.read(Archive(data, budget.limits), budget)
    if kind == kinds.ODS:
        return open_sheets.read(Archive(data, budget.limits), budget)
    if kind == kinds.HTML:
        return web_pages.read(data, budget)
    if kind == kinds.MHTML:
        from mingtang.foundation.tables import saved_pages

        return web_pages.read(saved_pages.page_of(data), budget)
    if kind == kinds.XML_SHEET:
        return xml_sheets.read(data, budget)
    if kind == kinds.TEXT:
        return text_tables.read(data, budget)
    from mingtang.foundation.tables import other_sheets

    if kind != kinds.XLS:
        # Calamine unpacks by itself and does not stop at the sizes that were declared.
        Archive(data, budget.limits).check_sizes()
    return other_sheets.read(data, budget)
