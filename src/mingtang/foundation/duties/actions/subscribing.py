"""The secret address of a person's calendar: made, renewed, taken back, and recognised."""

import secrets

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.duties.kinds import CALENDAR_MADE, CALENDAR_REVOKED
from mingtang.foundation.duties.models import CalendarLink
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.queries import Actor

_NONCE = 32
"""Hexadecimal digits: 128 random bits. As many follow that only this site can make."""


@transaction.atomic
def renew(person: Person) -> CalendarLink:
    """A new address; the one before leads nowhere from now on."""
    link, _made = CalendarLink.objects.update_or_create(
        person=person, defaults={"nonce": secrets.token_hex(_NONCE // 2), "made_at": clock.now()}
    )
    append(NewEvent(CALENDAR_MADE, Actor(person), "person", str(person.pk)))
    return link


@transaction.atomic
def revoke(person: Person) -> None:
    """Takes the address back; nothing happens where there is none."""
    if CalendarLink.objects.filter(person=person).delete()[0]:
        append(NewEvent(CALENDAR_REVOKED, Actor(person), "person", str(person.pk)))


def link_of(person: Person) -> CalendarLink | None:
    return CalendarLink.objects.filter(person=person).first()


def path_of(link: CalendarLink) -> str:
    return reverse("duties:calendar", args=[link.nonce + _sealed(link.nonce)])


def person_of(secret: str) -> Person | None:
    """Whose calendar the secret opens; nobody's for a wrong one, and for people who are no longer in service."""
    nonce, seal = secret[:_NONCE], secret[_NONCE:]
    if len(nonce) != _NONCE or not constant_time_compare(seal, _sealed(nonce)):
        return None
    link = CalendarLink.objects.select_related("person").filter(nonce=nonce, person__is_active=True).first()
    return link.person if link else None


def _sealed(nonce: str) -> str:
    return salted_hmac("mingtang.duties.calendar", nonce, algorithm="sha256").hexdigest()[:_NONCE]
