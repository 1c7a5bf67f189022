"""The kinds of duties the catalogue makes, the grants on them, and what happens to them beyond the clock."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.duties.kinds import DUTY_KINDS, DutyKind
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.events.kinds import event_kind
from mingtang.foundation.organisations.grants import grant_action

THING = "disclose"
DISPLAY = "display"
PERIOD = "period"
STANDING = "standing"
ALL = (THING, DISPLAY, PERIOD, STANDING)

REGISTER = grant_action("duty.register", _("登记应公开的事实"))
DECLARE = grant_action("duty.declare", _("签署“本期无应公开信息”声明"))
DECIDE = grant_action("duty.decide", _("指定事项的公开时限"))

FACT_REGISTERED = event_kind("fact.registered", _("登记应公开事实"))
FACT_LINKED = event_kind("fact.linked", _("关联已公开信息"))
FACT_WITHDRAWN = event_kind("fact.withdrawn", _("撤销登记"))
DECLARED = event_kind("declaration.signed", _("声明本期无应公开信息"))
DISPUTED = event_kind("declaration.disputed", _("对声明提出异议"))
UPHELD = event_kind("declaration.upheld", _("异议不成立，声明有效"))
OVERTURNED = event_kind("declaration.overturned", _("声明不成立"))
CONFIRMED = event_kind("standing.confirmed", _("核对长期公开信息"))
LIMIT_DECIDED = event_kind("limit.decided", _("指定公开时限"))
LIMIT_ENDED = event_kind("limit.ended", _("取消指定的公开时限"))
INSPECTION_ENTERED = event_kind("inspection.entered", _("登记检查日期"))
INSPECTION_ENDED = event_kind("inspection.ended", _("删除检查日期"))


def act_url(duty: Duty) -> str:
    """Where the next act of a duty is done."""
    match duty.kind:
        case "period":
            return reverse("obligations_desk:declare", args=[duty.pk])
        case "standing" if duty.key.startswith("y:"):
            return reverse("obligations_desk:confirm", args=[duty.pk])
        case "disclose" if duty.cause_kind == "fact":
            return reverse("obligations_desk:fact", args=[duty.cause_id])
        case "disclose" | "display" if duty.cause_id:
            return reverse("records_desk:record", args=[duty.cause_id])
    # A standing matter without anything public: its page has the draft.
    return reverse("catalogue_desk:matter", args=[duty.subject_id])


def _standing_todo(duty: Duty) -> Any:
    """Each year somebody looks through what is there; before that, something has to be there."""
    return _("核对长期公开的信息") if duty.key.startswith("y:") else _("公开一条，以后保持现行有效")


def register() -> None:
    for code, label, todo, act in (
        (THING, _("公开信息"), _("公开这条信息"), _("起草或办理这条信息")),
        (DISPLAY, _("保持公示"), _("公示期内不要撤下"), _("看这条信息")),
        (PERIOD, _("定期公开"), _("公开本期信息，没有就签声明"), _("选信息完成，或签声明")),
        (STANDING, _("长期公开"), _standing_todo, _("核对或起草信息")),
    ):
        DUTY_KINDS.register(code, DutyKind(code, label, todo, act_url, act, code != DISPLAY))
