"""The sentences with typing errors of the shared samples, cut into folds that share no sentence."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

FOLDS = 5
SHARED = 12
"""Sentences with that many characters in a row in common go into the same fold."""


@dataclass(frozen=True)
class Sentence:
    """`right` is what should stand there; of the same length as `wrong`. Most pairs are equal: nothing is wrong."""

    wrong: str
    right: str
    fold: int


def sentences(path: Path) -> list[Sentence]:
    """All sentences but those where something is missing or too much."""
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [pair for pair in pairs if len(pair["wrong"]) == len(pair["right"])]
    group = _groups(sorted({pair["right"] for pair in pairs}))
    numbers = sorted(set(group.values()))
    random.Random(7).shuffle(numbers)
    fold = {number: at % FOLDS for at, number in enumerate(numbers)}
    return [Sentence(pair["wrong"], pair["right"], fold[group[pair["right"]]]) for pair in pairs]


def _groups(texts: list[str]) -> dict[str, int]:
    """A number for each text, the same for those that share a stretch, also by way of others."""
    parent = list(range(len(texts)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        for at in range(len(text) - SHARED + 1):
            other = first.setdefault(text[at : at + SHARED], number)
            parent[root(number)] = root(other)
    return {text: root(number) for number, text in enumerate(texts)}
