"""Every kind of public page when there are many records, beside the same with few: time, statements, bytes."""

from benchmarks.lists import QUERIES_MOST
from benchmarks.report import Table, median, ms, times, verdict
from benchmarks.settings import Size
from benchmarks.worlds import Lab, World

RECORD_BYTES_MOST = 60_000
KINDS = (
    ("home", "/"),
    ("a door", "/doors/find/"),
    ("all units", "/units/"),
    ("telephones", "/contacts/"),
    ("page of all links", "/site-map/"),
    ("list", "/records/"),
    ("list of a theme", "/records/?theme=06"),
    ("guides for persons", "/records/?genre=guide&for=persons"),
    ("feed", "/records/feed/"),
    ("feed of a theme", "/records/feed/?theme=06"),
    ("error reports", "/error-reports/"),
    ("index of site maps", "/sitemap.xml"),
    ("a site map of 5,000", "/sitemap-records.xml"),
)


def run(lab: Lab, size: Size) -> bool:
    """Whether all pages keep to the statements and a record's page to its bytes; times are only reported."""
    reached = True
    for kind in lab.kinds:
        few, many = lab.filled(kind, size.few), lab.filled(kind, size.many)
        table = Table(
            f"Public pages, {kind}: {size.many:,} visible records beside {size.few:,} (baseline), median",
            (
                "page",
                f"at {size.few:,}",
                f"at {size.many:,}",
                "ratio",
                "bytes",
                "queries",
                f"<= {QUERIES_MOST}",
            ),
        )
        for label, here, there in _paths(few, many, size):
            base, spent = _median(few, here), _median(many, there)
            count, sent = many.call("visit.queries", path=there[0]), many.call("visit.size", path=there[0])
            frugal = count <= QUERIES_MOST
            reached &= frugal
            if label == "record":
                small = sent <= RECORD_BYTES_MOST
                reached &= small
                table.notes.append(f"record: {sent:,} bytes, aim <= {RECORD_BYTES_MOST:,}: {verdict(small)}")
            table.add(label, ms(base), ms(spent), times(spent / base), f"{sent:,}", count, verdict(frugal))
        table.show()
    return reached


def _paths(few: World, many: World, size: Size) -> list[tuple[str, list[str], list[str]]]:
    """Per kind of page the addresses in the small and in the large world."""
    varied = [
        (
            label,
            *(world.call(function, **{name: size.visits}) for world in (few, many)),
        )
        for label, function, name in (
            ("record", "visit.addresses", "records"),
            ("unit", "visit.unit_addresses", "count"),
        )
    ]
    fixed = [(label, [path] * min(size.visits, 11), [path] * min(size.visits, 11)) for label, path in KINDS]
    return [*varied, *fixed]


def _median(world: World, paths: list[str]) -> float:
    world.call("visit.timed", path=paths[0])
    return median(world.call("visit.timed", path=path) for path in paths)
