"""Pictures inside a manuscript → PNG or JPEG without hidden data."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000
WIDEST = 2000
"""Pixels; a page of a record is 700 wide, screens twice as sharp as that are common."""
_LOSSY = ("JPEG", "MPO", "WEBP")


def redrawn(data: bytes) -> bytes | None:
    """None for what is no picture that can be shown on a page, such as Windows metafiles."""
    try:
        with Image.open(
            io.BytesIO(data), formats=("PNG", "JPEG", "MPO", "GIF", "BMP", "WEBP", "TIFF")
        ) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            lossy = picture.format in _LOSSY
            upright = ImageOps.exif_transpose(picture).convert("RGB" if lossy else "RGBA")
            upright.info = {}
            if upright.width > WIDEST:
                upright = upright.resize((WIDEST, max(upright.height * WIDEST // upright.width, 1)))
            out = io.BytesIO()
            upright.save(out, "JPEG" if lossy else "PNG", quality=88)
    except MemoryError:
        raise
    except Exception:
        return None
    return out.getvalue()
