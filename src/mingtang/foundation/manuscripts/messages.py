"""What a person reads when a document cannot be read, or was read with a reservation: what it is, why, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.manuscripts import notes

REASONS: dict[str, Any] = {
    "empty": _("文件里什么都没有。可能没有存好或没有传完，请在电脑上打开确认后重新上传。"),
    "damaged": _("文件打不开：它不完整或已损坏。请用 WPS 或 Word 打开，另存为 .docx 后再上传。"),
    "encrypted": _("文件加了密码，读不出里面的文字。请打开文件，去掉密码后另存，再上传。"),
    "unsafe": _(
        "文件里有不该出现的定义（DTD），可能被人改造过，不能读取。请把文字复制到新建的文件里，存好后再上传。"
    ),
    "too-large": _("文件太大，一次读不完。请把附表、图片拆成附件，正文单独存为一个 .docx 后再上传。"),
    "too-large-unpacked": _(
        "文件解开后大得不合常理，没有读取。请新建一个文件，把文字复制过去，另存为 .docx 后再上传。"
    ),
    "time": _("读取这个文件用的时间太长，已经停下。请把附表和图片拆成附件，正文单独存好后再上传。"),
    "crashed": _(
        "读取这个文件时出了意外，文件没有被采用。请用 WPS 或 Word 打开，另存为新的 .docx 后再上传。"
    ),
    "busy": _("服务器现在读不了文件（开不了新的进程）。请过几分钟再上传；一直这样，请告诉系统管理员。"),
    "doc": _("这是旧版 Word 或 WPS 文档（.doc、.wps），格式读不可靠。请打开它，另存为 .docx 后再上传。"),
    "rtf": _("这是 RTF 文档，有些 .doc 文件其实是它。请在 WPS 或 Word 里打开，另存为 .docx 后再上传。"),
    "word-xml": _("这是 XML 格式的 Word 文档。请在 WPS 或 Word 里打开，另存为 .docx 后再上传。"),
    "odt": _("这是 OpenDocument 文档。请用 WPS 或 LibreOffice 打开，另存为 .docx 后再上传。"),
    "table": _("这是表格文件，不是文稿。请把它作为附件上传，正文另写。"),
    "xls-old": _("这是很旧的 Excel 表格，不是文稿。请把它作为附件上传，正文另写。"),
    "presentation": _("这是演示文稿（PPT），不是文稿。请把它作为附件上传，正文另写。"),
    "pdf": _(
        "这是 PDF 文件，从中读不出可靠的正文。请上传制作它的 Word 原件；没有的，把 PDF 作为附件上传，正文另写。"
    ),
    "ofd": _(
        "这是 OFD 版式文件，从中读不出可靠的正文。请上传制作它的 Word 原件；没有的，把 OFD 作为附件上传。"
    ),
    "picture": _("这是图片或视频，不是文稿。正文要有文字，方便群众检索和朗读；图片请作为插图或附件上传。"),
    "archive": _("这个压缩包打不开或不是普通的 zip。请解压后上传里面的文件，或重新压缩成 zip。"),
    "program": _("这是程序文件，不是文稿，没有读取。请上传 .docx、网页或 .txt 文件。"),
    "xml": _("这是 XML 数据文件，不是文稿。请从原系统导出为 Word 或网页后再上传。"),
    "unknown": _("认不出这是什么文件（按内容判断，不看文件名）。请上传 .docx、.html 或 .txt 文件。"),
}

NOTES: dict[str, Any] = {
    notes.TRACKED_CHANGES: _(
        "文档里有修订记录：删去的文字没有读取，新增的文字按已接受读取。请核对是不是定稿。"
    ),
    notes.HIDDEN_TEXT: _("文档里有隐藏的文字，没有读取。"),
    notes.COMMENTS: _("文档里有批注，没有读取。"),
    notes.PICTURE_UNKNOWN: _(
        "有图片读不出来，没有带进来：{details}。请另存为 PNG 或 JPG，在起草页面“插图”里上传。"
    ),
    notes.PICTURE_LINKED: _("有图片只是链接，文件里没有它的内容，没有带进来。请在起草页面“插图”里上传。"),
    notes.DRAWING_LOST: _("有图表或嵌入的对象读不出来，没有带进来。请把它截成图片，在起草页面“插图”里上传。"),
    notes.UNDECODABLE: _("有 {details} 个字符认不出，显示为“�”。请逐处改正，或另存为 UTF-8 后重新上传。"),
}


def note(code: str, details: Sequence[str]) -> Any:
    """Names are shown up to five."""
    shown = "、".join(map(str, details[:5])) + ("……" if len(details) > 5 else "")
    return format_lazy(NOTES[code], details=shown or _("（没有名字）"))
