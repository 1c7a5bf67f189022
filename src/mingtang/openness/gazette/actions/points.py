"""Reading points: registered, changed, closed and opened again."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.guard.letting_out import NOTHING, Passed, let_out
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.refusals import Invalid
from mingtang.openness.gazette import kinds
from mingtang.openness.gazette.actions.composing import permitted
from mingtang.openness.gazette.models import ReadingPoint
from mingtang.openness.gazette.process import EDIT
from mingtang.openness.gazette.public_texts import POINT, of_point

SUBJECT = "reading_point"
FIELDS = ("unit", "name", "kind", "address", "phone", "hours", "holdings", "position")


@transaction.atomic
def save_point(
    who: Authority, point: ReadingPoint, *, passed: Passed = NOTHING, **given: Any
) -> ReadingPoint:
    """A new point, or what is different about one. Moving it to another unit takes the right over both. `passed` is why
    what blocks is let through.
    """
    is_new = point.pk is None
    if not is_new:
        permitted(who, EDIT, point.unit_id)
    changed = [name for name in FIELDS if name in given and (is_new or getattr(point, name) != given[name])]
    for name in FIELDS:
        if name in given:
            setattr(point, name, given[name])
    actor = permitted(who, EDIT, point.unit_id)
    if not changed and not passed.reason:
        return point
    try:
        with transaction.atomic():
            point.save()
            let_out(POINT, of_point(point), who, passed)
    except IntegrityError as error:
        message = _("%(unit)s已经有叫这个名字的查阅点。请改那一个，或换个名字。") % {
            "unit": point.unit.short_name
        }
        raise Invalid(message, fields={"name": [message]}) from error
    except Invalid:
        if is_new:
            # It was not kept after all.
            point.pk, point._state.adding = None, True
        raise
    _note(kinds.POINT_ADDED if is_new else kinds.POINT_EDITED, actor, point, fields=changed)
    return point


@transaction.atomic
def close_point(who: Authority, point: ReadingPoint) -> None:
    """It is no longer shown; what is known of it stays."""
    _switch(who, point, False, kinds.POINT_CLOSED)


@transaction.atomic
def open_point(who: Authority, point: ReadingPoint, *, passed: Passed = NOTHING) -> None:
    _switch(who, point, True, kinds.POINT_OPENED)
    let_out(POINT, of_point(ReadingPoint.objects.get(pk=point.pk)), who, passed)


def _switch(who: Authority, point: ReadingPoint, is_open: bool, kind: str) -> None:
    actor = permitted(who, EDIT, point.unit_id)
    if ReadingPoint.objects.filter(pk=point.pk, is_open=not is_open).update(is_open=is_open):
        _note(kind, actor, point)


def _note(kind: str, actor: Actor, point: ReadingPoint, **detail: Any) -> None:
    append(
        NewEvent(
            kind, actor, SUBJECT, str(point.pk), unit_id=point.unit_id, detail={"note": point.name, **detail}
        )
    )
