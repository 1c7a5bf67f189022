"""Addresses of pages of this site, as a citizen's browser names them."""

import re
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

MAX = 300
_ODD = re.compile(r"[\x00-\x20\x7f\\<>\"'`]")
_NOT_PUBLIC = ("/desk/", "/admin/")


def is_local(path: str) -> bool:
    """Whether this is a path on this site and nothing else: no scheme, host, query or fragment."""
    if not path.startswith("/") or path.startswith("//") or len(path) > MAX or _ODD.search(path):
        return False
    parts = urlsplit(path)
    return parts.path == path


def public_page(raw: str) -> str:
    """The public page that an address means, or the home page where it means none.

    A tracker's address holds its code, so it stands for the list instead.
    """
    path = re.split(r"[?#]", raw.strip(), maxsplit=1)[0]
    if not is_local(path) or path.startswith(_NOT_PUBLIC):
        return "/"
    try:
        match = resolve(path)
    except Resolver404:
        return "/"
    if match.app_name == "findings":
        return "/error-reports/"
    return path
