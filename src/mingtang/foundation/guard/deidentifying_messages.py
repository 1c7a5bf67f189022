"""What a person reads when a copy without personal data was made, or could not be made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.inspection import messages as of_files

_REFUSED: dict[str, Any] = {
    "old-format": _(
        "这是旧格式的 Office 文件，不能直接脱敏。请用 WPS 或 Office 打开，另存为 .docx、.xlsx 或 .pptx 后再脱敏。"
    ),
    "picture": _(
        "图片里的文字不能自动脱敏。请用图片编辑软件把身份证号等涂掉（要涂实，不能半透明），另存为新图片后再上传。"
    ),
    "other-format": _("这种文件不能自动脱敏。请用它的 Word、Excel 原件或者 PDF 来做。"),
    "left": _(
        "脱敏后复查，里面还有没能遮住的个人信息，所以没有生成公开版。请在原件里删掉查出的这些内容，另存后再脱敏。"
    ),
    "nothing-left": _(
        "表格里的工作表都是隐藏的，去掉后就没有内容了。请先取消隐藏要公开的工作表，另存后再脱敏。"
    ),
    "too-many-pages": _("要处理的页太多（最多 {details} 页）。请把文件拆成几个，分别脱敏。"),
    "too-large": _("文件太大或太复杂，脱敏时内存不够。请拆成几个文件，分别脱敏。"),
    "time": _("脱敏用的时间太长，已经停下。请拆成几个文件，分别脱敏。"),
    "crashed": _("脱敏时出了意外，没有生成公开版。请用 WPS 或 Office 打开，另存为新文件后再试。"),
    "busy": _("服务器现在处理不了（开不了新的进程）。请过几分钟再试；一直这样，请告诉系统管理员。"),
}
_NOTES: dict[str, Any] = {
    "comments": _("批注已全部删除。"),
    "changes-accepted": _("修订已全部接受，删掉的文字不再留在文件里。请核对正文。"),
    "hidden-text": _("隐藏的文字和表格行已删除（{details} 处）。"),
    "hidden-sheets": _("隐藏的工作表已删除：{details}。"),
    "hidden-rows": _(
        "隐藏的行（包括筛选掉的行）内容已清空（{details} 行）。要公开这些行，请先取消隐藏或筛选。"
    ),
    "hidden-cells": _("看不见的单元格内容已清空（{details} 个）。"),
    "hidden-slides": _("隐藏的幻灯片已删除（{details} 张）。"),
    "hidden-layers": _("PDF 里有不显示的图层，已去掉；各页已转成图片，图片里的文字不能搜索。"),
    "hidden-notes": _("PDF 里不显示的批注已删除。"),
    "formulas": _("公式已换成数值（{details} 个）。"),
    "formulas-empty": _(
        "有 {details} 个公式没有存下结果，公开版里是空的。请在 Excel 或 WPS 里打开原件保存一次，再脱敏。"
    ),
    "embedded-files": _("嵌在里面的文件已删除。需要公开的，请单独作为附件上传。"),
    "pivot-tables": _("数据透视表已换成普通表格，背后的明细不再留在文件里。"),
    "outside-links": _("指向别的文件和数据库的连接已删除。"),
    "drawn-pictures": _(
        "矢量图（EMF、WMF、SVG）里可能有文字，已换成空白。需要的，请转成 PNG 图片后重新插入。"
    ),
    "media": _("插在里面的音频、视频已删除。需要公开的，请单独作为附件上传。"),
    "properties": _("作者、单位、最后修改人等文件属性已删除。"),
    "custom-data": _("文件里附带的其他数据已删除。"),
    "pictures": _("图片里的文字没有检查。请人工看一遍图片里有没有身份证号、银行卡号等个人信息。"),
    "signature": _("原件上有电子签名。公开版改动过，不再带签名。"),
    "pages-drawn": _("这几页已转成图片，背后附有可以搜索的文字：第 {details} 页。"),
    "pages-without-text": _(
        "这几页没有文字，可能是扫描的，没有检查也没有处理，请人工看一遍：第 {details} 页。"
    ),
    "unread": _("有一部分读不出文字，没法确认已经遮干净，请人工看一遍。"),
    "encoding-changed": _("文件原来的编码里没有要用的字，已另存为 UTF-8。"),
    "rows-cut": _("遮住的地方太多，清单里只列出前 5000 处。"),
}


def refusal(code: str, details: Sequence[str] = ()) -> Any:
    if code in _REFUSED:
        return format_lazy(_REFUSED[code], details="、".join(details))
    return of_files.sentence(code, details)


def note(code: str, details: Sequence[str] = ()) -> Any:
    """Codes that nobody knows would come from a child that a file took over: nothing is said."""
    return format_lazy(_NOTES.get(code, ""), details="、".join(details))
