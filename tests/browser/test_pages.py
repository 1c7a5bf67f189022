"""Pages in a real browser: phone and desk widths, keyboard, two tabs, a lost session."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from mingtang.foundation.files.reading import read_contents
from mingtang.openness.records.models import Record, Revision
from tests.county import County, attach, draft, lead_to
from tests.foundation.inspection.making import SAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = (
    "关于"
    + "做好极长标题信息公开工作" * 10
    + "的通知ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


BESIDES = (768, 1440)
"""Screens on which every kind of page is looked at beside a phone."""


def test_every_public_page_is_accessible_and_fits(
    county: County, visit: Any, indexed: Callable[[], None]
) -> None:
    record = lead_to(county, "feedback", title=LONG).record
    gone = lead_to(county, "feedback", doc_no="").withdraw().record
    papers = lead_to(county, "draft", doc_no="")
    files = [attach(papers, f"名册.{kind}", SAMPLES[kind]) for kind in ("pdf", "xlsx", "docx", "wav")]
    for file in files:
        read_contents(file.pk)
    papers.to("feedback")
    indexed()
    citizen = visit(375)
    for path in (
        "/",
        "/records/",
        "/search/",
        f"/search/?q={quote(LONG)}",
        "/search/?q=%E4%BD%8E%E4%BF%9D&unit=civil",
        "/search/?q=dibao",
        "/search/?q=%E4%B8%8D%E5%AD%98%E5%9C%A8%E7%9A%84%E8%AF%8D",
        f"/records/{record.pk}/",
        f"/records/{gone.pk}/",
        f"/records/{papers.pk}/",
        *(f"/records/{papers.pk}/files/{file.pk}/" for file in files),
        "/search/?q=%E9%9D%92%E7%9F%B3%E6%9D%91",
        "/units/",
        record.unit.get_absolute_url(),
        "/processes/publication/",
        "/processes/withdrawal/",
        "/error-reports/",
        f"/error-reports/new/?subject=record:{record.pk}",
        "/nothing-here/",
        "/desk/sign-in/",
    ):
        citizen.go(path).at(*BESIDES)


def test_every_page_of_the_desk_is_accessible_and_fits(
    county: County, visit: Any, indexed: Callable[[], None]
) -> None:
    record = lead_to(county, "feedback", title=LONG).record
    waiting = lead_to(county, "audit", doc_no="").record
    indexed()
    clerk = visit(375)
    clerk.sign_in("allround")
    for path in (
        "/desk/",
        "/desk/records/",
        "/desk/records/new/",
        f"/desk/records/{record.pk}/",
        f"/desk/records/{waiting.pk}/",
        f"/desk/records/{waiting.pk}/edit/",
        f"/desk/records/{waiting.pk}/act/approve/",
        f"/desk/records/{waiting.pk}/act/countersign/",
        f"/desk/records/{waiting.pk}/act/send-back/",
        f"/desk/records/{record.pk}/act/withdraw-now/",
        f"/desk/records/{record.pk}/revisions/1/",
        f"/desk/records/{record.pk}/act/approve/",
        "/desk/absences/",
        "/desk/notices/",
        "/desk/notices/settings/",
        "/desk/search/?q=%E4%BD%8E%E4%BF%9D",
        "/desk/findings/",
        "/desk/password/",
        "/desk/intake/",
    ):
        clerk.go(path).at(*BESIDES)
    clerk.sign_in("admin")
    for path in (
        "/desk/units/",
        f"/desk/units/{record.unit.slug}/",
        f"/desk/units/{record.unit.slug}/rename/",
    ):
        clerk.go(path).at(*BESIDES)


def test_a_citizen_reports_an_error_with_the_keyboard_alone(county: County, visit: Any) -> None:
    lead_to(county, "feedback")
    citizen = visit()
    citizen.go("/")
    keys, page = citizen.page.keyboard, citizen.page

    def tab_to(name: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            if page.evaluate("document.activeElement.innerText || document.activeElement.value") == name:
                return
        raise AssertionError(f"the keyboard does not reach {name}")

    keys.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "跳到正文"
    tab_to("关于提高2026年城乡低保标准的通知")
    with page.expect_navigation():
        keys.press("Enter")
    tab_to("告诉我们")
    with page.expect_navigation():
        keys.press("Enter")
    page.get_by_label("内容错误").focus()
    keys.press("Space")
    page.get_by_label("错在哪里").focus()
    keys.type("第二段缺少日期。")
    tab_to("提交纠错")
    with page.expect_navigation():
        keys.press("Enter")
    citizen.check()
    assert "查询码" in citizen.text


def test_the_desk_is_walked_with_j_k_and_enter(county: County, visit: Any) -> None:
    draft(county, title="第一条信息的通知")
    draft(county, title="第二条信息的通知", doc_no="")
    clerk = visit()
    clerk.sign_in("civil-drafter").go("/desk/records/")
    clerk.page.keyboard.press("j")
    clerk.page.keyboard.press("j")
    clerk.page.keyboard.press("Enter")
    clerk.page.wait_for_url("**/desk/records/*/")
    assert "第一条信息的通知" in clerk.text


def test_two_tabs_lose_neither_text(county: County, visit: Any) -> None:
    record = draft(county)
    clerk = visit()
    clerk.sign_in("civil-drafter").go(f"/desk/records/{record.pk}/edit/")
    second = clerk.open_page()
    second.goto(clerk.page.url)
    second.get_by_label("内容概述").fill("另一个窗口写的概述")
    with second.expect_navigation():
        second.get_by_role("button", name="保存", exact=True).click()
    clerk.page.get_by_label("内容概述").fill("这个窗口写的概述")
    clerk.press("保存")
    assert "没有直接覆盖" in clerk.text
    assert "另一个窗口写的概述" in clerk.text
    assert clerk.page.get_by_label("内容概述").input_value() == "这个窗口写的概述"
    assert Revision.objects.filter(record=record).count() == 2
    clerk.press("保存")
    assert Record.objects.get(pk=record.pk).head.summary == "这个窗口写的概述"  # type: ignore[union-attr]


def test_what_was_typed_comes_back_after_the_session_is_lost(county: County, visit: Any) -> None:
    clerk = visit()
    clerk.type_in("civil-drafter").go("/desk/records/new/")
    clerk.page.get_by_label("标题", exact=True).fill("写了一半的通知")
    clerk.page.wait_for_timeout(1200)
    clerk.context.clear_cookies()
    with clerk.page.expect_navigation():
        clerk.page.get_by_role("button", name="保存", exact=True).click()
    assert Record.objects.count() == 0
    clerk.type_in("civil-drafter").go("/desk/records/new/")
    clerk.page.get_by_role("button", name="恢复", exact=True).click()
    assert clerk.page.get_by_label("标题", exact=True).input_value() == "写了一半的通知"
    clerk.press("保存")
    assert Record.objects.get().title == "写了一半的通知"
    clerk.go("/desk/records/new/")
    assert clerk.page.get_by_role("button", name="恢复", exact=True).count() == 0
