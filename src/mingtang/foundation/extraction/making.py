"""Makes the pieces of one file, and numbers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mingtang.foundation.containers.limits import Limits
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place

_COUNTED = frozenset((Part.TEXT, Part.CELL))
_NOWHERE = frozenset((Part.PROPERTY, Part.FILE_NAME))
"""What belongs to the file as a whole."""
PICTURES_MOST = 40
PICTURE_BYTES_MOST = 60_000_000


@dataclass
class Purse:
    """Pictures that may still be handed out, of the whole upload: reading them takes seconds each."""

    pictures: int = PICTURES_MOST
    size: int = PICTURE_BYTES_MOST

    def pays(self, size: int) -> bool:
        if self.pictures <= 0 or size > self.size:
            return False
        self.pictures -= 1
        self.size -= size
        return True


@dataclass
class Making:
    """`entry` is the file inside an archive, `deep` how many files this one lies in."""

    limits: Limits
    entry: str = ""
    deep: int = 0
    purse: Purse = field(default_factory=Purse)
    blocks: int = 0
    tables: int = 0

    def inside(self, name: str) -> Making:
        """For a file that lies in this one."""
        entry = f"{self.entry}/{name}" if self.entry else name
        return Making(self.limits, entry, self.deep + 1, self.purse)

    def place(
        self, part: Part = Part.TEXT, *, label: str = "", page: int = 0, cell: str = "", hidden: bool = False
    ) -> Place:
        block = 0 if part in _NOWHERE else self.blocks
        return Place(part, label, page, block, cell, self.entry, hidden)

    def text(
        self,
        text: str,
        part: Part = Part.TEXT,
        *,
        label: str = "",
        page: int = 0,
        cell: str = "",
        hidden: bool = False,
        at: Cell | None = None,
    ) -> Iterator[Piece]:
        """One piece; none of what is blank. Running text that is seen counts as a paragraph."""
        if not text or text.isspace():
            return
        if not text.isascii():
            text = _whole(text)
        yield Piece(text, self.place(part, label=label, page=page, cell=cell, hidden=hidden), at)
        if not hidden and part in _COUNTED:
            self.blocks += 1

    def table(self) -> int:
        """The number of the table that begins."""
        self.tables += 1
        return self.tables - 1


def _whole(text: str) -> str:
    """Halves of characters cannot be stored or handed on."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
