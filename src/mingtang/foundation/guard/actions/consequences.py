"""What follows from what the sweep finds in something public: a problem for its unit (M35), a page off line."""

import logging
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.findings.actions import dismiss_problem, named, raise_finding
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.findings.queries import open_number, open_problem
from mingtang.foundation.findings.sources import GUARD
from mingtang.foundation.guard import kinds, queries
from mingtang.foundation.guard.models import Check, ProblemHits, Sweep
from mingtang.foundation.guard.places import place_in_words
from mingtang.foundation.guard.queries import Marked
from mingtang.foundation.guard.subjects import Guarded, Paper
from mingtang.foundation.guard.texts import covered
from mingtang.foundation.guard.wording import todo, why, words_for
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import SYSTEM, Actor, root_unit
from mingtang.kernel.refusals import Refusal

_log = logging.getLogger(__name__)
OPEN_MOST = 10
"""Problems a unit has at a time: when some are cured, the next night registers more."""
LISTED = 8
_TEXT_MOST = 1000


def act_on(run: Sweep, guarded: Guarded, paper: Paper, stopping: Sequence[Marked]) -> None:
    """Takes off line what the county set so, and registers the problem. One that cannot be done does not stop the
    other."""
    down = [one for one in stopping if one.hit.kind in queries.decided().take_down]
    if down and guarded.take_down:
        if run.taken_down < settings.OPTIONS.guard_down_most:
            _take_down(run, guarded, paper, down)
        else:
            _say_once(
                root_unit(),
                "guard:brake",
                _("复查要撤下的页面太多，已停止自动撤下"),
                _(
                    "一次复查自动撤下了 %(n)s 个页面，其余的没有撤下。请先看撤下的对不对："
                    "不对的，调整检查规则后重新公开；对的，把其余的也尽快撤下或改好。"
                )
                % {"n": run.taken_down},
            )
    key = f"guard:{paper.kind}:{paper.id}"
    if problem := open_problem(paper.unit_id, key):
        _remember(problem, stopping)
        return
    if open_number(paper.unit_id, GUARD) >= OPEN_MOST:
        _say_once(
            Unit.objects.get(pk=paper.unit_id),
            "guard:more",
            _("还有公开信息要改"),
            _(
                "复查发现还有别的公开信息有必须处理的问题，没有逐件登记。"
                "已登记的 %(n)s 件整改销号后，下一次复查会接着登记其余的。"
            )
            % {"n": OPEN_MOST},
        )
        return
    _raise(run, paper, stopping, key)


def _raise(run: Sweep, paper: Paper, stopping: Sequence[Marked], key: str) -> None:
    first = stopping[0].hit
    try:
        problem = raise_finding(
            None,
            source=GUARD,
            unit=Unit.objects.get(pk=paper.unit_id),
            area=Area.objects.get(pk=paper.area_id) if paper.area_id else None,
            subject_kind=paper.kind,
            subject_id=paper.id,
            title=_("复查发现：%(title)s") % {"title": covered(paper.title)[:200]},
            url=paper.public_url,
            text=told(paper, stopping)[:_TEXT_MOST],
            rule=why(first.kind, first.args)[:500],
            measure=todo(first.kind, first.args)[:_TEXT_MOST],
            key=key,
        )
    except Refusal:
        _log.exception("the sweep could not register a problem of %s %s", paper.kind, paper.id)
    else:
        _remember(problem, stopping)
        run.raised += 1


def _remember(problem: Finding, stopping: Sequence[Marked]) -> None:
    """What it tells of, unless that is known."""
    fingerprints = sorted({one.hit.fingerprint for one in stopping})
    ProblemHits.objects.get_or_create(finding=problem, defaults={"fingerprints": fingerprints})


def close_let_through(check: Check, actor: Actor, reason: str) -> None:
    """Ends the problems of which all that they tell of was let through, with that reason."""
    told = ProblemHits.objects.filter(
        finding__subject_kind=check.subject_kind,
        finding__subject_id=check.subject_id,
        finding__case__closed_at=None,
    ).select_related("finding")
    let_through = queries.overrides_of(check.subject_kind, check.subject_id).keys()
    for one in told:
        if let_through >= set(one.fingerprints):
            why = _("已由%(who)s放行，不用改：%(reason)s") % {"who": named(actor), "reason": reason}
            dismiss_problem(None, one.finding, Act(reason=why))


def _say_once(unit: Unit | None, key: str, title: str, text: str) -> None:
    if unit is None or open_problem(unit.pk, key):
        return
    try:
        raise_finding(None, source=GUARD, unit=unit, title=title, text=text, measure=text, key=key)
    except Refusal:
        _log.exception("the sweep could not register %s of unit %s", key, unit.pk)


def _take_down(run: Sweep, guarded: Guarded, paper: Paper, down: Sequence[Marked]) -> None:
    assert guarded.take_down
    reason = (_("复查发现：%(what)s") % {"what": told(paper, down)})[:500]
    try:
        with transaction.atomic():
            guarded.take_down(paper.id, paper.text_id, down[0].hit.group, reason)
            append(
                NewEvent(
                    kinds.TAKEN_DOWN,
                    SYSTEM,
                    paper.kind,
                    str(paper.id),
                    unit_id=paper.unit_id,
                    area_id=paper.area_id,
                    content_hash=paper.text_hash,
                    detail={"note": reason},
                )
            )
    except Refusal:
        _log.exception("the sweep could not take down %s %s", paper.kind, paper.id)
    else:
        run.taken_down += 1


def told(paper: Paper, stopping: Sequence[Marked]) -> str:
    """What was found and where, personal data only masked."""
    listed = stopping[:LISTED]
    wanted = {one.hit.file for one in listed}
    names = {str(one.pk): covered(one.name) for one in paper.files if str(one.pk) in wanted}
    lines = [
        _("%(label)s “%(excerpt)s”（%(place)s）")
        % {
            "label": words_for(one.hit.kind).label,
            "excerpt": one.hit.excerpt,
            "place": place_in_words(one.hit, names.get(one.hit.file, "")),
        }
        for one in listed
    ]
    more = len(stopping) - len(lines)
    if more > 0:
        lines.append(_("另有 %(n)s 处") % {"n": more})
    return "；".join(lines)
