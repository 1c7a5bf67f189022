"""The names of an item (一级, 二级, 三级事项), where a merge was lost or a row leaves them out."""

from __future__ import annotations

from collections.abc import Mapping

from mingtang.kernel.catalogue.columns import Column
from mingtang.kernel.catalogue.doubts import doubt
from mingtang.kernel.catalogue.item import Doubt, Severity
from mingtang.kernel.catalogue.layout import NAMES, Layout, Merges
from mingtang.kernel.catalogue.marks import is_blank
from mingtang.kernel.catalogue.text import one_line

C = Column


class NameReader:
    """Reads the names of one row after the other.

    A blank name above a filled finer one is taken over from the row above; a new first name resets the others. A row
    without any name is an error, unless it looks like a further row of the item above: it has elements of its own
    but no number.
    """

    def __init__(self, layout: Layout, merges: Merges) -> None:
        self._columns = layout.names
        self._places = layout.places
        self._merges = merges
        self._above: dict[Column, str] = {}
        self._fine_used = False

    def follow(self, other: NameReader) -> None:
        """Goes on below the rows that another reader has read."""
        self._above, self._fine_used = dict(other._above), other._fine_used

    def read(self, cells: Mapping[Column, str], doubts: list[Doubt]) -> dict[str, str]:
        """The fields item1, item2 and item3."""
        names = {column: self._own(column, cells, doubts) for column in self._columns}
        broken = {each.field for each in doubts if each.code == "formula_error"}
        self._fine_used = self._fine_used or any(
            text for column, text in names.items() if column is not C.ITEM1
        )
        first = next((column for column in self._columns if names[column]), None)
        if first is not None:
            self._take_over(names, first, broken, doubts)
        elif not broken & {column.value for column in self._columns}:
            self._without(names, cells, doubts)
        if any(names.values()):
            self._above = {column: text for column, text in names.items() if text}
        return {column.value: names.get(column, "") for column in NAMES}

    def _own(self, column: Column, cells: Mapping[Column, str], doubts: list[Doubt]) -> str:
        """The name as it stands in the row; empty where a merge only repeats the name at its left."""
        text = cells.get(column, "")
        if is_blank(text):
            return ""
        if column is not C.ITEM1 and self._merges.from_left(self._places[column]):
            return ""
        words, joined = one_line(text)
        if joined:
            doubts.append(doubt("words_joined", column.value, taken=words))
        return words

    def _take_over(
        self, names: dict[Column, str], first: Column, broken: set[str], doubts: list[Doubt]
    ) -> None:
        """Fills the names that are blank before the first filled one."""
        for column in self._columns[: self._columns.index(first)]:
            if column.value in broken:
                continue
            if above := self._above.get(column, ""):
                names[column] = above
                doubts.append(doubt("inherited", column.value, taken=above))
            elif column is C.ITEM1:
                doubts.append(doubt("no_item", column.value, severity=Severity.DOUBT))

    def _without(self, names: dict[Column, str], cells: Mapping[Column, str], doubts: list[Doubt]) -> None:
        """A row without a name of its own."""
        numbered = C.SEQ in self._places
        own_number = numbered and not is_blank(cells.get(C.SEQ, ""))
        # A table of one name only: its merge was lost. One of several: a further row has no number of its own.
        further = not self._fine_used or (numbered and not own_number)
        if self._above and further and not is_blank(cells.get(C.ELEMENTS, "")):
            names.update({column: self._above.get(column, "") for column in self._columns})
            path = "-".join(self._above.values())
            doubts.append(doubt("path_inherited", self._columns[-1].value, taken=path))
        else:
            doubts.append(doubt("no_item", "item1", above=list(self._above.values())))
