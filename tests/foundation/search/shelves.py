"""An index of a test's own."""

from collections.abc import Iterable
from pathlib import Path

from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.index import Index, Writer
from mingtang.foundation.search.engine.shelf import Shelf


def made(folder: Path, documents: Iterable[Document]) -> Index:
    """An index of some documents, taken into use."""
    shelf = Shelf(folder)
    place = shelf.fresh()
    writer = Writer(place)
    for each in documents:
        writer.put(each)
    writer.commit()
    writer.close()
    shelf.take_into_use(place)
    return Index(shelf)
