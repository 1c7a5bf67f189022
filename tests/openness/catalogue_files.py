"""Catalogue files as counties send them round, made for the tests: a dirty Word table, a workbook, a CSV."""

import io
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook

HEAD = (
    "序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "全社会",
    "特定群体", "主动", "依申请", "县级", "乡级",
)  # fmt: skip
USUAL = "信息形成或者变更之日起20个工作日内"
GOOD: tuple[tuple[str, ...], ...] = (
    ("1", "最低生活保障", "政策文件", "文件名称；文号；全文", "《社会救助暂行办法》", USUAL, "民政局", "■政府网站□政府公报", "√", "", "√", "", "√", ""),
    ("2", "最低生活保障", "审批信息", "保障对象名单；保障金额", "《社会救助暂行办法》《政府信息公开条例》", "制定或获取信息之日起10个工作日内，公示7个工作日", "民政局、各乡镇人民政府（街道办事处）", "■政府网站■社区/企事业单位/村公示栏（电子屏）", "√", "", "√", "", "√", "√"),
    ("3", "临时救助", "办事指南", "救助对象；申请材料；办理流程", "《社会救助暂行办法》", "长期公开（动态调整）", "民政局", "■政府网站■政务服务中心", "√", "", "√", "", "√", ""),
)  # fmt: skip


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def csv(rows: Sequence[Sequence[str]] = GOOD, title: str = "社会救助领域基层政务公开标准目录") -> bytes:
    """A CSV with a title line; no cell may hold a comma."""
    lines = [title, ",".join(HEAD), *(",".join(row) for row in rows)]
    return "\n".join(lines).encode()


def xlsx(
    rows: Sequence[Sequence[object]] = GOOD,
    title: str = "社会救助领域基层政务公开标准目录",
    sheet: str = "社会救助",
) -> bytes:
    """A workbook with a merged title and a heading in two rows."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append([title])
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEAD))
    over = {1: "公开事项", 8: "公开对象", 10: "公开方式", 12: "公开层级"}
    page.append([over.get(n, "" if n in (2, 9, 11, 13) else text) for n, text in enumerate(HEAD)])
    page.append([text if n in (1, 2, 8, 9, 10, 11, 12, 13) else "" for n, text in enumerate(HEAD)])
    for start in (2, 9, 11, 13):
        page.merge_cells(start_row=2, end_row=2, start_column=start, end_column=start + 1)
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def dirty_docx() -> bytes:
    """A Word table as it arrives: broken words, a merged cell, 同上, an odd limit, both ticks, no name in one row."""
    document = Document()
    document.add_paragraph("附件")
    document.add_heading("（五）社会救助领域基层政务公开标准目录", 1)
    head = [
        "序 号", "公 开\n事项", "", "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "",
        "公开方式", "", "公开层级", "",
    ]  # fmt: skip
    below = [
        "",
        "一级事项",
        "二级事项",
        "",
        "",
        "",
        "",
        "",
        "全社会",
        "特定群体",
        "主动",
        "依申请",
        "县级",
        "乡级",
    ]
    rows = [
        ["1", "最低生活\n保障", "政策 文件", "文件名称；文号；全文", "《社会救助暂行办法》", "信息形成或者变更之日起2 0个工 作日内", "民政局", "◆政府网站口政府公报", "√", "", "√", "", "√", ""],
        ["2", "", "审批信息", "保障对象名单；保障金额", "同上", "制定或获取信息之日起10个工作日内，公示7个工作日", "民政局、各乡镇人民政府（街道办事处）", "■政府网站■社区/企事业单位/村公示栏（电子屏）", "√", "", "√", "", "√", "√"],
        ["3", "临时救助", "办事指南", "救助对象；申请材料；办理流程", "《社会救助暂行办法》", "视情况而定", "县水务局", "■政府网站", "√", "", "√", "√", "√", ""],
        ["4", "", "", "名单", "《社会救助暂行办法》", "20个工作日", "民政局", "■政府网站", "√", "", "√", "", "√", ""],
        ["", "注：本表由民政局负责解释。", "", "", "", "", "", "", "", "", "", "", "", ""],
    ]  # fmt: skip
    table = document.add_table(rows=2 + len(rows), cols=len(head))
    for n, row in enumerate([head, below, *rows]):
        for m, text in enumerate(row):
            table.cell(n, m).text = text
    table.cell(2, 1).merge(table.cell(3, 1)).text = "最低生活\n保障"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
