"""Properties of DOC, XLS and PPT: author, last editor, company ([MS-OLEPS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from mingtang.foundation.containers.ole import CompoundFile

_STREAMS = ("\x05summaryinformation", "\x05documentsummaryinformation")
_NAMES = {
    2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "comments", 7: "template", 8: "lastModifiedBy",
    14: "manager", 15: "company",
}  # fmt: skip
_ANSI, _WIDE, _LIST = 30, 31, 0x1000
_PROPERTIES_MOST, _TEXT_MOST = 500, 100_000


def properties(file: CompoundFile) -> Iterator[tuple[str, str]]:
    """Name → text. Broken sets end where they break."""
    for name in file.streams:
        if name.lower() in _STREAMS:
            data = file.read(name)
            try:
                yield from _sets(data)
            except struct.error:
                continue


def _sets(data: bytes) -> Iterator[tuple[str, str]]:
    number = min(struct.unpack_from("<I", data, 24)[0], 4)
    for place in range(number):
        begin = struct.unpack_from("<I", data, 44 + 20 * place)[0]
        count = min(struct.unpack_from("<I", data, begin + 4)[0], _PROPERTIES_MOST)
        for at in range(count):
            key, offset = struct.unpack_from("<II", data, begin + 8 + 8 * at)
            for text in _values(data, begin + offset):
                yield _NAMES.get(key, "property"), text


def _values(data: bytes, at: int) -> Iterator[str]:
    kind = struct.unpack_from("<I", data, at)[0]
    if kind in (_ANSI, _WIDE):
        yield _text(data, at + 4, kind)
    elif kind in (_ANSI | _LIST, _WIDE | _LIST):
        count = min(struct.unpack_from("<I", data, at + 4)[0], _PROPERTIES_MOST)
        at += 8
        for _ in range(count):
            length = struct.unpack_from("<I", data, at)[0]
            yield _text(data, at, kind & 0xFFF)
            at += 4 + (length if kind & 0xFFF == _ANSI else length * 2 + (length * 2) % 4)


def _text(data: bytes, at: int, kind: int) -> str:
    length = min(struct.unpack_from("<I", data, at)[0], _TEXT_MOST)
    if kind == _WIDE:
        return data[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace").strip("\x00")
    raw = data[at + 4 : at + 4 + length].rstrip(b"\x00")
    for coding in ("utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
