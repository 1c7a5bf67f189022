"""One truth written as tables of many shapes is read back, and what is not read back is said to be doubtful."""

from __future__ import annotations

from collections import Counter

import pytest

from mingtang.kernel.catalogue.diff import limit_meaning
from mingtang.kernel.catalogue.item import FIELDS, Item, Severity
from mingtang.kernel.catalogue.reading import Reading, read_catalogue
from tests.kernel.catalogue_layouts import Layout
from tests.kernel.catalogue_tables import tables

LEAST = 0.99

LAYOUTS = (
    Layout("as the ministries publish it", merges="real"),
    Layout("merges lost", header="lost", merges="lost"),
    Layout("merges filled", header="filled", merges="filled"),
    Layout("header in one row", header="joined"),
    Layout("plain header", header="plain", words="short"),
    Layout("banner words", words="banner", merges="real", yes="■"),
    Layout("three rows of header", header="three", merges="real"),
    Layout("shuffled columns", order=1, merges="real"),
    Layout("shuffled, lost", order=2, header="lost", merges="lost"),
    Layout("shuffled, plain", order=3, header="plain", yes="是", no="否"),
    Layout("shuffled again", order=4, header="joined", words="short"),
    Layout("all boxes", channels="full", merges="real", yes="✓"),
    Layout("all boxes, glued", channels="glued", yes="●"),
    Layout("diamonds", channels="full", box="◆", yes="◆", no="◇"),
    Layout("half blocks", channels="glued", box="▄", yes="▄"),
    Layout("damaged boxes", channels="damaged", yes="√", no="口"),
    Layout("marks behind", channels="after"),
    Layout("run together", channels="run_together"),
    Layout("channels listed", channels="listed", yes="1", no="0"),
    Layout("a channel a line", channels="lines"),
    Layout("a column for each channel", channels="columns", merges="real"),
    Layout("a column for each channel, lost", channels="columns", header="lost", merges="lost"),
    Layout("a column for each channel, plain", channels="columns", header="plain"),
    Layout("ticks in words", tick_words=True),
    Layout("ticks in words, short", tick_words=True, words="short"),
    Layout("combined columns", header="plain", audience="words", manner="words", levels="words"),
    Layout("combined, short levels", audience="words", manner="words", levels="words_short", order=6),
    Layout("township and village in one", levels="tv", words="short", merges="real"),
    Layout("township and village, lost", levels="tv", header="lost", merges="lost", words="banner"),
    Layout("no numbers", seq=False, merges="real"),
    Layout("no numbers, lost", seq=False, header="lost", merges="lost"),
    Layout("ditto", ditto="同上"),
    Layout("ditto signs", ditto="〃", header="plain"),
    Layout("broken words", broken=0.08, merges="real"),
    Layout("broken words, lost", broken=0.05, header="lost", merges="lost", channels="full"),
    Layout("half width", half=True, yes="Y", no="N"),
    Layout("half width, broken", half=True, broken=0.05, header="joined"),
    Layout("header on each page", repeat=3, merges="real"),
    Layout("header on each page, lost", repeat=2, header="lost", merges="lost"),
    Layout("titles and notes", notes=True, merges="real"),
    Layout("titles and notes, plain", notes=True, header="plain", channels="listed"),
    Layout("area column", area="column", merges="real"),
    Layout("area column, lost", area="column", header="lost", merges="lost"),
    Layout("area column, plain", area="column", header="plain", words="banner", order=7),
    Layout("a sheet for each area", area="sheets", merges="real"),
    Layout("a title for each area", area="titles", header="lost", merges="lost"),
    Layout("headings between tables", area="before", merges="real", broken=0.03),
    Layout("unknown columns", extra=True, merges="real"),
    Layout("unknown columns, plain", extra=True, header="plain", order=8),
    Layout("blank columns", blank=True, header="two"),
    Layout("numbered elements", elements="numbered", merges="real"),
    Layout("bullets", elements="bullets", broken=0.02),
    Layout("an element a line", elements="lines"),
    Layout("circled elements", elements="circled"),
    Layout("everything at once", header="lost", merges="lost", words="short", channels="damaged", order=9, notes=True,
           repeat=4, extra=True, blank=True, elements="bullets", half=True, broken=0.02, no="口"),
)  # fmt: skip

COVERING = {"specific": {"everyone"}, "on_request": {"active"}}


def meaning(item: Item, name: str) -> object:
    if name == "limit":
        return limit_meaning(item.limit)
    value = getattr(item, name)
    return frozenset(value) if name == "channels" else value


def compare(reading: Reading, truth: list[tuple[str, Item]]) -> tuple[int, Counter[str], list[str]]:
    """Cells, wrong ones by field, and the wrong ones that no doubt tells of."""
    rows = reading.rows
    cells = len(truth) * (len(FIELDS) + 1)
    wrong: Counter[str] = Counter()
    silent: list[str] = []
    if len(rows) != len(truth):
        return cells, Counter(rows=cells), [f"{len(rows)} rows instead of {len(truth)}"]
    for row, (area, item) in zip(rows, truth, strict=True):
        if row.area != area:
            wrong["area"] += 1
            silent.append(f"{row.number}: {row.area} instead of {area}")
        told = {doubt.field for doubt in row.doubts}
        for name in FIELDS:
            got, wanted = meaning(row.item, name), meaning(item, name)
            if got != wanted:
                wrong[name] += 1
                if not ({name} | COVERING.get(name, set())) & told:
                    silent.append(f"{row.number} {name}: {got!r} instead of {wanted!r}")
    return cells, wrong, silent


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_what_a_layout_hides_is_told(layout: Layout) -> None:
    grids, truth = tables(layout)
    cells, wrong, silent = compare(read_catalogue(grids), truth)
    assert not silent
    assert wrong.total() <= 0.03 * cells, wrong


def test_nearly_every_cell_of_all_layouts_is_read_back() -> None:
    all_cells, all_wrong, report = 0, 0, []
    for layout in LAYOUTS:
        grids, truth = tables(layout)
        cells, wrong, _ = compare(read_catalogue(grids), truth)
        all_cells += cells
        all_wrong += wrong.total()
        report.append(f"{layout.name}: {1 - wrong.total() / cells:.4f} {dict(wrong)}")
    share = 1 - all_wrong / all_cells
    assert len(LAYOUTS) >= 36
    assert share >= LEAST, "\n".join([f"{share:.4f} of {all_cells} cells", *report])


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_clean_layout_gives_no_errors(layout: Layout) -> None:
    grids, _ = tables(layout)
    rows = read_catalogue(grids).rows
    assert not [(row.number, each) for row in rows for each in row.doubts if each.severity is Severity.ERROR]
