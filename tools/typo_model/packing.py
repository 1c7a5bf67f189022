"""Packs levels of strings for `words.table.Grams`: an XOR filter whose imprints carry four bits more."""

import sys
from array import array

from mingtang.kernel.guard.words.table import SIZE, hashed


def packed(levels: dict[str, int]) -> bytes:
    """The cells of 16 bits, three parts after each other. Of strings that share all cells the higher level stays.

    Raises RuntimeError when there are too many strings for the cells: some 1.2 million.
    """
    places: dict[tuple[int, int, int], int] = {}
    for gram, level in levels.items():
        one, two, three, imprint = hashed(gram)
        key = one, SIZE + two, 2 * SIZE + three
        if places.get(key, 0) & 15 < level:
            places[key] = imprint | level
    keys = list(places)
    cells = array("H", bytes(2 * 3 * SIZE))
    for number, cell in reversed(_peeled(keys)):
        one, two, three = keys[number]
        cells[cell] ^= places[keys[number]] ^ cells[one] ^ cells[two] ^ cells[three]
    if sys.byteorder == "big":
        cells.byteswap()
    return cells.tobytes()


def _peeled(keys: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Each string with a cell that no later one of the list has."""
    count = [0] * (3 * SIZE)
    mixed = [0] * (3 * SIZE)
    for number, key in enumerate(keys):
        for cell in key:
            count[cell] += 1
            mixed[cell] ^= number
    alone = [cell for cell, times in enumerate(count) if times == 1]
    order: list[tuple[int, int]] = []
    while alone:
        cell = alone.pop()
        if count[cell] != 1:
            continue
        number = mixed[cell]
        order.append((number, cell))
        for other in keys[number]:
            count[other] -= 1
            mixed[other] ^= number
            if count[other] == 1:
                alone.append(other)
    if len(order) != len(keys):
        raise RuntimeError("the cells could not be settled; there are too many strings")
    return order
