"""Imports a catalogue file the way a county does, and tells how long each part took."""

import io
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from python_calamine import CalamineWorkbook

from benchmarks.inside.fill import loader
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.tables.reading import read_tables
from mingtang.kernel.catalogue.reading import read_catalogue
from mingtang.openness.catalogue import actions, changes
from mingtang.openness.catalogue.actions import importing
from mingtang.openness.catalogue.models import Claim, Entry, Import, ImportRow, Version
from mingtang.openness.catalogue.queries import in_force

OPEN = ImportRow.State.OPEN


def read(path: str) -> dict[str, Any]:
    """Up to the preview: seconds by part, the import, and how many rows are in doubt."""
    spent: dict[str, float] = defaultdict(float)
    upload = SimpleUploadedFile(Path(path).name, Path(path).read_bytes())
    with _measured(spent, "upload"):
        job = actions.start_import(loader(), Unit.objects.get(parent=None), upload)
    with _watched(spent), _measured(spent, "whole"):
        actions.read_import(job.pk)
    spent["keep"] = spent.pop("whole") - spent["read"] - spent["understand"]
    job.refresh_from_db()
    if not job.rows.exists():
        raise RuntimeError(f"nothing was read: {job.notes}")
    doubtful = job.rows.filter(state=OPEN).count()
    return {"job": str(job.pk), "seconds": spent, "rows": job.rows.count(), "doubtful": doubtful}


def adopt(job: str) -> dict[str, Any]:
    """Settles every kind of doubt at once, as the page offers it, and adopts: seconds of both, and matters in force."""
    spent: dict[str, float] = defaultdict(float)
    found, who = Import.objects.get(pk=job), loader()
    start = clock.today() - timedelta(days=0 if Version.objects.exists() else 30)
    with _measured(spent, "settle"):
        verdicts = 0
        while codes := sorted(_codes(found)):
            verdict = "leave_out" if "duplicate" in codes else "accept"
            # What the guard blocks is accepted by itself only.
            code = next((one for one in ("duplicate", "guard_blocks") if one in codes), codes[0])
            actions.settle(who, found, verdict, code=code)
            verdicts += 1
    with _measured(spent, "adopt"):
        actions.adopt(
            who,
            found,
            Act(reason="按新的标准指引修订"),
            issuer="明堂县人民政府办公室",
            source="",
            effective_on=start,
        )
    peak = max(
        resource.getrusage(each).ru_maxrss for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {"seconds": spent, "matters": in_force().count(), "verdicts": verdicts, "peak": peak * 1024}


def bare(path: str) -> dict[str, float]:
    """The baseline: python-calamine over the same bytes, and `bulk_create` of the entries alone, committed."""
    spent: dict[str, float] = defaultdict(float)
    data = Path(path).read_bytes()
    with _measured(spent, "read"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    entries = list(in_force().order_by("version", "position"))
    like = entries[0].version
    version = Version.objects.create(
        catalogue=like.catalogue, number=9_999, kind=like.kind, title="", issuer="", effective_on=like.effective_on,
        ended_on=like.effective_on, adopted_at=like.adopted_at, case=like.case,
    )  # fmt: skip
    for position, entry in enumerate(entries):
        entry.pk, entry.version, entry.position = Entry().pk, version, position
        entry._state.adding = True
    with _measured(spent, "insert"), transaction.atomic():
        Entry.objects.bulk_create(entries)
    version.entries.all().delete()
    version.delete()
    return spent


def difference() -> dict[str, Any]:
    """What the newest versions differ in from those before, counted over all areas; what became of the claims."""
    start = time.perf_counter()
    found: dict[str, Any] = dict.fromkeys(("changed", "new", "gone", "same"), 0)
    dropped: list[Any] = []
    for newest in Version.objects.filter(ended_on=None).select_related("catalogue"):
        before = newest.catalogue.versions.get(number=newest.number - 1)
        step = changes.between(before, newest)
        found["changed"] += len(step.changed)
        found["new"] += len(step.added)
        found["gone"] += len(step.removed)
        found["same"] += step.same
        dropped += [entry.matter_id for entry in step.removed]
    found["seconds"] = time.perf_counter() - start
    open_claims = Claim.objects.filter(ended_at=None)
    found["claims"] = open_claims.count()
    found["carried"] = open_claims.filter(matter__in=in_force().values("matter_id")).count()
    found["dropped"] = open_claims.filter(matter_id__in=dropped).count()
    return found


def _codes(job: Import) -> set[str]:
    """The kinds of doubt of the rows that are still open."""
    rows = job.rows.filter(state=OPEN).values_list("codes", flat=True)
    return {code for text in rows for code in text.split()}


@contextmanager
def _measured(spent: dict[str, float], label: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        spent[label] += time.perf_counter() - start


@contextmanager
def _watched(spent: dict[str, float]) -> Iterator[None]:
    """Tells reading the file and understanding it apart within `read_import`."""

    def timed(label: str, run: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*args: Any, **kwargs: Any) -> Any:
            with _measured(spent, label):
                return run(*args, **kwargs)

        return measured

    with (
        patch.object(importing, "read_tables", timed("read", read_tables)),
        patch.object(importing, "read_catalogue", timed("understand", read_catalogue)),
    ):
        yield
