"""What scripts and handlers do that no page of a government does."""

from __future__ import annotations

import re
from urllib.parse import unquote

CODED = re.compile(r"(?:\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|%u?[0-9a-fA-F]{2,4}|&#x?[0-9a-fA-F]{2,6};?){4,}")
_CODES = re.compile(r"fromCharCode\(\s*((?:0x)?[0-9a-fA-F]{1,6}(?:\s*,\s*(?:0x)?[0-9a-fA-F]{1,6})*)")
RUNS_CODE = re.compile(
    r"\b(?:eval|Function|setTimeout|execScript)\s*\(\s*(?:window\.)?(?:unescape|atob|String\.fromCharCode|decodeURI\w*|function\s*\(p,\s*a,\s*c)"
    r"|\bdocument\s*\.\s*write(?:ln)?\s*\(\s*(?:unescape|atob|String\.fromCharCode|decodeURI\w*)\s*[(.]"
    r"|\beval\s*\(\s*[\"'](?:\\x|%|\\u)|\[\s*[\"']\\x[0-9a-f]{2}",
    re.IGNORECASE,
)
WRITES_FRAME = re.compile(
    r"document\s*\.\s*write(?:ln)?\s*\(\s*[\"'`](?:[^)]{0,40})<\s*(?:['\"]\s*\+\s*['\"])?(?:iframe|scr(?:ipt|['\"]\s*\+))",
    re.IGNORECASE,
)
_SPIDERS = re.compile(
    r"baidu|sogou|soso|haosou|360spider|googlebot|spider|\bbot\b|so\\?\.com|sm\\?\.cn|bing", re.IGNORECASE
)
_ASKS = re.compile(r"document\s*\.\s*referrer|navigator\s*\.\s*userAgent", re.IGNORECASE)
MOVES = re.compile(
    r"\b(?:(?:window|document|top|parent|self|this)\s*\.\s*)?location(?:\s*\.\s*(?:href|assign|replace))?\s*(?:=(?!=)|\()\s*[\"'`]([^\"'`\n]{1,500})[\"'`]"
)
ALL_MOVES = re.compile(r"\blocation\b|document\s*\.\s*write|innerHTML", re.IGNORECASE)
JAVASCRIPT = re.compile(r"[\x00-\x20]*(?:j\s*a\s*v\s*a\s*|v\s*b\s*)s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)
DATA = re.compile(r"[\x00-\x20]*data\s*:\s*(?:text/html|application/|image/svg|text/xml|,|;)", re.IGNORECASE)
STEALS = re.compile(r"document\s*\.\s*cookie|localStorage", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?:)?//[A-Za-z0-9.-]{4,80}")
HANDLES = re.compile(
    r"\b(?:fetch|importScripts|import|eval|Function|atob|XMLHttpRequest|sendBeacon|execScript)\s*\(|\bnew\s+(?:Image|XMLHttpRequest|WebSocket)\b"
    r"|document\s*\.\s*(?:cookie|domain|write|createElement|body\s*\.\s*append|head\s*\.\s*append)|\.(?:appendChild|insertAdjacentHTML|getScript)\s*\("
    r"|\.innerHTML\s*=|\balert\s*(?:\(\s*[\"'`/]?(?:\d|document|xss|self\.|location)|`)",
    re.IGNORECASE,
)
"""What a handler of a page itself does not do: it calls a function of the page, or changes its own tag."""
NOTHING = re.compile(
    r"[\x00-\x20]*javascript:\s*(?:void\s*\(?\s*0\s*\)?|;|return\s+false|)\s*;?\s*$", re.IGNORECASE
)


def cloaks(script: str) -> bool:
    """Shows search engines, or those who come from them, something else."""
    return bool(_ASKS.search(script) and _SPIDERS.search(script) and ALL_MOVES.search(script))


def uncoded(script: str) -> str:
    """What is written in codes in a script, in plain characters; empty when nothing is."""
    found = [_plain(one.group()) for one in CODED.finditer(script)]
    for one in _CODES.finditer(script):
        codes = [int(code, 16 if code.lower().startswith("0x") else 10) for code in _digits(one.group(1))]
        found.append(
            "".join(chr(code) for code in codes if 0 < code < 0x110000 and not 0xD800 <= code <= 0xDFFF)
        )
    return "\n".join(found)[:4096]


def _digits(codes: str) -> list[str]:
    return [
        code
        for one in codes.split(",")
        if (code := one.strip()) and (code.isdigit() or code.lower().startswith("0x"))
    ]


def _plain(text: str) -> str:
    text = re.sub(r"\\x([0-9a-fA-F]{2})", lambda found: f"%{found[1]}", text)
    text = re.sub(
        r"(?:\\u|%u|&#x)([0-9a-fA-F]{2,6});?",
        lambda found: chr(int(found[1], 16)) if _may(int(found[1], 16)) else "",
        text,
    )
    text = re.sub(r"&#(\d{2,6});?", lambda found: chr(int(found[1])) if _may(int(found[1])) else "", text)
    return unquote(text)


def _may(code: int) -> bool:
    return 0 < code < 0x110000 and not 0xD800 <= code <= 0xDFFF
