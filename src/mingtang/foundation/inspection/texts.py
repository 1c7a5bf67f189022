"""Plain text, tables of text and subtitles."""

from __future__ import annotations

import re

from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import whole
from mingtang.foundation.inspection.told import Told

# A cell that makes a spreadsheet start a program: =cmd|'/c calc'!A0
_STARTS_PROGRAM = re.compile(
    r"(?:^|[,;\t\n\r\"])[ \xa0\u3000]*[=+\-@][^,\n]{0,80}\|[^,\n]{0,200}!", re.IGNORECASE
)
_TIME = re.compile(r"\b(\d{1,2})(:\d{2}:\d{2})[,.](\d{3})\b", re.ASCII)
_NO_LETTERS = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\uf8ff\ufffd]")
_PIECE = 4096
# Also one that nothing closes; a “<” between numbers stays.
_SHOWN = re.compile(r"<(?!/?(?:b|i|u|c|v|ruby|rt|lang)\b)(?:[^<>]*>|[/!?]?[a-z][^<>\s]*)", re.IGNORECASE)


def check(data: bytes, kind: str) -> Told:
    """Subtitles come back as VTT in UTF-8, which is what players read. Raises Refused."""
    whole.no_archive_behind(data)
    if kind in ("vtt", "srt"):
        return _subtitles(data, kind)
    text, lost = decode(data)
    if lost * 20 > len(text) or _is_noise(text):
        raise Refused("unknown")
    if kind == "csv" and _STARTS_PROGRAM.search(text):
        raise Refused("dde")
    told = Told(kind)
    if lost:
        told.note("undecodable", str(lost))
    return told


def _is_noise(text: str) -> bool:
    """Bytes that hide behind a mark of UTF-16: one pair in ten falls where no script has characters."""
    for at in range(0, len(text), _PIECE):
        piece = text[at : at + _PIECE]
        if len(_NO_LETTERS.findall(piece)) * 20 > max(len(piece), 200):
            return True
    return False


def _subtitles(data: bytes, kind: str) -> Told:
    text, _lost = decode(data)
    text = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n").replace("\r", "\n")
    # What is left of “<<x>script>” is a tag again; whoever writes such things shall not have any.
    for _round in range(3):
        text, number = _SHOWN.subn("", text)
        if not number:
            break
    else:
        text = text.replace("<", "")
    if kind == "srt":
        text = "WEBVTT\n\n" + _TIME.sub(lambda found: f"{found[1]:0>2}{found[2]}.{found[3]}", text)
    if "-->" not in text:
        raise Refused("no-cues")
    return Told("vtt", text.encode())
