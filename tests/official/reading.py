"""What was recognised in the files of the corpus, held against what a person reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.manuscripts.blocks import Found
from mingtang.foundation.manuscripts.job import parse
from mingtang.kernel.official.letter import Letter
from mingtang.kernel.official.recognising import recognise
from tests.official import making
from tests.official.figures import FIGURES
from tests.official.habits import HABITS
from tests.official.letters import LETTERS
from tests.official.notices import NOTICES
from tests.official.orders import ORDERS
from tests.official.plain import PLAIN
from tests.official.shapes import EITHER, Document

CORPUS: tuple[Document, ...] = (*NOTICES, *LETTERS, *ORDERS, *PLAIN, *FIGURES, *HABITS)
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
def read(name: str, kind: str) -> tuple[Found, Letter]:
    _kind, found = parse(MAKERS[kind](BY_NAME[name]), Limits())
    return found, recognise([block.line for block in found.blocks])


def misses(document: Document, kind: str) -> list[Miss]:
    """Fields that are wrong or absent, and those that are not in the document at all."""
    fields = read(document.name, kind)[1].fields
    wrong = []
    for name in dict.fromkeys((*document.expected, *fields)):
        wanted = document.expected.get(name, "")
        got = fields[name].value if name in fields else ""
        if got not in wanted.split(EITHER):
            wrong.append(Miss(document.name, name, got, wanted, name in fields and fields[name].sure))
    return wrong


def fields_of(document: Document, kind: str) -> int:
    """How many fields are judged: the expected and the invented."""
    return len({*document.expected, *read(document.name, kind)[1].fields})


def squeezed(text: str) -> str:
    return "".join(text.split())


def ends(document: Document, kind: str) -> list[str]:
    """What is wrong with the beginning and end of the body, and with the appendices."""
    found, letter = read(document.name, kind)
    said = [squeezed(found.blocks[n].line.text) for n in letter.body]
    first, last = squeezed(document.first), squeezed(document.last)
    wrong = []
    if not said:
        return ["no body"]
    if not said[0].startswith(first) or (not first and said[0]):
        wrong.append(f"begins {said[0][:40]!r}, not {first!r}")
    if not said[-1].endswith(last) or (not last and said[-1]):
        wrong.append(f"ends {said[-1][-40:]!r}, not {last!r}")
    if len(letter.appendices) != document.appendices:
        wrong.append(f"{len(letter.appendices)} appendices, not {document.appendices}")
    return wrong
