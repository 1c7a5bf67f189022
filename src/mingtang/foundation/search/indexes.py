"""The two indexes: what everybody finds, and what staff find. Each has a folder and its kinds of documents."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import QuerySet

from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.index import Index
from mingtang.foundation.search.engine.shelf import Shelf
from mingtang.foundation.search.searchable import DESK_SEARCHABLE, SEARCHABLE, Face

log = logging.getLogger(__name__)

BATCH = 200
"""Documents made at once."""


@dataclass(frozen=True)
class Collection:
    """One index. `faces` holds its kinds."""

    name: str
    folder: Path
    shelf: Shelf = field(init=False)
    index: Index = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shelf", Shelf(self.folder))
        object.__setattr__(self, "index", Index(self.shelf))

    @property
    def faces(self) -> dict[str, Face]:
        entries = SEARCHABLE if self.name == "public" else DESK_SEARCHABLE
        return {entry.kind: entry.face for entry in entries}

    def documents(self, kind: str, ids: Sequence[str]) -> tuple[list[Document], list[str]]:
        """Those of some things that are to be found here, as they are now, and the ids of those that could not be made
        into documents: one of them keeps no other out.
        """
        face = self.faces.get(kind)
        if face is None:
            return [], []
        try:
            return list(face.documents(ids)), []
        except DatabaseError:
            # That says nothing about the things, and passes.
            raise
        except Exception:
            if len(ids) == 1:
                log.exception("%s:%s cannot be indexed", kind, ids[0])
                return [], list(ids)
        each = [self.documents(kind, [pk]) for pk in ids]
        return [made for found, _failed in each for made in found], [
            pk for _f, failed in each for pk in failed
        ]

    def batches(self) -> Iterator[list[Document]]:
        """Everything that is to be found here, in batches."""
        for kind, face in self.faces.items():
            for ids in in_batches(face.ids()):
                yield self.documents(kind, ids)[0]


def keys_of(rows: QuerySet[Any], size: int = 2000) -> Iterator[str]:
    """The keys of rows as text, read piece by piece, so that nothing is held open between two of them."""
    last: Any = None
    while True:
        further = rows if last is None else rows.filter(pk__gt=last)
        found = list(further.order_by("pk").values_list("pk", flat=True)[:size])
        yield from map(str, found)
        if len(found) < size:
            return
        last = found[-1]


def texts_of(rows: QuerySet[Any]) -> set[str]:
    """The keys of some rows as text."""
    return set(map(str, rows.values_list("pk", flat=True)))


def in_batches(ids: Iterable[str], size: int = BATCH) -> Iterator[list[str]]:
    batch: list[str] = []
    for each in ids:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@cache
def _collection(name: str, folder: Path) -> Collection:
    return Collection(name, folder / name)


def folder() -> Path:
    path: Path = settings.SEARCH_DIR
    return path


def public() -> Collection:
    return _collection("public", folder())


def desk() -> Collection:
    return _collection("desk", folder())
