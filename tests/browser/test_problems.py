"""A problem in a real browser: registered, cured on a phone, sent back, cured again, closed; and out of the self-check."""

from datetime import timedelta
from typing import Any

import pytest

from mingtang.foundation import clock
from mingtang.supervision.selfcheck.models import Found, Run
from tests.county import County

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "发放表没有计量单位"


def test_a_problem_goes_from_the_register_to_its_closing(county: County, visit: Any) -> None:
    later = (clock.today() + timedelta(days=9)).isoformat()
    office = visit()
    office.sign_in("supervisor").go("/desk/problems/").follow("登记问题").at(375)
    office.press("登记")
    assert "还不能提交" in office.text
    office.page.get_by_label("来源").select_option("inspection")
    office.page.get_by_label("问题标题").fill(TITLE)
    office.page.get_by_label("问题描述").fill("三张表没有写计量单位。")
    office.page.get_by_label("整改要求").fill("补上计量单位。")
    office.page.get_by_label("民政局").check()
    office.press("登记")
    assert "已登记并交办给民政局" in office.text
    clerk = visit(375)
    clerk.sign_in("civil-drafter").follow(f"问题：{TITLE}")
    clerk.aside("开始整改")
    clerk.page.get_by_label("整改措施").fill("逐份核对")
    clerk.page.get_by_label("责任人").fill("办公室主任")
    clerk.press("开始整改").at(1440)
    clerk.aside("提交整改结果")
    clerk.page.get_by_label("整改情况").fill("补上了两张")
    clerk.page.get_by_label("能看到结果的网页").fill(f"{clerk.base}/records/")
    clerk.press("提交整改结果")
    office.go("/desk/problems/").at(375, 768).follow(TITLE).at(375)
    office.aside("验收不通过，退回整改")
    office.page.get_by_label("哪里没有改好").fill("还有一张")
    office.page.get_by_label("新的期限").fill(later)
    office.press("验收不通过，退回整改")
    clerk.go("/desk/").follow(f"问题：{TITLE}").aside("提交整改结果")
    clerk.page.get_by_label("整改情况").fill("三张都补上了")
    clerk.press("提交整改结果")
    office.go("/desk/problems/").follow(TITLE).act("验收通过，销号")
    assert "已整改" in office.text
    assert "退回次数" in office.text


def test_what_the_self_check_found_is_registered_with_one_press(county: County, visit: Any) -> None:
    run = Run.objects.create(started_at=clock.now(), finished_at=clock.now(), pages=3)
    Found.objects.create(run=run, rule="link", detail="/gone/", pages=1, examples=["/units/water/"])
    office = visit()
    office.sign_in("supervisor").go("/desk/self-check/").at(375)
    office.press("登记为问题 ：链接打不开").at(375)
    assert "水利局（待整改）" in office.text
    office.follow("水利局（待整改）")
    assert "/gone/" in office.text
