"""Pictures of a file drawn anew, without what cameras and programs write beside them."""

from __future__ import annotations

import io
import re
from functools import cache

from PIL import Image

MOST_PIXELS = 50_000_000
_SCAN, _END, _REMARK = 0xDA, 0xD9, 0xFE
_NEEDED = (0xE0, 0xEE)
"""Of what programs add: how dense the pixels are, and how Adobe means the colours."""
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def redrawn(data: bytes) -> tuple[bytes, str, bool]:
    """The picture, its type, and whether it was lost: drawings of lines and letters (EMF, WMF, SVG) may hold any
    text, and an empty picture stands for them."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return empty(), "image/png", True
            lossy = picture.format == "JPEG"
            plain = picture.convert("RGB" if lossy else "RGBA")
            plain.info = {}
            out = io.BytesIO()
            plain.save(out, "JPEG" if lossy else "PNG", quality=88)
    except MemoryError:
        raise
    except Exception:
        # Pillow's readers break in many ways over damaged pictures.
        return empty(), "image/png", True
    return out.getvalue(), "image/jpeg" if lossy else "image/png", False


@cache
def empty() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (1, 1), (255, 255, 255, 0)).save(out, "PNG")
    return out.getvalue()


def without_notes(jpeg: bytes) -> bytes:
    """The same pixels without what cameras and programs write beside them, and without what follows the picture.
    Raises ValueError for what is no JPEG (ITU-T T.81, annex B)."""
    if not jpeg.startswith(b"\xff\xd8"):
        raise ValueError("start")
    made = [b"\xff\xd8"]
    at = 2
    while at + 4 <= len(jpeg):
        if jpeg[at] != 0xFF:
            raise ValueError("marker")
        kind = jpeg[at + 1]
        if kind == 0xFF:
            at += 1
            continue
        if kind == _END:
            break
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind == _SCAN:
            # Its pixels go on to the next marker that is not one of theirs.
            following = _NEXT.search(jpeg, end)
            end = len(jpeg) if following is None else following.start()
        if kind in _NEEDED or not (0xE0 <= kind <= 0xEF or kind == _REMARK):
            made.append(jpeg[at:end])
        at = end
    return b"".join((*made, b"\xff\xd9"))
