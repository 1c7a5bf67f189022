"""Files broken by chance: each is named by its number, so that one that does harm can be made again."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.foundation.inspection.hostile import HOSTILE
from tests.foundation.inspection.making import SAMPLES, docx_file, pdf, zipped
from tests.official import making as official
from tests.official.figures import FIGURES
from tests.official.letters import LETTERS

HARMLESS: dict[str, bytes] = SAMPLES | {
    "letter.docx": official.as_docx(LETTERS[0]),
    "figures.docx": official.as_docx(FIGURES[0]),
    "letter.html": official.as_html(LETTERS[0]),
    "letter.txt": official.as_txt(LETTERS[0]),
    "batch.zip": zipped({"通知/正文.docx": docx_file(), "通知/附件1.pdf": pdf(), "目录.csv": "文件,标题\n"}),
}
SMALL = {name: data for name, (_code, data) in HOSTILE.items() if len(data) < 200_000}
SOURCES = [*((name, data, False) for name, data in HARMLESS.items())] * 3 + [
    (name, data, True) for name, data in SMALL.items()
]
"""Harmless ones more often: more of what is made of them gets past the first look."""

_WORTHWHILE = (0, 1, 0x7F, 0x80, 0xFF)
_TOKENS = (
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<script>", b"<?php ", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-1.7\n"),
    *(b"/JavaScript", b"/OpenAction", b"/Launch", b"/EmbeddedFile", b"../../", b"\x00" * 64, b"\xff" * 64),
    *(
        b'TargetMode="External"',
        b"MZ\x90\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"&#x41;" * 20,
        b"<a>" * 200,
    ),
    *(
        b"99999999999999999999",
        b"-1",
        b"0 0 obj",
        b"endobj",
        b"xref",
        b"\\u0000",
        "\u202e\u200b\u200f".encode(),
    ),
)


@dataclass(frozen=True)
class Mutant:
    source: str
    how: str
    data: bytes
    hostile: bool
    """Whether it was made of a hostile file; it may have become harmless."""


def mutant(number: int, seed: int) -> Mutant:
    chance = random.Random(f"{seed}:{number}")
    name, data, hostile = SOURCES[number % len(SOURCES)]
    how, made = broken(data, chance)
    return Mutant(name, how, made, hostile)


def broken(data: bytes, chance: random.Random) -> tuple[str, bytes]:
    """What was done to it, and what came of it."""
    inside = zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.6
    how = chance.choice((*_MUTATIONS, *_MUTATIONS, _splice))
    made = _in_a_part(data, how, chance) if inside else how(data, chance)
    return f"{how.__name__}{' in a part' if inside else ''}", made


def _in_a_part(data: bytes, how: Callable[[bytes, random.Random], bytes], chance: random.Random) -> bytes:
    """Breaks what is packed, not the packing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, RuntimeError, EOFError, ValueError, OSError):
        return how(data, chance)
    place = chance.randrange(len(parts))
    parts[place] = (parts[place][0], how(parts[place][1], chance))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _flip(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 3, 10, 50))):
        if made:
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _set(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 2, 5))):
        if made:
            made[chance.randrange(len(made))] = chance.choice(_WORTHWHILE)
    return bytes(made)


def _number(data: bytes, chance: random.Random) -> bytes:
    """A length or place made absurd."""
    made = bytearray(data)
    kind = chance.choice(("<I", ">I", "<H", "<Q"))
    size = struct.calcsize(kind)
    if len(made) < size:
        return data
    top = (1 << 8 * size) - 1
    value = chance.choice((0, 1, top, top >> 1, top - 7, chance.randrange(top)))
    struct.pack_into(kind, made, chance.randrange(len(made) - size + 1), value)
    return bytes(made)


def _digits(data: bytes, chance: random.Random) -> bytes:
    places = [n for n, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return _flip(data, chance)
    place = chance.choice(places)
    return data[:place] + chance.choice((b"0", b"9999999", b"-1", b"4294967296")) + data[place + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _hole(data: bytes, chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    return data[:begin] + data[end:]


def _again(data: bytes, chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    return data[:end] + data[begin:end] * chance.choice((1, 2, 50)) + data[end:]


def _zeros(data: bytes, chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    return data[:begin] + bytes(end - begin) + data[end:]


def _mixed(data: bytes, chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    middle = list(data[begin:end])
    chance.shuffle(middle)
    return data[:begin] + bytes(middle) + data[end:]


def _token(data: bytes, chance: random.Random) -> bytes:
    place = chance.choice((0, len(data), chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    return data[:place] + chance.choice(_TOKENS) + data[place:]


def _splice(data: bytes, chance: random.Random) -> bytes:
    """The beginning of this file and the end of another."""
    other = chance.choice(SOURCES)[1]
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    begin = chance.randrange(len(data) + 1)
    return begin, min(len(data), begin + chance.choice((1, 4, 16, 100, 1000)))


_MUTATIONS = (_flip, _set, _number, _digits, _cut, _hole, _again, _zeros, _mixed, _token)
