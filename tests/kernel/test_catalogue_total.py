"""Whatever a table holds, it is read or refused; and it is read in time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.kernel.catalogue.columns import HEADERS, Column
from mingtang.kernel.catalogue.doubts import CODES
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.item import LEVELS, Item
from mingtang.kernel.catalogue.reading import NotACatalogue, Reading, read_catalogue
from tests.kernel.catalogue_layouts import Layout
from tests.kernel.catalogue_tables import tables
from tests.timing import timed

HEADS = [word for words in HEADERS.values() for word in words]
CELLS = [
    "", "√", "□", "同上", "〃", "#REF!", "1", "12", "■政府网站 □政府公报", "政府网站、公示栏", "20个工作日", "《A》《B》", "全社会", "县级、乡级",
    "主动公开", "（一）社会救助领域", "注：说明", "合计", "其他：", "■", "口", "t", "（", "》", "1.a2.b", "●", "①", "—", "领域", "目录", "公开方式-县级",
]  # fmt: skip
cells = st.one_of(st.sampled_from(CELLS), st.sampled_from(HEADS), st.text(max_size=12))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    width = draw(st.integers(1, 9))
    line = st.lists(cells, min_size=width, max_size=width).map(tuple)
    rows = draw(st.lists(line, max_size=9))
    if draw(st.booleans()):
        head = st.lists(st.sampled_from(HEADS), min_size=width, max_size=width).map(tuple)
        rows.insert(draw(st.integers(0, len(rows))), draw(head))
    places = [(n, column) for n in range(len(rows)) for column in range(width)]
    covered = draw(st.sets(st.sampled_from(places), max_size=8)) if places else set()
    numbers = tuple(n * 2 + 1 for n in range(len(rows)))
    return Grid(
        draw(st.text(max_size=6)),
        tuple(rows),
        numbers,
        frozenset(covered),
        tuple(draw(st.lists(cells, max_size=2))),
    )


mappings = st.dictionaries(
    st.tuples(st.integers(0, 2), st.integers(0, 9)), st.none() | st.sampled_from(list(Column)), max_size=4
)


@settings(max_examples=400, deadline=None)
@given(st.lists(grids(), max_size=3), mappings, st.text(max_size=8))
def test_every_table_is_read_or_refused(
    tables_: list[Grid], mapping: dict[tuple[int, int], Column | None], file_name: str
) -> None:
    try:
        reading = read_catalogue(tables_, mapping=mapping, file_name=file_name)
    except NotACatalogue as refusal:
        assert all(text for text, _nearest in refusal.seen), "no empty heading is shown to a person"
        return
    assert reading.blocks or reading.problems
    assert_holds_together(reading, tables_)


def assert_holds_together(reading: Reading, tables_: list[Grid]) -> None:
    for block in reading.blocks:
        assert block.rows
        assert len(block.header.columns) == tables_[block.grid].width
        for row in block.rows:
            assert row.number in tables_[block.grid].numbers
            assert Item.of_data(row.item.as_data()) == row.item
            assert set(row.item.levels) <= set(LEVELS)
            assert "#REF!" not in row.item.path
            assert {doubt.code for doubt in row.doubts} <= CODES.keys()
    assert {doubt.code for doubt in reading.problems} <= CODES.keys()
    numbers = [(block.grid, row.number) for block in reading.blocks for row in block.rows]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("text", ["（" * 20_000, "1." * 15_000, "■政府网站" * 6_000, "政府 " * 10_000, "a\n" * 15_000, "《" * 20_000, "同上" * 9_000, "一" * 32_000])  # fmt: skip
def test_monstrous_cells_are_read_in_time(text: str) -> None:
    head = (
        "一级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
        "公开对象",
        "公开方式",
        "公开层级",
    )
    with timed() as spent:
        read_catalogue([Grid("x", (head, tuple(f"{text}{n}" for n in range(len(head)))), (1, 2))])
    assert spent.within(3)


def large(rows: int) -> Grid:
    """Rows that differ from each other in names, elements and basis."""
    (grid,), _ = tables(Layout("large", merges="real"))
    kept, covered = list(grid.rows), set(grid.covered)
    while len(kept) < rows:
        base, mark = len(kept), f"第{len(kept)}"
        for place, row in enumerate(grid.rows[2:], 2):
            covered |= {(base + place - 2, column) for line, column in grid.covered if line == place}
            kept.append(
                tuple(text + (mark if 2 <= n <= 5 and len(text) > 2 else "") for n, text in enumerate(row))
            )
    return Grid(grid.name, tuple(kept), tuple(range(1, len(kept) + 1)), frozenset(covered))


@pytest.mark.slow
def test_ten_thousand_rows_take_seconds() -> None:
    grid = large(10_000)
    seen: list[tuple[int, int]] = []
    # Three and less when nothing else runs.
    with timed() as spent:
        reading = read_catalogue([grid], progress=lambda done, total: seen.append((done, total)))
    assert spent.within(6)
    assert len(reading.rows) > 8_000
    assert seen == sorted(seen)
    assert seen[-1] == (len(grid.rows), len(grid.rows))
    assert len(seen) > 10
