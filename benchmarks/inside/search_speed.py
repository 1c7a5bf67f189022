"""The commonest words of an index asked for in three ways: by us, by bare tantivy, and by SQLite FTS5."""

import random
import sqlite3
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from benchmarks.inside.fill import SEED
from mingtang.foundation import clock
from mingtang.foundation.search import indexes
from mingtang.foundation.search.engine import schema
from mingtang.foundation.search.engine.wanted import Wanted
from mingtang.kernel.search.folding import is_han
from mingtang.kernel.search.reading import read
from mingtang.kernel.search.words import EMPTY

PAGE = 20
_LOOKED_AT = 3000
_TOGETHER = (2, 2, 2, 2, 3, 3, 3, 3)
"""How many words the queries of several words have."""


def common_words(number: int) -> list[str]:
    """The words that most documents have, of those that a search looks for."""
    found = [word for word, _documents in _searcher().terms_with_prefix("words", "", limit=_LOOKED_AT)]
    telling = (word for word in found if len(word) > 1 and word not in EMPTY and all(map(is_han, word)))
    return list(islice((word for word in telling if _is_asked_as([word])), number))


def _is_asked_as(words: list[str]) -> bool:
    """Whether a query of these words looks for exactly them."""
    return [term.text for term in read(" ".join(words)).terms] == words


def queries(number: int) -> list[list[str]]:
    """So many single words, and some of them together."""
    words = common_words(number)
    rng = random.Random(SEED)
    several = [rng.sample(words, min(size, len(words))) for size in _TOGETHER]
    return [*([word] for word in words), *(each for each in several if _is_asked_as(each))]


def tantivy_beside(asked: list[list[str]], runs: int) -> list[dict[str, Any]]:
    """Median seconds of `Index.find` and of one bare search for the same words, taken in turn."""
    index, searcher, today = indexes.public().index, _searcher(), clock.today()
    told = []
    for words in asked:
        wanted, bare = Wanted(read(" ".join(words)), today=today), _bare(words)
        number = int(searcher.search(bare, 1).count)  # type: ignore[attr-defined]
        assert index.find(wanted).total == number, f"{words} is found another number of times"
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(_timed(lambda wanted=wanted: index.find(wanted)))  # type: ignore[misc]
            theirs.append(_timed(lambda bare=bare: searcher.search(bare, PAGE)))  # type: ignore[misc]
        told.append({"query": " ".join(words), "documents": number, "ours": ours, "bare": theirs})
    return told


def fts_beside(asked: list[list[str]], runs: int) -> list[dict[str, Any]]:
    """Median seconds of FTS5 over the same words of the same documents."""
    connection, searcher = sqlite3.connect(_fts()), _searcher()
    told = []
    for words in asked:
        match = " AND ".join(f'"{word}"' for word in words)
        (number,) = connection.execute("SELECT count(*) FROM kept WHERE kept MATCH ?", (match,)).fetchone()
        assert number == int(searcher.search(_bare(words), 1).count), f"{words}: other counts"  # type: ignore[attr-defined]
        told.append(
            {
                "query": " ".join(words),
                "seconds": [
                    _timed(
                        lambda match=match: connection.execute(  # type: ignore[misc]
                            f"SELECT rowid FROM kept WHERE kept MATCH ? ORDER BY rank LIMIT {PAGE}", (match,)
                        ).fetchall()
                    )
                    for _ in range(runs)
                ],
            }
        )
    connection.close()
    return told


def _fts() -> Path:
    """The words of all documents in a table of FTS5, made once."""
    path = indexes.folder() / "fts.sqlite3"
    if path.exists():
        return path
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute(
        "CREATE VIRTUAL TABLE kept USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    for documents in indexes.public().batches():
        rows = [(str(schema.fields_of(document).get_first("words") or ""),) for document in documents]
        connection.executemany("INSERT INTO kept (words) VALUES (?)", rows)
    connection.execute("INSERT INTO kept (kept) VALUES ('optimize')")
    connection.commit()
    connection.close()
    return path


def _searcher() -> tantivy.Searcher:
    return schema.prepare(tantivy.Index.open(str(indexes.public().shelf.current()))).searcher()


def _bare(words: list[str]) -> Query:
    kept = schema.build()
    parts = [Query.term_query(kept, "words", word, index_option="freq") for word in words]
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Must, part) for part in parts])


def _timed(run: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun
