"""Words of a PDF page by page, and a picture of the first."""

from __future__ import annotations

from typing import Any

import pypdfium2

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection.gathered import WIDTH, Gathered

_SIDE_MOST = 4000
"""Pixels; a page as long as a wall must not take all memory."""
_WORDS = 10
"""Characters below which a PDF is a scan."""


def gather(data: bytes, found: Gathered) -> None:
    """Raises Refused for what pdfium cannot open."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged") from error
    found.page_count = len(document)
    for number in range(len(document)):
        try:
            text = _page(document[number], number == 0, found)
        except pypdfium2.PdfiumError:
            # One broken page must not cost the words of the others.
            text = ""
        if not found.add_page(number + 1, text):
            break
    if sum(len(text.strip()) for _number, _label, text in found.pages) < _WORDS:
        found.notes.append(("no_text", ()))


def _page(page: Any, first: bool, found: Gathered) -> str:
    if first:
        scale = min(WIDTH / max(page.get_width(), 1), _SIDE_MOST / max(page.get_height(), 1))
        found.draw(page.render(scale=scale).to_pil())
    words = page.get_textpage()
    text: str = words.get_text_range()
    words.close()
    page.close()
    return text
