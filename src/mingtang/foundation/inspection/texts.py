"""Plain text, tables of text and subtitles."""

from __future__ import annotations

import re

from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import whole
from mingtang.foundation.inspection.told import Told

# A cell that makes a spreadsheet start a program: =cmd|'/c calc'!A0
_STARTS_PROGRAM = re.compile(r"(?:^|[,;\t\n\r\"])\s*[=+\-@][^,\n]{0,80}\|[^,\n]{0,200}!", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2}:\d{2}:\d{2}),(\d{3})")
_SHOWN = re.compile(r"<(?!/?(?:b|i|u|c|v|ruby|rt|lang)\b)[^>]*>", re.IGNORECASE)


def check(data: bytes, kind: str) -> Told:
    """Subtitles come back as VTT in UTF-8, which is what players read. Raises Refused."""
    whole.no_archive_behind(data)
    if kind in ("vtt", "srt"):
        return _subtitles(data, kind)
    text, lost = decode(data)
    if lost * 20 > len(text):
        raise Refused("unknown")
    if kind == "csv" and _STARTS_PROGRAM.search(text):
        raise Refused("dde")
    told = Told(kind)
    if lost:
        told.note("undecodable", str(lost))
    return told


def _subtitles(data: bytes, kind: str) -> Told:
    text, _lost = decode(data)
    text = _SHOWN.sub("", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if kind == "srt":
        text = "WEBVTT\n\n" + _TIME.sub(r"\1.\2", text.lstrip())
    if "-->" not in text:
        raise Refused("no-cues")
    return Told("vtt", text.encode())
