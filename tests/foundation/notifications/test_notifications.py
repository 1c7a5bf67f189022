"""Notices: who is told, exactly once."""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, answer_countersign, ask_countersign, move
from mingtang.foundation.events import outbox
from mingtang.foundation.events.models import Delivery, Event
from mingtang.foundation.notifications import consumers, queries
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.organisations.actions import (
    appoint,
    create_post,
    grant,
    register_absence,
)
from mingtang.foundation.organisations.queries import SYSTEM, authority
from tests.foundation.notifications.house import TITLE, House, go, last_step, propose, signed_in, who_was_told

pytestmark = pytest.mark.django_db


class TestWhoIsTold:
    def test_the_way_of_a_paper(self, house: House) -> None:
        case = propose(house)
        outbox.drain()
        assert who_was_told() == set()
        go(case, "submit", house.author)
        outbox.drain()
        assert who_was_told() == {("reviewer", "待初审")}
        go(case, "return", house.reviewer, "标题不全")
        outbox.drain()
        assert who_was_told() == {("author", "退回修改"), ("colleague", "退回修改")}
        go(case, "submit", house.colleague)
        outbox.drain()
        assert who_was_told() == {("reviewer", "待初审")}
        go(case, "publish", house.reviewer)
        outbox.drain()
        assert who_was_told() == {("author", "已公开，收集反馈")}
        go(case, "file", house.reviewer)
        outbox.drain()
        assert who_was_told() == {("author", "：建档")}

    def test_taking_back_bothers_nobody(self, house: House) -> None:
        case = propose(house)
        go(case, "submit", house.author)
        outbox.drain()
        who_was_told()
        go(case, "recall", house.author)
        outbox.drain()
        assert who_was_told() == set()

    def test_what_time_overtook_is_not_said(self, house: House) -> None:
        case = propose(house)
        go(case, "submit", house.author)
        go(case, "recall", house.author)
        outbox.drain()
        assert who_was_told() == set()
        go(case, "submit", house.author)
        outbox.drain()
        assert who_was_told() == {("reviewer", "待初审")}

    def test_a_step_that_stays_does_not_silence_the_one_before(self, house: House) -> None:
        case = propose(house)
        go(case, "submit", house.author)
        go(case, "countersign", house.reviewer)
        outbox.drain()
        assert who_was_told() == {("reviewer", "待初审")}

    def test_deputies_when_a_is_away(self, house: House) -> None:
        today = clock.today()
        register_absence(SYSTEM, house.reviewer, first_day=today, last_day=today)
        case = propose(house)
        go(case, "submit", house.author)
        outbox.drain()
        assert who_was_told() == {("deputy", "待初审")}

    def test_posts_asked_to_countersign(self, house: House) -> None:
        case = propose(house)
        go(case, "submit", house.author)
        outbox.drain()
        who_was_told()
        with transaction.atomic():
            actor = move(case, "countersign", authority(house.reviewer), Act())
            rows = ask_countersign(case, [house.outside_post], actor, "请核")
        outbox.drain()
        assert who_was_told() == {("outsider", "请您会签")}
        with transaction.atomic():
            answer_countersign(rows[0], authority(house.outsider), agrees=True, opinion="")
        outbox.drain()
        assert who_was_told() == {("reviewer", "会签已办完，待初审")}

    def test_other_events_tell_nobody(self, house: House) -> None:
        assert not consumers.wants("record.saved")
        assert not consumers.wants("unit.created")
        assert consumers.wants("case.countersigned")
        assert consumers.wants("test_passage.submit")

    def test_error_reports_reach_the_desk(self, house: House) -> None:
        from mingtang.foundation.findings import actions, subjects

        post = create_post(SYSTEM, house.unit, code="f", title="纠错", role="drafter")
        appoint(SYSTEM, post, house.colleague, from_day=date(2020, 1, 1))
        grant(SYSTEM, post, "finding.answer", house.unit)
        finding = actions.report(
            subjects.target_of("", "/"), category="typo", text="错字", contact="13900000000"
        )
        outbox.drain()
        notice = Notice.objects.get()
        assert (notice.person, notice.text) == (house.colleague, "《对“首页”的纠错》待受理")
        assert notice.url == reverse("findings_desk:finding", args=[finding.pk])


class TestExactlyOnce:
    def test_handled_twice(self, house: House) -> None:
        case = propose(house)
        go(case, "submit", house.author)
        with transaction.atomic():
            consumers.handle(last_step())
        with transaction.atomic():
            consumers.handle(last_step())
        assert Notice.objects.count() == 1

    def test_killed_before_the_commit(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        case = propose(house)
        outbox.drain()
        go(case, "submit", house.author)
        real = consumers.handle

        def dies(event: Event) -> None:
            real(event)
            assert Notice.objects.filter(event=event).exists()
            raise RuntimeError("killed")

        entry = outbox.CONSUMERS["notices"]
        broken = {**dict(outbox.CONSUMERS.items()), "notices": outbox.Consumer("notices", entry.wants, dies)}
        with monkeypatch.context() as patch:
            patch.setattr(outbox.CONSUMERS, "_entries", broken)
            outbox.drain()
        assert Notice.objects.count() == 0
        Delivery.objects.filter(done_at=None).update(due_at=timezone.now())
        outbox.drain()
        assert Notice.objects.count() == 1
        outbox.drain()
        assert Notice.objects.count() == 1

    def test_the_mail_job_is_in_the_same_transaction(self, house: House) -> None:
        case = propose(house)
        go(case, "submit", house.author)
        OrmQ.objects.all().delete()
        with transaction.atomic():
            consumers.handle(last_step())
            assert OrmQ.objects.count() == 1
            transaction.set_rollback(True)
        assert OrmQ.objects.count() == 0
        assert Notice.objects.count() == 0


class TestTheDesk:
    def test_own_ones_only(self, house: House, notice: Notice) -> None:
        client = signed_in(house.author)
        assert TITLE not in client.get(reverse("notices:list")).content.decode()
        assert client.get(reverse("notices:open", args=[notice.pk])).status_code == 404
        notice.refresh_from_db()
        assert notice.read_at is None
        assert not queries.unread(house.author).exists()
        assert queries.unread(house.reviewer).count() == 1

    def test_opening_marks_and_leads_on(self, house: House, notice: Notice) -> None:
        client = signed_in(house.reviewer)
        assert TITLE in client.get(reverse("notices:list")).content.decode()
        answer = client.get(reverse("notices:open", args=[notice.pk]))
        assert answer["Location"] == notice.url
        notice.refresh_from_db()
        first = notice.read_at
        assert first is not None
        client.get(reverse("notices:open", args=[notice.pk]))
        notice.refresh_from_db()
        assert notice.read_at == first

    def test_all_at_once_but_only_mine(self, house: House, notice: Notice) -> None:
        other = Notice.objects.create(
            person=house.author, event=notice.event, text="x", url="/desk/", created_at=timezone.now()
        )
        assert signed_in(house.reviewer).post(reverse("notices:list")).status_code == 302
        other.refresh_from_db()
        assert other.read_at is None
        assert not queries.unread(house.reviewer).exists()

    def test_strangers_sign_in_first(self, notice: Notice) -> None:
        for url in (reverse("notices:list"), reverse("notices:open", args=[notice.pk])):
            assert Client().get(url).status_code == 302
