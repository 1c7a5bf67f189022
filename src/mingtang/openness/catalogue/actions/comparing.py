"""Compares what was read with the newest version of each area: which rows continue which matters."""

from collections import defaultdict

from django.db.models import QuerySet

from mingtang.kernel.catalogue.item import Doubt, Item, Severity
from mingtang.kernel.catalogue.matching import match
from mingtang.openness.catalogue.models import Import, ImportBlock, ImportRow, Version
from mingtang.openness.catalogue.queries import newest_version

SIMILAR = "similar"
UNSETTLED = (ImportRow.State.CLEAN, ImportRow.State.OPEN)


def compare(job: Import, blocks: QuerySet[ImportBlock] | None = None) -> None:
    """Finds for each row the matter it continues, anew. A likeness that is not certain becomes a doubt."""
    by_area: dict[int, list[ImportBlock]] = defaultdict(list)
    for block in job.blocks.all() if blocks is None else blocks:
        if block.area_id:
            by_area[block.area_id].append(block)
    for area_id, group in by_area.items():
        base = newest_version(area_id)
        ImportBlock.objects.filter(pk__in=[block.pk for block in group]).update(base=base)
        rows = list(ImportRow.objects.filter(block__in=group).order_by("position"))
        before = {row.pk: (row.match, row.matter_id, row.codes) for row in rows}
        pair(rows, base)
        moved = [row for row in rows if before[row.pk] != (row.match, row.matter_id, row.codes)]
        ImportRow.objects.bulk_update(moved, ["match", "matter", "doubts", "codes", "state"], batch_size=200)


def compare_row(row: ImportRow) -> None:
    """After its names were changed: a row that now bears the names of a matter no other row has continues that one."""
    text = Item.of_data(row.text)
    base = row.block.base
    if base is None:
        return
    taken = row.job.rows.exclude(pk=row.pk).exclude(state=ImportRow.State.LEFT_OUT).exclude(matter=None)
    same = base.entries.filter(item1=text.item1, item2=text.item2, item3=text.item3)
    found = same.exclude(matter__in=taken.values("matter")).first()
    if found:
        _forget(row)
        row.match, row.matter_id = ImportRow.Match.SAME, found.matter_id


def pair(rows: list[ImportRow], base: Version | None) -> None:
    """Sets on each row which matter of the base it continues; nothing is written.

    A likeness that nobody was asked about opens the row, also one that was settled for other reasons.
    """
    entries = list(base.entries.order_by("position")) if base else []
    names = {entry.matter_id: entry.path_text for entry in entries}
    agreed = {row.pk: row.matter_id for row in rows if row.match == ImportRow.Match.SIMILAR}
    for row in rows:
        _forget(row)
    if not entries:
        return
    kept = [row for row in rows if row.state != ImportRow.State.LEFT_OUT]
    pairs = match([(e.matter_id, e.text()) for e in entries], [Item.of_data(row.text) for row in kept])
    for found in pairs:
        row = kept[found.new_index]
        row.match, row.matter_id = found.kind, found.old
        if found.kind == "similar" and found.old:
            _doubt(row, names[found.old])
            if row.state == ImportRow.State.CLEAN or agreed.get(row.pk) != found.old:
                row.state = ImportRow.State.OPEN


def _forget(row: ImportRow) -> None:
    row.match, row.matter_id = ImportRow.Match.NEW, None
    if SIMILAR not in row.codes.split():
        return
    row.doubts = [doubt for doubt in row.doubts if doubt["code"] != SIMILAR]
    row.codes = " ".join(code for code in row.codes.split() if code != SIMILAR)
    if row.state in UNSETTLED:
        pending = row.faulty or any(d["severity"] == Severity.DOUBT for d in row.doubts)
        row.state = ImportRow.State.OPEN if pending else ImportRow.State.CLEAN


def _doubt(row: ImportRow, name: str) -> None:
    doubt = Doubt(SIMILAR, Severity.DOUBT, "item1", read=row.name, taken=name)
    row.doubts = [*row.doubts, doubt.as_data()]
    row.codes = f"{row.codes} {SIMILAR}".strip()
