"""Changing a duty by its pages, and the board of a unit."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.duties import actions
from mingtang.foundation.duties.models import ClockEvent, Duty
from mingtang.foundation.events.models import Event
from mingtang.foundation.organisations import actions as organisations
from mingtang.foundation.organisations.models import Grant
from mingtang.foundation.organisations.queries import SYSTEM
from tests.county import NOON, County
from tests.foundation.duties.house import allow, fixed, owe

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

    @pytest.mark.once
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

    def test_what_a_merged_unit_left_open_stands_on_the_board_of_its_successor(self, county: County) -> None:
        fixed(county, date(2026, 2, 20), "civil", title="逾期")
        units = county.units
        organisations.merge_unit(SYSTEM, units["civil"], units["town"], on_day=TODAY, basis="机构改革")
        client = county.client("town-drafter")
        answer = client.get(reverse("duties_desk:unit", args=["town"]))
        assert answer.context["board"].overdue == 1
        assert [(line.unit.slug, line.overdue) for line in answer.context["board"].below] == [("civil", 1)]
        assert titles(client, "?within=town") == ["逾期"]

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
        times = {line.post.pk: line.days for line, _oldest in answer.context["posts"]}
        assert times == {county.posts["civil-drafter"].pk: 6.0, county.posts["civil-approver"].pk: 2.0}


def test_the_system_does_not_open_by_hand_what_was_voided(county: County) -> None:
    duty = owe(county)
    Duty.objects.filter(pk=duty.pk).update(outcome="void", closed_at=clock.now())
    assert county.client("office").get(act(duty, "reopen")).status_code == 409
