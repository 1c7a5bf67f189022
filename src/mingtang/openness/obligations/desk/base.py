"""What the desk pages of this section share."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from mingtang.foundation import clock
from mingtang.foundation.duties import queries as duties
from mingtang.foundation.duties.explaining import day_words
from mingtang.foundation.duties.kinds import MANAGE, VIEW
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.duties.queries import soon_until
from mingtang.foundation.duties.wording import badge
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.web.slots import Badge
from mingtang.kernel.clock.days import Calendar
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.catalogue.process import CLAIM
from mingtang.openness.obligations.kinds import DECIDE, DECLARE, REGISTER

FACTS = (REGISTER, VIEW, MANAGE)
DECLARATIONS = (DECLARE, VIEW, MANAGE)
ROUNDS = (CLAIM, DECLARE, VIEW, MANAGE)
LIMITS = (DECIDE, VIEW, MANAGE)


class ObligationsView(DeskView):
    """A page about duties of the catalogue."""

    actions: tuple[str, ...] = FACTS

    def offered(self, *actions: str) -> list[Unit]:
        """The units for which the person may do one of the actions, those with an own post first."""
        mine = {actor.post.unit_id for actor in self.authority.actors if actor.post}
        return sorted(self.units(*actions), key=lambda unit: (unit.pk not in mine, unit.path))

    def unit_of(self, slug: str, offered: list[Unit]) -> Unit | None:
        """The unit of this slug among those offered, else the first of them."""
        return next((unit for unit in offered if unit.slug == slug), offered[0] if offered else None)


class OneDuty(ObligationsView):
    """A page of one duty; those outside the person's scope do not exist."""

    kinds: tuple[str, ...] = ()

    @cached_property
    def duty(self) -> Duty:
        found = duties.visible_to(self.authority).filter(kind__in=self.kinds, pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found


def due_badge(duty: Duty, days: Calendar) -> Badge | None:
    """The day of an open duty, with its colour; one that is overdue as the list of duties counts it."""
    if duty.due_on is None:
        return None
    if duty.due_on < clock.today():
        return badge(duty, days)
    tone = "soon" if duty.due_on <= soon_until(days=days) else "muted"
    return Badge(tone, _("最迟%(day)s") % {"day": day_words(duty.due_on)})


def names_of(entries: dict[UUID, Entry], matter_id: UUID) -> str:
    """What a matter is called today; empty for one that is no longer in force."""
    return entries[matter_id].path_text if matter_id in entries else ""


def units_named(slugs: Collection[str]) -> dict[str, str]:
    """Short names by slug, in the order of the tree."""
    return dict(Unit.objects.filter(slug__in=slugs).order_by("path").values_list("slug", "short_name"))


def chosen(rows: QuerySet[Duty], ids: list[Any]) -> list[Duty]:
    """Those of some rows that a form ticked."""
    return list(rows.filter(pk__in=ids))
