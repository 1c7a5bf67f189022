"""Columns: saved views that show public records only, counted exactly, kept by those who manage their unit."""

import itertools
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState
from mingtang.openness.columns import actions, queries, selecting
from mingtang.openness.columns.models import Column, ColumnType, Pick
from mingtang.openness.columns.selecting import Chosen
from mingtang.openness.records.actions import end_display_periods
from mingtang.openness.records.models import Record
from tests.county import NOON, STAGES, County, lead_to
from tests.once import once
from tests.openness.columns_house import column, loaded, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def text(county: County, url: str, status: int = 200) -> str:
    answer = county.client().get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def shown(county: County, code: str) -> list[str]:
    answer = county.client().get(f"/columns/{code}/")
    return [row.title for row in (*answer.context["shown"].top, *answer.context["shown"].rows)]


@pytest.mark.parametrize("stage", once(STAGES, but=["audit", "published"]))
def test_only_public_records_show_however_they_got_into_the_column(county: County, stage: str) -> None:
    record = lead_to(county, stage, title="某阶段的信息").record
    by_condition = column(county)
    by_hand = column(county, code="hand", by_filter=False)
    if record.is_public:
        actions.pick(county.authority_of("civil-drafter"), by_hand, record)
    else:
        with pytest.raises(WrongState):
            actions.pick(county.authority_of("civil-drafter"), by_hand, record)
    for found in (by_condition, by_hand):
        for url in (f"/columns/{found.code}/", f"/columns/{found.code}/feed/"):
            assert ("某阶段的信息" in text(county, url)) == record.is_public, url
        assert queries.numbers([found])[found.pk] == int(record.is_public)


def test_what_was_picked_leaves_when_it_is_withdrawn_or_its_display_is_over(county: County) -> None:
    found = column(county, by_filter=False)
    clerk = county.authority_of("civil-drafter")
    walk = lead_to(county, "feedback", title="要撤下的")
    posted = lead_to(county, "feedback", title="公示", display_until=NOON.date() + timedelta(days=2)).record
    for record in (walk.record, posted):
        actions.pick(clerk, found, record, pinned=True)
    assert shown(county, found.code) == ["要撤下的", "公示"]
    walk.withdraw()
    assert shown(county, found.code) == ["公示"]
    with clock.at(NOON + timedelta(days=3)):
        assert shown(county, found.code) == []
        assert queries.numbers([found])[found.pk] == 0


def test_a_record_shows_exactly_when_it_meets_every_condition(county: County) -> None:
    """Every set of conditions against every record, with an oracle in plain Python; counts agree with rows."""
    for unit, area, theme, genre, day in itertools.product(
        ("civil", "village"), ("", "assistance"), ("17.03", "17", "04.01"), ("notice", "report"), (0, 400)
    ):
        title = f"{unit}{area}{theme}{genre}防汛预案" if day else f"{unit}{area}{theme}{genre}通知"
        loaded(county, unit, title, area=area, days_ago=day, theme=theme, genre=genre, is_policy=genre == "report",
               is_normative=bool(day), display_until=None)  # fmt: skip
    over = loaded(county, "civil", "公示到期", theme="17.03", genre="notice")[0]
    Record.objects.filter(pk=over.pk).update(display_until=NOON.date() - timedelta(days=1))
    rows = list(Record.objects.select_related("live"))
    units = {None: None, "civil": frozenset({county.units["civil"].pk})}
    tried = 0
    views: dict[int, tuple[Chosen, int]] = {}
    for unit_ids, area_id, themes, genre, year, words, policy, normative in itertools.product(
        units.values(), (None, county.areas["assistance"].pk), ((), ("17",), ("17.03", "04")), ("", "notice"),
        (None, 2025), ("", "防汛 预案"), (False, True), (False, True),
    ):  # fmt: skip
        view = Chosen(unit_ids, area_id, themes, genre, policy, normative, year, words)
        wanted = {
            r.title
            for r in rows
            if r.is_public and r.title != "公示到期" and r.live
            and (unit_ids is None or r.unit_id in unit_ids) and area_id in (None, r.area_id)
            and (not themes or any(r.theme.startswith(code) for code in themes)) and genre in ("", r.genre)
            and year in (None, r.year) and all(word in r.title for word in words.split())
            and (not policy or r.live.is_policy) and (not normative or r.live.is_normative)
        }  # fmt: skip
        assert {r.title for r in view.records()} == wanted, view
        views[tried] = (view, len(wanted))
        tried += 1
    counted = selecting.counts({n: view for n, (view, _number) in views.items()})
    assert counted == {n: number for n, (_view, number) in views.items()}
    assert tried == 384
    end_display_periods()
    assert selecting.counts({n: view for n, (view, _number) in views.items()}) == counted


def test_counts_hold_with_picked_records_that_meet_the_condition_or_not(county: County) -> None:
    inside, outside = loaded(county, "civil", "里")[0], loaded(county, "water", "外")[0]
    loaded(county, "civil", "别的")
    found = column(county)
    for record in (inside, outside):
        actions.pick(county.authority_of("civil-drafter"), found, record)
        actions.pick(county.authority_of("civil-drafter"), found, record)
    assert queries.numbers([found])[found.pk] == 3
    assert set(shown(county, found.code)) == {"里", "外", "别的"}


def test_pinned_records_stand_on_top_in_their_order_and_once(county: County) -> None:
    first, second, third = loaded(county, "civil", "一", "二", "三")
    clerk, found = county.authority_of("civil-drafter"), column(county)
    picks = [actions.pick(clerk, found, record, pinned=True) for record in (third, second)]
    assert shown(county, found.code) == ["三", "二", "一"]
    actions.arrange(clerk, picks[1], up=True)
    assert shown(county, found.code) == ["二", "三", "一"]
    actions.arrange(clerk, picks[1], up=True)
    actions.pin(clerk, picks[0], pinned=False)
    assert shown(county, found.code) == ["二", "一", "三"]
    actions.unpick(clerk, picks[1])
    assert shown(county, found.code) == ["一", "二", "三"]
    assert first.is_public
    kinds = list(Event.objects.filter(subject_kind="column").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["column.created", "column.picked", "column.picked", "column.arranged", "column.arranged",
                     "column.unpicked"]  # fmt: skip


def test_a_column_with_subordinates_holds_the_subtree_and_no_more(county: County) -> None:
    for unit in ("county", "civil", "town", "village"):
        loaded(county, unit, unit)
    assert set(shown(county, column(county, "town", code="town-all", reach="below").code)) == {
        "town",
        "village",
    }
    assert shown(county, column(county, "town", code="town-own").code) == ["town"]
    everything = column(county, "county", code="all", reach="below")
    assert set(shown(county, everything.code)) == {"county", "civil", "town", "village"}


@pytest.mark.parametrize(
    "query", ["page=999999", "page=-1", "page=x", "page=1&page=2", "&".join(f"a{n}=1" for n in range(900))]
)
def test_wrong_addresses_show_a_page_that_exists(county: County, query: str) -> None:
    loaded(county, "civil", *(f"第{n}号" for n in range(25)))
    column(county)
    page = county.client().get(f"/columns/civil-notices/?{query}")
    assert page.status_code == (404 if query == "page=999999" else 200)
    assert page.context["shown"].rows


def test_unknown_closed_and_template_columns_do_not_exist(county: County) -> None:
    closed = column(county, is_open=False)
    template = column(county, "county", code="each", reach="each", entry="systems")
    for code in (closed.code, template.code, "nowhere", "a" * 300):
        text(county, f"/columns/{code}/", 404)
    assert closed.name not in text(county, "/columns/")


def test_an_empty_column_says_so_and_has_its_tags(county: County) -> None:
    column(county, name="<script>alert(1)</script>")
    page = text(county, "/columns/civil-notices/")
    assert "还没有信息" in page
    assert "<script>alert" not in page
    for name in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"):
        assert f'<meta name="{name}" content="' in page


def test_pages_cost_the_same_with_few_and_many_records(county: County) -> None:
    column(county)
    column(county, code="words", words="号")
    client = county.client()

    def cost() -> list[int]:
        spent = []
        for url in ("/columns/civil-notices/", "/columns/words/", "/columns/"):
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            spent.append(len(captured))
        return spent

    loaded(county, "civil", "一号")
    few = cost()
    loaded(county, "civil", *(f"第{n}号" for n in range(90)))
    assert cost() == few
    assert max(few) <= 15


# At the desk


def test_a_foreign_unit_cannot_set_up_change_or_fill_a_column(county: County) -> None:
    found, record = column(county), loaded(county, "water", "水")[0]
    water = county.authority_of("water-drafter")
    for act in (
        lambda: actions.create_column(water, values(county, code="mine")),
        lambda: actions.change_column(water, found, {"name": "改"}, version=1),
        lambda: actions.change_column(
            county.authority_of("civil-drafter"), found, {"unit": county.units["water"]}, version=1
        ),
        lambda: actions.pick(water, found, record),
        lambda: actions.install_defaults(water, county.units["county"]),
    ):
        with pytest.raises(Forbidden):
            act()
    assert county.client("water-drafter").get(f"/desk/columns/{found.pk}/").status_code == 404
    assert Event.objects.filter(subject_kind="column").count() == 1


def test_a_unit_fills_the_countys_templates_with_its_own_records_only(county: County) -> None:
    template = column(county, "county", code="guide-x", reach="each", entry="guide", by_filter=False)
    civil, water = loaded(county, "civil", "民政指南")[0], loaded(county, "water", "水利指南")[0]
    clerk = county.authority_of("civil-drafter")
    actions.pick(clerk, template, civil)
    with pytest.raises(Forbidden):
        actions.pick(clerk, template, water)
    assert [r.title for r in queries.chosen(template, county.units["civil"]).newest(5)] == ["民政指南"]
    assert queries.chosen(template, county.units["water"]).newest(5) == []


def test_a_stale_change_is_refused_and_says_why(county: County) -> None:
    found, clerk = column(county), county.authority_of("civil-drafter")
    actions.change_column(clerk, found, {"name": "公告"}, version=1)
    with pytest.raises(Stale):
        actions.change_column(clerk, found, {"name": "通告"}, version=1)
    assert Column.objects.get().name == "公告"


def test_a_template_needs_its_entry_and_a_code_is_given_once(county: County) -> None:
    column(county)
    with pytest.raises(Invalid):
        column(county)
    with pytest.raises(Invalid):
        column(county, code="other", entry="guide")


def form(county: County, **given: Any) -> dict[str, Any]:
    row = values(county, **given)
    sent = {**row, "type": row["type"].pk, "unit": row["unit"].pk, "position": 0, "version": 1}
    return {k: "on" if v is True else v for k, v in sent.items() if v is not None and v is not False}


def test_the_form_says_what_to_do_and_keeps_what_was_typed(county: County) -> None:
    client = county.client("civil-drafter")
    answer = client.post("/desk/columns/new/", {"name": "我的栏目", "reach": "own"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("我的栏目", "请写网址名", "请选栏目类型", "请写一句说明"):
        assert words in page
    answer = client.post("/desk/columns/new/", form(county, unit="water"))
    assert answer.status_code == 422
    assert "您只能给自己权限范围内的单位设栏目" in answer.content.decode()


def test_the_preview_counts_what_the_conditions_find_and_saves_nothing(county: County) -> None:
    loaded(county, "civil", "防汛通知", "别的通知")
    client = county.client("civil-drafter")
    sent = form(county, words="防汛")
    assert "能收到 1 条" in client.post("/desk/columns/new/", sent | {"preview": ""}).content.decode()
    assert "能收到 1 条" in client.post("/desk/columns/preview/", sent).content.decode()
    assert "填好条件" in client.post("/desk/columns/preview/", sent | {"year": "去年"}).content.decode()
    assert not Column.objects.exists()


def test_late_columns_come_first_at_the_desk(county: County) -> None:
    loaded(county, "civil", "旧", days_ago=200, genre="report")
    loaded(county, "civil", "新", genre="notice")
    column(county, name="甲新栏目", genre="notice", position=1)
    column(county, code="late", name="乙旧栏目", genre="report", position=2)
    column(county, code="empty", name="丙空栏目", genre="letter", position=3)
    column(county, code="closed", name="丁关闭", genre="letter", position=0, is_open=False)
    answer = county.client("civil-drafter").get("/desk/columns/")
    names = [standing.column.name for standing, _badge in answer.context["page"]]
    assert names == ["乙旧栏目", "丙空栏目", "丁关闭", "甲新栏目"]
    assert "超过更新时限" in answer.content.decode()
    for junk in ("?q=%25&unit=nowhere", "?page=99"):
        assert county.client("civil-drafter").get(f"/desk/columns/{junk}").status_code == 200


def test_at_the_desk_a_column_is_made_filled_closed_and_opened(county: County) -> None:
    record = loaded(county, "civil", "一号信息")[0]
    client = county.client("civil-drafter")
    assert client.post("/desk/columns/new/", form(county, by_filter=False)).status_code == 302
    found = Column.objects.get()
    picks = f"/desk/columns/{found.pk}/picks/"
    assert "一号信息" in client.get(f"{picks}?q=一号").content.decode()
    client.post(picks, {"pick": str(record.pk)})
    row = found.picks.get()
    for name in ("pin", "up", "down", "unpin"):
        assert client.post(picks, {name: row.pk}).status_code == 302
    assert shown(county, found.code) == ["一号信息"]
    assert "新的在前" not in text(county, f"/columns/{found.code}/"), "in the order in which they were put"
    for junk in ("x", "999999", "", "9" * 40):
        assert client.post(picks, {"unpick": junk}).status_code == 404
        assert client.post(picks, {"pick": junk}).status_code == 404
    mine = f"/desk/columns/records/{record.pk}/"
    client.post(mine, {"unpick": row.pk})
    assert shown(county, found.code) == []
    client.post(mine, {"column": str(found.pk)})
    assert shown(county, found.code) == ["一号信息"]
    assert client.post(mine, {"column": ""}).status_code == 409
    client.post(f"/desk/columns/{found.pk}/switch/", {"to": "closed"})
    text(county, f"/columns/{found.code}/", 404)
    client.post(f"/desk/columns/{found.pk}/switch/", {"to": "open"})
    answer = client.post(f"/desk/columns/{found.pk}/edit/", form(county, name="改名了") | {"version": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "别人改过这个栏目" in page
    assert "改名了" in page


def test_closing_twice_leaves_a_column_closed(county: County) -> None:
    found, client = column(county), county.client("civil-drafter")
    for _press in range(2):
        assert client.post(f"/desk/columns/{found.pk}/switch/", {"to": "closed"}).status_code == 302
    found.refresh_from_db()
    assert not found.is_open
    client.post(f"/desk/columns/{found.pk}/switch/", {"to": "nonsense"})
    assert Event.objects.filter(subject_kind="column", kind="column.closed").count() == 1


def test_after_somebody_was_faster_the_form_can_be_saved_once_it_was_compared(county: County) -> None:
    found, client = column(county), county.client("civil-drafter")
    url = f"/desk/columns/{found.pk}/edit/"
    sent = form(county, name="我的名称")
    actions.change_column(county.authority_of("allround"), found, {"description": "别人改的"}, version=1)
    answer = client.post(url, sent)
    assert answer.status_code == 422
    (version,) = re.findall(r'name="version" value="(\d+)"', answer.content.decode())
    assert client.post(url, sent | {"version": version}).status_code == 302
    assert Column.objects.get().name == "我的名称"


def test_what_was_saved_is_not_offered_again_as_lost(county: County) -> None:
    client = county.client("civil-drafter")
    (key,) = re.findall(r'data-keep="([^"]+)"', client.get("/desk/columns/new/").content.decode())
    page = client.post("/desk/columns/new/", form(county), follow=True).content.decode()
    assert f'data-kept-clear="{key}"' in page


def test_with_one_unit_chosen_the_others_stay_to_choose_from(county: County) -> None:
    column(county)
    column(county, "water", code="water-notices")
    (group,) = county.client("office").get("/desk/columns/?unit=civil").context["groups"]
    assert [(chip.label, chip.count, chip.selected) for chip in group.items] == [
        ("民政局", 1, True),
        ("水利局", 1, False),
    ]


def test_pressing_twice_or_too_late_changes_nothing_and_leaves_no_event(county: County) -> None:
    found, clerk = column(county), county.authority_of("civil-drafter")
    one, two = (actions.pick(clerk, found, record) for record in loaded(county, "civil", "一", "二"))
    events = Event.objects.filter(subject_kind="column").count
    for _press in range(2):
        actions.pin(clerk, Pick.objects.get(pk=one.pk), pinned=True)
    assert events() == 4
    stale = Pick.objects.select_related("column", "record").get(pk=two.pk)
    for _press in range(2):
        actions.unpick(clerk, stale)
        stale.pk = two.pk
    assert events() == 5
    with pytest.raises(WrongState):
        actions.arrange(clerk, stale, up=True)
    with pytest.raises(WrongState):
        actions.pin(clerk, stale, pinned=True)


def test_statutory_columns_say_which_type_is_missing(county: County) -> None:
    ColumnType.objects.filter(name="信息公开指南").update(name="指南")
    answer = county.client("office").post("/desk/columns/defaults/")
    assert answer.status_code == 409
    assert "信息公开指南" in answer.content.decode()
    assert not Column.objects.exists()
