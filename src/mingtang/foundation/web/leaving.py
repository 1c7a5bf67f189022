"""Links that lead out of the government's sites go by a page that says so (政府网站发展指引, page design)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.http import urlencode

ADDRESS = "/leaving/"
_SIGNER = Signer(salt="leaving")


def leaving_url(target: str) -> str:
    """The address to link to instead of `target`; that itself for this site and other government sites.

    It is signed, so that the site lends its name to no address that it does not link to.
    """
    parts = urlsplit(target)
    host = (parts.hostname or "").lower()
    own = urlsplit(settings.PUBLIC_URL).hostname
    if parts.scheme not in ("http", "https", "") or host in ("", own) or host.endswith(".gov.cn"):
        return target
    return f"{ADDRESS}?{urlencode({'to': _SIGNER.sign(target)})}"


def target_of(signed: str) -> str | None:
    """What a signed address leads to; None where it was not signed here."""
    try:
        return _SIGNER.unsign(signed)
    except BadSignature:
        return None
