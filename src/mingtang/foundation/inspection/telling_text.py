"""Among texts: plain, a table, subtitles, a web page; and what only looks like text and would be run."""

from __future__ import annotations

import re

from mingtang.foundation.containers.decoding import decode
from mingtang.foundation.containers.refused import Refused

_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|table|meta|style|div|tr|center|font|p|span|h[1-6]|ul|ol)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(
    rb"^(?:(?:Received|Return-Path|From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|Delivered-To)"
    rb":[^\n]*\n(?:[ \t][^\n]*\n)*){2}",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    rb"^\s*(?:#!\s*/|<\?php|<\?=|<%|@echo\b|\[InternetShortcut\]|\[autorun\]|Windows Registry Editor|"
    rb"(?:option explicit|on error resume next|dim |set \w+ ?= ?createobject|sub autoopen)|"
    rb"(?:var |let |const |function |\(function)[^\n]{0,200}[({=])",
    re.IGNORECASE,
)
_RUN_BY_NAME = re.compile(
    r"\.(?:js|mjs|jse|vbs|vbe|bat|cmd|ps1|sh|hta|wsf|reg|scr|py|pl|php|jsp|asp|aspx|url|lnk|svg)$",
    re.IGNORECASE,
)
_PAGE = re.compile(rb"(?:\s|<!--.*?-->)*<(?:!doctype\s+html|html)\b", re.DOTALL)
_SUBTITLE = re.compile(r"^\ufeff?\s*\d+\s*\r?\n\s*\d{1,2}:\d{2}:\d{2}[,.]\d{3}\s*-->", re.ASCII)
_LINES_LOOKED_AT = 20
_PIECE = 4096


def tell_text(data: bytes, name: str) -> str:
    """“txt”, “csv”, “vtt”, “srt” or “html”. Raises Refused."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_wide(data)
    start = data[:65_536].replace(b"\x00", b"") if wide else data[:65_536]
    if not wide and _is_binary(data):
        raise Refused("unknown")
    start = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        return _tell_markup(start)
    if _PROGRAM.match(start) or _RUN_BY_NAME.search(name):
        raise Refused("program")
    if _MAIL.match(start[:8192]):
        raise Refused("mail")
    if start.startswith(b"WEBVTT"):
        return "vtt"
    text, _lost = decode(data[:65_536])
    if _SUBTITLE.match(text):
        return "srt"
    # A page may begin with words; a text that only speaks of pages has no such elements at the start of its lines.
    if re.search(rb"<script\b", start, re.IGNORECASE) or re.search(
        rb"(?m)^\s*<(?:html|body|table|div)\b", start
    ):
        return "html"
    return "csv" if name.lower().endswith(".csv") or _is_table(text) else "txt"


def _tell_markup(start: bytes) -> str:
    lower = start.lower()
    # Pages of today draw their signs in them.
    if b"<svg" in lower[:4096] and not _PAGE.match(lower):
        raise Refused("svg")
    if lower.startswith((b"<?php", b"<%", b"<?=", b"<script", b"<job", b"<package")):
        raise Refused("program")
    if b"/office/word/2003/wordml" in lower or b"/office/2006/xmlpackage" in lower:
        raise Refused("office-xml")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in lower and b"<html" not in lower:
        raise Refused("office-xml")
    if _HTML.search(start):
        return "html"
    raise Refused("xml")


def _is_table(text: str) -> bool:
    """Whether most lines have the same number of a separator, and more than one."""
    lines = [line for line in text.splitlines()[:_LINES_LOOKED_AT] if line.strip()]
    if len(lines) < 3:
        return False
    for mark in (",", "\t"):
        counts = [line.count(mark) for line in lines]
        if min(counts) >= 2 and max(counts) == min(counts):
            return True
    return False


def _looks_wide(data: bytes) -> bool:
    """UTF-16 without its mark: every other byte of its line breaks and Latin letters is zero."""
    start = data[:4096]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return max(even, odd) * 20 > len(start) and not min(even, odd) * 4 > max(even, odd)


def _is_binary(data: bytes) -> bool:
    """Text may hold a few stray control characters, not one in fifty; also not further down, where bytes may hide."""
    for at in range(0, len(data), _PIECE):
        # The last piece is made long enough for a stray character in it not to weigh too much.
        piece = data[at : at + _PIECE] if at + _PIECE <= len(data) else data[-_PIECE:]
        control = len(piece) - len(
            piece.translate(None, bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)))
        )
        if control * 50 > len(piece):
            return True
    return False
