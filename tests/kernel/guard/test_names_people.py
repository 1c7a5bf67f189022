"""Leaders beside their posts."""

import pytest

from mingtang.kernel.guard.engine import check
from tests.kernel.guard.names_county import COUNTY, OFFICIAL, dated, found, hits, row


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("县长王建囯出席会议", "leader", "王建囯"),
        ("王建囯县长主持会议", "leader", "王建囯"),
        ("县委副书记、县长：王建帼", "leader", "王建帼"),
        ("明堂县民政局局长许炜介绍", "leader", "许炜"),
        ("教育局局长何晓楠", "leader", "何晓楠"),
        ("我县县长王建囯到会", "leader", "王建囯"),
        ("清河市明堂县人民政府县长王建囯", "leader", "王建囯"),
        ("县长李明华出席", "post", "李明华"),
        ("副县长王建国调研", "post", "王建国"),
        ("县长方志平出席会议", "post", "方志平"),
    ],
)
def test_names_and_posts_that_do_not_fit(text: str, kind: str, name: str) -> None:
    assert found(text) == [(kind, name)]


@pytest.mark.parametrize(
    "text",
    [
        "县长王建国、副县长李明华出席",
        "常务副县长李明华",
        "民政局党组书记、局长许伟",
        "原县长方志平",
        "时任县长方志平",
        "2018年，县长方志平主持会议",
        "免去方志平的县长职务",
        "任命李明华为县长",
        "邻水县县长王建军",
        "邻水县人民政府县长王建军",
        "市教育局局长何晓楠",
        "局长许炜",
        "村民王建囯",
        "县长助理王建军",
        "残疾人李明华、低保户王建国",
    ],
)
def test_what_fits_or_is_about_others_is_let_be(text: str) -> None:
    assert found(text) == []


def test_the_day_of_the_paper_decides_about_terms() -> None:
    assert found("县长方志平出席会议", dated(2019)) == []
    assert found("县长王建国出席会议", dated(2019)) == [("post", "王建国")]
    assert hits("县长王建国出席会议", dated(2019))[0].args["why"] == "not_yet"


def test_the_unit_that_speaks_need_not_name_itself() -> None:
    about = dated(2025, unit="明堂县民政局")
    assert found("局长许炜主持会议", about) == [("leader", "许炜")]
    assert found("市民政局局长许炜到会", about) == []


def test_in_a_table_the_name_stands_beside_its_post() -> None:
    pieces = [*row("姓名", "职务", number=0), *row("王建囯", "县长"), *row("李明华", "副县长", number=2)]
    report = check(pieces, OFFICIAL, COUNTY)
    assert [(hit.kind, hit.text) for hit in report.hits if hit.group == "names"] == [
        ("names.leader", "王建囯")
    ]
