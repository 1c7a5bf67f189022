"""Looking through a paper with all its files, and keeping what was found."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from mingtang.foundation import clock
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.guard import queries
from mingtang.foundation.guard.basis import basis_of
from mingtang.foundation.guard.examining.files import examine
from mingtang.foundation.guard.looking import hits_in, known_of
from mingtang.foundation.guard.models import Check, FileCheck
from mingtang.foundation.guard.queries import Known
from mingtang.foundation.guard.stored_hits import StoredHit, as_row, hit_of, stored
from mingtang.foundation.guard.subjects import Paper
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.hits import UNREAD, Hit, Severity
from mingtang.kernel.guard.pieces import Part, Place


def make_ready(paper: Paper) -> Check:
    """Looks into those of its files that were not looked into yet, then through all of it. Up to half a minute for each
    file: call it outside of transactions, before `gate`, which leaves no trace of what it refuses."""
    known = known_of(paper)
    kept = _of_today(paper, known)
    if kept:
        return kept
    basis = basis_of(known.fingerprint, paper.about)
    for stored_file in _unchecked(paper.files, basis):
        _check_file(stored_file, paper.about, known, basis)
    return _looked(paper, known, basis)


def hits_before_keeping(paper: Paper, known: Known) -> list[StoredHit]:
    """What is found in a paper that is not kept yet, its files included; only what was found in files is kept. Up to
    half a minute for each file. `known` is that of the paper's unit (`queries.known_for`)."""
    basis = basis_of(known.fingerprint, paper.about)
    for stored_file in _unchecked(paper.files, basis):
        _check_file(stored_file, paper.about, known, basis)
    return _hits(paper, known, basis)[0]


def look(paper: Paper) -> Check:
    """Looks through the text, adds what is known of the files, and keeps it. Files that nobody looked into yet are
    counted in `waiting`."""
    known = known_of(paper)
    return _of_today(paper, known) or _looked(paper, known, basis_of(known.fingerprint, paper.about))


def _of_today(paper: Paper, known: Known) -> Check | None:
    """The same text looked at by the same rules on the same day would be the same again."""
    found = queries.fresh_check(paper, known)
    return found if found and localdate(found.checked_at) == clock.today() else None


def _looked(paper: Paper, known: Known, basis: str) -> Check:
    hits, waiting = _hits(paper, known, basis)
    return _keep(paper, basis, hits, waiting)


def _hits(paper: Paper, known: Known, basis: str) -> tuple[list[StoredHit], int]:
    """With the number of files that were not looked into yet."""
    hits = [stored(hit) for hit in hits_in(paper, known)]
    by_file = {row.file_id: row.hits for row in FileCheck.objects.filter(file__in=paper.files, basis=basis)}
    for one in paper.files:
        hits += [hit_of(row) for row in by_file.get(one.pk, ())]
    return hits, sum(one.pk not in by_file for one in paper.files)


def _keep(paper: Paper, basis: str, hits: list[StoredHit], waiting: int) -> Check:
    found, _created = Check.objects.update_or_create(
        subject_kind=paper.kind,
        subject_id=paper.id,
        text_id=paper.text_id,
        defaults={
            "text_hash": paper.text_hash,
            "unit_id": paper.unit_id,
            "area_id": paper.area_id,
            "basis": basis,
            "checked_at": clock.now(),
            "hits": [as_row(hit) for hit in hits],
            "blocks": sum(hit.severity == Severity.BLOCK for hit in hits),
            "warns": sum(hit.severity == Severity.WARN for hit in hits),
            "informs": sum(hit.severity == Severity.INFORM for hit in hits),
            "waiting": waiting,
        },
    )
    return found


def _unchecked(files: Iterable[StoredFile], basis: str) -> list[StoredFile]:
    listed = list(files)
    done: set[UUID] = set(
        FileCheck.objects.filter(file__in=listed, basis=basis).values_list("file_id", flat=True)
    )
    return [one for one in listed if one.pk not in done]


def _check_file(stored_file: StoredFile, about: About, known: Known, basis: str) -> None:
    try:
        with stored_file.data.open("rb") as content:
            data = content.read()
    except FileNotFoundError:
        hits: Iterable[Hit] = (_lost(stored_file),)
    else:
        hits = examine(data, stored_file.name, about, known.knowledge).report.hits
    rows = [as_row(stored(hit, str(stored_file.pk), stored_file.sha256)) for hit in hits]
    try:
        with transaction.atomic():
            FileCheck.objects.create(file=stored_file, basis=basis, checked_at=clock.now(), hits=rows)
    except IntegrityError:
        # Somebody else looked at the same time, or the file is gone with its draft.
        return


def _lost(stored_file: StoredFile) -> Hit:
    place = Place(Part.FILE_NAME, label=stored_file.name)
    return Hit(UNREAD, place, 0, 0, "", Severity.BLOCK, args={"why": "lost"})
