"""Links that lead out of the government's sites go by a page that says so (政府网站发展指引, page design)."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.http import urlencode

ADDRESS = "/leaving/"
_SIGNER = Signer(salt="leaving")
_BLANKS = "".join(map(chr, range(33)))
_WEB = re.compile(r"(https?:)/*|//+", re.IGNORECASE)


def leaving_url(target: str) -> str:
    """The address to link to instead of `target`; that itself for this site and other government sites.

    It is signed, so that the site lends its name to no address that it does not link to.
    """
    address = _as_browsers_read(target)
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return target  # an address that no browser follows either
    own = urlsplit(settings.PUBLIC_URL).hostname
    if host in ("", "gov.cn", own) or host.endswith(".gov.cn"):
        return target
    return f"{ADDRESS}?{urlencode({'to': _SIGNER.sign(address)})}"


def _as_browsers_read(target: str) -> str:
    """The address of another site as `https://host…` or `//host…`, else nothing.

    To a browser `\\` is `/`, the number of slashes does not matter, and blanks around the address are not there: what
    only Python takes for a path would lead out past the page that says so.
    """
    plain = re.sub(r"[\t\r\n]", "", target.strip(_BLANKS))
    path, *rest = re.split(r"(?=[?#])", plain, maxsplit=1)
    path = path.replace("\\", "/")
    found = _WEB.match(path)
    return "".join(((found.group(1) or "").lower(), "//", path[found.end() :], *rest)) if found else ""


def target_of(signed: str) -> str | None:
    """What a signed address leads to; None where it was not signed here."""
    try:
        return _SIGNER.unsign(signed)
    except BadSignature:
        return None
