"""The closed list of what can happen. An event of an unregistered kind is refused."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingtang.kernel.registry import Registry


@dataclass(frozen=True)
class EventKind:
    """`label` is the line people read in a timeline: a short verb phrase, such as 提交初审."""

    code: str
    label: Any


EVENT_KINDS: Registry[EventKind] = Registry("event kinds")


def event_kind(code: str, label: Any) -> str:
    EVENT_KINDS.register(code, EventKind(code, label))
    return code


for _code, _label in {
    "case.countersigned": _("会签"),
    "area.created": _("新设领域"),
    "unit.created": _("设立单位"),
    "unit.updated": _("修改单位信息"),
    "unit.renamed": _("单位更名"),
    "unit.merged": _("单位并入"),
    "post.created": _("设立岗位"),
    "post.appointed": _("任岗"),
    "grant.given": _("授权"),
    "grant.revoked": _("收回授权"),
    "absence.registered": _("登记离岗"),
    "absence.cancelled": _("取消离岗"),
    "machine_key.added": _("生成系统对接密钥"),
    "machine_key.ended": _("停用系统对接密钥"),
    "setup.changed": _("修改系统设置"),
    "person.password_changed": _("修改密码"),
    "person.signed_in": _("登录"),
    "person.locked_out": _("登录被锁定"),
}.items():
    event_kind(_code, _label)
