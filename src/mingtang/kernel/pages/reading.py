"""A page as the rules see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from lxml import html

SHANGHAI_DAY = ("{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0:%Y年%m月%d日}")
OWN = "http://site.invalid"
"""Scheme and host that stand for the site, whatever it is called."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Site:
    """What the whole site says of itself. `origin` is scheme and host; `marks` the texts the footer has to show."""

    name: str
    domain: str
    code: str
    origin: str
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Page:
    """An answer of the site: `path` with its query, `content` is one item of information, not a list or column."""

    path: str
    status: int
    text: str
    content: bool = False

    @cached_property
    def root(self) -> Any:
        return (
            html.document_fromstring(self.text) if self.text.strip() else html.document_fromstring("<p></p>")
        )

    @cached_property
    def meta(self) -> dict[str, str]:
        """The first of each name."""
        found: dict[str, str] = {}
        for tag in self.root.iter("meta"):
            if tag.get("name"):
                found.setdefault(tag.get("name"), (tag.get("content") or "").strip())
        return found

    @cached_property
    def words(self) -> str:
        """All that is shown, on one line."""
        body = self.root.find("body")
        parts = [] if body is None else body.xpath(".//text()[not(parent::script or parent::style)]")
        return _SPACE.sub(" ", " ".join(parts))

    @cached_property
    def headings(self) -> list[str]:
        return [words_of(tag) for tag in self.root.iter("h1")]

    @cached_property
    def footer(self) -> Any:
        found = self.root.xpath("//footer")
        return found[-1] if found else None

    def links(self) -> Iterator[tuple[Any, str]]:
        """Each link with its whole address, those within the site as `OWN` and a path."""
        for tag in self.root.iter("a"):
            if tag.get("href"):
                yield tag, _whole(self.path, tag.get("href").strip())

    @cached_property
    def inner_paths(self) -> set[str]:
        """Paths of this site that the page links to, without query and fragment."""
        own = [urlsplit(target) for _tag, target in self.links()]
        return {parts.path for parts in own if f"{parts.scheme}://{parts.netloc}" == OWN}


def _whole(path: str, href: str) -> str:
    """The whole address of a link; what is none stands for a page of this site that there is not."""
    try:
        return urljoin(f"{OWN}{path}", href)
    except ValueError:
        return f"{OWN}/{quote(href)}"


def words_of(tag: Any) -> str:
    return _SPACE.sub("", "".join(tag.itertext()))


def moment_of(text: str) -> datetime | None:
    """A PubDate as it has to be written, `YYYY-MM-DD HH:MM`."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")
    except ValueError:
        return None
