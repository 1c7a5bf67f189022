"""Reads one table: its header, headings of areas between the rows, what is to be skipped, and the items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from mingtang.kernel.catalogue.cells import read_levels
from mingtang.kernel.catalogue.columns import Column
from mingtang.kernel.catalogue.doubts import doubt
from mingtang.kernel.catalogue.found import Found, find_header
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.header import is_repeat, starts_header
from mingtang.kernel.catalogue.headings import Heading, heading_of, is_title, junk, says_area
from mingtang.kernel.catalogue.item import Doubt
from mingtang.kernel.catalogue.layout import NAMES, Merges
from mingtang.kernel.catalogue.marks import is_blank, is_ditto, tick
from mingtang.kernel.catalogue.rows import RowReader
from mingtang.kernel.catalogue.shapes import Block, RowReading
from mingtang.kernel.catalogue.sources import TableArea, table_area, title_of
from mingtang.kernel.catalogue.text import tidy

C = Column
_MISSING: tuple[tuple[str, frozenset[Column]], ...] = (
    ("item1", frozenset({C.ITEM1, C.ITEM2, C.ITEM3})),
    ("elements", frozenset({C.ELEMENTS})),
    ("basis", frozenset({C.BASIS})),
    ("limit", frozenset({C.LIMIT})),
    ("subject", frozenset({C.SUBJECT})),
    ("channels", frozenset({C.CHANNELS, C.CHANNEL})),
    ("everyone", frozenset({C.AUDIENCE, C.EVERYONE, C.SPECIFIC})),
    ("active", frozenset({C.MANNER, C.ACTIVE, C.ON_REQUEST})),
    (
        "levels",
        frozenset({C.LEVELS, C.PREFECTURE, C.COUNTY, C.TOWNSHIP, C.VILLAGE, C.TOWNSHIPS_AND_VILLAGES}),
    ),
)

_LONGEST_HEADING = 30
_FAR = 5_000


class TableReader:
    """Reads the rows of one table into blocks. `problems` gets what concerns no item."""

    def __init__(
        self,
        grid: Grid,
        number: int,
        *,
        forced: Mapping[int, Column | None],
        file_name: str,
        problems: list[Doubt],
    ) -> None:
        self._grid, self._number, self._forced = grid, number, forced
        self._file_name, self._problems = file_name, problems
        self._merges = Merges(grid)
        self._blocks: list[Block] = []
        self._rows: list[RowReading] = []
        self._title = ""
        self._area_cell = ""
        self._heading = Heading("", "")
        self._source = ""

    def read(
        self,
        start: int,
        found: Found,
        *,
        follows: TableReader | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> list[Block]:
        """All blocks; `start` is where the header begins. `follows` has read the table that this one continues."""
        above = [text for row in self._grid.rows[:start] for text in dict.fromkeys(row) if text]
        self._title = title_of(self._grid, above)
        area = table_area(self._grid, above, self._file_name)
        if follows is not None and not area.heading.text:
            area = TableArea(follows._heading, "table")
            self._title = self._title or follows._title
        self._heading, self._source = area.heading, area.source
        self._use(found)
        if follows is not None:
            self._reader.follow(follows._reader)
        else:
            self._missing()
        place = found.below
        while place < len(self._grid.rows):
            place = self._step(place)
            if progress is not None and place % 500 == 0:
                progress(place)
        self._close()
        return self._blocks

    def _use(self, found: Found) -> None:
        """From here on the columns are these."""
        self.found = found
        self._reader = RowReader(
            found.layout, self._merges, city=self._city(found), title_active="主动公开" in self._title
        )

    def _city(self, found: Found) -> str:
        """What 市级 means in cells: prefecture beside county columns or cells, county otherwise."""
        places = found.layout.places
        if C.COUNTY in places:
            return "prefecture"
        index = places.get(C.LEVELS)
        if index is None:
            return "county"
        texts = {row[index] for row in self._grid.rows[found.below : found.below + _FAR]}
        return "prefecture" if any("county" in read_levels(text).levels for text in texts) else "county"

    def _step(self, place: int) -> int:
        """Reads one row, or a header with all its rows; gives the next place."""
        grid = self._grid
        row = grid.rows[place]
        self._merges.move_to(place)
        texts = list(dict.fromkeys(text for text in row if text))
        if not texts:
            return place + 1
        if is_repeat(row, self.found.keys):
            self._skip(place, "header", texts)
            return place + 1
        if starts_header(grid, place) and (found := find_header(grid, place, self._forced)):
            if not self._change(found):
                self._skip(place, "header", texts)
            return found.below
        if why := junk(texts):
            self._skip(place, why, texts)
            return place + 1
        if len(texts) == 1 and self._single(place, row, texts[0]):
            return place + 1
        self._item(place, row)
        return place + 1

    def _change(self, found: Found) -> bool:
        """Another header in the middle: whether it brings other columns, and is more than a repetition."""
        before = [(each.column, each.channel) for each in self.found.header.columns]
        if before == [(each.column, each.channel) for each in found.header.columns]:
            self.found = replace(self.found, keys=tuple(map(frozenset.union, self.found.keys, found.keys)))
            return False
        self._close()
        self._use(found)
        return True

    def _single(self, place: int, row: tuple[str, ...], text: str) -> bool:
        """Deals with a row of one text only; false where it may be an item after all."""
        first = next(index for index, cell in enumerate(row) if cell)
        spans = sum(1 for cell in row if cell) > 2
        named = next((column for column, index in self.found.layout.places.items() if index == first), None)
        at_start = first <= min(self.found.layout.used, default=0)
        if not (at_start or spans or named in (C.SEQ, C.AREA)) or is_ditto(text):
            return False
        if tick(text).yes is not None and named is not C.SEQ:
            return False
        heading = heading_of(text, loose=True)
        if named is C.SEQ and not spans and _is_number(text):
            self._skip(place, "only_seq", [text])
        elif heading is None and is_title(text):
            self._skip(place, "title", [text])
        elif heading is None and named in NAMES and not spans:
            return False
        elif heading is None and (len(text) > _LONGEST_HEADING or is_blank(text) or text[-1] in "。；;"):
            self._skip(place, "text", [text])
        else:
            self._headed(place, heading or Heading("", text), text)
        return True

    def _headed(self, place: int, heading: Heading, text: str) -> None:
        """A heading begins another area, unless it says the same area again or only parts its rows."""
        now = self._heading
        if heading.area and (heading.area, heading.local) == (now.area, now.local) and self._rows:
            self._skip(place, "title", [text])
        elif not heading.known and not says_area(text) and now.area and self._is_section(place):
            self._skip(place, "section", [text])
        else:
            self._head(heading, "row")
            if is_title(text):
                self._title = tidy(text)

    def _is_section(self, place: int) -> bool:
        """Whether a heading that names no area parts the rows of the area: nothing was read of it yet, or the numbers
        of the rows go on."""
        if not self._rows:
            return True
        seq = self.found.layout.places.get(C.SEQ)
        if seq is None or place + 1 >= len(self._grid.rows):
            return False
        before, after = self._rows[-1].item.seq, tidy(self._grid.rows[place + 1][seq])
        return before.isdecimal() and after.isdecimal() and int(after) == int(before) + 1

    def _head(self, heading: Heading, source: str) -> None:
        self._close()
        self._heading, self._source, self._area_cell = heading, source, ""
        self._reader.forget()

    def _item(self, place: int, row: tuple[str, ...]) -> None:
        used = self.found.layout.used
        seq = self.found.layout.places.get(C.SEQ)
        if all(is_blank(row[index]) for index in used if index != seq):
            why = "only_seq" if seq is not None and row[seq] else "unused"
            self._skip(place, why, [text for text in row if text])
            return
        index = self.found.layout.places.get(C.AREA)
        if index is not None:
            self._area_column(row[index])
        item, doubts = self._reader.read(row, local=self._heading.local)
        self._rows.append(
            RowReading(self._grid.numbers[place], row, self._heading.area, self._heading.text, item, doubts)
        )

    def _area_column(self, text: str) -> None:
        if is_blank(text) or is_ditto(text) or text == self._area_cell:
            return
        heading = heading_of(text if "领域" in text else f"{text}领域") or Heading("", text)
        if "领域" not in text:
            heading = replace(heading, text=heading.text.removesuffix("领域"))
        self._head(heading, "column")
        self._area_cell = text

    def _skip(self, place: int, why: str, texts: list[str]) -> None:
        self._problems.append(
            doubt(
                "row_skipped",
                read=" ".join(texts)[:200],
                grid=self._number,
                row=self._grid.numbers[place],
                why=why,
            )
        )

    def _missing(self) -> None:
        present = {each.column for each in self.found.header.columns}
        for name, columns in _MISSING:
            if not columns & present:
                self._problems.append(doubt("column_missing", name, grid=self._number))

    def _close(self) -> None:
        """Ends the block that is being read, if it has rows."""
        if not self._rows:
            return
        heading = self._heading
        row = self._rows[0].number
        if not heading.area:
            code = "area_unknown" if heading.text else "area_missing"
            self._problems.append(doubt(code, read=heading.text, grid=self._number, row=row))
        elif self._source in ("file", "sheet", "before", "table"):
            self._problems.append(
                doubt(
                    "area_from",
                    read=heading.text,
                    taken=heading.area,
                    grid=self._number,
                    row=row,
                    source=self._source,
                )
            )
        self._blocks.append(
            Block(
                self._number,
                self._grid.name,
                self._title,
                heading.area,
                heading.text,
                self.found.header,
                tuple(self._rows),
            )
        )
        self._rows = []


def _is_number(text: str) -> bool:
    """Whether a text is only the number of a row: 12, 1.1, 十二."""
    bare = text.replace(".", "").replace("-", "")
    return bare.isalnum() and (bare.isascii() or len(bare) <= 3)
