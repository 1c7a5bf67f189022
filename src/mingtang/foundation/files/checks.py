"""What an uploaded file has to pass before it is kept."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.inspection.looking import NotTaken, look

ATTACHMENT_KINDS = frozenset(
    [
        *("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "ofd", "txt", "csv"),
        *("png", "jpg", "gif", "webp", "mp3", "m4a", "wav", "ogg", "mp4", "webm"),
    ]
)
FIGURE_KINDS = frozenset(("png", "jpg", "gif", "webp"))
CAPTION_KINDS = frozenset(("vtt", "srt"))
MEDIA = ("audio/", "video/")


class Unacceptable(ValueError):
    """`message` says what the file is, why it is not kept and what to do."""

    def __init__(self, message: Any) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class Checked:
    """`data` are the bytes to keep; `notes` are sentences worth telling, such as that the name was wrong."""

    kind: str
    content_type: str
    extension: str
    data: bytes
    notes: tuple[Any, ...] = ()


Check = Callable[[bytes, str], Checked]


def of_kinds(allowed: Collection[str]) -> Check:
    """The usual check: the file is looked into by a child process and has to be one of these kinds."""

    def check(data: bytes, name: str) -> Checked:
        try:
            looked = look(data, name, allowed)
        except NotTaken as refused:
            raise Unacceptable(refused.finding.message) from refused
        kind = KINDS[looked.kind]
        return Checked(
            looked.kind,
            kind.content_type,
            kind.extension,
            data if looked.content is None else looked.content,
            tuple(note.message for note in looked.notes),
        )

    return check
