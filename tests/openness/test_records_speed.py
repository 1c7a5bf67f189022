"""No page asks more of the database when there are more records: at most 15 queries each."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act
from mingtang.openness.records import actions, queries
from mingtang.openness.records.actions import OldRecord, load_records
from mingtang.openness.records.models import Record
from tests.county import CONTENT, NOON, County, Walk, attach, draft, illustrate, lead_to, make_county
from tests.shared_world import standing

pytestmark = pytest.mark.django_db
MOST = 15  # of these six are who is asking, what they may do and what the left column counts
MOST_OF_A_CASE = 24  # one record with its reviews, counter-signs, history, duties, problems, checks and buttons; grows with none of them


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[County]:
    """220 public records of three units and some in every other state."""
    with standing(django_db_blocker):
        yield _filled(make_county())


@pytest.fixture
def full(filled: County, db: None) -> County:
    return filled


def _filled(county: County) -> County:
    themes, genres = ("01", "02", "03", "04"), ("announcement", "order", "decision")
    for unit in ("civil", "water", "village"):
        load_records(
            county.authority_of("office"),
            county.units[unit],
            [
                OldRecord(
                    {
                        **CONTENT,
                        "title": f"{unit}第{n}号信息的通知",
                        "theme": themes[n % 4],
                        "genre": genres[n % 3],
                    },
                    NOON - timedelta(days=7 * n),
                    area=county.areas["assistance"] if n % 2 else None,
                )
                for n in range(74)
            ],
        )
    for stage in ("draft", "initial_review", "audit", "release"):
        for _n in range(3):
            lead_to(county, stage)
    return county


def spent(county: County, url: str, username: str = "") -> int:
    """Queries of a page in a session under way (the first page of one also writes the session)."""
    client = county.client(username)
    if username:
        client.get("/desk/notices/")
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200, url
    return len(captured)


PUBLIC = ("/", "/records/", "/records/?page=12", "/records/?theme=01&year=2025", "/search/?q=第1", "/records/?unit=civil",
          "/units/", "/units/civil/", "/units/county/", "/error-reports/", "/processes/publication/")  # fmt: skip
DESK = ("/desk/", "/desk/records/", "/desk/records/?page=9", "/desk/records/?stage=draft", "/desk/records/?q=第1",
        "/desk/records/?area=assistance", "/desk/units/", "/desk/absences/", "/desk/notices/",
        "/desk/findings/", "/desk/problems/")  # fmt: skip


@pytest.mark.once
def test_lists_and_pages_stay_within_their_queries(full: County) -> None:
    found = {url: spent(full, url) for url in PUBLIC}
    for name in ("supervisor", "allround", "civil-approver"):
        found |= {
            f"{url} for {name}": spent(full, url, name)
            for url in DESK
            if full.client(name).get(url).status_code == 200
        }
    assert {url: n for url, n in found.items() if n > MOST} == {}


@pytest.mark.once
def test_record_pages_stay_within_their_queries(full: County) -> None:
    walk = Walk(full, draft(full))
    for _n in range(4):
        attach(walk)
    illustrate(walk)
    walk.to("audit")
    actions.ask_countersign(
        walk.who("approver"), walk.record, [full.posts["town-approver"], full.posts["office"]], "", Act()
    )
    desk = f"/desk/records/{walk.pk}/"
    found = {
        f"{url} for {name}": spent(full, url, name)
        for name in ("civil-drafter", "civil-approver", "allround", "supervisor")
        for url in (desk, f"{desk}revisions/2/")
    }
    walk.countersigned("office", agrees=True)
    walk.countersigned("town-approver", agrees=True)
    walk.approve().publish()
    found[f"/records/{walk.pk}/"] = spent(full, f"/records/{walk.pk}/")
    assert {url: n for url, n in found.items() if n > MOST_OF_A_CASE} == {}


def test_the_waiting_list_does_not_cost_by_length(full: County) -> None:
    before = spent(full, "/desk/", "allround")
    for _n in range(10):
        lead_to(full, "initial_review")
    assert spent(full, "/desk/", "allround") <= before


def test_pages_of_a_list_hold_every_record_once_and_in_order(full: County) -> None:
    client = full.client()
    seen: list[Any] = []
    for number in range(1, 13):
        answer = client.get(f"/records/?page={number}")
        assert answer.context["page"].number == number
        seen += [row.url for row in answer.context["rows"]]
    wanted = [
        f"/records/{pk}/"
        for pk in queries.public().order_by("-published_at", "-pk").values_list("pk", flat=True)
    ]
    assert seen == wanted
    assert client.get("/records/?page=99").context["page"].number == 12


def test_counts_and_facets_are_those_of_the_records(full: County) -> None:
    client = full.client()
    for query, wanted in (
        ("", queries.public()),
        ("unit=civil", queries.public().filter(unit__slug="civil")),
        ("theme=01&genre=order", queries.public().filter(theme__startswith="01", genre="order")),
        ("year=2025", queries.public().filter(year=2025)),
    ):
        page = client.get(f"/records/?{query}").context["page"]
        assert page.total == wanted.count(), query
    with clock.at(NOON):
        Record.objects.filter(unit__slug="water", theme="01").update(
            display_until=NOON.date() - timedelta(days=1)
        )
        answer = client.get("/records/")
        assert answer.context["page"].total == queries.public().count()
        for group in answer.context["groups"]:
            # A record need not belong to an area.
            placed = queries.public().exclude(area=None) if group.label == "领域" else queries.public()
            assert sum(i.count for i in group.items) == placed.count(), group.label


def test_desk_counts_are_those_of_what_is_visible(full: County) -> None:
    for name in ("supervisor", "civil-drafter", "water-approver", "village-liaison", "office"):
        who = full.authority_of(name)
        answer = full.client(name).get("/desk/records/")
        assert answer.context["page"].total == queries.visible_to(who).count(), name
        for group in answer.context["groups"]:
            assert sum(i.count for i in group.items) == queries.visible_to(who).count(), (name, group.label)
