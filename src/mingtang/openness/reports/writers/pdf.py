"""A report as PDF, and its charts as pictures for Word: set by typst from the same drawings."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _

from mingtang.foundation.documents.paper import MissingFont
from mingtang.foundation.documents.pdf import compiled, drawn
from mingtang.openness.reports.document import (
    Cell,
    Chart,
    Heading,
    Report,
    Sentence,
    Shape,
    Table,
    text_of,
    url_of,
)

T = TypeVar("T")
_HERE = Path(__file__).parent
_CHARTS, _REPORT, _PICTURE = _HERE / "charts.typ", _HERE / "report.typ", _HERE / "picture.typ"
_LABELS_STANDING = 4
"""Characters of a label that fit below a bar; longer names stand before it."""
PLACEHOLDER = "〓"


def as_pdf(report: Report) -> bytes:
    """Raises MissingFont only when the fonts themselves are missing; single characters become 〓."""
    data = {
        "title": report.title,
        "subtitle": report.subtitle,
        "lines": report.lines,
        "blocks": [_block(report, block) for block in report.blocks],
        "annexes": [_table(report, table) for table in report.annexes],
        "signer": report.signer,
        "date": f"{report.day.year}年{report.day.month}月{report.day.day}日",
        "address": report.absolute(report.address),
        "read": _("网上看这份报告（工作人员登录后）"),
    }
    with _folder() as folder:
        return _with_placeholders(
            data,
            lambda given: compiled(
                _REPORT, {"report": given}, folder, fonts_dir=settings.OPTIONS.fonts_dir, day=report.day
            ),
        )


def pictures_of(charts: Sequence[Chart]) -> list[bytes]:
    """PNG pictures, in order. Raises MissingFont as above."""
    if not charts:
        return []
    with _folder() as folder:
        return _with_placeholders(
            [chart_data(chart) for chart in charts],
            lambda given: drawn(_PICTURE, {"charts": given}, folder, fonts_dir=settings.OPTIONS.fonts_dir),
        )


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mingtang-report.") as name:
        shutil.copy(_CHARTS, name)
        yield Path(name)


def _with_placeholders(data: Any, write: Callable[[Any], T]) -> T:
    """A character that no font has must not keep a whole report from being written."""
    try:
        return write(data)
    except MissingFont as missing:
        if not missing.characters:
            raise
        return write(_replaced(data, str.maketrans(dict.fromkeys(missing.characters, PLACEHOLDER))))


def _replaced(data: Any, table: dict[int, str]) -> Any:
    if isinstance(data, str):
        return data.translate(table)
    if isinstance(data, dict):
        return {key: _replaced(value, table) for key, value in data.items()}
    return [_replaced(value, table) for value in data] if isinstance(data, list | tuple) else data


def _block(report: Report, block: Any) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Sentence():
            return {"kind": "sentence", "pieces": [_cell(report, piece) for piece in block.pieces]}
        case Table():
            return {"kind": "table", **_table(report, block)}
        case _:
            # Where each value stands in words beside its name, the drawing is its own table.
            told = block.shape == Shape.HEAT or is_lying(block)
            table = None if told else _table(report, block.table) | {"title": ""}
            return {"kind": "chart", **chart_data(block), "table": table}


def _table(report: Report, table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "heads": table.heads,
        "weights": table.weights or [1] * len(table.heads),
        "numbers": [table.is_number(n) for n in range(len(table.heads))],
        "rows": [[_cell(report, cell) for cell in row] for row in table.rows],
        "note": table.note,
        "dense": table in report.annexes,
    }


def _cell(report: Report, cell: Cell) -> dict[str, str]:
    return {"text": text_of(cell), "url": report.absolute(url_of(cell))}


def chart_data(chart: Chart) -> dict[str, Any]:
    """As the templates draw it."""
    return {
        "shape": chart.shape.value,
        "title": chart.title,
        "labels": chart.labels,
        "series": [
            {"name": one.name, "values": one.values, "texts": [chart.text(value) for value in one.values]}
            for one in chart.series
        ],
        "ticks": [chart.text(chart.highest * n / 4) for n in range(5)],
        "highest": chart.highest,
        "lying": is_lying(chart),
    }


def is_lying(chart: Chart) -> bool:
    return chart.shape == Shape.BARS and any(
        len(label) > _LABELS_STANDING and not label[0].isdecimal() for label in chart.labels
    )
