"""The writers of what was read."""

from uuid import UUID

from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.notifications import queries
from mingtang.foundation.notifications.models import Notice
from mingtang.kernel.refusals import NotVisible


def open_notice(person: Person, notice_id: UUID) -> Notice:
    """Marks a notice as read and returns it. Raises NotVisible for anybody else's."""
    notice = queries.own(person).filter(pk=notice_id).first()
    if notice is None:
        raise NotVisible(_("没有这条消息。"))
    queries.unread(person).filter(pk=notice.pk).update(read_at=clock.now())
    return notice


def read_all(person: Person) -> int:
    """Marks everything as read; returns how many were not."""
    return queries.unread(person).update(read_at=clock.now())
