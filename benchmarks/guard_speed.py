"""How fast the guard reads, with all detectors on, beside a loop of expressions and a test `in` for every word."""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

from benchmarks.guard_baseline import EXPRESSIONS, WORDS
from benchmarks.guard_set.expand import Decks, Filling
from benchmarks.guard_set.model import counties
from benchmarks.guard_set.world import World
from benchmarks.report import Table, times, verdict
from benchmarks.settings import Size
from benchmarks.worlds import ROOT, Lab
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.detectors import DETECTORS, Detector
from mingtang.kernel.guard.knowledge import Knowledge, Phrase, knowledge_of
from mingtang.kernel.guard.passages import passages
from mingtang.kernel.guard.pieces import Part, Piece, Place
from mingtang.kernel.guard.ready import Report, check

LAWS = ROOT.parent / "shared" / "samples" / "laws.jsonl.gz"
ABOUT = About(today=date(2025, 9, 22), dated=date(2025, 9, 19), title="工作情况", unit="明堂县人民政府办公室")
MEGABYTE = 1_000_000
FASTER = 10.0
LINEAR = 1.3
"""Eight times the text may take so much more than eight times as long."""
GROWTH = 96
"""MB that memory may grow by between a text of 1 MB and the largest."""


def run(lab: Lab | None, size: Size) -> bool:
    """Whether all aims were reached. Needs no database."""
    text = list(paragraphs(MEGABYTE))
    words = lexicon(text, size.guard_words)
    usual = knowledge_of(counties()["明堂县"])
    large = replace(usual, phrases=tuple(Phrase(word) for word in words))
    check(pieces(iter(text[:50])), ABOUT, usual)  # loads the tables
    _shares(text, usual)
    return _rates(text, words, usual, large) & _growing(size, usual) & _largest(size)


def paragraphs(most: int, seed: str = "speed") -> Iterator[str]:
    """Ordinary official text of `most` bytes: sentences of the set, filled anew; articles of laws where they lie
    beside the project."""
    world = World(Random(seed), "明堂县")
    filling = Filling(world, Decks(Random(seed)), "plain")
    laws = _laws()
    rng = Random(seed)
    written = 0
    while written < most:
        if laws and rng.random() < 0.5:
            text = rng.choice(laws)
        else:
            text = filling.full("".join(filling.decks.deal("clean") for _ in range(rng.randint(1, 5))))
        yield text
        written += len(text.encode())


@cache
def _laws() -> tuple[str, ...]:
    if not LAWS.is_file():
        return ()
    found: list[str] = []
    with gzip.open(LAWS, "rt", encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            found.append(entry["text"])
            if len(found) > 20_000:
                break
    return tuple(found)


def lexicon(text: list[str], many: int) -> list[str]:
    """Words of two to four characters of the text's own alphabet, and those of the baseline."""
    rng = Random("words")
    alphabet = sorted({sign for line in text for sign in line if "\u4e00" <= sign <= "\u9fa5"})
    words = {word for _, word in WORDS}
    while len(words) < many:
        words.add("".join(rng.choice(alphabet) for _ in range(rng.randint(2, 4))))
    return sorted(words)


def pieces(lines: Iterator[str]) -> Iterator[Piece]:
    for number, line in enumerate(lines):
        yield Piece(line, Place(Part.BODY, block=number))


def timed(work: Callable[[], object]) -> float:
    """Seconds of this process, the better of two."""
    best = float("inf")
    for _ in range(2):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def _rates(text: list[str], words: list[str], usual: Knowledge, large: Knowledge) -> bool:
    whole = "\n".join(text)
    bytes_of = len(whole.encode()) / MEGABYTE
    reports: list[Report] = []

    def guard(known: Knowledge) -> Callable[[], object]:
        return lambda: reports.append(check(pieces(iter(text)), ABOUT, known))

    def expressions() -> None:
        for line in text:
            for _, expression in EXPRESSIONS:
                for _found in expression.finditer(line):
                    pass

    rates = {
        "the guard, all detectors": bytes_of / timed(guard(usual)),
        f"the guard, and {len(words):,} words on the house list": bytes_of / timed(guard(large)),
        f"baseline: {len(EXPRESSIONS)} expressions in a loop": bytes_of / timed(expressions),
        f"baseline: “word in text” for {len(words):,} words": bytes_of
        / timed(lambda: [word in whole for word in words]),
    }
    ratio = [*rates.values()][1] / [*rates.values()][3]
    table = Table(
        f"Reading ordinary official text, {bytes_of:.1f} MB of UTF-8, {len(whole):,} characters, one core"
        + ("" if _laws() else " (without articles of laws: they do not lie beside the project)"),
        ("what", "MB/s", "aim"),
        notes=[f"hits: {len(reports[0].hits)}, with the house list {sum(reports[-1].counts.values()):,}"],
    )
    for place, (name, rate) in enumerate(rates.items()):
        aim = f"{times(ratio)} the words, >= {FASTER:.0f} x {verdict(ratio >= FASTER)}" if place == 1 else ""
        table.add(name, f"{rate:.2f}", aim)
    table.show()
    return ratio >= FASTER


def _shares(text: list[str], known: Knowledge) -> None:
    """What each detector takes, alone."""
    parts = [passage for piece in pieces(iter(text)) for passage in passages(piece)]
    size = sum(len(line.encode()) for line in text) / MEGABYTE

    def alone(one: Detector) -> None:
        look = one.begin(ABOUT, known)
        for passage in parts:
            for _hit in look.see(passage):
                pass
        list(look.end())

    table = Table("Each detector alone, the same text", ("detector", "seconds", "MB/s"))
    taken = {one.name: timed(lambda one=one: alone(one)) for one in DETECTORS}  # type: ignore[misc]
    for name, seconds in sorted(taken.items(), key=lambda pair: -pair[1]):
        table.add(name, f"{seconds:.3f}", f"{size / max(seconds, 1e-6):.1f}")
    table.show()


def _growing(size: Size, known: Knowledge) -> bool:
    table = Table("Time for larger texts, and for one line", ("MB", "seconds", "MB/s", "of the first", "aim"))
    taken: dict[int, float] = {}
    reached = True
    for many in size.guard_megabytes:
        text = list(paragraphs(many * MEGABYTE))
        taken[many] = timed(lambda text=text: check(pieces(iter(text)), ABOUT, known))  # type: ignore[misc]
        first = size.guard_megabytes[0]
        ratio = taken[many] / taken[first] / (many / first)
        good = ratio <= LINEAR
        reached &= good
        table.add(
            many,
            f"{taken[many]:.2f}",
            f"{many / taken[many]:.2f}",
            times(ratio),
            f"<= {LINEAR} {verdict(good)}",
        )
    line = "".join(paragraphs(size.guard_line * MEGABYTE))
    started = time.process_time()
    check([Piece(line)], ABOUT, known)
    seconds = time.process_time() - started
    ratio = seconds / taken[size.guard_megabytes[0]] / (size.guard_line / size.guard_megabytes[0])
    good = ratio <= 2
    table.add(
        f"{size.guard_line} in one line", f"{seconds:.2f}", f"{size.guard_line / seconds:.2f}", times(ratio),
        f"<= 2 {verdict(good)}",
    )  # fmt: skip
    table.show()
    return reached and good


def _largest(size: Size) -> bool:
    """In a child process, whose highest memory is not that of what was measured before."""
    small, _ = _in_child(1)
    large, seconds = _in_child(size.guard_most)
    growth = large - small
    table = Table("Memory", ("what", "highest, MB", "seconds", "aim"))
    table.add("1 MB", f"{small:.0f}", "", "")
    good = growth <= GROWTH
    table.add(
        f"{size.guard_most} MB, piece by piece",
        f"{large:.0f}",
        f"{seconds:.1f}",
        f"<= {GROWTH} MB more {verdict(good)}",
    )
    table.show()
    return good


def _in_child(megabytes: int) -> tuple[float, float]:
    """Highest memory in MB, and seconds, of a fresh interpreter: what was forked would start with the parent's."""
    code = (
        f"import json; from benchmarks.guard_speed import measured; print(json.dumps(measured({megabytes})))"
    )
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    memory, seconds = json.loads(done.stdout)
    return memory, seconds


def measured(megabytes: int) -> tuple[float, float]:
    """Reads so many MB as they are made, none of them kept."""
    known = knowledge_of(counties()["明堂县"])
    started = time.process_time()
    check(pieces(paragraphs(megabytes * MEGABYTE)), ABOUT, known)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.process_time() - started


if __name__ == "__main__":
    run(None, Size())
