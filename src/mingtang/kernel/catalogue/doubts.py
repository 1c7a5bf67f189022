"""What can be doubtful about a catalogue as read, and how heavily it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mingtang.kernel.catalogue.item import Doubt, Severity

E, D, N = Severity.ERROR, Severity.DOUBT, Severity.NOTE

CODES: Mapping[str, Severity] = MappingProxyType(
    {
        # the file and its tables: Reading.problems; detail has `grid`
        "grid_skipped": N,  # a table that is no catalogue; detail: name, seen
        "header_from_before": N,  # a table without a header goes on with the columns of the table before
        "row_skipped": N,  # a row that is no item; detail: row, why
        "area_unknown": D,  # the heading names no known area; detail: row
        "area_missing": D,  # nothing says which area it is; detail: row
        "area_from": N,  # the area is taken from the file's or the sheet's name; detail: source, row
        "column_missing": D,  # no column says this; field: the column
        # a column: ColumnReading.doubts
        "column_likely": D,  # the header is not a known one; detail: nearest, why
        "column_unknown": D,  # a header that resembles none; what stands there is left out; detail: nearest
        "column_twice": D,  # another column says the same; this one is left out; detail: column (its index)
        "header_conflict": D,  # two rows of the header contradict each other; detail: above, below
        # a row: RowReading.doubts
        "no_item": E,  # the row names no item; detail: above (the names in the row above)
        "formula_error": E,  # the cell holds the error of a formula
        "duplicate": E,  # the whole row stands there already; detail: row
        "same_name": D,  # the same names in the same area, but other cells differ; detail: row, fields
        "path_inherited": D,  # no name at all in the row: taken from the row above
        "limit_unparsed": D,
        "limit_reference": N,
        "no_limit": D,
        "no_subject": D,
        "no_basis": D,
        "no_elements": D,
        "no_channel": D,
        "no_audience": D,
        "no_manner": D,
        "both_manners": D,  # a NOTE where the limit itself has a part on request
        "manner_from_title": N,
        "no_level": D,
        "unknown_mark": D,  # neither yes nor no
        "channel_new": N,  # detail: names
        "channel_unsure": D,  # a name that may be several, or one without a mark among marked ones; detail: names
        "channel_short": N,  # a note, or an explanation in parentheses, is left out; detail: names
        "theme_unknown": D,
        "level_city": N,  # 市级 taken as county (no county column) or as prefecture
        "inherited": N,
        "ditto": N,
        "ditto_without": D,  # 同上 with nothing above
        "words_joined": N,
        "words_split": N,  # a space or line break was read as a separator; a DOUBT where that is not clear
        "too_many_cells": D,  # text in a column without a header; detail: cells ([column, text])
    }
)
"""Every code with its usual severity."""


def doubt(
    code: str,
    field: str = "",
    *,
    read: str = "",
    taken: str = "",
    severity: Severity | None = None,
    **detail: Any,
) -> Doubt:
    """A doubt of a known code, of its usual severity unless told otherwise."""
    return Doubt(code, severity or CODES[code], field, read, taken, detail)
