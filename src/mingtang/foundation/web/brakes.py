"""A brake on floods: counts what one client address sends in a time, keeps no address, and forgets."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def counted(request: HttpRequest, name: str) -> int:
    """How often this client was counted under a name lately."""
    return int(cache.get(_key(request, name), 0))


def count(request: HttpRequest, name: str, seconds: int) -> None:
    """Counts once; forgotten so many seconds after the first. With the local cache each web process counts for
    itself."""
    key = _key(request, name)
    if not cache.add(key, 1, seconds):
        try:
            cache.incr(key)
        except ValueError:
            cache.set(key, 1, seconds)


def _key(request: HttpRequest, name: str) -> str:
    return f"{name}." + salted_hmac("web.brakes", _address(request), algorithm="sha256").hexdigest()


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
