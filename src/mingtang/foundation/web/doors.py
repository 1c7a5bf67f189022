"""The five doors with what is behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mingtang.foundation.web.slots import DOOR_LINKS, FIVE_DOORS, Door


@dataclass(frozen=True)
class Link:
    label: Any
    hint: Any
    url: str


@dataclass(frozen=True)
class Open:
    """A door that leads somewhere: straight to the one thing behind it, else to its page, which the portal serves."""

    door: Door
    links: list[Link]

    @property
    def url(self) -> str:
        return self.links[0].url if len(self.links) == 1 else f"/doors/{self.door.code}/"

    @property
    def addresses(self) -> set[str]:
        return {self.url, *(link.url for link in self.links)}


@cache
def open_doors() -> tuple[Open, ...]:
    """In the order of the verbs; a door with nothing behind it is left out. Every page asks."""
    links = [(found, found.url()) for found in sorted(DOOR_LINKS, key=lambda one: one.order)]
    doors = [
        Open(door, [Link(one.label, one.hint, url) for one, url in links if url and one.door == door.code])
        for door in FIVE_DOORS
    ]
    return tuple(door for door in doors if door.links)


def door_of(doors: Sequence[Open], address: str) -> Open | None:
    """The one behind which an address stands, with its query if a door leads to just that, else without."""
    for wanted in (address, address.split("?")[0]):
        for door in doors:
            if wanted in door.addresses:
                return door
    return None
