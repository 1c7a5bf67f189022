"""Which part of a whole web page is the text: not its menus, its head and its foot."""

from __future__ import annotations

import re
from typing import Any

from mingtang.foundation.containers.markup import name_of

_NAMES = re.compile(r"content|article|zoom|editor|detail|正文", re.IGNORECASE)
_AROUND = ("nav", "header", "footer", "aside", "form")
_ENOUGH = 0.5


def content_of(root: Any) -> Any:
    """The element to read: the smallest named like content that holds most words, or the page without its frame."""
    body = root.find(".//body")
    page = root if body is None else body
    for element in list(page.iter(*_AROUND)):
        if element is not page and element.getparent() is not None and not _holds_article(element):
            _take_out(element)
    most = _length(page)
    best = page
    for element in page.iter("article", "main", "div", "td", "section"):
        named = name_of(element) in ("article", "main") or _NAMES.search(
            f"{element.get('id', '')} {element.get('class', '')}"
        )
        if named and _length(element) >= most * _ENOUGH and _length(element) <= _length(best):
            best = element
    return best


def _holds_article(element: Any) -> bool:
    return element.find(".//article") is not None or element.find(".//main") is not None


def _take_out(element: Any) -> None:
    """With its text but not what follows it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext(with_tail=False) if isinstance(text, str))
