"""All words of an XML part that nobody knows better: its texts, and the attributes that hold words. As a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from mingtang.foundation.containers import markup
from mingtang.foundation.containers.archive import BROKEN
from mingtang.foundation.containers.refused import Refused

_PIECE = 1 << 16
_PARAGRAPHS = frozenset(("p", "si", "comment", "text", "cm"))
_RUNS = frozenset(("t", "instrText", "delText"))
_BREAKS = {"br": "\n", "tab": "\t", "cr": "\n"}
_WORDY = frozenset(
    (
        *("v", "descr", "title", "caption", "author", "displayName", "initials", "alt", "tooltip", "display"),
        *(
            "prompt",
            "promptTitle",
            "error",
            "errorTitle",
            "userName",
            "uniqueName",
            "formula",
            "text",
            "string",
        ),
        *(
            "displayText",
            "userId",
            "url",
            "URI",
            "Target",
            "href",
            "connection",
            "command",
            "sourceFile",
            "o",
        ),
    )
)
"""Attributes that hold words or addresses on whatever element."""
_NAMED = frozenset(
    (
        *("docPr", "cNvPr", "cacheField", "tableColumn", "table", "connection", "dataField", "Attachment"),
        *("docVar", "customWorkbookView", "CustomData", "Outline", "OutlineElem", "Annot", "Parameter"),
    )
)
"""Elements whose name somebody gave."""
_VALUED = frozenset(("docVar", "lvlText", "alias", "tag", "title", "listItem", "author"))
"""Elements that hold words in `val` or `value`."""
_PLACES = frozenset(
    (
        *("col", "row", "colOff", "rowOff", "posOffset", "pctWidth", "pctHeight", "Anchor", "Row", "Column"),
        *("ptCount", "formatCode", "align", "AbbreviatedData", "PhysicalBox", "ApplicationBox", "MaxUnitID"),
    )
)
"""Elements that hold where something stands, in numbers."""
_NUMBER = re.compile(r"[-+]?[\d.]{1,7}(?:[eE][-+]?\d{1,3})?")
"""A number that cannot be that of a person or an account."""


class _Words:
    """Gathers texts as the parser meets them; runs of a paragraph come as one."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self._deep = 0
        self._runs: list[str] = []
        self._inside: list[str] = []

    def doctype(self, *_: Any) -> None:
        # Office files have none, attacks do.
        raise Refused("unsafe")

    def start(self, tag: str, attributes: Any) -> None:
        name = tag.rpartition("}")[2]
        if name in _PARAGRAPHS:
            self.flush(name)
            self._deep += 1
        elif self._deep:
            if name in _BREAKS:
                self._runs.append(_BREAKS[name])
        elif self._inside:
            self.flush(self._inside[-1])
        self._inside.append(name)
        for key, value in attributes.items():
            key = key.rpartition("}")[2]
            if value and (
                key in _WORDY
                or (key in ("name", "Name", "AttachmentName", "Title") and name in _NAMED)
                or (key in ("val", "value") and name in _VALUED)
            ):
                self._add(key, value)

    def data(self, text: str) -> None:
        if self._deep:
            if not text.isspace() or self._inside[-1] in _RUNS:
                self._runs.append(text)
        elif not text.isspace():
            self._runs.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self._inside.pop()
        if name in _PARAGRAPHS:
            self.flush(name)
            self._deep -= 1
        elif not self._deep:
            self.flush(name)

    def flush(self, name: str) -> None:
        if self._runs:
            text = "".join(self._runs)
            self._runs.clear()
            if name not in _PLACES:
                self._add(name, text.strip())

    def _add(self, name: str, text: str) -> None:
        if text and not text.isspace() and not _NUMBER.fullmatch(text):
            self.found.append((name, text))

    def close(self) -> None:
        return None


def texts(source: IO[bytes]) -> Iterator[tuple[str, str]]:
    """Local name of the element or attribute → text, in order. Raises Refused."""
    words = _Words()
    parser = etree.XMLParser(target=words, remove_comments=True, remove_pis=True, **markup.SAFE)
    try:
        while piece := source.read(_PIECE):
            parser.feed(piece)
            yield from words.found
            words.found.clear()
        parser.close()
    except etree.XMLSyntaxError as error:
        words.flush("")
        yield from words.found
        raise Refused(markup.reason(error)) from error
    except BROKEN as error:
        words.flush("")
        yield from words.found
        raise Refused("damaged") from error
    yield from words.found
