"""How much of the open test set the guard finds, and how often it is wrong, beside what usual systems do.

`python -m benchmarks.guard_accuracy --table` prints the table of the README, `--misses` what was missed and wrong,
`--heldout` only how it does on the second set, whose misses are not shown: it stays of use while nobody mends by it.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from benchmarks.guard_baseline import baseline
from benchmarks.guard_set.model import HELDOUT, IN_HTML, Document, documents, known_of
from benchmarks.guard_set.scoring import GROUPS, Count, Finding, Score, score, share
from benchmarks.report import Table, verdict
from benchmarks.settings import Size
from benchmarks.worlds import Lab
from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.knowledge import knowledge_of
from mingtang.kernel.guard.pieces import Cell, Part, Piece, Place
from mingtang.kernel.guard.ready import check

AIMS: dict[str, tuple[float | None, float | None]] = {
    "patterns": (0.99, 0.98),
    "names and addresses": (0.85, None),
    "injection": (0.95, 0.95),
}
"""Recall and precision at least."""
CHINESE = {
    "patterns": "号码类", "names and addresses": "姓名与住址", "other personal": "其他个人信息", "words": "文字",
    "names": "名称", "marks": "标志", "injection": "植入内容",
}  # fmt: skip


def run(lab: Lab | None, size: Size) -> bool:
    """Whether all aims were reached. Needs no database."""
    papers = list(documents())[:: size.guard_every]
    ours, usual = scores(papers)
    table = Table(
        f"The open test set of the guard: {len(papers)} papers, {ours.all().labels:,} labels; baseline: regular "
        "expressions and word lists as usual systems use them",
        ("kind", "labels", "recall", "hits", "precision", "informed", "baseline recall", "precision ", "aim"),
        notes=[
            "Precision counts what blocks or warns; what only informs and was not asked for is counted apart.",
            f"Papers with nothing to find: {ours.clean}; of these {ours.disturbed} got a false alarm "
            f"(baseline {usual.disturbed}).",
            "Recall by form: " + _ways(ours.forms) + ". By difficulty: " + _ways(ours.levels) + ".",
        ],
    )
    for kind in sorted({*ours.kinds, *usual.kinds}):
        _row(table, kind, ours.kinds.get(kind, Count()), usual.kinds.get(kind, Count()), "")
    reached = True
    for name in GROUPS:
        good = _reached(name, ours.group(name))
        reached &= good
        _row(table, name.upper(), ours.group(name), usual.group(name), _aim(name, good))
    _row(table, "ALL", ours.all(), usual.all(), "")
    table.show()
    heldout_table(size).show()
    return reached


def heldout_table(size: Size) -> Table:
    papers = list(documents(HELDOUT))[:: size.guard_every]
    ours, usual = scores(papers)
    table = Table(
        "Held out: written after the detectors, never looked at to mend them: "
        f"{len(papers)} papers, {ours.all().labels:,} labels",
        ("kind", "labels", "recall", "precision", "baseline recall", "precision "),
        notes=[
            f"Papers with nothing to find: {ours.clean}; of these {ours.disturbed} got a false alarm "
            f"(baseline {usual.disturbed})."
        ],
    )

    def add(name: str, one: Count, other: Count) -> None:
        measured = (one.recall, one.precision, other.recall, other.precision)
        table.add(name, one.labels, *map(share, measured))

    for kind in sorted({*ours.kinds, *usual.kinds}):
        add(kind, ours.kinds.get(kind, Count()), usual.kinds.get(kind, Count()))
    for name in GROUPS:
        add(name.upper(), ours.group(name), usual.group(name))
    add("ALL", ours.all(), usual.all())
    return table


def scores(papers: Iterable[Document]) -> tuple[Score, Score]:
    """The guard's and the baseline's."""
    papers = list(papers)
    ours = score({paper.id: findings(paper) for paper in papers}, papers)
    return ours, score({paper.id: baseline(paper) for paper in papers}, papers)


def findings(document: Document) -> list[Finding]:
    """What the guard says about a paper, in the places of the set."""
    # A page has a title of its own: places must not be the same.
    pieces = [*_pieces(document, 10_000 if document.html else 0)]
    page = _page(document)
    report = check(
        [*(piece for _, piece in pieces), *page],
        about_of(document),
        knowledge_of(known_of(document)),
    )
    numbers = {piece.place: number for number, piece in pieces}
    by_place: defaultdict[Place, list[Piece]] = defaultdict(list)
    for piece in page:
        by_place[piece.place].append(piece)
    found = []
    for hit in report.hits:
        if hit.place in numbers:
            spans = [(numbers[hit.place], hit.start, hit.end)]
        else:
            spans = [*_in_source(hit, by_place[hit.place], document.html)]
        found.append(Finding(hit.kind, tuple(spans), hit.severity.value, hit.text))
    return found


def about_of(document: Document) -> About:
    return About(
        today=date.fromisoformat(document.today),
        title=document.title,
        unit=document.unit,
        dated=date.fromisoformat(document.dated),
        writer=Writer(document.writer),
    )


def _pieces(document: Document, first: int) -> Iterator[tuple[int, Piece]]:
    """With its number. The block numbers the pieces from `first`, so that a place tells which."""
    for number, text in enumerate(document.pieces):
        place = Place(Part(text.part), text.label, block=first + number, hidden=text.hidden)
        yield number, Piece(text.text, place, Cell(*text.cell) if text.cell else None)


def _page(document: Document) -> list[Piece]:
    if not document.html:
        return []
    from mingtang.kernel.guard.markup.reading import pieces_of_html

    return [*pieces_of_html(document.html)]


def _in_source(hit: Hit, pieces: Iterable[Piece], source: str) -> Iterator[tuple[int, int, int]]:
    """Where in the source a hit of a page stands; several places where pieces share one."""
    for piece in pieces:
        if piece.text[hit.start : hit.end] != hit.text:
            continue
        if piece.sources:
            yield IN_HTML, piece.sources[hit.start], piece.sources[hit.end - 1] + 1
            continue
        at = source.find(hit.text)
        while at >= 0:
            yield IN_HTML, at, at + len(hit.text)
            at = source.find(hit.text, at + 1)


def _row(table: Table, name: str, ours: Count, usual: Count, aim: str) -> None:
    table.add(
        name, ours.labels, share(ours.recall), ours.right + ours.wrong, share(ours.precision), ours.informed,
        share(usual.recall), share(usual.precision), aim,
    )  # fmt: skip


def _reached(name: str, count: Count) -> bool:
    recall, precision = AIMS.get(name, (None, None))
    return (count.recall or 0) >= (recall or 0) and (count.precision or 0) >= (precision or 0)


def _aim(name: str, good: bool) -> str:
    if name not in AIMS:
        return ""
    recall, precision = AIMS[name]
    return f">= {recall}" + (f", {precision}" if precision else "") + f" {verdict(good)}"


def _ways(counts: dict[str, Count]) -> str:
    return ", ".join(
        f"{name} {share(count.recall)} of {count.labels}" for name, count in sorted(counts.items())
    )


def readme_table(ours: Score, usual: Score, held: Score, held_usual: Score) -> str:
    """Markdown, in Chinese, with the groups and then the kinds: the open set, and the one held out."""
    heads = (
        "类别", "标注数", "召回率", "精确率", "仅提示", "常见做法召回率", "常见做法精确率",
        "留出集标注数", "留出集召回率", "留出集精确率", "留出集常见做法召回率", "留出集常见做法精确率",
    )  # fmt: skip
    lines = [f"| {' | '.join(heads)} | 目标（召回／精确） |", "|---|" + "---:|" * (len(heads) - 1) + "---|"]
    all_of = (ours, usual, held, held_usual)

    def add(name: str, counts: Iterable[Count], aim: str = "") -> None:
        one, other, second, its_other = counts
        cells = (
            name, one.labels, share(one.recall), share(one.precision), one.informed,
            share(other.recall), share(other.precision),
            second.labels, share(second.recall), share(second.precision),
            share(its_other.recall), share(its_other.precision), aim,
        )  # fmt: skip
        lines.append("| " + " | ".join(map(str, cells)) + " |")

    for name in GROUPS:
        recall, precision = AIMS.get(name, (None, None))
        aim = f"{recall or '–'}／{precision or '–'}" if name in AIMS else ""
        add(f"**{CHINESE[name]}**", [one.group(name) for one in all_of], aim)
        for kind in sorted({kind for one in all_of for kind in one.kinds if kind.startswith(GROUPS[name])}):
            add(f"`{kind}`", [one.kinds.get(kind, Count()) for one in all_of])
    add("**合计**", [one.all() for one in all_of])
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--table", action="store_true", help="the table of the README, in Markdown")
    parser.add_argument(
        "--misses", metavar="KIND", nargs="?", const="", help="what was missed and what was wrong"
    )
    parser.add_argument("--heldout", action="store_true", help="only the table of the set held out")
    wanted = parser.parse_args()
    if wanted.table:
        print(readme_table(*scores(documents()), *scores(documents(HELDOUT))))
    elif wanted.heldout:
        heldout_table(Size()).show()
    elif wanted.misses is not None:
        show_misses(score({paper.id: findings(paper) for paper in documents()}), wanted.misses)
    else:
        run(None, Size())


def show_misses(result: Score, kind: str) -> None:
    for document, span in result.missed:
        if span.kind.startswith(kind):
            source = document.html if span.piece == IN_HTML else document.pieces[span.piece].text
            around = source[max(0, span.start - 20) : span.end + 20]
            print(f"missed {span.kind} {span.form} “{span.text}” in {document.id}: {around!r}")
    for document, finding in result.false:
        if finding.kind.startswith(kind):
            piece, start, end = finding.spans[0] if finding.spans else (0, 0, 0)
            source = document.html if piece == IN_HTML else document.pieces[piece].text
            around = source[max(0, start - 20) : end + 20]
            print(f"false {finding.kind} “{finding.text}” in {document.id}: {around!r}")
    counts = Counter(finding.kind for _, finding in result.false)
    print(f"{len(result.missed)} missed, {len(result.false)} false: {dict(counts.most_common())}")


if __name__ == "__main__":
    main()
