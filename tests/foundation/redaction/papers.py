"""PDF files drawn by hand, in all the ways programs draw text."""

import io
from typing import Any

import pikepdf
import typst

from tests.foundation.redaction.making import ID

_WIDTHS = [278 if code == 32 else 556 for code in range(32, 127)]


def drawn(*contents: str, change: Any = None, forms: dict[str, str] | None = None) -> bytes:
    """A page for each drawing; the font /F1 is one of single bytes, of the widths of Helvetica's digits."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FirstChar=32,
            LastChar=126,
            Widths=pikepdf.Array(_WIDTHS),
        )
    )
    fonts = pikepdf.Dictionary(F1=font)
    made = {
        name: document.make_indirect(
            pikepdf.Stream(
                document,
                inner.encode(),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=pikepdf.Array([0, 0, 595, 842]),
                Resources=pikepdf.Dictionary(Font=fonts),
            )
        )
        for name, inner in (forms or {}).items()
    }
    for content in contents:
        page = document.add_blank_page(page_size=(595, 842))
        page.Contents = document.make_stream(content.encode())
        page.Resources = pikepdf.Dictionary(Font=fonts, XObject=pikepdf.Dictionary(made))
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def line(text: str, x: float = 72, y: float = 700, *, extra: str = "") -> str:
    return f"BT /F1 14 Tf {extra} {x} {y} Td ({text}) Tj ET\n"


ROUND = line("household of green stone village", y=740) + line("group three, second line", y=660)
PLAIN = ROUND + line(f"No. {ID} seen", y=700)


def typeset(text: str, *, page: str = "width: 420pt, height: 300pt") -> bytes:
    """By a program that writes fonts of two bytes, from the free fonts."""
    source = f'#set page({page})\n#set text(font: "Noto Serif CJK SC", size: 12pt)\n{text}'
    return typst.compile(source.encode())
