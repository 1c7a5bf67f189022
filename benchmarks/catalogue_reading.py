"""How well catalogues are understood: phrases of limits, one truth in many layouts, and a published sample."""

import csv
import re
from collections.abc import Iterable, Sequence

from benchmarks.report import Table, verdict
from benchmarks.settings import Size
from benchmarks.worlds import ROOT
from mingtang.kernel.catalogue.channels import STANDARD
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.item import FIELDS, LEVELS, Item, Severity
from mingtang.kernel.catalogue.reading import read_catalogue
from mingtang.kernel.limits.model import Limit, LimitType
from mingtang.kernel.limits.parse import parse_limit
from tests.kernel import test_catalogue_recovery as recovery
from tests.kernel import test_limits, test_limits_hard
from tests.kernel.catalogue_layouts import Layout
from tests.kernel.catalogue_tables import tables

SAMPLE = ROOT.parent.joinpath("shared", "samples", "catalogue-sample.csv")
RECOVERED_LEAST = 0.99
OFFICIAL = {
    "序号": "seq", "一级事项": "item1", "二级事项": "item2", "三级事项": "item3",
    "公开内容（要素）": "elements", "公开依据": "basis", "公开时限": "limit", "公开主体": "subject",
    "公开渠道和载体": "channels", "全社会": "everyone", "特定群体": "specific", "主动": "active",
    "依申请": "on_request", "市级": "prefecture", "县级": "county", "乡级": "township",
    "村级": "village",
}  # fmt: skip
NUMBER = re.compile(r"(.*?)(\d+)个?(?:工作日|日|天|月)(内|前|)(?:予以)?(?:公开)?")
YES = "√"
ENOUGH = 5
"""Fewer different texts in a row are a title or a note."""


def run(size: Size) -> bool:
    """Whether all aims were reached. Needs no database."""
    return _limits() & _layouts(size) & _sample()


def _limits() -> bool:
    table = Table(
        "Phrases of 公开时限 in the project's own tests; baseline: one pattern for “event, number, days”",
        ("phrases", "number", "type as expected", "all as expected", "pattern (baseline)", "all"),
    )
    known, noisy = test_limits.TABLE, test_limits_hard.NOISY
    nothing = Limit(LimitType.UNPARSED)
    reached = True
    for label, wanted in (
        ("of a known meaning", list(known.items())),
        (
            "scanned badly",
            [(phrase, test_limits.unread(parse_limit(clean))) for phrase, clean in noisy.items()],
        ),
        ("for a person only", [(phrase, nothing) for phrase in test_limits_hard.FOR_A_PERSON]),
    ):
        found = [(test_limits.unread(parse_limit(phrase)), limit) for phrase, limit in wanted]
        typed = sum(got.type == limit.type for got, limit in found)
        plain = sum(_pattern(phrase) == limit.type for phrase, limit in wanted)
        reached &= typed == len(wanted)
        table.add(
            label,
            len(wanted),
            _share(typed, len(wanted)),
            _share(sum(got == limit for got, limit in found), len(wanted)),
            _share(plain, len(wanted)),
            verdict(typed == len(wanted)),
        )
    table.show()
    return reached


def _layouts(size: Size) -> bool:
    table = Table(
        "Cells read back from one truth in many layouts; baseline: a naive reader (exact official names in one row, "
        "cells by position)",
        ("header", "layouts", "cells", "read back", "wrong untold", "naive (baseline)", f">= {RECOVERED_LEAST:.0%}"),
    )  # fmt: skip
    sums: dict[str, list[int]] = {}
    for layout in recovery.LAYOUTS[: size.layouts]:
        for name in (layout.header, "all"):
            line = sums.setdefault(name, [0] * 5)
            line[:] = [a + b for a, b in zip(line, _recovered(layout), strict=True)]
    reached = True
    for name, (count, cells, right, silent, naive) in sorted(sums.items(), key=lambda pair: pair[1][0]):
        good = right >= RECOVERED_LEAST * cells and not silent
        reached &= good or name != "all"
        said = verdict(good) if name == "all" else ""
        table.add(name, count, f"{cells:,}", _share(right, cells), silent, _share(naive, cells), said)
    table.show()
    return reached


def _recovered(layout: Layout) -> list[int]:
    """One layout: 1, its cells, those read back, wrong ones without a doubt, those the naive reader reads back."""
    grids, truth = tables(layout)
    reading = read_catalogue(grids)
    items = [item for _area, item in truth]
    silent = recovery.compare(reading, truth)[2]
    ours = _same([row.item for row in reading.rows], items)
    return [1, len(items) * len(FIELDS), ours, len(silent), _same(naive_reading(grids), items)]


def _sample() -> bool:
    """Report only where the sample does not lie beside the project."""
    if not SAMPLE.is_file():
        return True
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        cells = tuple(tuple(row) for row in csv.reader(file))
    grid = Grid(SAMPLE.stem, cells, tuple(range(1, len(cells) + 1)))
    rows = read_catalogue([grid]).rows
    doubtful = [{d.field for d in row.doubts if d.severity is not Severity.NOTE} for row in rows]
    limits = [row.item.limit for row in rows]
    typed = sum(limit.type is not LimitType.UNPARSED for limit in limits)
    column = cells[0].index("公开时限")
    plain = sum(_pattern(row[column]) is not LimitType.UNPARSED for row in cells[1:])
    naive = _same(naive_reading([grid]), [row.item for row in rows])
    whole = len(rows) * len(FIELDS)
    table = Table(
        f"A published sample of {len(cells) - 1} rows from many counties",
        ("what", "of", "understood", "naive (baseline)", "all"),
        notes=["naive: cells read as Mingtang reads them, which its tests hold against the file."],
    )
    sure = sum(not fields for fields in doubtful)
    clear = whole - sum(map(len, doubtful))
    table.add("rows without doubt", len(rows), _share(sure, len(rows)), "", verdict(sure == len(cells) - 1))
    table.add(
        "cells without doubt", whole, _share(clear, whole), _share(naive, whole), verdict(clear == whole)
    )
    table.add(
        "limits typed",
        len(rows),
        _share(typed, len(rows)),
        _share(plain, len(rows)),
        verdict(typed == len(rows)),
    )
    table.show()
    return sure == len(cells) - 1 and typed == len(rows)


def naive_reading(grids: Iterable[Grid]) -> list[Item]:
    """The baseline: the row with most exact official names is the header, the cells below are taken by position."""
    items = []
    for grid in grids:
        start = max(
            range(min(8, len(grid.rows))), key=lambda n: sum(text in OFFICIAL for text in grid.rows[n])
        )
        head = grid.rows[start]
        places = {OFFICIAL[text]: n for n, text in enumerate(head) if text in OFFICIAL}
        for row in grid.rows[start + 1 :]:
            if row != head and len(set(row)) >= ENOUGH:
                items.append(_naive_item({name: row[n].strip() for name, n in places.items()}))
    return items


def _naive_item(cells: dict[str, str]) -> Item:
    """Charitable: the limit is parsed, elements and channels are split at the official signs."""
    labels = {name: code for code, name in STANDARD.items()}
    channels = [part.partition("□")[0].strip() for part in cells.get("channels", "").split("■")[1:]]
    return Item(
        seq=cells.get("seq", ""),
        item1=cells.get("item1", ""),
        item2=cells.get("item2", ""),
        item3=cells.get("item3", ""),
        elements=cells.get("elements", "").replace("；", "\n"),
        basis=cells.get("basis", ""),
        limit=parse_limit(cells.get("limit", "")),
        subject=cells.get("subject", ""),
        channels=tuple(labels.get(name, name) for name in channels),
        everyone=cells.get("everyone") == YES,
        specific=cells.get("specific", ""),
        active=cells.get("active") == YES,
        on_request=cells.get("on_request") == YES,
        levels=tuple(level for level in LEVELS if cells.get(level) == YES),
    )


def _same(items: Sequence[Item], truth: Sequence[Item]) -> int:
    """Cells of equal meaning; where there are more rows than in the truth, its last ones count."""
    rows = zip(items[-len(truth) :], truth[-len(items) :], strict=True) if items else ()
    return sum(
        recovery.meaning(item, name) == recovery.meaning(wanted, name)
        for item, wanted in rows
        for name in FIELDS
    )


def _pattern(phrase: str) -> LimitType:
    found = NUMBER.fullmatch(phrase)
    if not found:
        return LimitType.UNPARSED
    event, _number, end = found.groups()
    if end == "前":
        return LimitType.BEFORE_EVENT
    if not event:
        return LimitType.BARE_N
    return LimitType.AFTER_FORMED if "形成" in event else LimitType.AFTER_EVENT


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}"
