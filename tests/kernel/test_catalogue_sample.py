"""The published sample of 92 rows from all areas is understood; its facts are counted from the file independently."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from mingtang.kernel.catalogue.channels import CHANNELS, STANDARD
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.item import Severity
from mingtang.kernel.catalogue.laws import laws_of
from mingtang.kernel.catalogue.reading import Reading, read_catalogue
from mingtang.kernel.classification.areas import STANDARD_AREAS
from mingtang.kernel.limits.model import LimitType

# It is not part of the project: it lies beside the checkout on machines where it was laid.
SAMPLE = Path(__file__).resolve().parents[3].joinpath("shared", "samples", "catalogue-sample.csv")

pytestmark = pytest.mark.skipif(
    not SAMPLE.is_file(),
    reason="the published sample is no part of the project; without it only its 92 rows go unread",
)

MARKED = re.compile(r"([■◆□])([^■◆□]+)")


@cache
def table() -> tuple[tuple[str, ...], ...]:
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        return tuple(tuple(row) for row in csv.reader(file))


@cache
def reading() -> Reading:
    rows = table()
    return read_catalogue([Grid("catalogue-sample", rows, tuple(range(1, len(rows) + 1)))])


def column(head: str) -> list[str]:
    place = next(n for n, text in enumerate(table()[0]) if text.startswith(head))
    return [row[place] for row in table()[1:]]


def test_all_rows_are_read_without_errors() -> None:
    rows = reading().rows
    assert len(rows) == 92
    assert [each.number for each in rows] == list(range(2, 94))
    codes = Counter(doubt.code for each in rows for doubt in each.doubts)
    assert not [doubt for each in rows for doubt in each.doubts if doubt.severity is not Severity.NOTE]
    assert set(codes) <= {"ditto", "channel_new", "both_manners"}


def test_all_limits_are_understood() -> None:
    assert not [each.item.limit.raw for each in reading().rows if each.item.limit.type is LimitType.UNPARSED]
    inherited = [each.number for each in reading().rows if each.item.limit.inherited]
    assert inherited == [n for n, text in enumerate(column("公开时限"), 2) if text == "同上"]


def test_the_known_columns_are_sure() -> None:
    columns = reading().blocks[0].header.columns
    assert all(each.sure and each.column for each in columns[:15])


def test_all_areas_are_known_but_those_of_single_places() -> None:
    names = column("领域")
    for row, name in zip(reading().rows, names, strict=True):
        assert row.item.local is ("地方自设" in name)
        assert bool(row.area) is not ("地方自设" in name)
        if row.area:
            known = STANDARD_AREAS[row.area]
            assert name.split("（")[0] in (known.label, *known.aliases)
    unknown = [doubt.read for doubt in reading().problems if doubt.code == "area_unknown"]
    assert unknown == ["涉农资金", "政府文件"]
    assert len(reading().blocks) == len(set(names)) == 29


def test_names_and_subjects_are_those_of_the_file() -> None:
    for row, first, second, subject in zip(
        reading().rows, column("公开事项-一级"), column("公开事项-二级"), column("公开主体"), strict=True
    ):
        assert row.item.path == (first, "" if second == "—" else second, "")
        assert row.item.subject == subject


def test_ticks_are_those_of_the_file() -> None:
    rows = reading().rows
    for head, name in (
        ("公开对象-全社会", "everyone"),
        ("公开方式-主动", "active"),
        ("公开方式-依申请", "on_request"),
    ):
        assert [getattr(row.item, name) for row in rows] == [text == "√" for text in column(head)]
    assert [row.item.specific for row in rows] == column("公开对象-特定群体")


def test_levels_are_those_of_the_file() -> None:
    county, below = column("公开层级-县级"), column("公开层级-乡")
    for row, first, second in zip(reading().rows, county, below, strict=True):
        wanted = {"√": ("county",), "州级": ("prefecture",), "": ()}[first]
        assert row.item.levels == wanted + (("township", "village") if second == "√" else ())


def test_channels_are_those_marked_in_the_file() -> None:
    """Standard channels are counted by their names in the file's text; a cell of 同上 counts as the one above."""
    cells: list[str] = []
    for text in column("公开渠道"):
        cells.append(cells[-1] if text == "同上" else text)
    for row, text in zip(reading().rows, cells, strict=True):
        marked = [name.strip() for mark, name in MARKED.findall(text) if mark != "□"]
        assert len(row.item.channels) == len(marked)
        for code, name in STANDARD.items():
            if code not in ("other", "notice-board", "convenience-station"):
                assert (code in row.item.channels) is (name in marked)
    names = Counter(name for row in reading().rows for name in row.item.channels if name not in CHANNELS)
    assert names == {
        "被征收范围内公告栏": 3, "法律服务网": 2, "管理部门网站": 1, "政务服务网": 1, "党群服务中心": 1, "综合性文化服务中心公示栏": 1,
    }  # fmt: skip


def test_elements_and_laws_are_parted_as_in_the_file() -> None:
    for row, elements, basis in zip(reading().rows, column("公开内容"), column("公开依据"), strict=True):
        outside = re.sub(r"（[^（）]*）", "", elements)
        assert len(row.item.elements.split("\n")) == outside.count("；") + 1
        if basis != "同上":
            assert row.item.basis == basis
            assert len(laws_of(basis)) >= basis.count("》《") + 1
