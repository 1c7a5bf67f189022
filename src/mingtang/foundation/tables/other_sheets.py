"""XLS and XLSB through python-calamine. Of XLSB it tells neither merges nor number formats."""

from __future__ import annotations

import datetime
import io
from typing import Any, TypeGuard

import python_calamine as calamine

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.tables import notes
from mingtang.foundation.tables.biff import Overlay, overlays
from mingtang.foundation.tables.formats import NumberFormat, show
from mingtang.foundation.tables.grids import Budget, Sheet
from mingtang.kernel.catalogue.grid import Grid

_NOTHING = Overlay()
_ELAPSED = NumberFormat("elapsed")


def read(data: bytes, budget: Budget) -> list[Grid]:
    try:
        return _read(data, budget)
    except calamine.PasswordError as error:
        raise Refused("encrypted") from error
    except calamine.CalamineError as error:
        raise Refused("damaged") from error
    except BaseException as error:
        # A panic of Rust is no Exception, so that nobody swallows it by accident; here it means a broken file.
        if type(error).__name__ == "PanicException":
            raise Refused("damaged") from error
        raise


def _read(data: bytes, budget: Budget) -> list[Grid]:
    found = overlays(data)
    grids = []
    with calamine.load_workbook(io.BytesIO(data)) as book:
        for number, entry in enumerate(book.sheets_metadata):
            if entry.visible != calamine.SheetVisibleEnum.Visible:
                budget.notes.add(notes.HIDDEN_SHEETS, entry.name)
            elif entry.typ == calamine.SheetTypeEnum.WorkSheet:
                overlay = found.get(number, _NOTHING)
                grids.append(_sheet(book.get_sheet_by_index(number), entry.name, overlay, budget))
    return grids


def _sheet(source: calamine.CalamineSheet, name: str, overlay: Overlay, budget: Budget) -> Grid:
    sheet = Sheet(name, budget)
    if source.start is not None:
        # Rows come from the first one of the sheet, columns from the first one that is used.
        left = source.start[1]
        for number, row in enumerate(source.iter_rows(), 1):
            for column, value in enumerate(row, left):
                if value != "":
                    form = overlay.forms.get((number, column)) if overlay.forms else None
                    sheet.put(
                        number, column, show(value, form) if form and _is_number(value) else text_of(value)
                    )
    for (number, column), text in overlay.errors.items():
        sheet.put(number, column, text)
    merged = source.merged_cell_ranges
    if merged is None:
        budget.notes.add(notes.MERGES_UNKNOWN)
    for (top, left), (bottom, right) in merged or ():
        sheet.merges.append((top + 1, left, bottom + 1, right))
    return sheet.grid()


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def text_of(value: Any) -> str:
    """What calamine says of a cell."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return show(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00").removesuffix(":00")
    if isinstance(value, datetime.time):
        return value.isoformat("seconds").removesuffix(":00")
    if isinstance(value, datetime.timedelta):
        return show(value / datetime.timedelta(1), _ELAPSED)
    return str(value)
