"""The demo's standard catalogue is complete, well-formed, and fulfilled by believable papers."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest

from mingtang.demo.catalogue import (
    AREA_ROWS,
    ROWS,
    TOWNSHIPS,
    DemoRow,
    Existing,
    Paper,
    PaperText,
    Same,
    papers,
)
from mingtang.demo.catalogue.pen import channels, laws
from mingtang.demo.county import UNITS, UNITS_BY_SLUG
from mingtang.demo.days import is_working
from mingtang.demo.plan import PlannedRecord, demo_plan
from mingtang.demo.writing import FAMILIES
from mingtang.kernel.classification.areas import PILOT_AREAS, STANDARD_AREAS
from mingtang.kernel.classification.audiences import AUDIENCES
from mingtang.kernel.classification.genres import GENRES
from mingtang.kernel.classification.themes import THEMES
from mingtang.kernel.identifiers import doc_number
from mingtang.kernel.limits.model import LimitType
from mingtang.kernel.limits.parse import parse_limit

SEED = 20190515
TODAY = date(2026, 11, 22)
DAYS = (TODAY, date(2026, 2, 16), date(2026, 5, 4), date(2027, 1, 1), date(2025, 10, 6), date(2028, 2, 29))
PUBLIC = {"feedback", "rectify", "filed", "corrected"}
ALLOWED = {"h2", "h3", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "strong"}
ALIVE = {unit.slug for unit in UNITS}
LEVEL = {"township": "township", "street": "township", "village": "village", "community": "village"}
# The project may not name the folder of shared material; where it is absent the comparison is skipped.
SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "catalogue-sample.csv"


class _Page(HTMLParser):
    """Checks nesting and tags; collects tables and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        assert not attrs or (tag, attrs) == ("th", [("scope", "col")])
        assert tag != "p" or not self.open
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.text += "\n"

    def handle_data(self, data: str) -> None:
        assert self.open, f"text outside of any element: {data}"
        assert data.strip()
        self.text += data
        if self.open[-1] in {"td", "th"}:
            self.tables[-1][-1][-1] += data


@pytest.fixture(scope="module")
def texts() -> list[PaperText]:
    return papers(TODAY)


def _shown(plan: PlannedRecord, today: date) -> bool:
    """Whether it is public on the day: published, and not past its time of display."""
    days = plan.text.display_days
    if plan.target not in PUBLIC or plan.released_on is None:
        return False
    return not days or plan.released_on + timedelta(days=days + 2 * -(-days // 5)) >= today


def _fulfilled(today: date) -> Iterator[DemoRow]:
    """The rows that are claimed and have a public record, found as the loader finds them."""
    made = {place for paper in papers(today) for place in paper.rows}
    public = [plan for plan in demo_plan(SEED, today) if _shown(plan, today)]
    for place, row in enumerate(ROWS):
        by = row.fulfilled_by
        existing = isinstance(by, Existing) and any(
            plan.text.family == by.family
            and plan.text.area in ("", row.area)
            and (not by.units or plan.unit in by.units)
            for plan in public
        )
        if row.claimed_by and (place in made or existing):
            yield row


def test_all_pilot_areas_have_rows() -> None:
    assert len(ROWS) >= 320
    assert list(AREA_ROWS) == [area.code for area in PILOT_AREAS]
    for code, rows in AREA_ROWS.items():
        assert len(rows) >= 8, code
        assert len({row.path for row in rows}) == len(rows), code
    assert sum(len(rows) for rows in AREA_ROWS.values()) == len(ROWS)


def test_rows_are_complete() -> None:
    for row in ROWS:
        assert row.area in STANDARD_AREAS
        assert row.theme in THEMES, row.path
        assert row.item1
        assert row.item2
        assert row.subject
        assert len(row.elements.split("；")) >= 3, row.path
        assert len(set(row.elements.split("；"))) == len(row.elements.split("；"))
        assert re.fullmatch(r"(《[^《》]+》(（[^（）]+〔\d{4}〕\d+号）)?)+", row.basis), row.basis
        assert "《中华人民共和国政府信息公开条例》" in row.basis
        assert re.fullmatch(r"[■□][^■□]+( [■□][^■□]+)*", row.channels)
        assert "■" in row.channels
        assert row.everyone == (not row.specific)
        assert row.active or row.on_request
        assert row.county or row.township or row.village
        for text in (row.item1, row.item2, row.elements, row.basis, row.limit, row.subject, row.specific):
            assert text == text.strip()
            assert not re.search(r"[\u4e00-\u9fa5][,;:!?][\u4e00-\u9fa5]|；；|、、|。。", text), text
    assert any(not row.everyone for row in ROWS)
    assert any(row.on_request and not row.active for row in ROWS)
    assert any(row.on_request and row.active for row in ROWS)
    assert any(row.village and not row.county for row in ROWS)
    assert sum("□" in row.channels for row in ROWS) > 50
    assert sum("□" not in row.channels for row in ROWS) > 50
    for row in ROWS:
        assert "□" not in row.channels or len(row.channels.split(" ")) == 13


def test_limits_are_of_many_types_and_none_is_unread() -> None:
    types = Counter(parse_limit(row.limit).type for row in ROWS)
    assert LimitType.UNPARSED not in types
    assert len(types) >= 10
    assert types[LimitType.AFTER_FORMED] == max(types.values())


@pytest.mark.parametrize(
    ("area", "path", "phrase"),
    [
        ("budget", "一般公共预算", "批准后20日内"),
        ("budget", "部门收支预算总表和说明", "批复后20日内"),
        ("budget", "所属单位预算", "批复后20日内"),
        ("house-expropriation", "征收补偿方案拟定和论证", "不得少于30日"),
        ("land-expropriation", "征收土地预公告", "不少于10个工作日"),
        ("land-expropriation", "征地补偿安置公告", "不少于30日"),
        ("land-expropriation", "用地批准文件", "之日起15个工作日内"),
        ("public-resources", "中标、成交结果", "2个工作日内"),
        ("public-resources", "采购合同", "2个工作日内"),
        ("work-safety", "行政处罚", "决定作出之日起7个工作日内"),
        ("work-safety", "重大决策草案", "不得少于30日"),
    ],
)
def test_limits_of_other_law_are_right(area: str, path: str, phrase: str) -> None:
    rows = [row for row in AREA_ROWS[area] if row.item2 == path]
    assert rows
    assert all(phrase in row.limit for row in rows)


def test_units_that_claimed_exist() -> None:
    for row in ROWS:
        assert set(row.claimed_by) <= ALIVE
        assert len(set(row.claimed_by)) == len(row.claimed_by)
        assert len(set(row.claimed_by) & set(TOWNSHIPS)) in {0, 1, len(TOWNSHIPS)}
    assert 0.25 <= sum(not row.claimed_by for row in ROWS) / len(ROWS) <= 0.3


def test_some_claims_are_wrong_on_purpose() -> None:
    double = [
        row for row in ROWS if sum(UNITS_BY_SLUG[slug].kind == "department" for slug in row.claimed_by) > 1
    ]
    wrong = []
    for row in ROWS:
        named = {"county": row.county, "township": row.township, "village": row.village}
        if any(not named[LEVEL.get(UNITS_BY_SLUG[slug].kind, "county")] for slug in row.claimed_by):
            wrong.append(row)
    assert len(double) == 3
    assert len(wrong) == 3
    assert not any(row in double for row in wrong)


@pytest.mark.parametrize("today", DAYS)
def test_most_rows_are_claimed_and_fulfilled(today: date) -> None:
    assert len(list(_fulfilled(today))) / len(ROWS) >= 0.6


def test_what_fulfils_exists_and_only_claimed_rows_are_fulfilled() -> None:
    keys = [
        row.fulfilled_by.key for row in ROWS if isinstance(row.fulfilled_by, Paper) and row.fulfilled_by.key
    ]
    assert len(set(keys)) == len(keys)
    for row in ROWS:
        by = row.fulfilled_by
        assert by is None or row.claimed_by, row.path
        if isinstance(by, Existing):
            assert FAMILIES[by.family].area in ("", row.area) or by.units, row.path
            assert set(by.units) <= ALIVE
        elif isinstance(by, Same):
            assert by.key in keys
        elif isinstance(by, Paper):
            assert by.unit in ALIVE
    assert {row.fulfilled_by.key for row in ROWS if isinstance(row.fulfilled_by, Same)} == set(keys)


@pytest.mark.parametrize("today", DAYS)
def test_papers_are_consistent_on_any_day(today: date) -> None:
    made = papers(today)
    titles = [paper.title for paper in made]
    assert len(set(titles)) == len(titles)
    assert not set(titles) & {plan.text.title for plan in demo_plan(SEED, today)}
    numbers = [paper.doc_no for paper in made if paper.doc_no]
    assert len(set(numbers)) == len(numbers)
    for paper in made:
        assert today - timedelta(days=735) <= paper.formed_on <= paper.published_on <= today
        assert is_working(paper.formed_on)
        assert is_working(paper.published_on)
        assert 5 <= len(paper.title) <= 60, paper.title
        assert not re.search(r"[{}|＋]|None", paper.title + paper.body_html), paper.title
        if paper.doc_no:
            number = doc_number.parse(paper.doc_no)
            assert number.year == paper.formed_on.year
            assert number.serial >= 500
    assert len({paper.published_on.strftime("%Y%m") for paper in made}) >= 20
    assert papers(today) == made


def test_papers_know_the_kernel(texts: list[PaperText]) -> None:
    assert 150 <= len(texts) <= 220
    for paper in texts:
        assert paper.unit in ALIVE
        assert paper.area in STANDARD_AREAS
        assert paper.genre in GENRES
        assert paper.theme in THEMES
        assert paper.audience in AUDIENCES
        assert paper.rows
        assert {ROWS[place].area for place in paper.rows} == {paper.area}
        assert 2 <= len(paper.keywords) <= 4
        assert len(" ".join(paper.keywords)) <= 200
        assert 10 <= len(paper.summary) <= 170, paper.summary
        assert paper.summary.endswith(("。", "：")), paper.summary
        assert paper.content()["title"] == paper.title
    assert len({paper.genre for paper in texts}) >= 5


def test_some_papers_came_late(texts: list[PaperText]) -> None:
    late = 0
    for paper in texts:
        limit = parse_limit(ROWS[paper.rows[0]].limit)
        days = sum(
            is_working(paper.formed_on + timedelta(days=n + 1))
            for n in range((paper.published_on - paper.formed_on).days)
        )
        late += limit.unit == "workday" and limit.direction != "before" and days > (limit.n or 999)
    assert 4 <= late <= 10


def test_bodies_are_plain_and_tables_add_up(texts: list[PaperText]) -> None:
    tables = sums = 0
    for paper in texts:
        page = _Page(paper.body_html)
        assert len(page.text) >= 180, paper.title
        for rows in page.tables:
            tables += 1
            assert len({len(row) for row in rows}) == 1, paper.title
            if rows[-1][0] != "合计":
                continue
            for column, total in enumerate(rows[-1]):
                if column and total != "—":
                    cells = [row[column] for row in rows[1:-1]]
                    assert sum(map(Decimal, cells)) == Decimal(total), (paper.title, cells)
                    sums += 1
    assert tables > 80
    assert sums > 100


def test_nothing_personal_and_no_slips(texts: list[PaperText]) -> None:
    phones = {unit.phone for unit in UNITS}
    for paper in texts:
        plain = paper.title + "\n" + _Page(paper.body_html).text
        assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)", plain)
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", plain)
        assert set(re.findall(r"\d{3,4}-\d{7,8}", plain)) <= phones, paper.title
        assert set(re.findall(r"(?<![\d.])12[0-9]{3}(?![\d.])(?=电话|热线|$)", plain)) <= {"12345"}
        assert not re.search(r"[\u4e00-\u9fa5][,;:!?][\u4e00-\u9fa5]", plain), plain
        assert not re.search(r"。。|，，|，。|、、|；。|：。|的的|帐号|布署|其它|截止到", plain), plain
        for mark, end in ("“”", "《》", "（）", "〔〕"):
            assert plain.count(mark) == plain.count(end), paper.title


def test_no_two_papers_read_alike(texts: list[PaperText]) -> None:
    pieces = {}
    for paper in texts:
        text = re.sub(r"\s|\d", "", _Page(paper.body_html).text)
        pieces[paper.title] = {text[n : n + 6] for n in range(len(text) - 5)}
    for (one, left), (two, right) in combinations(pieces.items(), 2):
        assert len(left & right) / len(left | right) < 0.35, (one, two)


def test_nothing_is_copied_from_the_sample() -> None:
    if not SAMPLE.exists():
        pytest.skip("the sample of real catalogues is not at hand")
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        theirs = {row["公开内容（要素）"].strip("。；等 ") for row in csv.DictReader(file)}
    assert len(theirs) > 50
    assert not theirs & {row.elements for row in ROWS}


def test_short_forms_of_channels_and_laws() -> None:
    assert channels("网政+信用中国网站", full=False) == "■政府网站 ■政务服务中心 ■信用中国网站"
    listed = channels("网+办税服务厅", full=True).split(" ")
    assert len(listed) == 13
    assert listed[0] == "■政府网站"
    assert listed[-1] == "■其他：办税服务厅"
    assert laws("~预算法 某办法（试行）（财预〔2018〕209号）") == (
        "《中华人民共和国预算法》《某办法（试行）》（财预〔2018〕209号）"
    )
