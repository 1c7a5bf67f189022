"""Notices: who is told, exactly once; e-mails: perhaps again, but always the same one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Act, Place, answer_countersign, ask_countersign, move, open_case
from mingtang.foundation.cases.models import Case
from mingtang.foundation.cases.registry import (
    PROCESSES,
    SUBJECT_KINDS,
    Subject,
    SubjectKind,
    register_process,
)
from mingtang.foundation.events import outbox
from mingtang.foundation.events.kinds import EVENT_KINDS
from mingtang.foundation.events.models import Delivery, Event
from mingtang.foundation.notifications import consumers, queries
from mingtang.foundation.notifications import mail as mailing
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.notifications.tasks import send_pending_mails
from mingtang.foundation.organisations.actions import (
    appoint,
    create_post,
    create_unit,
    grant,
    register_absence,
)
from mingtang.foundation.organisations.grants import GRANT_ACTIONS, grant_action
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.foundation.organisations.queries import SYSTEM, authority
from mingtang.kernel.process import Process, State, Transition

pytestmark = pytest.mark.django_db

KIND = "test_paper"
TITLE = "关于做好秋收工作的通知"


def _process() -> Process:
    return Process(
        "test_passage",
        1,
        "测试流程",
        states=(
            State("draft", "起草中", waits_for="test.draft"),
            State("review", "待初审", waits_for="test.review"),
            State("out", "已公开，收集反馈"),
            State("filed", "已建档", final=True),
        ),
        transitions=(
            Transition("propose", "提出", (), "draft", "test.draft"),
            Transition("submit", "提交初审", ("draft",), "review", "test.draft"),
            Transition("recall", "撤回修改", ("review",), "draft", "test.draft", "author_only", kind="back"),
            Transition(
                "return", "退回修改", ("review",), "draft", "test.review", needs_reason=True, kind="back"
            ),
            Transition("countersign", "发起会签", ("review",), "review", "test.review", kind="stay"),
            Transition("publish", "立即公开", ("review",), "out", "test.review"),
            Transition("file", "建档", ("out",), "filed", "test.review", outcome="published"),
        ),
    )


@dataclass
class House:
    unit: Unit
    author: Person
    colleague: Person
    reviewer: Person
    deputy: Person
    outsider: Person
    review_post: Post
    outside_post: Post
    process: Process


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    for registry in (PROCESSES, SUBJECT_KINDS, EVENT_KINDS, GRANT_ACTIONS):
        monkeypatch.setattr(registry, "_entries", dict(registry.items()))
    grant_action("test.draft", "起草")
    grant_action("test.review", "初审")
    process = register_process(_process())
    SUBJECT_KINDS.register(
        KIND,
        SubjectKind(KIND, "文件", lambda ids: {pk: Subject(f"{TITLE}", f"/desk/?paper={pk}") for pk in ids}),
    )
    county, other = (
        create_unit(
            SYSTEM,
            parent=None,
            slug=slug,
            kind="government",
            name=slug,
            short_name=slug,
            division_code="990121000000",
        )
        for slug in ("county", "other")
    )
    day = date(2020, 1, 1)
    people = {
        name: Person.objects.create_user(name, name, email=f"{name}@example.org")
        for name in ("author", "colleague", "reviewer", "deputy", "outsider")
    }
    drafting = create_post(SYSTEM, county, code="d", title="专员", role="drafter")
    review = create_post(SYSTEM, county, code="r", title="初审", role="reviewer")
    deputy = create_post(SYSTEM, county, code="rb", title="初审B", role="reviewer", deputy_of=review)
    outside = create_post(SYSTEM, other, code="o", title="会签", role="approver")
    for post, name in (
        (drafting, "author"),
        (drafting, "colleague"),
        (review, "reviewer"),
        (deputy, "deputy"),
        (outside, "outsider"),
    ):
        appoint(SYSTEM, post, people[name], from_day=day)
    grant(SYSTEM, drafting, "test.draft", county)
    grant(SYSTEM, review, "test.review", county)
    grant(SYSTEM, outside, "test.review", other)
    Delivery.objects.all().delete()
    return House(county, **people, review_post=review, outside_post=outside, process=process)


def _propose(house: House) -> Case:
    with transaction.atomic():
        return open_case(
            house.process,
            "propose",
            Place(house.unit.pk, None),
            authority(house.author),
            subject_kind=KIND,
            subject_id=uuid4(),
        )


def _go(case: Case, step: str, person: Person, reason: str = "") -> None:
    with transaction.atomic():
        move(case, step, authority(person), Act(reason=reason))


def _told() -> set[tuple[str, str]]:
    """Whom the notices told what, without the title; forgets them."""
    found = {
        (n.person.username, n.text.replace(f"《{TITLE}》", ""))
        for n in Notice.objects.select_related("person")
    }
    Notice.objects.all().delete()
    return found


def _last() -> Event:
    return Event.objects.filter(kind__startswith="test_passage.").latest("pk")


class TestWhoIsTold:
    def test_the_way_of_a_paper(self, house: House) -> None:
        case = _propose(house)
        outbox.drain()
        assert _told() == set()
        _go(case, "submit", house.author)
        outbox.drain()
        assert _told() == {("reviewer", "待初审")}
        _go(case, "return", house.reviewer, "标题不全")
        outbox.drain()
        assert _told() == {("author", "退回修改"), ("colleague", "退回修改")}
        _go(case, "submit", house.colleague)
        outbox.drain()
        assert _told() == {("reviewer", "待初审")}
        _go(case, "publish", house.reviewer)
        outbox.drain()
        assert _told() == {("author", "已公开，收集反馈")}
        _go(case, "file", house.reviewer)
        outbox.drain()
        assert _told() == {("author", "：建档")}

    def test_taking_back_bothers_nobody(self, house: House) -> None:
        case = _propose(house)
        _go(case, "submit", house.author)
        outbox.drain()
        _told()
        _go(case, "recall", house.author)
        outbox.drain()
        assert _told() == set()

    def test_what_time_overtook_is_not_said(self, house: House) -> None:
        case = _propose(house)
        _go(case, "submit", house.author)
        _go(case, "recall", house.author)
        outbox.drain()
        assert _told() == set()
        _go(case, "submit", house.author)
        outbox.drain()
        assert _told() == {("reviewer", "待初审")}

    def test_a_step_that_stays_does_not_silence_the_one_before(self, house: House) -> None:
        case = _propose(house)
        _go(case, "submit", house.author)
        _go(case, "countersign", house.reviewer)
        outbox.drain()
        assert _told() == {("reviewer", "待初审")}

    def test_deputies_when_a_is_away(self, house: House) -> None:
        today = timezone.localdate()
        register_absence(SYSTEM, house.reviewer, first_day=today, last_day=today)
        case = _propose(house)
        _go(case, "submit", house.author)
        outbox.drain()
        assert _told() == {("deputy", "待初审")}

    def test_posts_asked_to_countersign(self, house: House) -> None:
        case = _propose(house)
        _go(case, "submit", house.author)
        outbox.drain()
        _told()
        with transaction.atomic():
            actor = move(case, "countersign", authority(house.reviewer), Act())
            rows = ask_countersign(case, [house.outside_post], actor, "请核")
        outbox.drain()
        assert _told() == {("outsider", "请您会签")}
        with transaction.atomic():
            answer_countersign(rows[0], authority(house.outsider), agrees=True, opinion="")
        outbox.drain()
        assert _told() == {("reviewer", "会签已办完，待初审")}

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
        case = _propose(house)
        _go(case, "submit", house.author)
        with transaction.atomic():
            consumers.handle(_last())
        with transaction.atomic():
            consumers.handle(_last())
        assert Notice.objects.count() == 1

    def test_killed_before_the_commit(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        case = _propose(house)
        outbox.drain()
        _go(case, "submit", house.author)
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
        case = _propose(house)
        _go(case, "submit", house.author)
        OrmQ.objects.all().delete()
        with transaction.atomic():
            consumers.handle(_last())
            assert OrmQ.objects.count() == 1
            transaction.set_rollback(True)
        assert OrmQ.objects.count() == 0
        assert Notice.objects.count() == 0


@pytest.fixture
def notice(house: House) -> Notice:
    case = _propose(house)
    _go(case, "submit", house.author)
    outbox.drain()
    return Notice.objects.get()


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
        case = _propose(house)
        _go(case, "submit", house.author)
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
        case = _propose(house)
        _go(case, "submit", house.author)
        outbox.drain()
        assert send_pending_mails() == 1
        assert mail.outbox[0].message()["Bcc"] is None
        assert len(Notice.objects.get().text) < 400


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestTheDesk:
    def test_own_ones_only(self, house: House, notice: Notice) -> None:
        client = _signed_in(house.author)
        assert TITLE not in client.get(reverse("notices:list")).content.decode()
        assert client.get(reverse("notices:open", args=[notice.pk])).status_code == 404
        notice.refresh_from_db()
        assert notice.read_at is None
        assert queries.unread_count(authority(house.author)) == 0
        assert queries.unread_count(authority(house.reviewer)) == 1

    def test_opening_marks_and_leads_on(self, house: House, notice: Notice) -> None:
        client = _signed_in(house.reviewer)
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
        assert _signed_in(house.reviewer).post(reverse("notices:list")).status_code == 302
        other.refresh_from_db()
        assert other.read_at is None
        assert queries.unread_count(authority(house.reviewer)) == 0

    def test_strangers_sign_in_first(self, notice: Notice) -> None:
        for url in (reverse("notices:list"), reverse("notices:open", args=[notice.pk])):
            assert Client().get(url).status_code == 302
