"""Single public pages when there are many records (report only)."""

from benchmarks.report import Table, ms, percentile
from benchmarks.settings import Size
from benchmarks.worlds import Lab


def run(lab: Lab, size: Size) -> bool:
    """Always true: there is no aim."""
    for kind in lab.kinds:
        world = lab.filled(kind, size.many)
        table = Table(
            f"Public pages, {kind}: {size.many:,} visible records, {size.visits} visits each (report only)",
            ("page", "p50", "p95", "queries"),
        )
        groups = {
            "record": world.call("visit.addresses", records=size.visits),
            "unit": world.call("visit.unit_addresses", count=size.visits),
            "home": ["/"] * size.visits,
        }
        for label, paths in groups.items():
            world.call("visit.timed", path=paths[0])
            spent = [world.call("visit.timed", path=path) for path in paths]
            count = world.call("visit.queries", path=paths[0])
            table.add(label, ms(percentile(spent, 50)), ms(percentile(spent, 95)), count)
        table.show()
    return True
