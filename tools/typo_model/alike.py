"""Which characters sound alike (pypinyin) and which look alike (their pictures in Noto Sans)."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pypinyin import Style, pinyin

np: Any = import_module("numpy")

SIZE = 56
LOOKS = 40
"""Look-alikes kept of a character."""
_PARTS = (0.30, 0.36, 0.42, 0.48, 0.54, 0.60)


def characters() -> list[str]:
    """The Chinese characters of GB 2312."""
    found = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.append(bytes([high, low]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def sound_lines(wanted: Iterable[str]) -> str:
    """Readings with their tone, and the characters that have them."""
    readings: dict[str, list[str]] = {}
    for character in sorted(wanted):
        for reading in sorted(set(pinyin(character, heteronym=True, style=Style.TONE3)[0])):
            if reading.isascii() and reading.isalnum():
                toned = reading if reading[-1].isdigit() else reading + "5"
                readings.setdefault(toned, []).append(character)
    return "\n".join(f"{reading}\t{''.join(group)}" for reading, group in sorted(readings.items()))


def shape_lines(wanted: Iterable[str], common: frozenset[str]) -> str:
    """Common characters that look like another as a whole or in a half, hold it, or are held by it, by likeness."""
    every = sorted(wanted)
    pictures = [_picture(character) for character in every]
    close: list[dict[int, float]] = [{} for _ in every]
    keep = np.array([character in common for character in every])

    def take(likeness: Any, most: int, weight: float) -> None:
        likeness = np.where(keep[None, :], likeness, -1.0)
        np.fill_diagonal(likeness, -1.0)
        for number, best in enumerate(np.argsort(-likeness, axis=1, kind="stable")[:, :most]):
            for other in best:
                value = float(likeness[number, other]) * weight
                close[number][int(other)] = max(close[number].get(int(other), 0.0), value)

    for box, weight in _halves():
        take(_centred([_blurred(picture, box, False) for picture in pictures]), 30, weight)
    whole = _unit(np.stack([_blurred(picture, (0, 0, SIZE, SIZE), True) for picture in pictures]))
    inside = np.full((len(every), len(every)), -1.0, dtype=np.float32)
    for part in _PARTS:
        cut = int(SIZE * part)
        for box in ((cut, 0, SIZE, SIZE), (0, 0, cut, SIZE), (0, cut, SIZE, SIZE), (0, 0, SIZE, cut)):
            pieces = _unit(np.stack([_blurred(picture, box, True) for picture in pictures]))
            np.maximum(inside, whole @ pieces.T, out=inside)
    take(inside, 25, 0.9)
    take(inside.T.copy(), 25, 0.9)
    return "\n".join(
        line for line in (_line(every, number, found) for number, found in enumerate(close)) if line
    )


def _line(every: list[str], number: int, found: dict[int, float]) -> str:
    best = sorted(((value, other) for other, value in found.items() if value > 0.4), reverse=True)[:LOOKS]
    groups: dict[int, list[str]] = {}
    for value, other in best:
        groups.setdefault(min(15, round(value * 15)), []).append(every[other])
    if not groups:
        return ""
    parts = (f"{height:x}{''.join(sorted(group))}" for height, group in sorted(groups.items()))
    return "\t".join([every[number], *parts])


def _picture(character: str) -> Image.Image:
    image = Image.new("L", (SIZE, SIZE), 0)
    ImageDraw.Draw(image).text((SIZE // 2, SIZE // 2), character, fill=255, font=_font(), anchor="mm")
    return image


@cache
def _font() -> Any:
    package = find_spec("mplfonts")  # importing it needs matplotlib
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("mplfonts is not installed")
    path = Path(package.submodule_search_locations[0]) / "fonts" / "NotoSansCJKsc-Regular.otf"
    return ImageFont.truetype(str(path), SIZE - 8)


def _halves() -> Iterable[tuple[tuple[int, int, int, int], float]]:
    yield (0, 0, SIZE, SIZE), 1.0
    yield (0, 0, int(SIZE * 0.45), SIZE), 0.85
    yield (int(SIZE * 0.42), 0, SIZE, SIZE), 0.85
    yield (0, 0, SIZE, int(SIZE * 0.47)), 0.85
    yield (0, int(SIZE * 0.45), SIZE, SIZE), 0.85


def _blurred(picture: Image.Image, box: tuple[int, int, int, int], tight: bool) -> Any:
    part = picture.crop(box)
    inked = part.getbbox() if tight else None
    if inked:
        part = part.crop(inked)
    small = part.resize((16, 16), Image.Resampling.BILINEAR).filter(ImageFilter.GaussianBlur(1.0))
    return np.asarray(small, dtype=np.float32).ravel()


def _unit(rows: Any) -> Any:
    rows = rows - rows.mean(axis=1, keepdims=True)
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def _centred(rows: list[Any]) -> Any:
    """Likeness of what is special about each: without what all have in common."""
    stacked = np.stack(rows)
    stacked /= np.linalg.norm(stacked, axis=1, keepdims=True) + 1e-9
    stacked -= stacked.mean(axis=0)
    stacked /= np.linalg.norm(stacked, axis=1, keepdims=True) + 1e-9
    return stacked @ stacked.T
