"""The tools for reading in a real browser: settings in place and without script, reading aloud, guided reading."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Visitor
from tests.browser.test_every_reader import read_as
from tests.county import County, lead_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A voice that ends its sentence when the test says so, and notes what was marked meanwhile.
VOICE = """
const said = [];
window.said = said;
class Utterance { constructor(text) { this.text = text; } }
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => window.voices ?? [{ lang: "zh_CN", name: "中文", localService: true }],
  speak(one) {
    window.now = one;
    said.push({ text: one.text, rate: one.rate, lang: one.lang, voice: one.voice?.name,
      marked: [...(CSS.highlights?.get("aloud") ?? [])].map(String).join("") || document.querySelector(".aloud-here")?.innerText });
  },
  cancel() { window.now = null; },
  addEventListener() {}, removeEventListener() {},
} });
"""
BODY = "<h2>一、办理条件</h2><p>户籍在本县。收入低于标准！需要本人申请；</p><p>电话是 0999-5550000，<strong>周一至周五</strong>接听。</p>"


def reader_of(visit: Any, words: str, *scripts: str, width: int = 1280) -> Visitor:
    reader: Visitor = visit(width)
    for script in scripts:
        reader.page.add_init_script(script)
    read_as(reader, words)
    return reader


def data(reader: Visitor) -> Any:
    return reader.page.evaluate("({...document.documentElement.dataset})")


def said(reader: Visitor) -> list[Any]:
    return list(reader.page.evaluate("said"))


def finish(reader: Visitor) -> None:
    reader.page.evaluate("now.onend()")


def kept(page: Page) -> Any:
    """Until the server has what was chosen: the next page is made by it."""
    return page.expect_response(lambda answer: answer.request.method == "POST")


def test_settings_work_in_place_and_stay_on_other_pages_and_in_other_tabs(county: County, visit: Any) -> None:
    lead_to(county, "feedback")
    reader = reader_of(visit, "", width=375)
    page = reader.go("/records/").page
    other = reader.open_page()
    other.goto(reader.base + "/units/")
    opener = page.get_by_role("button", name="无障碍")
    opener.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="阅读设置").wait_for()
    assert opener.get_attribute("aria-expanded") == "true"
    reader.check()
    page.get_by_label("黑底黄字").check()
    page.get_by_label("150%").check()
    assert data(reader) == {"contrast": "yellow-on-black", "size": "150"}
    reader.check()
    other.wait_for_function("document.documentElement.dataset.size === '150'")
    page.keyboard.press("Escape")
    assert page.locator(".reading-tools").count() == 0
    assert page.evaluate("document.activeElement.innerText") == "无障碍", "the focus goes back"
    with kept(page):
        page.get_by_role("button", name="长辈版").click()
    assert page.evaluate("document.activeElement.innerText") == "标准版"
    reader.go("/units/")
    assert data(reader) == {"mode": "elder", "contrast": "yellow-on-black", "size": "150"}
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "25.5px"
    page.get_by_role("button", name="无障碍").click()
    with kept(page):
        page.get_by_role("button", name="恢复默认").click()
    reader.go("/")
    assert data(reader) == {}


def test_what_is_reset_on_the_page_of_the_settings_is_reset_in_other_tabs(county: County, visit: Any) -> None:
    reader = reader_of(visit, "")
    page = reader.go("/units/").page
    page.get_by_role("button", name="长辈版").click()
    other = reader.open_page()
    other.goto(reader.base + "/reading/")
    other.get_by_role("button", name="恢复默认").click()
    other.wait_for_url(reader.base + "/")
    page.wait_for_function("!document.documentElement.dataset.mode")
    assert data(reader) == {}


def test_elder_mode_in_the_middle_of_a_form_loses_nothing_typed(county: County, visit: Any) -> None:
    lead_to(county, "feedback")
    reader = reader_of(visit, "")
    page = reader.go("/error-reports/new/?page=/").page
    page.get_by_label("错在哪里").fill("写了一半")
    page.get_by_role("button", name="长辈版").click()
    assert data(reader) == {"mode": "elder"}
    assert page.get_by_label("错在哪里").input_value() == "写了一半"


def test_settings_apply_without_script(county: County, browser: Browser, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 900})
    page = context.new_page()
    page.goto(live_server.url + "/units/")
    page.get_by_role("button", name="长辈版").click()
    assert page.url == live_server.url + "/units/"
    page.get_by_role("link", name="无障碍").click()
    page.get_by_label("黑底白字").check()
    page.get_by_role("button", name="保存，回到刚才的页面").click()
    assert page.url == live_server.url + "/units/"
    root = page.locator("html")
    assert root.get_attribute("data-mode") == "elder"
    assert root.get_attribute("data-contrast") == "white-on-black"
    page.get_by_role("button", name="标准版").click()
    assert page.locator("html").get_attribute("data-mode") is None
    context.close()


def test_sentences_are_read_in_order_and_marked(county: County, visit: Any) -> None:
    record = lead_to(county, "feedback", body=BODY).record
    reader = reader_of(visit, "bar.fast", VOICE)
    page = reader.go(f"/records/{record.pk}/").page
    play = page.get_by_role("button", name="开始朗读")
    play.click()
    for _ in range(60):
        if "接听" in said(reader)[-1]["text"]:
            break
        finish(reader)
    heard = said(reader)
    texts = [one["text"] for one in heard]
    assert texts[0] == record.title
    at = texts.index("一、办理条件")
    assert texts[at:] == [
        "一、办理条件",
        "户籍在本县。",
        "收入低于标准！",
        "需要本人申请；",
        "电话是 0999-5550000，周一至周五接听。",
    ]
    assert all(one["marked"] == one["text"] for one in heard[at:])
    assert {(one["rate"], one["lang"], one["voice"]) for one in heard} == {(1.4, "zh-CN", "中文")}

    page.get_by_role("button", name="暂停").click()
    assert page.evaluate("now") is None
    page.get_by_role("button", name="继续").click()
    assert said(reader)[-1]["text"] == texts[-1], "the sentence begins again"
    page.get_by_role("button", name="上一句").click()
    assert said(reader)[-1]["text"] == "需要本人申请；"
    with kept(page):
        page.get_by_label("语速").select_option("slow")
    page.wait_for_function("said.at(-1).rate === 0.7")
    page.get_by_role("button", name="停止").click()
    assert page.evaluate("CSS.highlights.has('aloud')") is False
    assert page.get_by_role("button", name="停止").is_disabled()

    page.get_by_text("收入低于标准").select_text()
    play.click()
    assert said(reader)[-1]["text"] == "户籍在本县。", "from the paragraph chosen"
    reader.check()
    reader.go("/units/")
    page.get_by_role("button", name="开始朗读").wait_for()
    assert data(reader) == {"aloud": "bar", "rate": "slow"}
    page.get_by_role("button", name="收起").click()
    assert page.locator(".aloud").count() == 0


def test_chinese_words_have_a_chinese_voice_on_an_english_page(county: County, visit: Any) -> None:
    record = lead_to(county, "feedback", body=BODY).record
    reader = reader_of(visit, "bar", VOICE)
    reader.context.add_cookies([{"name": "django_language", "value": "en", "url": reader.base}])
    page = reader.go(f"/records/{record.pk}/").page
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator("[data-act=play]").click()
    assert said(reader)[0]["lang"] == "zh-CN"


def test_older_browsers_mark_the_paragraph(county: County, visit: Any) -> None:
    record = lead_to(county, "feedback", body=BODY).record
    reader = reader_of(visit, "bar", VOICE, "delete window.Highlight;")
    reader.go(f"/records/{record.pk}/").page.get_by_role("button", name="开始朗读").click()
    assert said(reader)[0]["marked"] == record.title


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("delete window.speechSynthesis; delete Window.prototype.speechSynthesis;", "没有朗读功能"),
        (VOICE + "window.voices = [{lang: 'en-US', name: 'en'}];", "没有装中文语音"),
        (VOICE + "window.voices = [];", "没有装中文语音"),
    ],
)
def test_without_a_voice_the_reader_is_told(county: County, visit: Any, script: str, message: str) -> None:
    lead_to(county, "feedback")
    reader = reader_of(visit, "bar", script)
    page = reader.go("/records/").page
    page.get_by_text(message).wait_for()
    assert page.get_by_role("button", name="开始朗读").is_disabled()


def test_keys_jump_by_region_and_heading_and_type_as_usual_in_fields(county: County, visit: Any) -> None:
    record = lead_to(county, "feedback", body=BODY).record
    reader = reader_of(visit, "keys.cross")
    page = reader.go(f"/records/{record.pk}/").page
    keys = page.keyboard
    here = "document.activeElement.tagName + ' ' + document.activeElement.innerText.slice(0, 20)"
    announced = page.locator("[data-said]")
    page.locator(".guide").wait_for(state="attached")
    keys.press("8")
    assert page.evaluate(here).startswith("MAIN")
    page.wait_for_function("document.querySelector('[data-said]').textContent.startsWith('正文区，第')")
    keys.press("7")
    assert page.evaluate("document.activeElement.tagName") == "NAV"
    keys.press("]")
    assert page.evaluate(here).startswith("MAIN")
    keys.press("Shift+]")
    assert page.evaluate(here) == f"H1 {record.title}"
    keys.press("Shift+]")
    assert page.evaluate(here) == "H2 一、办理条件"
    keys.press("Shift+[")
    assert page.evaluate(here) == f"H1 {record.title}"
    keys.press("9")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "search"
    keys.press("Tab")
    keys.type("7890[]")
    assert page.evaluate("document.activeElement.value") == "7890[]", "a field takes them as letters"
    keys.press("8")
    page.locator("h1").click()
    page.evaluate("document.activeElement.blur()")
    keys.press("0")
    dialog = page.get_by_role("dialog", name="导读：用按键跳转")
    dialog.wait_for()
    reader.check()
    dialog.get_by_role("button", name="页脚").click()
    assert page.evaluate("document.activeElement.tagName") == "FOOTER"
    assert announced.count() == 1
    page.mouse.move(300, 200)
    assert (
        page.evaluate("Math.round(document.querySelector('.guide-line-across').getBoundingClientRect().top)")
        == 214
    )
    page.locator(".site-name").focus()
    assert page.evaluate(
        "document.querySelector('.guide-line-across').getBoundingClientRect().top >= document.activeElement.getBoundingClientRect().bottom"
    )


def test_paper_shows_neither_scheme_nor_tools(county: County, visit: Any) -> None:
    record = lead_to(county, "feedback").record
    reader = reader_of(visit, "elder.200.wider.yellow-on-black.cross.bar.keys")
    page = reader.go(f"/records/{record.pk}/").page
    page.locator(".aloud").wait_for()
    page.emulate_media(media="print")
    look = page.evaluate(
        "(s => [s.color, s.backgroundColor, s.letterSpacing, s.paddingBottom, getComputedStyle(document.documentElement).fontSize])(getComputedStyle(document.body))"
    )
    assert look[:4] == ["rgb(27, 36, 48)", "rgb(255, 255, 255)", "normal", "0px"]
    assert float(look[4].removesuffix("px")) == pytest.approx(11.5 * 96 / 72, abs=0.01)
    for part in (".aloud", ".guide-line-across", ".masthead-tools"):
        assert not page.locator(part).first.is_visible(), part
