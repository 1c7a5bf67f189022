"""Makes typing errors, in the shares they have among those people made."""

import random

from mingtang.kernel.guard.words.table import WORD, Table

WORDS = 0.25
"""Share of errors that are a whole word of the same sound."""
LOOKS = 0.3
"""Share of single characters that only look like the right one."""


def spoilt(right: str, table: Table, chance: random.Random) -> str:
    """The text with one to three errors; Chinese characters only."""
    letters = list(right)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at = chance.randrange(len(letters))
        if chance.random() < WORDS and at + 1 < len(letters):
            _word(letters, at, table, chance)
        else:
            _one(letters, at, table, chance)
    return "".join(letters)


def _word(letters: list[str], at: int, table: Table, chance: random.Random) -> None:
    pair = letters[at] + letters[at + 1]
    begins, ends = (sorted(table.spoken(letter) - {letter}) for letter in pair)
    words = (begin + end for begin in begins for end in ends)
    others = [word for word in words if table.pairs.get(word, 0) >= WORD]
    if table.pairs.get(pair, 0) >= 5 and others:
        letters[at : at + 2] = _weighted(others, [table.pairs[word] ** 2 for word in others], chance)


def _one(letters: list[str], at: int, table: Table, chance: random.Random) -> None:
    own = letters[at]
    if chance.random() < LOOKS:
        looks = table.looking(own)
        others = sorted(other for other, likeness in looks.items() if likeness >= 9)
        weights = [looks[other] ** 2 for other in others]
    else:
        others = sorted(other for other in table.taken(own) if table.alike(own, other))
        weights = [table.alike(own, other) ** 2 * table.single[other] for other in others]
    if others and own in table.single:
        letters[at] = _weighted(others, weights, chance)


def _weighted(others: list[str], weights: list[int], chance: random.Random) -> str:
    return chance.choices(others, weights)[0]
