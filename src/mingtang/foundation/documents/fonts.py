"""The fonts that papers are set in: the county's own where it has licences, else the free Noto fonts."""

from __future__ import annotations

import atexit
import importlib.util
import struct
import tempfile
from functools import lru_cache
from pathlib import Path

from mingtang.foundation.documents.paper import MissingFont

SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
ROLES: dict[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", SERIF, SANS),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", SERIF, SANS),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", SERIF, SANS),
    "hei": ("SimHei", "黑体", SANS, SERIF),
    "song": ("SimSun", "宋体", SERIF, SANS),
}
"""Families by role, in the order in which they are looked for; the first ones are only in the county's folder."""

# Of the package only these two: its third is not free.
_PACKAGE, _FREE = "mplfonts", ("NotoSerifCJKsc-Regular.otf", "NotoSansCJKsc-Regular.otf")
_SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")


@lru_cache(maxsize=4)
def folders(own: Path | None) -> tuple[Path, ...]:
    """Folders with nothing but the fonts to use. Raises MissingFont when the free ones are not installed."""
    free = Path(tempfile.mkdtemp(prefix="mingtang-fonts."))
    atexit.register(_remove, free)
    for path in _free_fonts():
        (free / path.name).symlink_to(path)
    return (*((own,) if own is not None and own.is_dir() else ()), free)


def check(text: str, own: Path | None) -> None:
    """Raises MissingFont for characters that no font has."""
    known = _characters(own)
    missing = {c for c in text if c > " " and ord(c) not in known and not c.isspace()}
    if missing:
        raise MissingFont("".join(sorted(missing)))


def _free_fonts() -> list[Path]:
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise MissingFont
    folder = Path(next(iter(found.submodule_search_locations))) / "fonts"
    paths = [folder / name for name in _FREE]
    if not all(path.is_file() for path in paths):
        raise MissingFont
    return paths


@lru_cache(maxsize=4)
def _characters(own: Path | None) -> frozenset[int]:
    paths = _free_fonts()
    if own is not None and own.is_dir():
        paths += [path for path in sorted(own.iterdir()) if path.suffix.lower() in _SUFFIXES]
    return frozenset().union(*(characters_of(path.read_bytes()) for path in paths))


def characters_of(font: bytes) -> set[int]:
    """Code points that a font file has glyphs for, from its cmap tables of formats 4 and 12 (OpenType 1.9)."""
    begin = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    found: set[int] = set()
    for n in range(struct.unpack_from(">H", font, begin + 4)[0]):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", font, begin + 12 + 16 * n)
        if tag != b"cmap":
            continue
        for m in range(struct.unpack_from(">H", font, offset + 2)[0]):
            table = offset + struct.unpack_from(">4xI", font, offset + 4 + 8 * m)[0]
            kind = struct.unpack_from(">H", font, table)[0]
            if kind == 4:
                found |= _segments(font, table)
            elif kind == 12:
                found |= _groups(font, table)
    return found


def _segments(font: bytes, table: int) -> set[int]:
    count = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, table + 14)
    starts = struct.unpack_from(f">{count}H", font, table + 16 + 2 * count)
    return {code for a, b in zip(starts, ends, strict=True) if a <= b < 0xFFFF for code in range(a, b + 1)}


def _groups(font: bytes, table: int) -> set[int]:
    count = struct.unpack_from(">I", font, table + 12)[0]
    found: set[int] = set()
    for n in range(count):
        first, last, _glyph = struct.unpack_from(">III", font, table + 16 + 12 * n)
        found.update(range(first, last + 1))
    return found


def _remove(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
