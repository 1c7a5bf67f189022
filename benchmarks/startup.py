"""Memory of the idle server, and how soon it shows its first page on a prepared database."""

import time

from benchmarks.report import Table, median, verdict
from benchmarks.servers import Server, pss
from benchmarks.settings import Size
from benchmarks.worlds import Lab

PSS_MOST = 500_000_000
IDLE = 8.0


def run(lab: Lab, size: Size) -> bool:
    """Whether the memory aim was reached on every database."""
    table = Table(
        f"Idle server: web, worker and indexer, {IDLE:.0f} s after the first page; median of {size.starts} starts",
        ("database", "first page after", "processes", "PSS", f"< {PSS_MOST / 1e6:.0f} MB"),
    )
    reached = True
    for kind in lab.kinds:
        with lab.world(kind) as world:
            seconds, sizes, count = [], [], 0
            world.rest()
            for _ in range(size.starts):
                server = Server(world)
                seconds.append(server.start())
                time.sleep(IDLE)
                members = server.members()
                count = len(members)
                sizes.append(float(sum(pss(member.pid) for member in members)))
                server.stop()
            small = median(sizes) < PSS_MOST
            reached &= small
            table.add(
                kind, f"{median(seconds):.1f} s", count, f"{median(sizes) / 1e6:.0f} MB", verdict(small)
            )
    table.show()
    return reached
