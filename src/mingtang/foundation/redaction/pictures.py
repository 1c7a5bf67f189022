"""Pictures of a file drawn anew, without what cameras and programs write beside them."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image

MOST_PIXELS = 50_000_000


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
