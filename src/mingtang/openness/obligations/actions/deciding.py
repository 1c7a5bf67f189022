"""A time limit decided for one matter, with where it stands, instead of what the catalogue says."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.duties.models import TimeUnit
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.catalogue.actions.claiming import SUBJECT as MATTER
from mingtang.openness.catalogue.models import Catalogue, Matter
from mingtang.openness.obligations import kinds
from mingtang.openness.obligations.models import MatterLimit

LONGEST = 400


@transaction.atomic
def decide_limit(
    who: Authority,
    matter_id: UUID,
    *,
    n: int,
    time_unit: str,
    source: str,
    reason: str,
    event: str = "",
    article: str = "",
    backward: bool = False,
) -> MatterLimit:
    """Decides the limit of a matter; one decided before ends. Open duties are reckoned anew by it."""
    actor, catalogue = _may(who, matter_id)
    wrong: dict[str, list[str]] = {}
    if not 0 < n <= LONGEST:
        wrong["n"] = [_("请填 1 到 %(most)s 之间的数。") % {"most": LONGEST}]
    if time_unit not in TimeUnit.values or time_unit == TimeUnit.HOUR:
        wrong["time_unit"] = [_("请选单位：工作日、天、周、月……")]
    if not source.strip():
        wrong["source"] = [_("请写依据，例如法律的名称或文件的文号。没有依据的时限不能用。")]
    if not reason.strip():
        wrong["reason"] = [_("请写明为什么不用目录里写的时限。")]
    if wrong:
        raise Invalid(_("时限没有指定成"), fields=wrong)
    MatterLimit.objects.filter(matter_id=matter_id, ended_at=None).update(ended_at=clock.now())
    made = MatterLimit.objects.create(
        matter_id=matter_id,
        n=n,
        time_unit=time_unit,
        event=event.strip()[:100],
        backward=backward,
        source=source.strip()[:300],
        article=article.strip()[:200],
        reason=reason.strip()[:300],
        decided_by=actor.person,
        decided_at=clock.now(),
    )
    _tell(kinds.LIMIT_DECIDED, actor, catalogue, matter_id, made.reason)
    return made


@transaction.atomic
def end_limit(who: Authority, limit: MatterLimit, *, reason: str) -> None:
    """Goes back to what the catalogue says."""
    actor, catalogue = _may(who, limit.matter_id)
    if not reason.strip():
        raise Invalid(_("请写明原因"), fields={"reason": [_("请写明为什么改回目录里的时限。")]})
    if not MatterLimit.objects.filter(pk=limit.pk, ended_at=None).update(ended_at=clock.now()):
        raise WrongState(_("这条时限已经取消过了。"))
    _tell(kinds.LIMIT_ENDED, actor, catalogue, limit.matter_id, reason)


def _may(who: Authority, matter_id: UUID) -> tuple[Actor, Catalogue]:
    matter = Matter.objects.select_for_update(of=("self",)).select_related("catalogue").get(pk=matter_id)
    actor = who.actor_for(kinds.DECIDE, Place(matter.catalogue.unit_id, matter.catalogue.area_id))
    if actor is None:
        raise Forbidden(
            _("您不能指定这个事项的公开时限。"), rule=_("由管理公开目录的政务公开办指定，并写明依据。")
        )
    return actor, matter.catalogue


def _tell(kind: str, actor: Actor, catalogue: Catalogue, matter_id: UUID, note: str) -> None:
    append(
        NewEvent(
            kind,
            actor,
            MATTER,
            str(matter_id),
            unit_id=catalogue.unit_id,
            area_id=catalogue.area_id,
            detail={"note": note},
        )
    )
