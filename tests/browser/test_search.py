"""Searching with the keyboard, on a phone, and without script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.county import County, lead_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLES = ("关于提高城乡低保标准的通知", "低保对象名单公示", "公租房租金标准")


@pytest.fixture
def filled(county: County, indexed: Callable[[], None]) -> County:
    for title, unit in zip(TITLES, ("civil", "water", "civil"), strict=True):
        lead_to(county, "feedback", unit, title=title, body="<p>另见附件。</p>", summary="", keywords="")
    indexed()
    return county


def test_the_keyboard_alone_searches_and_opens(filled: County, visit: Any) -> None:
    citizen = visit(1280)
    page = citizen.go("/units/").page
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="搜索全站")
    expect(box).to_be_focused()
    page.keyboard.insert_text("低保")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    citizen.check()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = options.first.inner_text()
    expect(box).to_have_value(chosen)
    page.keyboard.press("Escape")
    expect(box).to_have_value("低保")
    expect(options).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    citizen.check()
    expect(page.locator(".search-row")).to_have_count(2)
    page.locator(".search-row a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/**")
    page.go_back()
    assert page.locator("#search-q").input_value() == "低保"
    expect(page.locator(".search-row")).to_have_count(2)


def test_a_suggestion_is_taken_with_the_finger(filled: County, visit: Any) -> None:
    citizen = visit(375)
    page = citizen.go("/").page
    page.get_by_role("combobox", name="搜索全站").click()
    page.keyboard.insert_text("公租")
    page.get_by_role("option", name="公租房租金标准").click()
    page.wait_for_url("**/search/**")
    citizen.check()
    assert page.locator(".search-row mark").first.inner_text()


def test_pinyin_and_slips_lead_to_what_was_meant(filled: County, visit: Any) -> None:
    citizen = visit(375)
    for query in ("gongzufang", "公祖房"):
        citizen.go(f"/search/?q={query}")
        assert "公租房租金标准" in citizen.text, query
        assert "下面是“公租房”的结果" in citizen.text, query


def test_without_script_searching_and_filters_work(filled: County, visit: Any) -> None:
    citizen = visit(375)
    context = citizen.context.browser.new_context(
        java_script_enabled=False, viewport={"width": 375, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{citizen.base}/")
    page.fill("#site-q", "低保")
    page.press("#site-q", "Enter")
    expect(page.locator(".search-row")).to_have_count(2)
    page.get_by_role("link", name="筛选", exact=True).click()
    page.locator("#filters").get_by_role("link", name="民政局").click()
    expect(page.locator(".search-row")).to_have_count(1)
    context.close()
