"""Looking through a paper with all its files, and keeping what was found."""

from django.utils.timezone import localdate

from mingtang.foundation import clock
from mingtang.foundation.guard import queries
from mingtang.foundation.guard.actions.file_checks import found_in, look_into
from mingtang.foundation.guard.background import check_later
from mingtang.foundation.guard.basis import basis_of
from mingtang.foundation.guard.looking import hits_in, known_of
from mingtang.foundation.guard.models import Check
from mingtang.foundation.guard.queries import Known
from mingtang.foundation.guard.stored_hits import StoredHit, as_row, stored_hits
from mingtang.foundation.guard.subjects import Paper
from mingtang.kernel.guard.hits import UNREAD, Hit, Severity
from mingtang.kernel.guard.pieces import Place

IN_A_REQUEST = 20.0
"""Seconds for which somebody may be kept waiting."""
KEPT_MOST = 5
"""Checks of one subject: what is public, what is being passed, and the last drafts."""


def make_ready(
    paper: Paper, *, known: Known | None = None, seconds: float = IN_A_REQUEST, later: bool = True
) -> Check:
    """Looks into those of its files that were not looked into yet, then through all of it. Call it outside of
    transactions, before `gate`, which leaves no trace of what it refuses.

    No file is begun after so many seconds, and one takes up to half a minute; those left over are counted in `waiting`,
    and looked into in the background. `known` is that of the paper's unit.
    """
    known = known or known_of(paper)
    kept = _of_today(paper, known)
    if kept:
        return kept
    basis = basis_of(known.fingerprint, paper.about)
    look_into(paper.files, paper.about, known.knowledge, basis, seconds=seconds)
    found = _looked(paper, known, basis)
    if found.waiting and later:
        check_later(paper.kind, str(paper.id), str(paper.text_id))
    return found


def hits_before_keeping(paper: Paper, known: Known) -> list[StoredHit]:
    """What is found in a paper that is not kept yet, its files included; only what was found in files is kept. Up to
    half a minute for each file. `known` is that of the paper's unit (`queries.known_for`)."""
    basis = basis_of(known.fingerprint, paper.about)
    look_into(paper.files, paper.about, known.knowledge, basis, seconds=float("inf"))
    hits, waiting = _hits(paper, known, basis)
    return hits + stored_hits([_NOT_LOOKED_INTO] if waiting else [])


_NOT_LOOKED_INTO = Hit(UNREAD, Place(), 0, 0, "", Severity.BLOCK, args={"why": "busy"})


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
    hits = stored_hits(hits_in(paper, known))
    by_file = found_in(paper.files, basis)
    for one in paper.files:
        hits += by_file.get(one.pk, ())
    return hits, sum(one.pk not in by_file for one in paper.files)


def _keep(paper: Paper, basis: str, hits: list[StoredHit], waiting: int) -> Check:
    found, created = Check.objects.update_or_create(
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
    if created:
        # Whoever still asks for a text of long ago has it looked through anew.
        checks = Check.objects.filter(subject_kind=paper.kind, subject_id=paper.id)
        old = checks.order_by("-checked_at", "-pk").values_list("pk", flat=True)[KEPT_MOST:]
        Check.objects.filter(pk__in=list(old)).exclude(pk=found.pk).delete()
    return found
