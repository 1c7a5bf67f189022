"""The catalogue from the clerk's file to the citizen's page, in a real browser: every page free of axe findings."""

import re
from pathlib import Path
from typing import Any

import pytest

from mingtang.openness.catalogue import actions
from mingtang.openness.catalogue.models import Import, Version
from tests.county import County, lead_to
from tests.openness import catalogue_files as files
from tests.openness.catalogue_house import accept_all, area, catalogue, entry, read

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]


def upload(visitor: Any, path: Path) -> Import:
    """Uploads a file at the desk and waits until the page itself shows the preview, as the worker's script would."""
    visitor.go("/desk/catalogue/imports/")
    visitor.page.get_by_label("目录文件").set_input_files(path)
    visitor.press("上传并预览")
    assert "正在读取" in visitor.text
    job = Import.objects.latest("created_at")
    actions.read_import(job.pk)
    visitor.page.wait_for_selector("#rows")
    return job


def test_from_a_dirty_word_table_to_the_citizens_page(county: County, visit: Any, tmp_path: Path) -> None:
    area()
    word, sheet = tmp_path / "社会救助目录.docx", tmp_path / "第二版.xlsx"
    word.write_bytes(files.dirty_docx())
    renewed = (
        (*files.GOOD[0][:5], "信息形成或者变更之日起10个工作日内", *files.GOOD[0][6:]),
        *files.GOOD[1:],
    )
    sheet.write_bytes(files.xlsx(renewed))
    office = visit(1440).sign_in("office")

    upload(office, word)
    office.check()
    assert "2 行要核对" in office.text
    assert "视情况而定" in office.text
    with office.page.expect_navigation():
        office.page.get_by_role("link", name=re.compile("改正.*办事指南")).click()
    office.check()
    office.page.get_by_label("公开时限", exact=True).fill("长期公开（动态调整）")
    office.page.get_by_label("公开主体", exact=True).fill("民政局")
    office.page.get_by_label("依申请公开", exact=True).uncheck()
    office.press("保存")
    assert "第 5 行已改正" in office.text
    with office.page.expect_navigation():
        office.page.get_by_role("button", name=re.compile("不要.*没有名称")).click()
    office.check()
    assert "都核对好了" in office.text
    office.aside("发布为新版目录")
    office.page.get_by_label("来源").fill("明政办发〔2026〕1号")
    office.press("发布")
    assert "已发布 1 个领域的目录" in office.text

    for username in ("civil-drafter", "town-drafter"):
        clerk = visit(1280).sign_in(username)
        clerk.go("/desk/catalogue/claims/")
        clerk.page.get_by_label("选最低生活保障 / 审批信息").check()
        clerk.press("认领打勾的事项")
        assert "认领了 1 个事项" in clerk.text

    record = lead_to(county, "feedback", title="最低生活保障审批信息公示").record
    clerk = visit(1280).sign_in("civil-drafter")
    clerk.go(f"/desk/records/{record.pk}/").aside("选目录事项")
    clerk.page.get_by_label("选最低生活保障 / 审批信息").check()
    clerk.press("对应打勾的事项")
    assert "对应了 1 个事项" in clerk.text

    citizen = visit(375)
    citizen.go("/").go("/catalogue/").follow("社会救助").follow("审批信息")
    assert "明堂县民政局" in citizen.text
    assert "明堂县清河镇" in citizen.text
    citizen.follow("最低生活保障审批信息公示")
    citizen.follow("最低生活保障 / 审批信息")
    assert "已经公开的信息" in citizen.text

    upload(office, sheet)
    office.check()
    assert "第 1 版：原有 3，新的 0" in office.text
    accept_all(county, Import.objects.latest("created_at"))
    office.go(office.page.url.removeprefix(office.base)).aside("发布为新版目录").press("发布")
    assert Version.objects.count() == 2
    citizen.go("/catalogue/social-assistance/").follow("和第 1 版比，改了什么")
    assert "信息形成或者变更之日起10个工作日内" in citizen.text
    assert "修改 3 个" in citizen.text
    citizen.go(f"/catalogue/matters/{entry('审批信息').matter_id}/")
    assert "最低生活保障审批信息公示" in citizen.text, "what was linked went over to the new version"


def test_every_catalogue_page_is_accessible_and_fits(county: County, visit: Any) -> None:
    catalogue(county)
    catalogue(county, files.GOOD[:2])
    job = read(county, files.dirty_docx(), "名字很长的目录文件" * 6 + ".docx")
    clerk_of_civil = county.authority_of("civil-drafter")
    at = entry("政策文件")
    held = actions.claim(clerk_of_civil, at.matter, county.units["civil"])
    record = lead_to(county, "feedback").record
    actions.link(clerk_of_civil, record, [at.matter_id])
    citizen = visit(375)
    for path in (
        "/catalogue/",
        "/catalogue/?level=county",
        "/catalogue/?q=没有",
        "/catalogue/social-assistance/",
        "/catalogue/social-assistance/versions/1/",
        "/catalogue/social-assistance/changes/1/2/",
        f"/catalogue/matters/{at.matter_id}/",
        f"/records/{record.pk}/",
        "/units/civil/",
    ):
        citizen.go(path).at(1440)
    clerk = visit(375).sign_in("civil-drafter")
    for path in (
        "/desk/catalogue/",
        "/desk/catalogue/matters/",
        f"/desk/catalogue/matters/{at.matter_id}/",
        f"/desk/catalogue/matters/{at.matter_id}/claim/",
        f"/desk/catalogue/matters/{at.matter_id}/change/",
        f"/desk/catalogue/claims/{held.pk}/release/",
        "/desk/catalogue/claims/",
        "/desk/catalogue/check/",
        "/desk/catalogue/adjustments/new/",
        f"/desk/catalogue/records/{record.pk}/",
    ):
        clerk.go(path).at(1440)
    clerk.go(f"/desk/catalogue/matters/{at.matter_id}/remove/").at(1440)
    clerk.page.get_by_label("调整理由").fill("职责划转")
    clerk.press("提出调整").at(1440)
    proposal = clerk.page.url.removeprefix(clerk.base)
    office = visit(375).sign_in("office")
    row = job.rows.first()
    assert row
    imported = f"/desk/catalogue/imports/{job.pk}/"
    for path in (
        "/desk/",
        "/desk/catalogue/",
        "/desk/catalogue/adjustments/",
        proposal,
        f"{proposal}approve/",
        f"{proposal}refuse/",
        "/desk/catalogue/imports/",
        imported,
        f"{imported}?code=no_item",
        f"{imported}rows/{row.pk}/",
        f"{imported}columns/0/",
        f"{imported}area/0/",
        f"{imported}adopt/",
        f"{imported}give-up/",
    ):
        office.go(path).at(1440)


def test_rows_of_a_page_are_ticked_at_once(county: County, visit: Any) -> None:
    catalogue(county)
    clerk = visit().sign_in("civil-drafter").go("/desk/catalogue/claims/")
    clerk.page.get_by_label("这一页全选").check()
    clerk.press("认领打勾的事项")
    assert "认领了 3 个事项" in clerk.text
