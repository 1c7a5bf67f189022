"""What the catalogue's desk pages share."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from mingtang.foundation.events.models import Event
from mingtang.foundation.events.queries import timeline
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.web.slots import Badge
from mingtang.openness.catalogue import process, queries
from mingtang.openness.catalogue.models import Entry


class CatalogueView(DeskView):
    """A page for staff with anything to do with the catalogue."""

    actions: tuple[str, ...] = process.STAFF

    def entry(self, matter_id: UUID) -> Entry:
        """What a matter says today; 404 for none."""
        found = queries.entry_of_matter(matter_id)
        if found is None:
            raise Http404
        return found

    def home(self, units: QuerySet[Unit]) -> int | None:
        """Of these units the one in which the person has a post, else the first."""
        mine = [actor.post.unit_id for actor in self.authority.actors if actor.post]
        known = set(units.values_list("pk", flat=True))
        first = units.first()
        return next((pk for pk in mine if pk in known), first.pk if first else None)

    @property
    def may_manage(self) -> bool:
        return process.MANAGE in self.authority.actions

    @property
    def may_claim(self) -> bool:
        return bool(self.authority.actions.intersection((process.CLAIM, process.MANAGE)))


def limit_badge(entry: Entry) -> Badge | None:
    """A mark for a limit that no machine can count."""
    return Badge("soon", _("时限待人工判定")) if entry.limit_type == "UNPARSED" else None


def steps(events: QuerySet[Event]) -> list[dict[str, Any]]:
    """What happened, as `web/parts/timeline.html` shows it."""
    return [
        {"title": item.title, "when": item.at, "who": item.who, "note": item.note, "state": "done"}
        for item in timeline(events)
    ]


def uuids(raw: list[str]) -> list[UUID]:
    """Ids that a form sent; what is none is left out."""
    found = []
    for text in raw[:2000]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
