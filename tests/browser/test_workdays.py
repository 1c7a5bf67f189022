"""The working calendar in a real browser: looked at, a notice adopted after its problems were mended, withdrawn."""

from typing import Any

import pytest

from tests.county import County

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_notice_is_checked_adopted_and_withdrawn(county: County, visit: Any) -> None:
    office = visit()
    office.sign_in("office").go("/desk/workdays/?year=2026").at(375, 768)
    office.go("/desk/workdays/?year=2027").at(375)
    assert "2027年放假安排还没有公布" in office.text
    office.aside("采用放假安排").at(375)
    page = office.page
    page.get_by_label("通知标题").fill("关于2027年放假安排的通知（测试）")
    page.get_by_label("出处").fill("测试")
    page.get_by_label("国庆节放假从").fill("2027-10-01")
    page.get_by_label("国庆节放假到").fill("2027-10-07")
    page.get_by_label("粘贴通知的文字").fill("10月7日 上班\n2月30日 放假 春节")
    office.press("核对").at(375)
    assert "10月7日写了两次" in office.text
    page.get_by_label("粘贴通知的文字").fill("9月26日 上班 国庆节")
    office.press("核对").at(375, 768)
    office.press("采用").at(375)
    assert "已采用" in office.text
    office.go("/desk/workdays/?year=2027")
    assert "还没有公布" not in office.text
    october = page.get_by_role("table", name="10月")
    assert "国庆节 放假" in october.inner_text()
    office.go("/desk/workdays/notices/").at(375)
    office.follow("关于2027年放假安排的通知（测试）").aside("撤回").at(375)
    page.get_by_label("撤回的原因").fill("年份填错了")
    office.press("撤回")
    assert "已停用" in office.text
