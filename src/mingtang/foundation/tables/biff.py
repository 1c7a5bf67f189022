"""What python-calamine does not tell of an XLS file: error values, and formats such as 15 % and 0001 ([MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from mingtang.foundation.containers import ole
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.tables.formats import NumberFormat, built_in, number_format

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip

_BOF, _EOF, _PASSWORD, _FORMAT, _XF, _SHEET = 0x0809, 0x0A, 0x2F, 0x041E, 0xE0, 0x85
_BOOLERR, _FORMULA, _NUMBER, _RK, _MULRK = 0x0205, 0x06, 0x0203, 0x027E, 0xBD


@dataclass
class Overlay:
    """By row from 1 and column from 0."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    forms: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)


def overlays(data: bytes) -> dict[int, Overlay]:
    """Sheet by its place → what is to be laid over it. Empty for anything that is not a whole BIFF8 workbook.

    Raises Refused for a password, and for allocation tables that turn in a ring: calamine would follow them for ever.
    """
    if not data.startswith(ole.SIGNATURE):
        return {}
    try:
        file = ole.CompoundFile(data)
        name = next((name for name in file.streams if name.lower() == "workbook"), None)
        return _read(file.read(name)) if name else {}
    except struct.error:
        return {}


def _read(stream: bytes) -> dict[int, Overlay]:
    codes: dict[int, NumberFormat] = {}
    numbers: list[int] = []
    starts: list[int] = []
    for kind, at, size in _records(stream, 0):
        if kind == _PASSWORD:
            raise Refused("encrypted")
        if kind == _FORMAT and size > 5:
            number, length, wide = struct.unpack_from("<HHB", stream, at)
            raw = stream[at + 5 : at + size]
            codes[number] = number_format(
                raw[: length * 2].decode("utf-16-le", "replace")
                if wide & 1
                else raw[:length].decode("latin-1")
            )
        elif kind == _XF and size >= 4:
            numbers.append(struct.unpack_from("<H", stream, at + 2)[0])
        elif kind == _SHEET and size >= 4:
            starts.append(struct.unpack_from("<I", stream, at)[0])
    forms = [codes.get(number) or built_in(number) for number in numbers]
    # Dates are told by calamine, which knows from when they count.
    wanted = {
        number: form
        for number, form in enumerate(forms)
        if not form.date and (form.places or form.after or form.before)
    }
    return {place: _overlay(stream, start, wanted) for place, start in enumerate(starts)}


def _overlay(stream: bytes, start: int, wanted: dict[int, NumberFormat]) -> Overlay:
    found = Overlay()
    for kind, at, size in _records(stream, start):
        if kind not in (_BOOLERR, _FORMULA, _NUMBER, _RK, _MULRK) or size < 6:
            continue
        row, column, form = struct.unpack_from("<HHH", stream, at)
        if kind == _BOOLERR:
            value, is_error = struct.unpack_from("<BB", stream, at + 6)
            if is_error:
                found.errors[row + 1, column] = _ERRORS.get(value, "#N/A")
        elif kind == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
            found.errors[row + 1, column] = _ERRORS.get(stream[at + 8], "#N/A")
        elif kind == _MULRK:
            for step in range((size - 6) // 6):
                form = struct.unpack_from("<H", stream, at + 4 + step * 6)[0]
                if form in wanted:
                    found.forms[row + 1, column + step] = wanted[form]
        elif form in wanted:
            found.forms[row + 1, column] = wanted[form]
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of the records from a BOF to its EOF; charts inside a sheet are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, at, size
        at += size
