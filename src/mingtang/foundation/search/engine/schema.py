"""The fields of the index, and a document in them."""

import zlib

import tantivy

from mingtang.foundation.search.engine import counting
from mingtang.foundation.search.engine.documents import Document
from mingtang.kernel.search import cutting, spelling
from mingtang.kernel.search.reading import keys_of_number

VERSION = 3
"""Raise with every change of the fields: what was indexed under another number is indexed anew."""

SCHEMA_KEY = f"{VERSION}.{cutting.VERSION}"
MOST_TEXT = 200_000
"""Characters of the words of one document that are kept, and as many again of its files."""
NOWHEN = 0

_WORDS = "words"
_NUMBERS = ("unit", "area", "year")
_SORTING = ("at", "until", "over", "tie")
_CODES = ("kind", "theme", "genre", "validity", "attribute")
_SETS = ("themes", "flag", "file_kind", "number", "title_key")


def build() -> tantivy.Schema:
    """What is counted has columns of its own, of one value for a document: several cost ten times as much to count."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "words"):
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="freq")
    for name in ("title_pairs", "pairs"):
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="position")
    builder.add_text_field("spelled", tokenizer_name=_WORDS, index_option="basic")
    for name in (*_CODES, *_SETS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in counting.COLUMNS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in _NUMBERS:
        builder.add_unsigned_field(name, indexed=True)
    for name in _SORTING:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


def prepare(index: tantivy.Index) -> tantivy.Index:
    """Words come cut; they are parted at blanks and nowhere else. What is no pair is not kept, but its place is."""
    by_blanks = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.custom_stopword([cutting.NO_PAIR]))
        .build()
    )
    index.register_tokenizer(_WORDS, by_blanks)
    return index


def fields_of(document: Document) -> tantivy.Document:
    """A document as the index keeps it."""
    title = cutting.words_of_text(document.title)
    said = (*document.names, *document.texts, *document.numbers)
    texts = [*_within(said, MOST_TEXT), *_within(document.files, MOST_TEXT)]
    words = [*title, *(word for text in texts for word in cutting.words_of_text(text))]
    pairs = cutting.places_of_pairs(document.title)
    spelled = {token for word in set(title) for token in spelling.tokens_of(word)}
    made = tantivy.Document()
    for name, value in (
        ("key", document.key),
        ("digest", document.digest),
        ("title", " ".join(title)),
        ("words", " ".join(words)),
        ("title_pairs", " ".join(pairs)),
        ("pairs", " ".join([*pairs, *(pair for text in texts for pair in cutting.places_of_pairs(text))])),
        ("spelled", " ".join(sorted(spelled))),
        ("kind", document.kind),
        ("theme", counting.main_theme(document)),
        ("genre", document.genre),
        ("validity", document.validity),
        ("attribute", document.attribute),
        *counting.columns_of(document),
    ):
        made.add_text(name, value)
    for called in {cutting.bare(name) for name in (document.title, *document.names)}:
        made.add_text("title_key", called)
    for number in document.numbers:
        for key in keys_of_number(number):
            made.add_text("number", key)
    for flag in document.flags:
        made.add_text("flag", flag)
    for kind in set(document.file_kinds):
        made.add_text("file_kind", kind)
    parts = document.theme.split(".") if document.theme else []
    for n in range(len(parts)):
        made.add_text("themes", ".".join(parts[: n + 1]))
    made.add_unsigned("unit", document.unit_id)
    made.add_unsigned("area", document.area_id)
    made.add_unsigned("year", document.year)
    # What is dated before 1970 is as old as can be told apart.
    made.add_unsigned("at", max(int(document.at.timestamp()), NOWHEN) if document.at else NOWHEN)
    made.add_unsigned("over", int(document.is_over))
    made.add_unsigned("tie", zlib.crc32(document.key.encode()))
    if document.until:
        made.add_unsigned("until", document.until.toordinal())
    return made


def _within(texts: tuple[str, ...], limit: int) -> list[str]:
    """As many of the texts as the limit lets in, the last of them shortened."""
    kept = []
    for text in texts:
        if limit <= 0:
            break
        kept.append(text[:limit])
        limit -= len(text)
    return kept
