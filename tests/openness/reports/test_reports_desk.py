"""The desk pages: who sees which unit, sorting, indicators, and the news of a finished period."""

from datetime import date, datetime

import pytest

from mingtang.foundation import clock
from mingtang.foundation.notifications.models import Notice
from mingtang.foundation.organisations.models import Grant, Post
from mingtang.kernel.refusals import Forbidden, WrongState
from mingtang.openness.reports import actions, queries, tasks
from mingtang.openness.reports.models import Indicator, Pack
from tests.county import SHANGHAI
from tests.once import once
from tests.openness.reports.world import DRAFT, QUARTER, TODAY, World

PAGES = ("", "report.pdf", "report.docx", "report.xlsx", "units/", "units/units.xlsx", "lists/published/")


@pytest.mark.parametrize("page", once(PAGES, but=[""]))
def test_a_foreign_unit_has_no_report(world: World, page: str) -> None:
    client = world.county.client("civil-drafter")
    assert client.get(f"/desk/reports/civil/2026-Q1/{page}").status_code == 200
    for slug in ("water", "county", "nowhere"):
        assert client.get(f"/desk/reports/{slug}/2026-Q1/{page}").status_code == 404


def test_a_foreign_pack_can_neither_be_asked_for_nor_seen(world: World) -> None:
    client = world.county.client("civil-drafter")
    assert client.post("/desk/reports/water/2026-Q1/pack/").status_code == 404
    pack = Pack.objects.create(unit=world.unit("water"), period="2026-Q1", asked_at=clock.now())
    for page in ("", "progress/"):
        assert client.get(f"/desk/reports/packs/{pack.pk}/{page}").status_code == 404
    with pytest.raises(Forbidden):
        actions.start_pack(world.county.authority_of("civil-drafter"), world.unit("water"), QUARTER)


def test_a_grant_for_one_area_opens_no_report(world: World) -> None:
    Grant.objects.filter(post__unit=world.unit("water"), action="duty.view").delete()
    world.allow("water-drafter", "water", "duty.view", area=world.area)
    assert world.county.client("water-drafter").get("/desk/reports/water/2026-Q1/").status_code == 404
    home = world.county.client("water-drafter").get("/desk/reports/")
    assert "没有您能看的单位" in home.content.decode()


def test_without_the_grant_the_chapter_is_closed(world: World) -> None:
    assert world.county.client("nobody").get("/desk/reports/").status_code == 403
    assert world.county.client().get("/desk/reports/").status_code == 302


@pytest.mark.parametrize("period", ["2026-Q9", "2026-Q3", "2027", "zz"])
def test_a_period_that_is_none_or_has_not_begun_is_not_there(world: World, period: str) -> None:
    assert world.county.client("office").get(f"/desk/reports/county/{period}/").status_code == 404


def test_the_page_shows_charts_each_with_its_table_and_no_draft(world: World) -> None:
    html = world.county.client("office").get("/desk/reports/county/2026-Q1/").content.decode()
    assert html.count("<svg viewBox") == html.count('<figure class="chart">') > 1
    assert html.count("看数字") >= html.count('<figure class="chart">')
    assert " style=" not in html
    assert DRAFT not in html


def test_lists_page_and_narrow_and_an_unknown_unit_finds_nothing(world: World) -> None:
    client = world.county.client("office")
    base = "/desk/reports/county/2026-Q1/lists/published/"
    assert client.get(f"{base}?row=town").context["page"].total == 1
    assert client.get(f"{base}?row=nowhere").context["page"].total == 0
    assert client.get(f"{base}?area=nowhere").context["page"].total == 0
    assert client.get(f"{base}?theme=02").context["page"].total == 1
    assert client.get("/desk/reports/county/2026-Q1/lists/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("query", "first"),
    [("sort=1&order=down", "民政局"), ("sort=1&order=up", "水利局"), ("sort=99", "民政局")],
)
def test_units_are_sorted_as_asked(world: World, query: str, first: str) -> None:
    response = world.county.client("office").get(f"/desk/reports/county/2026-Q1/units/?{query}")
    assert response.context["table"]["rows"][0][0][0] == first


def test_choosing_leads_to_the_report(world: World) -> None:
    client = world.county.client("office")
    response = client.get("/desk/reports/?unit=civil&period=2026-Q1")
    assert response.headers["Location"] == "/desk/reports/civil/2026-Q1/"
    assert client.get("/desk/reports/?unit=nowhere&period=2026-Q1").status_code == 200
    assert client.get("/desk/reports/?unit=civil&period=x").status_code == 200


def test_the_first_indicators_are_marked_as_not_verified(world: World) -> None:
    rows = queries.indicators_on(clock.today())
    assert rows.count() > 10
    assert not any(row.verified for row in rows)
    assert all(row.source for row in rows)
    assert "未核实" in world.county.client("office").get("/desk/reports/indicators/").content.decode()


def test_a_changed_indicator_keeps_what_it_was(world: World) -> None:
    client = world.county.client("office")
    row = Indicator.objects.get(code="timely")
    form = {name: getattr(row, name) for name in actions.FIELDS if name != "verified"}
    sent = client.post(
        "/desk/reports/indicators/one/timely/", form | {"demand": "改过的要求", "verified": "on"}
    )
    assert sent.status_code == 302
    old, new = Indicator.objects.filter(code="timely").order_by("effective_from")
    assert (old.effective_to, new.effective_from) == (date(2026, 4, 9), date(2026, 4, 10))
    assert new.verified
    assert queries.indicators_on(date(2026, 4, 9)).get(code="timely").demand == row.demand


def test_what_was_typed_about_an_indicator_stays(world: World) -> None:
    sent = world.county.client("office").post(
        "/desk/reports/indicators/new/", {"name": "留下的字", "position": "0"}
    )
    assert sent.status_code == 422
    assert "留下的字" in sent.content.decode()


def test_an_indicator_that_ended_is_asked_for_no_more(world: World) -> None:
    who = world.county.authority_of("office")
    actions.end_indicator(who, "timely")
    assert not queries.indicators_on(clock.today()).filter(code="timely").exists()
    with pytest.raises(WrongState):
        actions.end_indicator(who, "timely")


def test_only_the_grant_changes_indicators(world: World) -> None:
    client = world.county.client("civil-drafter")
    assert client.get("/desk/reports/indicators/").status_code == 200
    assert client.get("/desk/reports/indicators/new/").status_code == 403
    assert client.post("/desk/reports/indicators/one/timely/end/").status_code == 403
    with pytest.raises(Forbidden):
        actions.end_indicator(world.county.authority_of("civil-drafter"), "timely")


@pytest.fixture
def head(world: World) -> World:
    world.county.staff("civil", Post.Role.UNIT_HEAD, "civil-head")
    world.allow("civil-head", "civil", "duty.view")
    return world


def test_a_finished_quarter_is_told_once_to_offices_and_heads(head: World) -> None:
    assert tasks.announce() == 2
    assert tasks.announce() == 0
    notice = Notice.objects.get(person=head.county.person("civil-head"))
    assert notice.url == "/desk/reports/civil/2026-Q1/"
    assert "2026年第一季度" in notice.text
    assert not Notice.objects.filter(person=head.county.person("civil-drafter")).exists()


def test_a_finished_month_is_told_by_itself(head: World) -> None:
    with clock.at(datetime(2026, 6, 1, 8, tzinfo=SHANGHAI)):
        tasks.announce()
    assert Notice.objects.get(person=head.county.person("civil-head")).url == "/desk/reports/civil/2026-05/"


def test_late_in_a_month_nobody_is_told_of_the_last(head: World) -> None:
    with clock.at(TODAY.replace(day=11)):
        assert tasks.announce() == 0
