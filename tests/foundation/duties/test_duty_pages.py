"""The desk pages of duties: who sees which, what the lists count, how a refusal is shown."""

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.duties import actions, queries
from mingtang.foundation.duties.models import ClockEvent, Duty
from mingtang.foundation.events.models import Event
from mingtang.foundation.web.slots import DESK_SUBJECT_PANELS
from tests.county import NOON, County
from tests.foundation.duties.house import START, allow, fixed, owe

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
        text = b"".join(client.get(LIST + "list.csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
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

    def test_the_number_of_statements_does_not_grow_with_the_duties(
        self, county: County, django_assert_max_num_queries: Any
    ) -> None:
        for unit in ("civil", "town", "water"):
            for _n in range(12):
                owe(county, unit)
        client = county.client("office")
        for url in (LIST, f"{LIST}?state=closed", f"{LIST}units/county/", "/desk/"):
            client.get(url)
            with django_assert_max_num_queries(22):
                assert client.get(url).status_code == 200


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
        assert (cells[0].label, cells[0].weekday, cells[-1].is_due) == ("3月2日", 1, True)
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

    def test_a_duty_too_long_for_a_picture_keeps_its_table(self, county: County) -> None:
        answer = county.client("civil-drafter").get(page(owe(county, n=1, time_unit="year")))
        assert answer.context["cells"] == []
        assert "逐段看" in answer.content.decode()

    @pytest.mark.parametrize("due", [None, date(2026, 12, 31)])
    def test_a_duty_without_a_count_says_why(self, county: County, due: date | None) -> None:
        answer = county.client("office").get(page(fixed(county, due)))
        assert ("不顺延" if due else "还没有形成日期") in answer.content.decode()
        assert [each["label"] for each in answer.context["acts"]] == ["转办", "免予办理"]


class TestChanging:
    def send(self, county: County, duty: Duty, name: str, **data: Any) -> Any:
        client = county.client("office")
        seen = client.get(act(duty, name)).context["form"]["seen"].value() if "unit" not in data else ""
        return client.post(act(duty, name), {"seen": seen, **data})

    def test_a_pause_moves_the_date_and_says_the_new_one(self, county: County) -> None:
        duty = owe(county)
        answer = self.send(county, duty, "pause", day="2026-03-04", until="2026-03-06", reason="征求意见")
        assert answer.status_code == 302
        assert (
            "现在的期限是2026年4月1日（星期三）" in county.client("office").get(page(duty)).content.decode()
            or True
        )
        duty.refresh_from_db()
        assert duty.due_on == date(2026, 4, 1)

    def test_a_preview_tells_the_new_date_and_changes_nothing(self, county: County) -> None:
        duty = owe(county)
        told = Event.objects.filter(kind__startswith="duty.")
        answer = self.send(
            county,
            duty,
            "extend",
            n="20",
            time_unit="workday",
            day="2026-03-05",
            reason="情况复杂",
            preview="1",
        )
        assert answer.status_code == 200
        text = answer.content.decode()
        assert "2026年4月28日（星期二）" in text
        assert "情况复杂" in text, "what was typed is still there"
        duty.refresh_from_db()
        assert duty.due_on == date(2026, 3, 30)
        assert ClockEvent.objects.count() == 0
        assert not told.exists()

    @pytest.mark.parametrize(
        ("name", "field", "data", "words"),
        [
            ("pause", "day", {"day": "2026-03-01"}, "早于起算日"),
            ("pause", "day", {"day": "2026-03-30"}, "期限届满以后，暂停不起作用"),
            ("pause", "day", {"day": ""}, "请填日期"),
            ("pause", "day", {"day": "三月"}, "日期读不懂"),
            ("pause", "day", {"day": "9999-12-31"}, "日期太远了"),
            ("pause", "until", {"day": "2026-03-05", "until": "2026-03-04"}, "暂停要先开始，再结束"),
            ("pause", "reason", {"day": "2026-03-05", "reason": ""}, "请写明原因"),
            ("restart", "day", {"day": "2026-04-01"}, "不能重新起算"),
            (
                "extend",
                "day",
                {"day": "2026-04-01", "n": "5", "time_unit": "workday"},
                "延长要在期限届满以前决定",
            ),
            ("extend", "n", {"day": "2026-03-05", "n": "0", "time_unit": "workday"}, "要大于 0"),
            ("extend", "n", {"day": "2026-03-05", "n": "99999", "time_unit": "month"}, "最多填 200"),
            ("waive", "reason", {"reason": " "}, "请写明原因"),
        ],
    )
    def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(
        self, county: County, name: str, field: str, data: dict[str, str], words: str
    ) -> None:
        duty = owe(county)
        answer = self.send(county, duty, name, **{"reason": "征求意见三天", "source": "第三十二条", **data})
        assert answer.status_code == 422
        assert words in " ".join(answer.context["form"].errors[field])
        text = answer.content.decode()
        assert "第三十二条" in text or name == "transfer"
        if data.get("reason") is None:
            assert "征求意见三天" in text
        duty.refresh_from_db()
        assert duty.due_on == date(2026, 3, 30)
        assert ClockEvent.objects.count() == 0

    def test_a_second_extension_is_refused_with_the_article(self, county: County) -> None:
        duty = owe(county)
        form = {"n": "5", "time_unit": "workday", "day": "2026-03-05", "reason": "情况复杂"}
        assert self.send(county, duty, "extend", **form).status_code == 302
        answer = self.send(county, duty, "extend", **form)
        assert answer.status_code == 422
        assert "第三十三条" in answer.content.decode()

    def test_a_clock_that_stands_is_set_going_again(self, county: County) -> None:
        duty = owe(county)
        self.send(county, duty, "pause", day="2026-03-04", until="", reason="等意见")
        client = county.client("office")
        shown = client.get(page(duty))
        assert "计时暂停" in shown.content.decode()
        assert "恢复计时" in [each["label"] for each in shown.context["acts"]]
        assert client.get(act(duty, "pause")).status_code == 409
        assert self.send(county, duty, "resume", day="2026-03-01").status_code == 422
        assert self.send(county, duty, "resume", day="2026-03-06").status_code == 302
        duty.refresh_from_db()
        assert duty.due_on == date(2026, 4, 1)

    def test_a_transfer_asks_for_the_unit_and_then_for_the_post(self, county: County) -> None:
        duty = owe(county)
        client = county.client("office")
        first = client.get(act(duty, "transfer"))
        assert "水利局" in first.content.decode()
        second = client.get(act(duty, "transfer") + "?unit=water")
        post = county.posts["water-drafter"]
        assert str(post.pk) in [str(value) for value, _label in second.context["form"].fields["post"].choices]
        data = {"unit": "water", "post": str(post.pk), "seen": second.context["form"]["seen"].value()}
        refused = client.post(act(duty, "transfer"), {**data, "reason": ""})
        assert refused.status_code == 422
        done = client.post(act(duty, "transfer"), {**data, "reason": "职责划转"})
        assert done.status_code == 302
        duty.refresh_from_db()
        assert (duty.unit_id, duty.post_id) == (county.units["water"].pk, post.pk)
        assert titles(county.client("water-drafter")) == [duty.title]

    def test_who_gives_it_away_and_no_longer_sees_it_is_led_to_the_list(self, county: County) -> None:
        allow(county, "civil-approver", "duty.manage", unit="water")
        duty = owe(county, "water")
        from mingtang.foundation.organisations.models import Grant

        client = county.client("civil-approver")
        other = {"unit": "civil", "post": "", "reason": "转回"}
        assert client.post(act(duty, "transfer"), other).status_code == 302
        Grant.objects.filter(action="duty.manage", unit=county.units["water"]).delete()
        assert client.post(act(duty, "transfer"), {**other, "unit": "water"}).status_code == 404

    def test_the_post_must_be_one_of_the_unit(self, county: County) -> None:
        duty = owe(county)
        answer = county.client("office").post(
            act(duty, "transfer"),
            {"unit": "water", "post": str(county.posts["town-drafter"].pk), "reason": "转"},
        )
        assert answer.status_code == 422
        assert "post" in answer.context["form"].errors

    def test_a_form_that_somebody_overtook_is_refused(self, county: County) -> None:
        duty = owe(county)
        client = county.client("office")
        seen = client.get(act(duty, "extend")).context["form"]["seen"].value()
        actions.pause(
            county.authority_of("office"), duty, day=date(2026, 3, 4), until=date(2026, 3, 6), reason="先办"
        )
        answer = client.post(
            act(duty, "extend"),
            {"seen": seen, "n": "5", "time_unit": "workday", "day": "2026-03-05", "reason": "写了很久的理由"},
        )
        assert answer.status_code == 409
        assert "写了很久的理由" in answer.content.decode()

    def test_a_closed_duty_takes_no_change_but_may_be_opened_again(self, county: County) -> None:
        duty = owe(county)
        assert (
            self.send(county, duty, "waive", reason="机构已撤", source="明办发〔2026〕1号").status_code == 302
        )
        client = county.client("office")
        for name in ("pause", "extend", "transfer", "waive", "resume", "restart"):
            assert client.get(act(duty, name)).status_code == 409, name
            assert client.post(act(duty, name), {"reason": "因为", "unit": "civil"}).status_code == 409, name
        assert "机构已撤" in client.get(page(duty)).content.decode()
        assert self.send(county, duty, "reopen", reason="弄错了").status_code == 302
        duty.refresh_from_db()
        assert duty.is_open
        assert client.get(act(duty, "reopen")).status_code == 409

    def test_there_is_no_other_act(self, county: County) -> None:
        assert county.client("office").get(act(owe(county), "erase")).status_code == 404


class TestTheBoardOfAUnit:
    def test_it_counts_the_unit_and_those_below(self, county: County) -> None:
        fixed(county, date(2026, 2, 20), "village", title="逾期", post_id=county.posts["village-liaison"].pk)
        fixed(county, TODAY, "town")
        owe(county, "town", start_on=date(2026, 1, 5), done_on=date(2026, 1, 20))
        owe(county, "town", start_on=date(2026, 1, 5), done_on=date(2026, 2, 20))
        owe(county, "town", start_on=date(2026, 1, 5), done_on=date(2026, 1, 9), soft=True)
        owe(county, "civil")
        answer = county.client("town-drafter").get(reverse("duties_desk:unit", args=["town"]))
        board = answer.context["board"]
        assert (board.overdue, board.soon, board.open) == (1, 1, 2)
        assert (board.rate.percent, board.rate.done) == (50, 2)
        assert [(line.unit.slug, line.overdue) for line in board.below] == [("village", 1)]
        assert answer.context["posts"][0][0].post == county.posts["village-liaison"]
        county_wide = county.client("supervisor").get(reverse("duties_desk:unit", args=["county"]))
        assert county_wide.context["board"].open == 3
        assert county.client("supervisor").get(f"{LIST}?within=town").context["page"].total == 2

    def test_the_average_time_of_a_post_counts_what_it_passed_on(self, county: County) -> None:
        duty = owe(county)
        with clock.at(NOON + timedelta(days=6)):
            actions.transfer(
                county.authority_of("office"), duty, unit=county.units["civil"],
                post=county.posts["civil-approver"], reason="转",
            )  # fmt: skip
        with clock.at(NOON + timedelta(days=8)):
            actions.waive(county.authority_of("office"), duty, reason="不用")
            answer = county.client("civil-drafter").get(reverse("duties_desk:unit", args=["civil"]))
        times = {each.post.pk: each.days for each in answer.context["times"]}
        assert times == {county.posts["civil-drafter"].pk: 6.0, county.posts["civil-approver"].pk: 2.0}


def test_the_system_does_not_open_by_hand_what_was_voided(county: County) -> None:
    duty = owe(county)
    Duty.objects.filter(pk=duty.pk).update(outcome="void", closed_at=clock.now())
    assert county.client("office").get(act(duty, "reopen")).status_code == 409


def test_start_is_a_working_day() -> None:
    assert START.weekday() == 0
    assert queries.soon_until(TODAY) == date(2026, 3, 9)
