"""How well the guard finds wrong characters: in sentences it has not learnt from, and in papers without any."""

import gzip
import json
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from benchmarks.report import Table, say, verdict
from benchmarks.settings import Size
from benchmarks.typo_sentences import FOLDS, Sentence, sentences
from benchmarks.worlds import ROOT, Lab
from mingtang.kernel.guard import words
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.passages import passages
from mingtang.kernel.guard.pieces import Piece
from mingtang.kernel.guard.words import table as tables
from mingtang.kernel.guard.words.judging import Judge
from mingtang.kernel.guard.words.known import faults
from mingtang.kernel.guard.words.phrases import phrases
from mingtang.kernel.guard.words.typo import TYPO, Look

SAMPLES = ROOT.parent / "shared" / "samples"
TYPOS = SAMPLES / "typos" / "official-writing-train.jsonl"
POLICIES = SAMPLES / "policies"
LAWS = SAMPLES / "laws.jsonl.gz"
TREES = ROOT / "benchmarks" / "data" / "typo_trees.json.gz"
PRECISION, RECALL, FALSE_MOST = 0.90, 0.50, 1.0
CHARACTERS_LEAST = 2_000_000
"""A second, of text without strange words."""

Marker = Callable[[str], Iterable[tuple[int, str]]]
"""Wrong places of a text with what should stand there."""


@dataclass
class Score:
    """Counts characters; `alarmed` of `clean` sentences without an error were marked."""

    errors: int = 0
    marked: int = 0
    found: int = 0
    right: int = 0
    clean: int = 0
    alarmed: int = 0
    false: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found / self.marked if self.marked else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.errors if self.errors else 0.0

    def take(self, sentence: Sentence, marks: Iterable[tuple[int, str]]) -> None:
        places = dict(marks)
        self.errors += sum(a != b for a, b in zip(sentence.wrong, sentence.right, strict=True))
        self.marked += len(places)
        self.found += sum(sentence.wrong[at] != sentence.right[at] for at in places)
        self.right += sum(sentence.right[at] == meant for at, meant in places.items())
        if sentence.wrong == sentence.right:
            self.clean += 1
            self.alarmed += bool(places)

    def cells(self) -> tuple[str, ...]:
        right = self.right / self.found if self.found else 0.0
        return (
            f"{self.errors:,}", f"{self.marked:,}", f"{self.precision:.3f}", f"{self.recall:.3f}", f"{right:.3f}",
            f"{self.alarmed} of {self.clean}",
        )  # fmt: skip


def run(lab: Lab, size: Size) -> bool:
    """Whether every aim was reached. Without the samples nothing is measured."""
    if not TYPOS.exists():
        say(f"skipped: no sentences with errors at {TYPOS.name}")
        return True
    reached = _sentences(sentences(TYPOS))
    if POLICIES.exists():
        reached &= _policies()
    if LAWS.exists():
        reached &= _speed(size)
    return reached


def _sentences(everything: list[Sentence]) -> bool:
    by_fold = json.loads(gzip.decompress(TREES.read_bytes()))
    table = Table(
        f"Wrong characters in {len(everything):,} sentences, {FOLDS} folds; table and trees never saw the fold scored",
        ("marker", "wrong", "marked", "precision", "recall", "right character", "alarms in right sentences"),
    )
    whole, listed, copied = Score(), Score(), Score()
    for fold in range(FOLDS):
        part = [one for one in everything if one.fold == fold]
        others = [one for one in everything if one.fold != fold]
        mark = _model(others, by_fold[fold])
        seen = _pairs(others)
        score = Score()
        for sentence in part:
            marks = list(mark(sentence.wrong))
            score.take(sentence, marks)
            whole.take(sentence, marks)
            listed.take(sentence, _listed(sentence.wrong))
            copied.take(sentence, _copied(sentence.wrong, seen))
        table.add(f"guard, fold {fold + 1}", *score.cells())
    table.add("guard, all folds", *whole.cells())
    table.add("list of known faults alone", *listed.cells())
    table.add("pairs wrong in the other folds", *copied.cells())
    reached = whole.precision >= PRECISION and whole.recall >= RECALL
    table.notes.append(
        f"aims: precision {PRECISION:.2f} first, recall {RECALL:.2f}: {verdict(whole.precision >= PRECISION)}, "
        f"{verdict(whole.recall >= RECALL)}"
    )
    table.show()
    return reached


def _model(others: list[Sentence], trees: dict[str, object]) -> Marker:
    """The guard as if it had learnt from these sentences only, besides the laws."""
    here = files(words)
    text = zlib.decompress(here.joinpath("language.bin").read_bytes()).decode()
    own = json.loads(here.joinpath("own.json").read_text(encoding="utf-8"))
    learnt = tables.learnt({one.right for one in others})
    numbers = tables.Table(
        text, here.joinpath("grams.bin").read_bytes(), own, learnt, everyday=tables.everyday()
    )
    judge = Judge(numbers, trees, phrases())

    def mark(sentence: str) -> Iterator[tuple[int, str]]:
        for hit in _hits(Look(Knowledge(), numbers, judge), [sentence]):
            if hit.kind == TYPO:
                yield from _differences(hit)

    return mark


def _hits(look: Look, texts: Iterable[str]) -> Iterator[Hit]:
    for text in texts:
        for passage in passages(Piece(text)):
            yield from look.see(passage)
    yield from look.end()


def _differences(hit: Hit) -> Iterator[tuple[int, str]]:
    meant = hit.suggestion or ""
    for at, letter in enumerate(hit.text):
        other = meant[at] if len(meant) == len(hit.text) else ""
        if letter != other:
            yield hit.start + at, other


def _listed(text: str) -> Iterator[tuple[int, str]]:
    for fault in faults(text):
        for at in range(fault.start, fault.end):
            meant = fault.known.right[at - fault.start : at - fault.start + 1]
            if text[at] != meant:
                yield at, meant


def _pairs(others: list[Sentence]) -> dict[str, tuple[int, str]]:
    """Two characters that were wrong, and never right: which of the two, and what it should be."""
    right = {one.right[at : at + 2] for one in others for at in range(len(one.right) - 1)}
    found: dict[str, tuple[int, str]] = {}
    for one in others:
        for at in range(len(one.wrong) - 1):
            pair = one.wrong[at : at + 2]
            for which in (0, 1):
                if pair not in right and pair[which] != one.right[at + which]:
                    found[pair] = (which, one.right[at + which])
    return found


def _copied(text: str, pairs: dict[str, tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for at in range(len(text) - 1):
        if text[at : at + 2] in pairs:
            which, meant = pairs[text[at : at + 2]]
            yield at + which, meant


def _policies() -> bool:
    papers = [path.read_text(encoding="utf-8") for path in sorted(POLICIES.glob("*.txt"))]
    characters = sum(map(len, papers))
    table = Table(
        f"Papers of the State Council, taken for right: {len(papers)} with {characters:,} characters",
        ("marker", "alarms", "in 10,000 characters"),
    )
    numbers, judge = _shipped()
    alarms = [hit for paper in papers for hit in _hits(Look(Knowledge(), numbers, judge), paper.splitlines())]
    listed = sum(1 for paper in papers for _ in faults(paper))
    rate = len(alarms) / characters * 10_000
    table.add("guard", len(alarms), f"{rate:.2f}")
    table.add("list of known faults alone", listed, f"{listed / characters * 10_000:.2f}")
    table.notes.append(f"aim: at most {FALSE_MOST:.0f} in 10,000: {verdict(rate <= FALSE_MOST)}")
    table.notes.append("they are: " + "、".join(f"{hit.text}→{hit.suggestion}" for hit in alarms))
    table.show()
    return rate <= FALSE_MOST


def _shipped() -> tuple[tables.Table, Judge]:
    return tables.table(), Judge(tables.table(), tables.trees(), phrases())


def _speed(size: Size) -> bool:
    tables.table.cache_clear()
    phrases.cache_clear()
    started = time.process_time()
    numbers, judge = _shipped()
    loaded = time.process_time() - started
    articles = _articles(min(20_000, size.articles))
    policies = [
        line
        for path in sorted(POLICIES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    table = Table(
        f"Characters a second on one core; the table is loaded in {loaded:.2f} s of it",
        ("text", "characters", "a second", "bytes of UTF-8 a second"),
    )
    known = _pace(table, "articles of laws, which the table knows", articles, numbers, judge)
    if policies:
        _pace(table, "papers it does not know", policies, numbers, judge)
    table.notes.append(
        f"aim: {CHARACTERS_LEAST:,} a second of known text: {verdict(known >= CHARACTERS_LEAST)}"
    )
    table.show()
    return known >= CHARACTERS_LEAST


def _articles(most: int) -> list[str]:
    found = []
    with gzip.open(LAWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            found.append(json.loads(line)["text"])
            if len(found) == most:
                break
    return found


def _pace(table: Table, name: str, texts: list[str], numbers: tables.Table, judge: Judge) -> float:
    look = Look(Knowledge(), numbers, judge)
    # Folding is done once for all detectors, and not counted here.
    folded = [passage for text in texts for passage in passages(Piece(text))]
    started = time.process_time()
    for passage in folded:
        look.see(passage)
    list(look.end())
    seconds = time.process_time() - started
    characters = sum(map(len, texts))
    size = sum(len(text.encode()) for text in texts)
    table.add(name, f"{characters:,}", f"{characters / seconds:,.0f}", f"{size / seconds:,.0f}")
    return characters / seconds


def main(path: Path = TYPOS) -> int:
    """Alone, without the databases of the other benchmarks."""
    return 0 if not path.exists() or run(None, Size()) else 1  # type: ignore[arg-type]


if __name__ == "__main__":
    raise SystemExit(main())
