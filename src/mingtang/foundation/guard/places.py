"""Where a hit stands, in words a person can follow with a finger."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.guard.stored_hits import StoredHit
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.pieces import Part, Place

PARTS: dict[Part, Any] = {
    Part.TITLE: gettext_lazy("标题"),
    Part.FIELD: gettext_lazy("基本信息"),
    Part.BODY: gettext_lazy("正文"),
    Part.TEXT: gettext_lazy("文字"),
    Part.CELL: gettext_lazy("表格"),
    Part.LINK: gettext_lazy("链接地址"),
    Part.FILE_NAME: gettext_lazy("文件名"),
    Part.MARKUP: gettext_lazy("网页代码"),
    Part.HEADER: gettext_lazy("页眉页脚"),
    Part.FOOTNOTE: gettext_lazy("脚注"),
    Part.COMMENT: gettext_lazy("批注"),
    Part.DELETED: gettext_lazy("修订中删去的文字"),
    Part.NOTES: gettext_lazy("演示备注"),
    Part.ANNOTATION: gettext_lazy("注释"),
    Part.PROPERTY: gettext_lazy("文件属性"),
    Part.FORMULA: gettext_lazy("公式"),
    Part.ALT: gettext_lazy("图片说明"),
    Part.PICTURE: gettext_lazy("图片里的文字"),
}
# Fields of a record and of short texts, by the name the guard gets them under; sections add their own.
FIELD_LABELS: dict[str, Any] = {}


def place_in_words(hit: Hit | StoredHit, file_name: str = "") -> str:
    """For example “附件‘名单.xlsx’，工作表‘低保’，B3 单元格，隐藏”. `file_name` is that of the file it stands in."""
    place = hit.place
    parts: list[str] = []
    if hit.kind.startswith("file.") and place == Place():
        return _("附件“%(name)s”") % {"name": file_name} if file_name else _("整个文件")
    if file_name:
        parts.append(_("附件“%(name)s”") % {"name": file_name})
    if place.entry:
        parts.append(_("压缩包里的“%(name)s”") % {"name": place.entry})
    if place.cell:
        if place.label:
            parts.append(_("工作表“%(name)s”") % {"name": place.label})
        parts.append(_("%(cell)s 单元格") % {"cell": place.cell})
        if place.part not in (Part.CELL, Part.TEXT):
            parts.append(str(PARTS[place.part]))
    else:
        if place.page:
            parts.append(_("第 %(n)s 页") % {"n": place.page})
        if place.part == Part.FIELD or place.label in FIELD_LABELS:
            parts.append(str(FIELD_LABELS.get(place.label, place.label or PARTS[Part.FIELD])))
            if place.block:
                parts.append(_("第 %(n)s 段") % {"n": place.block + 1})
        elif place.part == Part.BODY:
            parts.append(_("正文第 %(n)s 段") % {"n": place.block + 1})
        elif place.part == Part.TEXT:
            if not place.page:
                parts.append(_("第 %(n)s 段") % {"n": place.block + 1})
        else:
            named = place.label and place.part not in (Part.FILE_NAME, Part.ALT)
            parts.append(f"{PARTS[place.part]}“{place.label[:40]}”" if named else str(PARTS[place.part]))
    if place.hidden:
        parts.append(_("隐藏，打开时看不见"))
    return "，".join(parts)
