"""Tables that hold an arrangement → lines of text, as if somebody had typed them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from mingtang.foundation.files import actions as files
from mingtang.foundation.files.checks import Checked
from mingtang.foundation.tables.reading import UnreadableTable, read_tables
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.clock.arrangements import Line
from mingtang.kernel.refusals import Invalid

LINES_MOST = 400
_VERB = re.compile(r"上班|补班|放假|休息|休假")
_FROM = re.compile(r"开始|起始|^起|^自|^从")
_UNTIL = re.compile(r"结束|截止|终止|^止|^至|^到")
_DATED = re.compile(r"\d")


def lines_of_file(upload: "UploadedFile[Any]") -> list[Line]:
    """Every row that holds a number, as a line. Raises Invalid on `file` for what holds no table."""
    examined = files.examine(upload, _as_it_came, field="file")
    name = examined.name
    try:
        grids = read_tables(examined.checked.data, name=name).grids
    except UnreadableTable as error:
        raise Invalid(error.message, fields={"file": [error.message]}) from error
    found = list(lines_of(grids))
    if not found:
        message = _(
            "“%(name)s”的表格里没有日期。每行写一段，例如：10月1日至7日、放假、国庆节；也可以直接粘贴文字。"
        )
        raise Invalid(message, fields={"file": [message % {"name": name}]})
    if len(found) > LINES_MOST:
        message = _("“%(name)s”有几百行，不像一年的放假安排。请只留下有关的几行。")
        raise Invalid(message, fields={"file": [message % {"name": name}]})
    return found


def _as_it_came(data: bytes, name: str) -> Checked:
    """Nothing is kept of the file: what it says is read by a child process, and is text from then on."""
    return Checked("", "application/octet-stream", "bin", data)


def lines_of(grids: Iterable[Grid]) -> Iterator[Line]:
    """A heading may say what its column means: 放假日期, 上班日期, or where a stretch begins and ends."""
    for grid in grids:
        headings: tuple[str, ...] = ("",) * grid.width
        for place, (number, row) in enumerate(zip(grid.numbers, grid.rows, strict=True)):
            cells = [
                ""
                if (place, column) in grid.covered and row[column] in row[:column]
                else " ".join(text.split())
                for column, text in enumerate(row)
            ]
            if not any(map(_DATED.search, cells)):
                headings = tuple(cells)
                continue
            where = _("第%(n)s行") % {"n": number}
            yield Line(f"{grid.name} {where}".strip(), _joined(cells, headings))


def _joined(cells: list[str], headings: tuple[str, ...]) -> str:
    begins = next((n for n, text in enumerate(headings) if _FROM.search(text)), None)
    ends = next((n for n, text in enumerate(headings) if _UNTIL.search(text)), None)
    if begins is not None and ends is not None and cells[begins] and cells[ends]:
        cells = [*cells]
        cells[begins], cells[ends] = f"{cells[begins]}至{cells[ends]}", ""
    if not any(map(_VERB.search, cells)):
        verbs = [_VERB.search(heading) for heading in headings]
        cells = [
            f"{text}{verb[0]}" if verb and _DATED.search(text) else text
            for text, verb in zip(cells, verbs, strict=True)
        ]
    return " ".join(filter(None, cells))
