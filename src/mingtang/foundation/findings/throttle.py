"""A brake on floods of reports. It counts by client address, keeps no address, and forgets after an hour."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST = 10
SECONDS = 3600


def allowed(request: HttpRequest) -> bool:
    """Whether this client may still send; asks without counting."""
    return int(cache.get(_key(request), 0)) < MOST


def count(request: HttpRequest) -> None:
    """Counts one report that was taken in. With the local cache each web process counts for itself."""
    key = _key(request)
    if not cache.add(key, 1, SECONDS):
        try:
            cache.incr(key)
        except ValueError:
            cache.set(key, 1, SECONDS)


def _key(request: HttpRequest) -> str:
    return (
        "findings.reports."
        + salted_hmac("findings.throttle", _address(request), algorithm="sha256").hexdigest()
    )


def _address(request: HttpRequest) -> str:
    raw = str(request.META.get("REMOTE_ADDR", ""))
    if settings.OPTIONS.behind_proxy:
        # The last entry is the one our own proxy wrote; those before it are the client's word.
        raw = request.META.get("HTTP_X_FORWARDED_FOR", raw).rsplit(",", 1)[-1].strip()
    try:
        address = ip_address(raw)
    except ValueError:
        return raw
    if isinstance(address, IPv6Address):
        # One household has a whole /64, so single addresses would not count anybody.
        return str(int(address) >> 64)
    return raw
