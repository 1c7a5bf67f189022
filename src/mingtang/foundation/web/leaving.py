"""Links that lead away from the site go by a page that says so; the signature keeps others from using it."""

from urllib.parse import urlencode

from django.core.signing import Signer

SALT = "leaving"


def leaving_url(target: str) -> str:
    """The address of the page that asks before it leads on to `target`; read with the same signer there."""
    return "/leaving/?" + urlencode({"to": Signer(salt=SALT).sign(target)})
