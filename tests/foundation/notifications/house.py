"""A paper that passes from draft to file, and the people on its way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.test import Client

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Act, Place, move, open_case
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.events.models import Event
from mingtang.foundation.notifications import actions
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.organisations.models import Post, Unit
from mingtang.foundation.organisations.queries import SYSTEM, authority
from mingtang.kernel.process import Process, State, Transition

CHINA = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2024, 3, 4, 10, 0, tzinfo=CHINA)
KIND = "test_paper"
TITLE = "关于做好秋收工作的通知"


def passage() -> Process:
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


def propose(house: House) -> Case:
    with transaction.atomic():
        return open_case(
            house.process,
            "propose",
            Place(house.unit.pk, None),
            authority(house.author),
            subject_kind=KIND,
            subject_id=uuid4(),
        )


def go(case: Case, step: str, person: Person, reason: str = "") -> None:
    with transaction.atomic():
        move(case, step, authority(person), Act(reason=reason))


def happened() -> Event:
    with transaction.atomic():
        return append(NewEvent("setup.changed", SYSTEM, "person", "1"))


def tell(*people: Person, event: Event | None = None, text: str = "有一件事", **more: Any) -> list[Notice]:
    """Tells people of an event, a new one unless told."""
    event = event or happened()
    with transaction.atomic():
        return actions.tell(people, event=event, text=text, url="/desk/", **more)


def warn(*people: Person, **more: Any) -> list[Notice]:
    return tell(*people, group=Notice.Group.WARNING, **more)


def who_was_told() -> set[tuple[str, str]]:
    """Whom the notices told what, without the title; forgets them."""
    found = {
        (n.person.username, n.text.replace(f"《{TITLE}》", ""))
        for n in Notice.objects.select_related("person")
    }
    Notice.objects.all().delete()
    return found


def last_step() -> Event:
    return Event.objects.filter(kind__startswith="test_passage.").latest("pk")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
