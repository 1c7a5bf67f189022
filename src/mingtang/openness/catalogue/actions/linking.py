"""A record fulfils a matter: a reference, made and taken back by those who answer for either side."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import NewEvent, append_many
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.refusals import Forbidden, WrongState
from mingtang.openness.catalogue import kinds, queries
from mingtang.openness.catalogue.actions.claiming import SUBJECT
from mingtang.openness.catalogue.models import Entry, Fulfilment, Matter
from mingtang.openness.catalogue.process import CLAIM, MANAGE
from mingtang.openness.records.actions import create_record
from mingtang.openness.records.models import Record, Stage
from mingtang.openness.records.process import DRAFT

_DEAD = (Stage.DISCARDED, Stage.WITHDRAWN)


def linker(who: Authority, record: Record) -> Actor | None:
    """The post in which the person may say what a record fulfils: who drafts it, claims in its unit, or manages."""
    place = Place(record.unit_id, record.area_id)
    return next((actor for name in (DRAFT, CLAIM, MANAGE) if (actor := who.actor_for(name, place))), None)


@transaction.atomic
def link(who: Authority, record: Record, matter_ids: Iterable[UUID]) -> list[Fulfilment]:
    """Says which matters a record fulfils; those it is linked with already are passed over."""
    actor = _may(who, record)
    if record.stage in _DEAD:
        raise WrongState(_("这条信息已作废或撤下，不能再对应目录事项。"))
    Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    wanted = list(dict.fromkeys(matter_ids))
    current = set(
        Entry.objects.filter(queries.adopted_now_q(), matter_id__in=wanted).values_list(
            "matter_id", flat=True
        )
    )
    if len(current) < len(wanted):
        raise WrongState(_("所选事项已不在现行目录里。请刷新页面后重新选择。"))
    held = set(record.fulfilments.filter(ended_at=None).values_list("matter_id", flat=True))
    now = clock.now()
    made = Fulfilment.objects.bulk_create(
        Fulfilment(matter_id=pk, record=record, linked_by=who.person, linked_at=now)
        for pk in wanted
        if pk not in held
    )
    append_many(_event(kinds.LINKED, actor, record, row.matter_id) for row in made)
    return made


@transaction.atomic
def draft_for(who: Authority, entry: Entry, unit: Unit, **known: Any) -> Record:
    """Starts a record of the unit that fulfils a matter, with a heading for each element that has to be told.

    `known` are fields of a revision that are known already, such as its title.
    """
    body = format_html_join("", "<h2>{}</h2><p></p>", ((line,) for line in entry.elements.splitlines()))
    content: dict[str, Any] = {
        "title": entry.name,
        "theme": entry.theme,
        "keywords": entry.name,
        "body": body,
        "open_attr": "active" if entry.active else "",
    }
    record = create_record(who, unit, entry.version.catalogue.area, content | known)
    link(who, record, [entry.matter_id])
    return record


@transaction.atomic
def unlink(who: Authority, record: Record, matter: Matter) -> None:
    """Takes a reference back."""
    actor = _may(who, record)
    ended = record.fulfilments.filter(matter=matter, ended_at=None).update(ended_at=clock.now())
    if not ended:
        raise WrongState(_("这条信息没有对应这个事项，可能刚有人取消过。"))
    append_many([_event(kinds.UNLINKED, actor, record, matter.pk)])


def _may(who: Authority, record: Record) -> Actor:
    actor = linker(who, record)
    if actor is None:
        raise Forbidden(
            _("您不能改这条信息对应的目录事项。"),
            rule=_("由这条信息的起草岗位、本单位认领目录的岗位或政务公开办办理。"),
        )
    return actor


def _event(kind: str, actor: Actor, record: Record, matter_id: UUID) -> NewEvent:
    return NewEvent(
        kind,
        actor,
        SUBJECT,
        str(matter_id),
        unit_id=record.unit_id,
        area_id=record.area_id,
        # No title: who reads the history of a matter may not see the record.
        detail={"record": str(record.pk)},
    )
