"""A time limit in words that a citizen understands."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.kernel.limits.model import Limit, LimitType

UNITS = {
    "workday": gettext_lazy("个工作日"),
    "day": gettext_lazy("天"),
    "hour": gettext_lazy("小时"),
    "week": gettext_lazy("周"),
    "month": gettext_lazy("个月"),
    "year": gettext_lazy("年"),
}
CYCLES = {
    "workday": gettext_lazy("每个工作日"),
    "day": gettext_lazy("每天"),
    "week": gettext_lazy("每周"),
    "month": gettext_lazy("每月"),
    "two_months": gettext_lazy("每两个月"),
    "quarter": gettext_lazy("每季度"),
    "half_year": gettext_lazy("每半年"),
    "year": gettext_lazy("每年"),
    "semester": gettext_lazy("每学期"),
    "school_year": gettext_lazy("每学年"),
}
_FORMED = gettext_lazy("信息形成或变更")
# Verbs without their object: it is the information.
_VERBS = re.compile(r"(?:形成|变更|制作|制定|获取|产生|生成|印发|或者)+")
_USUAL = ("", "形成或者变更", "形成", "变更")


def sentence(limit: Limit) -> str:
    """What the limit asks, in one sentence; parts are joined, each with what it applies to."""
    if limit.parts:
        return "；".join(sentence(part) for part in limit.parts)
    words = [_main(limit)]
    if limit.display_n:
        words.append(_("公示至少%(n)s") % {"n": _count(limit.display_n, limit.display_unit)})
    if limit.comment_n:
        words.append(_("征求意见至少%(n)s") % {"n": _count(limit.comment_n, limit.comment_unit)})
    if limit.dynamic and limit.type != LimitType.LONG_TERM:
        words.append(_("有变动随时更新"))
    if limit.place:
        words.append(_("在%(place)s公开") % {"place": limit.place})
    if limit.yields and limit.type != LimitType.REFERENCE:
        words.append(_("法律法规另有规定的按规定"))
    said = "，".join(word for word in words if word)
    return f"{limit.scope}：{said}" if limit.scope else said


def _main(limit: Limit) -> str:
    match limit.type:
        case LimitType.DURING:
            return _during(limit.trigger)
        case LimitType.PROMPT:
            return _prompt(limit)
        case LimitType.LONG_TERM:
            return _("长期公开，有变动随时更新") if limit.dynamic else _("长期公开")
        case LimitType.PERIODIC:
            return _periodic(limit)
        case LimitType.ON_REQUEST:
            return _on_request(limit)
        case LimitType.REFERENCE:
            return _("按有关法律法规规定的时限公开")
        case LimitType.UNPARSED:
            return limit.raw or _("目录里没有写时限")
        case _:
            return _counted(limit)


def _counted(limit: Limit) -> str:
    """T1 to T4, and what T7 and T8 complete: so long after or before something."""
    event = str(_FORMED) if limit.trigger in _USUAL else limit.trigger
    if _VERBS.fullmatch(event):
        event = _("信息%(verbs)s") % {"verbs": event}
    if limit.n is None:
        return _("%(event)s后公开") % {"event": event} if limit.trigger else ""
    count = _count(limit.n, limit.unit)
    if limit.direction == "before":
        if not limit.trigger:
            return _("提前%(count)s公开") % {"count": count}
        return _("在%(event)s前%(count)s公开") % {"event": limit.trigger, "count": count}
    if limit.n == 0:
        return _("%(event)s的当天公开") % {"event": event}
    return _("%(event)s后%(count)s内公开") % {"event": event, "count": count}


def _during(trigger: str) -> str:
    if not trigger:
        return _("与工作同步公开")
    if trigger in ("当场", "现场"):
        return _("当场公开")
    return _("在%(event)s的同时公开") % {"event": trigger.removesuffix("时")}


def _prompt(limit: Limit) -> str:
    if not limit.trigger:
        return _("有进展就及时公开")
    if limit.direction == "after":
        return _("%(event)s后及时公开") % {"event": limit.trigger}
    return _("%(event)s及时公开") % {"event": limit.trigger}


def _periodic(limit: Limit) -> str:
    cycle = str(CYCLES.get(limit.cycle, limit.cycle))
    if limit.by_day:
        month = _("%(n)s月") % {"n": limit.by_month} if limit.by_month else ""
        day = _("%(n)s日") % {"n": limit.by_day}
        until = _("前") if limit.direction == "before" else ""
        return _("%(cycle)s%(month)s%(day)s%(until)s公开") % {
            "cycle": cycle,
            "month": month,
            "day": day,
            "until": until,
        }
    if limit.n is not None:
        return _("%(cycle)s公开，在%(event)s后%(count)s内") % {
            "cycle": cycle,
            "event": limit.trigger,
            "count": _count(limit.n, limit.unit),
        }
    return _("%(cycle)s至少公开或更新 %(n)s 次") % {"cycle": cycle, "n": limit.times or 1}


def _on_request(limit: Limit) -> str:
    if limit.n is None:
        return _("有人申请时提供")
    return _("收到申请后%(count)s内答复") % {"count": _count(limit.n, limit.unit)}


def _count(n: int | None, unit: str) -> str:
    return f" {n} {UNITS[unit]}" if n is not None and unit in UNITS else ""
