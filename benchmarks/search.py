"""Searching: how fast, how sure, how soon after publication, and whether a killed indexer leaves anything wrong."""

from benchmarks import search_upkeep
from benchmarks.settings import Size
from benchmarks.worlds import Lab


def run(lab: Lab, size: Size) -> bool:
    """Whether every aim was reached."""
    return search_upkeep.found(lab, size) & search_upkeep.killed(lab, size)
