"""Why a file or a part of it was not checked, and what to do: sentences for `args["why"]` of the hits `file.…`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.inspection import messages

SENTENCES: dict[str, Any] = {
    "damaged": _("这里不完整或已损坏，读不出来。请在电脑上打开确认，另存后重新上传。"),
    "lost": _("这个文件的内容找不到了，没有检查。请重新上传；一直这样，请告诉系统管理员。"),
    "time": _("内容太多或太复杂，规定的时间里没有查完。请删去多余内容，或拆成几个文件后重新上传。"),
    "crashed": _("检查这个文件时出了意外。请用 WPS 或 Office 打开，另存为新文件后重新上传。"),
    "busy": _("服务器现在检查不了文件（开不了新的进程）。请过几分钟再试；一直这样，请告诉系统管理员。"),
    "too-many": _(
        "必须处理的问题太多，还有 %(number)s 处没有列出。"
        "个人信息请“一键脱敏”，没列出的也会一起遮住；别的请改好列出的再检查。"
    ),
    "more-warnings": _(
        "提醒太多，还有 %(number)s 处没有列出。"
        "个人信息请“一键脱敏”，没列出的也会一起遮住；别的请改好列出的再检查。"
    ),
    "nested": _("压缩包里的压缩包、层层套着的文件没有打开检查。请把里面的文件取出来，直接放在第一层。"),
    "embedded": _("文件里嵌着别的文件，没有打开检查。请把它取出来，作为单独的附件上传，再从原文件里删掉。"),
    "traversal": _("压缩包里这个文件的路径会跑到别的文件夹去，可能被人改造过，没有检查。请重新压缩。"),
    "link": _("压缩包里这一项是指向别处的快捷方式。请放入文件本身。"),
    "twice": _("压缩包里有两个同名的文件，只检查了一个。请改名后重新压缩。"),
    "method": _("压缩包里这个文件用了少见的压缩方式，解不开。请压缩成普通的 zip。"),
    "device": _("压缩包里这个文件的名字是系统保留的，没有检查。请改名。"),
    "external": _("文件打开时会去连接别处的内容，那些内容没有检查。请把它放进文件里，断开链接后另存。"),
    "dde": _("文件里有会启动别的程序的命令（DDE），没有检查。请删掉这个域或公式。"),
    "macro": _("文件里有宏或控件（程序代码），没有检查。请另存为不带宏的格式。"),
    "undecodable": _("有些文字的编码认不出来，没有查到。请另存为 UTF-8 编码后重新上传。"),
    "letters": _(
        "PDF 的这一页里，文字没有写明是哪些字，程序读不出来。请用原来的 Word 或 WPS 文件重新导出 PDF。"
    ),
    "versions": _("PDF 里叠着多次修改前的旧内容，没有全部查到。请用“打印为 PDF”另存后重新上传。"),
    "nothing": _("文件里一个字、一张图也没有读到，可能已损坏。请在电脑上打开确认，另存后重新上传。"),
    "not-wanted": _("这种文件不会检查。请另存为 PDF、Word 或 Excel 后重新上传。"),
    # What was not looked at, and what is not seen.
    "pictures": _("有 %(number)s 张图片，服务器没有读出图片里的文字，没有检查。"),
    "media": _("有 %(number)s 段录音或视频，里面说的话、画面里的字没有检查。"),
    "deleted": _("文件里留着 %(number)s 处删去的内容（修订、旧版本或没有用到的文字），打开修订就能看到。"),
    "comments": _("文件里有 %(number)s 条批注，会随文件一起公开。"),
    "notes": _("幻灯片的备注里有 %(number)s 段文字，会随文件一起公开。"),
    "annotations": _("文件里有 %(number)s 处注释或表单内容，会随文件一起公开。"),
    "cells": _("表格里有 %(number)s 个看不见的单元格（隐藏的工作表、行、列，或不显示内容的格式）。"),
    "text": _("文件里有 %(number)s 处看不见的文字（隐藏、与底色相同、被图片盖住或在页面外）。"),
}


def sentence(code: str) -> Any:
    """Codes nobody knows are what a child taken over by a file would send."""
    return SENTENCES.get(code) or messages.SENTENCES.get(code) or SENTENCES["crashed"]
