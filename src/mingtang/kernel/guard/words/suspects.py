"""Where two characters stand together that never do, and what may have been meant there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingtang.kernel.guard.words.table import ALIKE, OUTSIDE, STRONG, Table

MOST = 3
"""Changes of one place that are looked at closely, of so many with the best pairs."""
FIRST = 8
GAIN = 10
"""Levels that the neighbours must gain by a change."""
SETTLED = 10
"""A character that stands so often beside its other neighbour is not asked for."""
SETTLED_ONE, SETTLED_TWO, SETTLED_THREE = 13, 15, 6
"""The same for all pairs of one character, all of two, and for the best of the threes."""
LONE = 2
CERTAIN = 9
"""Between two words of the dictionary that are so usual nothing is sought: any two may meet (`between_words`)."""
BEFORE, AFTER = 4, 7
"""Characters around a strange pair that decide about it."""
PLACES = frozenset("省市县区旗乡镇村街路社站山河江湖岛")
"""Behind a name of a place, which may be anything."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """`right` may have been meant at `start`, in place of as many characters. `features` are what trees are asked by;
    `more` are those that cost more to find out.
    """

    start: int
    right: str
    features: list[int]
    window: str
    at: int

    def more(self, table: Table) -> list[int]:
        length = len(self.right)
        mended = self.window[: self.at] + self.right + self.window[self.at + length :]
        return [
            *self.features,
            *_covered(self.window, self.at, length, table),
            *_covered(mended, self.at, length, table),
            *_cut(self.window, mended, table),
        ]


def strange(text: str, table: Table) -> list[int]:
    """Places of squeezed text where a pair begins that is hardly ever seen."""
    code = text.encode("utf-16-le")
    known = table.codes
    bytes_ = memoryview(code)
    even = bytes_[: len(code) // 4 * 4].cast("I")
    odd = bytes_[2 : len(code) - 2 + len(code) % 4].cast("I")
    places = [2 * n for n, pair in enumerate(even) if pair not in known]
    places += [2 * n + 1 for n, pair in enumerate(odd) if pair not in known]
    return sorted(at for at in places if text[at] not in OUTSIDE and text[at + 1] not in OUTSIDE)


def changes(text: str, at: int, table: Table) -> Iterator[Change]:
    """What could be wrong around the strange pair at `at`, with far more false than true ones.

    What an earlier strange pair has already asked for is left out.
    """
    prior = _is_strange(text, at - 1, table) and not between_words(text, at - 1, table)
    if not prior:
        yield from _one(text, at, table)
    yield from _one(text, at + 1, table)
    yield from _spelt(text, at, table)
    if not prior:
        if at > 1 and not _is_strange(text, at - 2, table):
            yield from _two(text, at - 1, table)
        yield from _two(text, at, table)
    yield from _two(text, at + 1, table)


def _is_strange(text: str, at: int, table: Table) -> bool:
    pair = text[at : at + 2]
    return table.strange(pair) and pair[0] not in OUTSIDE and pair[1] not in OUTSIDE


def between_words(text: str, at: int, table: Table) -> bool:
    """Whether the pair at `at` is the seam of two usual words: nothing is sought there."""
    return table.word(text[at - 1 : at + 1]) >= CERTAIN and table.word(text[at + 1 : at + 3]) >= CERTAIN


def _one(text: str, at: int, table: Table) -> Iterator[Change]:
    """Other characters for the one at `at`."""
    own, left, right = text[at], text[at - 1], text[at + 1]
    pairs = table.pairs
    first, last = pairs.get(left + own, 0), pairs.get(own + right, 0)
    # That something may stand at the edge of a sentence says little.
    inner = 0 if left in OUTSIDE else first, 0 if right in OUTSIDE else last
    if max(inner) > SETTLED or first + last > SETTLED_ONE:
        return
    taken = table.taken(own)
    least = first + last + GAIN
    begun, ended = taken & table.after.get(left, _NONE), taken & table.before.get(right, _NONE)
    best = [
        (gain, other)
        for other in begun & ended
        if (gain := pairs[left + other] + pairs[other + right]) >= least
    ]
    if max(inner) <= LONE:
        # What hardly stands with either neighbour may be anything that often stands with one of them.
        usual = least - STRONG + 1
        for other in begun - ended:
            gain = pairs[left + other]
            if gain >= usual and (gain := gain + pairs.get(other + right, 0)) >= least:
                best.append((gain, other))
        for other in ended - begun:
            gain = pairs[other + right]
            if gain >= usual and (gain := gain + pairs.get(left + other, 0)) >= least:
                best.append((gain, other))
    if best:
        yield from _changes(text, at, best, table)


def _spelt(text: str, at: int, table: Table) -> Iterator[Change]:
    """Words of the dictionary that may be meant by the two characters at `at`, when neither belongs to another."""
    pair = text[at : at + 2]
    if table.pairs.get(pair, 0) or table.word(pair):
        return
    if table.word(text[at - 1 : at + 1]) or table.word(text[at + 1 : at + 3]):
        return
    pairs = table.pairs
    one, two = pair[0], pair[1]
    for place, best in (
        (
            at,
            [
                (pairs[o + two], o)
                for o in table.taken(one) & table.before.get(two, _NONE)
                if table.word(o + two)
            ],
        ),
        (
            at + 1,
            [
                (pairs[one + o], o)
                for o in table.taken(two) & table.after.get(one, _NONE)
                if table.word(one + o)
            ],
        ),
    ):
        if best:
            yield from _changes(text, place, best, table, True)


def _two(text: str, at: int, table: Table) -> Iterator[Change]:
    """Other words of the same sound for the two characters at `at`: the keyboard offers whole words."""
    one, two = text[at], text[at + 1]
    if one in OUTSIDE or two in OUTSIDE:
        return
    pairs, left, right = table.pairs, text[at - 1], text[at + 2]
    first, middle, last = pairs.get(left + one, 0), pairs.get(one + two, 0), pairs.get(two + right, 0)
    inner = 0 if left in OUTSIDE else first, 0 if right in OUTSIDE else last
    if max(inner) > SETTLED or first + middle + last > SETTLED_TWO:
        return
    after, before = table.after.get(left, _NONE), table.before.get(right, _NONE)
    begins, ends = table.spoken(one) & after, table.spoken(two) & before
    if not begins or not ends:
        return
    best: list[tuple[int, str]] = []
    least = first + middle + last + GAIN
    for begin in begins:
        meant = table.words_after.get(begin, _NONE) & ends
        if not meant or begin == one:
            continue
        opened = pairs[left + begin] - least
        for end in meant:
            gain = opened + pairs[begin + end] + pairs[end + right]
            if gain >= 0 and end != two:
                best.append((gain, begin + end))
    if best:
        yield from _changes(text, at, best, table)


def _changes(
    text: str, at: int, best: list[tuple[int, str]], table: Table, spelt: bool = False
) -> Iterator[Change]:
    length = len(best[0][1])
    from_ = max(0, at - 3)
    window, place = text[from_ : at + length + 3], at - from_
    threes = _threes(window, place, length, table)
    if max(threes) > SETTLED_THREE:
        return
    pairs = _pairs(window, place, length, table)
    wrong = window[place : place + length]
    fresh = (
        table.fresh_after.get(window[place - 1], ALIKE),
        table.fresh_before.get(wrong[0], ALIKE),
        table.fresh_after.get(wrong[-1], ALIKE),
        table.fresh_before.get(window[place + length], ALIKE),
    )
    ranked = _ranked(best, window, place, length, table, spelt)
    for _, right, mended, then in ranked[:MOST]:
        then_pairs = _pairs(mended, place, length, table)
        yield Change(
            at,
            right,
            [
                *pairs,
                *threes,
                *then_pairs,
                *then,
                sum(then_pairs) - sum(pairs),
                sum(then) - sum(threes),
                max(threes),
                max(then),
                min(then_pairs),
                max(then) + ALIKE - max(threes),
                *fresh,
                int(not PLACES.isdisjoint(window[place + length :])),
                *_likeness(wrong, right, table),
                *_spelling(window, place, length, table),
                *_spelling(mended, place, length, table),
            ],
            window,
            place,
        )


def _ranked(
    best: list[tuple[int, str]], window: str, at: int, length: int, table: Table, spelt: bool
) -> list[tuple[int, str, str, list[int]]]:
    """Those with the highest levels first, each with the window it makes and the threes of that."""
    best.sort(reverse=True)
    found = []
    for gain, right in best[:FIRST]:
        mended = window[:at] + right + window[at + length :]
        then = _threes(mended, at, length, table)
        if spelt or any(then):
            found.append((gain + sum(then), right, mended, then))
    found.sort(reverse=True)
    return found


def _likeness(wrong: str, right: str, table: Table) -> list[int]:
    sounds = sorted(map(table.alike, wrong, right))
    looks = sorted(table.looking(a).get(b, 0) for a, b in zip(wrong, right, strict=True))
    if len(wrong) == 1:
        return [*sounds, *looks, table.single.get(wrong, 0), table.single.get(right, 0)]
    return [*sounds, *looks, table.word(wrong), table.word(right)]


def _spelling(window: str, at: int, length: int, table: Table) -> tuple[int, int]:
    """How usual the words are that the first and the last character make with their outer neighbours."""
    return table.word(window[at - 1 : at + 1]), table.word(window[at + length - 1 : at + length + 1])


def _cut(window: str, mended: str, table: Table) -> tuple[int, int, int]:
    """How much easier to cut into words the text is with the change, and how many characters are no word before and
    after it.
    """
    (cost, alone), (then_cost, then_alone) = _cheapest(window, table), _cheapest(mended, table)
    return cost - then_cost, alone, then_alone


def _cheapest(window: str, table: Table) -> tuple[int, int]:
    """What it costs to cut the text into words, in bits, and how many single characters that leaves."""
    best = [(0, 0)]
    for end in range(1, len(window) + 1):
        cost, alone = best[-1]
        letter = window[end - 1]
        chosen = (
            best[-1] if letter in OUTSIDE else (cost + 30 - table.single.get(letter, 0) * 7 // 8, alone + 1)
        )
        for size in range(2, min(4, end) + 1):
            usual = table.word(window[end - size : end])
            if usual:
                cost, alone = best[end - size]
                chosen = min(chosen, (cost + 27 - usual * 7 // 8, alone))
        best.append(chosen)
    return best[-1]


def _pairs(window: str, at: int, length: int, table: Table) -> list[int]:
    """Levels of the pairs that hold a character of `window[at : at + length]`."""
    return [table.pairs.get(window[start : start + 2], 0) for start in range(at - 1, at + length)]


def _threes(window: str, at: int, length: int, table: Table) -> list[int]:
    end = len(window) - 3
    return [
        table.three(window[start : start + 3]) if 0 <= start <= end else 0
        for start in range(at - 2, at + length)
    ]


def _covered(window: str, at: int, length: int, table: Table) -> tuple[int, int]:
    """How long the longest word of the dictionary is that holds a character there, and how usual."""
    for size in (4, 3, 2):
        usual = max(
            (
                table.word(window[start : start + size])
                for start in range(max(0, at - size + 1), min(at + length - 1, len(window) - size) + 1)
            ),
            default=0,
        )
        if usual:
            return size, usual
    return 1, 0
