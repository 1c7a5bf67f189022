"""What is printed: plain values, whoever it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


class MissingFont(Exception):
    """No page of empty boxes: `characters` that no font has, or none when the fonts themselves are missing."""

    def __init__(self, characters: str = "") -> None:
        super().__init__(characters or "no Chinese font")
        self.characters = characters


@dataclass(frozen=True)
class Paper:
    """A document. Texts are plain but for `body` and `appendices`, which are HTML as a record's body holds it.

    The red head is printed when there are both `mark` (发文机关) and `doc_no`. `attachments` are names for 附件说明;
    `facts` stand beside the QR code of `address` at the end, neither without an address; `pictures` are PNG or JPEG by
    the `src` of an image.
    """

    title: str
    body: str
    address: str
    appendices: str = ""
    subtitle: str = ""
    mark: str = ""
    doc_no: str = ""
    addressees: str = ""
    attachments: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    date: date | None = None
    annotation: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def has_red_head(self) -> bool:
        return bool(self.mark and self.doc_no)

    @property
    def day(self) -> str:
        """成文日期 as printed: full year, no leading zeros."""
        return f"{self.date.year}年{self.date.month}月{self.date.day}日" if self.date else ""


def attachment_lines(paper: Paper) -> list[tuple[str, str]]:
    """附件说明: label and text of each line; no number for a single one, no mark at the end."""
    names = [name.strip().rstrip("。；") for name in paper.attachments]
    if len(names) == 1:
        return [("附件：", names[0])]
    return [("附件：" if n == 1 else "", f"{n}.{name}") for n, name in enumerate(names, 1)]
