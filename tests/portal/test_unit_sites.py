"""Unit sites: five entries in one format for every unit, with what each unit publishes and nothing else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.foundation import clock
from mingtang.foundation.organisations.actions import merge_unit, rename_unit
from mingtang.foundation.organisations.queries import SYSTEM
from mingtang.foundation.web.slots import UNIT_ENTRIES
from mingtang.openness.columns import actions
from mingtang.openness.columns.models import EntryText
from tests.county import NOON, STAGES, County, lead_to
from tests.once import once
from tests.openness.columns_house import loaded, statutory

pytestmark = pytest.mark.django_db
ENTRIES = ("guide", "systems", "disclosed", "reports", "requests")
SYSTEM_PAPER: dict[str, Any] = {"genre": "regulation", "theme": "02.01"}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


def text(county: County, url: str, status: int = 200) -> str:
    answer = county.client().get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


@pytest.mark.parametrize("unit", ["county", "civil", "town", "village"])
def test_every_unit_has_the_five_entries_in_one_format(county: County, unit: str) -> None:
    statutory(county)
    for entry in ENTRIES:
        page = text(county, f"/units/{unit}/{entry}/")
        assert county.units[unit].name in page
        for other in ENTRIES:
            current = f'<a href="/units/{unit}/{other}/" aria-current="page">'
            assert (current in page) == (other == entry)
            assert f'href="/units/{unit}/{other}/"' in page
        for name in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"):
            assert f'<meta name="{name}" content="' in page
        assert page.count("<h1") == 1
    home = text(county, f"/units/{unit}/")
    assert all(f'href="/units/{unit}/{entry}/"' in home for entry in ENTRIES)


def test_the_pages_stand_without_the_statutory_columns(county: County) -> None:
    for entry in ENTRIES:
        assert "明堂县民政局" in text(county, f"/units/civil/{entry}/")


def test_unknown_entries_units_and_nodes_do_not_exist(county: County) -> None:
    statutory(county)
    for url in ("/units/civil/nowhere/", "/units/nowhere/guide/", "/units/civil/guide/x/", "/units/civil/disclosed/x/",
                "/units/civil/disclosed/art21-farming/", "/units/civil/disclosed/guide/", "/units/civil/reports/2025/",
                "/units/civil/disclosed/art20-budget/x/"):  # fmt: skip
        assert "没有找到这个页面" in text(county, url, 404)
    assert "清河镇" in text(county, "/units/town/disclosed/art21-farming/")


def test_former_names_lead_to_the_same_page_and_ended_units_name_their_heir(county: County) -> None:
    statutory(county)
    rename_unit(SYSTEM, county.units["civil"], name="明堂县民社局", short_name="民社局", slug="minshe",
                on_day=date(2026, 1, 1), basis="文")  # fmt: skip
    for below in ("", "guide/", "disclosed/", "disclosed/art20-budget/", "reports/"):
        answer = county.client().get(f"/units/civil/{below}?page=2")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/units/minshe/{below}?page=2")
    merge_unit(SYSTEM, county.units["water"], county.units["civil"], on_day=date(2026, 2, 1), basis="文")
    for below in ("", "guide/", "requests/"):
        page = text(county, f"/units/water/{below}")
        assert "撤销" in page
        assert 'href="/units/minshe/"' in page


@pytest.mark.parametrize("stage", once(STAGES, but=["audit", "published"]))
def test_only_public_records_show_in_every_entry(county: County, stage: str) -> None:
    statutory(county)
    titles = {
        "guide": ("某阶段政府信息公开指南", {}),
        "systems": ("某阶段制度", SYSTEM_PAPER),
        "reports": ("某阶段政府信息公开工作年度报告", {}),
        "disclosed/art20-fees": ("某阶段收费标准", {}),
    }
    for entry, (title, content) in titles.items():
        record = lead_to(county, stage, title=title, body="<p>某阶段正文</p>", **content).record
        page = text(county, f"/units/civil/{entry}/")
        assert (title in page) == record.is_public, entry
        assert ("某阶段正文" in page) == (record.is_public and entry == "guide")
        assert title not in text(county, f"/units/water/{entry}/")


def test_a_guide_of_ones_own_takes_the_place_of_the_common_texts(county: County) -> None:
    statutory(county)
    common = EntryText.objects.filter(entry="guide").first()
    assert common
    assert common.text[:20] in text(county, "/units/civil/guide/")
    loaded(county, "civil", "民政局政府信息公开指南", body="<p>来三楼窗口。</p>")
    page = text(county, "/units/civil/guide/")
    assert "来三楼窗口" in page
    assert common.text[:20] not in page
    assert "来三楼窗口" not in text(county, "/units/water/guide/")


def test_the_countys_systems_show_at_every_unit_and_a_units_only_there(county: County) -> None:
    statutory(county)
    loaded(county, "county", "全县办法", **SYSTEM_PAPER)
    loaded(county, "civil", "民政办法", **SYSTEM_PAPER)
    page = text(county, "/units/civil/systems/")
    assert "全县办法" in page
    assert "民政办法" in page
    assert "民政办法" not in text(county, "/units/water/systems/")
    assert "民政办法" not in text(county, "/units/county/systems/")


def test_reports_stand_by_their_year_with_those_of_subordinates(county: County) -> None:
    statutory(county)
    loaded(county, "civil", "2025年政府信息公开工作年度报告", "2024年政府信息公开工作年度报告")
    loaded(county, "village", "前进村政府信息公开工作年度报告")
    years = county.client().get("/units/county/reports/").context["years"]
    assert [(year, len(rows)) for year, rows in years] == [(2025, 2), (2024, 1)]
    assert "前进村" not in text(county, "/units/civil/reports/")
    assert "前进村政府信息公开工作年度报告" in text(county, "/units/town/reports/")


def test_the_tree_counts_what_its_nodes_show(county: County) -> None:
    columns = statutory(county)
    loaded(county, "civil", "收费目录", "2026年预算", "招考公告", theme="04.01")
    extra = loaded(county, "civil", "别的事项")[0]
    actions.pick(county.authority_of("civil-drafter"), columns["art20-others"], extra)
    groups = county.client().get("/units/civil/disclosed/").context["groups"]
    nodes = [node for _heading, rows in groups for node in rows]
    assert sum(number for _column, number in nodes) >= 3
    for column, number in nodes:
        shown = county.client().get(f"/units/civil/disclosed/{column.code}/").context["shown"]
        assert (shown.total, len(shown.top) + len(shown.rows)) == (number, number), column.code
    assert [column.code for column, _n in nodes if column.level] == [
        code for code in columns if code.startswith("art21") and columns[code].level == "county"
    ]


@pytest.mark.once
def test_pages_of_units_cost_the_same_with_few_and_many_records(county: County) -> None:
    statutory(county)
    urls = ["/units/civil/", "/units/county/", *(f"/units/{u}/{e}/" for u in ("civil", "county") for e in ENTRIES),
            "/units/civil/disclosed/art20-fees/"]  # fmt: skip

    def cost() -> dict[str, int]:
        spent = {}
        for url in urls:
            with CaptureQueriesContext(connection) as captured:
                text(county, url)
            spent[url] = len(captured)
        return spent

    for unit in ("civil", "county"):
        loaded(county, unit, "收费", "政府信息公开指南一", "政府信息公开工作年度报告一")
        loaded(county, unit, "办法", **SYSTEM_PAPER)
    few = cost()
    for unit in ("civil", "county", "village"):
        loaded(
            county,
            unit,
            *(f"收费{n}政府信息公开指南政府信息公开工作年度报告" for n in range(60)),
            **SYSTEM_PAPER,
        )
    assert cost() == few
    assert {url: n for url, n in few.items() if n > 15} == {}


def test_the_common_texts_are_changed_by_the_openness_office_alone(county: County) -> None:
    passage = EntryText.objects.get(code="requests-fee")
    url = f"/desk/columns/texts/{passage.code}/"
    sent = {"title": "收不收费", "text": "<script>alert(1)</script>不收费", "source": "条例"}
    assert county.client("civil-drafter").post(url, sent).status_code == 404
    assert county.client("office").post(url, sent).status_code == 302
    page = text(county, "/units/civil/requests/")
    assert "不收费" in page
    assert "<script>alert" not in page
    assert "网上申请还没有开通" in page


def test_every_entry_is_registered_once() -> None:
    assert [entry.slug for entry in sorted(UNIT_ENTRIES, key=lambda e: e.order)] == list(ENTRIES)
