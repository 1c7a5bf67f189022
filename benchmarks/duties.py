"""The clock at the size of a county: one check of everything, one publication, the matrix."""

from pathlib import Path
from typing import Any

from benchmarks import catalogue_sheet
from benchmarks.report import Table, median, ms, percentile, say, times, verdict
from benchmarks.settings import Size
from benchmarks.worlds import Lab, World

SECONDS_MOST = 10.0
QUERIES_MOST = 20
RATIO_MOST = 1.5
"""How much more a record may cost at the largest size than at the smallest, for the time to be proportional."""


def run(lab: Lab, size: Size) -> bool:
    """Whether every aim was reached on every database."""
    reached = True
    for kind in lab.kinds:
        table = Table(
            f"All duties checked anew, {kind}: {size.claimed:,} claimed rows; baseline: the time per record of the "
            "smallest",
            (
                "records",
                "duties",
                "made at first",
                "checked again",
                "a record",
                "ratio",
                f"< {SECONDS_MOST:.0f} s",
            ),
        )
        base = 0.0
        for records in size.checked:
            world = _world(lab, kind, records, size)
            first, again = world.call("duties.check"), world.call("duties.check")
            if again["changed"] or again["made"]:
                raise RuntimeError(f"the second check changed something: {again}")
            each = again["seconds"] / (records + size.claimed)
            base = base or each
            fast = again["seconds"] < SECONDS_MOST
            reached &= fast and each / base < RATIO_MOST
            table.add(
                f"{records:,}",
                f"{again['stored']:,}",
                f"{first['seconds']:.1f} s",
                f"{again['seconds']:.1f} s",
                f"{each * 1e6:.0f} µs",
                times(each / base),
                verdict(fast),
            )
            if records == max(size.checked):
                table.show()
                reached &= _one(world, size) & _pages(world, size, records)
    return reached


def _world(lab: Lab, kind: str, records: int, size: Size) -> World:
    world = lab.filled(kind, records)
    path = Path(lab.folder) / f"duties-{size.claimed}.xlsx"
    if not path.exists():
        path.write_bytes(catalogue_sheet.workbook(catalogue_sheet.first(size.claimed)))
    say(f"{kind}: importing {size.claimed:,} rows beside {records:,} records")
    read: dict[str, Any] = world.call("catalogue_import.read", path=str(path))
    world.call("catalogue_import.adopt", job=read["job"])
    say(f"{kind}: {world.call('duties.fill')}")
    return world


def _one(world: World, size: Size) -> bool:
    told = world.call("duties.after_publication", times=size.published)
    table = Table(
        f"After one publication, {world.kind}: what is looked at again, {told['most']} records",
        ("", "median", "p95", "most"),
    )
    table.add(
        "seconds", ms(median(told["seconds"])), ms(percentile(told["seconds"], 95)), ms(max(told["seconds"]))
    )
    table.add("duties looked at", median(told["seen"]), percentile(told["seen"], 95), max(told["seen"]))
    table.add(
        "statements", median(told["statements"]), percentile(told["statements"], 95), max(told["statements"])
    )
    table.show()
    return True


def _pages(world: World, size: Size, records: int) -> bool:
    table = Table(
        f"Pages of the measure, {world.kind}: {size.claimed:,} claimed rows, {records:,} records",
        ("page", "median", "queries", f"<= {QUERIES_MOST}"),
    )
    reached = True
    for label, path, user in world.call("duties.pages"):
        world.call("visit.timed", path=path, username=user)
        spent = [world.call("visit.timed", path=path, username=user) for _n in range(min(size.runs, 5))]
        count = world.call("visit.queries", path=path, username=user)
        asked = label.startswith("coverage")
        reached &= not asked or count <= QUERIES_MOST
        table.add(label, ms(median(spent)), count, verdict(count <= QUERIES_MOST) if asked else "")
    table.show()
    return reached
