"""Standing matters that are confirmed, and limits that people decide."""

from datetime import date, timedelta
from typing import Any

import pytest

from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.events.models import Event
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.obligations import actions, kinds, queries
from mingtang.openness.obligations.applying import applying, overview
from mingtang.openness.obligations.models import Confirmation, MatterLimit
from tests.county import County
from tests.openness.obligations.faces import house
from tests.openness.obligations.faces.house import FILE, LAWFUL, NOW, ODD, QUARTERLY, STANDING

pytestmark = pytest.mark.django_db

LIMIT: dict[str, Any] = {"n": 7, "time_unit": "day", "source": "《某条例》", "reason": "条例另有规定。"}


def last_year(county: County) -> None:
    """A guide that went out before this year's confirmation is asked: published, then confirmed by hand."""
    house.published(county, STANDING, NOW - timedelta(days=30), title="临时救助办事指南")
    Duty.objects.filter(pk=house.this_year().pk).update(
        closed_at=None, outcome="", done_on=None, evidence_kind="", evidence_id=None
    )


def test_confirming_ends_this_years_duty_and_remembers_how_many(county: County) -> None:
    last_year(county)
    made = actions.confirm(
        county.authority_of("civil-drafter"), house.matter(STANDING), county.units["civil"]
    )
    assert (made.records, made.day) == (1, NOW.date())
    house.follow()
    assert house.this_year().outcome == Outcome.ON_TIME
    assert queries.last_confirmation(made.matter_id, made.unit_id) == made
    assert Event.objects.filter(kind=kinds.CONFIRMED).count() == 1


def test_confirming_is_refused_without_the_right_a_claim_or_anything_public(county: County) -> None:
    matter, units = house.matter(STANDING), county.units
    with pytest.raises(WrongState, match="没有正在公开"):
        actions.confirm(county.authority_of("civil-drafter"), matter, units["civil"])
    last_year(county)
    with pytest.raises(WrongState, match="没有认领"):
        actions.confirm(county.authority_of("water-drafter"), matter, units["water"])
    for who in ("water-drafter", "civil-approver", "office"):
        with pytest.raises(Forbidden):
            actions.confirm(county.authority_of(who), matter, units["civil"])
    assert not Confirmation.objects.exists()


def test_several_are_confirmed_at_once_and_what_has_nothing_public_says_so(county: County) -> None:
    client = county.client("civil-drafter")
    page = client.get("/desk/standing/")
    assert [duty.pk for duty, _n, _r in page.context["rows"]] == [house.this_year().pk]
    answer = client.post("/desk/standing/", {"duty": [str(house.this_year().pk)]})
    assert answer.status_code == 422
    assert "没有正在公开的信息" in answer.content.decode()
    last_year(county)
    assert client.post("/desk/standing/", {"duty": [str(house.this_year().pk)]}).status_code == 302
    house.follow()
    assert not client.get("/desk/standing/").context["rows"]
    assert client.post("/desk/standing/", {"duty": ["nothing"]}).status_code == 302


def test_one_press_confirms_on_the_page_of_the_duty(county: County) -> None:
    last_year(county)
    url = f"/desk/duties/{house.this_year().pk}/confirm/"
    page = county.client("civil-drafter").get(url)
    assert "临时救助办事指南" in page.content.decode()
    assert county.client("civil-approver").post(url).status_code == 403
    assert county.client("civil-drafter").post(url).status_code == 302
    assert Confirmation.objects.count() == 1


def test_what_applies_is_said_with_where_it_stands(county: County) -> None:
    told = {name: applying(house.entry(name), None)[0] for name in (FILE, QUARTERLY, STANDING, ODD, LAWFUL)}
    assert told[FILE].words == "信息形成或变更后 20 个工作日内公开"
    assert told[QUARTERLY].words == "每季度至少公开 1 次"
    assert told[STANDING].words == "长期公开，每年核对一次"
    assert "20 个工作日" in told[ODD].words, "the general limit stands in, so that nothing is lost"
    assert "读不出" in told[ODD].doubt
    assert (told[LAWFUL].statute, "15 个工作日" in told[LAWFUL].words) == ("征收土地公告", True)
    assert "743号" in told[LAWFUL].source


def test_what_nobody_can_read_is_listed_with_its_row_and_leaves_the_list_once_decided(county: County) -> None:
    found = overview()
    assert [entry.item2 for entry, _rule in found.doubtful] == [ODD]
    assert [(label, [entry.item2 for entry in entries]) for label, _where, entries in found.special] == [
        ("征收土地公告", [LAWFUL])
    ]
    text = county.client("office").get("/desk/limits/").content.decode()
    assert "序号 5" in text
    assert "视情况而定" in text
    actions.decide_limit(county.authority_of("office"), house.matter(ODD), **LIMIT)
    found = overview()
    assert not found.doubtful
    assert [entry.item2 for _limit, entry in found.decided if entry] == [ODD]


def test_a_decided_limit_dates_open_duties_anew_and_ending_it_goes_back(county: County) -> None:
    office = county.authority_of("office")
    (fact,) = house.register(county)
    house.follow()
    limit = actions.decide_limit(office, house.matter(FILE), **LIMIT)
    house.follow()
    duty = Duty.objects.get(cause_id=fact.pk)
    assert (duty.due_on, duty.source) == (date(2026, 8, 3), "《某条例》")
    actions.end_limit(office, limit, reason="条例废止")
    house.follow()
    duty.refresh_from_db()
    assert duty.due_on == date(2026, 8, 24)
    with pytest.raises(WrongState):
        actions.end_limit(office, limit, reason="再取消")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"n": 0}, "n"),
        ({"n": 401}, "n"),
        ({"time_unit": "hour"}, "time_unit"),
        ({"time_unit": "moon"}, "time_unit"),
        ({"source": " "}, "source"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_limit_without_number_source_or_reason_is_refused(
    county: County, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        actions.decide_limit(county.authority_of("office"), house.matter(FILE), **{**LIMIT, **wrong})
    assert list(refused.value.fields) == [field]
    assert not MatterLimit.objects.exists()


def test_only_the_openness_office_decides_limits(county: County) -> None:
    matter = house.matter(FILE)
    for who in ("civil-drafter", "civil-approver", "supervisor"):
        with pytest.raises(Forbidden):
            actions.decide_limit(county.authority_of(who), matter, **LIMIT)
    limit = actions.decide_limit(county.authority_of("office"), matter, **LIMIT)
    with pytest.raises(Forbidden):
        actions.end_limit(county.authority_of("civil-drafter"), limit, reason="不用了")
    url = f"/desk/limits/{matter}/"
    assert county.client("civil-drafter").get(url).status_code == 200
    assert county.client("civil-drafter").post(url, LIMIT).status_code == 403
    assert county.client("nobody").get(url).status_code == 403


def test_a_limit_is_decided_changed_and_ended_on_the_page_of_the_matter(county: County) -> None:
    client, matter = county.client("office"), house.matter(FILE)
    url = f"/desk/limits/{matter}/"
    assert client.post(url, {**LIMIT, "n": ""}).status_code == 422
    assert client.post(url, {**LIMIT, "n": "999"}).status_code == 422
    assert client.post(url, LIMIT).status_code == 302
    assert client.post(url, {**LIMIT, "n": "9"}).status_code == 302
    assert MatterLimit.objects.filter(ended_at=None).count() == 1
    panel = client.get(f"/desk/catalogue/matters/{matter}/").content.decode()
    assert "政务公开办指定" in panel
    assert "《某条例》" in panel
    assert client.post(url, {"do": "end", "end-reason": ""}).status_code == 422
    assert client.post(url, {"do": "end", "end-reason": "废止"}).status_code == 302
    assert not MatterLimit.objects.filter(ended_at=None).exists()
    assert client.post(url, {"do": "end", "end-reason": "废止"}).status_code == 302
