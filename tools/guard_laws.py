"""Makes the list of law names the guard compares with: name, last article, day of the newest version.

    python tools/guard_laws.py laws.jsonl.gz > src/mingtang/kernel/guard/names/data/laws.tsv

The source is a file with one article a line (`kind`, `title`, `date`, `article`) of laws, regulations of the State
Council and rules of ministries as published. Regulations of places and interpretations of courts are left out: a
county rarely cites them, and many differ by one character only. Where the numbers of articles have gaps, the last
article is 0: not known.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from mingtang.kernel.guard.names.numerals import number_of

LEFT_OUT = {"DLC", "司法解释"}
COUNTRY = "中华人民共和国"
# The source has these in parts, or without a day.
BY_HAND = {
    "宪法": (143, "2018-03-11"),
    "刑法": (452, "2023-12-29"),
    "民法典": (1260, "2020-05-28"),
}
_ARTICLE = re.compile(r"第([一二三四五六七八九十百千零〇\d]+)条")


def main(source: str) -> None:
    articles: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    with gzip.open(Path(source), "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["kind"] in LEFT_OUT or row["kind"] == "民法典":
                continue
            title = re.sub(r"\s+", "", row["title"]).removeprefix(COUNTRY)
            found = _ARTICLE.match(row["article"] or "")
            articles[title][row["date"] or ""].add(number_of(found[1]) if found else 0)
    rows = {}
    for title, versions in articles.items():
        last = max(max(numbers) for numbers in versions.values())
        whole = all(len(numbers) >= 0.9 * max(numbers) for numbers in versions.values())
        day = max(versions)
        rows[title] = (last if whole and day else 0, day)
    rows.update(BY_HAND)
    for title, (last, day) in sorted(rows.items()):
        print(title, last, day, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
