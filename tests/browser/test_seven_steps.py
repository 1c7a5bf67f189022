"""One record through all seven steps in the browser: three people in two units, and a citizen."""

from typing import Any

import pytest

from mingtang.openness.records import tally
from mingtang.openness.records.models import Record, Stage
from tests.county import County, pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_record_walks_through_all_seven_steps(county: County, visit: Any, worker: Any) -> None:
    drafter, chief, water, citizen = visit(), visit(), visit(), visit()

    # 提出: incomplete text is kept, and what is missing is said beside the fields.
    drafter.type_in("civil-drafter").follow("起草新信息")
    page = drafter.page
    page.get_by_label("标题", exact=True).fill("关于开展冬季走访慰问的通知")
    area = page.locator(".prose-editor .ProseMirror[contenteditable]")
    area.click()
    page.keyboard.type("各乡镇、街道：")
    page.keyboard.press("Enter")
    page.keyboard.type("现将冬季走访慰问安排通知如下。")
    page.get_by_role("button", name="插入表格").click()
    page.locator(".prose-editor-dialog").get_by_role("button", name="插入表格").click()
    page.keyboard.type("走访对象")
    page.get_by_label("文号", exact=True).fill("明民发[2026] 8号")
    drafter.press("保存并提交初审")
    assert "没有标明的不能送审" in drafter.text
    page.get_by_label("主动公开", exact=True).check()
    page.get_by_label("形成日期", exact=True).fill("2026-01-05")
    page.get_by_label("成文日期", exact=True).fill("2026-01-06")
    page.get_by_label("主题分类", exact=True).select_option("17")
    page.get_by_label("体裁", exact=True).select_option("notice")
    drafter.press("保存并提交初审")
    assert "成文日期 2026-01-06 晚于形成日期 2026-01-05" in drafter.text
    page.get_by_label("成文日期", exact=True).fill("2026-01-05")
    drafter.press("保存")
    page.get_by_label("添加附件").set_input_files(
        {"name": "走访名单.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    drafter.press("上传附件")
    drafter.press("保存并提交初审")
    assert "待初审" in drafter.text
    record = Record.objects.get()
    here = f"/desk/records/{record.pk}/"

    # 初审: sent back once with a reason that the drafter reads, then passed.
    worker()
    chief.sign_in("allround").go(here)
    chief.aside("退回修改")
    chief.page.get_by_role("textbox", name="理由").fill("第二段请写明时间。")
    chief.press("退回修改")
    worker()
    drafter.go("/desk/notices/")
    assert "退回修改" in drafter.text
    drafter.go(here)
    assert "第二段请写明时间。" in drafter.text
    drafter.aside("继续起草")
    drafter.page.get_by_label("内容概述", exact=True).fill("一月中旬开始走访。")
    drafter.press("保存并提交初审")
    chief.go(here).act("初审通过")

    # 审核: secrecy item by item, another unit counter-signs, then approval.
    chief.aside("逐项保密审查")
    for radio in chief.page.get_by_label("可以公开", exact=True).all():
        radio.check()
    chief.press("签署审查结论")
    chief.aside("发起会签")
    chief.page.get_by_label("水利局 approver岗").check()
    chief.press("发起会签")
    worker()
    water.sign_in("water-approver")
    assert "会签" in water.text
    water.follow("关于开展冬季走访慰问的通知").follow("填会签意见")
    water.page.get_by_label("同意", exact=True).check()
    water.press("提交会签意见")
    chief.go(here).act("审核通过")

    # 公开: nothing is public before, everything after.
    citizen.go("/records/")
    assert "冬季走访" not in citizen.text
    chief.go(here).act("立即公开")
    citizen.go("/records/").follow("关于开展冬季走访慰问的通知")
    assert "明民发〔2026〕8号" in citizen.text
    assert "走访对象" in citizen.text
    with citizen.page.expect_download() as download:
        citizen.page.get_by_role("link", name="走访名单", exact=True).click()
    assert download.value.suggested_filename == "走访名单.pdf"

    # 反馈: a citizen reports an error and follows the answer.
    citizen.follow("告诉我们")
    citizen.page.get_by_label("内容错误", exact=True).check()
    citizen.page.get_by_label("错在哪里").fill("没有写联系电话。")
    citizen.press("提交纠错")
    worker()
    drafter.go("/desk/").follow("对“关于开展冬季走访慰问的通知”的纠错")
    drafter.press("受理核实")
    drafter.follow("写答复")
    drafter.page.get_by_label("已改正", exact=True).check()
    drafter.page.locator("main textarea").first.fill("已补上联系电话，谢谢您。")
    drafter.press("公开答复")

    # 整改: a linked correction while the live text stays; 建档 when it is public.
    chief.go(here)
    chief.aside("要求整改")
    chief.page.get_by_role("textbox", name="理由").fill("补联系电话。")
    chief.press("要求整改")
    drafter.go(here)
    drafter.aside("继续起草")
    drafter.page.get_by_label("内容概述", exact=True).fill("一月中旬开始走访，电话 0999-5550000。")
    drafter.page.get_by_label("更正说明").fill("补充联系电话。")
    drafter.press("保存并提交初审")
    chief.go(here).act("初审通过")
    chief.aside("逐项保密审查")
    for radio in chief.page.get_by_label("可以公开", exact=True).all():
        radio.check()
    chief.press("签署审查结论")
    chief.act("审核通过")
    chief.act("公开更正")
    assert "已公开，已建档" in chief.text
    citizen.go(f"/records/{record.pk}/")
    assert "补充联系电话。" in citizen.text
    assert "已补上联系电话，谢谢您。" in citizen.text

    record.refresh_from_db()
    assert record.stage == Stage.PUBLISHED
    assert tally.differences() == {}
