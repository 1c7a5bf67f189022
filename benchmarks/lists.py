"""Lists of many records beside lists of few: portal and desk, first and far pages, under filters."""

from dataclasses import dataclass

from benchmarks.report import Table, median, ms, times, verdict
from benchmarks.settings import Size
from benchmarks.worlds import Lab, World

QUERIES_MOST = 15
GROWTH_MOST = 1.5
FAR_MOST = 3.0
PER_PAGE = 20
SUPERVISOR = "gongkaiban.keyuan"
CLERK = "minzheng.zhuanyuan"
PORTAL, DESK = "/records/", "/desk/records/"


@dataclass(frozen=True)
class Page:
    """A page to be measured: its address and who asks for it ("" is the public)."""

    label: str
    path: str
    who: str = ""


FIRST = (
    Page("portal", PORTAL),
    Page("desk, supervisor", DESK, SUPERVISOR),
    Page("desk, clerk of one unit", DESK, CLERK),
)
CHIPS = (
    ("one theme", "theme=09"),
    ("one unit", "unit=minzheng-ju"),
    ("theme and unit", "theme=09&unit=minzheng-ju"),
)
# Words of the public go to the search, which has a benchmark of its own.
WORDS = (("word in the title", "q=食品安全"), ("word of no title", "q=无此标题"))
FILTERED = tuple(
    Page(f"{label}, {what}", f"{path}?{query}", who)
    for label, path, who, queries in (
        ("portal", PORTAL, "", CHIPS),
        ("desk", DESK, SUPERVISOR, CHIPS + WORDS),
    )
    for what, query in queries
)


def run(lab: Lab, size: Size) -> bool:
    """Whether every aim was reached."""
    reached = True
    for kind in lab.kinds:
        few, many = lab.filled(kind, size.few), lab.filled(kind, size.many)
        reached &= _growth(few, many, size)
        reached &= _far(many, size)
        _filters(few, many, size)
    return reached


def alternate(runs: int, *visits: tuple[World, Page]) -> list[float]:
    """Median seconds of each visit, all asked in turn so that what else the machine does meets all alike."""
    for world, page in visits:
        for _ in range(min(runs, 2)):
            world.call("visit.timed", path=page.path, username=page.who)
    spent: list[list[float]] = [[] for _ in visits]
    for _ in range(runs):
        for (world, page), found in zip(visits, spent, strict=True):
            found.append(world.call("visit.timed", path=page.path, username=page.who))
    return [median(found) for found in spent]


def _growth(few: World, many: World, size: Size) -> bool:
    table = Table(
        f"First page, {many.kind}: {size.many:,} visible records beside {size.few:,} (baseline), "
        f"median of {size.runs}",
        ("page", f"at {size.few:,}", f"at {size.many:,}", "ratio", f"<= {GROWTH_MOST} x", "queries", "<= 15"),
    )
    reached = True
    for page in FIRST:
        base, here = alternate(size.runs, (few, page), (many, page))
        count = many.call("visit.queries", path=page.path, username=page.who)
        fast, frugal = here <= GROWTH_MOST * base, count <= QUERIES_MOST
        reached &= fast and frugal
        table.add(page.label, ms(base), ms(here), times(here / base), verdict(fast), count, verdict(frugal))
    table.show()
    return reached


def _far(many: World, size: Size) -> bool:
    last = size.many // PER_PAGE
    table = Table(
        f"Far pages, {many.kind}: {size.many:,} visible records beside page 1 (baseline), "
        f"median of {size.runs}",
        ("page", "time", "ratio", f"<= {FAR_MOST:.0f} x"),
    )
    reached = True
    for page in FIRST[:2]:
        numbers = [last // 10, last // 2, last]
        far = [Page(page.label, f"{page.path}?page={n}", page.who) for n in numbers]
        base, *others = alternate(size.runs, (many, page), *((many, p) for p in far))
        table.add(f"{page.label}, page 1", ms(base), "1", "")
        for number, spent in zip(numbers, others, strict=True):
            near = spent <= FAR_MOST * base
            reached &= near
            table.add(f"{page.label}, page {number:,}", ms(spent), times(spent / base), verdict(near))
    table.show()
    return reached


def _filters(few: World, many: World, size: Size) -> None:
    runs = -(-size.runs // 3)
    table = Table(
        f"Under filters, {many.kind}, median of {runs} (report only)",
        ("page", f"at {size.few:,}", f"at {size.many:,}", "ratio", "queries"),
    )
    for page in FILTERED:
        base, here = alternate(runs, (few, page), (many, page))
        count = many.call("visit.queries", path=page.path, username=page.who)
        table.add(page.label, ms(base), ms(here), times(here / base), count)
    table.show()
