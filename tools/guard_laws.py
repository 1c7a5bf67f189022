"""Makes the tables of laws the guard compares with.

    python tools/guard_laws.py laws.jsonl.gz src/mingtang/kernel/guard/names/data

The source has one article a line (`kind`, `title`, `date`, `article`, `text`) of laws, regulations of the State Council
and rules of ministries as published. Regulations of places and interpretations of courts are left out: a county rarely
cites them, and many differ by one character only.

`laws.tsv`: name, last article, day of the newest version. Where the numbers of articles have gaps, the last article is
0: not known. `repealed.tsv`: name, first day without it, the instrument and the article that says “同时废止”. Without a
day in that article it is the day of the oldest version at hand: never too early. What was made anew under its old name
is left out.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mingtang.kernel.guard.names.numerals import number_of

LEFT_OUT = {"DLC", "司法解释"}
COUNTRY = "中华人民共和国"
CODE = "民法典"
# The source has these in parts, or without a day.
BY_HAND = {
    "宪法": (143, "2018-03-11"),
    "刑法": (452, "2023-12-29"),
    CODE: (1260, "2020-05-28"),
}
_ARTICLE = re.compile(r"第([一二三四五六七八九十百千零〇\d]+)条")
_DAY = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起(?:施行|实施)")
_NAME = re.compile(r"《([^《》〈〉]+)》")


def rows_of(source: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["kind"] not in LEFT_OUT:
                row["title"] = re.sub(r"\s+", "", row["title"]).removeprefix(COUNTRY)
                yield row


def main(source: Path, folder: Path) -> None:
    articles: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    ends: dict[str, tuple[str, str, str]] = {}
    for row in rows_of(source):
        if row["kind"] != CODE:
            found = _ARTICLE.match(row["article"] or "")
            articles[row["title"]][row["date"] or ""].add(number_of(found[1]) if found else 0)
        days = _DAY.findall(row["text"])
        for sentence in re.findall(r"[^。\n]*同时废止", row["text"]):
            title, day = row["title"], row["date"] or ""
            if row["kind"] == CODE:
                title = CODE
            if len(days) == 1:
                day = date(*map(int, days[0])).isoformat()
            for name in _NAME.findall(sentence):
                name = name.removeprefix(COUNTRY)
                if day and name != title and day < ends.get(name, ("9",))[0]:
                    ends[name] = (day, title, row["article"])
    laws = {}
    for title, versions in articles.items():
        last = max(max(numbers) for numbers in versions.values())
        whole = all(len(numbers) >= 0.9 * max(numbers) for numbers in versions.values())
        day = max(versions)
        laws[title] = (last if whole and day else 0, day)
    laws.update(BY_HAND)
    _write(folder / "laws.tsv", ((title, *rest) for title, rest in sorted(laws.items())))
    gone = {name: rest for name, rest in ends.items() if laws.get(name, (0, ""))[1] < rest[0]}
    _write(folder / "repealed.tsv", ((name, *rest) for name, rest in sorted(gone.items())))


def _write(path: Path, rows: Iterator[tuple[Any, ...]]) -> None:
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
