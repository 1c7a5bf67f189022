"""The fields of a document do not hang on one manner of laying it out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mingtang.kernel.official.letter import Letter
from tests.official.reading import CORPUS, judgement, lost, taken_apart
from tests.official.shapes import Document
from tests.official.variants import VARIANTS

ENOUGH = 0.92
FALSE_AND_SURE = 0.04


def third(variant: Callable[[Document], Document]) -> tuple[Document, ...]:
    """A third of the corpus, another for each of three variants that follow each other: all of it takes a minute."""
    return CORPUS[VARIANTS.index(variant) % 3 :: 3]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
def test_fields_survive_and_no_words_are_lost_in_word_files(variant: Callable[[Document], Document]) -> None:
    read = [(document, taken_apart(document, "docx")) for document in map(variant, third(variant))]
    gone = {document.name: lost(found, letter) for document, (found, letter) in read}
    assert not {name: lines for name, lines in gone.items() if lines}
    held_against([(document, letter) for document, (_found, letter) in read if not document.by_looks])


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
def test_fields_survive_in_web_pages(variant: Callable[[Document], Document]) -> None:
    documents = [variant(document) for document in third(variant) if not document.by_looks]
    held_against([(document, taken_apart(document, "html")[1]) for document in documents])


def held_against(read: list[tuple[Document, Letter]]) -> None:
    share, judged, wrong = judgement(read)
    listed = "\n".join(map(str, wrong))
    print(f"\n{share:.2%} of {judged} fields\n{listed}")
    assert share >= ENOUGH, f"{share:.2%}, misses:\n{listed}"
    assert sum(miss.sure for miss in wrong) / judged <= FALSE_AND_SURE, listed
