"""The slot through which the one file view asks the owner's section who may read a file."""

from collections.abc import Callable
from dataclasses import dataclass

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.files.models import StoredFile
from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class FileOwner:
    """`is_public` answers for the anonymous, `visible_to` for a signed-in person."""

    is_public: Callable[[StoredFile], bool]
    visible_to: Callable[[StoredFile, Person], bool]


FILE_OWNERS: Registry[FileOwner] = Registry("file owners")
