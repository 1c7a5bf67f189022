"""Text of an element of a page as a browser shows it."""

from __future__ import annotations

import re
from typing import Any

from mingtang.foundation.containers.markup import name_of

_LINES = {
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
}  # fmt: skip
_UNSHOWN = {
    "script", "style", "template", "head", "title", "noscript", "object", "iframe", "svg", "math", "button",
    "datalist", "xml",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# A line of source that ends between two Chinese characters was broken by an editor; there is no blank there.
_BROKEN = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
_RUNS = re.compile(" {2,}")
_AROUND_BREAKS = re.compile(r" *\n *")


def is_hidden(element: Any) -> bool:
    return (
        name_of(element) in _UNSHOWN
        or element.get("hidden") is not None
        or (name_of(element) == "input" and element.get("type", "").lower() == "hidden")
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def ends_line(name: str) -> bool:
    return name in _LINES


def text_of(element: Any) -> str:
    """Lines parted by “\\n”; tables inside give a line for each row."""
    pieces: list[str] = []
    _collect(element, pieces)
    return _AROUND_BREAKS.sub("\n", _RUNS.sub(" ", "".join(pieces))).strip()


def words(text: str | None) -> str:
    """Blanks and line ends of the source are one blank."""
    return _BLANKS.sub(" ", _BROKEN.sub("", text)) if text else ""


def _collect(element: Any, pieces: list[str]) -> None:
    name = name_of(element)
    if not name or is_hidden(element):
        return
    if name in ("input", "select", "textarea"):
        pieces.append(_typed(element, name))
        return
    if name in _LINES:
        pieces.append("\n")
    pieces.append((element.text or "") if name == "pre" else words(element.text))
    for part in element:
        _collect(part, pieces)
        pieces.append(words(part.tail))
        if name_of(part) in ("td", "th"):
            pieces.append(" ")
    if name in _LINES and name != "br":
        pieces.append("\n")


def _typed(element: Any, name: str) -> str:
    """What a person ticked, chose or typed."""
    if name == "textarea":
        return element.text or ""
    if name == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return "、".join(words("".join(option.itertext())).strip() for option in chosen)
    kind = element.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if element.get("checked") is not None else "□"
    return element.get("value", "") if kind in ("text", "number", "date", "tel", "email", "url") else ""
