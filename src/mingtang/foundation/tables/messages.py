"""What a person reads when a file cannot be read, or was read with a reservation: what it is, why, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.tables import notes

REASONS: dict[str, Any] = {
    "empty": _("文件里什么都没有。可能没有存好或没有传完，请在电脑上打开确认后重新上传。"),
    "damaged": _(
        "文件打不开：它不完整或已损坏。请用 WPS 或 Excel、Word 打开，另存为 .xlsx 或 .docx 后再上传。"
    ),
    "encrypted": _("文件加了密码，读不出里面的表格。请打开文件，去掉密码后另存，再上传。"),
    "unsafe": _(
        "文件里有不该出现的定义（DTD），可能被人改造过，不能读取。请把表格复制到新建的文件里，存好后再上传。"
    ),
    "too-large": _(
        "表格太大，一次读不完。请删去多余的工作表、行和列；还不行，就分成几个文件上传。"
        "常见原因：很远的地方留有一个不起眼的字符，按 Ctrl+End 可以找到。"
    ),
    "too-large-unpacked": _(
        "文件解开后大得不合常理，没有读取。请新建一个文件，只复制有内容的单元格过去，另存为 .xlsx 或 .docx 后再上传。"
    ),
    "time": _("读取这个文件用的时间太长，已经停下。请删去多余的行、列和格式，或者分成几个文件后再上传。"),
    "crashed": _(
        "读取这个文件时出了意外，文件没有被采用。请用 WPS 或 Excel、Word 打开，另存为新文件后再上传。"
    ),
    "busy": _("服务器现在读不了文件（开不了新的进程）。请过几分钟再上传；一直这样，请告诉系统管理员。"),
    "doc": _("这是旧版 Word 文档（.doc）。请在 WPS 或 Word 里打开，另存为 .docx 后再上传。"),
    "rtf": _("这是 RTF 文档，有些 .doc 文件其实是它。请在 WPS 或 Word 里打开，另存为 .docx 后再上传。"),
    "word-xml": _("这是 XML 格式的 Word 文档。请在 WPS 或 Word 里打开，另存为 .docx 后再上传。"),
    "odt": _("这是 OpenDocument 文档，不是表格。请用 WPS 或 LibreOffice 打开，另存为 .docx 后再上传。"),
    "xls-old": _(
        "这是很旧的 Excel 文件（1995 年以前的格式）。请用 WPS 或 Excel 打开，另存为 .xlsx 后再上传。"
    ),
    "presentation": _(
        "这是演示文稿（PPT），不是表格。请把其中的表格复制到 Excel 或 WPS 表格里，存为 .xlsx 后再上传。"
    ),
    "pdf": _(
        "这是 PDF 文件，从中读不出可靠的表格。请找到制作它的 Excel 或 Word 原件上传；没有的，先转换成 .xlsx 并核对。"
    ),
    "ofd": _("这是 OFD 版式文件，从中读不出可靠的表格。请找到制作它的 Excel 或 Word 原件上传。"),
    "picture": _(
        "这是图片或视频，不是表格。请上传 Excel、WPS 表格、Word 或 CSV 文件；只有纸质件的，请先录入。"
    ),
    "archive": _("这是压缩包。请先解压，再上传里面的表格文件，一次一个。"),
    "program": _("这是程序文件，不是表格，没有读取。请上传 Excel、WPS 表格、Word 或 CSV 文件。"),
    "xml": _("这是 XML 数据文件，看不出里面的表格。请从原系统导出为 Excel 或 CSV 后再上传。"),
    "unknown": _("认不出这是什么文件（按内容判断，不看文件名）。请上传 .xlsx、.xls、.csv 或 .docx 文件。"),
}

NOTES: dict[str, Any] = {
    notes.HIDDEN_SHEETS: _("隐藏的工作表没有读取：{details}。需要它们，请取消隐藏后重新上传。"),
    notes.HIDDEN_ROWS: _("这些工作表里有隐藏或被筛选掉的行，也一并读取了：{details}。"),
    notes.UNCALCULATED: _(
        "这些工作表里有没算出结果的公式，读到的是空白：{details}。请用 WPS 或 Excel 打开，存一次后重新上传。"
    ),
    notes.UNDECODABLE: _(
        "有 {details} 个字符认不出，显示为“�”。请用 WPS 或 Excel 打开，另存为 .xlsx 后重新上传，或者逐处改正。"
    ),
    notes.MERGES_UNKNOWN: _(
        "这种文件里的合并单元格只读出左上角一格，百分数读成小数。请用 WPS 或 Excel 打开，另存为 .xlsx 后重新上传。"
    ),
    notes.COLUMNS_CUT: _("太靠右的列没有读取：{details}。如果那里有内容，请移到左边后重新上传。"),
    notes.TRACKED_CHANGES: _("文档里有修订记录：删去的文字没有读取，新增的文字按已接受读取。"),
}


def reason(code: str) -> Any:
    return REASONS.get(code, REASONS["crashed"])


def note(code: str, details: Sequence[str]) -> Any:
    """Names are shown up to five: a workbook may hide a hundred sheets."""
    shown = "、".join(details[:5]) + ("……" if len(details) > 5 else "")
    return format_lazy(NOTES[code], details=shown)
