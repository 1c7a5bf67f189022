"""A typed registry: every kind of plug-in is named once, and a second claim to a name is refused."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class DuplicateEntry(ValueError):
    """Two parts of the house registered the same key."""


class Registry(Generic[T]):
    """An ordered mapping from key to entry that is filled at start-up and only read afterwards."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, T] = {}

    def register(self, key: str, entry: T) -> T:
        """Add an entry. Raises DuplicateEntry when the key is taken by another entry."""
        if key in self._entries:
            raise DuplicateEntry(f"{self.name}: {key!r} is registered twice")
        self._entries[key] = entry
        return entry

    def __getitem__(self, key: str) -> T:
        try:
            return self._entries[key]
        except KeyError:
            raise KeyError(f"{self.name}: {key!r} is not registered") from None

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[T]:
        return iter(self._entries.values())

    def items(self) -> list[tuple[str, T]]:
        return list(self._entries.items())
