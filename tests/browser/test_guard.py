"""The guard in a browser: marks while one writes, what takes their place, the gate, an override, and the public page."""

import re
from typing import Any

import pytest
from playwright.sync_api import FilePayload

from mingtang.foundation.guard.models import Override
from mingtang.openness.records.models import Record
from tests.browser.conftest import Visitor
from tests.county import County, Walk, attach, draft, lead_to
from tests.foundation.guard.house import UNWANTED, phrase
from tests.foundation.guard.lists import MASKED, NUMBER, roster

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WANTED = "测试可用词"
BODY = (
    f"<h2>关于{UNWANTED}的说明</h2>"
    f"<p>身份证号{NUMBER[:6]}<strong>{NUMBER[6:14]}</strong>{NUMBER[14:]}。</p><p></p>"
    f"<table><tbody><tr><th><p>编号</p></th></tr><tr><td><p>{UNWANTED}</p></td></tr></tbody></table>"
)
HTML = "document.querySelector('.ProseMirror[contenteditable]').editor.getHTML()"
MARKED = "[...document.querySelectorAll('.guard-mark')].map((one) => one.textContent).join('')"


def writing(county: County, visit: Any, width: int = 1280) -> tuple[Record, Visitor]:
    phrase(county, "warn", prefer=WANTED)
    record = draft(county, title=f"名单 {NUMBER}", body=BODY)
    clerk: Visitor = visit(width)
    clerk.sign_in("civil-drafter").go(f"/desk/records/{record.pk}/edit/")
    clerk.page.wait_for_selector(".guard-mark")
    return record, clerk


def panel(clerk: Visitor) -> Any:
    return clerk.page.locator("[data-guard-panel]")


def test_marks_are_gone_through_changed_all_alike_and_taken_back(county: County, visit: Any) -> None:
    record, clerk = writing(county, visit)
    assert clerk.page.evaluate(MARKED) == UNWANTED + NUMBER + UNWANTED
    told = panel(clerk)
    assert "有 2 处必须处理" in told.inner_text()
    line = told.locator("li", has_text=UNWANTED)
    line.get_by_role("button", name="下一处").click()
    assert "2 处中的第 2 处" in line.inner_text()
    assert clerk.page.locator(".guard-now").inner_text() == UNWANTED
    line.get_by_role("button", name=f"2 处都改为“{WANTED}”").click()
    line.wait_for(state="detached")
    html = clerk.page.evaluate(HTML)
    assert (html.count(WANTED), html.count(UNWANTED)) == (2, 0)
    told.get_by_role("button", name="个人信息全部遮盖").click()
    told.get_by_text("没有发现问题").wait_for()
    html = clerk.page.evaluate(HTML)
    assert f"{MASKED[:6]}<strong>{MASKED[6:14]}</strong>{MASKED[14:]}" in html
    title = clerk.page.get_by_label("标题", exact=False).first
    assert title.input_value() == f"名单 {MASKED}"
    clerk.check()
    told.get_by_role("button", name="撤销刚才的改动").click()
    told.get_by_text("有 2 处必须处理").wait_for()
    html = clerk.page.evaluate(HTML)
    assert NUMBER in re.sub("<[^>]*>", "", html)
    assert html.count(WANTED) == 2
    assert title.input_value() == f"名单 {NUMBER}"
    clerk.press("保存")
    record.refresh_from_db()
    assert record.head
    assert WANTED in record.head.body


def test_by_keyboard_a_mark_is_changed_where_the_cursor_stands(county: County, visit: Any) -> None:
    _record, clerk = writing(county, visit)
    page = clerk.page
    page.locator(".guard-mark", has_text=UNWANTED).first.click()
    page.keyboard.press("Alt+Enter")
    page.locator(".guard-card").wait_for()
    clerk.check()
    page.keyboard.press("Escape")
    assert not page.locator(".guard-card").count()
    page.keyboard.press("Alt+Enter")
    page.locator(".guard-card").wait_for()
    for _key in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "只改这一处"
    page.keyboard.press("Enter")
    panel(clerk).locator("li", has_text=UNWANTED).get_by_role("button", name=f"改为“{WANTED}”").wait_for()
    assert page.evaluate(HTML).startswith(f"<h2>关于{WANTED}的说明</h2>")


def test_on_a_phone_a_touch_of_a_mark_shows_its_line_below_it(county: County, visit: Any) -> None:
    _record, clerk = writing(county, visit, 375)
    clerk.page.locator(".guard-mark", has_text=UNWANTED).last.click()
    card = clerk.page.locator(".guard-card")
    assert UNWANTED in card.inner_text()
    clerk.check()
    card.get_by_role("button", name="只改这一处").click()
    panel(clerk).locator("li", has_text=UNWANTED).get_by_role("button", name=f"改为“{WANTED}”").wait_for()
    html = clerk.page.evaluate(HTML)
    assert (html.count(WANTED), html.count(UNWANTED)) == (1, 1)
    assert not card.count()


def test_what_blocks_is_not_approved_until_somebody_lets_it_through_by_name(
    county: County, visit: Any
) -> None:
    walk = lead_to(county, "audit", body=f"<p>证号{NUMBER}。</p>")
    leader: Visitor = visit(1280)
    leader.sign_in("civil-approver").go(f"/desk/records/{walk.pk}/")
    leader.act("审核通过")
    assert "/desk/guard/record/" in leader.page.url
    assert "处理好或放行之前不能公开" in leader.text
    leader.at(375)
    leader.press("放行勾选的问题")
    assert "请写明为什么可以公开" in leader.text
    leader.page.locator("input[name=hits]").first.check()
    leader.page.get_by_label("为什么可以公开").fill("生效判决依法公布，当事人同意。")
    leader.press("放行勾选的问题")
    row = Override.objects.get()
    assert (row.overridden_by, row.excerpt) == (county.person("civil-approver"), MASKED)
    leader.go(f"/desk/records/{walk.pk}/").act("审核通过").act("立即公开")
    assert walk.record.is_public
    leader.sign_in("office").go("/desk/guard/")
    assert "生效判决依法公布，当事人同意。" in leader.text


def test_warnings_are_ticked_by_whoever_approves(county: County, visit: Any) -> None:
    phrase(county, "warn")
    walk = lead_to(county, "audit", body=f"<p>正文里有{UNWANTED}。</p>")
    leader: Visitor = visit(1280)
    leader.sign_in("civil-approver").go(f"/desk/records/{walk.pk}/act/approve/").press("审核通过")
    assert "有提醒没有看" in leader.text
    leader.page.get_by_label("1 处提醒我都看过，可以公开").check()
    leader.press("审核通过")
    assert walk.record.stage == "release"


def test_a_list_is_masked_by_one_press_and_its_original_stays_private(county: County, visit: Any) -> None:
    walk = Walk(county, draft(county))
    original = attach(walk, "名单.xlsx", roster())
    clerk: Visitor = visit(1280)
    clerk.sign_in("civil-drafter").go(f"/desk/guard/record/{walk.pk}/")
    clerk.follow("一键脱敏").at(375).press("生成可以公开的副本")
    assert "已遮盖" in clerk.text
    assert "“名单.xlsx”的副本（原件不公开）" in clerk.text
    walk.to("feedback")
    live = walk.record.live
    assert live
    (copy,) = [row.file for row in live.attachments.all()]
    reader = county.client()
    assert reader.get(f"/files/{copy.pk}/{copy.name}").status_code == 200
    assert reader.get(f"/files/{original.pk}/{original.name}").status_code == 404


def test_anybody_checks_a_text_and_a_file_on_the_public_page(county: County, visit: Any) -> None:
    reader: Visitor = visit(375)
    reader.go("/doors/find/").follow("发布前自己查一查").press("检查")
    assert "请贴一段文字，或选一个文件" in reader.text
    reader.page.get_by_label("文字").fill(f"证号{NUMBER}。")
    reader.press("检查").at(1440)
    assert MASKED in reader.text
    assert reader.page.evaluate("document.activeElement.id") == "result-title"
    reader.page.get_by_label("文字").fill("")
    given = FilePayload(name="名单.xlsx", mimeType="application/octet-stream", buffer=roster())
    reader.page.get_by_label("或者选一个文件").set_input_files(given)
    reader.press("检查")
    assert "“名单.xlsx”的检查结果" in reader.text
    assert "C2 单元格" in reader.text
