"""Photographs in a PDF lie there as the camera made them: whole files of their own."""

from __future__ import annotations

from typing import Any

import pikepdf

JPEG, JPEG_2000 = ("/DCTDecode", "/DCT"), ("/JPXDecode",)


def photograph_in(document: pikepdf.Pdf, stream: pikepdf.Stream) -> tuple[str, bytes] | None:
    """“jpeg” or “jp2”, and the file. None for what is no picture, or one of another kind. Raises PdfError."""
    if stream.get("/Subtype") != "/Image":
        return None
    filters = stream.get("/Filter")
    listed = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    if not listed or listed[-1] not in JPEG + JPEG_2000:
        return None
    kind = "jpeg" if listed[-1] in JPEG else "jp2"
    raw = stream.read_raw_bytes()
    if len(listed) == 1:
        return kind, raw
    # Packed once more: what lies around it is undone.
    around: dict[str, Any] = {"Filter": pikepdf.Array(listed[:-1])}
    settings = stream.get("/DecodeParms")
    if isinstance(settings, pikepdf.Array):
        around["DecodeParms"] = pikepdf.Array(list(settings)[:-1])
    return kind, pikepdf.Stream(document, raw, **around).read_bytes()
