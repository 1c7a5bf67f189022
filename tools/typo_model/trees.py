"""Trees that judge changes: gradient boosting on whole numbers, as small as it goes."""

from importlib import import_module
from typing import Any

np: Any = import_module("numpy")

Tree = Any
"""A leaf is a number; a fork is [feature, most, tree up to it, tree above it]."""

LEAST = 20
SMOOTH = 1.0
_LOW, _BINS = -32, 64


def grown(
    features: list[list[int]], right: list[bool], rounds: int = 100, most: int = 12, rate: float = 0.12
) -> dict[str, Any]:
    """{"start": …, "trees": […]}: the sum of `start` and one leaf of each tree is the log-odds of being right."""
    bins = np.clip(np.array(features, dtype=np.int64) - _LOW, 0, _BINS - 1)
    wanted = np.array(right, dtype=float)
    share = min(max(wanted.mean(), 1e-4), 1 - 1e-4)
    start = float(np.log(share / (1 - share)))
    score = np.full(len(wanted), start)
    flat = bins + np.arange(bins.shape[1])[None, :] * _BINS
    trees: list[Tree] = []
    for _ in range(rounds):
        sure = 1 / (1 + np.exp(-score))
        trees.append(_tree(bins, flat, sure - wanted, sure * (1 - sure), score, most, rate))
    return {"start": round(start, 5), "trees": trees}


def _tree(bins: Any, flat: Any, slope: Any, bend: Any, score: Any, leaves_most: int, rate: float) -> Tree:
    """Grows one tree, best fork first, and adds it to the score."""
    root: list[Any] = [None]
    leaves = [(_best(flat, slope, bend, np.arange(len(slope))), np.arange(len(slope)), root, 0)]
    while len(leaves) < leaves_most:
        number = max(range(len(leaves)), key=lambda n: leaves[n][0][0])
        (gain, feature, most), rows, holder, at = leaves.pop(number)
        if gain <= 1e-6:
            leaves.append(((gain, feature, most), rows, holder, at))
            break
        low = bins[rows, feature] <= most
        fork: list[Any] = [int(feature), int(most) + _LOW, None, None]
        holder[at] = fork
        for side, chosen in ((2, rows[low]), (3, rows[~low])):
            leaves.append((_best(flat, slope, bend, chosen), chosen, fork, side))
    for _, rows, holder, at in leaves:
        value = -rate * slope[rows].sum() / (bend[rows].sum() + SMOOTH)
        holder[at] = round(float(value), 5)
        score[rows] += holder[at]
    return root[0]


def _best(flat: Any, slope: Any, bend: Any, rows: Any) -> tuple[float, int, int]:
    """The gain of the best fork of these rows, its feature, and the highest bin of its lower side."""
    if len(rows) < 2 * LEAST:
        return 0.0, 0, 0
    width = flat.shape[1]
    cells = flat[rows].ravel()
    sums = []
    for weights in (slope[rows], bend[rows], np.ones(len(rows))):
        table = np.bincount(cells, weights=np.repeat(weights, width), minlength=width * _BINS)
        sums.append(table.reshape(width, _BINS).cumsum(axis=1))
    slopes, bends, counts = sums
    all_slope, all_bend, all_count = slopes[:, -1:], bends[:, -1:], counts[:, -1:]

    def worth(slope_sum: Any, bend_sum: Any) -> Any:
        return slope_sum**2 / (bend_sum + SMOOTH)

    gains = worth(slopes, bends) + worth(all_slope - slopes, all_bend - bends) - worth(all_slope, all_bend)
    gains[(counts < LEAST) | (all_count - counts < LEAST)] = 0
    best = int(gains.argmax())
    return float(gains.flat[best]), best // _BINS, best % _BINS
