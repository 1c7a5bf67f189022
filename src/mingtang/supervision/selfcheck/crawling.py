"""Walks the own site as an anonymous reader would, without a network: every page is asked of the application itself."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

from mingtang.foundation.web.sitemaps import SITEMAPS, SiteMap
from mingtang.kernel.pages.reading import Page

NEWEST = 200
SAMPLED = 100
LINKS_OF_A_SHAPE = 40
SECONDS = 240.0
CONTENT = ("records:record",)
_VARIES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
# Signs out, downloads the whole of something, or is another's page: not to be walked.
_NOT_WALKED = re.compile(r"^/(?:desk|admin|static|leaving)/|\.xlsx$")


@dataclass
class Walked:
    """Pages with their text, the status of every path asked, and whether the time was enough for all."""

    pages: list[Page] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    is_whole: bool = True


def walk(seconds: float = SECONDS) -> Walked:
    """The pages of all site maps (of a long one the newest, and some of the rest), then the links on them."""
    until = monotonic() + seconds
    client = _client()
    walked = Walked()
    for path in _paths():
        if monotonic() > until:
            walked.is_whole = False
            return walked
        answer = client.get(path)
        walked.statuses[path] = answer.status_code
        text = answer.content.decode() if answer.status_code == 200 else ""
        walked.pages.append(Page(path, answer.status_code, text, is_content(path)))
    for path in _links(walked):
        if monotonic() > until:
            walked.is_whole = False
            break
        walked.statuses[path] = client.head(path).status_code
    return walked


def is_content(path: str) -> bool:
    """Whether a path is that of one item of information."""
    try:
        return resolve(path).view_name in CONTENT
    except Resolver404:
        return False


def _client() -> Client:
    public = urlsplit(settings.PUBLIC_URL)
    return Client(
        raise_request_exception=False,
        SERVER_NAME=public.hostname or "localhost",
        SERVER_PORT=str(public.port or (443 if public.scheme == "https" else 80)),
        headers={"user-agent": "self-check bot"},
    )


def _paths() -> Iterator[str]:
    seen = set()
    for made in SITEMAPS:
        site_map: SiteMap = made() if callable(made) else made
        for item in _some(site_map.items()):
            path = site_map.location(item)
            if path not in seen:
                seen.add(path)
                yield path


def _some(items: Any) -> list[Any]:
    """All of a short map; of a long one the last, which are the newest, and some by chance."""
    total = items.count() if hasattr(items, "values_list") else len(items)
    if total <= NEWEST + SAMPLED:
        return list(items)
    places = random.sample(range(total - NEWEST), SAMPLED)
    return [*items[total - NEWEST :], *(items[place] for place in places)]


def _links(walked: Walked) -> list[str]:
    """Paths linked to and not asked yet, so many of each shape: a link to a file stands for those to others."""
    found = {path for page in walked.pages if page.status == 200 for path in page.inner_paths}
    shapes: Counter[str] = Counter()
    chosen = []
    for path in sorted(found - walked.statuses.keys()):
        shape = _VARIES.sub("*", path)
        if not _NOT_WALKED.search(path) and shapes[shape] < LINKS_OF_A_SHAPE:
            shapes[shape] += 1
            chosen.append(path)
    return chosen
