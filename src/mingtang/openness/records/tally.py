"""Counts of records by list column, kept as changes (see `Tally`) so that lists of any size count at once."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Sum

from mingtang.openness.records.models import Record, Tally

Cell = tuple[int, int | None, str, bool, str, str, int]
COLUMNS = ("unit_id", "area_id", "stage", "is_public", "theme_main", "genre", "year")


def cell_of(record: Record) -> Cell:
    """The counted columns of a record as it stands."""
    return (
        record.unit_id,
        record.area_id,
        record.stage,
        record.is_public,
        record.theme_main,
        record.genre,
        record.year,
    )


def add(changes: Iterable[tuple[Cell, int]]) -> None:
    """Writes changes of counts, those of one cell summed up, in the caller's transaction."""
    sums: Counter[Cell] = Counter()
    for cell, change in changes:
        sums[cell] += change
    Tally.objects.bulk_create(
        Tally(**dict(zip(COLUMNS, cell, strict=True)), change=change)
        for cell, change in sums.items()
        if change
    )


@transaction.atomic
def compact() -> int:
    """Sums the rows up into one per cell; returns how many rows went away. Rows added meanwhile are untouched."""
    rows = list(Tally.objects.select_for_update().values_list("pk", *COLUMNS, "change"))
    sums: Counter[Cell] = Counter()
    for _, *cell, change in rows:
        sums[tuple(cell)] += change
    if len(rows) <= len(sums) * 1.2:
        return 0
    ids = [row[0] for row in rows]
    for n in range(0, len(ids), 500):
        Tally.objects.filter(pk__in=ids[n : n + 500]).delete()
    add((cell, n) for cell, n in sums.items())
    return len(rows) - len(sums)


def differences() -> dict[Cell, tuple[int, int]]:
    """Cells where the counts and the records disagree, as (counted, real); empty when all is well."""
    counted: dict[Cell, int] = {
        tuple(row[:-1]): row[-1]
        for row in Tally.objects.order_by().values_list(*COLUMNS).annotate(n=Sum("change"))
    }
    real: Counter[Cell] = Counter(cell_of(record) for record in Record.objects.iterator(chunk_size=2000))
    cells = set(counted) | set(real)
    return {c: (counted.get(c, 0), real[c]) for c in cells if counted.get(c, 0) != real[c]}
