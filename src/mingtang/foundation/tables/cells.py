"""Text of a cell, cleaned of what nobody sees."""

from __future__ import annotations

import re

# Control characters, surrogates without a partner, zero-width characters, marks that turn the writing direction
# around, and what Unicode says is no character. Line breaks and tabs stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_BLANK_LINES = re.compile("[ \t\u3000]*\n(?:[ \t\u3000]*\n)*")


def clean(text: str) -> str:
    """As a person sees it: line breaks as "\\n", no blank lines in between, nothing invisible, no blanks around."""
    if text.isascii() and text.isalnum():
        return text
    if "\r" in text or not text.isprintable():
        text = _BREAKS.sub("\n", text)
        text = _UNSEEN.sub("", text.replace("\xa0", " "))
        text = _BLANK_LINES.sub("\n", text)
    return text.strip()
