"""What of a paper is personal, and what stands in its place: `Masking`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.folding import folded
from mingtang.kernel.guard.hits import KINDS, Hit, Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.lexicon import Lexicon
from mingtang.kernel.guard.masking import LEFT_OUT, masked
from mingtang.kernel.guard.pieces import Piece, Place
from mingtang.kernel.guard.ready import Report, check

GROUP = "personal."
COLUMN = "personal.column"

HITS_MOST = 500_000
ROWS_MOST = 5_000
_DIGIT = re.compile(r"\d")
_DIGITS_OF_A_SECRET = 7
_DIGITS_OF_A_WRONG_NUMBER = 5
_NUMBERS = {
    "id": "personal.id_number",
    "passport": "personal.passport",
    "officer": "personal.passport",
    "social": "personal.social_card",
    "own_phone": "personal.mobile",
    "plate": "personal.plate",
    "chat": "personal.chat_account",
}
"""Columns whose numbers are masked, by what `personal/headers` calls them; the mask is that of the kind."""
_READ = frozenset(("home", "email"))
"""Columns of which only what is found is masked. All others are emptied: accounts, illnesses, family."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a piece as it was read, and what replaces them."""

    start: int
    end: int
    kind: str
    mask: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A piece that reads part of the piece `of` in another way: put together from what stands apart, where it `ends`;
    or, with no ends, apart from what it touches. `places` are those of its characters in the other.
    """

    of: int
    places: Sequence[int]
    ends: Sequence[int]

    def is_sure(self, hit: Hit) -> bool:
        """Only numbers that prove themselves: others would be found where nobody wrote one."""
        return hit.severity == Severity.BLOCK and (
            not self.ends or any(hit.start < end < hit.end for end in self.ends)
        )

    def is_new(self, span: Span, known: set[int]) -> bool:
        """Whether it is not among what is known, to which it belongs from now on."""
        places = self.places[span.start : span.end]
        if known.issuperset((places[0], places[-1])):
            return False
        known.update(places)
        return True


@dataclass(frozen=True, slots=True)
class _Column:
    """A column with private data: the row of its head, what that says, and what it holds (`personal/headers`)."""

    row: int
    head: str
    holds: str


class Masking:
    """One paper's masking. `keep`: kinds that are to stay as they are, besides those the county switched off.

    What only informs stays, too: names in papers that must name people, telephones of an office. `strict` takes them
    as well.
    """

    def __init__(
        self, about: About, knowledge: Knowledge, *, strict: bool = False, keep: frozenset[str] = frozenset()
    ) -> None:
        other = {code for code, _kind in KINDS.items() if not code.startswith(GROUP)}
        self._about = about
        self._knowledge = replace(knowledge, off=knowledge.off | other | keep)
        self._strict = strict
        self._rows: Counter[tuple[Place, str, str, str]] = Counter()
        self.secrets: dict[str, str] = {}
        """Folded clear text → kind, of what can be told from any other text: numbers and addresses of mail."""

    def check(self, pieces: Iterable[Piece]) -> Report:
        """What is personal in the pieces. Raises what detectors raise: nothing."""
        return check(pieces, self._about, self._knowledge, most=HITS_MOST)

    def find(
        self, pieces: Sequence[Piece], readings: Mapping[int, Reading] | None = None
    ) -> list[list[Span]]:
        """For each piece its spans, in order and without overlaps. To be called once, with all of a paper: what is
        masked at one place is masked at every other one. `readings` says which of the pieces read another one anew.
        """
        readings = readings or {}
        found: list[list[Span]] = [[] for _piece in pieces]
        # Places are where people look; here each piece needs one of its own.
        numbered = (
            Piece(piece.text, Place(piece.place.part, block=n), piece.cell) for n, piece in enumerate(pieces)
        )
        columns: dict[tuple[int, int], _Column] = {}
        for hit in self.check(numbered).hits:
            piece, reading = pieces[hit.place.block], readings.get(hit.place.block)
            if reading is not None and not reading.is_sure(hit):
                continue
            if hit.severity == Severity.INFORM and not self._strict:
                continue
            if hit.kind == COLUMN and piece.cell is not None:
                where = (piece.cell.table, piece.cell.column)
                columns.setdefault(where, _Column(piece.cell.row, piece.text, hit.args.get("column", "")))
            elif hit.kind != COLUMN:
                found[hit.place.block].append(self._span(hit))
        for number, piece in enumerate(pieces):
            column = None if piece.cell is None else columns.get((piece.cell.table, piece.cell.column))
            if column is not None and piece.cell is not None and piece.cell.row > column.row:
                found[number] = self._by_column(piece.text, column, found[number])
        self._spread(pieces, found, readings)
        found = [_apart(spans) for spans in found]
        known: dict[int, set[int]] = {}
        for number, reading in readings.items():
            if found[number] and reading.of not in known:
                known[reading.of] = {n for span in found[reading.of] for n in range(span.start, span.end)}
            found[number] = [span for span in found[number] if reading.is_new(span, known[reading.of])]
        for piece, spans in zip(pieces, found, strict=True):
            for span in spans:
                clear = piece.text[span.start : span.end]
                row = (piece.place, span.kind, shown(clear, span.mask), span.mask)
                # One more than is told shows that there are more.
                if row in self._rows or len(self._rows) <= ROWS_MOST:
                    self._rows[row] += 1
        return found

    @property
    def rows(self) -> list[tuple[Place, str, str, str, int]]:
        """Place, kind, what the mask shows of it, the mask, how often; at most `ROWS_MOST`."""
        return [(*row, count) for row, count in self._rows.items()][:ROWS_MOST]

    @property
    def rows_were_cut(self) -> bool:
        return len(self._rows) > ROWS_MOST

    def _span(self, hit: Hit) -> Span:
        clear = folded(hit.text)[0]
        if "@" in clear or len(_DIGIT.findall(clear)) >= _DIGITS_OF_A_SECRET:
            self.secrets.setdefault(clear, hit.kind)
        return Span(hit.start, hit.end, hit.kind, self._mask(hit.kind, clear))

    def _by_column(self, text: str, column: _Column, found: list[Span]) -> list[Span]:
        """In a column that is not published nothing stays, in one of numbers not even those that are wrong."""
        if not text.strip() or text.strip() == column.head.strip():
            return found
        kind = _NUMBERS.get(column.holds)
        if kind is None and column.holds not in _READ:
            return [Span(0, len(text), COLUMN, LEFT_OUT)]
        clear = folded(text)[0]
        if kind is None or found or "*" in clear or len(_DIGIT.findall(clear)) < _DIGITS_OF_A_WRONG_NUMBER:
            return found
        start = len(text) - len(text.lstrip())
        return [Span(start, len(text.rstrip()), kind, self._mask(kind, clear.strip()))]

    def _mask(self, kind: str, clear: str) -> str:
        return masked(kind, clear, strict=self._strict)

    def _spread(self, pieces: Sequence[Piece], found: list[list[Span]], readings: Container[int]) -> None:
        """Also where nothing around it says what it is."""
        if not self.secrets:
            return
        secrets = list(self.secrets.items())
        lexicon = Lexicon([text for text, _kind in secrets])
        for number, piece in enumerate(pieces):
            if number in readings:
                continue
            text, places = folded(piece.text)
            for match in lexicon.find(text):
                if is_inside_number(text, match.start, match.end):
                    continue
                clear, kind = secrets[match.number]
                start, end = match.start, match.end
                if places is not None:
                    start, end = places[start], places[end - 1] + 1
                found[number].append(Span(start, end, kind, self._mask(kind, clear)))


def is_inside_number(text: str, start: int, end: int) -> bool:
    """Whether a digit at the edge of a span goes on outside it."""
    before = start > 0 and text[start].isdigit() and text[start - 1].isdigit()
    behind = end < len(text) and text[end - 1].isdigit() and text[end].isdigit()
    return before or behind


def shown(clear: str, mask: str) -> str:
    """What a mask shows of the clear text, for a table of what was masked: “340…1234”."""
    first, last = kept(clear, mask)
    return clear[:first] + "…" + clear[len(clear) - last :]


def kept(clear: str, mask: str) -> tuple[int, int]:
    """How many characters of the clear text the mask leaves as they are, at its beginning and at its end."""
    most = min(len(clear), len(mask))
    first = next((n for n in range(most) if clear[n] != mask[n]), most)
    most = min(len(clear), len(mask)) - first
    last = next((n for n in range(most) if clear[-1 - n] != mask[-1 - n]), most)
    return first, last


def _apart(spans: list[Span]) -> list[Span]:
    """Without overlaps: what sticks out of the longer one is blotted out."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if apart and span.start < apart[-1].end:
            if span.end > apart[-1].end:
                last = apart[-1]
                apart[-1] = replace(last, end=span.end, mask=last.mask + "*" * (span.end - last.end))
            continue
        apart.append(span)
    return apart


def replaced(text: str, spans: Iterable[Span]) -> str:
    return "".join(_parts(text, spans))


def _parts(text: str, spans: Iterable[Span]) -> Iterator[str]:
    at = 0
    for span in spans:
        yield text[at : span.start]
        yield span.mask
        at = span.end
    yield text[at:]
