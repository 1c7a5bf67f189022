"""Topic pages: composed at the desk, shown with public things only, in the order in which they were put."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import Signer
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.web.leaving import leaving_url, target_of
from mingtang.kernel.refusals import Forbidden, Stale, WrongState
from mingtang.openness.columns import actions as columns
from mingtang.openness.topics import actions, queries
from mingtang.openness.topics.models import Block, Topic
from tests.county import NOON, STAGES, County, Walk, draft, illustrate, lead_to
from tests.once import once
from tests.openness.columns_house import column, loaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def topic(county: County, *blocks: tuple[str, dict[str, Any]], publish: bool = True, **given: Any) -> Topic:
    clerk = county.authority_of("civil-drafter")
    values = {
        "unit": county.units["civil"],
        "code": "spring",
        "title": "春耕备耕",
        "introduction": "种地要用的",
    }
    made = actions.create_topic(clerk, values | given)
    for kind, content in blocks or (("text", {"body": "<p>开头</p>"}),):
        actions.add_block(clerk, made, kind, content)
    return actions.act(county.authority_of("civil-approver"), made, "publish") if publish else made


def text(county: County, url: str = "/topics/spring/", status: int = 200) -> str:
    answer = county.client().get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def headings(county: County) -> list[str]:
    return [shown.block.heading for shown in county.client().get("/topics/spring/").context["blocks"]]


@pytest.mark.parametrize("stage", once(STAGES, but=["audit", "published"]))
def test_lists_and_picks_show_public_records_only(county: County, stage: str) -> None:
    walk = lead_to(county, stage, title="某阶段的信息")
    clerk = county.authority_of("civil-drafter")
    made = topic(
        county,
        ("list", {"column": column(county)}),
        ("list", {"words": "某阶段"}),
        ("picks", {}),
        publish=False,
    )
    picks = made.blocks.get(kind="picks")
    if walk.record.is_public:
        actions.pick(clerk, picks, walk.record)
        actions.pick(clerk, picks, walk.record)
    else:
        with pytest.raises(WrongState):
            actions.pick(clerk, picks, walk.record)
    actions.act(county.authority_of("civil-approver"), made, "publish")
    assert text(county).count("某阶段的信息") == (3 if walk.record.is_public else 0)
    if stage == "feedback":
        walk.withdraw()
        assert "某阶段的信息" not in text(county)


def test_a_closed_column_and_an_ended_display_leave_the_page(county: County) -> None:
    found = column(county)
    lead_to(county, "feedback", title="公示名单", display_until=NOON.date() + timedelta(days=1))
    topic(county, ("list", {"column": found, "heading": "名单"}))
    assert "公示名单" in text(county)
    with clock.at(NOON + timedelta(days=2)):
        assert "公示名单" not in text(county)
    columns.close_column(county.authority_of("civil-drafter"), found)
    assert headings(county) == []
    assert "现在没有内容" in text(county)


def test_a_picture_shows_while_a_public_record_shows_it(county: County) -> None:
    walk = Walk(county, draft(county))
    stored = illustrate(walk)
    walk.to("feedback")
    topic(county, ("figure", {"figure": stored, "alt": "地图"}))
    assert f"/files/{stored.pk}/" in text(county)
    walk.withdraw()
    assert f"/files/{stored.pk}/" not in text(county)


def test_a_picture_of_a_draft_is_refused_by_the_form(county: County) -> None:
    walk = Walk(county, draft(county))
    stored = illustrate(walk)
    made = topic(county, publish=False)
    url = f"/desk/topics/{made.pk}/blocks/new/figure/"
    for address in (f"/files/{stored.pk}/x.png", "/files/x/", "javascript:alert(1)", ""):
        answer = county.client("civil-drafter").post(url, {"figure": address, "alt": "图"})
        assert answer.status_code == 422
    walk.to("feedback")
    assert (
        county.client("civil-drafter")
        .post(url, {"figure": f"http://x/files/{stored.pk}/x.png", "alt": "图"})
        .status_code
        == 302
    )


@pytest.mark.once
@pytest.mark.parametrize("hostile", [
    "<script>alert(1)</script>", '<img src=x onerror="alert(1)">', '<a href="javascript:alert(1)">x</a>',
    '<p style="position:fixed">x</p>', "<iframe src=//evil.example></iframe>", '<img src="https://evil.example/x.png">',
    "<svg onload=alert(1)>", "<style>*{}</style>", '<form action="//evil.example"><input></form>',
])  # fmt: skip
def test_hostile_html_in_a_text_is_cleaned(county: County, hostile: str) -> None:
    made = topic(county, ("text", {"body": f"<p>好</p>{hostile}"}))
    body = made.blocks.get().body
    page = county.client().get("/topics/spring/").context["blocks"][0].html
    for bad in ("script", "onerror", "onload", "javascript:", "style", "iframe", "evil.example", "<form"):
        assert bad not in body
        assert bad not in page


def test_links_to_other_sites_go_by_the_page_that_asks(county: County) -> None:
    away = "https://www.example.org/?a=1&b=2"
    topic(
        county,
        (
            "text",
            {
                "body": f'<p><a href="{away}">外</a><a href="//x.example/">外</a><a href="/records/">内</a></p>'
            },
        ),
        ("links", {"links": [["外站", away], ["内页", "/units/"]]}),
    )
    page = text(county)
    assert page.count(escape(leaving_url(away))) == 2
    assert 'href="https://www.example.org' not in page
    assert 'href="//x.example' not in page
    assert 'href="/records/"' in page
    assert 'href="/units/"' in page


def test_the_signature_of_a_link_tells_its_target() -> None:
    from urllib.parse import parse_qs, urlsplit

    target = "https://例子.example/路径?a=b&c=d#e"
    signed = parse_qs(urlsplit(leaving_url(target)).query)["to"][0]
    assert Signer(salt="leaving").unsign(signed) == target_of(signed) == target
    assert leaving_url("/units/") == "/units/"


def test_links_are_read_line_by_line_with_their_faults(county: County) -> None:
    made = topic(county, publish=False)
    client = county.client("civil-drafter")
    url = f"/desk/topics/{made.pk}/blocks/new/links/"
    wrong = "好的 /units/\n没有网址\n坏的 javascript:alert(1)\n外面 //evil.example/\nftp ftp://x.example/"
    answer = client.post(url, {"links": wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("第 2 行", "第 3 行", "第 4 行", "第 5 行", "没有网址"):
        assert words in page
    assert client.post(url, {"links": "国家 政务 https://www.gov.cn/\n\n本站 /units/?x=1"}).status_code == 302
    assert made.blocks.get(kind="links").links == [
        ["国家 政务", "https://www.gov.cn/"],
        ["本站", "/units/?x=1"],
    ]


def test_blocks_move_up_and_down_and_stay_complete(county: County) -> None:
    topic(county, *(("text", {"heading": name, "body": "<p>x</p>"}) for name in "甲乙丙丁"))
    head = county.authority_of("civil-approver")

    def move(name: str, *, up: bool) -> list[str]:
        actions.move_block(head, Block.objects.select_related("topic").get(heading=name), up=up)
        return headings(county)

    assert move("丙", up=True) == list("甲丙乙丁")
    assert move("丙", up=True) == list("丙甲乙丁")
    assert move("丙", up=True) == list("丙甲乙丁")
    assert move("丁", up=False) == list("丙甲乙丁")
    assert move("甲", up=False) == list("丙乙甲丁")
    actions.remove_block(head, Block.objects.select_related("topic").get(heading="乙"))
    assert headings(county) == list("丙甲丁")
    assert move("甲", up=True) == list("甲丙丁")


def test_drafts_do_not_exist_outside_and_archived_ones_say_so(county: County) -> None:
    made = topic(county, publish=False)
    text(county, status=404)
    assert "春耕备耕" not in text(county, "/topics/") + text(county, "/") + text(county, "/units/civil/")
    head = county.authority_of("civil-approver")
    actions.act(head, made, "publish")
    for url in ("/topics/", "/", "/units/civil/", "/topics/spring/"):
        assert "春耕备耕" in text(county, url)
    assert "春耕备耕" not in text(county, "/units/water/")
    actions.act(head, made, "archive")
    assert "不再更新" in text(county)
    assert "以前的专栏" in text(county, "/topics/")
    assert "春耕备耕" not in text(county, "/")
    actions.act(head, made, "unpublish")
    text(county, status=404)
    for code in ("nowhere", "a" * 300):
        text(county, f"/topics/{code}/", 404)
    assert "还没有专栏" in text(county, "/topics/?page=99")


def test_acts_that_the_state_does_not_allow_are_refused(county: County) -> None:
    made, head = topic(county, publish=False), county.authority_of("civil-approver")
    for name in ("archive", "unpublish"):
        with pytest.raises(WrongState):
            actions.act(head, made, name)
    made.blocks.all().delete()
    with pytest.raises(WrongState):
        actions.act(head, made, "publish")


def test_what_is_public_is_changed_only_by_those_who_publish(county: County) -> None:
    made, clerk = topic(county), county.authority_of("civil-drafter")
    block = made.blocks.select_related("topic").get()
    record = loaded(county, "civil", "一")[0]
    for act in (
        lambda: actions.act(clerk, made, "archive"),
        lambda: actions.add_block(clerk, made, "text", {"body": "x"}),
        lambda: actions.change_block(clerk, block, {"body": "x"}),
        lambda: actions.move_block(clerk, block, up=True),
        lambda: actions.remove_block(clerk, block),
        lambda: actions.pick(clerk, block, record),
        lambda: actions.change_topic(clerk, made, {"title": "x"}, version=Topic.objects.get().version),
    ):
        with pytest.raises(Forbidden):
            act()
    assert "开头" in text(county)
    foreign = county.authority_of("water-approver")
    with pytest.raises(Forbidden):
        actions.act(foreign, made, "archive")
    assert county.client("water-drafter").get(f"/desk/topics/{made.pk}/").status_code == 404


def test_a_block_of_another_topic_is_not_reached_through_ones_own(county: County) -> None:
    mine = topic(county, publish=False)
    other = actions.create_topic(
        county.authority_of("water-drafter"),
        {"unit": county.units["water"], "code": "other", "title": "水利"},
    )
    block = actions.add_block(county.authority_of("water-drafter"), other, "text", {"body": "<p>水</p>"})
    client = county.client("civil-drafter")
    for below in ("", "move/", "picks/"):
        assert client.get(f"/desk/topics/{mine.pk}/blocks/{block.pk}/{below}").status_code in (302, 404)
        assert (
            client.post(f"/desk/topics/{mine.pk}/blocks/{block.pk}/{below}", {"remove": ""}).status_code
            == 404
        )
    assert Block.objects.filter(pk=block.pk).exists()


def test_a_stale_change_is_refused(county: County) -> None:
    made, clerk = topic(county, publish=False), county.authority_of("civil-drafter")
    version = Topic.objects.get().version
    actions.change_topic(clerk, made, {"title": "一"}, version=version)
    with pytest.raises(Stale):
        actions.change_topic(clerk, made, {"title": "二"}, version=version)


def test_everything_that_is_done_leaves_its_event(county: County) -> None:
    made, clerk, head = (
        topic(county, publish=False),
        county.authority_of("civil-drafter"),
        county.authority_of("civil-approver"),
    )
    block = actions.add_block(clerk, made, "picks", {})
    row = actions.pick(clerk, block, loaded(county, "civil", "一")[0])
    actions.move_block(clerk, block, up=True)
    actions.change_block(clerk, block, {"heading": "新"})
    actions.unpick(clerk, row)
    actions.remove_block(clerk, block)
    for name in ("publish", "archive", "unpublish"):
        actions.act(head, made, name)
    kinds = Event.objects.filter(subject_kind="topic", subject_id=str(made.pk)).order_by("pk")
    assert [kind.partition(".")[2] for kind in kinds.values_list("kind", flat=True)] == [
        "created", "block_added", "block_added", "picked", "block_moved", "block_changed", "unpicked", "block_removed",
        "published", "archived", "unpublished",
    ]  # fmt: skip


@pytest.mark.once
def test_a_full_page_stays_within_fifteen_queries(county: County) -> None:
    found = column(county, reach="below")
    loaded(county, "civil", *(f"第{n}号" for n in range(40)))
    walk = Walk(county, draft(county))
    stored = illustrate(walk)
    walk.to("feedback")
    blocks: list[tuple[str, dict[str, Any]]] = [("list", {"column": found, "number": 30}) for _n in range(3)]
    blocks += [("list", {"words": "号", "of_unit": county.units["civil"], "with_subordinates": True})] * 3
    blocks += [("picks", {}), ("figure", {"figure": stored, "alt": "图"}), ("text", {"body": "<p>x</p>"})] * 3
    made = topic(county, *blocks, publish=False)
    clerk = county.authority_of("civil-drafter")
    with pytest.raises(WrongState):
        actions.add_block(clerk, made, "list", {"words": "x"})
    actions.act(county.authority_of("civil-approver"), made, "publish")
    client = county.client()
    for url in ("/topics/spring/", "/topics/", "/"):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        assert len(captured) <= 15, url
    assert queries.LISTS_MOST == 6


def test_a_topic_is_composed_previewed_and_published_by_pages(county: County) -> None:
    record = loaded(county, "civil", "挑中的信息")[0]
    client = county.client("civil-drafter")
    sent = {"title": "防汛", "code": "Flood", "unit": county.units["civil"].pk, "version": 1}
    bad = client.post("/desk/topics/new/", sent | {"from_day": "2026-05-01", "until_day": "2026-04-01"})
    assert (bad.status_code, "在开始日期之前" in bad.content.decode()) == (422, True)
    assert client.post("/desk/topics/new/", sent).status_code == 302
    made = Topic.objects.get(code="flood")
    base = f"/desk/topics/{made.pk}/"
    assert client.post(f"{base}blocks/new/list/", {"number": 5}).status_code == 422
    assert client.post(f"{base}blocks/new/list/", {"number": 5, "words": "挑中"}).status_code == 302
    assert client.post(f"{base}blocks/new/picks/", {"heading": "要看的"}).status_code == 302
    assert client.get(f"{base}blocks/new/nothing/").status_code == 404
    picks = made.blocks.get(kind="picks")
    assert "挑中的信息" in client.get(f"{base}blocks/{picks.pk}/picks/?q=挑中").content.decode()
    client.post(f"{base}blocks/{picks.pk}/picks/", {"pick": str(record.pk)})
    assert client.get(f"{base}preview/").content.decode().count("挑中的信息") == 2
    assert client.post(f"{base}act/publish/").status_code == 403
    head = county.client("civil-approver")
    assert head.post(f"{base}act/nothing/").status_code == 404
    assert head.post(f"{base}act/publish/").status_code == 302
    assert text(county, "/topics/flood/").count("挑中的信息") == 2
    answer = head.post(f"{base}edit/", sent | {"code": "flood", "title": "改了"})
    assert (answer.status_code, "改了" in answer.content.decode()) == (422, True)


def test_after_somebody_was_faster_a_topic_can_be_saved_once_it_was_compared(county: County) -> None:
    made, client = topic(county, publish=False), county.client("civil-drafter")
    url = f"/desk/topics/{made.pk}/edit/"
    sent = {"title": "我的标题", "code": "spring", "unit": county.units["civil"].pk, "version": 1}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    (version,) = re.findall(r'name="version" value="(\d+)"', answer.content.decode())
    assert client.post(url, sent | {"version": version}).status_code == 302
    assert Topic.objects.get().title == "我的标题"


def test_nobody_writes_over_a_block_that_changed_meanwhile_without_seeing_it(county: County) -> None:
    made = topic(
        county, ("text", {"body": "<p>原来的话</p>"}), ("text", {"body": "<p>旁边</p>"}), publish=False
    )
    client, clerk = county.client("civil-drafter"), county.authority_of("allround")
    block, beside = made.blocks.order_by("position")
    url = f"/desk/topics/{made.pk}/blocks/{block.pk}/"
    (seen,) = re.findall(r'name="seen" value="(\w+)"', client.get(url).content.decode())
    actions.change_block(clerk, beside, {"body": "<p>旁边改了</p>"})
    sent = {"body": "<p>我的话</p>", "seen": seen}
    assert client.post(url, sent).status_code == 302, "another block is no hindrance"
    (seen,) = re.findall(r'name="seen" value="(\w+)"', client.get(url).content.decode())
    actions.change_block(clerk, block, {"body": "<p>别人的话</p>"})
    answer = client.post(url, {"body": "<p>我的新话</p>", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "别人的话" in page
    assert "我的新话" in page
    (seen,) = re.findall(r'name="seen" value="(\w+)"', page)
    assert client.post(url, {"body": "<p>我的新话</p>", "seen": seen}).status_code == 302
    assert "我的新话" in made.blocks.get(pk=block.pk).body


def test_a_taken_address_is_said_in_plain_words(county: County) -> None:
    topic(county)
    sent = {"title": "又一个", "code": "spring", "unit": county.units["civil"].pk}
    answer = county.client("civil-drafter").post("/desk/topics/new/", sent)
    assert answer.status_code == 422
    assert "已有专栏在用，请换一个" in answer.content.decode()


def test_what_was_saved_is_not_offered_again_as_lost(county: County) -> None:
    client = county.client("civil-drafter")
    new = "/desk/topics/new/"
    (key,) = re.findall(r'data-keep="([^"]+)"', client.get(new).content.decode())
    sent = {"title": "防汛", "code": "flood", "unit": county.units["civil"].pk, "version": 1}
    assert f'data-kept-clear="{key}"' in client.post(new, sent, follow=True).content.decode()
    new = f"/desk/topics/{Topic.objects.get().pk}/blocks/new/text/"
    (key,) = re.findall(r'data-keep="([^"]+)"', client.get(new).content.decode())
    assert f'data-kept-clear="{key}"' in client.post(new, {"body": "<p>x</p>"}, follow=True).content.decode()


def test_what_changes_nothing_leaves_the_day_of_the_last_change(county: County) -> None:
    made, clerk = topic(county, ("picks", {}), publish=False), county.authority_of("civil-drafter")
    block, record = made.blocks.get(), loaded(county, "civil", "一")[0]
    actions.pick(clerk, block, record)
    before = Topic.objects.values("version", "updated_at").get()
    with clock.at(NOON + timedelta(days=1)):
        actions.pick(clerk, block, record)
        actions.move_block(clerk, block, up=True)
    assert Topic.objects.values("version", "updated_at").get() == before


def test_a_block_that_was_just_removed_is_said_to_be_gone(county: County) -> None:
    made, clerk = topic(county, ("picks", {}), publish=False), county.authority_of("civil-drafter")
    block, record = made.blocks.select_related("topic").get(), loaded(county, "civil", "一")[0]
    picked = actions.pick(clerk, block, record)
    actions.unpick(clerk, picked)
    Block.objects.filter(pk=block.pk).delete()
    events = Event.objects.count()
    for act in (
        lambda: actions.change_block(clerk, block, {"heading": "x"}),
        lambda: actions.move_block(clerk, block, up=True),
        lambda: actions.remove_block(clerk, block),
        lambda: actions.pick(clerk, block, record),
    ):
        with pytest.raises(WrongState):
            act()
    assert Event.objects.count() == events
