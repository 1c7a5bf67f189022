"""What an uploaded file really is, told from its content, never from its name."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
Image.MAX_IMAGE_PIXELS = 50_000_000


class Unreadable(ValueError):
    """The content is not what its beginning says; `message` tells the person what to do."""

    def __init__(self, message: Any) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class FileKind:
    """`clean` returns the bytes to keep, or raises Unreadable."""

    content_type: str
    extension: str
    label: Any
    matches: Callable[[bytes], bool]
    clean: Callable[[bytes], bytes]


def _clean_pdf(data: bytes) -> bytes:
    if b"%%EOF" not in data[-2048:]:
        raise Unreadable(_("文件不完整（没有结尾），可能没有传完或没有存好。请在电脑上打开确认后重新上传。"))
    # A name may hide behind hexadecimal escapes, such as /J#61vaScript.
    data_read = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)
    if b"/Encrypt" in data_read:
        raise Unreadable(_("文件加了密码，公众打不开。请去掉密码，另存为 PDF 后再上传。"))
    for mark in (b"/JavaScript", b"/Launch", b"/EmbeddedFile"):
        if mark in data_read:
            raise Unreadable(_("文件里带有脚本或内嵌程序，不能公开。请用“打印为 PDF”另存后再上传。"))
    return data


def _clean_image(data: bytes) -> bytes:
    """Draws the picture anew, so that neither hidden data nor the place where it was taken goes out with it."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            kind = "PNG" if picture.format == "PNG" else "JPEG"
            # Phones note which way is up in the data that is dropped here.
            upright = ImageOps.exif_transpose(picture).convert("RGBA" if kind == "PNG" else "RGB")
            upright.info = {}
            out = io.BytesIO()
            upright.save(out, kind, quality=88)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable(_("图片打不开或尺寸过大，请另存为 PNG 或 JPG 后再上传。")) from error
    return out.getvalue()


PDF = FileKind("application/pdf", "pdf", "PDF", lambda d: d[:1024].lstrip().startswith(b"%PDF-"), _clean_pdf)
PNG = FileKind("image/png", "png", _("PNG 图片"), lambda d: d.startswith(b"\x89PNG\r\n\x1a\n"), _clean_image)
JPEG = FileKind("image/jpeg", "jpg", _("JPG 图片"), lambda d: d.startswith(b"\xff\xd8\xff"), _clean_image)

ATTACHMENT_KINDS = (PDF,)
FIGURE_KINDS = (PNG, JPEG)


def detect(data: bytes, allowed: tuple[FileKind, ...]) -> FileKind:
    """The kind of the content among the allowed ones. Raises Unreadable naming what is accepted."""
    for kind in allowed:
        if kind.matches(data):
            return kind
    names = "、".join(str(kind.label) for kind in allowed)
    raise Unreadable(
        _("这不是 %(kinds)s 文件（按内容判断，不看文件名）。请另存为 %(kinds)s 后再上传。") % {"kinds": names}
    )
