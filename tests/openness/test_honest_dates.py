"""Honest dates: the indicators with their records, within the grants; the days of inspections."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.foundation.duties.kinds import MANAGE
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations.models import Grant
from mingtang.kernel.clock.cycles import period_of
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.catalogue import actions as catalogue
from mingtang.openness.obligations import checking
from mingtang.openness.obligations.honest_dates import actions, indicators
from mingtang.openness.obligations.honest_dates.indicators import Dates
from mingtang.openness.obligations.models import Inspection
from mingtang.openness.records import actions as records
from mingtang.openness.records.actions import OldRecord
from mingtang.openness.records.models import Record
from tests.county import CONTENT, NOON, SHANGHAI, County, Walk
from tests.openness.catalogue_house import entry
from tests.openness.coverage_house import OVERDUE, claimed, grant, owed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

PAGE = "/desk/coverage/dates/"
SECRET = "关于绝密事项的通知"
POLICY = "政策文件"


@pytest.fixture
def world(county: County) -> County:
    claimed(county)
    return county


def of_civil(county: County, username: str = "office") -> Dates | None:
    scope = county.authority_of(username).scope("duty.view")
    found = indicators.of_units(scope, period_of("year", NOON.date()), county.units["civil"])
    return found[0] if found else None


def load(county: County, n: int, published: datetime, **content: Any) -> list[Record]:
    """Records of civil that went public on a day long before they were loaded."""
    grant(county, "office", "record.load", "county")
    items = [OldRecord(CONTENT | {"doc_no": "", **content}, published) for _n in range(n)]
    made = records.load_records(county.authority_of("office"), county.units["civil"], items)
    for record in made:
        catalogue.link(county.authority_of("office"), record, [entry(POLICY).matter_id])
    checking.check_all()
    return made


class TestIndicators:
    def test_lateness_beyond_the_rule_of_the_duty(self, world: County) -> None:
        late = owed(world, POLICY, stage="feedback", formed_on=OVERDUE)
        owed(world, POLICY, stage="feedback", formed_on=NOON.date(), doc_no="")
        found = of_civil(world)
        assert found
        assert (found.discharged, found.published, found.late_percent) == (2, 2, 50)
        (one,) = found.lates
        assert (one.record_id, one.due_on, one.done_on) == (late.pk, date(2026, 2, 2), NOON.date())
        # 2 February to 2 March 2026 without the nine days of the Spring Festival, with the two make-up Saturdays.
        assert one.days == 16
        assert found.distribution == [1, 0, 1, 0, 0]

    def test_a_record_of_several_matters_is_late_once(self, world: County) -> None:
        late = owed(world, POLICY, stage="feedback", formed_on=OVERDUE)
        office = world.authority_of("office")
        catalogue.claim(office, entry("审批信息").matter, world.units["civil"])
        catalogue.link(office, late, [entry("审批信息").matter_id])
        checking.check_all()
        found = of_civil(world)
        assert found
        assert found.discharged == 1
        assert [one.record_id for one in found.lates] == [late.pk]

    def test_an_old_text_as_a_new_one_but_no_old_holding(self, world: County) -> None:
        old = owed(world, POLICY, stage="feedback", formed_on=NOON.date(), doc_date=date(2024, 3, 1))
        load(world, 1, datetime(2026, 1, 20, 9, tzinfo=SHANGHAI), formed_on=date(2020, 1, 1), doc_date=None)
        found = of_civil(world)
        assert found
        assert found.published == 2
        assert [one.key for one in found.old] == [old.pk]

    def test_a_burst_before_an_inspection(self, world: County) -> None:
        load(world, 12, datetime(2026, 2, 26, 9, tzinfo=SHANGHAI), formed_on=OVERDUE, doc_date=None)
        found = of_civil(world)
        assert found
        (burst,) = found.bursts
        assert (burst.first, burst.number, burst.late, burst.inspection) == (date(2026, 2, 26), 12, 12, None)
        inspect(world, date(2026, 3, 10))
        found = of_civil(world)
        assert found
        assert found.bursts[0].inspection
        text = world.client("office").get(f"{PAGE}civil/").content.decode()
        assert "之后是 2026年3月10日 的第三方评估" in text
        assert "只是提示，不是结论" in text

    def test_another_period_tells_of_its_own_days(self, world: County) -> None:
        owed(world, POLICY, stage="feedback", formed_on=OVERDUE)
        client = world.client("office")
        assert client.get(f"{PAGE}?period=quarter:2026-01-01").context["lines"]
        assert not client.get(f"{PAGE}?period=quarter:2025-10-01").context["lines"]
        for wrong in ("nonsense", "quarter:nonsense", "quarter:1900-01-01", "galaxy:2026-01-01"):
            assert client.get(f"{PAGE}?period={wrong}").context["period_key"] == "year:2026-01-01"

    def test_villages_count_with_their_township(self, world: County) -> None:
        scope = world.authority_of("office").scope("duty.view")
        owed(world, "审批信息", "town", "feedback", formed_on=OVERDUE)
        Record.objects.update(unit=world.units["village"])
        units = [one.unit for one in indicators.of_units(scope, period_of("year", NOON.date()))]
        assert world.units["town"] in units
        assert world.units["village"] not in units

    def test_queries_do_not_grow_with_the_records(self, world: County) -> None:
        scope = world.authority_of("office").scope("duty.view")
        load(world, 12, datetime(2026, 2, 26, 9, tzinfo=SHANGHAI), formed_on=OVERDUE, doc_date=None)
        with CaptureQueriesContext(connection) as found:
            indicators.of_units(scope, period_of("year", NOON.date()))
        assert len(found) <= 5


class TestWhoSees:
    def test_nothing_of_a_foreign_unit(self, world: County) -> None:
        owed(world, POLICY, stage="feedback", formed_on=OVERDUE, title=SECRET)
        for username in ("water-drafter", "town-drafter"):
            client = world.client(username)
            assert client.get(PAGE).context["lines"] == []
            assert client.get(f"{PAGE}civil/").status_code == 404
        assert SECRET in world.client("civil-drafter").get(f"{PAGE}civil/").content.decode()
        assert world.client("nobody").get(PAGE).status_code == 403
        assert world.client().get(PAGE).status_code == 302

    def test_the_title_of_a_withdrawn_record_only_for_who_sees_it(self, world: County) -> None:
        record = owed(
            world, POLICY, stage="feedback", title=SECRET, formed_on=NOON.date(), doc_date=date(2024, 3, 1)
        )
        Walk(world, record).withdraw()
        Grant.objects.filter(post=world.posts["civil-drafter"], action="record.view").delete()
        text = world.client("civil-drafter").get(f"{PAGE}civil/").content.decode()
        assert SECRET not in text
        assert "（现在已不公开）" in text
        assert SECRET in world.client("office").get(f"{PAGE}civil/").content.decode()

    def test_a_problem_is_offered_filled_in_to_those_who_register_problems(self, world: County) -> None:
        owed(world, POLICY, stage="feedback", formed_on=OVERDUE)
        assert "登记为问题" not in world.client("civil-drafter").get(f"{PAGE}civil/").content.decode()
        client = world.client("office")
        (address,) = re.findall(
            r'href="([^"]*[?]unit=civil[^"]*)"', client.get(f"{PAGE}civil/").content.decode()
        )
        form = client.get(address.replace("&amp;", "&")).context["form"]
        assert list(form.initial["units"]) == [world.units["civil"]]
        assert form.initial["title"] == "民政局公开晚了"
        assert "2026年有 1 条信息晚于最后期限公开" in form.initial["text"]


def inspect(county: County, day: date, name: str = "第三方评估") -> Inspection:
    return actions.enter_inspection(
        county.authority_of("office"), name=name, day=day, source="明政办函〔2026〕3号"
    )


class TestInspections:
    def test_entered_and_ended_with_the_reason_in_the_log(self, world: County) -> None:
        made = inspect(world, date(2026, 3, 10))
        actions.end_inspection(world.authority_of("office"), made.pk, "日期写错了。")
        assert indicators.inspections() == []
        kinds = list(
            Event.objects.filter(subject_kind="inspection").order_by("pk").values_list("kind", flat=True)
        )
        assert kinds == ["inspection.entered", "inspection.ended"]
        with pytest.raises(WrongState):
            actions.end_inspection(world.authority_of("office"), made.pk, "再删一次。")

    def test_twice_the_same_is_refused_and_what_was_typed_stays(self, world: County) -> None:
        inspect(world, date(2026, 3, 10))
        with pytest.raises(Invalid):
            inspect(world, date(2026, 3, 10), " 第三方评估 ")
        typed = {"name": "第三方评估", "day": "2026-03-10", "source": "某通知"}
        answer = world.client("office").post(f"{PAGE}inspections/", typed)
        assert answer.status_code == 422
        assert "某通知" in answer.content.decode()
        answer = world.client("office").post(f"{PAGE}inspections/", {**typed, "day": "昨天"})
        assert answer.status_code == 422
        assert Inspection.objects.count() == 1

    def test_they_are_the_countys_own(self, world: County) -> None:
        made = inspect(world, date(2026, 3, 10))
        grant(world, "civil-drafter", MANAGE, "civil")
        clerk = world.authority_of("civil-drafter")
        with pytest.raises(Forbidden):
            actions.enter_inspection(clerk, name="我的", day=date(2026, 4, 1), source="某通知")
        client = world.client("civil-drafter")
        typed = {"name": "我的", "day": "2026-04-01", "source": "某通知"}
        assert client.post(f"{PAGE}inspections/", typed).status_code == 403
        for method in ("get", "post"):
            url = f"{PAGE}inspections/{made.pk}/end/"
            assert getattr(client, method)(url, {"reason": "不要了"}).status_code == 404
        assert world.client("water-drafter").get(f"{PAGE}inspections/").status_code == 403
        assert indicators.inspections() == [made]

    def test_by_the_pages(self, world: County) -> None:
        client = world.client("office")
        typed = {"name": "省级评估", "day": "2026-03-10", "source": "某通知"}
        assert client.post(f"{PAGE}inspections/", typed).status_code == 302
        row = Inspection.objects.get()
        assert "省级评估" in client.get(PAGE).content.decode()
        assert client.post(f"{PAGE}inspections/{row.pk}/end/", {"reason": ""}).status_code == 422
        assert client.post(f"{PAGE}inspections/{row.pk}/end/", {"reason": "取消了"}).status_code == 302
        assert indicators.inspections() == []
