"""What was recognised in the files of the corpus, held against what a person reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.manuscripts.blocks import Found
from mingtang.foundation.manuscripts.job import parse
from mingtang.kernel.official.dates import read_date
from mingtang.kernel.official.letter import Letter
from mingtang.kernel.official.recognising import recognise
from tests.official import making
from tests.official.figures import FIGURES
from tests.official.further import FURTHER
from tests.official.habits import HABITS
from tests.official.joint import JOINT
from tests.official.letters import LETTERS
from tests.official.mixed import MIXED
from tests.official.notices import NOTICES
from tests.official.oddities import ODDITIES
from tests.official.orders import ORDERS
from tests.official.ordinary import ORDINARY
from tests.official.plain import PLAIN
from tests.official.shapes import EITHER, Document
from tests.official.varied import VARIED

CORPUS: tuple[Document, ...] = (
    *NOTICES,
    *JOINT,
    *LETTERS,
    *ORDERS,
    *PLAIN,
    *FIGURES,
    *HABITS,
    *ODDITIES,
    *FURTHER,
    *MIXED,
    *ORDINARY,
    *VARIED,
)
BY_NAME = {document.name: document for document in CORPUS}
MAKERS = {"docx": making.as_docx, "html": making.as_html, "txt": making.as_txt}


@dataclass(frozen=True)
class Miss:
    """`sure`: the recogniser said it was sure of a wrong value."""

    document: str
    field: str
    got: str
    expected: str
    sure: bool

    def __str__(self) -> str:
        return (
            f"{self.document}: {self.field}{' (sure)' if self.sure else ''}\n"
            f"    got      {self.got!r}\n    expected {self.expected!r}"
        )


@cache
def _parsed(name: str, kind: str) -> tuple[Found, Letter]:
    return taken_apart(BY_NAME[name], kind)


def taken_apart(document: Document, kind: str) -> tuple[Found, Letter]:
    _kind, found = parse(MAKERS[kind](document), Limits())
    return found, recognise([block.line for block in found.blocks])


def read(document: Document, kind: str) -> tuple[Found, Letter]:
    """Documents of the corpus are read once."""
    if BY_NAME.get(document.name) is document:
        return _parsed(document.name, kind)
    return taken_apart(document, kind)


def misses(document: Document, letter: Letter) -> list[Miss]:
    """Fields that are wrong or absent, and those that are not in the document at all."""
    fields = letter.fields
    wrong = []
    for name in dict.fromkeys((*document.expected, *fields)):
        wanted = document.expected.get(name, "")
        got = fields[name].value if name in fields else ""
        if got not in wanted.split(EITHER):
            wrong.append(Miss(document.name, name, got, wanted, name in fields and fields[name].sure))
    return wrong


def accuracy(documents: Iterable[Document], kind: str) -> tuple[float, int, list[Miss]]:
    """As `judgement`, of documents still to be read."""
    return judgement((document, read(document, kind)[1]) for document in documents)


def judgement(letters: Iterable[tuple[Document, Letter]]) -> tuple[float, int, list[Miss]]:
    """The share of fields that are right, how many were judged (the expected and the invented), and the misses."""
    judged, wrong = 0, []
    for document, letter in letters:
        judged += len({*document.expected, *letter.fields})
        wrong += misses(document, letter)
    return 1 - len(wrong) / judged, judged, wrong


def squeezed(text: str) -> str:
    return "".join(text.split())


def ends(document: Document, kind: str) -> list[str]:
    """What is wrong with the beginning and end of the body, and with the appendices."""
    found, letter = read(document, kind)
    said = [squeezed(found.blocks[n].line.text) for n in letter.body]
    firsts, lasts = ([*map(squeezed, words.split(EITHER))] for words in (document.first, document.last))
    wrong = []
    if not said:
        return ["no body"]
    if not any(said[0].startswith(first) if first else not said[0] for first in firsts):
        wrong.append(f"begins {said[0][:40]!r}, not {firsts!r}")
    if not any(said[-1].endswith(last) if last else not said[-1] for last in lasts):
        wrong.append(f"ends {said[-1][-40:]!r}, not {lasts!r}")
    if len(letter.appendices) != document.appendices:
        wrong.append(f"{len(letter.appendices)} appendices, not {document.appendices}")
    return wrong


_MAY_GO = re.compile(
    r"[-—–]*\d{1,4}[-—–]*|\d{6}|\(此页无正文\)|\(共印\d+份\)"
    # Marks of the head that no field is there for, and a number that was not given yet.
    r"|类别:[ABC]|共印\d+份|第\d期|主题词有效性有效|明传电报|专题会议纪要|2026年月日|附件\d?|[^\W\d]*\[2026\]6?号"
)


def lost(found: Found, letter: Letter) -> list[str]:
    """Lines that are neither in the text nor in a field nor say the same as one, and are no page numbers and the like."""
    kept = {*letter.body, *(n for group in letter.appendices for n in group)}
    kept |= {n for guess in letter.fields.values() for n in guess.lines}
    values = [_letters(guess.value) for guess in letter.fields.values()]
    gone = []
    for n, block in enumerate(found.blocks):
        text = squeezed(unicodedata.normalize("NFKC", block.line.text)).translate(_BRACKETS)
        day = read_date(text)
        if n in kept or (not text and block.line.kind == "text") or _MAY_GO.fullmatch(text):
            continue
        if not (day and _letters(day.isoformat()) in values) and not any(_letters(text) in v for v in values):
            gone.append(block.line.text.strip() or block.line.kind)
    return gone


_BRACKETS = str.maketrans("〔〕【】", "[][]")


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
