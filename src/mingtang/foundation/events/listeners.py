"""What lies below this app announces by signals; here it becomes events of the same transaction."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in
from django.db import transaction

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations import actions as organisation_actions
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Actor


def connect() -> None:
    organisation_actions.changed.connect(_organisation_changed, dispatch_uid="events.organisation")
    user_logged_in.connect(_signed_in, dispatch_uid="events.signed_in")
    user_locked_out.connect(_locked_out, dispatch_uid="events.locked_out")


def _organisation_changed(kind: str, by: Actor, unit: Unit | None, detail: dict[str, Any], **_: Any) -> None:
    with transaction.atomic():
        if unit is None:
            append(NewEvent(kind, by, "setup", detail.get("id", ""), detail=detail))
        else:
            append(NewEvent(kind, by, "unit", str(unit.pk), unit_id=unit.pk, detail=detail))


def _signed_in(user: Person, **_: Any) -> None:
    with transaction.atomic():
        append(NewEvent("person.signed_in", Actor(user), "person", str(user.pk)))


def _locked_out(username: str, **_: Any) -> None:
    person = Person.objects.filter(username=username).first()
    if person:
        with transaction.atomic():
            append(NewEvent("person.locked_out", Actor(), "person", str(person.pk)))
