"""Bulk load as one action per batch beside a bare `bulk_create` of the record table alone."""

from benchmarks.report import Table, median, verdict
from benchmarks.settings import Size
from benchmarks.worlds import Lab

SHARE_LEAST = 0.25


def run(lab: Lab, size: Size) -> bool:
    """Whether the aim was reached on every database."""
    table = Table(
        f"Bulk load: {size.bulk:,} records each way, batches of {size.batch} in turn, rate of the median batch",
        (
            "database", "bare record table (baseline)", "all rows of a record", "share", f">= {SHARE_LEAST:.0%}",
            "load_records: with the guard's look", "share",
        ),
    )  # fmt: skip
    parts: list[Table] = []
    reached = True
    for kind in lab.kinds:
        with lab.world(kind) as world:
            found = world.call("bulk.run", records=size.bulk, batch=size.batch)
            bare, rows, load = (size.batch / median(found[way]) for way in ("bare", "rows", "load"))
            fast = rows >= SHARE_LEAST * bare
            reached &= fast
            table.add(
                kind, f"{bare:,.0f} /s", f"{rows:,.0f} /s", f"{rows / bare:.1%}", verdict(fast),
                f"{load:,.0f} /s", f"{load / bare:.1%}",
            )  # fmt: skip
            parts.append(_parts(kind, world.call("bulk.breakdown", records=size.bulk, batch=size.batch)))
    table.notes.append(
        "The aim is that of the rows: record, revision, case, events, outbox. The guard reads every text besides."
    )
    table.show()
    for part in parts:
        part.show()
    return reached


def _parts(kind: str, spent: dict[str, float]) -> Table:
    table = Table(f"Where loading spends its time, {kind} (parts overlap)", ("part", "seconds", "share"))
    for label, seconds in sorted(spent.items(), key=lambda row: -row[1]):
        table.add(label, f"{seconds:.2f}", f"{seconds / spent['all']:.0%}")
    return table
