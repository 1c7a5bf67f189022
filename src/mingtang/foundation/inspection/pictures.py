"""Pictures are drawn anew: hidden data, the place where they were taken and whatever is appended stay behind."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection.told import Told

MOST_PIXELS = 50_000_000
_FORMATS = {"png": ("PNG",), "jpg": ("JPEG", "MPO"), "gif": ("GIF",), "webp": ("WEBP",)}


def check(data: bytes, kind: str) -> Told:
    """PNG stays PNG, JPEG stays JPEG; GIF becomes PNG (its first picture), WebP becomes JPEG or PNG."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("picture-large", f"{picture.width}×{picture.height}")
            # Not how many: counting the frames of a long GIF takes minutes.
            moving = kind != "jpg" and bool(getattr(picture, "is_animated", False))
            lossy = kind == "jpg" or (kind == "webp" and picture.mode == "RGB")
            # Phones note which way is up in the data that is dropped here.
            upright = ImageOps.exif_transpose(picture).convert("RGB" if lossy else "RGBA")
            upright.info = {}
            out = io.BytesIO()
            upright.save(out, "JPEG" if lossy else "PNG", quality=88)
    except (MemoryError, Refused):
        raise
    except Image.DecompressionBombError as error:
        raise Refused("picture-huge") from error
    except Exception as error:
        # Pillow's readers break in many ways over damaged pictures.
        raise Refused("picture-damaged") from error
    told = Told("jpg" if lossy else "png", out.getvalue())
    if moving:
        told.note("animation-lost")
    return told
