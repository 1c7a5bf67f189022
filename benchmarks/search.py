"""Searching: how fast, how sure, how soon after publication, and whether a killed indexer leaves anything wrong."""

import os

from benchmarks import search_speed, search_upkeep
from benchmarks.report import say
from benchmarks.settings import Size
from benchmarks.worlds import Lab


def run(lab: Lab, size: Size) -> bool:
    """Whether every aim was reached. What does not depend on the database is measured on the first kind only."""
    say(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    reached = True
    for n, kind in enumerate(lab.kinds):
        world = search_speed.built(lab, size, kind)
        if n == 0:
            reached &= search_speed.inside(world, size)
            reached &= search_speed.known(world, size)
        reached &= search_speed.over_the_site(world, size)
    reached &= search_upkeep.found(lab, size)
    reached &= search_upkeep.killed(lab, size)
    say(f"load of the machine after: {os.getloadavg()[0]:.1f}")
    return reached
