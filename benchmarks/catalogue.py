"""The catalogue: import, second version, pages of many rows beside few, and how well it is understood."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import catalogue_reading, catalogue_sheet
from benchmarks.lists import Page, alternate
from benchmarks.report import Table, ms, say, times, verdict
from benchmarks.settings import Size
from benchmarks.worlds import Lab, World

SECONDS_MOST = 20.0
QUERIES_MOST = 15
OFFICE = "gongkaiban.zhuren"
PARTS = ("upload", "read", "understand", "keep", "settle", "adopt")


@dataclass(frozen=True)
class Files:
    """The two versions of a catalogue, and what the second differs in."""

    first: str
    second: str
    told: catalogue_sheet.Sheets


def run(lab: Lab, size: Size) -> bool:
    """Whether every aim was reached on every database."""
    reached = catalogue_reading.run(size)
    files = {rows: _files(lab.folder, rows) for rows in (size.rows_few, size.rows, size.rows_most)}
    for kind in lab.kinds:
        table = Table(
            f"Import of a catalogue, {kind}, seconds by part; baseline: python-calamine over the same bytes and "
            "bare bulk_create of the entries",
            ("file", "in doubt", "verdicts", *PARTS, "total", f"< {SECONDS_MOST:.0f} s", "calamine", "bulk_create",
             "ratio", "peak RSS"),
            notes=[
                "keep: compare, store the preview; settle: all doubts of a kind at once. Largest: report only.",
                "peak RSS: of the importing process so far, or of the one that parses if that took more.",
            ],
        )  # fmt: skip
        with lab.world(kind) as few, lab.world(kind) as many:
            reached &= _versions(few, many, size, files, table)
            reached &= _browse(few, many, size)
        with lab.world(kind) as most:
            _finish(most, _begin(most, files[size.rows_most].first), table, "first version")
        table.show()
    return reached


def _files(folder: Path, rows: int) -> Files:
    paths = []
    for number, make in enumerate((catalogue_sheet.first, catalogue_sheet.second), start=1):
        path = folder / f"catalogue-{rows}-{number}.xlsx"
        path.write_bytes(catalogue_sheet.workbook(make(rows)))
        paths.append(str(path))
    return Files(paths[0], paths[1], catalogue_sheet.second(rows))


def _versions(few: World, many: World, size: Size, files: dict[int, Files], table: Table) -> bool:
    """Records, first version, claims, second version, in both worlds; the figures are those of the larger."""
    reached = True
    for world, rows, units, links in (
        (few, size.rows_few, 0, size.rows_few // 2),
        (many, size.rows, size.units, size.links),
    ):
        measured = table if world is many else None
        world.call("fill.fill", records=max(links, 100))
        say(f"{world.kind}: importing {rows:,} rows")
        reached &= _finish(world, _begin(world, files[rows].first), measured, "first version", aim=True)
        say(f"{world.kind}: {world.call('catalogue_fill.fill', units=units, links=links)}")
    begun = [_begin(world, files[rows].second) for world, rows in ((few, size.rows_few), (many, size.rows))]
    reached &= _preview(few, many, [step["job"] for step in begun], size)
    _finish(few, begun[0])
    reached &= _finish(many, begun[1], table, "second version", aim=True)
    for world in (few, many):
        world.call("fill.settle_database")
    return reached & _difference(many, files[size.rows].told)


def _begin(world: World, path: str) -> dict[str, Any]:
    """An import up to its preview."""
    return {"path": path, **world.call("catalogue_import.read", path=path)}


def _finish(
    world: World, step: dict[str, Any], table: Table | None = None, label: str = "", *, aim: bool = False
) -> bool:
    """Settles and adopts it; whether that was quick enough. The row of the table with the baseline."""
    done = world.call("catalogue_import.adopt", job=step["job"])
    seconds: dict[str, float] = step["seconds"] | done["seconds"]
    total = sum(seconds.values())
    fast = total < SECONDS_MOST
    if table is not None:
        bare = world.call("catalogue_import.bare", path=step["path"])
        table.add(
            f"{done['matters']:,} rows, {label}",
            step["doubtful"],
            done["verdicts"],
            *(f"{seconds[part]:.1f}" for part in PARTS),
            f"{total:.1f} s",
            verdict(fast) if aim else "",
            f"{bare['read']:.2f}",
            f"{bare['insert']:.2f}",
            times(total / sum(bare.values())),
            f"{done['peak'] / 1e6:.0f} MB",
        )
    return fast


def _difference(many: World, told: catalogue_sheet.Sheets) -> bool:
    found = many.call("catalogue_import.difference")
    wanted = {
        "changed": told.changed,
        "new": told.new,
        "gone": told.gone,
        "same": told.rows - told.changed - told.new,
        "claims carried over": found["claims"] - found["dropped"],
    }
    table = Table(
        f"Second version, {many.kind}: what was done to the file (baseline) beside the difference of the versions, "
        f"{found['seconds']:.1f} s",
        ("matters", "in the file", "found", "exactly"),
    )
    reached = True
    for label, count in wanted.items():
        there = found["carried" if label.startswith("claims") else label]
        reached &= there == count
        table.add(label, f"{count:,}", f"{there:,}", verdict(there == count))
    table.show()
    return reached


def _preview(few: World, many: World, jobs: list[str], size: Size) -> bool:
    """Pages of an import that waits to be settled."""
    pages = [
        [
            (label, f"/desk/catalogue/imports/{job}/{query}", OFFICE)
            for label, query in (
                ("import", ""),
                ("import, one kind of doubt", "?code=limit_unparsed"),
                ("import, rows that change", "?match=similar"),
                ("import, adoption", "adopt/"),
            )
        ]
        for job in jobs
    ]
    return _compare("Preview of the second version", few, many, pages, size)


def _browse(few: World, many: World, size: Size) -> bool:
    pages = [[tuple(row) for row in world.call("catalogue_fill.pages")] for world in (few, many)]
    return _compare("Pages", few, many, pages, size)


def _compare(
    title: str, few: World, many: World, pages: list[list[tuple[str, str, str]]], size: Size
) -> bool:
    runs = -(-size.runs // 4)
    table = Table(
        f"{title}, {many.kind}: {size.rows:,} rows beside {size.rows_few:,} (baseline), median of {runs}",
        ("page", f"at {size.rows_few:,}", f"at {size.rows:,}", "ratio", "queries", f"<= {QUERIES_MOST}"),
    )
    reached = True
    for one, two in zip(*pages, strict=True):
        base, here = alternate(runs, (few, Page(*one)), (many, Page(*two)))
        count = many.call("visit.queries", path=two[1], username=two[2])
        frugal = count <= QUERIES_MOST
        reached &= frugal
        table.add(one[0], ms(base), ms(here), times(here / base), count, verdict(frugal))
    table.show()
    return reached
