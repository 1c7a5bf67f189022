"""The kinds of duties in the house; their makers register them. And the grants on duties of every kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.kinds import event_kind
from mingtang.foundation.organisations.grants import grant_action
from mingtang.kernel.registry import Registry

VIEW = grant_action("duty.view", _("查看任务和期限"))
MANAGE = grant_action("duty.manage", _("转办、暂停、延期、免办任务"))

CHANGED = {
    "paused": event_kind("duty.paused", _("暂停任务计时")),
    "resumed": event_kind("duty.resumed", _("恢复任务计时")),
    "restarted": event_kind("duty.restarted", _("任务重新起算")),
    "extended": event_kind("duty.extended", _("延长任务期限")),
    "transferred": event_kind("duty.transferred", _("转办任务")),
    "waived": event_kind("duty.waived", _("免予办理任务")),
    "discharged": event_kind("duty.discharged", _("完成任务")),
    "reopened": event_kind("duty.reopened", _("重新办理任务")),
}
"""What people do to duties, by the kind of the clock event; what the system does it tells once for many."""
WARNED = event_kind("duty.warned", _("提醒任务期限"))
CALENDAR_MADE = event_kind("duty.calendar_made", _("生成日历订阅地址"))
CALENDAR_REVOKED = event_kind("duty.calendar_revoked", _("停用日历订阅地址"))


@dataclass(frozen=True)
class DutyKind:
    """`label` names the kind in lists; `todo` says in a short phrase what has to be done, or tells it of a duty. One
    that only has to be left alone does not warn.
    """

    code: str
    label: Any
    todo: Any
    act_url: Callable[[Any], str]
    act_label: Any
    warns: bool = True


DUTY_KINDS: Registry[DutyKind] = Registry("kinds of duties")
