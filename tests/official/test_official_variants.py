"""The fields of a document do not hang on one manner of laying it out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.official.reading import CORPUS, accuracy, lost, taken_apart
from tests.official.shapes import Document
from tests.official.variants import VARIANTS

ENOUGH = 0.92
FALSE_AND_SURE = 0.04


def third(variant: Callable[[Document], Document]) -> tuple[Document, ...]:
    """A third of the corpus, another for each of three variants that follow each other: all of it takes a minute."""
    return CORPUS[VARIANTS.index(variant) % 3 :: 3]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
@pytest.mark.parametrize("kind", ["docx", "html"])
def test_fields_survive(variant: Callable[[Document], Document], kind: str) -> None:
    documents = [variant(document) for document in third(variant) if not document.by_looks]
    share, judged, wrong = accuracy(documents, kind)
    listed = "\n".join(map(str, wrong))
    print(f"\n{kind}, {variant.__name__}: {share:.2%} of {judged} fields\n{listed}")
    assert share >= ENOUGH, f"{share:.2%}, misses:\n{listed}"
    assert sum(miss.sure for miss in wrong) / judged <= FALSE_AND_SURE, listed


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
def test_no_words_are_lost(variant: Callable[[Document], Document]) -> None:
    gone = {document.name: lost(*taken_apart(variant(document), "docx")) for document in third(variant)}
    assert not {name: lines for name, lines in gone.items() if lines}
