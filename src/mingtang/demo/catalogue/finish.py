"""Finishes the papers of the catalogue for a day: dates, numbers, tokens, HTML.

Tokens: ``{y}`` year of the paper, ``{ly}`` ``{ny}`` the one before and after, ``{m}`` its month, ``{lm}`` ``{q}`` the last
month and quarter in words, ``{d}`` its day, ``{d30}`` ``{b30}`` a working day 30 days later or earlier, ``{name}``
``{short}`` ``{addr}`` ``{tel}`` ``{hours}`` of its unit, ``{tel:slug}`` of another, ``{hall}`` the service hall.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from zlib import crc32

from mingtang.demo.catalogue.shapes import DemoRow, Paper, PaperText, Same
from mingtang.demo.county import UNITS_BY_SLUG
from mingtang.demo.days import working
from mingtang.demo.writing.base import Cell, Writer
from mingtang.kernel.classification.areas import STANDARD_AREAS

FIRST_SERIAL = 501
"""The catalogue's papers take their 文号 from here on, so as not to meet those of the plan."""

_TOKEN = re.compile(r"\{([a-z]+)(\d*)(?::([a-z-]+))?\}")
_DAYS = re.compile(r"(\d+)个?(工作日|日)内")
_HALL = "明堂县圜水街道惠民路1号县政务服务大厅"


def finish(rows: Sequence[DemoRow], today: date) -> list[PaperText]:
    """All papers as of ``today``, oldest first."""
    fulfils: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if isinstance(row.fulfilled_by, Same):
            fulfils.setdefault(row.fulfilled_by.key, []).append(place)
    made = []
    for place, row in enumerate(rows):
        paper = row.fulfilled_by
        if isinstance(paper, Paper):
            places = (place, *fulfils.get(paper.key, ())) if paper.key else (place,)
            made.append((_formed(paper, today), place, paper, places))
    made.sort(key=lambda entry: entry[:2])
    serials: dict[tuple[str, int], int] = {}
    result = []
    for formed, place, paper, places in made:
        number = 0
        if paper.numbered:
            key = (paper.unit, formed.year)
            number = serials[key] = serials.get(key, FIRST_SERIAL - 1) + 1
        result.append(_write(paper, rows[place], places, formed, number, today))
    return result


def _spread(paper: Paper) -> int:
    return crc32(paper.title.encode())


def _formed(paper: Paper, today: date) -> date:
    if paper.month:
        newest = today - timedelta(days=max(paper.ago, 30 + paper.late))
        value = date(newest.year, paper.month, 6 + _spread(paper) % 20)
        if value > newest:
            value = value.replace(year=value.year - 1)
    else:
        value = today - timedelta(days=paper.ago or 60 + _spread(paper) % 620)
    return working(value)


def _published(paper: Paper, limit: str, formed: date, today: date) -> date:
    match = _DAYS.search(limit)
    allowed = 4 if match is None else int(match[1]) // (1 if match[2] == "工作日" else 2)
    if match is None and "时公开" in limit:
        allowed = 1
    day = formed
    for _ in range(paper.late or _spread(paper) // 7 % (min(allowed, 8) + 1)):
        day = working(day + timedelta(days=1), 1)
    return day if day <= today else formed


class _Tokens:
    def __init__(self, writer: Writer) -> None:
        unit = writer.unit
        self.writer = writer
        self.words = {
            "y": str(writer.year),
            "ly": str(writer.year - 1),
            "ny": str(writer.year + 1),
            "m": str(writer.when.month),
            "lm": writer.month,
            "q": writer.quarter,
            "d": writer.today,
            "name": unit.name,
            "short": unit.short_name,
            "addr": unit.address,
            "tel": unit.phone,
            "hours": unit.office_hours,
            "hall": _HALL,
        }

    def fill(self, text: str) -> str:
        return _TOKEN.sub(self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        name, number, slug = match.groups()
        if slug:
            return UNITS_BY_SLUG[slug].phone
        if number:
            return self.writer.on(int(number) if name == "d" else -int(number))
        return self.words[name]


def _cell(text: str) -> Cell:
    text = text.strip()
    if re.fullmatch(r"\d+", text):
        return int(text)
    return Decimal(text) if re.fullmatch(r"\d+\.\d\d", text) else text


def _block(writer: Writer, title: str, mark: str, lines: list[str]) -> None:
    if mark == "|":
        head, *rows = [line[1:].split("|") for line in lines]
        total = [place for place, cell in enumerate(head) if cell.endswith("＋")]
        heads = [cell.removesuffix("＋") for cell in head]
        writer.table(title, heads, [[_cell(cell) for cell in row] for row in rows], total=total)
    elif mark == "-":
        writer.ul(*(line[2:] for line in lines))
    elif mark == "1.":
        writer.ol(*(line[3:] for line in lines))


def _body(writer: Writer, title: str, lines: Sequence[str]) -> None:
    mark, block = "", list[str]()
    for line in (*lines, ""):
        now = next((m for m in ("|", "- ", "1. ") if line.startswith(m)), "").strip()
        if now != mark:
            _block(writer, title, mark, block)
            mark, block = now, []
        if now:
            block.append(line)
        elif line.startswith("## "):
            writer.h(line[3:])
        elif line.startswith("@objection"):
            writer.objection(int(line.split()[1]))
        elif line:
            writer.p(line)


def _write(
    paper: Paper, row: DemoRow, places: tuple[int, ...], formed: date, number: int, today: date
) -> PaperText:
    unit = UNITS_BY_SLUG[paper.unit]
    writer = Writer(random.Random(paper.title), unit, formed, number)
    tokens = _Tokens(writer)
    title = tokens.fill(paper.title)
    caption = re.sub(r"^关于(印发|公布|做好|开展)?|的?(通知|公告|公示|通告)$", "", title)
    _body(writer, caption, [tokens.fill(line) for line in paper.body])
    summary = writer.summary()
    writer.p(unit.name, writer.today)
    names = [STANDARD_AREAS[row.area].label, row.item3 or row.item2, paper.word]
    return PaperText(
        unit=paper.unit,
        area=row.area,
        title=title,
        genre=paper.genre,
        theme=row.theme,
        keywords=tuple(dict.fromkeys(name.replace(" ", "") for name in names if name)),
        summary=summary,
        body_html="".join(writer.parts),
        formed_on=formed,
        published_on=_published(paper, row.limit, formed, today),
        doc_no=f"{unit.doc_mark}〔{formed.year}〕{number}号" if number and unit.doc_mark else "",
        audience=paper.audience,
        rows=places,
        issuer=unit.name,
    )
