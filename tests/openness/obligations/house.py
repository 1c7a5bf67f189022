"""A catalogue with one row per kind of limit, claimed by the civil affairs bureau, and records formed and published."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from mingtang.foundation import clock
from mingtang.foundation.duties.models import Duty
from mingtang.openness.catalogue import actions as catalogue_actions
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.obligations import checking
from mingtang.openness.records.models import Record
from tests.county import NOON, SHANGHAI, County, Walk, draft
from tests.openness import catalogue_house
from tests.openness.catalogue_files import GOOD

LIMITS = {
    "政策文件": "信息形成或者变更之日起20个工作日内",
    "审批信息": "信息形成之日起10个工作日内，公示7个工作日",
    "资金发放": "每季度公开1次",
    "年度总结": "每年1月31日前公开",
    "办事指南": "长期公开（动态调整）",
    "听证会": "组织听证7个工作日前公开",
    "动态信息": "及时公开",
    "依申请": "自收到申请之日起20个工作日内公开",
    "处罚": "1.裁量基准：长期公开（动态调整）；2.处罚决定：行政处罚决定作出之日起7个工作日内",
    "奇怪": "看情况择机适度公开为宜",
}
SINCE = date(2025, 10, 9)
"""Since when the catalogue is in force and claimed: in the fourth quarter of 2025."""


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=SHANGHAI)


def rows(limits: dict[str, str]) -> list[tuple[str, ...]]:
    return [
        (str(n), "社会救助", name, "要素", GOOD[0][4], limit, "民政局", *GOOD[0][7:])
        for n, (name, limit) in enumerate(limits.items(), start=1)
    ]


def catalogue(county: County) -> dict[str, UUID]:
    """The matters by name, in force and claimed by civil since `SINCE`."""
    with clock.at(noon(SINCE)):
        version = catalogue_house.catalogue(county, rows(LIMITS), SINCE)
        matters = dict(Entry.objects.filter(version=version).values_list("item2", "matter_id"))
        catalogue_actions.claim_many(
            county.authority_of("civil-drafter"), matters.values(), county.units["civil"]
        )
    return matters


def new_version(county: County, **changed: str) -> None:
    """A version in force today; one more row at the end, since two alike are none, and limits that changed by name."""
    catalogue_house.catalogue(county, rows(LIMITS | changed | {"新增": "及时公开"}))


def record(
    county: County,
    matter: UUID,
    formed: date,
    published: date | None = None,
    title: str = "关于低保的通知",
    unit: str = "civil",
) -> Record:
    """A record of the unit, begun on the day of forming and linked with a matter; published on a day, if told."""
    with clock.at(noon(formed)):
        walk = Walk(
            county,
            draft(
                county,
                f"{unit}-drafter",
                "assistance",
                title=title,
                formed_on=formed,
                doc_date=formed,
                doc_no="",
            ),
            unit,
        )
        catalogue_actions.link(county.authority_of(f"{unit}-drafter"), walk.record, [matter])
    if published:
        with clock.at(noon(published)):
            walk.submit().pass_review().clear().approve().publish()
    return walk.record


def duty(matter: UUID, kind: str = "disclose", **filters: object) -> Duty:
    return Duty.objects.get(subject_id=matter, kind=kind, **filters)


def check() -> None:
    checking.check_all()


def later(days: int) -> datetime:
    return NOON + timedelta(days=days)
