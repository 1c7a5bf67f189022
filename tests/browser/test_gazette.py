"""An issue of the gazette in a real browser: composed, published, read by a citizen, taken as PDF."""

from typing import Any

import pytest

from tests.county import County, lead_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_issue_is_composed_published_and_read(county: County, visit: Any) -> None:
    lead_to(county, "feedback", title="第一件文件")
    lead_to(county, "feedback", title="第二件文件", doc_no="")
    clerk = visit()
    clerk.sign_in("office").go("/desk/reading-points/new/")
    clerk.page.get_by_label("名称").fill("县图书馆查阅点")
    clerk.page.get_by_label("类别").select_option("library")
    clerk.page.get_by_label("地址").fill("文昌路12号")
    clerk.page.get_by_label("电话").fill("0991-6201234")
    clerk.press("保存")
    clerk.go("/desk/gazette/new/").press("保存")
    clerk.page.get_by_label("标题里的词、文号或索引号").fill("件文件")
    clerk.press("查找").press("编入 ：第一件文件").press("编入 ：第二件文件")
    clerk.press("上移 ：第二件文件")
    titles = clerk.page.locator("ol.rows .row-title").all_inner_texts()
    assert titles == ["第二件文件", "第一件文件"]
    clerk.aside("出版").press("出版")
    assert "已出版" in clerk.text
    citizen = visit(375)
    citizen.go("/reading-points/").at(1440).go("/gazette/").at(1440)
    citizen.page.locator("main h3 a").first.click()
    citizen.check().at(1440)
    assert "第二件文件" in citizen.text
    with citizen.page.expect_request("**/gazette/*/1.pdf") as asked:
        citizen.page.evaluate("fetch(document.querySelector('a[href$=\".pdf\"]').href)")
    answer = asked.value.response()
    assert answer
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    citizen.follow("第二件文件")
