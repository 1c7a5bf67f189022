"""Letting hits through: by name, in a post, with a reason."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.guard import kinds, queries
from mingtang.foundation.guard.actions.consequences import close_let_through
from mingtang.foundation.guard.models import Check, Override
from mingtang.foundation.guard.wording import words_for
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState

REASON_LEAST = 4


@transaction.atomic
def override(who: Authority, check: Check, fingerprints: Collection[str], reason: str) -> list[Override]:
    """Lets these hits of a check through. What was let through already stays as it is.

    Raises Forbidden without the grant there, Invalid on `hits` and `reason`, WrongState when the text no longer has
    one of them. A problem that told of nothing else is closed.
    """
    check = Check.objects.select_for_update(of=("self",)).get(pk=check.pk)
    actor = who.actor_for(kinds.OVERRIDE, Place(check.unit_id, check.area_id))
    if actor is None:
        raise Forbidden(
            _("您不能放行检查出的问题。"),
            rule=_("放行要有“放行检查出的问题”的权限，一般是审核岗位和政务公开办。"),
        )
    reason = " ".join(reason.split())
    errors = {}
    if not fingerprints:
        errors["hits"] = [_("请勾选要放行的问题。")]
    if len(reason) < REASON_LEAST:
        errors["reason"] = [
            _("请写明为什么可以公开。例如：这是单位的对公账户，依法应当公开。放行会记下您的姓名和理由。")
        ]
    if errors:
        raise Invalid(_("还不能放行"), fields=errors)
    marked = {one.hit.fingerprint: one for one in queries.standing(check).marked}
    if not marked.keys() >= set(fingerprints):
        raise WrongState(_("内容刚刚改过，有的问题已经不在了。请刷新页面，看清现在的情况再办。"))
    decision, now = new_id(), clock.now()
    rows = [
        Override(
            decision=decision,
            subject_kind=check.subject_kind,
            subject_id=check.subject_id,
            text_id=check.text_id,
            unit_id=check.unit_id,
            area_id=check.area_id,
            kind=one.hit.kind,
            severity=one.hit.severity,
            fingerprint=one.hit.fingerprint,
            excerpt=one.hit.excerpt[:200],
            reason=reason[:500],
            overridden_by=who.person,
            post=actor.post,
            overridden_at=now,
        )
        for fingerprint in dict.fromkeys(fingerprints)
        if (one := marked[fingerprint]).override is None
    ]
    Override.objects.bulk_create(rows)
    if rows:
        labels = "、".join(dict.fromkeys(str(words_for(row.kind).label) for row in rows))
        append(
            NewEvent(
                kinds.OVERRIDDEN,
                actor,
                check.subject_kind,
                str(check.subject_id),
                unit_id=check.unit_id,
                area_id=check.area_id,
                content_hash=check.text_hash,
                detail={"note": f"{labels}（{len(rows)}）：{reason}", "decision": str(decision)},
            )
        )
        close_let_through(check, actor, reason)
    return rows
