"""E-mails of notices: sent outside any transaction, at most repeated, never under another Message-ID."""

import logging
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from mingtang.foundation import clock
from mingtang.foundation.notifications.models import Notice

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
FIRST_RETRY = timedelta(minutes=1)
MOST_ATTEMPTS = 8
BATCH = 200

MailState = Notice.MailState


def wake() -> None:
    """Asks the worker to send; a row of the current transaction, so nothing is sent before the commit."""
    async_task("mingtang.foundation.notifications.tasks.send_pending_mails")


def send_due(now: datetime | None = None) -> int:
    """Sends the mails that are due, oldest first; returns how many went out. Safe to run twice at once."""
    sent = 0
    now = now or clock.now()
    due = Notice.objects.filter(mail_state=MailState.PENDING, mail_due_at__lte=now).order_by(
        "mail_due_at", "id"
    )
    for notice in due.select_related("person")[:BATCH]:
        if _claim(notice, now) and _send(notice, now):
            sent += 1
    return sent


def message_of(notice: Notice) -> EmailMessage:
    """The mail of a notice; the same each time but for its date."""
    domain = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    link = settings.PUBLIC_URL + reverse("notices:open", args=[notice.pk])
    body = _("%(name)s：\n\n%(text)s。\n\n打开办理：%(link)s\n\n这封邮件由系统发出，请不要回复。\n") % {
        "name": notice.person.name,
        "text": notice.text,
        "link": link,
    }
    return EmailMessage(
        subject=notice.text,
        body=body,
        to=[notice.person.email],
        headers={"Message-ID": f"<notice-{notice.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def _claim(notice: Notice, now: datetime) -> bool:
    """Takes the lease unless another worker was faster. Too many tries that never came back end it."""
    mine = Notice.objects.filter(pk=notice.pk, mail_state=MailState.PENDING, mail_due_at=notice.mail_due_at)
    if not notice.person.email or not notice.person.is_active:
        mine.update(mail_state=MailState.NONE)
        return False
    if notice.mail_attempts >= MOST_ATTEMPTS:
        mine.update(mail_state=MailState.GIVEN_UP)
        return False
    notice.mail_attempts += 1
    return bool(mine.update(mail_due_at=now + LEASE, mail_attempts=notice.mail_attempts))


def _send(notice: Notice, now: datetime) -> bool:
    row = Notice.objects.filter(pk=notice.pk, mail_state=MailState.PENDING)
    try:
        message_of(notice).send()
    except Exception:
        log.exception("mail of notice %s failed, attempt %s", notice.pk, notice.mail_attempts)
        if notice.mail_attempts >= MOST_ATTEMPTS:
            row.update(mail_state=MailState.GIVEN_UP)
        else:
            row.update(mail_due_at=now + FIRST_RETRY * 2 ** (notice.mail_attempts - 1))
        return False
    row.update(mail_state=MailState.SENT)
    return True
