"""A Word file becomes a public record: counted pages for the clerk, a faithful table, words found in an attachment, a PDF."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pypdfium2
import pytest

from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.files.reading import read_contents
from mingtang.openness.records.models import Record
from tests.county import County, draft, lead_to, pdf
from tests.openness.intake_files import OLD_TEXT, TITLE, letter, packed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS_MOST = 4


def as_file(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def roster() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["乡镇", "户数"])
    book.active.append(["清河镇东岭村", 12])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_word_file_with_two_attachments_becomes_a_public_record(
    county: County, visit: Any, indexed: Callable[[], None]
) -> None:
    clerk, chief, citizen = visit(1440), visit(), visit(375)
    screens: list[str] = []
    clerk.sign_in("civil-drafter")
    clerk.page.on("framenavigated", lambda frame: screens.append(frame.url))

    # Screen 1: drop the letter and its attachments.
    clerk.go("/desk/intake/")
    clerk.page.get_by_label("文稿", exact=True).set_input_files(
        as_file("通知.docx", letter(picture_in_text=True))
    )
    clerk.page.get_by_label("附件", exact=True).set_input_files(
        [as_file("救助对象名册.xlsx", roster()), as_file("走访登记表.pdf", pdf("visit form of the winter"))]
    )
    clerk.press("读取并核对")

    # Screen 2: what was recognised beside the original; two things that no letter says are chosen.
    page = clerk.page
    assert page.get_by_label("标题", exact=True).input_value() == TITLE
    assert page.get_by_label("文号", exact=True).input_value() == "明民发〔2026〕18号"
    assert page.get_by_label("附件 1 的名称").input_value() == "救助对象名册"
    page.wait_for_selector(".ProseMirror td[rowspan='2']")
    page.get_by_label("主题分类", exact=True).select_option("17")
    page.get_by_label("形成日期", exact=True).fill("2026-01-05")
    page.get_by_label("成文日期", exact=True).fill("2026-01-05")
    # Screen 3: the submitted record.
    clerk.press("存好并提交初审")
    assert "已提交初审" in clerk.text
    assert "待初审" in clerk.text
    seen = list(dict.fromkeys(url for url in screens if url != "about:blank"))
    assert len(seen) <= SCREENS_MOST, seen
    record = Record.objects.get()
    for stored in StoredFile.objects.exclude(kind=""):
        read_contents(stored.pk)

    # Nobody outside sees anything of it, by no exit.
    files = list(StoredFile.objects.filter(owner_kind="record"))
    assert sorted(stored.kind for stored in files) == ["pdf", "png", "xlsx"]
    outsider = visit()
    for visitor in (outsider, citizen):
        exits = [
            f"/records/{record.pk}/",
            f"/records/{record.pk}/paper.pdf",
            f"/records/{record.pk}/paper.docx",
        ]
        for stored in files:
            exits += [
                f"/files/{stored.pk}/",
                f"/files/{stored.pk}/preview/",
                f"/files/{stored.pk}/thumbnail/",
            ]
            exits += [f"/records/{record.pk}/files/{stored.pk}/"]
        for path in exits:
            assert visitor.page.request.get(visitor.base + path).status == 404, path

    # Through the steps by another person.
    here = f"/desk/records/{record.pk}/"
    chief.sign_in("allround").go(here).act("初审通过")
    chief.aside("逐项保密审查")
    for radio in chief.page.get_by_label("可以公开", exact=True).all():
        radio.check()
    chief.press("签署审查结论")
    chief.act("审核通过")
    chief.act("立即公开")

    # The citizen, on a phone: a faithful table, the picture with its words, the signature below.
    citizen.go(f"/records/{record.pk}/")
    table = citizen.page.locator(".prose table")
    assert table.locator("[rowspan='2']").inner_text() == "对象"
    assert table.locator("[colspan='2']").inner_text() == "补助（元）"
    assert citizen.page.get_by_alt_text("新建的救助站").evaluate("image => image.naturalWidth") > 0
    assert citizen.page.locator(".signature").inner_text().split() == ["明堂县民政局", "2026年1月5日"]
    indexed()
    citizen.go("/search/?q=东岭村")
    assert TITLE in citizen.text
    citizen.page.get_by_role("link", name="附件《").first.click()
    citizen.check()
    assert "清河镇东岭村" in citizen.text
    answer = citizen.page.request.get(f"{citizen.base}/records/{record.pk}/paper.pdf")
    said = "".join(
        "".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(answer.body())
    )
    for words in (
        "明堂县民政局文件",
        TITLE,
        "补助（元）",
        "附件：1.救助对象名册",
        "2.走访登记表",
        "2026年1月5日",
    ):
        assert words in said


def test_pasting_keeps_tables_and_a_guess_is_confirmed_by_a_tick(county: County, visit: Any) -> None:
    clerk = visit()
    clerk.sign_in("civil-drafter").go("/desk/intake/")
    html = "<p>随手写的一行</p><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"
    clerk.page.evaluate(
        """html => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          data.setData("text/plain", "随手写的一行");
          const area = document.querySelector("[data-paste]");
          area.value = "";
          area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }""",
        html,
    )
    clerk.press("读取并核对")
    clerk.page.wait_for_selector(".ProseMirror td")
    clerk.press("存好并提交初审")
    assert "推测" in clerk.text
    clerk.page.get_by_label("“标题”我核对过了").check()
    clerk.press("存为草稿")
    record = Record.objects.get()
    assert record.head is not None
    assert "<td" in record.head.body


def test_pages_of_the_intake_fit_every_screen(county: County, visit: Any) -> None:
    from mingtang.openness.intake import actions
    from mingtang.openness.intake.models import Batch
    from tests.openness.intake_files import upload

    data = packed(
        ("甲.docx", letter()),
        ("乙.txt", OLD_TEXT.encode()),
        ("坏.docx", letter()[:3000]),
        ("x.exe", b"MZ\x90\x00" + b"\x00" * 90),
    )
    batch = actions.hand_in(
        county.authority_of("civil-drafter"),
        county.units["civil"],
        Batch.Purpose.DRAFT,
        [upload(data, "一批.zip")],
    ).batch
    clerk = visit(375)
    clerk.sign_in("civil-drafter").go("/desk/intake/").at(1440).go(f"/desk/intake/{batch.pk}/")
    # Away from the page that waits for the reading and would load itself anew.
    clerk.page.goto("about:blank")
    actions.read_batch(batch.pk)
    clerk.go(f"/desk/intake/{batch.pk}/").at(1440).go(f"/desk/intake/{batch.pk}/give-up/").at(1440)
    for paper in batch.papers.filter(state="read"):
        clerk.go(f"/desk/intake/{batch.pk}/papers/{paper.pk}/").at(1440)
    shown = lead_to(county, "feedback").record
    waiting = draft(county)
    assert shown.pk != waiting.pk
