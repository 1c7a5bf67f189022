"""Duties of the catalogue: what each kind of row makes its unit owe, and what ends it."""

from datetime import date, timedelta

import pytest

from mingtang.foundation import clock
from mingtang.foundation.duties.models import Duty
from mingtang.openness.catalogue import actions as catalogue_actions
from mingtang.openness.obligations import checking
from mingtang.openness.obligations.models import Confirmation, Fact
from mingtang.openness.records.models import Record
from tests.county import County, Walk
from tests.openness.obligations import house

D = date


def test_a_record_is_owed_by_its_day_of_forming_and_done_by_its_publication(county: County) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["政策文件"], D(2026, 3, 2))
    house.check()
    duty = house.duty(matters["政策文件"])
    assert (duty.due_on, duty.is_open, duty.post) == (D(2026, 3, 30), True, county.posts["civil-drafter"])


@pytest.mark.parametrize(("published", "outcome"), [(D(2026, 2, 10), "on_time"), (D(2026, 2, 11), "late")])
def test_the_last_day_is_in_time_and_the_next_is_late(county: County, published: date, outcome: str) -> None:
    """Twenty working days after 5 January 2026 end on 2 February, without a holiday between: see the next test."""
    matters = house.catalogue(county)
    # 13 January + 20 working days: 14–16, 19–23, 26–30 January, 2–6 February, 9 and 10 February.
    house.record(county, matters["政策文件"], D(2026, 1, 13), published)
    house.check()
    duty = house.duty(matters["政策文件"])
    assert (duty.due_on, duty.outcome, duty.done_on) == (D(2026, 2, 10), outcome, published)


def test_a_display_is_owed_from_publication_and_over_when_its_days_are(county: County) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["审批信息"], D(2026, 2, 25), D(2026, 2, 26))
    house.check()
    shown = house.duty(matters["审批信息"], "display")
    # From 27 February: 27, make-up Saturday 28, 2–6 March.
    assert (shown.due_on, shown.is_open) == (D(2026, 3, 6), True)
    with clock.at(house.noon(D(2026, 3, 7))):
        house.check()
    assert house.duty(matters["审批信息"], "display").outcome == "on_time"


def test_taking_down_before_the_display_is_over_is_told(county: County) -> None:
    matters = house.catalogue(county)
    record = house.record(county, matters["审批信息"], D(2026, 2, 25), D(2026, 2, 26))
    Walk(county, record).withdraw()
    house.check()
    assert house.duty(matters["审批信息"], "display").outcome == "cut_short"


def test_each_quarter_since_the_claim_is_owed_by_its_end(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    rows = Duty.objects.filter(subject_id=matters["资金发放"]).order_by("period_first")
    assert [(row.period_first, row.due_on) for row in rows] == [
        (D(2025, 10, 1), D(2025, 12, 31)),
        (D(2026, 1, 1), D(2026, 3, 31)),
    ]
    assert rows[0].title.endswith("2025年第四季度")


def test_a_publication_is_the_quarter_s_in_which_it_came_and_no_other_s(county: County) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["资金发放"], D(2026, 1, 13), D(2026, 1, 15))
    house.check()
    first, second = Duty.objects.filter(subject_id=matters["资金发放"], kind="period").order_by(
        "period_first"
    )
    assert (first.outcome, second.outcome, second.done_on) == ("", "on_time", D(2026, 1, 15))


def test_a_year_with_a_fixed_day_is_late_after_it_and_the_day_does_not_move_for_a_weekend(
    county: County,
) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["年度总结"], D(2026, 1, 28), D(2026, 2, 2))  # 31 January 2026 is a Saturday
    house.check()
    duty = house.duty(matters["年度总结"], "period", period_first=D(2026, 1, 1))
    assert (duty.due_on, duty.outcome) == (D(2026, 1, 31), "late")
    assert not Duty.objects.filter(subject_id=matters["年度总结"], period_first=D(2025, 1, 1)).exists()


def test_a_standing_row_needs_a_first_record_and_a_look_each_year(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    first, *years = Duty.objects.filter(subject_id=matters["办事指南"]).order_by("key")
    # 10 and make-up Saturday 11, 13–17, 20–24, 27–31 October, 3–5 November.
    assert (first.start_on, first.due_on) == (house.SINCE, D(2025, 11, 5))
    # In the year of the claim the first record says enough.
    assert [year.due_on for year in years] == [D(2026, 12, 31)]
    house.record(county, matters["办事指南"], D(2025, 10, 20), D(2025, 10, 27))
    Confirmation.objects.create(
        matter_id=matters["办事指南"],
        unit=county.units["civil"],
        day=D(2026, 3, 2),
        records=1,
        confirmed_by=county.people["civil-drafter"],
        confirmed_at=clock.now(),
    )
    house.check()
    assert [row.outcome for row in Duty.objects.filter(subject_id=matters["办事指南"], kind="standing")] == [
        "on_time"
    ] * 2


def test_a_year_nobody_looked_through_is_ended_late_by_the_next_look(county: County) -> None:
    """Else it would stay overdue for ever: nobody can look through anything last year."""
    matters = house.catalogue(county)
    house.record(county, matters["办事指南"], D(2025, 10, 20), D(2025, 10, 27))
    with clock.at(house.noon(D(2027, 2, 9))):
        house.check()
        Confirmation.objects.create(
            matter_id=matters["办事指南"],
            unit=county.units["civil"],
            day=D(2027, 2, 9),
            records=1,
            confirmed_by=county.people["civil-drafter"],
            confirmed_at=clock.now(),
        )
        house.check()
    years = Duty.objects.filter(subject_id=matters["办事指南"], key__startswith="y:").order_by("key")
    assert [(year.outcome, year.done_on) for year in years] == [
        ("late", D(2027, 2, 9)),
        ("on_time", D(2027, 2, 9)),
    ]


def test_a_standing_row_whose_last_record_is_gone_owes_another(county: County) -> None:
    matters = house.catalogue(county)
    record = house.record(county, matters["办事指南"], D(2025, 10, 20), D(2025, 10, 27))
    Walk(county, record).withdraw()
    house.check()
    again = house.duty(matters["办事指南"], "standing", start_on=D(2026, 3, 2))
    assert (again.is_open, again.due_on) == (True, D(2026, 3, 30))


def test_what_comes_before_an_event_waits_for_the_day_of_the_event(county: County) -> None:
    matters = house.catalogue(county)
    record = house.record(county, matters["听证会"], D(2026, 3, 2))
    house.check()
    assert house.duty(matters["听证会"]).due_on is None
    Fact.objects.create(
        matter_id=matters["听证会"],
        unit=county.units["civil"],
        area=county.areas["assistance"],
        title="低保标准听证会",
        occurred_on=D(2026, 4, 16),
        source="entered",
        record=record,
        entered_at=clock.now(),
    )
    house.check()
    duty = house.duty(matters["听证会"], outcome="")
    # Back from Thursday 16 April: 15, 14, 13, 10, 9, 8, 7 April.
    assert (duty.mode, duty.due_on) == ("backward", D(2026, 4, 7))


def test_a_prompt_row_is_a_reminder_and_never_late(county: County) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["动态信息"], D(2026, 1, 13), D(2026, 2, 26))
    house.check()
    duty = house.duty(matters["动态信息"])
    assert (duty.soft, duty.outcome) == (True, "done")


def test_a_row_on_request_owes_nothing(county: County) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["依申请"], D(2026, 1, 13))
    house.check()
    assert not Duty.objects.filter(subject_id=matters["依申请"]).exists()


def test_a_split_row_owes_for_the_part_the_title_names(county: County) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["处罚"], D(2026, 3, 2), title="关于某养老机构的行政处罚决定书")
    house.record(county, matters["处罚"], D(2026, 3, 2), title="社会救助行政处罚裁量基准")
    house.check()
    duty = house.duty(matters["处罚"])
    assert (duty.title, duty.due_on) == ("关于某养老机构的行政处罚决定书", D(2026, 3, 11))


def test_a_limit_nobody_can_read_is_owed_by_the_general_rule(county: County) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["奇怪"], D(2026, 3, 2))
    house.check()
    duty = house.duty(matters["奇怪"])
    assert (duty.due_on, duty.article) == (D(2026, 3, 30), "第二十六条")


def test_a_registered_fact_is_owed_until_the_record_that_answers_it_is_public(county: County) -> None:
    matters = house.catalogue(county)
    fact = Fact.objects.create(
        matter_id=matters["政策文件"],
        unit=county.units["civil"],
        area=county.areas["assistance"],
        title="明民发〔2026〕3号",
        occurred_on=D(2026, 1, 13),
        source="api",
        entered_at=clock.now(),
    )
    house.check()
    assert (house.duty(matters["政策文件"]).due_on, house.duty(matters["政策文件"]).cause_kind) == (
        D(2026, 2, 10),
        "fact",
    )
    # The record states another day of forming; the fact is what counts, and the record owes nothing for itself.
    fact.record = house.record(county, matters["政策文件"], D(2026, 1, 20), D(2026, 2, 26))
    fact.save()
    house.check()
    duty = house.duty(matters["政策文件"])
    assert (duty.cause_id, duty.outcome, duty.evidence_id) == (fact.pk, "late", fact.record_id)


def test_giving_a_claim_up_voids_what_is_open_and_leaves_what_is_done(county: County) -> None:
    matters = house.catalogue(county)
    house.record(county, matters["政策文件"], D(2026, 1, 13), D(2026, 1, 20))
    house.record(county, matters["政策文件"], D(2026, 3, 2), title="另一份")
    house.check()
    for claim in list(
        county.units["civil"]._meta.apps.get_model("openness_catalogue", "Claim").objects.all()
    ):
        catalogue_actions.release(county.authority_of("civil-drafter"), claim, "职责划转")
    house.check()
    found = (
        Duty.objects.filter(subject_id=matters["政策文件"])
        .order_by("title")
        .values_list("outcome", flat=True)
    )
    assert sorted(found) == ["on_time", "void"]


def test_a_discarded_draft_owes_nothing_any_more(county: County) -> None:
    matters = house.catalogue(county)
    record = house.record(county, matters["政策文件"], D(2026, 3, 2))
    house.check()
    Walk(county, record).discard()
    house.check()
    assert house.duty(matters["政策文件"]).outcome == "void"


def test_the_village_below_the_town_that_claimed_owes_by_its_own_officer(county: County) -> None:
    matters = house.catalogue(county)
    with clock.at(house.noon(house.SINCE)):
        catalogue_actions.claim_many(
            county.authority_of("office"), [matters["资金发放"]], county.units["town"]
        )
    house.record(county, matters["资金发放"], D(2026, 1, 13), D(2026, 1, 15), unit="town")
    house.check()
    done = Duty.objects.filter(subject_id=matters["资金发放"], outcome="on_time").get()
    assert done.unit == county.units["town"]


def test_checking_everything_twice_changes_nothing_the_second_time(county: County) -> None:
    matters = house.catalogue(county)
    for name in matters:
        house.record(county, matters[name], D(2026, 1, 13), D(2026, 2, 26) if name != "政策文件" else None)
    assert checking.check_all().made
    assert not checking.check_all().any


def test_one_record_looked_at_leaves_the_same_duties_as_the_whole_county(county: County) -> None:
    """The short way after a publication and the long way each night agree, whatever happened to records."""
    matters = house.catalogue(county)
    house.check()
    made = [
        house.record(
            county, matters[name], D(2026, 1, 13) + timedelta(days=n), None if n % 3 else D(2026, 2, 26)
        )
        for n, name in enumerate(
            ["政策文件", "审批信息", "资金发放", "年度总结", "办事指南", "动态信息", "处罚", "奇怪"]
        )
    ]
    Walk(county, made[0]).withdraw()
    Walk(county, made[1]).discard()
    for record in Record.objects.all():
        checking.check_record(record.pk)
    assert not checking.check_all().any


def test_after_one_publication_only_what_it_touches_is_looked_at(county: County) -> None:
    matters = house.catalogue(county)
    for n in range(5):
        house.record(county, matters["政策文件"], D(2026, 1, 13), title=f"第{n}号")
    one = house.record(county, matters["政策文件"], D(2026, 1, 13), D(2026, 1, 20), title="这一份")
    found = checking.check_record(one.pk)
    assert (found.seen, found.made) == (1, 1)
    assert Duty.objects.count() == 1


def test_a_standing_row_whose_record_came_and_went_on_the_first_day_still_owes_one(county: County) -> None:
    matters = house.catalogue(county)
    with clock.at(house.noon(house.SINCE)):
        record = house.record(county, matters["办事指南"], house.SINCE, house.SINCE)
    with clock.at(house.noon(house.SINCE)):
        Walk(county, record).withdraw()
    house.check()
    assert Duty.objects.filter(subject_id=matters["办事指南"], outcome="", start_on=house.SINCE).exists()


def test_a_new_version_of_the_catalogue_that_leaves_a_row_alone_starts_nothing_anew(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    before = Duty.objects.filter(kind__in=("period", "standing")).count()
    with clock.at(house.noon(D(2026, 2, 10))):
        house.new_version(county)
    checking.check_all()
    rows = Duty.objects.filter(subject_id=matters["资金发放"])
    assert [row.outcome for row in rows] == ["", ""]
    assert not Duty.objects.filter(outcome="void").exists()
    assert Duty.objects.filter(kind__in=("period", "standing")).count() == before


def test_a_row_that_says_something_else_from_a_version_on_is_owed_by_it_from_then_on(county: County) -> None:
    matters = house.catalogue(county)
    with clock.at(house.noon(D(2026, 2, 10))):
        house.new_version(county, 政策文件="每月公开1次")
    house.check()
    rows = Duty.objects.filter(subject_id=matters["政策文件"], kind="period")
    # February ends too soon after it began to say so.
    assert [row.period_first for row in rows] == [D(2026, 3, 1)]


def test_an_open_period_of_long_ago_is_history_and_not_voided(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    with clock.at(house.noon(D(2030, 3, 1))):
        house.check()
    old = Duty.objects.get(subject_id=matters["资金发放"], period_first=D(2025, 10, 1))
    assert (old.outcome, old.due_on) == ("", D(2025, 12, 31))


def test_a_row_of_hours_does_not_stop_the_check_of_its_area(county: County) -> None:
    matters = house.catalogue(county)
    with clock.at(house.noon(D(2026, 1, 5))):
        house.new_version(county, 政策文件="信息形成后24小时内公开", 审批信息="每季度结束后24小时内")
    house.record(county, matters["政策文件"], D(2026, 2, 27))
    house.check()
    duty = house.duty(matters["政策文件"])
    # Friday; an hour is none the longer for the make-up Saturday or the Sunday after.
    assert duty.due_on == D(2026, 2, 28)


def test_nothing_of_almost_three_years_ago_is_voided_before_it_is_history(county: County) -> None:
    matters = house.catalogue(county)
    house.check()
    # The last quarter of 2025 is still looked at on this day, three years and some days before.
    with clock.at(house.noon(D(2028, 12, 25))):
        house.check()
    old = Duty.objects.get(subject_id=matters["资金发放"], period_first=D(2025, 10, 1))
    assert (old.outcome, old.due_on) == ("", D(2025, 12, 31))
