"""核对: a unit looked through what it keeps public for a standing matter."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Forbidden, Refusal, WrongState
from mingtang.openness.catalogue.actions.claiming import SUBJECT as MATTER
from mingtang.openness.catalogue.process import CLAIM
from mingtang.openness.catalogue.queries import open_claims
from mingtang.openness.obligations import kinds, queries
from mingtang.openness.obligations.models import Confirmation


@transaction.atomic
def confirm(who: Authority, matter_id: UUID, unit: Unit) -> Confirmation:
    """Says that the public records of a unit for a matter are current. Refused where there are none."""
    area_id = queries.area_of(matter_id)
    actor = who.actor_for(CLAIM, Place(unit.pk, area_id))
    if actor is None:
        raise Forbidden(
            _("您不能替%(unit)s核对这个事项。") % {"unit": unit.short_name},
            rule=_("由本单位认领目录的岗位核对。"),
        )
    if not open_claims().filter(matter_id=matter_id, unit=unit).exists():
        raise WrongState(_("%(unit)s没有认领这个事项，不用核对。") % {"unit": unit.short_name})
    there = queries.standing_records(matter_id, unit).count()
    if not there:
        raise WrongState(
            _("%(unit)s在这个事项下没有正在公开的信息，没有可核对的。请先公开。") % {"unit": unit.short_name}
        )
    made = Confirmation.objects.create(
        matter_id=matter_id,
        unit=unit,
        day=clock.today(),
        records=there,
        confirmed_by=who.person,
        post=actor.post,
        confirmed_at=clock.now(),
    )
    append(
        NewEvent(
            kinds.CONFIRMED,
            actor,
            MATTER,
            str(matter_id),
            unit_id=unit.pk,
            area_id=area_id,
            detail={"note": _("核对 %(n)s 条信息，都是现行的") % {"n": there}},
        )
    )
    return made


def confirm_many(
    who: Authority, chosen: Iterable[tuple[UUID, Unit]]
) -> tuple[list[Confirmation], list[tuple[UUID, Unit, str]]]:
    """Confirms several matters of units, each for itself: those confirmed, and those refused with the reason."""
    made, refused = list[Confirmation](), list[tuple[UUID, Unit, str]]()
    for matter_id, unit in chosen:
        try:
            made.append(confirm(who, matter_id, unit))
        except Refusal as refusal:
            refused.append((matter_id, unit, str(refusal.message)))
    return made, refused
