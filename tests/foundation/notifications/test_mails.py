"""E-mails of notices: perhaps again, but always the same one."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.registry import (
    SUBJECT_KINDS,
    Subject,
    SubjectKind,
)
from mingtang.foundation.events import outbox
from mingtang.foundation.notifications import mail as mailing
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.notifications.tasks import send_pending_mails
from tests.foundation.notifications.house import KIND, TITLE, House, go, propose

pytestmark = pytest.mark.django_db


class TestMail:
    def test_one_mail(self, notice: Notice, settings: Any) -> None:
        settings.PUBLIC_URL = "https://www.example.gov.cn"
        assert send_pending_mails() == 1
        assert send_pending_mails() == 0
        (message,) = mail.outbox
        assert message.message()["Message-ID"] == f"<notice-{notice.pk}@www.example.gov.cn>"
        assert message.to == ["reviewer@example.org"]
        assert message.subject == f"《{TITLE}》待初审"
        assert f"https://www.example.gov.cn/desk/notices/{notice.pk}/" in message.body
        notice.refresh_from_db()
        assert (notice.mail_state, notice.mail_attempts) == ("sent", 1)

    def test_killed_between_sending_and_marking(
        self, notice: Notice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = EmailMessage.send

        def send_and_die(self: EmailMessage, fail_silently: bool = False) -> int:
            real(self, fail_silently)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(EmailMessage, "send", send_and_die)
            with pytest.raises(KeyboardInterrupt):
                send_pending_mails()
        assert send_pending_mails() == 0  # still leased
        assert mailing.send_due(timezone.now() + timedelta(minutes=11)) == 1
        first, second = (m.message()["Message-ID"] for m in mail.outbox)
        assert first == second

    def test_two_workers_send_one(self, notice: Notice) -> None:
        now = timezone.now()
        seen_by_both = [Notice.objects.select_related("person").get() for _ in range(2)]
        assert [mailing._claim(n, now) for n in seen_by_both] == [True, False]

    def test_backs_off_and_gives_up(self, notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(self: EmailMessage, fail_silently: bool = False) -> int:
            raise OSError("no server")

        monkeypatch.setattr(EmailMessage, "send", refuse)
        now, waits = timezone.now(), []
        for _ in range(8):
            assert mailing.send_due(now) == 0
            notice.refresh_from_db()
            assert notice.mail_due_at is not None
            waits.append((notice.mail_due_at - now).total_seconds() / 60)
            now = notice.mail_due_at
        assert waits[:7] == [1, 2, 4, 8, 16, 32, 64]
        assert notice.mail_state == "given_up"
        assert mailing.send_due(now + timedelta(days=9)) == 0
        notice.refresh_from_db()
        assert notice.mail_attempts == 8

    def test_without_an_address_none(self, house: House) -> None:
        Person.objects.filter(pk=house.reviewer.pk).update(email="")
        case = propose(house)
        go(case, "submit", house.author)
        outbox.drain()
        assert Notice.objects.get().mail_state == "none"
        assert send_pending_mails() == 0

    def test_a_title_cannot_write_headers(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        odd = {pk: Subject("甲\r\nBcc: x@example.org" + "乙" * 500, "/desk/") for pk in [uuid4()]}
        monkeypatch.setattr(
            SUBJECT_KINDS,
            "_entries",
            {KIND: SubjectKind(KIND, "文件", lambda ids: dict.fromkeys(ids, next(iter(odd.values()))))},
        )
        case = propose(house)
        go(case, "submit", house.author)
        outbox.drain()
        assert send_pending_mails() == 1
        assert mail.outbox[0].message()["Bcc"] is None
        assert len(Notice.objects.get().text) < 400
