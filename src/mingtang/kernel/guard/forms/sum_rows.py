"""Totals that stand beside their amounts: a column 合计 of the columns to its left or to its right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mingtang.kernel.guard.forms.amounts import Amount
from mingtang.kernel.guard.forms.sum_columns import Column
from mingtang.kernel.guard.forms.sum_words import Wrong, hit_of
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.passages import Passage

_KEPT = 50


@dataclass
class _Guess:
    """One way in which a column may be a total: of the columns from `first` to before `last`."""

    first: int
    last: int
    right: int = 0
    wrong: int = 0
    kept: list[Wrong] = field(default_factory=list)


class RowTotals:
    """Watches the columns whose header is a total. Which side they add is learnt from the rows that come out right."""

    def __init__(self, leaves: Mapping[int, str], headers: Mapping[int, str]) -> None:
        self._headers = headers
        places = sorted(leaves)
        last = max(headers, default=-1) + 1
        self._guesses = {
            at: (
                _Guess(places[n - 1] + 1 if n else 0, at),
                _Guess(at + 1, places[n + 1] if n + 1 < len(places) else last),
            )
            for n, at in enumerate(places)
        }

    def take(self, amounts: Mapping[int, tuple[Passage, Amount]]) -> None:
        for at, guesses in self._guesses.items():
            if at not in amounts or amounts[at][1].blank:
                continue
            passage, found = amounts[at]
            for guess in guesses:
                self._try(guess, passage, found, amounts)

    def wrong(self) -> Iterator[Hit]:
        for guesses in self._guesses.values():
            other, best = sorted(guesses, key=lambda guess: guess.right)
            # A wrong amount may spoil its row and the row of totals.
            if best.right >= 2 and best.right >= best.wrong and best.right > other.right:
                for one in best.kept:
                    yield hit_of(one, 0.9)

    def _try(
        self, guess: _Guess, passage: Passage, found: Amount, amounts: Mapping[int, tuple[Passage, Amount]]
    ) -> None:
        parts = [
            (at, amount)
            for at, (_, amount) in amounts.items()
            if guess.first <= at < guess.last and not amount.blank and self._adds(at)
        ]
        if len(parts) < 2:
            return
        column = Column(self._headers.get(parts[0][0], ""))
        for _, amount in parts:
            column.take(amount)
        total = sum((amount.value for _, amount in parts), Decimal(0))
        if abs(total - found.value) <= column.tolerance(len(parts), found):
            guess.right += 1
            return
        guess.wrong += 1
        cell = passage.piece.cell
        if len(guess.kept) < _KEPT and cell is not None:
            guess.kept.append(Wrong(passage, found, total, len(parts), cell.row, cell.row, across=True))

    def _adds(self, at: int) -> bool:
        return Column(self._headers.get(at, "")).adds()
