"""The desk pages of duties: who sees which, what the lists count, how a refusal is shown."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.duties import actions
from mingtang.foundation.duties.models import Duty
from mingtang.foundation.organisations.models import Grant
from mingtang.foundation.web.slots import DESK_SUBJECT_PANELS
from tests.county import NOON, County
from tests.foundation.duties.house import fixed, owe

TODAY = NOON.date()
LIST = "/desk/duties/"


def page(duty: Duty) -> str:
    return reverse("duties_desk:duty", args=[duty.pk])


def act(duty: Duty, name: str) -> str:
    return reverse("duties_desk:act", args=[duty.pk, name])


def titles(client: Client, query: str = "") -> list[str]:
    return [duty.title for duty in client.get(LIST + query).context["page"]]


def chips(client: Client, label: str, query: str = "") -> dict[str, int]:
    groups = client.get(LIST + query).context["groups"]
    return {chip.label: chip.count for group in groups if group.label == label for chip in group.items}


class TestWhoSeesWhat:
    def test_a_foreign_duty_does_not_exist(self, county: County) -> None:
        duty = owe(county)
        client = county.client("water-drafter")
        assert client.get(page(duty)).status_code == 404
        for name in ("pause", "transfer", "waive"):
            assert client.get(act(duty, name)).status_code == 404
            assert client.post(act(duty, name), {"reason": "因为", "day": "2026-03-03"}).status_code == 404
        assert client.get(reverse("duties_desk:unit", args=["civil"])).status_code == 404
        assert titles(client) == []

    def test_the_holder_of_the_post_sees_it_without_any_grant(self, county: County) -> None:
        Grant.objects.filter(post=county.posts["village-liaison"], action__startswith="duty.").delete()
        duty = owe(county, "village")
        client = county.client("village-liaison")
        assert client.get(page(duty)).status_code == 200
        assert titles(client) == [duty.title]
        assert client.get(reverse("duties_desk:unit", args=["village"])).status_code == 403

    def test_who_may_see_but_not_change_it_is_told_the_rule(self, county: County) -> None:
        duty = owe(county)
        client = county.client("civil-drafter")
        shown = client.get(page(duty))
        assert shown.context["acts"] == []
        for method in (client.get, client.post):
            answer = method(act(duty, "extend"))
            assert answer.status_code == 403
            assert "政务公开办" in answer.content.decode()

    def test_a_grant_over_the_whole_county_shows_the_duties_of_all_units(self, county: County) -> None:
        owe(county, title="甲")
        owe(county, "town", title="乙")
        assert sorted(titles(county.client("supervisor"))) == sorted(["甲", "乙"])

    def test_files_hold_what_the_list_holds_and_nothing_else(self, county: County) -> None:
        owe(county, title="=cmd()")
        owe(county, "water", title="水利局的任务")
        client = county.client("civil-drafter")
        text = client.get(LIST + "list.csv").content.decode("utf-8-sig")
        assert "'=cmd()" in text
        assert "水利局" not in text
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(LIST + "list.xlsx").content)).active
        rows = list(sheet.iter_rows(values_only=True))
        assert [row[0] for row in rows] == ["事项", "=cmd()"]
        assert sheet["A2"].data_type == "s"
        assert client.get(LIST + "list.pdf").status_code == 404


class TestTheList:
    def test_the_soonest_comes_first_and_what_has_no_day_last(self, county: County) -> None:
        for title, due in (("以后", TODAY + timedelta(60)), ("没有", None), ("逾期", date(2026, 2, 27))):
            fixed(county, due, title=title)
        client = county.client("civil-drafter")
        assert titles(client) == ["逾期", "以后", "没有"]

    def test_each_filter_counts_without_itself(self, county: County) -> None:
        fixed(county, date(2026, 2, 27), title="逾期")
        fixed(county, TODAY, title="今天", area_id=county.areas["water-works"].pk)
        fixed(county, date(2026, 5, 1), title="以后")
        fixed(county, date(2026, 5, 1), title="别的单位", unit="town")
        client = county.client("supervisor")
        assert chips(client, "办理情况") == {"已逾期": 1, "快到期": 1, "以后到期": 2}
        assert chips(client, "办理情况", "?state=overdue&unit=civil")["以后到期"] == 1
        assert chips(client, "领域", "?state=overdue") == {}
        assert chips(client, "单位", "?unit=town") == {"民政局": 3, "清河镇": 1}
        assert chips(client, "到期月份", "?unit=civil") == {"2026年3月": 1, "2026年5月": 1, "2026年2月": 1}
        assert titles(client, "?month=2026-05&unit=civil") == ["以后"]
        assert titles(client, "?area=water-works") == ["今天"]
        assert titles(client, "?within=town") == ["别的单位"]
        assert titles(client, "?from=2026-03-01&by=2026-03-31") == ["今天"]

    @pytest.mark.parametrize(
        "query",
        [
            "unit=none",
            "area=none",
            "state=none",
            "month=2026-13",
            "month=x",
            "by=soon",
            "outcome=none",
            "within=x",
        ],
    )
    def test_a_filter_nobody_knows_finds_nothing_rather_than_everything(
        self, county: County, query: str
    ) -> None:
        owe(county)
        assert titles(county.client("civil-drafter"), f"?{query}") == []

    def test_what_was_voided_is_shown_only_to_who_asks_for_it(self, county: County) -> None:
        owe(county, title="做完", done_on=date(2026, 3, 10))
        gone = owe(county, title="作废")
        Duty.objects.filter(pk=gone.pk).update(outcome="void", closed_at=clock.now())
        client = county.client("civil-drafter")
        assert titles(client, "?state=closed") == ["做完"]
        assert titles(client, "?outcome=void") == ["作废"]
        assert titles(client) == []

    def test_a_reminder_that_passed_is_not_overdue(self, county: County) -> None:
        fixed(county, date(2026, 2, 20), title="提醒", soft=True)
        client = county.client("civil-drafter")
        assert chips(client, "办理情况") == {"快到期": 1}
        assert "已逾期" not in client.get(LIST).content.decode()

    def test_the_unit_is_named_only_where_there_are_several(self, county: County) -> None:
        owe(county)
        assert not county.client("civil-drafter").get(LIST).context["several"]
        owe(county, "town")
        assert county.client("supervisor").get(LIST).context["several"]

    def test_pages_beyond_the_middle_are_read_from_the_end_in_the_same_order(self, county: County) -> None:
        for n in range(45):
            fixed(county, TODAY + timedelta(n), title=f"{n:02}")
        fixed(county, None, title="没有")
        client = county.client("civil-drafter")
        found = [title for number in (1, 2, 3) for title in titles(client, f"?page={number}")]
        assert found == [*(f"{n:02}" for n in range(45)), "没有"]

    @pytest.mark.once
    def test_the_number_of_statements_does_not_grow_with_the_duties(self, county: County) -> None:
        client = county.client("office")

        def statements(url: str) -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            return len(captured)

        urls = (LIST, f"{LIST}?state=closed", f"{LIST}units/county/", "/desk/")
        counted = []
        for number in (1, 12):
            for unit in ("civil", "town", "water"):
                for _n in range(number):
                    owe(county, unit)
                    owe(county, unit, done_on=TODAY)
            owe(county, post_id=county.posts["office"].pk)
            statements("/desk/")
            counted.append([statements(url) for url in urls])
        assert counted[0] == counted[1]
        assert max(counted[1]) <= 30


class TestMyDuties:
    def test_the_home_groups_them_by_day_and_shows_a_handful_of_each(self, county: County) -> None:
        for n in range(8):
            fixed(county, date(2026, 2, 20), title=f"逾期{n}")
        fixed(county, date(2026, 3, 6), title="周五")
        fixed(county, date(2026, 3, 9), title="下周一")
        fixed(county, None, title="没有日期")
        fixed(county, TODAY, "water", title="别人的")
        client = county.client("civil-drafter")
        answer = client.get("/desk/")
        (block,) = answer.context["blocks"]
        assert [(len(group.items), group.total) for group in block.groups] == [(5, 8), (1, 1), (1, 1), (1, 1)]
        text = answer.content.decode()
        assert "已逾期 6 个工作日" in text
        assert "还有 4 个工作日" in text
        assert "2026年3月6日（星期五）" in text
        assert "别人的" not in text
        for group in block.groups:
            assert client.get(group.more_url).context["page"].total == group.total

    def test_the_chapter_counts_what_is_late_or_soon_of_ones_own(self, county: County) -> None:
        fixed(county, date(2026, 2, 20))
        fixed(county, date(2026, 3, 9))
        fixed(county, date(2026, 3, 10))
        fixed(county, TODAY, "water")
        chapters = {
            c["url"]: c["count"]
            for c in county.client("civil-drafter").get("/desk/").context["desk"]["chapters"]
        }
        assert chapters[LIST] == 2

    def test_a_day_of_rest_before_the_due_day_is_said_in_days(self, county: County) -> None:
        fixed(county, date(2026, 3, 8))
        with clock.at(NOON + timedelta(days=4)):
            assert "还有 2 天，都是休息日" in county.client("civil-drafter").get("/desk/").content.decode()

    def test_a_record_shows_the_duties_it_set_off_to_those_who_may_see_them(self, county: County) -> None:
        from uuid import uuid4

        record = uuid4()
        owe(county, cause_kind="record", cause_id=record)
        show = DESK_SUBJECT_PANELS["duties"]
        panel = show(county.authority_of("civil-drafter"), "record", record)
        assert panel
        assert [row.date for row in panel.rows] == [date(2026, 3, 30)]
        assert show(county.authority_of("water-drafter"), "record", record) is None


class TestOneDuty:
    def test_the_page_explains_its_date_day_by_day(self, county: County) -> None:
        duty = owe(county)
        actions.pause(
            county.authority_of("office"),
            duty,
            day=date(2026, 3, 4),
            until=date(2026, 3, 6),
            reason="征求第三方意见",
        )
        answer = county.client("civil-drafter").get(page(duty))
        text = answer.content.decode()
        assert "从2026年3月2日（星期一）的第二天开始数 20 个工作日，到2026年4月1日（星期三）为止" in text
        assert "《中华人民共和国政府信息公开条例》，第二十六条" in text
        assert "<details open>" in text
        assert "暂停计时：征求第三方意见" in text
        assert "期限：2026年3月30日（星期一） → 2026年4月1日（星期三）" in text
        cells = answer.context["cells"]
        assert (cells[0].label, cells[0].weekday, cells[-1].is_due) == ("3/2", 1, True)
        assert [cell.word for cell in cells[1:8]] == ["1", "2", "停", "停", "休", "休", "3"]

    def test_holding_times_are_told_by_unit(self, county: County) -> None:
        duty = owe(county)
        with clock.at(NOON + timedelta(days=12)):
            actions.transfer(
                county.authority_of("office"), duty, unit=county.units["water"], post=None, reason="职责划转"
            )
        with clock.at(NOON + timedelta(days=15)):
            text = county.client("office").get(page(duty)).content.decode()
        assert "民政局 12 天，水利局 3 天" in text
        assert "民政局 drafter岗 → 水利局" in text

    def test_a_duty_too_long_for_a_picture_keeps_its_table(self, county: County) -> None:
        answer = county.client("civil-drafter").get(page(owe(county, n=1, time_unit="year")))
        assert answer.context["cells"] == []
        assert "逐段看" in answer.content.decode()

    @pytest.mark.parametrize("due", [None, date(2026, 12, 31)])
    def test_a_duty_without_a_count_says_why(self, county: County, due: date | None) -> None:
        answer = county.client("office").get(page(fixed(county, due)))
        assert ("不顺延" if due else "还没有形成日期") in answer.content.decode()
        assert [each["label"] for each in answer.context["acts"]] == ["转办", "免予办理"]
