"""A world in which every number of a quarter is worked out by hand.

It is Friday, 10 April 2026; the first quarter is over. Numbers: see `test_reports_figures.py`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from mingtang.foundation import clock
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.organisations.models import Area, Grant, Unit
from mingtang.kernel.clock.cycles import period_of
from mingtang.openness.catalogue import actions as catalogue
from mingtang.openness.catalogue.models import Entry, Fulfilment
from mingtang.openness.obligations.models import Confirmation
from mingtang.openness.records.models import Record, Revision, Visits
from mingtang.openness.reports.asked import Asked, asked
from tests.county import SHANGHAI, County
from tests.openness import catalogue_house

TODAY = datetime(2026, 4, 10, 12, tzinfo=SHANGHAI)
QUARTER = period_of("quarter", date(2026, 1, 1))
DRAFT, GONE = "起草中不能外传的题目", "已经撤下的题目"


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), SHANGHAI)


@dataclass
class World:
    county: County
    entry: Entry
    area: Area

    def asked(self, unit: str = "county", period: Any = QUARTER) -> Asked:
        return asked(self.county.units[unit], period)

    def unit(self, slug: str) -> Unit:
        return self.county.units[slug]

    def record(self, unit: str, published: date | None, *, title: str = "", **given: Any) -> Record:
        """A record that went public on a day, with one revision; without a day, a draft."""
        number = Record.objects.count() + 1
        title = title or f"{unit}第{number}条"
        given = {"theme": "01", "genre": "notice", "open_attr": "active"} | given
        moment = at(published) if published else clock.now()
        record = Record.objects.create(
            unit=self.unit(unit),
            area=self.area,
            index_no=f"T-{number}" if published else None,
            title=title,
            stage="published" if published else "draft",
            created_at=moment,
            updated_at=moment,
            year=moment.year,
            formed_on=moment.date(),
            **given,
        )
        revision = Revision.objects.create(
            record=record,
            number=1,
            saved_at=moment,
            title=title,
            body="<p>正文。</p>",
            published_at=moment if published else None,
        )
        record.head = revision
        if published:
            record.live, record.published_at = revision, moment
            record.is_public = record.withdrawn_at is None
        record.save()
        return record

    def duty(self, unit: str, due: date, outcome: str = "", done: date | None = None, **given: Any) -> Duty:
        given = {"kind": "disclose", "title": DRAFT} | given
        return Duty.objects.create(
            key=f"t:{uuid4()}",
            subject_kind="matter",
            subject_id=self.entry.matter_id,
            unit=self.unit(unit),
            area=self.area,
            opened_at=at(date(2025, 6, 1)),
            held_since=at(date(2025, 6, 1)),
            mode="fixed",
            due_on=due,
            reckoned_at=clock.now(),
            outcome=outcome,
            closed_at=at(done or due) if outcome else None,
            done_on=(done or due) if outcome else None,
            **given,
        )

    def allow(self, username: str, unit: str, *actions: str, area: Area | None = None) -> None:
        post = self.county.posts[username]
        for action in actions:
            Grant.objects.get_or_create(post=post, action=action, unit=self.unit(unit), area=area)


def make_world(county: County) -> World:
    with clock.at(datetime(2025, 1, 2, 9, tzinfo=SHANGHAI)):
        catalogue_house.catalogue(county)
        entry = catalogue_house.entry("政策文件")
        other = Entry.objects.exclude(pk=entry.pk).first()
        assert other
        clerk = county.authority_of("civil-drafter")
        catalogue.claim(clerk, entry.matter, county.units["civil"])
        catalogue.claim(clerk, other.matter, county.units["civil"])
    world = World(county, entry, entry.version.catalogue.area)
    world.allow("office", "county", "duty.view", "report.manage")
    world.allow("civil-drafter", "civil", "duty.view")
    return world


def fill(world: World) -> None:
    """The first quarter of 2026, the one before it, and a record a year ago."""
    first = world.record("civil", date(2026, 1, 1), is_policy=True)
    world.record("civil", date(2026, 2, 3), genre="report")
    world.record("civil", date(2026, 3, 31), theme="02")
    world.record("water", date(2026, 1, 20))
    world.record("village", date(2026, 3, 1))
    world.record("civil", date(2026, 4, 1))
    world.record("water", date(2025, 12, 31))
    world.record("civil", date(2025, 10, 1), title=GONE, withdrawn_at=at(date(2026, 2, 10)))
    world.record("civil", date(2025, 3, 31))
    Fulfilment.objects.create(matter=world.entry.matter, record=first, linked_at=at(date(2026, 1, 1)))
    Revision.objects.create(
        record=first,
        number=2,
        saved_at=at(date(2026, 2, 1)),
        title=first.title,
        published_at=at(date(2026, 2, 1)),
        public_note="更正一个数字。",
    )
    draft = world.record("civil", None, title=DRAFT)
    for day in (date(2026, 1, 5), date(2026, 1, 6), date(2026, 2, 6)):
        world.duty("civil", day, "on_time")
    world.duty("water", date(2026, 3, 2), "on_time", kind="period")
    world.duty("civil", date(2026, 2, 2), "late", date(2026, 2, 5))
    world.duty("civil", date(2026, 3, 31), cause_kind="record", cause_id=draft.pk)
    world.duty("civil", date(2026, 1, 31), "declared")
    world.duty("civil", date(2026, 1, 31), "waived")
    world.duty("civil", date(2026, 1, 31), "void")
    world.duty("civil", date(2026, 1, 31), "done", soft=True)
    world.duty("civil", date(2026, 3, 1), "cut_short", date(2026, 2, 20), kind="display")
    world.duty("civil", date(2025, 11, 3), "on_time")
    world.duty("civil", date(2025, 11, 4), "late", date(2025, 11, 10))
    Confirmation.objects.create(
        matter=world.entry.matter,
        unit=world.unit("civil"),
        day=date(2026, 3, 3),
        records=1,
        confirmed_by=world.county.person("civil-drafter"),
        confirmed_at=at(date(2026, 3, 3)),
    )
    Visits.objects.create(record=first, day=date(2026, 1, 2), number=12)
    Visits.objects.create(record=first, day=date(2025, 12, 2), number=5)
