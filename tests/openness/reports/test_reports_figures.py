"""Numbers against a world worked out by hand, and sentences that never say nothing."""

import re
from datetime import date, datetime
from urllib.parse import urlsplit

import pytest

from mingtang.foundation import clock
from mingtang.foundation.findings import actions as findings
from mingtang.foundation.organisations.models import Unit
from mingtang.kernel.clock.cycles import period_of
from mingtang.openness.reports import periods
from mingtang.openness.reports.composing import compose
from mingtang.openness.reports.document import Form, Number, Report, Sentence, written
from mingtang.openness.reports.figures import figures_of
from mingtang.openness.reports.lists import number_of, rows_of
from mingtang.openness.reports.measures import MEASURES
from mingtang.openness.reports.sections import unit_rows
from mingtang.openness.reports.writers import WRITERS
from tests.county import SHANGHAI
from tests.openness.reports.world import QUARTER, World

COUNTY = {
    "published": 5, "policy": 1, "withdrawn": 1, "corrected": 1, "should": 6, "on_time": 4, "late": 1, "overdue": 1,
    "rate": 4 / 6, "delay_mean": 5.0, "delay_worst": 7, "running": 0, "declared": 1, "waived": 1, "made": 0,
    "cut_short": 1, "confirmed": 1, "claimed": 2, "covered": 1, "coverage": 0.5, "reported": 0, "answered": 0,
    "answered_in_time": 0, "report_late": 0, "answer_mean": None, "problems": 0, "cured": 0, "uncured": 0,
    "stale": 0, "visits": 12, "searches": 0,
}  # fmt: skip
"""Late: due on Monday 2 February, done on the Thursday, three working days. Overdue: due on Tuesday 31 March; to Friday
10 April seven, since 4 to 6 April are the festival.
"""


def sentences(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Sentence)]


def test_every_number_of_the_quarter_is_as_worked_out_by_hand(world: World) -> None:
    figures = figures_of(world.asked())
    assert {code: measure.of(figures) for code, measure in MEASURES.items()} == COUNTY


def test_the_periods_compared_are_counted_alike(world: World) -> None:
    figures = figures_of(world.asked())
    before = {
        code: MEASURES[code].of(figures, "before") for code in ("published", "should", "rate", "visits")
    }
    assert before == {"published": 2, "should": 2, "rate": 0.5, "visits": 5}
    assert MEASURES["published"].of(figures, "year_ago") == 1
    assert MEASURES["rate"].of(figures, "year_ago") is None


def test_a_unit_has_its_own_and_what_is_below_it(world: World) -> None:
    town = figures_of(world.asked("town")).counts.total()
    assert (town["published"], town["should"]) == (1, 0)
    civil = figures_of(world.asked("civil")).counts.total()
    assert (civil["published"], civil["should"], civil["on_time"]) == (3, 5, 3)
    rows = {name: numbers["published"] for _pk, name, numbers in unit_rows(figures_of(world.asked()))}
    assert rows == {"民政局": 3, "水利局": 1, "清河镇": 1}


def test_the_business_of_a_merged_unit_is_its_successors(world: World) -> None:
    from mingtang.foundation.organisations.models import UnitSuccession

    UnitSuccession.objects.create(
        predecessor=world.unit("water"), successor=world.unit("civil"), on_day=date(2026, 2, 1)
    )
    assert figures_of(world.asked("civil")).counts.total()["published"] == 4


def test_every_number_counts_exactly_the_rows_of_its_list(world: World) -> None:
    asked = world.asked()
    figures = figures_of(asked)
    for code, measure in MEASURES.items():
        if measure.listing == code:
            assert measure.of(figures) == number_of(rows_of(asked, code)), code


def test_every_address_of_a_report_opens_a_list_as_long_as_the_number(world: World) -> None:
    client = world.county.client("office")
    report = compose(world.asked())
    numbers = {
        (cell.url, cell.value)
        for table in report.tables
        for row in table.rows
        for cell in row
        # Readings are a sum over the records of their list, which names the most read.
        if isinstance(cell, Number) and cell.form == Form.WHOLE and "/lists/" in cell.url
        if "most_read" not in cell.url
    }
    assert len(numbers) > 20
    for url, value in numbers:
        response = client.get(url)
        assert response.status_code == 200, url
        assert response.context["page"].total == value, url


def test_the_sentences_are_those_of_an_office(world: World) -> None:
    said = sentences(compose(world.asked()))
    assert said[0] == (
        "2026年第一季度，全县公开信息 5 条，比上季度增加 3 条（增长 150.0%），比去年同期增加 4 条（增长 400.0%）；"
        "其中政策和规范性文件 1 条。"
    )
    assert said[1] == (
        "本季度到期应公开 6 项，按时公开 4 项，按时率 66.7%，比上季度提高 16.7 个百分点；"
        "逾期公开 1 项，逾期未办 1 项。"
    )
    assert said[2] == "此外，声明本期无应公开信息 1 项，免予办理 1 项，不计入按时率。"
    assert "逾期的平均晚了 5.0 个工作日，最长的晚了 7 个工作日。" in said
    assert "到2026年4月10日，全县认领目录事项 2 项，其中 1 项有公开信息，覆盖率 50.0%。" in said


@pytest.mark.parametrize("code", ["2024-06", "2024-Q2", "2024-H1", "2024", "2026-Q2"])
def test_a_period_in_which_nothing_was_is_told_in_words_and_divides_by_nothing(
    bare: World, code: str
) -> None:
    period = periods.read(code)
    assert period
    report = compose(bare.asked(period=period))
    said = sentences(report)
    assert said[0].endswith("全县没有公开新的信息。")
    assert said[1].endswith("没有到期应公开的任务。")
    assert not any(re.search(r"(?<![\d.,]) 0 [条项件个次]|None|nan|%\(", text) for text in said)
    for write in WRITERS.values():
        assert len(write(report)) > 1000


def test_a_unit_that_began_in_the_period_is_compared_with_nothing(world: World) -> None:
    Unit.objects.filter(slug="civil").update(established_on=date(2026, 1, 15))
    world.unit("civil").refresh_from_db()
    said = sentences(compose(world.asked("civil")))
    assert said[0] == "2026年第一季度，民政局公开信息 3 条；其中政策和规范性文件 1 条。"
    assert "民政局于2026年1月15日设立，没有可比的往期数据。" in said


def test_a_running_period_says_so_and_is_compared_with_nothing(world: World) -> None:
    report = compose(world.asked(period=period_of("quarter", date(2026, 4, 1))))
    assert sentences(report)[0] == "2026年第二季度，全县公开信息 1 条。"
    assert "本期还没有结束，数据还会变化" in report.lines


def test_a_year_is_compared_with_the_year_before_once(world: World) -> None:
    said = sentences(compose(world.asked(period=period_of("year", date(2025, 1, 1)))))
    assert said[0] == "2025年，全县公开信息 3 条。"
    assert list(world.asked(period=period_of("year", date(2025, 1, 1))).buckets) == ["this", "before"]


@pytest.mark.parametrize(
    ("code", "first"),
    [("2026-09", "2026-09-01"), ("2026-Q3", "2026-07-01"), ("2026-H2", "2026-07-01"), ("2026", "2026-01-01")],
)
def test_the_address_of_a_period_is_read_back(code: str, first: str) -> None:
    period = periods.read(code)
    assert period
    assert period.first.isoformat() == first
    assert periods.code_of(period) == code


@pytest.mark.parametrize("code", ["", "2026-13", "2026-Q5", "2026-H3", "26-Q1", "1999", "2026-9", "二〇二六"])
def test_no_other_address_is_a_period(code: str) -> None:
    assert periods.read(code) is None


def test_halves_are_rounded_upwards_as_spreadsheets_do() -> None:
    assert [written(n, Form.SHARE) for n in (15 / 48, 2 / 3, 1.0, None)] == ["31.3%", "66.7%", "100.0%", "—"]
    assert written(0.05, Form.DECIMAL) == "0.1"


def test_a_report_takes_forty_queries_at_most(world: World, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    asked = world.asked()
    with django_assert_max_num_queries(40):
        compose(asked)


def test_links_of_a_report_are_paths_of_the_site(world: World) -> None:
    report = compose(world.asked())
    assert report.absolute(report.address).endswith(f"/desk/reports/county/{periods.code_of(QUARTER)}/")
    assert urlsplit(report.absolute(report.address)).scheme in ("http", "https")


def test_a_problem_counts_from_the_day_its_unit_knows_of_it(world: World) -> None:
    with clock.at(datetime(2026, 3, 10, 9, tzinfo=SHANGHAI)):
        for assigned in (False, True):
            findings.raise_finding(
                None,
                source="citizen",
                unit=world.county.units["civil"],
                title="名单没有公示期",
                text="请核实。",
                measure="补上公示期。",
                assign=assigned,
            )
    assert figures_of(world.asked()).counts.total()["problems"] == 1
