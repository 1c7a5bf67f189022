"""What the county decides on the kinds of hits."""

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.queries import county
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.guard import kinds
from mingtang.foundation.guard.models import KindLevel, Level
from mingtang.foundation.guard.wording import words_for
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.guard.hits import KINDS
from mingtang.kernel.refusals import Forbidden, Invalid

SUBJECT = "guard_kind"
# What nobody could look at goes out only when a person has decided so.
ALWAYS_BLOCK = ("file.unread",)


@transaction.atomic
def set_level(who: Authority, kind: str, level: str, *, takes_down: bool, reason: str) -> KindLevel:
    """Decides how grave a kind is in the whole county. Raises Forbidden, Invalid by field."""
    root = county()
    actor = who.actor_for(kinds.MANAGE, root)
    if actor is None:
        raise Forbidden(
            _("您不能调整检查规则的级别。"),
            rule=_("检查规则全县统一，由有全县“管理检查规则”权限的岗位调整。"),
        )
    errors = {}
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of hit")
    if level not in Level.values or (level != Level.BLOCK and kind in ALWAYS_BLOCK):
        errors["level"] = [_("这一类不能这样调整：没能检查的文件，要有人决定才能公开。")]
    if takes_down and level != Level.BLOCK:
        errors["takes_down"] = [_("只有级别是“必须处理”的，才能设成自动撤下。")]
    if not reason.strip():
        errors["reason"] = [_("请写明为什么调整，例如：县域内车牌号依法应当公开的较多。")]
    if errors:
        raise Invalid(_("没有调整"), fields=errors)
    row = KindLevel.objects.create(
        kind=kind,
        level=level,
        takes_down=takes_down,
        reason=reason.strip()[:300],
        set_by=who.person,
        set_at=clock.now(),
    )
    append(
        NewEvent(
            kinds.LEVEL_SET,
            actor,
            SUBJECT,
            kind,
            unit_id=root.unit_id,
            detail={"note": f"{words_for(kind).label}：{row.get_level_display()}；{row.reason}"},
        )
    )
    return row
