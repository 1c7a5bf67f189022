"""Questions in everyday words put to the articles of many laws: how good the answers are, beside plain BM25."""

import gzip
import json
import math
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from mingtang.foundation.search import defaults, synonyms
from mingtang.foundation.search.engine import schema, widening
from mingtang.foundation.search.engine.documents import Document, split_key
from mingtang.foundation.search.engine.index import Index, Writer
from mingtang.foundation.search.engine.shelf import Shelf
from mingtang.foundation.search.engine.wanted import Wanted
from mingtang.foundation.search.indexes import folder
from mingtang.kernel.search.cutting import words_of_query
from mingtang.kernel.search.reading import read

DEPTH = 10
_FETCHED = 60
"""More than are judged, because the same article stands in several versions of a law."""

Article = tuple[str, str, str]
"""Title of the law, number of the article, text. Versions of a law in which all three are equal count as one."""


def run(laws: str, questions: str, most: int) -> dict[str, Any]:
    """nDCG@10 of each question both ways. At most so many articles are indexed, those judged always."""
    asked = json.loads(Path(questions).read_text("utf-8"))
    rows = list(_articles(laws, asked, most))
    begun = time.perf_counter()
    index = _indexed(rows)
    spent = time.perf_counter() - begun
    by_word = synonyms.by_word(defaults.GROUPS)
    searcher = schema.prepare(tantivy.Index.open(str(index.shelf.current()))).searcher()
    return {
        "articles": len(rows),
        "seconds": spent,
        "questions": [_judged(entry, rows, index, searcher, by_word) for entry in asked],
    }


def _articles(laws: str, asked: list[dict[str, Any]], most: int) -> Iterator[dict[str, str]]:
    judged = {(each["title"], each["article"]) for entry in asked for each in entry["relevant"]}
    with gzip.open(laws, "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            row = json.loads(line)
            if n < most or (row["title"], row["article"]) in judged:
                yield row


def _indexed(rows: list[dict[str, str]]) -> Index:
    shelf = Shelf(folder() / "laws")
    place = shelf.fresh()
    writer = Writer(place)
    for n, row in enumerate(rows):
        writer.put(
            Document(
                "record",
                str(n),
                f"{row['title']}{row['article']}",
                texts=(row["text"],),
                at=datetime.fromisoformat(row["date"]).replace(tzinfo=UTC) if row["date"] else None,
            )
        )
    writer.commit()
    writer.close()
    shelf.take_into_use(place)
    return Index(shelf)


def _judged(
    entry: dict[str, Any],
    rows: list[dict[str, str]],
    index: Index,
    searcher: tantivy.Searcher,
    by_word: Mapping[str, tuple[str, ...]],
) -> dict[str, Any]:
    grades = _grades(entry["relevant"], rows)
    ours = widening.widened(index, Wanted(read(entry["question"], by_word)), 0, _FETCHED, by_word)
    return {
        "question": entry["question"],
        "style": entry["style"],
        "ours": _ndcg((_article(rows[int(split_key(key)[1])]) for key in ours.keys), grades),
        "plain": _ndcg((_article(rows[n]) for n in _plain(searcher, entry["question"])), grades),
        "how": str(ours.wanted.how),
    }


def _grades(relevant: list[dict[str, Any]], rows: list[dict[str, str]]) -> dict[Article, int]:
    """By article its grade; without a date all versions are meant."""
    found: dict[Article, int] = {}
    for each in relevant:
        for row in rows:
            if (row["title"], row["article"]) == (each["title"], each["article"]) and (
                each.get("date", row["date"]) == row["date"]
            ):
                found[_article(row)] = max(found.get(_article(row), 0), each["grade"])
    return found


def _article(row: dict[str, str]) -> Article:
    return row["title"], row["article"], row["text"]


def _plain(searcher: tantivy.Searcher, question: str) -> list[int]:
    """Any of the words of the question, by BM25 alone."""
    schema_ = schema.build()
    words = [
        (Occur.Should, Query.term_query(schema_, "words", word, index_option="freq"))
        for word in words_of_query(question)
    ]
    hits = searcher.search(Query.boolean_query(words), _FETCHED).hits
    keys = (str(searcher.doc(address).get_first("key")) for _score, address in hits)
    return [int(split_key(key)[1]) for key in keys]


def _ndcg(found: Iterable[Article], grades: Mapping[Article, int]) -> float:
    """Gains of 2^grade - 1, less the further down; 1.0 for the best order there is."""
    gains = [2.0 ** grades.get(article, 0) - 1 for article in dict.fromkeys(found)]
    best = sorted((2.0**grade - 1 for grade in grades.values()), reverse=True)
    return _discounted(gains) / _discounted(best)


def _discounted(gains: list[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:DEPTH]))
