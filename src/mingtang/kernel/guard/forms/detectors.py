"""Detectors of this folder; importing this registers them."""

from mingtang.kernel.guard.forms import (
    blanks,
    brackets,
    dates,
    doubled,
    fixed,
    lost,
    near,
    pairs,
    punctuation,
    set_terms,
    sums,
    traditional,
)

__all__ = [
    "blanks",
    "brackets",
    "dates",
    "doubled",
    "fixed",
    "lost",
    "near",
    "pairs",
    "punctuation",
    "set_terms",
    "sums",
    "traditional",
]
