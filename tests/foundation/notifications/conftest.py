"""Fixtures of the tests of notices."""

from collections.abc import Iterator
from datetime import date

import pytest

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.registry import (
    PROCESSES,
    SUBJECT_KINDS,
    Subject,
    SubjectKind,
    register_process,
)
from mingtang.foundation.events import outbox
from mingtang.foundation.events.kinds import EVENT_KINDS
from mingtang.foundation.events.models import Delivery
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.organisations.actions import (
    appoint,
    create_post,
    create_unit,
    grant,
)
from mingtang.foundation.organisations.grants import GRANT_ACTIONS, grant_action
from mingtang.foundation.organisations.queries import SYSTEM
from tests.foundation.notifications.house import KIND, MONDAY, TITLE, House, go, passage, propose


@pytest.fixture(autouse=True)
def office_hours() -> Iterator[None]:
    """Monday, ten in the morning: nobody has quiet hours, whenever the tests run."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    for registry in (PROCESSES, SUBJECT_KINDS, EVENT_KINDS, GRANT_ACTIONS):
        monkeypatch.setattr(registry, "_entries", dict(registry.items()))
    grant_action("test.draft", "起草")
    grant_action("test.review", "初审")
    process = register_process(passage())
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


@pytest.fixture
def notice(house: House) -> Notice:
    case = propose(house)
    go(case, "submit", house.author)
    outbox.drain()
    return Notice.objects.get()
