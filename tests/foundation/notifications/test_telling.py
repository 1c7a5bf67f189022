"""Telling people: at the desk at once, outside it when they wish, in a digest once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.notifications import actions, queries, sending
from mingtang.foundation.notifications.actions import FIELDS, save_preference
from mingtang.foundation.notifications.composing import message_of
from mingtang.foundation.notifications.models import Dispatch, Notice
from mingtang.foundation.organisations.actions import register_absence
from mingtang.foundation.organisations.queries import SYSTEM
from tests.foundation.notifications.house import MONDAY, House, happened, tell, warn

pytestmark = pytest.mark.django_db
DIGEST = datetime.fromisoformat("2024-03-05T08:30:00+08:00")


def wishes(person: Person, **values: Any) -> None:
    now = queries.preference_of(person)
    save_preference(person, {name: getattr(now, name) for name in FIELDS} | values)


def sent_at(moment: datetime) -> list[EmailMessage]:
    """The mails that go out at a moment."""
    mail.outbox.clear()
    with clock.at(moment):
        sending.send_due()
    return list(mail.outbox)


class TestTell:
    def test_once_per_person_and_event(self, house: House) -> None:
        event = happened()
        assert len(tell(house.author, house.author, house.reviewer, event=event)) == 2
        assert [n.person for n in tell(house.author, house.colleague, event=event)] == [house.colleague]
        assert Notice.objects.count() == Dispatch.objects.count() == 3

    def test_in_the_transaction_of_what_it_tells(self, house: House) -> None:
        event = happened()
        with transaction.atomic():
            actions.tell([house.author], event=event, text="x", url="/desk/")
            transaction.set_rollback(True)
        assert not Notice.objects.exists()
        assert not Dispatch.objects.exists()

    def test_an_unknown_group_is_refused(self, house: House) -> None:
        with pytest.raises(ValueError, match="nonsense"):
            tell(house.author, group="nonsense")

    def test_many_people_cost_no_more_queries(self, house: House) -> None:
        counts = []
        for people in ([house.author], [house.author, house.colleague, house.reviewer, house.deputy]):
            event = happened()
            with CaptureQueriesContext(connection) as captured:
                tell(*people, event=event)
            counts.append(len(captured))
        assert counts[0] == counts[1]

    def test_a_text_cannot_write_headers(self, house: House) -> None:
        tell(house.author, text="甲\r\nBcc: x@example.org\u2028乙", urgent=True)
        Notice.objects.update(text="甲\r\nBcc: x@example.org")  # as if it had been stored so
        (message,) = sent_at(MONDAY)
        assert message.message()["Bcc"] is None
        assert message.subject == "【紧急】甲 Bcc: x@example.org"


class TestQuietHours:
    EVENING = MONDAY.replace(hour=20)
    MORNING = (MONDAY + timedelta(days=1)).replace(hour=8)

    def test_what_falls_into_them_waits_at_the_desk(self, house: House) -> None:
        with clock.at(self.EVENING):
            tell(house.author)
        assert queries.unread(house.author).count() == 1
        assert sent_at(self.EVENING) == []
        assert sent_at(self.MORNING - timedelta(seconds=1)) == []
        assert len(sent_at(self.MORNING)) == 1

    def test_a_minute_before_it_still_goes_out(self, house: House) -> None:
        moment = self.EVENING - timedelta(minutes=1)
        with clock.at(moment):
            tell(house.author)
        assert len(sent_at(moment)) == 1

    def test_a_retry_does_not_wake_anybody(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """Told in the day, tried again by a worker that was away until the night."""
        tell(house.author)
        assert sent_at(self.EVENING + timedelta(hours=3)) == []
        dispatch = Dispatch.objects.get()
        assert (dispatch.attempts, dispatch.due_at) == (0, self.MORNING)

    def test_urgent_waits_too_unless_chosen_otherwise(self, house: House) -> None:
        wishes(house.colleague, urgent_in_quiet=True)
        with clock.at(self.EVENING):
            warn(house.author, house.colleague, urgent=True)
        assert [m.to for m in sent_at(self.EVENING)] == [["colleague@example.org"]]
        assert [m.to for m in sent_at(self.MORNING)] == [["author@example.org"]]

    def test_days_of_rest_by_choice(self, house: House) -> None:
        wishes(house.colleague, quiet_on_rest_days=False)
        saturday = MONDAY + timedelta(days=5)
        with clock.at(saturday):
            tell(house.author, house.colleague)
        assert [m.to for m in sent_at(saturday)] == [["colleague@example.org"]]
        assert [m.to for m in sent_at(self.MORNING + timedelta(days=6))] == [["author@example.org"]]


class TestDigest:
    def test_one_mail_lists_all_of_the_span_by_group(self, house: House) -> None:
        wishes(house.author, cases_daily=True)
        tell(house.author, text="《甲》待初审")
        warn(house.author, text="乙还剩3个工作日")
        tell(house.author, text="《丙》退回修改")
        warn(house.author, text="丁还剩1个工作日")
        assert sent_at(DIGEST - timedelta(seconds=1)) == []
        (message,) = sent_at(DIGEST)
        assert message.subject == "消息汇总（时限提醒 2 条，办件进展 2 条）"
        words = ("【时限提醒】2 条", "乙还剩", "丁还剩", "【办件进展】2 条", "《甲》", "《丙》")
        places = [message.body.index(word) for word in words]
        assert places == sorted(places)
        for notice in Notice.objects.all():
            assert f"/desk/notices/{notice.pk}/" in message.body
        assert sent_at(DIGEST + timedelta(days=1)) == []

    def test_never_empty(self, house: House) -> None:
        warn(house.author)
        assert len(sent_at(DIGEST)) == 1
        for day in range(1, 8):
            assert sent_at(DIGEST + timedelta(days=day)) == []

    def test_urgent_waits_for_no_digest(self, house: House) -> None:
        warn(house.author, text="今天到期", urgent=True)
        warn(house.author, text="还剩5个工作日")
        assert [m.subject for m in sent_at(MONDAY)] == ["【紧急】今天到期"]
        (digest,) = sent_at(DIGEST)
        assert "今天到期" not in digest.body

    def test_no_foreign_notice_in_it(self, house: House) -> None:
        event = happened()
        warn(house.author, house.colleague, event=event, text="两人都有")
        warn(house.author, text="只给作者")
        warn(house.colleague, text="只给同事")
        found = {m.to[0]: m.body for m in sent_at(DIGEST)}
        assert "只给同事" not in found["author@example.org"]
        assert "只给作者" not in found["colleague@example.org"]
        for person in (house.author, house.colleague):
            others = Notice.objects.exclude(person=person)
            assert not any(str(n.pk) in found[person.email] for n in others)
        with pytest.raises(ValueError, match="one person"):
            message_of(list(Dispatch.objects.select_related("notice__person")))

    def test_killed_after_sending_it_comes_again_the_same(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        warn(house.author, text="甲")
        warn(house.author, text="乙")
        real = EmailMessage.send

        def send_and_die(self: EmailMessage, fail_silently: bool = False) -> int:
            real(self, fail_silently)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(EmailMessage, "send", send_and_die)
            with pytest.raises(KeyboardInterrupt):
                sent_at(DIGEST)
        (first,) = mail.outbox
        with clock.at(DIGEST + timedelta(seconds=1)):
            warn(house.author, text="丙来得晚")
        assert sent_at(DIGEST + timedelta(minutes=1)) == []  # still leased
        (second,) = sent_at(DIGEST + timedelta(minutes=11))
        assert second.message()["Message-ID"] == first.message()["Message-ID"]
        assert (second.subject, second.body) == (first.subject, first.body)
        (third,) = sent_at(DIGEST + timedelta(days=1))
        assert "丙来得晚" in third.body

    def test_killed_before_sending_nothing_is_lost(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        warn(house.author, text="甲")

        def die(self: EmailMessage, fail_silently: bool = False) -> int:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(EmailMessage, "send", die)
            with pytest.raises(KeyboardInterrupt):
                sent_at(DIGEST)
        (message,) = sent_at(DIGEST + timedelta(minutes=11))
        assert "甲" in message.body

    def test_two_workers_make_one(self, house: House) -> None:
        warn(house.author)
        warn(house.author)
        seen_by_both = list(Dispatch.objects.select_related("notice"))
        assert [len(sending.claim(dispatch, DIGEST)) for dispatch in seen_by_both] == [2, 0]

    def test_more_than_one_batch_is_still_one_mail_each(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sending, "BATCH", 2)
        for _ in range(3):
            warn(house.author, house.colleague, house.reviewer)
        assert sorted(m.to[0] for m in sent_at(DIGEST)) == [
            "author@example.org",
            "colleague@example.org",
            "reviewer@example.org",
        ]

    def test_a_long_one_says_how_many_are_left_out(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("mingtang.foundation.notifications.composing.MOST_LISTED", 2)
        for _ in range(5):
            warn(house.author)
        (message,) = sent_at(DIGEST)
        assert "还有 3 条" in message.body
        assert "时限提醒 5 条" in message.subject


class TestAbsence:
    def away(self, person: Person, day: date) -> None:
        register_absence(SYSTEM, person, first_day=day, last_day=day)

    def test_the_deputy_gets_what_waited_and_the_absent_does_not(self, house: House) -> None:
        warn(house.reviewer, text="初审快到期", post=house.review_post)
        self.away(house.reviewer, DIGEST.date())
        (message,) = sent_at(DIGEST)
        assert message.to == ["deputy@example.org"]
        assert "初审快到期" in message.body
        assert Notice.objects.filter(person=house.reviewer).count() == 1
        assert sent_at(DIGEST + timedelta(days=1)) == []

    def test_without_a_deputy_present_better_late_than_nobody(self, house: House) -> None:
        warn(house.reviewer, post=house.review_post)
        self.away(house.reviewer, DIGEST.date())
        self.away(house.deputy, DIGEST.date())
        assert [m.to for m in sent_at(DIGEST)] == [["reviewer@example.org"]]

    def test_what_is_personal_stays(self, house: House) -> None:
        warn(house.reviewer)
        self.away(house.reviewer, DIGEST.date())
        assert [m.to for m in sent_at(DIGEST)] == [["reviewer@example.org"]]

    def test_the_deputy_who_knows_already_is_not_told_twice(self, house: House) -> None:
        event = happened()
        warn(house.reviewer, event=event, post=house.review_post)
        warn(house.deputy, event=event)
        self.away(house.reviewer, DIGEST.date())
        assert [m.to for m in sent_at(DIGEST)] == [["deputy@example.org"]]
        assert Notice.objects.filter(event=event).count() == 2
