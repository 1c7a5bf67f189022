"""Command line: `python -m benchmarks [names…] [--quick] [--database …] [--rounds N] [--records N]`."""

import argparse
import signal
import sys
from collections.abc import Callable
from dataclasses import replace

from benchmarks import (
    bulk,
    catalogue,
    crash,
    documents,
    duties,
    guard_accuracy,
    guard_fuzz,
    guard_speed,
    guard_words,
    lists,
    pages,
    questions,
    search,
    startup,
)
from benchmarks.report import say
from benchmarks.settings import QUICK, USUAL, Size
from benchmarks.worlds import POSTGRESQL, SQLITE, Lab

BENCHMARKS: dict[str, Callable[[Lab, Size], bool]] = {
    "startup": startup.run,
    "bulk": bulk.run,
    "lists": lists.run,
    "pages": pages.run,
    "catalogue": catalogue.run,
    "documents": documents.run,
    "duties": duties.run,
    "search": search.run,
    "questions": questions.run,
    "guard_accuracy": guard_accuracy.run,
    "guard_words": guard_words.run,
    "guard_speed": guard_speed.run,
    "guard_fuzz": guard_fuzz.run,
    "crash": crash.run,
}
DATABASES = {"sqlite": (SQLITE,), "postgresql": (POSTGRESQL,), "both": (SQLITE, POSTGRESQL)}


def main() -> int:
    """1 when the crash test found anything wrong; figures that were not reached are said, and leave 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures Mingtang.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"some of: {', '.join(BENCHMARKS)}")
    parser.add_argument("--quick", action="store_true", help="tiny sizes, only to see that it runs")
    parser.add_argument("--database", choices=DATABASES, default="both")
    parser.add_argument("--rounds", type=int, help=f"rounds of the crash test (usually {USUAL.rounds})")
    parser.add_argument(
        "--records",
        type=int,
        help=f"records in the long lists (usually {USUAL.many}) and searched ({USUAL.searched})",
    )
    wanted = parser.parse_args()
    unknown = sorted(set(wanted.names) - set(BENCHMARKS))
    if unknown:
        parser.error(f"no benchmark named {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    size = QUICK if wanted.quick else USUAL
    size = replace(size, rounds=wanted.rounds or size.rounds, many=wanted.records or size.many)
    size = replace(size, searched=wanted.records or size.searched)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is taken down
    results: dict[str, bool] = {}
    with Lab(DATABASES[wanted.database]) as lab:
        for kind, reason in lab.why_not.items():
            print(f"{kind}: skipped ({reason})")
        for name in wanted.names or BENCHMARKS:
            say(name)
            results[name] = BENCHMARKS[name](lab, size)
    print()
    for name, reached in results.items():
        print(f"{name:<16}{'reached' if reached else 'NOT REACHED'}")
    return 0 if results.get("crash", True) else 1


if __name__ == "__main__":
    sys.exit(main())
