"""E-mails of notices: perhaps again, but always the same one."""

import smtplib
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.registry import (
    SUBJECT_KINDS,
    Subject,
    SubjectKind,
)
from mingtang.foundation.events import outbox
from mingtang.foundation.notifications import sending
from mingtang.foundation.notifications.channels import NotSent
from mingtang.foundation.notifications.composing import message_of
from mingtang.foundation.notifications.mail import MAIL
from mingtang.foundation.notifications.models import Dispatch, Notice
from mingtang.foundation.notifications.tasks import send_pending
from tests.foundation.notifications.house import KIND, TITLE, House, go, propose, tell

pytestmark = pytest.mark.django_db


class TestMail:
    def test_one_mail(self, notice: Notice, settings: Any) -> None:
        settings.PUBLIC_URL = "https://www.example.gov.cn"
        assert send_pending() == 1
        assert send_pending() == 0
        (message,) = mail.outbox
        assert message.message()["Message-ID"] == f"<notice-{notice.pk}@www.example.gov.cn>"
        assert message.to == ["reviewer@example.org"]
        assert message.subject == f"《{TITLE}》待初审"
        assert f"https://www.example.gov.cn/desk/notices/{notice.pk}/" in message.body
        dispatch = Dispatch.objects.get(notice=notice)
        assert (dispatch.channel, dispatch.state, dispatch.attempts) == ("mail", "sent", 1)

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
                send_pending()
        assert send_pending() == 0  # still leased
        assert sending.send_due(clock.now() + timedelta(minutes=11)) == 1
        first, second = (m.message()["Message-ID"] for m in mail.outbox)
        assert first == second

    def test_two_workers_send_one(self, notice: Notice) -> None:
        now = clock.now()
        seen_by_both = [Dispatch.objects.select_related("notice").get() for _ in range(2)]
        assert [len(sending.claim(dispatch, now)) for dispatch in seen_by_both] == [1, 0]

    def test_backs_off_and_gives_up(self, notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(self: EmailMessage, fail_silently: bool = False) -> int:
            raise OSError("no server")

        monkeypatch.setattr(EmailMessage, "send", refuse)
        now, waits = clock.now(), []
        dispatch = Dispatch.objects.get(notice=notice)
        for _ in range(8):
            assert sending.send_due(now) == 0
            dispatch.refresh_from_db()
            waits.append((dispatch.due_at - now).total_seconds() / 60)
            now = dispatch.due_at
        assert waits[:7] == [1, 2, 4, 8, 16, 32, 64]
        assert dispatch.state == "given_up"
        assert sending.send_due(now + timedelta(days=9)) == 0
        dispatch.refresh_from_db()
        assert dispatch.attempts == 8

    def test_without_an_address_none(self, house: House) -> None:
        Person.objects.filter(pk=house.reviewer.pk).update(email="")
        case = propose(house)
        go(case, "submit", house.author)
        outbox.drain()
        assert Notice.objects.count() == 1
        assert not Dispatch.objects.exists()
        assert send_pending() == 0

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
        assert send_pending() == 1
        assert mail.outbox[0].message()["Bcc"] is None
        assert len(Notice.objects.get().text) < 400

    @pytest.mark.parametrize(
        ("error", "said"),
        [
            (smtplib.SMTPRecipientsRefused({}), "不收发往 reviewer@example.org"),
            (smtplib.SMTPAuthenticationError(535, b""), "MINGTANG_MAIL_PASSWORD"),
            (ConnectionRefusedError(), "MINGTANG_MAIL_PORT"),
            (TimeoutError(), "没有回答"),
        ],
    )
    def test_what_went_wrong_is_said_in_words(
        self, notice: Notice, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
    ) -> None:
        def refuse(self: EmailMessage, fail_silently: bool = False) -> int:
            raise error

        monkeypatch.setattr(EmailMessage, "send", refuse)
        with pytest.raises(NotSent, match=said):
            MAIL.send(message_of([Dispatch.objects.get()]))

    def test_one_who_left_is_not_mailed(self, notice: Notice) -> None:
        Person.objects.filter(pk=notice.person_id).update(is_active=False)
        assert send_pending() == 0
        assert Dispatch.objects.get().state == "dropped"

    def test_a_dead_server_is_not_waited_for_again_and_again(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tries = []

        def refuse(self: EmailMessage, fail_silently: bool = False) -> int:
            tries.append(1)
            raise TimeoutError

        monkeypatch.setattr(EmailMessage, "send", refuse)
        for _ in range(sending.MOST_FAILURES + 4):
            tell(house.author)
        assert send_pending() == 0
        assert len(tries) == sending.MOST_FAILURES
