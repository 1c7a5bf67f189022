"""Questions as people ask them, put to the articles of many laws: our ranking beside plain BM25 of the same words."""

from typing import Any

from benchmarks.report import Table, say, verdict
from benchmarks.settings import Size
from benchmarks.worlds import ROOT, Lab

LAWS = ROOT.parent.joinpath("shared", "samples", "laws.jsonl.gz")
QUESTIONS = ROOT.joinpath("benchmarks", "data", "law_questions.json")
TUNED = 40
"""The ranking was tuned by the first so many; the others tell what it is worth."""
STYLES = {"words": "a few words", "spoken": "as one says it", "story": "a whole story"}


def run(lab: Lab, size: Size) -> bool:
    """Whether our answers are better than those of plain BM25."""
    if not LAWS.is_file():
        print("\nQuestions put to laws: skipped (the laws lie beside the project only where they were laid)")
        return True
    say("indexing articles of laws")
    with lab.bare() as world:
        found = world.call("questions.run", laws=str(LAWS), questions=str(QUESTIONS), most=size.articles)
    asked, articles, seconds = found["questions"], found["articles"], found["seconds"]
    table = Table(
        f"Questions put to {articles:,} articles of laws, nDCG@10; baseline: any of the words, by BM25, same index",
        ("questions", "number", "BM25 (baseline)", "ours", "better / alike / worse", "> baseline"),
        notes=[
            f"The ranking was tuned by the first {TUNED}; judge by the others.",
            f"Indexed in {seconds:.0f} s, {articles / seconds:,.0f} articles a second.",
        ],
    )
    _add(table, f"first {TUNED} (tuned by)", asked[:TUNED])
    reached = _add(table, "the others", asked[TUNED:])
    for style, label in STYLES.items():
        _add(table, f"the others: {label}", [each for each in asked[TUNED:] if each["style"] == style])
    table.show()
    return reached


def _add(table: Table, label: str, asked: list[dict[str, Any]]) -> bool:
    plain, ours = (float(sum(each[way] for each in asked)) / len(asked) for way in ("plain", "ours"))
    changes = [each["ours"] - each["plain"] for each in asked]
    better, worse = sum(change > 0.001 for change in changes), sum(change < -0.001 for change in changes)
    table.add(
        label, len(asked), f"{plain:.3f}", f"{ours:.3f}", f"{better} / {len(asked) - better - worse} / {worse}",
        verdict(ours > plain),
    )  # fmt: skip
    return ours > plain
