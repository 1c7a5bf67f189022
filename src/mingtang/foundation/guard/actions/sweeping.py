"""The sweep: everything public, looked through again by the newest rules."""

import logging
import time
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.guard import kinds, queries
from mingtang.foundation.guard.actions.checking import make_ready
from mingtang.foundation.guard.actions.consequences import act_on
from mingtang.foundation.guard.basis import rules_version
from mingtang.foundation.guard.looking import hits_in
from mingtang.foundation.guard.models import Sweep
from mingtang.foundation.guard.public_texts import PUBLIC_TEXTS, PublicText, PublicTexts, paper_of
from mingtang.foundation.guard.public_texts import guarded as guarded_as
from mingtang.foundation.guard.queries import Known
from mingtang.foundation.guard.subjects import GUARDED, Guarded, Paper
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.kernel.guard.hits import Severity

_log = logging.getLogger(__name__)
BATCH = 50
TEXTS = 200
"""Short texts in a batch."""
APART = timedelta(hours=12)
"""Between the beginnings of two sweeps by the same rules: there is one a night, whenever midnight is."""


def sweep(minutes: float) -> Sweep | None:
    """Goes on for so long with the sweep that is under way, or begins one when the last is of older rules or of an
    earlier night. What was looked through by the rules of today is passed over. None when there is nothing to do.

    A file that is being looked into is not left: half a minute more at most.
    """
    run = _under_way()
    if run is None:
        return None
    until = time.monotonic() + minutes * 60
    for guarded in GUARDED:
        while (after := run.after.get(guarded.code)) != "":
            ids = guarded.public_after(UUID(after) if after else None, BATCH)
            known: dict[int, Known] = {}
            for pk in ids:
                if time.monotonic() >= until or not _look_at(run, guarded, pk, known, until):
                    run.save()
                    return run
                run.after[guarded.code] = str(pk)
            if len(ids) < BATCH:
                run.after[guarded.code] = ""
            run.save()
    for texts in PUBLIC_TEXTS:
        while (after := run.after.get(texts.code)) != "":
            batch = texts.after(UUID(after) if after else None, TEXTS)
            places: dict[int, tuple[Unit, Known]] = {}
            for text in batch:
                if time.monotonic() >= until:
                    run.save()
                    return run
                _look_at_text(run, texts, text, places)
                run.after[texts.code] = str(text.id)
            if len(batch) < TEXTS:
                run.after[texts.code] = ""
            run.save()
    _finish(run)
    return run


def look_again(kind: str, pk: UUID) -> None:
    """Looks at one public subject as the sweep does."""
    _look_at(Sweep(), GUARDED[kind], pk, {}, float("inf"))


def _look_at_text(
    run: Sweep, texts: PublicTexts, text: PublicText, places: dict[int, tuple[Unit, Known]]
) -> None:
    """One short text. It is looked through each time: that takes less than finding out whether it was before. Only
    where something blocks, that is kept."""
    try:
        if text.unit_id not in places:
            unit = Unit.objects.get(pk=text.unit_id)
            places[text.unit_id] = unit, queries.known_for(unit)
        unit, here = places[text.unit_id]
        paper = paper_of(texts.code, text, unit)
        run.looked += 1
        if not any(hit.severity == Severity.BLOCK for hit in hits_in(paper, here)):
            return
        stopping = queries.standing(make_ready(paper, known=here, later=False)).stopping
        found = guarded_as(texts.code)
        if stopping and found:
            run.blocked += 1
            act_on(run, found, paper, stopping)
    except Exception:
        run.failed += 1
        _log.exception("the sweep could not look at %s %s", texts.code, text.id)


def _under_way() -> Sweep | None:
    newest = Sweep.objects.first()
    rules = rules_version()
    if newest and newest.basis == rules:
        if newest.finished_at is None:
            return newest
        if clock.now() - newest.started_at < APART:
            return None
    return Sweep.objects.create(basis=rules, started_at=clock.now())


def _look_at(run: Sweep, guarded: Guarded, pk: UUID, known: dict[int, Known], until: float) -> bool:
    """One subject; one that fails does not stop the others. False where time was over before its last file."""
    try:
        paper = guarded.paper(pk, None)
        if paper is None:
            return True
        here = _known(paper, known)
        check = queries.fresh_check(paper, here)
        if check is None:
            left = max(until - time.monotonic(), 0.0)
            check = make_ready(paper, known=here, seconds=left, later=False)
            if check.waiting and time.monotonic() >= until:
                return False
        if check.waiting:
            run.failed += 1
        run.looked += 1
        stopping = queries.standing(check).stopping
        if stopping:
            run.blocked += 1
            act_on(run, guarded, paper, stopping)
    except Exception:
        run.failed += 1
        _log.exception("the sweep could not look at %s %s", guarded.code, pk)
    return True


def _known(paper: Paper, known: dict[int, Known]) -> Known:
    """Asked once for all papers of a unit in a batch: that costs more than finding that nothing changed in one."""
    if paper.unit_id not in known:
        known[paper.unit_id] = queries.known_for(Unit.objects.get(pk=paper.unit_id))
    return known[paper.unit_id]


@transaction.atomic
def _finish(run: Sweep) -> None:
    run.finished_at = clock.now()
    run.save()
    append(
        NewEvent(
            kinds.SWEPT,
            SYSTEM,
            "guard_sweep",
            str(run.pk),
            detail={
                "note": _("查过 %(n)s 件，%(b)s 件有必须处理的问题") % {"n": run.looked, "b": run.blocked}
            },
        )
    )
