"""The gazette: composing, publishing, and what an issue shows when its records change afterwards."""

import os
import re
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.events.models import Event
from mingtang.foundation.events.queries import of_subject, timeline
from mingtang.foundation.files.cleaning import sweep_storage
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.gazette import actions, printing, queries
from mingtang.openness.gazette.actions import composing
from mingtang.openness.gazette.models import Issue
from mingtang.openness.records.actions import end_display_periods
from tests.county import NOON, County, Walk, illustrate, lead_to
from tests.openness.reading_points import point

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files", "noon")]

SECTION = "部门文件"
TABLE = (
    "<table><tbody><tr><th>对象</th><th>标准</th></tr><tr><td>城市低保</td><td>812</td></tr></tbody></table>"
)


@pytest.fixture
def issue(county: County) -> Issue:
    return make(county)


def make(county: County, number: int = 1, **fields: Any) -> Issue:
    given = {"year": 2026, "number": number, "serial": 40 + number, **fields}
    return actions.create_issue(county.authority_of("office"), county.units["county"], **given)


def put(county: County, issue: Issue, *walks: Walk, section: str = SECTION) -> None:
    for walk in walks:
        actions.add_entry(county.authority_of("office"), issue, walk.pk, section)


def publish(county: County, issue: Issue) -> Issue:
    return actions.publish_issue(county.authority_of("office"), issue)


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def page_of(issue: Issue) -> str:
    answer = Client().get(reverse("gazette:issue", args=[issue.year, issue.number]))
    assert answer.status_code == 200
    return answer.content.decode()


def paper_of(issue: Issue) -> Any:
    return Client().get(reverse("gazette:paper", args=[issue.year, issue.number]))


def age(issue: Issue) -> None:
    """As if the file had been written days ago."""
    os.utime(issue.paper.path, (0, 0))


def correct(walk: Walk, **content: Any) -> None:
    walk.correct()
    walk.save(public_note="金额误写，已改正。", **content)
    walk.to("release")
    walk.publish()


def test_an_issue_that_is_edited_is_not_public_anywhere(county: County, issue: Issue) -> None:
    put(county, issue, lead_to(county, "published"))
    for name in ("gazette:issue", "gazette:paper"):
        assert Client().get(reverse(name, args=[2026, 1])).status_code == 404
    assert "2026年第1号" not in Client().get(reverse("gazette:issues")).content.decode()
    assert "/gazette/2026/" not in Client().get("/sitemap-gazette.xml").content.decode()
    publish(county, issue)
    assert "2026年第1号" in Client().get(reverse("gazette:issues")).content.decode()
    assert "/gazette/2026/1/" in Client().get("/sitemap-gazette.xml").content.decode()


@pytest.mark.parametrize("stage", ["draft", "audit", "release", "on_request", "closed", "withdrawn"])
def test_only_public_records_can_be_chosen(county: County, issue: Issue, stage: str) -> None:
    walk = lead_to(county, stage, title="不能登的文件")
    assert queries.candidates(issue, "不能登的") == []
    with pytest.raises(Invalid):
        put(county, issue, walk)
    client = county.client("office")
    answer = client.post(
        reverse("gazette_desk:add", args=[issue.pk]), {"record": walk.pk, "section": SECTION}, follow=True
    )
    assert "只能选入现在公开着的信息" in answer.content.decode()
    assert "不能登的文件" not in answer.content.decode()
    assert issue.entries.count() == 0


def test_publishing_refuses_what_is_empty_gone_or_printed_before_and_says_what_to_do(
    county: County, issue: Issue
) -> None:
    with pytest.raises(Invalid, match="还没有内容"):
        publish(county, issue)
    kept, lost = lead_to(county, "published"), lead_to(county, "published", title="要撤的", doc_no="")
    put(county, issue, kept, lost)
    lost.withdraw()
    client = county.client("office")
    answer = client.post(reverse("gazette_desk:publish", args=[issue.pk]))
    assert answer.status_code == 422
    assert "“要撤的”已撤下，不再提供。请从目录里去掉。" in answer.content.decode()
    actions.remove_entry(county.authority_of("office"), issue, issue.entries.get(record_id=lost.pk).pk)
    publish(county, issue)
    second = make(county, 2)
    put(county, second, kept)
    with pytest.raises(Invalid, match="以前的一期登过"):
        publish(county, second)
    correct(kept, body="<p>改正了的正文。</p>")
    publish(county, second)


def test_a_record_stands_in_an_issue_once_and_there_is_an_end(
    county: County, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = lead_to(county, "published")
    put(county, issue, walk)
    with pytest.raises(WrongState, match="已经在这期里"):
        put(county, issue, walk)
    monkeypatch.setattr(composing, "ENTRIES_MOST", 1)
    with pytest.raises(WrongState, match="分成两期"):
        put(county, issue, lead_to(county, "published", doc_no=""))


def test_numbers_are_proposed_in_order_and_never_given_twice(county: County, issue: Issue) -> None:
    assert queries.next_numbers(2026) == {"year": 2026, "number": 2, "serial": 42}
    assert queries.next_numbers(2027) == {"year": 2027, "number": 1, "serial": 42}
    with pytest.raises(Invalid, match="第2号"):
        make(county, 1, serial=99)
    with pytest.raises(Invalid, match="总号"):
        make(county, 2, serial=41)
    form = {
        "unit": county.units["county"].pk,
        "year": "3000",
        "number": "0",
        "serial": "",
        "title": "惠民专刊",
    }
    answer = county.client("office").post(reverse("gazette_desk:new"), form)
    assert answer.status_code == 422
    assert "惠民专刊" in answer.content.decode(), "nothing typed is lost"
    actions.discard_issue(county.authority_of("office"), issue)
    assert make(county, 1).serial == 41
    assert Event.objects.filter(kind="gazette.discarded").count() == 1


def test_entries_move_within_their_section_without_script(county: County, issue: Issue) -> None:
    walks = [lead_to(county, "published", title=f"文件{n}", doc_no="") for n in range(3)]
    put(county, issue, *walks)
    client = county.client("office")

    def do(walk: Walk, **body: str) -> list[tuple[str, list[str]]]:
        entry = issue.entries.get(record_id=walk.pk)
        url = reverse("gazette_desk:entry", args=[issue.pk, entry.pk])
        assert client.post(url, body).status_code == 302
        found = queries.sections_of(queries.lines_of(issue))
        return [(section.name, [line.title for line in section.lines]) for section in found]

    assert do(walks[2], do="up") == [(SECTION, ["文件0", "文件2", "文件1"])]
    assert do(walks[0], do="up") == [(SECTION, ["文件0", "文件2", "文件1"])]
    assert do(walks[0], do="down") == [(SECTION, ["文件2", "文件0", "文件1"])]
    assert do(walks[1], do="section", section="县政府文件")[0] == ("县政府文件", ["文件1"])
    assert do(walks[1], do="section", section=" ")[0] == ("县政府文件", ["文件1"]), "an empty name is refused"
    assert do(walks[0], do="section", section="<script>专栏")[-1] == ("<script>专栏", ["文件0"])
    assert "<script>专栏" not in client.get(reverse("gazette_desk:issue", args=[issue.pk])).content.decode()
    assert do(walks[0], do="explode")[-1] == ("<script>专栏", ["文件0"])
    assert do(walks[0], do="section", section="一\x00二")[-1] == ("一 二", ["文件0"]), (
        "no database takes a NUL"
    )
    assert len(do(walks[1], do="remove")) == 2
    kinds = set(Event.objects.filter(subject_id=str(issue.pk)).values_list("kind", flat=True))
    assert kinds == {"gazette.created", "gazette.added", "gazette.moved", "gazette.removed"}


def test_published_issues_do_not_change(county: County, issue: Issue) -> None:
    walk, late = lead_to(county, "published"), lead_to(county, "published", doc_no="")
    put(county, issue, walk)
    entry = issue.entries.get()
    publish(county, issue)
    office = county.authority_of("office")
    for act in (
        lambda: put(county, issue, late),
        lambda: actions.move_entry(office, issue, entry.pk, up=True),
        lambda: actions.rename_section(office, issue, entry.pk, "其他"),
        lambda: actions.remove_entry(office, issue, entry.pk),
        lambda: actions.edit_issue(office, issue, year=2026, number=9, serial=9, title=""),
        lambda: actions.discard_issue(office, issue),
        lambda: publish(county, issue),
    ):
        with pytest.raises(WrongState, match="已经出版"):
            act()
    entry.refresh_from_db()
    assert entry.revision == walk.record.live


def test_who_may_not_edit_is_refused(county: County, issue: Issue) -> None:
    with pytest.raises(Forbidden):
        actions.create_issue(
            county.authority_of("civil-drafter"), county.units["civil"], year=2026, number=5, serial=5
        )
    assert county.client("civil-drafter").get(reverse("gazette_desk:list")).status_code == 403
    county.staff("water", "openness_office", "water-office")
    client = county.client("water-office")
    for name in ("issue", "add", "edit", "preview", "publish", "discard"):
        url = reverse(f"gazette_desk:{name}", args=[issue.pk])
        assert client.get(url).status_code == 404
        assert client.post(url).status_code in (404, 405)
    assert "2026年第1号" not in client.get(reverse("gazette_desk:list")).content.decode()


def test_a_correction_is_told_and_the_old_text_is_in_no_issue_any_more(county: County, issue: Issue) -> None:
    walk = lead_to(county, "published", body="<p>每月七百元。</p>")
    put(county, issue, walk)
    publish(county, issue)
    before = paper_of(issue)
    assert "已更正" not in page_of(issue)
    correct(walk, body="<p>每月八百元。</p>", title="改过的标题")
    text = page_of(issue)
    assert "已更正" in text
    assert reverse("records:record", args=[walk.pk]) in text
    assert "改过的标题" in text
    after = paper_of(issue)
    assert after.headers["ETag"] != before.headers["ETag"]
    printed = "".join(pages(after.content))
    assert "每月八百元" in printed
    assert "每月七百元" not in printed
    assert "本文出版后有更正" in printed


@pytest.mark.parametrize("way", ["withdrawn", "over"])
def test_what_is_withdrawn_or_over_is_a_line_without_text_also_in_the_pdf(
    county: County, issue: Issue, way: str
) -> None:
    until = NOON.date() + timedelta(days=5)
    going = lead_to(
        county, "published", body="<p>秘密数字七七四九。</p>", title="要走的", display_until=until, doc_no=""
    )
    staying = lead_to(county, "published", body="<p>留下的正文。</p>", title="留下的")
    put(county, issue, going, staying)
    publish(county, issue)
    first = paper_of(issue)
    assert "七七四九" in "".join(pages(first.content))
    issue.refresh_from_db()
    kept, storage = str(issue.paper.name), issue.paper.storage
    assert storage.exists(kept)
    if way == "withdrawn":
        going.withdraw()
        later = NOON
    else:
        later = NOON + timedelta(days=6)
    with clock.at(later):
        link = f'href="{reverse("records:record", args=[going.pk])}"'
        text = page_of(issue)
        assert "要走的" in text
        assert link not in text
        assert ("已撤下" if way == "withdrawn" else "公示期已满") in text
        answer = Client().get(
            reverse("gazette:paper", args=[2026, 1]), headers={"If-None-Match": first.headers["ETag"]}
        )
        assert answer.status_code == 200, "what a browser has kept is not said to be good still"
        printed = "".join(pages(answer.content))
        assert "七七四九" not in printed
        assert "留下的正文" in printed
        assert not storage.exists(kept), "the old file is gone"
        end_display_periods()
        assert paper_of(issue).content == answer.content


def test_the_pdf_is_built_once_and_again_when_its_file_is_lost(
    county: County, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(county, issue, lead_to(county, "published"))
    publish(county, issue)
    built: list[int] = []
    real = printing.built

    def counted(*given: Any) -> bytes:
        built.append(1)
        return real(*given)

    monkeypatch.setattr(printing, "built", counted)
    first = paper_of(issue)
    assert first.headers["Content-Type"] == "application/pdf"
    assert paper_of(issue).content == first.content
    url = reverse("gazette:paper", args=[2026, 1])
    assert Client().get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert built == [1]
    issue.refresh_from_db()
    age(issue)
    assert sweep_storage() == 0, "the sweep leaves it"
    issue.paper.storage.delete(str(issue.paper.name))
    assert paper_of(issue).status_code == 200
    assert built == [1, 1]


def test_cover_contents_and_page_numbers_of_the_pdf_are_true(
    county: County, issue: Issue, settings: Any
) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"site_name": "明堂县人民政府"})
    long = "<p>" + "</p><p>".join(["按照规定认真办理并及时公开结果。"] * 60) + "</p>"
    one = lead_to(
        county,
        "published",
        title="第一件文件",
        body=long,
        doc_no="明民发〔2026〕1号",
        signature="明堂县民政局",
    )
    two = Walk(county, lead_to(county, "draft", title="第二件文件", doc_no="", body=TABLE).record)
    illustrate(two)
    two.to("feedback")
    three = lead_to(county, "published", title="第三件文件", doc_no="", addressees="各乡镇人民政府")
    put(county, issue, one, two, three)
    point(county, name="县图书馆查阅点", address="文昌路12号", phone="0991-6201234")
    publish(county, issue)
    found = pages(paper_of(issue).content)
    for text in ("明堂县人民政府公报", "2026年第1号", "（总号：41）", "2026年3月2日", "明堂县县政府主办"):
        assert text in found[0]
    assert "目录部门文件" in found[1]
    front = 2
    for title in ("第一件文件", "第二件文件", "第三件文件"):
        line = re.search(rf"{title}\.*(\d+)", found[1])
        assert line
        said = int(line[1])
        assert title in found[front + said - 1]
        assert f"—{said}—" in found[front + said - 1]
    assert "明民发〔2026〕1号" in found[front]
    assert "明堂县民政局" in found[front + 2]
    assert "812" in "".join(found)
    assert "各乡镇人民政府：" in "".join(found)
    for text in ("县图书馆查阅点", "文昌路12号", "0991-6201234", "/gazette/2026/1/", "扫码"):
        assert text in found[-1]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/gazette/?year=2026", 404),
        ("/gazette/?year=%3Cscript%3E", 404),
        ("/gazette/?year=99999999999999999999", 404),
        ("/gazette/?page=999", 200),
        ("/gazette/2026/7/", 404),
        ("/gazette/2026/7.pdf", 404),
        ("/gazette/99999999999999999999/99999999999999999999/", 404),
        ("/gazette/2026/1", 301),
        ("/reading-points/?kind=castle", 404),
        ("/reading-points/?unit=nowhere", 404),
        ("/reading-points/?unit=town", 404),
        ("/reading-points/", 200),
    ],
)
def test_broken_addresses_get_a_page_that_helps(county: County, path: str, status: int) -> None:
    answer = Client().get(path)
    assert answer.status_code == status
    assert "<script>" not in answer.content.decode()


@pytest.mark.once
def test_queries_do_not_grow_with_the_number_of_entries(
    county: County, issue: Issue, django_assert_max_num_queries: Any
) -> None:
    put(county, issue, *(lead_to(county, "published", title=f"文件{n}", doc_no="") for n in range(8)))
    for n in range(8):
        point(county, "town", name=f"点{n}")
    publish(county, issue)
    paper_of(issue)
    for path in ("/gazette/", "/gazette/2026/1/", "/gazette/2026/1.pdf", "/reading-points/"):
        with django_assert_max_num_queries(9):
            assert Client().get(path).status_code == 200


def test_a_character_that_no_font_has_stops_the_pdf_but_not_the_issue(county: County, issue: Issue) -> None:
    put(county, issue, lead_to(county, "published", body="<p>\U000e0041字</p>"))
    answer = county.client("office").post(reverse("gazette_desk:publish", args=[issue.pk]), follow=True)
    assert "PDF 还不能生成" in answer.content.decode()
    assert "低保标准" in page_of(issue)
    assert paper_of(issue).status_code == 503


def test_the_pdf_follows_the_telephone_of_who_edits_it(county: County, issue: Issue) -> None:
    put(county, issue, lead_to(county, "published"))
    publish(county, issue)
    before = paper_of(issue)
    county.units["county"].phone = "0990-7654321"
    county.units["county"].save()
    after = paper_of(issue)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert "0990-7654321" in pages(after.content)[-1]


def test_the_history_says_which_number_was_changed_and_nothing_of_what_was_not(
    county: County, issue: Issue
) -> None:
    who = county.authority_of("office")
    same: dict[str, Any] = {"year": 2026, "number": 1, "serial": 41, "title": ""}
    actions.edit_issue(who, issue, **same)
    assert not Event.objects.filter(kind="gazette.edited").exists()
    actions.edit_issue(who, issue, **{**same, "serial": 50, "title": "惠民政策专刊"})
    (step,) = [s for s in timeline(of_subject(composing.SUBJECT, str(issue.pk))) if "→" in s.note]
    for words in ("41", "50", "惠民政策专刊"):
        assert words in step.note
