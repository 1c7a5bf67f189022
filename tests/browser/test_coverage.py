"""The coverage in a real browser: heat map, table and drill-down, for everybody and at the desk, on every screen."""

from typing import Any

import pytest

from mingtang.openness.obligations.honest_dates import actions
from tests.browser.conftest import Visitor
from tests.county import FORMED, NOON, County
from tests.openness.coverage_house import CODE, begun, claimed, owed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

SCREENS = (768, 1440)


@pytest.fixture
def world(county: County) -> County:
    claimed(county)
    begun(county, "政策文件", formed_on=FORMED)
    owed(county, "审批信息", "town", "feedback", formed_on=FORMED, doc_no="")
    actions.enter_inspection(
        county.authority_of("office"), name="第三方评估", day=NOON.date(), source="某通知"
    )
    return county


def test_everybody_reads_the_coverage(world: County, visit: Any) -> None:
    citizen: Visitor = visit(375)
    for path in (
        "/coverage/",
        "/coverage/?view=table&sort=share",
        "/coverage/civil/",
        "/coverage/unclaimed/",
        f"/coverage/civil/{CODE}/",
    ):
        citizen.go(path).at(*SCREENS)
        assert "明堂县" in citizen.text
    # The last page is the cell: its one overdue matter is named, what is owed for it is not.
    assert "政策文件" in citizen.text


def test_the_desk_reads_it_down_to_the_evidence(world: County, visit: Any) -> None:
    clerk: Visitor = visit(375)
    clerk.sign_in("office")
    for path in (
        "/desk/coverage/",
        "/desk/coverage/?view=table",
        "/desk/coverage/civil/",
        f"/desk/coverage/civil/{CODE}/",
        "/desk/coverage/dates/",
        "/desk/coverage/dates/town/",
        "/desk/coverage/dates/inspections/",
    ):
        clerk.go(path).at(*SCREENS)
    assert "第三方评估" in clerk.text


def test_the_heat_map_keeps_its_head_and_its_units_while_it_scrolls(world: County, visit: Any) -> None:
    citizen: Visitor = visit(375)
    citizen.go("/coverage/")
    before = citizen.page.locator(".heat thead th").first.bounding_box()
    citizen.page.evaluate("document.querySelector('.heat-frame').scrollTo(500, 500)")
    after = citizen.page.locator(".heat thead th").first.bounding_box()
    assert before
    assert after
    assert (after["x"], after["y"]) == (before["x"], before["y"])
    link = citizen.page.locator(f"a[href='/coverage/civil/{CODE}/']")
    assert "逾期 1" in link.inner_text()
    link.focus()
    citizen.page.keyboard.press("Enter")
    citizen.page.wait_for_url(f"**/coverage/civil/{CODE}/")
