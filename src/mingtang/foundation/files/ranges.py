"""Answers with a file or the part of it that was asked for (RFC 9110, section 14), so that players can jump."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})$")
_PIECE = 256 * 1024


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte; None when there is none or one of a form that may be answered with the whole file.

    Raises ValueError for a range outside the file.
    """
    match = _RANGE.match(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        begin, end = max(size - int(last), 0), size - 1
        if int(last) == 0:
            raise ValueError(header)
    else:
        begin, end = int(first), min(int(last), size - 1) if last else size - 1
    if begin >= size:
        raise ValueError(header)
    return None if begin > end else (begin, end)


def answer(content: IO[bytes], size: int, header: str, **kwargs: Any) -> HttpResponseBase:
    """The whole file as FileResponse with `kwargs`, a part with 206, or 416 for a range outside it."""
    try:
        part = asked_range(header, size)
    except ValueError:
        content.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    whole = FileResponse(content, **kwargs)
    whole["Accept-Ranges"] = "bytes"
    if part is None:
        return whole
    first, last = part
    return StreamingHttpResponse(
        _piece_by_piece(content, first, last - first + 1),
        status=206,
        content_type=whole["Content-Type"],
        headers={
            "Content-Range": f"bytes {first}-{last}/{size}",
            "Content-Length": str(last - first + 1),
            "Content-Disposition": whole["Content-Disposition"],
            "Accept-Ranges": "bytes",
        },
    )


def _piece_by_piece(content: IO[bytes], first: int, length: int) -> Iterator[bytes]:
    with content:
        content.seek(first)
        while length > 0:
            piece = content.read(min(_PIECE, length))
            if not piece:
                return
            length -= len(piece)
            yield piece
