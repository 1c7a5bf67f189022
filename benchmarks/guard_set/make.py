"""Makes the set anew: `python -m benchmarks.guard_set.make`. Always the same from the same templates and lists."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from random import Random

from benchmarks.guard_set.expand import Decks, document, templates
from benchmarks.guard_set.model import COUNTIES, DOCUMENTS, Document, line_of
from benchmarks.guard_set.sums import budgets
from benchmarks.guard_set.world import county_knowledge


def made() -> Iterator[Document]:
    decks = Decks(Random("decks"))
    for template in templates():
        for number in range(int(template.head.get("times", "1"))):
            yield document(template, number, decks)
    yield from budgets()


def written() -> str:
    return "".join(line_of(one) + "\n" for one in made())


def counties_written() -> str:
    return json.dumps(county_knowledge(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    DOCUMENTS.write_text(written(), encoding="utf-8")
    COUNTIES.write_text(counties_written(), encoding="utf-8")
    all_of = list(made())
    counts = Counter(span.kind for one in all_of for span in one.wanted)
    spare = sum(span.optional for one in all_of for span in one.spans)
    few = sum(len(one.wanted) <= 2 for one in all_of)
    none = sum(not one.wanted for one in all_of)
    for kind, many in sorted(counts.items()):
        print(f"{kind:<26}{many:>5}")
    print(
        f"{len(all_of)} documents, {none} with nothing to find, {few} with at most two; "
        f"{counts.total()} spans, {spare} optional"
    )


if __name__ == "__main__":
    main()
