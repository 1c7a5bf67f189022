"""What is kept of a thing that can be found."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Document:
    """One thing that can be found: `kind` and `id` name it, all else is by what and among what it is found.

    `texts` are its words besides the title, `files` those of its attachments. `names` are what else it is called: who
    types one of them finds it as by its title. `numbers` are found first, in whatever writing. `validity` and
    `attribute` are codes of the section; `is_over` puts it behind all others. `until` is the last day on which it may
    be found.
    """

    kind: str
    id: str
    title: str
    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    unit_id: int = 0
    area_id: int = 0
    theme: str = ""
    genre: str = ""
    year: int = 0
    validity: str = ""
    attribute: str = ""
    stage: str = ""
    file_kinds: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    at: datetime | None = None
    until: date | None = None
    is_over: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def digest(self) -> str:
        """Differs whenever anything of the document does."""
        told = json.dumps(vars(self), ensure_ascii=False, default=str, sort_keys=True)
        return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


def split_key(key: str) -> tuple[str, str]:
    """The kind and the id."""
    kind, _colon, pk = key.partition(":")
    return kind, pk
