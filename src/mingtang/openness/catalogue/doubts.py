"""Doubts of an import as sentences: what stands there, why it is doubtful, what to do."""

# ruff: noqa: E501  a sentence a line

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.guard.wording import label_of
from mingtang.kernel.catalogue.reading import NotACatalogue
from mingtang.kernel.classification.areas import STANDARD_AREAS
from mingtang.openness.catalogue.labels import COLUMNS

NAMES: dict[str, Any] = {
    "no_item": gettext_lazy("没有事项名称"),
    "formula_error": gettext_lazy("公式出错"),
    "duplicate": gettext_lazy("整行重复"),
    "same_name": gettext_lazy("同名事项"),
    "path_inherited": gettext_lazy("事项名称取自上一行"),
    "limit_unparsed": gettext_lazy("时限看不懂"),
    "limit_reference": gettext_lazy("时限引用别处"),
    "no_limit": gettext_lazy("没有时限"),
    "no_subject": gettext_lazy("没有公开主体"),
    "no_basis": gettext_lazy("没有依据"),
    "no_elements": gettext_lazy("没有公开内容"),
    "no_channel": gettext_lazy("没有渠道"),
    "no_audience": gettext_lazy("没有公开对象"),
    "no_manner": gettext_lazy("没有公开方式"),
    "both_manners": gettext_lazy("主动和依申请都勾了"),
    "manner_from_title": gettext_lazy("公开方式取自标题"),
    "no_level": gettext_lazy("没有公开层级"),
    "unknown_mark": gettext_lazy("标记看不懂"),
    "channel_new": gettext_lazy("标准之外的渠道"),
    "channel_unsure": gettext_lazy("渠道分不清"),
    "channel_short": gettext_lazy("渠道用了简称"),
    "theme_unknown": gettext_lazy("主题分类不认识"),
    "theme_from_area": gettext_lazy("主题分类取自领域"),
    "level_city": gettext_lazy("“市级”的意思"),
    "inherited": gettext_lazy("空格取上一行"),
    "ditto": gettext_lazy("“同上”取上一行"),
    "ditto_without": gettext_lazy("“同上”没有上一行"),
    "words_joined": gettext_lazy("接上了断开的词"),
    "words_split": gettext_lazy("按空格分开"),
    "too_many_cells": gettext_lazy("多出来的格子"),
    "too_long": gettext_lazy("文字太长"),
    "unknown_unit": gettext_lazy("单位不在册"),
    "similar": gettext_lazy("可能是原有事项改了名"),
    "guard_blocks": gettext_lazy("发布前检查必须处理"),
}
"""A short name for each kind of doubt about a row, for filters and lists."""

# What is wrong, why, and what to do. %(read)s is the text of the cell, %(taken)s what was made of it.
_SENTENCES: dict[str, Any] = {
    "no_item": gettext_lazy("这一行有内容，但没有事项名称，不能进目录。请补上名称，或标为“不要”。"),
    "formula_error": gettext_lazy("格子里是公式的出错标记“%(read)s”，不是内容。请在这里补上，或改好文件重新导入。"),
    "duplicate": gettext_lazy("和第 %(row)s 行完全一样。一个事项只留一行，请把其中一行标为“不要”。"),
    "same_name": gettext_lazy("和第 %(row)s 行名称相同、内容不同（%(fields)s）。确实是两个事项就确认，写错了请改正。"),
    "path_inherited": gettext_lazy("这一行没有事项名称，暂按上一行的“%(taken)s”。是同一事项的续行，请合并后标为“不要”。"),
    "limit_unparsed": gettext_lazy("时限“%(read)s”系统读不懂，不会自动提醒。请改成常见写法，例如：信息形成或者变更之日起20个工作日内；就要这样写，请确认。"),
    "limit_reference": gettext_lazy("时限引用别的规定（%(read)s），系统不计算到期日。"),
    "no_limit": gettext_lazy("没有写公开时限。一般是信息形成或者变更之日起20个工作日内（条例第二十六条），请补上；确实没有请确认。"),
    "no_subject": gettext_lazy("没有写公开主体。请补上责任单位；先空着也可以，认领时再定。"),
    "no_basis": gettext_lazy("没有写公开依据。请补上，或确认先空着。"),
    "no_elements": gettext_lazy("没有写公开什么内容。请补上要素，或确认先空着。"),
    "no_channel": gettext_lazy("没有勾选任何渠道。一般至少是政府网站，请补上或确认。"),
    "no_audience": gettext_lazy("没有写公开给谁。请勾“全社会”或写明特定群体。"),
    "no_manner": gettext_lazy("没有写主动公开还是依申请公开。请勾一个。"),
    "both_manners": gettext_lazy("“主动”和“依申请”都打了勾。部分内容依申请的，请确认；否则请只留一个。"),
    "manner_from_title": gettext_lazy("表里没有公开方式，按标题算主动公开。"),
    "no_level": gettext_lazy("没有写公开层级。请勾县级、乡级或村级，否则不知道该由谁认领。"),
    "unknown_mark": gettext_lazy("这里应是打勾或留空，读到的是“%(read)s”。请改成勾或空。"),
    "channel_new": gettext_lazy("“%(names)s”不在 13 种标准渠道里，按原名保留。"),
    "channel_unsure": gettext_lazy("“%(names)s”分不清是一种还是几种渠道、勾了没有。请核对。"),
    "channel_short": gettext_lazy("渠道的简称按标准名称算：%(names)s"),
    "theme_unknown": gettext_lazy("主题分类里没有“%(read)s”。请从列表里选。"),
    "theme_from_area": gettext_lazy("文件里没有主题分类，按领域归入“%(taken)s”。"),
    "level_city": gettext_lazy("“市级”算作%(taken)s。"),
    "inherited": gettext_lazy("这一格是空的，按上一行算“%(taken)s”。"),
    "ditto": gettext_lazy("“%(read)s”按上一行算“%(taken)s”。"),
    "ditto_without": gettext_lazy("写的是“%(read)s”，上面却没有内容。请补上。"),
    "words_joined": gettext_lazy("被空格或换行断开的词接上了：%(taken)s"),
    "words_split": gettext_lazy("按空格或换行分开：%(taken)s"),
    "too_many_cells": gettext_lazy("没有列名的格子里还有内容：%(read)s。有用请填到对应的项里，没用请确认。"),
    "too_long": gettext_lazy("这一格有 %(length)s 个字，最多 %(most)s 个。可能是几格并到了一起，请改短。"),
    "unknown_unit": gettext_lazy("单位名册里没有“%(read)s”%(hint)s。请改成在册的名称；是统称或外单位，请确认按原文保留。"),
    "similar": gettext_lazy("和现行目录的“%(taken)s”很像。是同一事项就确认（认领和对应信息会跟过来），不是请点“作为新事项”。"),
    "guard_blocks": gettext_lazy("发布前检查发现%(kind)s“%(read)s”，不能公开。请改正；确实可以公开的，由能放行的人确认，会记下姓名。"),
    "grid_skipped": gettext_lazy("“%(name)s”不是目录表，没有读。"),
    "header_from_before": gettext_lazy("有一张表没有表头，按前一张表的列读。"),
    "row_skipped": gettext_lazy("第 %(row)s 行不是事项，没有读：%(read)s"),
    "area_unknown": gettext_lazy("不认识领域“%(read)s”，请在下面选定领域。"),
    "area_missing": gettext_lazy("没有写是哪个领域，请在下面选定领域。"),
    "area_from": gettext_lazy("领域取自文件名、表名或表前的文字：%(area)s"),
    "column_missing": gettext_lazy("表里没有“%(column)s”这一列。"),
    "column_likely": gettext_lazy("列名“%(read)s”不常见，暂按“%(column)s”%(likely)s。请核对。"),
    "column_unknown": gettext_lazy("不认识列名“%(read)s”，这一列没有读%(likely)s。有用请选定它是什么。"),
    "column_twice": gettext_lazy("有两列都像“%(column)s”，这一列没有读。请核对。"),
    "header_conflict": gettext_lazy("表头上下两行说法不一（上“%(above)s”，下“%(below)s”），暂按“%(column)s”。请核对。"),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A doubt for a page. `tone` is late, soon or muted."""

    code: str
    name: str
    field: str
    label: str
    text: str
    tone: str


# A column that is missing altogether is named by what stands over its parts.
_WHOLE = {
    "everyone": gettext_lazy("公开对象"),
    "active": gettext_lazy("公开方式"),
    "levels": gettext_lazy("公开层级"),
}
_TONES = {"error": "late", "doubt": "soon", "note": "muted"}


def told(doubt: Mapping[str, Any]) -> Told:
    """A stored doubt (Doubt.as_data) in words. A code that has no sentence is shown by its name."""
    code = doubt["code"]
    detail = doubt.get("detail", {})
    field = doubt.get("field", "")
    nearest = detail.get("nearest", "")
    taken = doubt.get("taken", "")
    words = {
        "read": _short(doubt.get("read", "")),
        "taken": _short(str(COLUMNS.get(taken, taken))),
        "row": detail.get("row", ""),
        "most": detail.get("most", ""),
        "length": len(doubt.get("read", "")),
        "name": detail.get("name", ""),
        "names": "、".join(detail.get("names", ())),
        "fields": "、".join(str(COLUMNS.get(name, name)) for name in detail.get("fields", ())),
        "column": str(_WHOLE.get(field, "") if code == "column_missing" else "")
        or str(COLUMNS.get(taken or field, taken or field)),
        "area": STANDARD_AREAS[taken].label if taken in STANDARD_AREAS else taken,
        "above": detail.get("above", ""),
        "kind": label_of(detail["kind"]) if "kind" in detail else "",
        "below": detail.get("below", ""),
        "likely": _likely(nearest if isinstance(nearest, list | tuple) else ()),
        "hint": _("（名字最近的是“%(name)s”）") % {"name": nearest}
        if isinstance(nearest, str) and nearest
        else "",
    }
    text = str(_SENTENCES[code]) % words if code in _SENTENCES else str(NAMES.get(code, code))
    return Told(
        code,
        str(NAMES.get(code, code)),
        field,
        str(COLUMNS.get(field, "")),
        text,
        _TONES[doubt.get("severity", "doubt")],
    )


def _likely(nearest: Sequence[str]) -> str:
    """The known columns that a heading is most like."""
    if not nearest:
        return ""
    names = "”“".join(str(COLUMNS.get(name, name)) for name in nearest[:3])
    return _("（最像的是“%(names)s”）") % {"names": names}


def not_a_catalogue(error: NotACatalogue) -> list[str]:
    """Why a file is no catalogue, with what was found instead of its columns."""
    why = [
        _("这个文件里没有找到公开目录：至少要有“一级事项”“公开内容”“公开时限”这样的列名。"),
    ]
    for text, nearest in error.seen[:12]:
        if nearest:
            names = "、".join(str(COLUMNS.get(column.value, column.value)) for column in nearest[:2])
            why.append(_("读到“%(text)s”，最像的是：%(names)s") % {"text": _short(text), "names": names})
        else:
            why.append(_("读到“%(text)s”，不像任何一列") % {"text": _short(text)})
    why.append(_("请检查是不是选错了文件；是目录的话，把列名改成标准的写法再导入。"))
    return why


def _short(text: str, most: int = 60) -> str:
    flat = " ".join(str(text).split())
    return flat if len(flat) <= most else flat[:most] + "…"
