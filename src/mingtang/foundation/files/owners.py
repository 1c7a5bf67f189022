"""The slot through which the one file view asks the owner's section who may read a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.files.models import StoredFile
from mingtang.kernel.registry import Registry


def none_orphaned(before: datetime) -> Iterable[UUID]:
    return ()


@dataclass(frozen=True)
class FileOwner:
    """`is_public` answers for the anonymous, `visible_to` for a signed-in person.

    `orphaned` names files uploaded before a moment that never became part of anything and never will; `title` is what
    people know a file by, empty where its own name is all there is.
    """

    is_public: Callable[[StoredFile], bool]
    visible_to: Callable[[StoredFile, Person], bool]
    orphaned: Callable[[datetime], Iterable[UUID]] = none_orphaned
    title: Callable[[StoredFile], str] = lambda stored: ""


FILE_OWNERS: Registry[FileOwner] = Registry("file owners")
# Columns outside this app that name bytes in private storage, so that the sweep leaves those.
HELD: Registry[tuple[type[Model], str]] = Registry("columns that hold bytes in private storage")
