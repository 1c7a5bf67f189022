"""Links that lead away from the site go by a page that says so; the signature keeps others from using it."""

import re
from html import escape, unescape
from urllib.parse import urlencode

from django.core.signing import Signer

SALT = "leaving"
_AWAY = re.compile(r'\bhref="((?:https?:)?//[^"]*)"', re.IGNORECASE)


def leaving_url(target: str) -> str:
    """The address of the page that asks before it leads on to `target`; read with the same signer there."""
    return "/leaving/?" + urlencode({"to": Signer(salt=SALT).sign(target)})


def leading_out(html: str) -> str:
    """Cleaned HTML in which the links to other sites go by the page that asks."""
    return _AWAY.sub(lambda found: f'href="{escape(leaving_url(unescape(found.group(1))))}"', html)
