"""A search as tantivy is asked it."""

from collections.abc import Callable, Sequence
from datetime import date

import tantivy
from tantivy import FieldType, Occur, Query

from mingtang.foundation.search.engine.wanted import (
    All,
    Condition,
    Either,
    How,
    OneOf,
    Order,
    TitleHas,
    Value,
    Wanted,
)
from mingtang.kernel.search.cutting import is_word, pairs_apart, pairs_of, units_of
from mingtang.kernel.search.reading import Reading, Term

TIER = 4096.0
"""Worth more than the words of any query together; what decides before the words do is a multiple of it."""
_TITLE_HAS_RUN, _TITLE_IS, _NUMBER = 1, 2, 4

_IN_TITLE = 3.0
_IN_TITLE_OF_SOME = 0.5
"""Where a part of the words is enough, a title that has one of them says little about what is asked."""
_OTHER_WORD = 0.5
_PAIR = 2.0
"""What two neighbouring characters are worth that a text has in common with a query it has only some words of: by them
texts come first that say the same in words cut otherwise, or in the same order.
"""
_MOST_PAIRS = 60
_SPOILT = 3
"""Pairs of a title that may be missing for a slip."""
_RAREST = 12
"""Pairs by which a title with a slip is told."""
_EVERYWHERE = 0.95
"""Part of all documents from which on a word is worth nothing that so many have: by BM25 it would be worth less than
0.12, where a rare one is worth ten, and to weigh several such in each of them takes much longer than to look for them.
"""
_NUMERIC = frozenset({"unit", "area", "year", "over"})

Parts = list[tuple[Occur, Query]]


class Asker:
    """Builds the queries of one schema. `frequency` tells how many of `size` documents have a value in a field."""

    def __init__(self, schema: tantivy.Schema, frequency: Callable[[str, str], int], size: int) -> None:
        self.schema, self.frequency, self.size = schema, frequency, size

    def may_have(self, text: str, *, in_pieces: bool = False) -> bool:
        """Whether there may be a document with a word, or with a longer text or any text `in_pieces`."""
        pairs = pairs_of(text)
        is_whole = is_word(text) and not (in_pieces and pairs)
        parts = [("words", text)] if is_whole else [("pairs", pair) for pair in pairs]
        return all(self.frequency(name, value) for name, value in parts)

    def tells_apart(self, wanted: Wanted) -> bool:
        """Whether the words of a search say which of its answers is the better."""
        reading = wanted.reading
        said = [*((term.text, *term.also) for term in reading.terms), *((text,) for text in reading.asides)]
        return (
            wanted.how is How.SLIP
            or bool(reading.phrases or reading.numbers)
            or not all(self._is_everywhere(wanted, texts) for texts in said)
        )

    def _is_everywhere(self, wanted: Wanted, texts: Sequence[str]) -> bool:
        """Whether nearly all documents have one of some words for the same. Where nothing but the words may decide, all
        are weighed.
        """
        least = _EVERYWHERE * self.size
        return wanted.order is not Order.STRICT and any(
            self.frequency("words", text) >= least for text in texts
        )

    def past(self, today: date) -> Query:
        """What may no longer be found."""
        return Query.range_query(
            self.schema, "until", FieldType.Unsigned, 0, today.toordinal(), include_upper=False
        )

    def over(self) -> Query:
        """What is no longer in force."""
        return self._term("over", 1)

    def in_force(self, query: Query) -> Query:
        return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, self.over())])

    def only_over(self, query: Query) -> Query:
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, self.over())])

    def query(self, wanted: Wanted, *, without: str = "", some_past: bool = True) -> Query:
        """The whole search; `without` names a facet whose choice is left aside, `some_past` tells that the index
        holds what may no longer be found.
        """
        return _whole([*self._matching(wanted), *self._bounds(wanted, without, some_past)])

    def named(self, wanted: Wanted) -> Query | None:
        """What is called as the whole query; None where the query is no title."""
        title = wanted.reading.title
        return self._term("title_key", title) if title else None

    def in_titles(
        self, wanted: Wanted, *, named: Query | None = None, some_past: bool = True
    ) -> Query | None:
        """What has all that is asked for in its title or number, or is `named` so, the nearer the better; None where
        nothing is.
        """
        reading = wanted.reading
        titles = [self._in_title(term) for term in reading.terms]
        titles += [self._phrase("title_pairs", "title", text) for text in reading.phrases]
        if not titles:
            return None
        numbers = [self._term("number", number) for number in reading.numbers]
        best = [_worth(number, _NUMBER) for number in numbers]
        if named is not None:
            best.append(_worth(named, _TITLE_IS))
        if len(pairs_of(reading.run)) > 1:
            best.append(_worth(self._phrase("title_pairs", "title", reading.run), _TITLE_HAS_RUN))
        others = numbers if named is None else [*numbers, named]
        found = _must([_either([_all(titles), *others])] if others else titles)
        return _whole([*found, *self._bounds(wanted, "", some_past), *_should(best)])

    def partly_in_titles(self, wanted: Wanted, *, some_past: bool = True) -> Query | None:
        """The whole search where the title has some of the words, the more the better; None where none has."""
        terms = wanted.reading.terms
        titles = [
            self._in_title(term) for term in terms if any(map(self._is_titled, (term.text, *term.also)))
        ]
        if len(terms) < 2 or not titles:
            return None
        found = [*_must([_either(titles)]), *self._matching(wanted)]
        return _whole([*found, *self._bounds(wanted, "", some_past)])

    def _is_titled(self, text: str) -> bool:
        return not is_word(text) or self.frequency("title", text) > 0

    def elsewhere(self, wanted: Wanted, *, some_past: bool = True) -> Query:
        """The whole search, by how well the words fit."""
        reading = wanted.reading
        some = wanted.how in (How.MOST, How.SOME)
        in_title = _IN_TITLE_OF_SOME if some else _IN_TITLE
        more = [Query.boost_query(self._in_title(term), in_title) for term in reading.terms]
        more += [self._term("words", text) for text in reading.asides]
        if some:
            pairs = list(dict.fromkeys(pairs_of(reading.run)))[:_MOST_PAIRS]
            more += [Query.boost_query(self._term("pairs", pair), _PAIR) for pair in pairs]
        found = self._matching(wanted)
        # A single word in the title is what `in_titles` finds.
        boosts = _should(more) if len(more) > 1 else []
        return _whole([*found, *self._bounds(wanted, "", some_past), *boosts])

    def _bounds(self, wanted: Wanted, without: str, some_past: bool) -> Parts:
        must = [
            self._one_of(name, values) for name, values in wanted.chosen.items() if name != without and values
        ]
        if wanted.scope is not None:
            must.append(self.condition(wanted.scope))
        never = [self._phrase("pairs", "words", text) for text in wanted.reading.without]
        if wanted.hidden:
            never.append(Query.term_set_query(self.schema, "key", list(wanted.hidden)))
        if some_past:
            never.append(self.past(wanted.today))
        # What bounds a search says nothing about how good an answer is.
        return [
            *((Occur.Must, Query.const_score_query(part, 0.0)) for part in must),
            *((Occur.MustNot, part) for part in never),
        ]

    def condition(self, condition: Condition) -> Query:
        match condition:
            case OneOf(name, values):
                return self._one_of(name, values)
            case TitleHas(text):
                return self._phrase("title_pairs", "title", text)
            case All(parts):
                return _all([self.condition(part) for part in parts])
            case Either(parts):
                return _either([self.condition(part) for part in parts])

    def _matching(self, wanted: Wanted) -> Parts:
        reading, how = wanted.reading, wanted.how
        if not reading:
            return _must([Query.all_query()])
        if how is How.SLIP:
            parts = _must([self._slip(reading)])
        else:
            terms = [self._said(wanted, term) for term in reading.terms]
            least = _least(how, len(terms))
            if 1 < least < len(terms):
                # To count the words that are there and to weigh them is much quicker apart than at once.
                enough = Query.const_score_query(Query.boolean_query(_should(terms), least), 0.0)
                parts = [(Occur.Must, enough), *_should(terms)]
            elif least < len(terms):
                parts = _must([_either(terms)])
            else:
                parts = _must(terms)
        parts += _must([self._exact(text) for text in reading.phrases])
        numbers = [self._term("number", number) for number in reading.numbers]
        return _must([_either([_whole(parts), *numbers])]) if numbers else parts

    def _slip(self, reading: Reading) -> Query:
        """Titles that have nearly all pairs of the query: one wrong character spoils two of them. Of a long query only
        the rarest are looked for: what has nearly all pairs has nearly all of those, and the commonest are in so many
        titles that to count them takes most of the time.
        """
        pairs = list(dict.fromkeys(pairs_of(reading.run)))
        if len(pairs) < 3:
            return Query.empty_query()
        if len(pairs) > _RAREST:
            pairs = sorted(pairs, key=lambda pair: self.frequency("title_pairs", pair))[:_RAREST]
        least = max(len(pairs) - _SPOILT, (len(pairs) + 1) // 2)
        return Query.boolean_query([(Occur.Should, self._term("title_pairs", pair)) for pair in pairs], least)

    def _said(self, wanted: Wanted, term: Term) -> Query:
        """A term or another word for it."""
        is_piece = wanted.how is How.PIECES
        own = self._phrase("pairs", "words", term.text) if is_piece else self._text(term.text)
        others = [Query.boost_query(self._text(text), _OTHER_WORD) for text in term.also]
        said = Query.disjunction_max_query([own, *others], 0.1) if others else own
        is_everywhere = self._is_everywhere(wanted, (term.text, *term.also))
        return Query.const_score_query(said, 0.0) if is_everywhere else said

    def _text(self, text: str) -> Query:
        """A text as a word where it is one, else as a run of characters."""
        return self._term("words", text) if is_word(text) else self._phrase("pairs", "words", text)

    def _exact(self, text: str) -> Query:
        return self._phrase("pairs", "words", text)

    def _phrase(self, pairs_field: str, words_field: str, text: str) -> Query:
        pairs = pairs_apart(text)
        if not pairs:
            units = units_of(text)
            return self._term(words_field, units[0]) if units else Query.empty_query()
        if len(pairs) == 1:
            return self._term(pairs_field, pairs[0][1])
        phrase = Query.phrase_query(self.schema, pairs_field, list(pairs))
        # Worth as much as if each of its pairs had been looked for.
        return Query.boost_query(phrase, len(pairs_of(text)) / len(pairs))

    def _in_title(self, term: Term) -> Query:
        parts = [
            self._term("title", text) if is_word(text) else self._phrase("title_pairs", "title", text)
            for text in (term.text, *term.also)
        ]
        return parts[0] if len(parts) == 1 else Query.disjunction_max_query(parts, 0.0)

    def _one_of(self, name: str, values: Sequence[Value]) -> Query:
        if name in _NUMERIC:
            # Below zero is what no document has: a unit there is not.
            return Query.term_set_query(
                self.schema, name, [int(value) for value in values if int(value) >= 0]
            )
        return Query.term_set_query(self.schema, name, [str(value) for value in values])

    def _term(self, name: str, value: Value) -> Query:
        return Query.term_query(self.schema, name, value, index_option="freq")


def _least(how: How, number: int) -> int:
    """How many of some terms have to be there."""
    if how is How.MOST:
        return max(1, -(-number * 2 // 3))
    return 1 if how is How.SOME else number


def _must(parts: Sequence[Query]) -> Parts:
    return [(Occur.Must, part) for part in parts]


def _should(parts: Sequence[Query]) -> Parts:
    return [(Occur.Should, part) for part in parts]


def _whole(parts: Parts) -> Query:
    """The parts as one query; a single one stays as it is, which is faster."""
    return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)


def _all(parts: Sequence[Query]) -> Query:
    return _whole(_must(parts))


def _either(parts: Sequence[Query]) -> Query:
    return Query.boolean_query(_should(parts))


def _worth(query: Query, tiers: int) -> Query:
    return Query.const_score_query(query, tiers * TIER)
