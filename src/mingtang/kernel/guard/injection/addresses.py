"""Addresses of the web, in links and in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from mingtang.kernel.guard.injection.lists import rows

# As browsers read them: “\” is “/”, and the number of slashes does not matter.
_WEB = re.compile(
    r"[\x00-\x20]*(?:(https?|ftp|wss?):[/\\]*|[/\\]{2,})(?:([^/\\?#\s]*)@)?"
    r"(\[[0-9a-f:.]+\]|[^/\\?#:@\s]+)(?::(\d{0,5}))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![A-Za-z0-9@._%-])(?:(https?|ftp)://(?:([^/\\?#\s@\u4e00-\u9fff]{1,80})@)?)?"
    r"([A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:[.。．][A-Za-z0-9-]{1,63}){1,8})(?![A-Za-z0-9-]|@)(?::(\d{1,5})(?!\d))?",
    re.IGNORECASE,
)
_REST = re.compile(r"[/?#][^\s\u3000-\u9fff“”<>]{0,500}")
# Cheap to look for, and not in most passages.
_DOT = re.compile(r"\.[A-Za-z]")
_ROUND_DOT = re.compile(r"。[A-Za-z]")
_DOTTED = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z0-9-]{2,40})\s?(?:点|\[\.\]|\(dot\)|\[dot\]| dot )\s?"
    r"(com|cn|net|top|vip|cc|xyz)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:@|at ?[)\]）】>]) ?$", re.IGNORECASE)
_DOT_WORD = re.compile(r"点\s?[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Address:
    """`start` and `end` are those of the host in the text it stands in; `host` is small and in plain characters.

    `raw` is the host as written; `rest` path and query; `user` what stands before an “@”.
    """

    scheme: str
    user: str
    raw: str
    host: str
    port: str
    rest: str
    start: int
    end: int

    @property
    def numeric(self) -> bool:
        """A machine's number instead of a name, however it is written."""
        host = self.host
        return bool(
            host.startswith("[") or re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}", host)
        )


def address_of(text: str) -> Address | None:
    """The address in a link's target; None for one inside its own site, or of another kind than the web's."""
    found = _WEB.match(text)
    if found is None:
        return None
    scheme, user, raw, port = found.groups()
    return Address(
        (scheme or "").lower(), user or "", raw, plain(raw), port or "", text[found.end() :], *found.span(3)
    )


def plain(raw: str) -> str:
    """A host as it is looked up, as far as that matters here."""
    host = unquote(raw) if "%" in raw else raw
    return re.sub(r"[。．｡]", ".", host).strip(".").lower()


@cache
def _endings(*kinds: str) -> frozenset[str]:
    return frozenset(word for kind, *words in rows("hosts.txt") if kind in kinds for word in words)


def addresses_in(text: str) -> Iterator[Address]:
    """Addresses in running text, with and without “http”."""
    if _DOT.search(text) or "://" in text or _ROUND_DOT.search(text):
        until = 0
        for found in _BARE.finditer(text):
            if found.start() < until:
                continue  # in the query of another
            scheme, user, raw, port = found.groups()
            host = plain(raw)
            # “3.5”, “e.g.”, “a.txt” are none.
            kinds = ("cheap", "worldly") if host.startswith("www.") else ("bare",)
            name, _, ending = host.rpartition(".")
            if not scheme and (ending not in _endings(*kinds) or name.replace(".", "").isdigit()):
                continue
            if "。" in raw and not (
                raw.lower().startswith("www") or "http" in text[max(0, found.start() - 8) : found.start()]
            ):
                continue
            rest = _REST.match(text, found.end())
            until = rest.end() if rest else found.end()
            yield Address(
                (scheme or "").lower(),
                user or "",
                raw,
                host,
                port or "",
                text[found.end() : until],
                *found.span(3),
            )
    if _DOT_WORD.search(text) or "dot" in text or "[.]" in text:
        for found in _DOTTED.finditer(text):
            host = f"{found[1]}.{found[2]}".lower()
            if not found[1].isdigit() and not _MAIL.search(text, max(0, found.start() - 8), found.start()):
                yield Address("dotted", "", found[0], host, "", "", *found.span())
