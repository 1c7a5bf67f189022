"""An index of many records: how it is built, how fast it is asked inside the process and over the site, how surely."""

import http.client
import random
import time

from benchmarks.indexers import rebuild
from benchmarks.report import Table, median, ms, percentile, say, times, verdict
from benchmarks.servers import HOST, Server
from benchmarks.settings import Size
from benchmarks.worlds import Lab, World

BARE_MOST = 2.0
FTS_LEAST = 100.0
FTS_RUNS = 3
TITLE_LEAST, SLIP_LEAST = 0.98, 0.90
SEED = 20190515
PAGE_MOST, PAGE_MOST_OF_MILLION = 0.040, 0.060
USUAL = 300_000
"""Records up to which the stricter aim holds."""


def built(lab: Lab, size: Size, kind: str) -> World:
    """The world of many records with both its indexes."""
    world = lab.filled(kind, size.searched)
    world.call("search_upkeep.settle")
    say(f"{kind}: indexing {size.searched:,} records twice, for everybody and for the staff")
    seconds, memory = rebuild(world)
    told = world.call("search_upkeep.state")
    documents = told["public"] + told["desk"]
    table = Table(
        f"Both indexes built anew, {kind}: {size.searched:,} visible records",
        ("documents", "seconds", "documents a second", "bytes on disk", "bytes a document", "most memory"),
    )
    table.add(
        f"{documents:,}", f"{seconds:.1f}", f"{documents / seconds:,.0f}", f"{told['bytes'] / 1e6:,.0f} MB",
        f"{told['bytes'] / documents:,.0f}", f"{memory / 1e6:.0f} MB",
    )  # fmt: skip
    table.show()
    return world


def inside(world: World, size: Size) -> bool:
    """Whether a search costs at most twice the bare search for its words, and a hundredth of SQLite's."""
    asked = world.call("search_speed.queries", number=size.words)
    beside = world.call("search_speed.tantivy_beside", asked=asked, runs=3 * size.runs)
    say("the same words in FTS5")
    fts = world.call("search_speed.fts_beside", asked=asked, runs=min(FTS_RUNS, size.runs))
    table = Table(
        f"Commonest words among {size.searched:,} records, first page of 20, median of {3 * size.runs}; baselines: one "
        "search of tantivy for the same words, FTS5 by rank",
        ("words", "found", "tantivy (baseline)", "ours", "ratio", "FTS5 (baseline)", "FTS5 / ours"),
    )
    ratios, gains = {}, {}
    for row, slow in zip(beside, fts, strict=True):
        name = row["query"]
        bare, ours, theirs = median(row["bare"]), median(row["ours"]), median(slow["seconds"])
        ratios[name], gains[name] = ours / bare, theirs / ours
        table.add(
            name, f"{row['documents']:,}", ms(bare), ms(ours), times(ours / bare), ms(theirs),
            times(theirs / ours),
        )  # fmt: skip
    worst, least = max(ratios, key=lambda n: ratios[n]), min(gains, key=lambda n: gains[n])
    near = median(ratios.values()) <= BARE_MOST
    single = [gain for name, gain in gains.items() if " " not in name]
    far = median(single) >= FTS_LEAST
    table.notes = [
        f"Beside tantivy, median: {times(median(ratios.values()))}, aim <= {BARE_MOST:.0f} x: {verdict(near)}; "
        f"worst {times(ratios[worst])} ({worst})",
        f"Beside FTS5, median of single words: {times(median(single))}, aim >= {FTS_LEAST:.0f} x: {verdict(far)}; "
        f"least {times(gains[least])} ({least})",
        "Both found the same number of records for each query. Words that nearly all records have are looked for by "
        "ours and not weighed: those with titles of them come first, then the newest.",
    ]
    table.show()
    return near and far


def known(world: World, size: Size) -> bool:
    """Whether records are found by title, by a title with a slip, and by number."""
    say(f"{size.known:,} known records")
    told = world.call("search_known.known", number=size.known)
    table = Table(
        f"Known records among {size.searched:,}, looked for as one would",
        ("by", "searches", "first", "on the first page", "aim", ""),
    )
    reached = True
    for way, places in told["places"].items():
        first, page = (sum(map(test, places)) / max(len(places), 1) for test in (lambda p: p == 1, bool))
        if way == "title":
            aim, good = f"first >= {TITLE_LEAST:.0%}, page 100%", first >= TITLE_LEAST and page == 1
        elif way.startswith("title"):
            aim, good = f"page >= {SLIP_LEAST:.0%}", page >= SLIP_LEAST
        else:
            aim, good = "first 100%", first == 1
        reached &= good
        table.add(way, len(places), f"{first:.1%}", f"{page:.1%}", aim, verdict(good))
    table.notes.append(
        f"{told['alike']:,} titles are those of several records; any of them counts. "
        f"Slips that were missed, for example: {', '.join(told['missed']) or 'none'}"
    )
    table.show()
    return reached


def over_the_site(world: World, size: Size) -> bool:
    """Whether the page of results comes in time."""
    asked = world.call("search_known.addresses")
    server, spent = Server(world), dict[str, list[float]]()
    server.start()
    try:
        say(f"{world.kind}: {size.visits_of_search} searches over the site")
        every = [(kind, path) for kind, paths in asked.items() for path in paths]
        connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
        for _kind, path in every:
            _visit(connection, path)
        rng = random.Random(SEED)
        order = [every[n % len(every)] for n in range(size.visits_of_search)]
        rng.shuffle(order)
        for kind, path in order:
            spent.setdefault(kind, []).append(_visit(connection, path))
    finally:
        server.stop()
    most = PAGE_MOST if size.searched <= USUAL else PAGE_MOST_OF_MILLION
    table = Table(
        f"Results with excerpts and facets over the site, {world.kind}: {size.searched:,} records, one visitor, "
        "the worker at rest",
        ("search", "addresses", "visits", "p50", "p95", "slowest", f"p95 <= {ms(most)}"),
    )
    for kind, seconds in sorted(spent.items()):
        _row(table, kind, len(asked[kind]), seconds, "")
    together = [each for seconds in spent.values() for each in seconds]
    good = percentile(together, 95) <= most
    _row(table, "all together", len(every), together, verdict(good))
    table.show()
    return good


def _row(table: Table, label: str, addresses: int, seconds: list[float], said: str) -> None:
    p50, p95 = percentile(seconds, 50), percentile(seconds, 95)
    table.add(label, addresses, len(seconds), ms(p50), ms(p95), ms(max(seconds)), said)


def _visit(connection: http.client.HTTPConnection, path: str) -> float:
    begun = time.perf_counter()
    connection.request("GET", path, headers={"User-Agent": "Mozilla/5.0"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return time.perf_counter() - begun
