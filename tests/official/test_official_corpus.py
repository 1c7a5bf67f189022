"""Documents of every kind, as DOCX, pasted HTML and text, are taken apart as a person would do it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.official.reading import CORPUS, accuracy, ends, lost, read
from tests.official.shapes import Document, Figure

FORMATS = ("docx", "html", "txt")
WITH_LOOKS = ("docx", "html")
ENOUGH = {"docx": 0.95, "html": 0.95, "txt": 0.9}
FALSE_AND_SURE = 0.02
SPANS = re.compile(r' (colspan|rowspan)="(\d+)"')
NAMES = [document.name for document in CORPUS]


def asked(kind: str) -> list[Document]:
    return [document for document in CORPUS if kind in WITH_LOOKS or not document.by_looks]


def test_there_are_enough_documents() -> None:
    assert len(set(NAMES)) == len(CORPUS) >= 64


@pytest.mark.parametrize("kind", FORMATS)
def test_fields_are_recognised(kind: str) -> None:
    share, judged, wrong = accuracy(asked(kind), kind)
    listed = "\n".join(map(str, wrong))
    print(f"\n{kind}: {share:.2%} of {judged} fields in {len(asked(kind))} documents\n{listed}")
    assert share >= ENOUGH[kind], f"{kind}: {share:.2%}, misses:\n{listed}"


@pytest.mark.parametrize("kind", WITH_LOOKS)
def test_what_is_sure_is_right(kind: str) -> None:
    _share, judged, wrong = accuracy(CORPUS, kind)
    false = [miss for miss in wrong if miss.sure]
    assert len(false) / judged <= FALSE_AND_SURE, "\n".join(map(str, false))


@pytest.mark.parametrize("kind", WITH_LOOKS)
@pytest.mark.parametrize("document", CORPUS, ids=NAMES)
def test_the_body_begins_and_ends_where_it_does(document: Document, kind: str) -> None:
    assert not ends(document, kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_no_words_are_lost(kind: str) -> None:
    gone = {document.name: lost(*read(document, kind)) for document in CORPUS}
    assert not {name: lines for name, lines in gone.items() if lines}


@pytest.mark.parametrize("document", asked("txt"), ids=lambda document: document.name)
def test_the_body_of_a_text_file_too(document: Document) -> None:
    assert not ends(document, "txt")


@pytest.mark.parametrize("kind", WITH_LOOKS)
@pytest.mark.parametrize(
    "document", [each for each in CORPUS if each.tables], ids=lambda document: document.name
)
def test_tables_keep_their_spans(document: Document, kind: str) -> None:
    wanted = Counter(
        (name, str(number))
        for table in document.tables
        for cell in table.cells
        for name, number in (("colspan", cell.cols), ("rowspan", cell.rows))
        if number > 1
    )
    found, _letter = read(document, kind)
    assert Counter(SPANS.findall("".join(block.html for block in found.blocks))) == wanted


@pytest.mark.parametrize("kind", WITH_LOOKS)
def test_figures_are_kept(kind: str) -> None:
    lost = []
    for document in CORPUS:
        found, letter = read(document, kind)
        drawn = sum(isinstance(block, Figure) for block in document.blocks)
        figures = {n for n, block in enumerate(found.blocks) if block.line.kind == "figure"}
        assert len(figures) == len(found.pictures) == drawn
        if figures - {*letter.body, *(n for group in letter.appendices for n in group)}:
            lost.append(document.name)
    assert not lost
