"""The ladder: who is told when, each step once, the absent replaced, the soft never passed up."""

from datetime import date, datetime, time, timedelta

import pytest

from mingtang.foundation import clock
from mingtang.foundation.duties import actions
from mingtang.foundation.duties.actions.warning import warn
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.organisations import actions as organisations
from mingtang.foundation.organisations.models import Post, PostHolding
from mingtang.foundation.organisations.queries import SYSTEM
from tests.county import SHANGHAI, County
from tests.foundation.duties import house

D = date
# The duty is due on Monday 30 March; working days before it: 27, 26, 25, 24, 23 March.
STEPS = [
    (D(2026, 3, 20), []),
    (D(2026, 3, 23), ["civil-drafter"]),
    (D(2026, 3, 24), []),
    (D(2026, 3, 25), ["civil-drafter"]),
    (D(2026, 3, 27), ["civil-deputy", "civil-drafter"]),
    (D(2026, 3, 30), []),
    (D(2026, 3, 31), ["civil-deputy", "civil-drafter"]),
    (D(2026, 4, 2), ["civil-drafter", "head"]),
    (D(2026, 4, 7), ["civil-drafter", "head", "office"]),
    (D(2026, 4, 8), []),
]


@pytest.fixture
def staffed(county: County) -> County:
    county.staff("civil", "unit_head", "head")
    return county


def told_on(day: date) -> list[str]:
    """Who was told on that day, running twice as the worker may."""
    before = set(Notice.objects.values_list("pk", flat=True))
    with clock.at(datetime.combine(day, time(9), tzinfo=SHANGHAI)):
        warn()
        warn()
    fresh = Notice.objects.exclude(pk__in=before)
    return sorted(fresh.values_list("person__username", flat=True))


def test_each_rung_is_told_on_its_day_and_once(staffed: County) -> None:
    house.made(staffed)
    assert [(day, told_on(day)) for day, _who in STEPS] == STEPS


def test_a_day_that_was_missed_is_made_up_with_one_line_of_the_highest_step(staffed: County) -> None:
    house.made(staffed)
    assert told_on(D(2026, 4, 3)) == ["civil-drafter", "head"]


def test_nobody_is_disturbed_on_a_day_of_rest_but_on_a_make_up_workday(staffed: County) -> None:
    house.made(staffed)
    assert told_on(D(2026, 3, 28)) == []  # a Saturday
    house.fixed(staffed, D(2026, 3, 3), title="另一项")
    assert told_on(D(2026, 2, 28)) == ["civil-drafter"]  # a Saturday that is worked


def test_the_line_names_the_matter_its_day_and_what_is_left(staffed: County) -> None:
    house.made(staffed)
    told_on(D(2026, 3, 23))
    notice = Notice.objects.get()
    assert notice.text == "“关于低保的通知”2026年3月30日到期，还有 5 个工作日"
    assert notice.url.startswith("/desk/duties/")
    told_on(D(2026, 4, 2))
    head = Notice.objects.get(person__username="head")
    assert head.text == "民政局：“关于低保的通知”2026年3月30日到期，已逾期 3 个工作日"


def test_many_duties_of_a_post_on_one_step_are_one_line(staffed: County) -> None:
    for n in range(5):
        house.made(staffed, f"t:{n}", title=f"第{n}号")
    assert told_on(D(2026, 3, 23)) == ["civil-drafter"]
    assert Notice.objects.get().text.startswith("5 项任务快到期，最早的2026年3月30日到期：“第0号”")


def test_a_soft_duty_is_reminded_of_and_never_passed_up(staffed: County) -> None:
    house.made(staffed, soft=True)
    assert told_on(D(2026, 3, 27)) == ["civil-deputy", "civil-drafter"]
    assert told_on(D(2026, 4, 30)) == []


def test_what_is_done_or_stands_still_warns_nobody(staffed: County) -> None:
    actions.waive(staffed.authority_of("office"), house.made(staffed), reason="重复")
    paused = house.made(staffed, "t:paused")
    actions.pause(staffed.authority_of("office"), paused, day=D(2026, 3, 6), until=None, reason="征求意见")
    assert told_on(D(2026, 3, 31)) == []


def test_a_display_that_only_has_to_stay_warns_nobody(staffed: County) -> None:
    house.made(staffed, kind="display")
    assert told_on(D(2026, 3, 31)) == []


def test_an_extension_sets_a_duty_back_to_the_foot_of_the_ladder(staffed: County) -> None:
    duty = house.made(staffed)
    told_on(D(2026, 3, 27))
    actions.extend(
        staffed.authority_of("office"), duty, n=20, time_unit="workday", day=D(2026, 3, 27), reason="批准"
    )
    assert told_on(D(2026, 3, 31)) == []
    assert house.fresh(duty).warned == 0


def test_while_the_holder_is_away_the_deputy_is_told(staffed: County) -> None:
    house.made(staffed)
    staffed.away("civil-drafter", D(2026, 3, 23), days=3)
    assert told_on(D(2026, 3, 23)) == ["civil-deputy"]


def test_a_duty_without_a_post_is_told_to_the_head_of_the_unit(staffed: County) -> None:
    house.made(staffed, post_id=None)
    assert told_on(D(2026, 3, 23)) == ["head"]


def test_where_a_unit_has_no_head_the_next_unit_above_is_asked(county: County) -> None:
    county.staff("county", "unit_head", "mayor")
    house.made(county)
    assert told_on(D(2026, 4, 2)) == ["civil-drafter", "mayor"]


def test_a_post_that_ended_is_no_rung(staffed: County) -> None:
    house.made(staffed)
    Post.objects.filter(pk=staffed.posts["civil-drafter"].pk).update(ended_on=D(2026, 3, 1))
    assert told_on(D(2026, 3, 23)) == ["head"]


def test_what_nobody_holds_is_told_to_the_head_and_without_one_to_the_office(county: County) -> None:
    house.made(county)
    PostHolding.objects.filter(post__unit=county.units["civil"]).update(until_day=D(2026, 3, 1))
    assert told_on(D(2026, 3, 23)) == ["office"]
    county.staff("civil", "unit_head", "head")
    assert told_on(D(2026, 3, 25)) == ["head"]


def test_what_a_unit_left_behind_is_told_to_the_head_of_the_one_that_took_it_over(staffed: County) -> None:
    house.made(staffed)
    PostHolding.objects.filter(post__unit=staffed.units["civil"]).update(until_day=D(2026, 3, 1))
    staffed.staff("water", "unit_head", "water-head")
    organisations.merge_unit(
        SYSTEM, staffed.units["civil"], staffed.units["water"], on_day=D(2026, 3, 2), basis="机构改革"
    )
    assert told_on(D(2026, 3, 23)) == ["water-head"]


def test_a_thousand_duties_long_overdue_do_not_flood_anybody(staffed: County) -> None:
    for n in range(30):
        house.made(staffed, f"t:{n}", start_on=D(2025, 3, 3) + timedelta(days=n))
    assert told_on(D(2026, 3, 23)) == ["civil-drafter", "head", "office"]


@pytest.mark.parametrize(("day", "state"), [(D(2026, 3, 23), "soon"), (D(2026, 3, 31), "overdue")])
def test_one_line_on_several_leads_to_just_those(staffed: County, day: date, state: str) -> None:
    house.made(staffed)
    house.made(staffed, "t:2", title="另一项")
    assert "civil-drafter" in told_on(day)
    assert Notice.objects.latest("pk").url == f"/desk/duties/?unit=civil&state={state}"
