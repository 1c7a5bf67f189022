"""How other systems are let in to the API: by a key in the header, in the post to which the key belongs."""

from datetime import timedelta

from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from mingtang.foundation import clock
from mingtang.foundation.organisations.actions import note_key_used
from mingtang.foundation.organisations.models import MachineKey
from mingtang.foundation.organisations.queries import machine_by_key

RATE = "60/m"
"""Requests of one key; each web process counts for itself."""
_NOTED_EVERY = timedelta(minutes=1)


class MachineAuth(HttpBearer):
    """`Authorization: Bearer KEY`; `request.auth` is then the `MachineKey`."""

    def authenticate(self, request: HttpRequest, token: str) -> MachineKey | None:
        key = machine_by_key(token)
        if key and (key.last_used_at is None or clock.now() - key.last_used_at > _NOTED_EVERY):
            note_key_used(key)
        return key


class MachineThrottle(SimpleRateThrottle):
    """Counts by key."""

    def __init__(self, rate: str = RATE) -> None:
        super().__init__(rate)

    def get_cache_key(self, request: HttpRequest) -> str | None:
        key = getattr(request, "auth", None)
        return f"machine.{key.pk}" if isinstance(key, MachineKey) else None
