"""Hostile files in other clothes: still hostile, and still to be refused."""

import io
import random
import zipfile
from collections.abc import Iterator

import pikepdf

from tests.foundation.inspection.hostile import HOSTILE

PADDING = {"docProps/note.xml": b"<note/>", "customXml/item1.xml": b"<x>" + b"y" * 3000 + b"</x>"}
PACKED_ANEW = frozenset(
    name
    for name, (code, data) in HOSTILE.items()
    if data.startswith(b"PK") and code not in ("encrypted", "polyglot", "too-large-unpacked")
)
SAVED_ANEW = frozenset(
    name
    for name, (code, data) in HOSTILE.items()
    if data.startswith(b"%PDF") and code not in ("encrypted", "polyglot")
)


def disguised(seed: int, rounds: int) -> Iterator[tuple[str, bytes]]:
    """Archives packed in another order, another way and with more in them; PDFs saved in every other way."""
    chance = random.Random(seed)
    for name in sorted(PACKED_ANEW):
        for _ in range(rounds):
            yield name, _packed(HOSTILE[name][1], chance)
    for name in sorted(SAVED_ANEW):
        for _ in range(rounds):
            yield name, _saved(HOSTILE[name][1], chance)


def _packed(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    parts += [part for part in PADDING.items() if chance.random() < 0.5]
    chance.shuffle(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts:
            entry = zipfile.ZipInfo(name)
            entry.extra = bytes(chance.choice((0, 0, 8)))
            new.writestr(entry, content, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    return out.getvalue()


def _saved(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for _ in range(chance.randrange(3)):
            document.add_blank_page()
        document.Root["/Filler"] = document.make_stream(b"y" * chance.randrange(2000))
        document.save(
            out,
            object_stream_mode=chance.choice(list(pikepdf.ObjectStreamMode)),
            linearize=chance.random() < 0.3,
            compress_streams=chance.random() < 0.5,
        )
    return out.getvalue()
