"""What the guard puts into the pages and mechanisms of others."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.schedules import every
from mingtang.foundation.guard import below, kinds, letting_out, queries, tasks, texts
from mingtang.foundation.guard.subjects import GUARDED
from mingtang.foundation.organisations.outgoing import OUTGOING, Outgoing
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.web.sitemaps import SITEMAPS, Pages
from mingtang.foundation.web.slots import (
    CHAPTERS,
    DESK_SUBJECT_PANELS,
    DOOR_LINKS,
    Badge,
    Chapter,
    DoorLink,
    Panel,
    Row,
)


def register() -> None:
    OUTGOING.register("guard", Outgoing(letting_out.let_row_out, texts.covered))
    every(3, tasks.sweep_by_night)
    below.register()
    CHAPTERS.register(
        "guard", Chapter(_("发布前检查"), "guard_desk:home", 64, (kinds.VIEW, kinds.PHRASES, kinds.MANAGE))
    )
    DESK_SUBJECT_PANELS.register("guard", _of_subject)
    DOOR_LINKS.register(
        "check",
        DoorLink(
            "find",
            _("发布前自己查一查"),
            _("文字和文件里有没有身份证号、错别字；查完就丢，不保存"),
            lambda: reverse("guard:check"),
            90,
        ),
    )
    SITEMAPS.register("guard", Pages("guard:check"))


def _of_subject(who: Authority, kind: str, pk: UUID) -> Panel | None:
    """How the newest text stands, as far as it was looked at."""
    text = GUARDED[kind].newest(pk) if kind in GUARDED else None
    if text is None:
        return None
    check = queries.check_of(kind, pk, text)
    url = reverse("guard_desk:subject", args=[kind, pk])
    title = _("发布前检查")
    if check is None:
        return Panel(title, [Row(str(_("看检查结果")), url, badge=Badge("info", _("正在检查")))], order=5)
    rows = []
    if check.waiting:
        rows.append(Row(str(_("附件正在检查")), url, badge=Badge("info", _("请稍候"))))
    found = queries.standing(check)
    through = sum(one.override is not None for one in found.marked)
    for number, label, tone in (
        (len(found.stopping), _("必须处理"), "late"),
        (len(found.warning), _("提醒"), "soon"),
        (through, _("已放行"), "info"),
    ):
        if number:
            rows.append(Row(str(label), url, badge=Badge(tone, _("%(n)s 处") % {"n": number})))
    if not rows:
        rows.append(Row(str(_("没有发现问题")), url, badge=Badge("ok", _("通过"))))
    return Panel(title, rows, order=5)
