"""The sweep: everything public, looked through again by the newest rules; what it finds becomes findings (M35)."""

import logging
import time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.findings.actions import raise_finding
from mingtang.foundation.findings.queries import open_problem
from mingtang.foundation.findings.sources import GUARD
from mingtang.foundation.guard import kinds, queries
from mingtang.foundation.guard.actions.checking import make_ready
from mingtang.foundation.guard.basis import rules_version
from mingtang.foundation.guard.looking import known_of
from mingtang.foundation.guard.models import Sweep
from mingtang.foundation.guard.places import place_in_words
from mingtang.foundation.guard.queries import Marked
from mingtang.foundation.guard.subjects import GUARDED, Guarded, Paper
from mingtang.foundation.guard.wording import todo, why, words_for
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.kernel.refusals import Refusal

_log = logging.getLogger(__name__)
BATCH = 100
LISTED = 8


def sweep(minutes: float) -> Sweep | None:
    """Goes on for so long with the sweep that is under way, or begins one when the last is of older rules or of an
    earlier day. What was looked through by the rules of today is passed over. None when there is nothing to do.
    """
    run = _under_way()
    if run is None:
        return None
    until = time.monotonic() + minutes * 60
    for guarded in GUARDED:
        while True:
            after = run.after.get(guarded.code)
            if after == "":
                break
            if time.monotonic() > until:
                return run
            ids = guarded.public_after(UUID(after) if after else None, BATCH)
            for pk in ids:
                _look_at(run, guarded, pk)
            run.after[guarded.code] = str(ids[-1]) if len(ids) == BATCH else ""
            run.save()
    _finish(run)
    return run


def look_again(kind: str, pk: UUID) -> None:
    """Looks at one public subject as the sweep does."""
    _look_at(Sweep(), GUARDED[kind], pk)


def _under_way() -> Sweep | None:
    newest = Sweep.objects.first()
    rules = rules_version()
    if newest and newest.finished_at is None and newest.basis == rules:
        return newest
    if newest and newest.basis == rules and newest.started_at.date() == clock.now().date():
        return None
    return Sweep.objects.create(basis=rules, started_at=clock.now())


def _look_at(run: Sweep, guarded: Guarded, pk: UUID) -> None:
    """One subject, in a transaction of its own; one that fails does not stop the others."""
    try:
        paper = guarded.paper(pk, None)
        if paper is None:
            return
        check = queries.fresh_check(paper, known_of(paper)) or make_ready(paper)
        run.looked += 1
        stopping = queries.standing(check).stopping
        if stopping:
            run.blocked += 1
            _act_on(run, guarded, paper, stopping)
    except Exception:
        run.failed += 1
        _log.exception("the sweep could not look at %s %s", guarded.code, pk)


def _act_on(run: Sweep, guarded: Guarded, paper: Paper, stopping: list[Marked]) -> None:
    gravest = stopping[0].hit
    down = [one.hit for one in stopping if one.hit.kind in queries.decided().take_down]
    with transaction.atomic():
        key = f"guard:{paper.kind}:{paper.id}"
        if open_problem(paper.unit_id, key) is None:
            raise_finding(
                None,
                source=GUARD,
                unit=Unit.objects.get(pk=paper.unit_id),
                area=Area.objects.get(pk=paper.area_id) if paper.area_id else None,
                subject_kind=paper.kind,
                subject_id=paper.id,
                title=_("复查发现：%(title)s") % {"title": paper.title[:200]},
                url=paper.public_url,
                text=_told(paper, stopping),
                rule=why(gravest.kind, gravest.args)[:500],
                measure=todo(gravest.kind, gravest.args),
                key=key,
            )
            run.raised += 1
    if down and guarded.take_down:
        reason = _("复查发现：%(what)s") % {"what": _told(paper, stopping)}
        try:
            with transaction.atomic():
                guarded.take_down(paper.id, down[0].group, reason[:500])
                append(
                    NewEvent(
                        kinds.TAKEN_DOWN,
                        SYSTEM,
                        paper.kind,
                        str(paper.id),
                        unit_id=paper.unit_id,
                        area_id=paper.area_id,
                        content_hash=paper.text_hash,
                        detail={"note": reason[:500]},
                    )
                )
            run.taken_down += 1
        except Refusal:
            _log.exception("the sweep could not take down %s %s", paper.kind, paper.id)


def _told(paper: Paper, stopping: list[Marked]) -> str:
    """What was found and where, personal data only masked."""
    names = {str(one.pk): one.name for one in paper.files}
    lines = [
        _("%(label)s “%(excerpt)s”（%(place)s）")
        % {
            "label": words_for(one.hit.kind).label,
            "excerpt": one.hit.excerpt,
            "place": place_in_words(one.hit, names.get(one.hit.file, "")),
        }
        for one in stopping[:LISTED]
    ]
    more = len(stopping) - len(lines)
    if more > 0:
        lines.append(_("另有 %(n)s 处") % {"n": more})
    return "；".join(lines)


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
