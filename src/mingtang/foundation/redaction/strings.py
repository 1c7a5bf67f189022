"""The shared strings of a workbook: the same text of many cells is kept once, so a masked cell gets one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from mingtang.foundation.containers.markup import name_of
from mingtang.foundation.redaction.masks import Span
from mingtang.foundation.redaction.units import Leaf, rewrite


class Strings:
    """`root` is None for a workbook that has none yet."""

    def __init__(self, root: Any, namespace: str) -> None:
        self._namespace = namespace
        self.root = etree.Element(f"{{{namespace}}}sst") if root is None else root
        self._entries = [entry for entry in self.root if name_of(entry) == "si"]
        self._texts: dict[int, str] = {}

    def text(self, number: int) -> str:
        if not 0 <= number < len(self._entries):
            return ""
        if number not in self._texts:
            self._texts[number] = "".join(leaf.text for leaf in _leaves(self._entries[number]))
        return self._texts[number]

    def masked(self, number: int, spans: Sequence[Span]) -> int:
        """A new string like another, with its look. Its number."""
        return self._add(deepcopy(self._entries[number]), spans)

    def taken_in(self, inline: Any) -> int:
        """A new string from the text that stands in a cell itself."""
        entry = etree.Element(f"{{{self._namespace}}}si")
        entry.extend(deepcopy(child) for child in inline)
        return self._add(entry, ())

    def plain(self, text: str) -> int:
        entry = etree.Element(f"{{{self._namespace}}}si")
        etree.SubElement(entry, f"{{{self._namespace}}}t").text = text
        return self._add(entry, ())

    def _add(self, entry: Any, spans: Sequence[Span]) -> int:
        rewrite(_leaves(entry), spans)
        self._entries.append(entry)
        return len(self._entries) - 1

    def keep(self, used: Iterable[int]) -> dict[int, int]:
        """Leaves out what no cell shows. Old numbers → new ones."""
        numbers = {old: new for new, old in enumerate(sorted(set(used)))}
        for entry in list(self.root):
            self.root.remove(entry)
        for old in numbers:
            entry = self._entries[old]
            # How a text is read aloud in Japanese tells the text once more.
            for other in [one for one in entry if name_of(one) in ("rPh", "phoneticPr", "extLst")]:
                entry.remove(other)
            self.root.append(entry)
        for key in ("count", "uniqueCount"):
            self.root.attrib.pop(key, None)
        return numbers

    def __len__(self) -> int:
        return len(self._entries)


def _leaves(entry: Any) -> list[Leaf]:
    texts = [
        text
        for inner in entry
        for text in ([inner] if name_of(inner) == "t" else list(inner) if name_of(inner) == "r" else ())
        if name_of(text) == "t"
    ]
    return [Leaf(text.text, text) for text in texts if text.text]
