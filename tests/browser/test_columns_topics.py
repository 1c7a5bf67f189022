"""A column and a topic page are made at the desk and read by a citizen, on a wide screen and on a phone."""

import re
from typing import Any

import pytest

from tests.county import County, lead_to
from tests.openness.columns_house import statutory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_column_and_a_topic_from_the_desk_to_the_public(county: County, visit: Any) -> None:
    statutory(county)
    lead_to(county, "feedback", title="关于防汛值守的通知")
    clerk = visit(1440).sign_in("civil-drafter")
    page = clerk.page
    clerk.go("/desk/columns/new/")
    page.get_by_label("栏目名称").fill("防汛信息")
    page.get_by_label("网址名").fill("flood-news")
    page.get_by_label("说明", exact=False).first.fill("防汛值守和预警")
    page.get_by_label("关键词").fill("防汛")
    page.get_by_label("栏目类型").select_option(label="政策文件")
    page.get_by_label("标题里的词").fill("防汛")
    # The number follows the typing, without pressing anything.
    page.get_by_text("现在能收到 1 条").wait_for()
    clerk.press("保存")
    assert "关于防汛值守的通知" in clerk.text

    clerk.go("/desk/topics/new/")
    page.get_by_label("标题").fill("防汛")
    page.get_by_label("网址名").fill("flood")
    clerk.press("保存")
    clerk.follow("文字")
    page.get_by_label("小标题").fill("遇到险情")
    page.locator(".ProseMirror[contenteditable]").fill("请先打电话。")
    clerk.press("保存")
    clerk.follow("信息列表")
    page.get_by_label("用哪个栏目").select_option(label="民政局：防汛信息")
    page.get_by_label("小标题").fill("最新")
    clerk.press("保存")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("上移.*最新")).click()
    clerk.check()
    assert clerk.text.index("最新") < clerk.text.index("遇到险情")
    topic_url = page.url.removeprefix(clerk.base)
    clerk.aside("预览")
    assert "这是预览" in clerk.text

    visit(1280).sign_in("civil-approver").go(topic_url).press("公开专栏")

    citizen = visit(375)
    for path, words in (
        ("/columns/flood-news/", "关于防汛值守的通知"),
        ("/topics/flood/", "请先打电话。"),
        ("/units/civil/", "防汛信息"),
        ("/units/civil/disclosed/", "法定主动公开内容"),
        ("/units/civil/requests/", "网上申请还没有开通"),
    ):
        citizen.go(path)
        assert words in citizen.text
    citizen.follow("政府信息公开指南")
    assert "怎样查看" in citizen.text
