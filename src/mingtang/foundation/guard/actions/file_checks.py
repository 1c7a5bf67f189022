"""Looking into files, and keeping what was found in each."""

import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from mingtang.foundation import clock
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.guard.examining.files import examine
from mingtang.foundation.guard.models import FileCheck
from mingtang.foundation.guard.stored_hits import StoredHit, as_row, hit_of, stored_hits
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.hits import UNREAD, Hit, Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.pieces import Place

PASSING = frozenset({"time", "crashed", "lost"})
"""Reasons that may lie with the machine of that hour: who asks on another day has the file looked into again."""
AGAIN = timedelta(days=1)
KEPT_MOST = 3
"""Checks of one file: by the public text, by its correction, and one over."""
_LOST = Hit(UNREAD, Place(), 0, 0, "", Severity.BLOCK, args={"why": "lost"})


def look_into(
    files: Sequence[StoredFile], about: About, knowledge: Knowledge, basis: str, *, seconds: float
) -> None:
    """Those of the files that were not looked into yet; none is begun after so many seconds."""
    until = time.monotonic() + seconds
    for one in _unchecked(files, basis):
        if time.monotonic() >= until:
            return
        _look_into(one, about, knowledge, basis)


def found_in(files: Sequence[StoredFile], basis: str) -> dict[UUID, list[StoredHit]]:
    """What was found, by file; those that nobody looked into yet are not among them."""
    rows = FileCheck.objects.filter(file__in=files, basis=basis) if files else ()
    return {row.file_id: [hit_of(hit) for hit in row.hits] for row in rows}


def _unchecked(files: Iterable[StoredFile], basis: str) -> list[StoredFile]:
    listed = list(files)
    if not listed:
        return []
    rows = FileCheck.objects.filter(file__in=listed, basis=basis)
    old = clock.now() - AGAIN
    done = {row.file_id for row in rows if row.checked_at > old or not _may_pass(row)}
    return [one for one in listed if one.pk not in done]


def _may_pass(row: FileCheck) -> bool:
    return any(hit["kind"] == UNREAD and (hit.get("args") or {}).get("why") in PASSING for hit in row.hits)


def _look_into(stored_file: StoredFile, about: About, knowledge: Knowledge, basis: str) -> None:
    try:
        with stored_file.data.open("rb") as content:
            data = content.read()
    except OSError:
        hits: Sequence[Hit] = (_LOST,)
    else:
        hits = examine(data, stored_file.name, about, knowledge).report.hits
    if any(hit.kind == UNREAD and hit.args.get("why") == "busy" for hit in hits):
        # Nobody looked, so it still waits.
        return
    rows = [as_row(hit) for hit in stored_hits(hits, str(stored_file.pk), stored_file.sha256)]
    try:
        with transaction.atomic():
            FileCheck.objects.update_or_create(
                file=stored_file, basis=basis, defaults={"checked_at": clock.now(), "hits": rows}
            )
            _forget_old(stored_file)
    except IntegrityError:
        # The file is gone with its draft.
        return


def _forget_old(stored_file: StoredFile) -> None:
    """Those by rules and knowledge of before."""
    newest = FileCheck.objects.filter(file=stored_file).order_by("-checked_at", "-pk")
    FileCheck.objects.filter(pk__in=list(newest.values_list("pk", flat=True)[KEPT_MOST:])).delete()
