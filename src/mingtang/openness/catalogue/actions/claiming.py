"""认领: units answer for matters, one by one or many at once."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import NewEvent, append_many
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.catalogue import kinds, queries
from mingtang.openness.catalogue.models import Claim, Entry, Matter
from mingtang.openness.catalogue.process import CLAIM, MANAGE

SUBJECT = "catalogue_matter"


def claimer(who: Authority, unit_id: int, area_id: int | None) -> Actor | None:
    """The post in which the person may claim for a unit: its own, or the openness office that assigns."""
    place = Place(unit_id, area_id)
    return who.actor_for(CLAIM, place) or who.actor_for(MANAGE, place)


def claim(
    who: Authority, matter: Matter, unit: Unit, *, post: Post | None = None, role: str = Claim.Role.LEAD
) -> Claim:
    """One unit claims one matter. Raises Forbidden, WrongState (claimed already, not in force), Invalid (post)."""
    made = claim_many(who, [matter.pk], unit, post=post, role=role)
    if not made:
        raise WrongState(_("这个事项%(unit)s已经认领过了。") % {"unit": unit.short_name})
    return made[0]


@transaction.atomic
def claim_many(
    who: Authority,
    matter_ids: Iterable[UUID],
    unit: Unit,
    *,
    post: Post | None = None,
    role: str = Claim.Role.LEAD,
) -> list[Claim]:
    """Claims what the unit has not claimed yet and is in force; what it has already is passed over.

    All or nothing: one matter that the person may not claim for the unit refuses them all.
    """
    _check(unit, post, role)
    wanted = list(dict.fromkeys(matter_ids))
    areas = dict(
        Entry.objects.filter(queries.adopted_now_q(), matter_id__in=wanted).values_list(
            "matter_id", "version__catalogue__area_id"
        )
    )
    missing = [pk for pk in wanted if pk not in areas]
    if missing:
        raise WrongState(
            _("所选事项里有 %(n)s 项已不在现行目录里。请刷新页面后重新选择。") % {"n": len(missing)}
        )
    actors: dict[int, Actor] = {}
    for area_id in set(areas.values()):
        actor = claimer(who, unit.pk, area_id)
        if actor is None:
            raise Forbidden(
                _("您不能替%(unit)s认领这些事项。") % {"unit": unit.short_name},
                rule=_("认领由本单位有“认领目录事项”权限的岗位办理，或由政务公开办指定。"),
            )
        actors[area_id] = actor
    held = set(
        Claim.objects.filter(unit=unit, ended_at=None, matter_id__in=wanted).values_list(
            "matter_id", flat=True
        )
    )
    now = clock.now()
    answering = post or queries.usual_post(unit)
    fresh = [
        Claim(
            matter_id=pk,
            unit=unit,
            post=answering,
            role=role,
            claimed_by=who.person,
            claimed_at=now,
        )
        for pk in wanted
        if pk not in held
    ]
    try:
        with transaction.atomic():
            made = Claim.objects.bulk_create(fresh)
    except IntegrityError as error:
        raise WrongState(_("刚才有人认领了其中的事项。请刷新页面，看清后再认领。")) from error
    append_many(
        _event(kinds.CLAIMED, actors[areas[row.matter_id]], row, areas[row.matter_id], row.get_role_display())
        for row in made
    )
    return made


@transaction.atomic
def release(who: Authority, held: Claim, reason: str) -> Claim:
    """Gives a claim up, with the reason. Linked records stay."""
    held = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("unit", "matter__catalogue")
        .get(pk=held.pk)
    )
    area_id = held.matter.catalogue.area_id
    actor = claimer(who, held.unit_id, area_id)
    if actor is None:
        raise Forbidden(_("您不能替%(unit)s取消认领。") % {"unit": held.unit.short_name})
    if held.ended_at is not None:
        raise WrongState(_("这项认领已经取消过了。"))
    if not reason.strip():
        message = _("请写明取消认领的原因，例如：职责已划转到县医保局。")
        raise Invalid(message, fields={"reason": [message]})
    held.ended_at, held.ended_reason = clock.now(), reason.strip()[:200]
    held.save(update_fields=["ended_at", "ended_reason"])
    append_many([_event(kinds.RELEASED, actor, held, area_id, reason)])
    return held


def _check(unit: Unit, post: Post | None, role: str) -> None:
    if unit.ended_on and unit.ended_on <= clock.today():
        message = _("%(unit)s已经撤销，不能再认领。") % {"unit": unit.short_name}
        raise Invalid(message, fields={"unit": [message]})
    if post and (post.unit_id != unit.pk or post.deputy_of_id or post.ended_on):
        message = _("责任岗位要选本单位现有的A岗；B岗会自动跟着A岗。")
        raise Invalid(message, fields={"post": [message]})
    if role not in Claim.Role.values:
        raise Invalid(_("请选择责任"), fields={"role": [_("请选“主责”或“配合”。")]})


def _event(kind: str, actor: Actor, row: Claim, area_id: int, note: str) -> NewEvent:
    return NewEvent(
        kind,
        actor,
        SUBJECT,
        str(row.matter_id),
        unit_id=row.unit_id,
        area_id=area_id,
        detail={"note": f"{row.unit.short_name}：{note}"},
    )
