"""The words of a piece of HTML that a reader made."""

from __future__ import annotations

import re
from html import unescape

_BREAK = re.compile(r"<br ?/?>|</(?:p|li|tr|figcaption)>")
_CELL = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[^>]*>")


def plain(html: str) -> str:
    """Breaks as “\\n”, cells of a row parted by a tab."""
    return unescape(_TAG.sub("", _CELL.sub("\t", _BREAK.sub("\n", html))))
