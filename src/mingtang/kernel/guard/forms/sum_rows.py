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
_MANY = 4
"""So many amounts side by side, and a total close to theirs, are hardly a chance."""
_CLOSE = (Decimal("0.9"), Decimal("1.1"))


@dataclass
class _Guess:
    """One way in which a column may be a total: of the columns from `first` to before `last`."""

    first: int
    last: int
    right: int = 0
    wrong: int = 0
    kept: list[Wrong] = field(default_factory=list)


def _near(ratio: Decimal) -> bool:
    return _CLOSE[0] <= ratio <= _CLOSE[1]


class RowTotals:
    """Watches the columns whose header is a total. Which side they add is learnt from the rows that come out right."""

    def __init__(self, leaves: Mapping[int, str], headers: Mapping[int, str]) -> None:
        self._headers = headers
        places = sorted(leaves)
        last = max(headers, default=-1) + 1
        self._guesses = {
            at: (
                # Columns of something else may stand before those that are added: 里程、县级资金、省级资金、小计.
                *(_Guess(first, at) for first in range(places[n - 1] + 1 if n else 0, max(1, at - 1))),
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
            *left, right = guesses
            before = max(left, key=lambda guess: guess.right)
            best, other = (before, right) if before.right > right.right else (right, before)
            # A wrong amount may spoil its row and the row of totals.
            if best.right >= 2 and best.right >= best.wrong and best.right > other.right:
                for one in best.kept:
                    yield hit_of(one, 0.9)
            elif before.wrong == 1 and not best.right and right.wrong == 0:
                # The only row of its table.
                for one in before.kept:
                    if one.count >= _MANY and one.found.value and _near(one.expected / one.found.value):
                        yield hit_of(one, 0.75)

    def off(self, at: int) -> Decimal:
        """By how much the amounts of a column of totals are too high, as far as their rows say; 0: nobody knows."""
        guesses = self._guesses.get(at, ())
        best = max(guesses, key=lambda guess: guess.right, default=None)
        if best is None or best.right < max(1, best.wrong):
            return Decimal(0)
        return sum((one.found.value - one.expected for one in best.kept), Decimal(0))

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
