"""What can be guarded: sections say what a paper of theirs holds, which ones are public, and how one goes off line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.pieces import Piece
from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class Paper:
    """One text of a subject as it would go out, with all its files. `text_id` and `text_hash` name what is never
    changed again, such as a revision. `url` is where staff see it, `public_url` where everybody does. `pieces` are cut
    when they are asked for: most papers of a night need not be looked through again.
    """

    kind: str
    id: UUID
    text_id: UUID
    text_hash: str
    unit_id: int
    area_id: int | None
    title: str
    url: str
    about: About
    pieces: Callable[[], Iterable[Piece]]
    files: Sequence[StoredFile] = ()
    public_url: str = ""


@dataclass(frozen=True)
class Guarded:
    """`paper` gives one text of a subject, the public one where none is named; `current` the text that staff work on,
    public or not yet, and `newest` only its id. None when there is none. `visible` says whether a person may see it
    at the desk. `public_after`
    lists ids of public subjects in a settled order behind one. `take_down` takes a public subject off line: the text
    that was looked at, the group of the gravest hit, and the reason in words; raises WrongState when another text is
    public by now. `mask_url` is where a person makes the publishable copy, empty where
    they cannot.
    """

    code: str
    label: Any
    paper: Callable[[UUID, UUID | None], Paper | None]
    current: Callable[[UUID], Paper | None]
    newest: Callable[[UUID], UUID | None]
    visible: Callable[[Authority, UUID], bool]
    public_after: Callable[[UUID | None, int], list[UUID]]
    take_down: Callable[[UUID, UUID, str, str], None] | None = None
    mask_url: Callable[[Authority, UUID], str] = lambda who, pk: ""


GUARDED: Registry[Guarded] = Registry("subjects that are guarded")
