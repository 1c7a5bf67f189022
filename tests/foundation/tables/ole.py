"""Old Office files, written as small as they can be: a compound file, and a BIFF8 workbook inside it."""

import struct

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """Every stream is padded beyond 4,096 bytes, so that none lies in the small sectors."""
    bodies = {name: body.ljust(4096, b"\0") for name, body in streams.items()}
    directory_sectors = -(-(len(bodies) + 1) * 128 // _SECTOR)
    fat: list[int] = [_FAT]
    fat += [*range(2, directory_sectors + 1), _END]
    entries, data = [], b""
    names = list(bodies)
    for place, name in enumerate(names):
        body = bodies[name]
        count = -(-len(body) // _SECTOR)
        first = len(fat)
        fat += [*range(first + 1, first + count), _END]
        data += body.ljust(count * _SECTOR, b"\0")
        entries.append(
            _entry(name, 2, first, len(body), right=place + 2 if place + 1 < len(names) else _FREE)
        )
    assert len(fat) <= _SECTOR // 4, "one sector of the table is enough for tests"
    directory = b"".join([_entry("Root Entry", 5, _END, 0, child=1), *entries])
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(_SECTOR, b"\0"))
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 40, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    struct.pack_into("<109I", header, 76, 0, *[_FREE] * 108)
    return (
        bytes(header)
        + struct.pack(f"<{_SECTOR // 4}I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
        + directory.ljust(directory_sectors * _SECTOR, b"\0")
        + data
    )


def _entry(name: str, kind: int, first: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    coded = name.encode("utf-16-le")
    entry = bytearray(coded.ljust(128, b"\0"))
    struct.pack_into("<HBBIII", entry, 64, len(coded) + 2, kind, 1, _FREE, right, child)
    struct.pack_into("<II", entry, 116, first, size)
    return bytes(entry)


Cell = tuple[int, int, str | float | bytes, int]
"""Row and column from 0; a text, a number, or the code of an error as one byte; number of its format."""


def xls(
    sheets: dict[str, list[Cell]],
    *,
    formats: dict[int, str] | None = None,
    merges: tuple[tuple[int, int, int, int], ...] = (),
    hidden: tuple[str, ...] = (),
    password: bool = False,
) -> bytes:
    """Formats of cells are the built-in numbers of Excel or keys of `formats`. Merges: first and last row, column."""
    used = sorted({cell[3] for cells in sheets.values() for cell in cells} | {0})
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if password:
        head += _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    head += _record(0x42, struct.pack("<H", 1200))
    for number, code in (formats or {}).items():
        head += _record(0x041E, struct.pack("<HHB", number, len(code), 1) + code.encode("utf-16-le"))
    for number in used:
        head += _record(0xE0, struct.pack("<HH", 0, number) + bytes(16))
    bodies = [_sheet(cells, used, merges) for cells in sheets.values()]
    size = len(head) + sum(4 + 8 + 2 * len(name) for name in sheets) + 4
    for (name, _cells), body in zip(sheets.items(), bodies, strict=True):
        entry = struct.pack("<IBBBB", size, name in hidden, 0, len(name), 1) + name.encode("utf-16-le")
        head += _record(0x85, entry)
        size += len(body)
    return compound({"Workbook": head + _record(0x0A, b"") + b"".join(bodies)})


def _sheet(cells: list[Cell], used: list[int], merges: tuple[tuple[int, int, int, int], ...]) -> bytes:
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, column, value, form in cells:
        place = struct.pack("<HHH", row, column, used.index(form))
        if isinstance(value, str):
            coded = value.encode("utf-16-le")
            body += _record(0x0204, place + struct.pack("<HB", len(value), 1) + coded)
        elif isinstance(value, bytes):
            body += _record(0x0205, place + value + b"\1")
        else:
            body += _record(0x0203, place + struct.pack("<d", value))
    if merges:
        ranges = b"".join(struct.pack("<HHHH", *merge) for merge in merges)
        body += _record(0xE5, struct.pack("<H", len(merges)) + ranges)
    return body + _record(0x0A, b"")


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
