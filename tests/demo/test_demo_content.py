"""The demo county is consistent, well-formed, and free of anything that looks like personal data."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from stdnum.cn import uscc

from mingtang.demo import county, people
from mingtang.demo.identifiers import credit_code, org_code
from mingtang.demo.plan import ERROR_REPORTS, NOTES, TARGETS, PlannedRecord, demo_plan
from mingtang.demo.writing import FAMILIES, RecordText, fast_record, write_record
from mingtang.kernel.classification.areas import PILOT_AREAS, STANDARD_AREAS, area_of_name
from mingtang.kernel.classification.audiences import AUDIENCES
from mingtang.kernel.classification.genres import GENRES
from mingtang.kernel.classification.themes import THEMES
from tests.timing import timed

TODAY = date(2026, 11, 22)
ALLOWED = {
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "em",
    "blockquote",
    "a",
    "br",
}
ROLES = {
    "drafter",
    "reviewer",
    "approver",
    "secrecy",
    "supervisor",
    "unit_head",
    "openness_office",
    "liaison",
    "admin",
}
REASONS = {"E14a", "E14b", "E14c", "E15", "E16a", "E16b", "E16c"}
DOC_NO = re.compile(r"^[\u4e00-\u9fa5]{2,16}〔(19|20)\d{2}〕[1-9]\d{0,4}号$")


class _Page(HTMLParser):
    """Check nesting and collect tables and text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        assert not attrs or (tag, attrs) == ("th", [("scope", "col")]), (tag, attrs)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
        if tag == "p":
            assert "p" not in self.open
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert self.open, f"text outside of any element: {data}"
        self.text.append(data)
        if self.open[-1] in {"td", "th"}:
            self.tables[-1][-1][-1] += data


def _parse(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def _texts(count: int, seed: int) -> list[RecordText]:
    rng = random.Random(seed)
    result = []
    for i in range(count):
        day = TODAY - timedelta(days=rng.randint(0, 730))
        while day.weekday() >= 5:
            day -= timedelta(days=1)
        unit = county.UNITS[i % len(county.UNITS)]
        result.append(write_record(rng, unit, day, 1 + day.timetuple().tm_yday // 3))
    return result


@pytest.fixture(scope="module")
def texts() -> list[RecordText]:
    """A thousand drawn texts and every family in each of its months."""
    result = _texts(1000, 20)
    rng = random.Random(21)
    for code, kind in FAMILIES.items():
        units = [unit for unit in county.UNITS if kind.suits(unit)]
        assert units, code
        for month in kind.months or range(1, 13):
            result += [
                write_record(rng, rng.choice(units), date(y, month, 14), 7, code) for y in (2024, 2025, 2026)
            ]
    return result


@pytest.fixture(scope="module")
def plan() -> list[PlannedRecord]:
    return demo_plan(7, TODAY)


def test_units_form_a_tree_with_unique_codes() -> None:
    seen: set[str] = set()
    for unit in county.UNITS:
        assert unit.parent is None or unit.parent in seen
        seen.add(unit.slug)
        assert re.fullmatch(r"[a-z][a-z-]+", unit.slug)
        assert len(unit.division_code) == 12
        assert unit.division_code.startswith("990121")
        assert unit.email.endswith("@mingtang.example")
        assert re.fullmatch(r"0999-55[567]\d{4}", unit.phone)
        assert 3 <= len(unit.functions) <= 6
    assert county.UNITS[0].parent is None
    assert sum(unit.parent is None for unit in county.UNITS) == 1
    everyone = county.UNITS + county.FORMER_UNITS
    for values in ([u.slug for u in everyone], [u.key for u in everyone], [u.org_code for u in everyone]):
        assert len(set(values)) == len(everyone)
    assert len({u.phone for u in county.UNITS}) == len(county.UNITS)
    assert len({u.name for u in county.UNITS}) == len(county.UNITS)
    marks = [u.doc_mark for u in county.UNITS if u.doc_mark]
    assert len(set(marks)) == len(marks)


def test_unit_counts_and_division_codes() -> None:
    def of(*kinds: str) -> list[county.UnitSpec]:
        return [unit for unit in county.UNITS if unit.kind in kinds]

    assert len(of("department")) >= 22
    assert len(of("township", "street")) >= 9
    assert len(of("village", "community")) >= 27
    for unit in of("township", "street", "village", "community"):
        town, village = int(unit.division_code[6:9]), int(unit.division_code[9:])
        if unit.kind == "street":
            assert (1 <= town <= 99, village) == (True, 0)
        elif unit.kind == "township":
            assert 100 <= town <= 399
            assert village == 0
            assert (town >= 200) == unit.short_name.endswith("乡")
        else:
            assert (village >= 200) == (unit.kind == "village")
            parent = county.UNITS_BY_SLUG[unit.parent or ""]
            assert parent.division_code[:9] == unit.division_code[:9]
    codes = [unit.division_code for unit in of("township", "street", "village", "community")]
    assert len(set(codes)) == len(codes)


def test_check_digits() -> None:
    assert org_code("00001434") == "000014349"
    assert org_code("01527918") == "01527918X"
    assert credit_code("11", "440232", "MB2D06811") == "11440232MB2D06811W"
    for unit in county.UNITS + county.FORMER_UNITS:
        assert org_code(unit.org_code[:8]) == unit.org_code
        uscc.validate(unit.credit_code)
        assert unit.credit_code[8:17] == unit.org_code


def test_changes_refer_to_units() -> None:
    renames = [change for change in county.CHANGES if change.kind == "rename"]
    mergers = [change for change in county.CHANGES if change.kind == "merge"]
    assert len(renames) >= 2
    assert len(mergers) == 1
    for change in county.CHANGES:
        unit = county.UNITS_BY_SLUG[change.unit]
        if change.kind == "rename":
            assert change.new_name == unit.name
        else:
            assert unit.ended_on == change.on
            assert unit.successor == change.into
            assert change.into in county.UNITS_BY_SLUG


def test_every_unit_has_leaders() -> None:
    for unit in county.UNITS:
        count = sum(1 for leader in county.LEADERS if leader.unit == unit.slug and leader.term_to is None)
        assert count in ({1, 2} if unit.kind in {"village", "community"} else {2, 3, 4, 5})
    assert len({leader.name for leader in county.LEADERS}) == len(county.LEADERS)


def test_posts_are_complete() -> None:
    assert len({p.username for p in people.PEOPLE}) == len(people.PEOPLE)
    assert len({p.name for p in people.PEOPLE}) == len(people.PEOPLE)
    assert len(people.POSTS_BY_CODE) == len(people.POSTS)
    for post in people.POSTS:
        assert post.role in ROLES
        assert post.unit in people.PEOPLE_BY_USERNAME[post.holder].units
        if post.deputy_of:
            chief = people.POSTS_BY_CODE[post.deputy_of]
            assert (chief.unit, chief.role) == (post.unit, post.role)
            assert chief.holder != post.holder
    for unit in county.UNITS:
        roles = {post.role for post in people.POSTS if post.unit == unit.slug}
        if unit.kind in {"village", "community"}:
            assert roles == {"liaison"}
            continue
        assert roles >= {"drafter", "reviewer", "approver", "secrecy", "unit_head"}
        full_time = any(post.full_time_officer for post in people.POSTS if post.unit == unit.slug)
        assert full_time == (unit.slug != people.UNDERSTAFFED_UNIT)
        holders = {p.role: p.holder for p in people.POSTS if p.unit == unit.slug and not p.deputy_of}
        assert len({holders[r] for r in ("drafter", "reviewer", "approver", "secrecy")}) == 4
    assert sum(len(person.units) > 1 for person in people.PEOPLE) >= 2
    assert {p.role for p in people.POSTS} == ROLES


def test_logins_absences_and_leading_group() -> None:
    assert len(people.DEMO_LOGINS) == 9
    for login in people.DEMO_LOGINS:
        assert login.username in people.PEOPLE_BY_USERNAME
    now = [leave for leave in people.absences(TODAY) if leave.start <= TODAY <= leave.end]
    assert [leave.username for leave in now] == [people.ABSENT_USERNAME]
    assert all(leave.username in people.PEOPLE_BY_USERNAME for leave in people.absences(TODAY))
    assert [member.role for member in people.LEAD_GROUP[:3]] == ["组长", "副组长", "成员"]


def test_areas() -> None:
    assert len(PILOT_AREAS) == 26
    assert area_of_name("社会救助领域") == "social-assistance"


def test_families_are_many_and_know_the_kernel(texts: list[RecordText]) -> None:
    assert len(FAMILIES) >= 40
    departments = {u.slug for u in county.UNITS if u.kind == "department"}
    assert len({slug for kind in FAMILIES.values() for slug in kind.units if slug in departments}) >= 12
    for text in texts:
        assert text.genre in GENRES
        assert text.theme in THEMES
        assert text.audience in AUDIENCES
        assert text.area in STANDARD_AREAS or text.area == ""
        assert text.open_attr in {"active", "on_request", "closed"}
        assert (text.reason_code in REASONS) == (text.open_attr == "closed")
        assert bool(text.reason_text) == (text.open_attr == "closed")
    used = {text.area for text in texts}
    assert used >= {area.code for area in PILOT_AREAS}


def test_texts_read_like_records(texts: list[RecordText]) -> None:
    for text in texts:
        assert 5 <= len(text.title) <= 60, text.title
        assert 10 <= len(text.summary) <= 170, text.summary
        assert text.summary.endswith(("。", "：")), text.summary
        assert text.keywords
        assert not text.doc_no or DOC_NO.match(text.doc_no)
        assert not text.is_policy or text.effective_on
        if text.effective_on and text.expires_on:
            assert text.effective_on < text.expires_on
        for attachment in text.attachments:
            assert attachment.filename.endswith((".docx", ".xlsx"))
            assert attachment.lines


def test_html_is_plain_and_tables_add_up(texts: list[RecordText]) -> None:
    with_table = sums = 0
    for text in texts:
        page = _parse(text.body_html)
        with_table += bool(page.tables)
        for rows in page.tables:
            assert len({len(row) for row in rows}) == 1, text.title
            if rows[-1][0] != "合计":
                continue
            for column, total in enumerate(rows[-1]):
                if column and total != "—":
                    assert sum(Decimal(row[column]) for row in rows[1:-1]) == Decimal(total), (
                        text.title,
                        column,
                    )
                    sums += 1
    assert with_table >= len(texts) // 3
    assert sums > 1000


def test_no_personal_numbers_and_no_slips(texts: list[RecordText]) -> None:
    for text in texts:
        everything = text.title + text.body_html + "".join(line for a in text.attachments for line in a.lines)
        assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)", everything)
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", everything)
        plain = re.sub(r"<[^>]+>", "\n", everything)
        assert not re.search(r"[\u4e00-\u9fa5][,;:!?][\u4e00-\u9fa5]", plain), plain
        assert not re.search(r"。。|，，|，。|、、|的的|None|\{|\}|帐号|布署|其它|截止到", plain), plain
        for mark, end in ("“”", "《》", "（）", "〔〕"):
            assert plain.count(mark) == plain.count(end), text.title


def test_titles_rarely_repeat() -> None:
    for seed in (1, 2, 3):
        titles = [text.title for text in _texts(1000, seed)]
        assert len(set(titles)) >= 900


def test_writing_is_deterministic() -> None:
    assert _texts(150, 5) == _texts(150, 5)
    unit = county.UNITS[3]
    fast = [[fast_record(random.Random(4), unit, TODAY, n) for n in range(20)] for _ in range(2)]
    assert fast[0] == fast[1]
    assert demo_plan(3, TODAY) == demo_plan(3, TODAY)
    assert demo_plan(3, TODAY) != demo_plan(4, TODAY)


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(KeyError):
        write_record(random.Random(1), county.UNITS[1], TODAY, 1, "no-such-family")


def test_fast_records_are_fast_and_well_formed() -> None:
    rng = random.Random(6)
    with timed() as spent:
        made = [fast_record(rng, county.UNITS[n % 70], TODAY, n) for n in range(10_000)]
    assert spent.within(1)  # a tenth of it when nothing else runs
    for text in made[:300]:
        _parse(text.body_html)
        assert text.theme in THEMES
        assert text.genre in GENRES
        assert text.area in STANDARD_AREAS


@pytest.mark.parametrize(
    "today", [TODAY, date(2026, 2, 16), date(2026, 5, 4), date(2027, 1, 1), date(2025, 10, 6)]
)
def test_plan_is_consistent_on_any_day(today: date) -> None:
    plan = demo_plan(11, today)
    assert len(plan) >= 140
    assert {record.target for record in plan} == set(TARGETS)
    assert {record.unit for record in plan} == {unit.slug for unit in county.UNITS}
    assert len({record.key for record in plan}) == len({record.text.title for record in plan}) == len(plan)
    numbers = [record.text.doc_no for record in plan if record.text.doc_no]
    assert len(set(numbers)) == len(numbers)
    settled = sum(record.target in {"filed", "feedback"} for record in plan)
    assert settled > len(plan) // 2
    for record in plan:
        steps = [record.drafted_on, record.submitted_on, record.released_on, record.changed_on]
        taken = [step for step in steps if step is not None]
        assert taken == sorted(taken)
        assert today - timedelta(days=735) <= record.drafted_on <= today
        if record.target == "scheduled":
            assert record.released_on is not None
            assert record.released_on > today
        else:
            assert taken[-1] <= today
        assert bool(record.note) == (record.changed_on is not None)
        assert bool(record.countersign) == (record.target == "audit_countersign")
        assert record.unit not in record.countersign
        assert set(record.countersign) <= set(county.UNITS_BY_SLUG)
        assert (record.first_body_html not in ("", record.text.body_html)) == (
            record.target in {"corrected", "rectify"}
        )
        assert (record.text.open_attr == record.target) == (record.target in {"on_request", "closed"})


def test_error_reports_refer_to_published_records(plan: list[PlannedRecord]) -> None:
    records = {record.key: record for record in plan}
    assert len(ERROR_REPORTS) == 8
    for report in ERROR_REPORTS:
        record = records[report.record_key]
        assert record.target in {"filed", "feedback"}
        assert record.released_on is not None
        assert record.released_on + timedelta(days=report.days_after) <= TODAY
        assert (report.answer is None) == (report.answered_after is None) == (report.accepted is None)
    assert any(report.answer is None for report in ERROR_REPORTS)
    assert {role for record in plan for role, _ in record.remarks} <= set(NOTES)
