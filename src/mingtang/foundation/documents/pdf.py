"""A paper as PDF, set by typst from a fixed template. Texts reach it as data, so nothing in them is markup."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from mingtang.foundation.documents import fonts, qr
from mingtang.foundation.documents.grid import Table
from mingtang.foundation.documents.paper import MissingFont, Paper, attachment_lines
from mingtang.foundation.documents.tree import Block, Run, appendices_of, blocks_of

_TEMPLATE = Path(__file__).with_name("layout.typ")
_PARTS = _TEMPLATE.with_name("parts.typ")
_LOCK = threading.Lock()
_FIXED = datetime(2020, 1, 1, tzinfo=UTC)
"""For papers without a date: the same paper is the same file, whenever it is asked for."""
PICTURE_PPI = 200
_TEXT_WIDTH, _PICTURE_HIGHEST = 156.0, 170.0
_PIXELS_PER_MM = 150 / 25.4


def as_pdf(paper: Paper, *, fonts_dir: Path | None = None) -> bytes:
    """Raises MissingFont, also for single characters that no font has."""
    with tempfile.TemporaryDirectory(prefix="mingtang-paper.") as name:
        folder = Path(name)
        if paper.address:
            (folder / "qr.svg").write_bytes(qr.as_svg(paper.address))
        data = data_of(paper, folder)
        return compiled(_TEMPLATE, {"paper": data}, folder, fonts_dir=fonts_dir, day=paper.date)


def compiled(
    template: Path,
    inputs: dict[str, Any],
    folder: Path,
    *,
    fonts_dir: Path | None,
    day: date | None,
    size: float = 16,
) -> bytes:
    """Sets a template with data as its inputs; `folder` holds the pictures they name. Raises MissingFont."""
    made = _compiled(template, inputs, folder, "pdf", fonts_dir=fonts_dir, day=day, size=size)
    assert isinstance(made, bytes)
    return made


def drawn(template: Path, inputs: dict[str, Any], folder: Path, *, fonts_dir: Path | None) -> list[bytes]:
    """The pages of a template as PNG pictures, sharp enough for print. Raises MissingFont."""
    made = _compiled(template, inputs, folder, "png", fonts_dir=fonts_dir, day=None, size=16)
    return [made] if isinstance(made, bytes) else list(made)


def _compiled(
    template: Path,
    inputs: dict[str, Any],
    folder: Path,
    form: Literal["pdf", "png"],
    *,
    fonts_dir: Path | None,
    day: date | None,
    size: float,
) -> bytes | list[bytes]:
    shutil.copy(_PARTS, folder)
    fonts.check("".join(_strings(inputs)), fonts_dir)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _FIXED
    texts = {name: json.dumps(value, ensure_ascii=False) for name, value in inputs.items()}
    with _LOCK:
        result, warnings = _compiler(fonts_dir).compile_with_warnings(
            input=template.read_bytes(),
            root=folder,
            format=form,
            ppi=PICTURE_PPI if form == "png" else None,
            sys_inputs=texts | {"families": json.dumps(_by_role(fonts_dir)), "size": str(size)},
            timestamp=moment,
        )
    if warnings:
        # Among them an unknown font: a page of boxes is worse than none.
        raise MissingFont if "font" in str(warnings[0]) else RuntimeError(str(warnings[0]))
    assert result is not None
    return result


@lru_cache(maxsize=2)
def _compiler(fonts_dir: Path | None) -> typst.Compiler:
    return typst.Compiler(
        font_paths=[str(folder) for folder in fonts.folders(fonts_dir)], ignore_system_fonts=True
    )


def _by_role(fonts_dir: Path | None) -> dict[str, list[str]]:
    """Of the families of each role those that are there. Raises MissingFont when the free ones are not."""
    there = _families(fonts_dir)
    if not {fonts.SERIF, fonts.SANS} <= there:
        raise MissingFont
    return {role: [name for name in names if name in there] for role, names in fonts.ROLES.items()}


@lru_cache(maxsize=2)
def _families(fonts_dir: Path | None) -> frozenset[str]:
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.folders(fonts_dir)],
    )
    return frozenset(found.families())


def data_of(paper: Paper, folder: Path) -> dict[str, Any]:
    """A paper as the templates read it; its pictures are written into the folder."""
    blocks = blocks_of(paper.body, paper.pictures)
    behind = blocks_of(paper.appendices, paper.pictures)
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "red": paper.has_red_head,
        "mark": paper.mark if paper.mark.endswith(("公报", "纪要")) else f"{paper.mark}文件",
        "doc_no": paper.doc_no,
        "addressees": f"{paper.addressees}：" if paper.addressees else "",
        "body": [_drawn(block, folder) for block in blocks],
        "appendices": [
            {
                "mark": part.mark,
                "title": part.title,
                "body": [_drawn(block, folder) for block in part.blocks],
            }
            for part in appendices_of(behind)
        ],
        "attachments": attachment_lines(paper),
        "signers": list(paper.signers),
        "day": paper.day,
        "annotation": f"（{paper.annotation}）" if paper.annotation else "",
        "facts": [list(fact) for fact in paper.facts],
        "address": paper.address,
        "author": paper.mark or (paper.signers[0] if paper.signers else ""),
    }


def _drawn(block: Block, folder: Path) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "kind": block.kind,
        "runs": [_run(run) for run in block.runs],
        "level": block.level,
        "label": block.label,
        "depth": block.depth,
    }
    if block.table is not None:
        drawn["table"] = _table(block.table)
    if block.picture is not None:
        picture = block.picture
        extension = "png" if picture.data.startswith(b"\x89PNG") else "jpg"
        name = f"p{len(list(folder.iterdir()))}.{extension}"
        (folder / name).write_bytes(picture.data)
        width = min(picture.width / _PIXELS_PER_MM, _TEXT_WIDTH)
        width = min(width, _PICTURE_HIGHEST * picture.width / max(picture.height, 1))
        drawn["picture"] = {"path": name, "alt": picture.alt, "caption": picture.caption, "width": width}
    return drawn


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": table.weights,
        "heads": table.heads,
        "caption": table.caption,
        "cells": [
            {
                "x": cell.column,
                "y": cell.row,
                "w": cell.width,
                "h": cell.height,
                "runs": [_run(run) for run in cell.runs],
                "head": cell.head,
                "number": _is_number("".join(run.text for run in cell.runs)),
            }
            for cell in table.cells
        ],
    }


def _is_number(text: str) -> bool:
    clean = text.strip().replace(",", "").replace("，", "").removesuffix("%").lstrip("-+")
    return bool(clean) and clean.replace(".", "", 1).isdecimal()


def _run(run: Run) -> list[Any]:
    return [run.text, sorted(run.marks)]


def _strings(data: Any) -> Iterable[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in ("kind", "path"):
                yield from _strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value)
