"""A small county with a catalogue whose rows make every kind of duty, claimed by civil affairs; and the usual walks."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from mingtang.foundation import clock
from mingtang.foundation.duties.models import Duty, Mode
from mingtang.foundation.events import outbox
from mingtang.foundation.organisations.models import Grant
from mingtang.openness.catalogue import actions as catalogue
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.obligations import actions, checking, kinds
from mingtang.openness.obligations.models import Declaration, Fact
from tests.county import SHANGHAI, County, Walk, lead_to
from tests.openness import catalogue_house
from tests.openness.catalogue_files import GOOD

BEGUN = datetime(2025, 12, 15, 10, 0, tzinfo=SHANGHAI)
"""When the catalogue came into force and was claimed."""
NOW = datetime(2026, 8, 3, 9, 0, tzinfo=SHANGHAI)
"""A Monday: the second quarter is over, the third is not."""
LAST_QUARTER, THIS_QUARTER = date(2026, 4, 1), date(2026, 7, 1)

QUARTERLY, STANDING, FILE, ODD, LAWFUL = (
    "资金使用情况",
    "办事指南",
    "政策文件",
    "投诉举报电话",
    "征收土地公告",
)
_REST = GOOD[0][6:]
ROWS = (
    *GOOD,
    ("4", "社会救助资金", QUARTERLY, "金额；户数", "《社会救助暂行办法》", "每季度公开一次", *_REST),
    ("5", "监督", ODD, "电话", "《社会救助暂行办法》", "视情况而定", *_REST),
    ("6", "土地征收", LAWFUL, "全文", "《土地管理法》", "信息形成或者变更之日起20个工作日内", *_REST),
)
GRANTS = (
    ("civil-drafter", "duty.register"),
    ("civil-drafter", "duty.view"),
    ("civil-approver", "duty.declare"),
    ("civil-approver", "duty.view"),
    ("office", "duty.manage"),
    ("office", "duty.decide"),
    ("office", "duty.view"),
    ("supervisor", "duty.view"),
    ("water-drafter", "duty.register"),
    ("water-approver", "duty.declare"),
)


def furnish(county: County) -> None:
    """The catalogue in force since December, claimed; grants; duties as of `NOW`. Call it inside `clock.at(NOW)`."""
    with clock.at(BEGUN):
        catalogue_house.catalogue(county, ROWS)
        office = county.authority_of("office")
        for name in (FILE, QUARTERLY, STANDING, ODD, LAWFUL):
            catalogue.claim(office, entry(name).matter, county.units["civil"])
    grant(county)
    check()


def grant(county: County) -> None:
    wanted = [
        Grant(post=county.posts[name], action=action, unit=county.posts[name].unit) for name, action in GRANTS
    ]
    Grant.objects.bulk_create(wanted, ignore_conflicts=True)


def check() -> None:
    checking.check_all()


def follow() -> None:
    """What the worker would have done by now."""
    outbox.drain()


def entry(name: str) -> Entry:
    return catalogue_house.entry(name)


def matter(name: str) -> UUID:
    return entry(name).matter_id


def period(first: date = LAST_QUARTER) -> Duty:
    """The duty of civil affairs for a quarter."""
    return Duty.objects.get(kind=kinds.PERIOD, period_first=first)


def this_year() -> Duty:
    """This year's confirmation of the standing matter."""
    return Duty.objects.get(kind=kinds.STANDING, key__startswith="y:", period_first=date(2026, 1, 1))


def line(
    title: str = "关于提高低保标准的通知", day: date = date(2026, 7, 27), name: str = FILE, **fields: Any
) -> actions.Line:
    return actions.Line(matter(name), title, day, **fields)


def register(
    county: County, *lines: actions.Line, who: str = "civil-drafter", unit: str = "civil"
) -> list[Fact]:
    return actions.register_facts(
        county.authority_of(who), county.units[unit], lines or (line(),), source=Fact.Source.ENTERED
    )


def declare(county: County, statement: str = "本季度没有资金变动。") -> Declaration:
    return actions.declare(county.authority_of("civil-approver"), period(), statement=statement)


def published(county: County, name: str, on: datetime, **content: str) -> Walk:
    """A public record of civil affairs that fulfils a matter, out since a moment."""
    with clock.at(on - timedelta(hours=1)):
        walk = lead_to(county, "feedback", doc_no="", **content)
        catalogue.link(county.authority_of("civil-drafter"), walk.record, [matter(name)])
    return walk


def owed_round(county: County, matter_entry: Entry, kind: str, title: str) -> Duty:
    """An open round of the first quarter of 2020 for civil affairs, whatever the matter's own rules are."""
    civil, letter = county.units["civil"], {kinds.PERIOD: "p", kinds.STANDING: "y"}[kind]
    return Duty.objects.create(
        kind=kind, key=f"{letter}:{matter_entry.matter_id}:0:{civil.pk}:quarter:2020-01-01", unit=civil,
        subject_kind="catalogue_matter", subject_id=matter_entry.matter_id, mode=Mode.FIXED,
        area=matter_entry.version.catalogue.area, title=title, opened_at=clock.now(), held_since=clock.now(),
        reckoned_at=clock.now(), period_first=date(2020, 1, 1), period_last=date(2020, 3, 31),
    )  # fmt: skip


def declared(county: County, matter_entry: Entry, title: str, statement: str) -> Declaration:
    """A declaration of civil affairs in a county that has a catalogue in force."""
    grant(county)
    duty = owed_round(county, matter_entry, kinds.PERIOD, title)
    return actions.declare(county.authority_of("civil-approver"), duty, statement=statement)
