"""While the holder of a post is away, what still has to go out about its duties goes to those who act in it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mingtang.foundation.notifications.models import Dispatch, Notice
from mingtang.foundation.notifications.planning import put_down
from mingtang.foundation.organisations.queries import absent_on, people_in_posts

BATCH = 500


def hand_on(now: datetime) -> int:
    """Hands on what is due for people who are away and have a deputy present; returns the number of notices.

    The notice stays at the desk of the absent; their e-mail is not sent. The deputies get a notice of the same event
    and hear of it now, by the channels and outside the quiet hours of their own. What was tried already stays.
    """
    day = timezone.localtime(now).date()
    away = absent_on(day).filter(person=OuterRef("notice__person"))
    due = Dispatch.objects.filter(
        Exists(away), state=Dispatch.State.PENDING, due_at__lte=now, attempts=0, notice__post__isnull=False
    )
    handed = 0
    for notice_id in due.order_by("notice_id").values_list("notice_id", flat=True).distinct()[:BATCH]:
        handed += _hand_on(notice_id, now)
    return handed


@transaction.atomic
def _hand_on(notice_id: UUID, now: datetime) -> int:
    rows = Dispatch.objects.select_for_update(of=("self",)).order_by("pk")
    mine = list(rows.filter(notice=notice_id, state=Dispatch.State.PENDING, attempts=0))
    notice = Notice.objects.select_related("person").get(pk=notice_id)
    if not mine or notice.post_id is None:
        return 0
    acting = people_in_posts([notice.post_id], timezone.localtime(now).date())
    if not acting or notice.person in acting:
        return 0
    known = Notice.objects.filter(event=notice.event_id, person__in=acting).values_list("person", flat=True)
    put_down(
        [
            Notice(
                person=person,
                event_id=notice.event_id,
                post_id=notice.post_id,
                text=notice.text,
                url=notice.url,
                group=notice.group,
                urgent=notice.urgent,
                created_at=now,
            )
            for person in acting
            if person.pk not in set(known)
        ],
        now,
        waited=True,
    )
    Dispatch.objects.filter(pk__in=[dispatch.pk for dispatch in mine]).update(state=Dispatch.State.DROPPED)
    return 1
