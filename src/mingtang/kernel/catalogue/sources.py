"""Which area a whole table is about, where no row in it says so: title, sheet, paragraphs before it, file name."""

from __future__ import annotations

from dataclasses import dataclass

from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.headings import Heading, area_in, core, heading_of, is_generic, is_title
from mingtang.kernel.catalogue.text import tidy
from mingtang.kernel.classification.areas import area_of_name


@dataclass(frozen=True)
class TableArea:
    """`source` is title, sheet, before, file or empty where nothing names an area."""

    heading: Heading
    source: str = ""


def title_of(grid: Grid, above: list[str]) -> str:
    """The line that names the catalogue, of the rows above the header, else of the paragraphs before the table."""
    for text in (*reversed(above), *reversed(grid.before)):
        if is_title(text):
            return tidy(text)
    return ""


def table_area(grid: Grid, above: list[str], file_name: str) -> TableArea:
    """The area of a table: what the nearest line says, be it a known area or not; then sheet, paragraphs and file."""
    if heading := _last_heading(above):
        return TableArea(heading, "title")
    sheet = Heading("", "") if is_generic(grid.name) else _sheet(grid.name)
    if sheet.known:
        return TableArea(sheet, "sheet")
    if heading := _last_heading(list(grid.before)):
        return TableArea(heading, "before")
    stem = file_name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if not sheet.local and (code := area_in(core(stem))):
        return TableArea(Heading(code, tidy(stem)), "file")
    return TableArea(sheet, "sheet" if sheet.text else "")


def _last_heading(texts: list[str]) -> Heading | None:
    return next((heading for text in reversed(texts) if (heading := heading_of(text))), None)


def _sheet(name: str) -> Heading:
    """A sheet's name as a heading; a few words that are no known area are an unknown one."""
    heading = heading_of(name)
    if heading is not None:
        return heading
    bare = core(name)
    code = area_of_name(bare) or area_in(bare)
    return Heading(code, tidy(name))
