"""Every kind of public page for every reader: axe on a phone in the usual look, in elder mode and in each scheme.

The other figures of a page for everyone: how much it asks for, that it does not move, the keyboard alone.
"""

from collections.abc import Callable
from typing import Any

import pytest

from mingtang.foundation.files.reading import read_contents
from mingtang.foundation.findings.actions import report
from mingtang.foundation.findings.subjects import target_of
from mingtang.foundation.web.leaving import leaving_url
from mingtang.foundation.web.reading import WORDS
from mingtang.openness.catalogue import actions
from mingtang.openness.gazette import actions as gazette
from mingtang.openness.gazette.models import ReadingPoint
from mingtang.openness.obligations import actions as obligations
from mingtang.openness.records.models import Record
from mingtang.openness.topics import actions as topics
from mingtang.openness.topics.models import Topic
from tests.browser.axe import findings
from tests.browser.conftest import Visitor
from tests.county import County, attach, lead_to
from tests.foundation.inspection.making import SAMPLES
from tests.openness.catalogue_house import catalogue, entry
from tests.openness.columns_house import column
from tests.openness.obligations.faces import house

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

# A scheme changes colours only.
OF_COLOUR = ("color-contrast", "link-in-text-block")
# The first opens the page with the settings of a cookie; then the schemes are put on, as the tools of the page do.
LOOKS: dict[str, tuple[str, ...]] = {"": WORDS["contrast"], "elder.200.wider": ()}
HTML_MOST = 60_000
REQUESTS_MOST = 6
SHORT_TARGETS = """() => [...document.querySelectorAll("button, select, input:not([type=hidden], [type=radio], [type=checkbox]), .button, .chip, .doors a, .masthead-tools a")]
  .filter((one) => one.getClientRects().length && !one.closest(".visually-hidden") && one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML.slice(0, 80))"""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def read_as(visitor: Visitor, words: str) -> None:
    visitor.context.clear_cookies()
    if words:
        visitor.context.add_cookies([{"name": "reading", "value": words, "url": visitor.base}])


def composed(county: County, record: Record) -> list[str]:
    """A topic, an issue of the gazette, and reading points."""
    office, civil = county.authority_of("office"), county.units["civil"]
    topic = topics.create_topic(
        office, {"unit": civil, "code": "floods", "title": "防汛", "introduction": "水来了怎么办。"}
    )
    topics.add_block(office, topic, "text", {"heading": "先看这里", "body": "<p>往高处走。</p>"})
    topics.pick(office, topics.add_block(office, topic, "picks", {"heading": "文件"}), record)
    topics.act(office, Topic.objects.get(pk=topic.pk), "publish")
    issue = gazette.create_issue(office, county.units["county"], year=2026, number=1, serial=1, title="")
    gazette.add_entry(office, issue, record.pk, "部门文件")
    gazette.publish_issue(office, issue)
    gazette.save_point(
        office,
        ReadingPoint(),
        unit=civil,
        name="查阅室",
        kind="library",
        address="某路1号",
        phone="0991-6201234",
    )
    return ["/topics/floods/", "/gazette/", "/gazette/2026/1/", "/reading-points/"]


def disputed(county: County) -> list[str]:
    """A declaration that nothing had to be disclosed, its dispute, and what the one who disputes gets to see."""
    made = house.declared(county, entry("政策文件"), "资金使用情况　2020年第一季度", "本季度没有变动。")
    finding = obligations.dispute(None, made, text="二月拨过一笔临时救助金。")
    page = f"/declarations/{made.pk}/"
    code = f"/error-reports/{finding.quick_code}/"
    return [page, f"{page}dispute/", f"{code}received/", code]


def public_pages(county: County, indexed: Callable[[], None]) -> list[str]:
    catalogue(county)
    matter = entry("政策文件").matter
    record = lead_to(county, "feedback", is_normative=True).record
    notices = column(county)
    gone = lead_to(county, "feedback", doc_no="").withdraw().record
    papers = lead_to(county, "draft", doc_no="")
    roster = attach(papers, "名册.xlsx", SAMPLES["xlsx"])
    read_contents(roster.pk)
    papers.to("feedback")
    actions.link(county.authority_of("civil-drafter"), record, [matter.pk])
    actions.claim(county.authority_of("civil-drafter"), matter, county.units["civil"])
    finding = report(
        target_of(f"record:{record.pk}", ""), category="content", text="第二段缺少日期。", contact=""
    )
    indexed()
    return [
        "/",
        "/units/",
        record.unit.get_absolute_url(),
        "/records/",
        f"/records/{record.pk}/",
        f"/records/{papers.pk}/",
        f"/records/{papers.pk}/files/{roster.pk}/",
        "/processes/publication/",
        "/catalogue/",
        "/catalogue/social-assistance/",
        f"/catalogue/matters/{matter.pk}/",
        "/coverage/",
        "/coverage/?view=table",
        "/coverage/civil/",
        "/coverage/civil/social-assistance/",
        "/error-reports/",
        f"/error-reports/new/?subject=record:{record.pk}",
        f"/error-reports/{finding.quick_code}/received/",
        f"/error-reports/{finding.quick_code}/",
        "/nothing-here/",
        f"/records/{gone.pk}/",
        "/reading/",
        "/doors/find/",
        "/contacts/",
        "/site-map/",
        "/check/",
        "/normative/",
        leaving_url("https://example.com/"),
        "/search/",
        "/search/?q=%E4%BD%8E%E4%BF%9D",
        "/search/?q=dibao",
        "/declarations/",
        *disputed(county),
        "/columns/",
        f"/columns/{notices.code}/",
        "/topics/",
        *composed(county, record),
        f"{record.unit.get_absolute_url()}guide/",
        f"{record.unit.get_absolute_url()}disclosed/",
    ]


def test_every_public_page_in_every_look(county: County, visit: Any, indexed: Callable[[], None]) -> None:
    pages = public_pages(county, indexed)
    reader: Visitor = visit(375)
    page = reader.page
    page.emulate_media(reduced_motion="reduce")  # no colour halfway to another
    faults: list[str] = []
    for look, schemes in LOOKS.items():
        read_as(reader, look)
        for path in pages:
            page.goto(reader.base + path)
            faults += [f"{path} as {look}: {fault}" for fault in findings(page)]
            if page.evaluate(WIDER):
                faults.append(f"{path} as {look} is wider than the screen")
            if look.startswith("elder"):
                faults += [f"{path} as {look}: low {one}" for one in page.evaluate(SHORT_TARGETS)]
            for scheme in schemes:
                page.evaluate("scheme => { document.documentElement.dataset.contrast = scheme; }", scheme)
                faults += [f"{path} in {scheme}: {fault}" for fault in findings(page, *OF_COLOUR)]
    assert not faults, "\n".join(faults)
    assert not reader.faults


def test_the_workbench_honours_the_settings(county: County, visit: Any) -> None:
    record = lead_to(county, "audit").record
    clerk: Visitor = visit(1280)
    clerk.sign_in("allround")
    clerk.context.add_cookies([{"name": "reading", "value": "elder.yellow-on-black", "url": clerk.base}])
    for path in ("/desk/", "/desk/records/", f"/desk/records/{record.pk}/", "/desk/records/new/"):
        clerk.go(path)
    assert (
        clerk.page.evaluate("getComputedStyle(document.querySelector('.ProseMirror')).color")
        == "rgb(255, 255, 0)"
    )


@pytest.mark.parametrize("look", ["", "elder", "200", "wider"])
def test_pages_flow_at_320_px_and_text_is_not_cut(county: County, visit: Any, look: str) -> None:
    """WCAG 1.4.10 and 1.4.12: text spacing as the reader's own style sheet may set it."""
    record = lead_to(county, "feedback").record
    reader: Visitor = visit(320)
    read_as(reader, look)
    for path in (
        "/",
        "/records/",
        f"/records/{record.pk}/",
        f"/error-reports/new/?subject=record:{record.pk}",
    ):
        reader.page.goto(reader.base + path)
        cut = reader.page.evaluate("""() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }");
          document.adoptedStyleSheets = [sheet];
          return [...document.querySelectorAll("a, button, p, li, dt, dd, h1, h2, h3, label, legend, .badge, .chip")]
            .filter((one) => !one.closest(".visually-hidden, .skip") && getComputedStyle(one).overflowX !== "visible"
              && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
            .map((one) => one.outerHTML.slice(0, 80));
        }""")
        assert not cut, path
        assert not reader.page.evaluate(WIDER), f"{path} as {look}"


def test_a_record_page_is_light_and_does_not_move(county: County, visit: Any) -> None:
    record: Record = lead_to(county, "feedback").record
    reader: Visitor = visit(375)
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    for look in ("", "elder.yellow-on-black"):
        read_as(reader, look)
        asked.clear()
        answer = reader.page.goto(f"{reader.base}/records/{record.pk}/")
        reader.page.wait_for_load_state("networkidle")
        assert answer is not None
        assert len(answer.body()) <= HTML_MOST
        assert len(asked) <= REQUESTS_MOST, asked
        moved = reader.page.evaluate("""() => new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => { for (const shift of list.getEntries()) sum += shift.value; })
            .observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 300);
        })""")
        assert moved == 0


def test_home_to_record_to_error_report_with_tab_and_enter_alone(county: County, visit: Any) -> None:
    lead_to(county, "feedback")
    citizen: Visitor = visit(375)
    read_as(citizen, "elder.yellow-on-black.bar.keys")
    citizen.go("/")
    keys, page = citizen.page.keyboard, citizen.page
    focus = """() => {
      const one = document.activeElement, box = one.getBoundingClientRect();
      const x = box.left + Math.min(box.width / 2, 20), y = box.top + Math.min(box.height / 2, 12);
      const over = document.elementFromPoint(x, y);
      return {name: (one.labels?.[0] ?? one).innerText?.trim() || one.value, hidden: Boolean(over?.closest(".aloud")) && !one.closest(".aloud"),
              ring: getComputedStyle(one).outlineStyle};
    }"""

    def tab_to(name: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            now = page.evaluate(focus)
            assert not now["hidden"], f"{now['name']} lies under the bar"
            if str(now["name"]).startswith(name):
                return
        raise AssertionError(f"the keyboard does not reach {name}")

    def enter() -> None:
        with page.expect_navigation():
            keys.press("Enter")

    tab_to("关于提高2026年城乡低保标准的通知")
    assert page.evaluate(focus)["ring"] == "solid"
    enter()
    tab_to("告诉我们")
    enter()
    tab_to("内容错误")
    keys.press("Space")
    tab_to("错在哪里")
    keys.type("第 7 行缺少日期] 8。")
    tab_to("提交纠错")
    enter()
    citizen.check()
    assert "查询码" in citizen.text
    assert page.evaluate("document.documentElement.dataset.mode") == "elder"
