"""The pages of duties in a real browser: accessible, within a phone's width, a date seen before it is set."""

from datetime import timedelta
from typing import Any

import pytest

from mingtang.foundation import clock
from mingtang.foundation.duties import actions
from mingtang.foundation.duties.models import Duty
from tests.county import County
from tests.foundation.duties.house import fixed, owe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "关于城乡最低生活保障对象名单" * 8


def test_every_page_of_duties_is_accessible_and_fits(county: County, visit: Any) -> None:
    today = clock.today()
    duty = owe(county, title=LONG, start_on=today, post_id=county.posts["allround"].pk)
    fixed(county, today - timedelta(9), post_id=county.posts["allround"].pk)
    fixed(county, None, "town")
    actions.pause(
        county.authority_of("office"), duty, day=today, until=today + timedelta(3), reason="征求意见"
    )
    clerk = visit(375)
    clerk.sign_in("allround")
    clerk.go("/desk/").at(768, 1440)
    assert LONG in clerk.text
    clerk.sign_in("office")
    base = f"/desk/duties/{duty.pk}/"
    for path in (
        "/desk/duties/",
        "/desk/duties/?state=overdue&within=county",
        "/desk/duties/?q=none",
        "/desk/duties/calendar/",
        "/desk/duties/units/county/",
        base,
        *(f"{base}act/{name}/" for name in ("pause", "extend", "restart", "transfer", "waive")),
        f"{base}act/transfer/?unit=water",
    ):
        clerk.go(path).at(768, 1440)


def test_the_new_date_is_seen_before_it_is_set(county: County, visit: Any) -> None:
    duty = owe(county, start_on=clock.today())
    before = duty.due_on
    office = visit()
    office.sign_in("office")
    office.go(f"/desk/duties/{duty.pk}/act/extend/")
    page = office.page
    page.get_by_label("延长多久").fill("5")
    page.get_by_label("原因").fill("情况复杂，需要核实")
    page.get_by_role("button", name="先看新的期限").click()
    page.get_by_text("新的期限将是").wait_for()
    assert Duty.objects.get().due_on == before
    assert page.get_by_label("原因").input_value() == "情况复杂，需要核实"
    page.get_by_role("button", name="延长期限").click()
    page.get_by_text("已办理：延长期限").wait_for()
    assert Duty.objects.get().due_on > before  # type: ignore[operator]
