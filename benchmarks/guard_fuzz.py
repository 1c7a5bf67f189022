"""The guard and broken files of every format: none crashes it, none hangs it, none passes without a word."""

import time

from benchmarks.report import Table, say, verdict
from benchmarks.settings import Size
from benchmarks.worlds import Lab
from mingtang.foundation.guard.examining.files import LIMITS
from tests.foundation.guard import fuzzing

SECONDS_MOST = 30.0
SEED = 7
"""Not that of the tests: other files are broken here."""
SHOWN = 20


def run(lab: Lab, size: Size) -> bool:
    """Whether nothing crashed, hung or passed in silence."""
    number = size.guard_mutants
    say(f"{number:,} broken files before the guard")
    begun = time.monotonic()
    outcome = fuzzing.run(number, SEED)
    longest = max(outcome.slowest.values(), default=0.0)
    good = (
        not outcome.crashed
        and not outcome.silent
        and longest < SECONDS_MOST
        and outcome.peak_mb < LIMITS.memory_mb
        and outcome.files.total() == number
    )
    table = Table(
        f"Broken files of all formats before the guard, each with one identity number at a place that is seen or not; "
        f"{time.monotonic() - begun:.0f} s",
        ("format", "files", "found", "said to be unread", "gone", "silent", "crashed", "longest", "aim"),
        notes=[
            "found: the number was found; unread: it was not, and a hit says that something could not be read;",
            "gone: neither, and the number is not in the file any more, looked for in its bytes, in what its archive",
            "holds without tags, and in the unpacked streams of a PDF; silent: neither, and it is there, or nothing at",
            f"all was read. Aim: nothing silent, no crash, none over {SECONDS_MOST:.0f} s, under {LIMITS.memory_mb} MB",
            "traps and hostile files: bombs, passwords, archives in archives, ten million digits on one line …",
            "unread because: " + ", ".join(f"{code} {count}" for code, count in outcome.codes.most_common()),
            *outcome.crashed[:SHOWN],
            *outcome.silent[:SHOWN],
        ],
    )
    for kind in sorted(outcome.files):
        table.add(
            kind, outcome.files[kind], outcome.found[kind], outcome.unread[kind], outcome.gone[kind],
            "", "", f"{outcome.slowest.get(kind, 0.0):.2f} s", "",
        )  # fmt: skip
    table.add(
        "all", outcome.files.total(), outcome.found.total(), outcome.unread.total(), outcome.gone.total(),
        len(outcome.silent), len(outcome.crashed), f"{longest:.2f} s", verdict(good),
    )  # fmt: skip
    table.show()
    print(f"peak memory of a process that reads: {outcome.peak_mb:.0f} MB")
    return good
