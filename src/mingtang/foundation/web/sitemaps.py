"""The site maps for search engines: a section registers the addresses of its public pages."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from mingtang.kernel.registry import Registry

MOST_IN_ONE = 10_000


class SiteMap(Sitemap):  # type: ignore[type-arg]  # generic for mypy alone
    """A map under the address that citizens use, whatever host asked. The format allows 50,000 in one file."""

    limit = MOST_IN_ONE

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.PUBLIC_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.PUBLIC_URL).scheme


class Pages(SiteMap):
    """Single pages, by the names of their addresses."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def items(self) -> list[str]:
        return list(self.names)

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: Registry[Any] = Registry("site maps")
