"""What the guard puts into the pages and mechanisms of others."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.schedules import every
from mingtang.foundation.findings.outgoing import OUTGOING, Outgoing
from mingtang.foundation.guard import kinds, queries, tasks, texts
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.web.slots import CHAPTERS, DESK_SUBJECT_PANELS, Badge, Chapter, Panel, Row


def register() -> None:
    OUTGOING.register("guard", Outgoing(texts.refuse_what_blocks, texts.covered))
    every(30, tasks.sweep_by_night)
    CHAPTERS.register(
        "guard", Chapter(_("发布前检查"), "guard_desk:home", 64, (kinds.VIEW, kinds.PHRASES, kinds.MANAGE))
    )
    DESK_SUBJECT_PANELS.register("guard", _of_subject)


def _of_subject(who: Authority, kind: str, pk: UUID) -> Panel | None:
    """How the newest text stands, where it was looked at."""
    check = queries.newest_check(kind, pk)
    if check is None:
        return None
    url = reverse("guard_desk:subject", args=[kind, pk])
    rows = []
    if check.waiting:
        rows.append(Row(str(_("附件正在检查")), url, badge=Badge("info", _("请稍候"))))
    found = queries.standing(check)
    for number, label, tone in (
        (len(found.stopping), _("必须处理"), "late"),
        (len(found.warning), _("提醒"), "soon"),
    ):
        if number:
            rows.append(Row(str(label), url, badge=Badge(tone, _("%(n)s 处") % {"n": number})))
    if not rows:
        rows.append(Row(str(_("没有发现问题")), url, badge=Badge("ok", _("通过"))))
    return Panel(_("发布前检查"), rows, order=5)
