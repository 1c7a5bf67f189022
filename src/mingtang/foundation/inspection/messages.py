"""What a person reads about a file: what it really is, why it is not taken, what to do. Codes come from the child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.inspection.kinds import KINDS

SENTENCES: dict[str, Any] = {
    "empty": _("是空文件。可能没有存好或没有传完，请在电脑上打开确认后重新上传。"),
    "damaged": _("文件不完整或已损坏，打不开。可能没有传完或没有存好，请在电脑上打开确认，另存后重新上传。"),
    "encrypted": _("文件加了密码，公众打不开。请打开文件，去掉密码后另存，再上传。"),
    "polyglot": _("文件里还藏着另一个文件，不安全。请用 WPS 或 Office 打开，另存为新文件后再上传。"),
    "unsafe": _("文件里有不该出现的定义（DTD），可能被人改造过。请把内容复制到新建的文件里，存好后再上传。"),
    "traversal": _("文件里有会跑到别的文件夹去的路径（{details}），可能被人改造过。请重新制作这个文件。"),
    "too-large": _("文件太大或太复杂，检查时内存不够。请压缩图片、删去多余内容，或拆成几个文件后再上传。"),
    "too-large-unpacked": _(
        "文件解开后大得不合常理，没有收。请新建一个文件，只复制有内容的部分过去，再上传。"
    ),
    "time": _("检查这个文件用的时间太长，已经停下。请压缩图片、删去多余内容，或拆成几个文件后再上传。"),
    "crashed": _("检查这个文件时出了意外，没有收。请用 WPS 或 Office 打开，另存为新文件后再上传。"),
    "busy": _("服务器现在检查不了文件（开不了新的进程）。请过几分钟再上传；一直这样，请告诉系统管理员。"),
    "macro": _("文件里有宏（程序代码），不能公开。请另存为不带宏的格式（.docx、.xlsx、.pptx）后再上传。"),
    "activex": _("文件里有 ActiveX 控件（程序），不能公开。请在 WPS 或 Office 里删掉控件，另存后再上传。"),
    "external": _(
        "文件打开时会去连接别处的内容（{details}），群众可能看不到，也不安全。请把引用的图片、模板或数据放进文件里，断开链接后另存。"
    ),
    "dde": _(
        "文件里有会启动别的程序的命令（DDE），不能公开。请删掉这个域或公式，把结果存成普通文字后再上传。"
    ),
    "embedded": _(
        "文件里嵌着别的文件（{details}），公众打开有风险。请把嵌入的文件取出来，作为单独的附件上传，再从原文件里删掉。"
    ),
    "nested": _(
        "文件里嵌着压缩包或层层套着的文件（{details}）。请取出来，作为单独的附件上传，再从原文件里删掉。"
    ),
    "pdf-script": _("PDF 里带有脚本或启动程序的命令，不能公开。请用“打印为 PDF”另存后再上传。"),
    "pdf-form": _(
        "PDF 里有会把填写内容发到别处的表单。请用“打印为 PDF”另存；要群众填的表，请上传 Word 表格。"
    ),
    "pdf-media": _(
        "PDF 里嵌着音频、视频或三维内容，很多人打不开。请把它们单独作为附件上传，PDF 用“打印为 PDF”另存。"
    ),
    "picture-large": _(
        "图片尺寸太大（{details}）。请把它缩小到 5000 万像素以内再上传，一般长边 4000 像素就够清楚。"
    ),
    "picture-huge": _("图片尺寸太大。请把它缩小到 5000 万像素以内再上传，一般长边 4000 像素就够清楚。"),
    "picture-damaged": _("图片打不开：不完整、已损坏或尺寸过大。请另存为 PNG 或 JPG 后再上传。"),
    "no-cues": _("字幕文件里没有时间轴。请用字幕软件导出 .vtt 或 .srt 文件。"),
    "xlsb": _("这是二进制格式的 Excel 文件（.xlsb），很多人打不开。请另存为 .xlsx 后再上传。"),
    "office-old": _(
        "这是 1995 年以前的 Office 文件。请用 WPS 或 Office 打开，另存为 .docx 或 .xlsx 后再上传。"
    ),
    "office-xml": _("这是 XML 格式的 Office 文件。请用 WPS 或 Office 打开，另存为 .docx 或 .xlsx 后再上传。"),
    "odf": _("这是 OpenDocument 文件。请用 WPS 或 LibreOffice 打开，另存为 .docx、.xlsx 或 PDF 后再上传。"),
    "rtf": _("这是 RTF 文档，有些 .doc 文件其实是它。请在 WPS 或 Word 里打开，另存为 .docx 后再上传。"),
    "ebook": _("这是电子书（EPUB）。请转换成 PDF 后再上传。"),
    "mail": _("这是一封邮件。请把其中的正文和附件分别另存，再上传。"),
    "archive": _("这是压缩包。请解压后上传里面的文件；要一批交来的，压缩成普通的 zip。"),
    "program": _("这是程序或脚本，不能收。请上传文档、表格、图片、音频或视频。"),
    "svg": _("这是 SVG 图片，里面可能带脚本。请另存为 PNG 后再上传。"),
    "xml": _("这是 XML 数据文件，群众看不懂。请导出为 Excel、CSV 或 PDF 后再上传。"),
    "picture-other": _("这种图片格式很多人打不开（如 HEIC、BMP、TIFF）。请另存为 JPG 或 PNG 后再上传。"),
    "media-other": _(
        "这种音视频格式很多手机放不了（如 AVI、MOV、WMV、FLV、MKV）。请转换成 MP4 或 MP3 后再上传。"
    ),
    "unknown": _("认不出这是什么文件（按内容判断，不看文件名）。请另存为 PDF、Word 或 Excel 后再上传。"),
    # What is told about a file that was taken.
    "name-lies": _(
        "文件名说是 .{said}，其实是 {kind}，已按 {kind} 收下并改了扩展名。请核对是不是想传的那个文件。"
    ),
    "pdf-restricted": _(
        "这个 PDF 设了权限限制：群众能看，但可能不能复制，读屏软件也可能读不了。最好去掉限制再传。"
    ),
    "hidden-sheets": _("表格里有隐藏的工作表：{details}。公开后别人能取消隐藏看到，请核对能不能公开。"),
    "local-link": _(
        "文件里有指向您电脑上文件夹的链接（{details}），公开后会露出文件夹名。请断开链接后另存。"
    ),
    "data-connection": _("表格里有外部数据连接，公开后会露出数据库地址。请在“数据—连接”里删掉后另存。"),
    "ofd-attachments": _("OFD 里带着附件，请核对附件内容能不能公开。"),
    "animation-lost": _("动图只保留了第一帧。要放动画，请转换成 MP4 视频上传。"),
    "undecodable": _("文字里有 {details} 个字符认不出。请另存为 UTF-8 编码后再传一次。"),
    "no_text": _("这份文件里没有文字，可能是扫描件，搜不到、读屏软件也读不出。最好同时上传有文字的版本。"),
    "text-cut": _("文字太多，只读了前面的部分用于检索。"),
    "entry": _("压缩包里的“{details}”没有收：{why}"),
}

ENTRY: dict[str, Any] = {
    "nested": _("它也是压缩包，请先解开再一起压缩。"),
    "traversal": _("它的路径会跑到别的文件夹去，可能被人改造过。"),
    "encrypted": _("它加了密码。请去掉密码后重新压缩。"),
    "link": _("它是指向别处的快捷方式。请放入文件本身。"),
    "twice": _("压缩包里有两个同名的文件。请改名后重新压缩。"),
    "damaged": _("它已损坏，解不开。"),
    "method": _("它用了少见的压缩方式，解不开。请压缩成普通的 zip。"),
    "too-large": _("它太大。请单独上传。"),
    "device": _("它的名字是系统保留的。请改名。"),
}


def sentence(code: str, details: Sequence[str] = ()) -> Any:
    """Codes that nobody knows are what a child taken over by a file would send: an accident."""
    if code == "not-wanted":
        return _not_wanted(details)
    if code == "name-lies" and len(details) == 2:
        kind = KINDS[details[1]].label if details[1] in KINDS else details[1]
        return format_lazy(SENTENCES[code], said=details[0], kind=kind)
    if code == "entry" and len(details) == 2:
        return format_lazy(SENTENCES[code], details=details[0], why=ENTRY.get(details[1], ENTRY["damaged"]))
    text = SENTENCES.get(code, SENTENCES["crashed"])
    return format_lazy(text, details="、".join(filter(None, details)) or _("没有写名称"))


def _not_wanted(details: Sequence[str]) -> Any:
    """The first detail is what it is, the others are what would be taken."""
    kind, *allowed = details or ("",)
    label = KINDS[kind].label if kind in KINDS else _("别的文件")
    names: list[str] = []
    for key in KINDS:
        if key in allowed and (name := str(KINDS[key].label)) not in names:
            names.append(name)
    text = _("这是 {label} 文件，这里不收。这里收：{names}。请另存为其中一种再上传。")
    return format_lazy(text, label=label, names="、".join(names))
