"""What duties put into the pages of others."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.duties import queries, wording
from mingtang.foundation.duties.kinds import MANAGE, VIEW
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.web.slots import (
    CHAPTERS,
    DESK_BLOCKS,
    DESK_SUBJECT_PANELS,
    Chapter,
    DeskBlock,
    DeskGroup,
    Panel,
    Row,
    WaitingItem,
)
from mingtang.foundation.workdays.queries import calendar

SHOWN = 5
PANEL_ROWS = 10
TODAY, WEEK, LATER, UNDATED = range(4)
NEAR = timedelta(days=7)


def register() -> None:
    CHAPTERS.register(
        "duties", Chapter(gettext_lazy("任务"), "duties_desk:list", 20, (VIEW, MANAGE), _urgent)
    )
    DESK_BLOCKS.register("duties", _mine)
    DESK_SUBJECT_PANELS.register("duties", _of_subject)


def _urgent(who: Authority) -> QuerySet[Duty]:
    """The person's own that are overdue or due within a week. Counted on every page of the desk, so without the working
    calendar.
    """
    mine = Duty.objects.filter(post_id__in=who.acting_post_ids, closed_at=None)
    return mine.filter(due_on__lte=who.today + NEAR)


def _mine(who: Authority) -> DeskBlock | None:
    """My duties by day, the first of each group; one statement for all of them."""
    if not who.acting_post_ids:
        return None
    today = who.today
    sunday = today + timedelta(days=7 - today.isoweekday())
    group = Case(
        When(due_on__lte=today, then=Value(TODAY)),
        When(due_on__lte=sunday, then=Value(WEEK)),
        When(due_on__isnull=False, then=Value(LATER)),
        default=Value(UNDATED),
        output_field=IntegerField(),
    )
    place = Window(
        RowNumber(), partition_by=[F("group")], order_by=[F("due_on").asc(nulls_last=True), F("pk").asc()]
    )
    rows: Any = queries.mine(who).annotate(group=group)
    rows = list(
        rows.annotate(place=place, total=Window(Count("pk"), partition_by=[F("group")])).filter(
            place__lte=SHOWN
        )
    )
    if not rows:
        return None
    days = calendar()
    groups = []
    for number, (label, asked) in enumerate(_groups(today, sunday)):
        found = [duty for duty in rows if duty.group == number]
        if found:
            url = f"{reverse('duties_desk:list')}?{urlencode({'mine': 'yes', **asked})}"
            items = [_item(duty, wording.badge(duty, days)) for duty in found]
            groups.append(DeskGroup(label, items, found[0].total, url))
    total = sum(each.total for each in groups)
    return DeskBlock(
        _("我的任务"),
        groups,
        _("共 %(n)s 件，按到期日排") % {"n": total},
        reverse("duties_desk:calendar"),
        _("放进手机或电脑的日历"),
    )


def _groups(today: date, sunday: date) -> tuple[tuple[str, dict[str, str]], ...]:
    """Each with the conditions of the list that shows all of it."""
    after, next_week = today + timedelta(days=1), sunday + timedelta(days=1)
    return (
        (_("今天到期和已逾期"), {"by": today.isoformat()}),
        (_("本周内到期"), {"from": after.isoformat(), "by": sunday.isoformat()}),
        (_("以后到期"), {"from": next_week.isoformat()}),
        (_("没有期限"), {"state": "undated"}),
    )


def _item(duty: Duty, badge: Any) -> WaitingItem:
    return WaitingItem(
        title=duty.title,
        url=reverse("duties_desk:duty", args=[duty.pk]),
        what=str(wording.todo(duty)),
        unit=duty.unit.short_name,
        since=duty.held_since,
        due=duty.due_on,
        badge=badge,
    )


def _of_subject(who: Authority, kind: str, pk: UUID) -> Panel | None:
    """The duties that a record set off, for those who may see them."""
    found = queries.of_cause(pk).filter(queries.visible_q(who) & ~Q(outcome="void"))[:PANEL_ROWS]
    duties = [duty for duty in found if duty.cause_kind == kind]
    if not duties:
        return None
    days = calendar()
    rows = [
        Row(
            str(wording.todo(duty)),
            reverse("duties_desk:duty", args=[duty.pk]),
            date=duty.due_on,
            badge=wording.badge(duty, days),
        )
        for duty in duties
    ]
    return Panel(_("公开期限"), rows)
