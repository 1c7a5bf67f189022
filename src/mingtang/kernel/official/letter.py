"""What was recognised in a document, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

WHY: Mapping[str, str] = MappingProxyType(
    {
        "head_line": "a line such as 标题：… before the text",
        "red_head": "the name of the issuer in the red head",
        "own_line": "it stands on a line of its own where it belongs",
        "above_text": "the lines between the head and the addressee or the first paragraph",
        "large": "the largest letters of the beginning",
        "centred": "centred before the text",
        "first_line": "the first line, for want of anything better",
        "colon": "a list of organs that ends with a colon",
        "below_title": "a line of its own below the title",
        "above_date": "the lines above the date at the end",
        "below_text": "a line of its own below the text",
        "from_title": "read out of the title",
        "from_signature": "the organ that signs",
        "in_text": "stated in the text",
        "note": "the note below the date",
        "imprint": "the lines at the foot of the last page",
    }
)
"""Codes of `Guess.why` with their meaning."""


@dataclass(frozen=True)
class Guess:
    """`value`: dates as yyyy-mm-dd, lists parted by “\\n”. `lines` is where it stands. What is not `sure` is to be
    looked at by a person."""

    value: str
    lines: tuple[int, ...] = ()
    sure: bool = True
    why: str = "own_line"


@dataclass(frozen=True)
class Letter:
    """Fields by name, and what the lines are: the body in order, headings with their level, 附件 after the signature.

    Fields: title, subtitle, doc_no, issuer, addressees, doc_date, signature, attachments, annotation, copies_to,
    printed_by, printed_on, secrecy, urgency, signed_by, genre, open_attr, index_no, theme, published_on, source,
    keywords, effective_on, expires_on. What is not there is absent.
    """

    fields: Mapping[str, Guess] = field(default_factory=dict)
    body: tuple[int, ...] = ()
    appendices: tuple[tuple[int, ...], ...] = ()
    headings: Mapping[int, int] = field(default_factory=dict)


@dataclass
class Head:
    """What the beginning says; `text_begin` is the first line of the text proper."""

    fields: dict[str, Guess] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    text_begin: int = 0
