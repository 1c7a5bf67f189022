"""What the columns, levels and kinds of limits are called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

FIELDS: dict[str, Any] = {
    "area": _("领域"),
    "seq": _("序号"),
    "item1": _("一级事项"),
    "item2": _("二级事项"),
    "item3": _("三级事项"),
    "elements": _("公开内容（要素）"),
    "basis": _("公开依据"),
    "limit": _("公开时限"),
    "subject": _("公开主体"),
    "channels": _("公开渠道和载体"),
    "everyone": _("公开对象：全社会"),
    "specific": _("公开对象：特定群体"),
    "active": _("公开方式：主动"),
    "on_request": _("公开方式：依申请"),
    "levels": _("公开层级"),
    "theme": _("主题分类"),
    "remark": _("备注"),
    "local": _("本地增加"),
}
"""The fields of a row, in the order of the official table."""

COLUMNS: dict[str, Any] = FIELDS | {
    "audience": _("公开对象（合为一列）"),
    "manner": _("公开方式（合为一列）"),
    "levels": _("公开层级（合为一列）"),
    "prefecture": _("公开层级：市（州）级"),
    "county": _("公开层级：县级"),
    "township": _("公开层级：乡级"),
    "village": _("公开层级：村级"),
    "townships_and_villages": _("公开层级：乡、村级"),
    "channel": _("一种渠道一列"),
    "ignored": _("不用的列"),
}
"""What a column of a file can mean."""

LEVELS: dict[str, Any] = {
    "prefecture": _("市（州）级"),
    "county": _("县级"),
    "township": _("乡级"),
    "village": _("村级"),
}

LIMIT_TYPES: dict[str, Any] = {
    "T1": _("形成后限期"),
    "T2": _("限期"),
    "T3": _("事件后限期"),
    "T4": _("事件前限期"),
    "T5": _("同步公开"),
    "T6": _("及时公开"),
    "T7": _("公示期"),
    "T8": _("征求意见期"),
    "T9": _("长期公开"),
    "T10": _("定期公开"),
    "T11": _("依申请"),
    "T12": _("分项限期"),
    "T13": _("另有规定"),
    "UNPARSED": _("待人工判定"),
}
"""A short name for each kind of limit; the sentence is in `limits.py`."""
