"""Public browsing and the desk's pages: filters and counts, the export and its way back, the number of queries."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from mingtang.foundation.cases.actions import Act
from mingtang.openness.catalogue import actions, queries
from mingtang.openness.catalogue.browsing import Selection
from mingtang.openness.catalogue.models import Entry, ImportRow, Version
from tests.county import County, lead_to
from tests.openness import catalogue_files as files
from tests.openness.catalogue_house import adopt, area, catalogue, entry, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files", "noon")]
MOST_QUERIES = 15
VARIED = (
    *files.GOOD,
    ("4", "医疗救助", "救助标准", "对象；标准；=1+1", "《社会救助暂行办法》", "每季度公开一次", "民政局", "■政府网站■其他：镇务微信群", "", "申请人", "", "√", "√", ""),
    ("5", "医疗救助", "举报电话", "+86 电话；@地址", "《社会救助暂行办法》", "1.除名单外：长期公开；2.名单：20个工作日内", "水利局", "■政府网站", "√", "困难群众", "√", "", "", "√"),
)  # fmt: skip


def names(county: County, query: str) -> set[str]:
    answer = county.client().get(f"/catalogue/?{query}")
    assert answer.status_code == 200
    return {row.entry.item2 for row in answer.context["rows"]}


def test_filters_find_by_area_level_audience_theme_unit_and_words(county: County) -> None:
    catalogue(county, VARIED)
    actions.claim(county.authority_of("town-drafter"), entry("举报电话").matter, county.units["town"])
    everything = {row[2] for row in VARIED}
    assert names(county, "area=social-assistance") == everything
    assert names(county, "level=township") == {"审批信息", "举报电话"}
    assert names(county, "audience=specific") == {"救助标准", "举报电话"}
    assert names(county, "audience=specific&level=county") == {"救助标准"}
    assert names(county, "unit=town") == {"举报电话"}
    assert names(county, "q=救助 标准") == {"救助标准"}
    assert names(county, "q=社会救助暂行办法") == everything, "words of the legal basis"
    assert names(county, "q=文号") == {"政策文件"}, "words of the elements"


@pytest.mark.parametrize(
    "query", ["area=none", "level=moon", "unit=none", "audience=x", "theme=99", "q=没有这个词"]
)
def test_filters_that_nothing_has_find_nothing_and_say_so(county: County, query: str) -> None:
    catalogue(county)
    answer = county.client().get(f"/catalogue/?{query}")
    assert answer.status_code == 200
    assert answer.context["page"].total == 0
    assert "没有符合条件的事项" in answer.content.decode()


def test_counts_leave_out_their_own_filter(county: County) -> None:
    catalogue(county, VARIED)
    counts = Selection({"level": "township", "audience": "specific"}).counts("level", "audience")
    assert counts.total == 1
    assert counts.by["level"] == {"prefecture": 0, "county": 1, "township": 1, "village": 0}
    assert counts.by["audience"] == {"everyone": 2, "specific": 1}
    assert counts.by["area"] == {"social-assistance": 1}


def test_a_former_name_of_a_unit_still_filters(county: County) -> None:
    from mingtang.foundation.organisations import actions as organisation
    from mingtang.foundation.organisations.queries import SYSTEM
    from tests.county import NOON

    catalogue(county)
    actions.claim(county.authority_of("civil-drafter"), entry("政策文件").matter, county.units["civil"])
    organisation.rename_unit(
        SYSTEM, county.units["civil"], name="明堂县民政和救助局", short_name="民政救助局", slug="civil-relief", on_day=NOON.date(), basis="机构改革"
    )  # fmt: skip
    assert names(county, "unit=civil") == names(county, "unit=civil-relief") == {"政策文件"}


def test_pages_that_are_not_there_answer_404(county: County) -> None:
    catalogue(county)
    client = county.client()
    area("elderly-care", "养老服务")
    for url in (
        "/catalogue/elderly-care/",
        "/catalogue/nothing/",
        "/catalogue/social-assistance/versions/7/",
        "/catalogue/social-assistance/changes/1/9/",
        "/catalogue/nothing/catalogue.xlsx",
        "/catalogue/matters/01a2136d-73fd-76bb-92d2-12aa3624d603/",
    ):
        assert client.get(url).status_code == 404, url


def test_a_version_of_the_past_says_so(county: County) -> None:
    catalogue(county)
    catalogue(county, files.GOOD[:2])
    client = county.client()
    assert "不再施行" in client.get("/catalogue/social-assistance/versions/1/").content.decode()
    assert "不再施行" not in client.get("/catalogue/social-assistance/").content.decode()
    assert "取消 1 个" in client.get("/catalogue/social-assistance/changes/1/2/").content.decode()


def meaning(version: Version) -> list[dict[str, Any]]:
    return [{**e.text().as_data(), "seq": ""} for e in version.entries.order_by("position")]


def test_importing_an_export_gives_the_same_catalogue(county: County) -> None:
    first = catalogue(county, VARIED)
    local = first.entries.get(item2="举报电话")
    data = county.client().get("/catalogue/social-assistance/catalogue.xlsx")
    assert data["Content-Disposition"].startswith("attachment")
    job = read(county, data.content, "导出.xlsx")
    assert not job.rows.filter(state="open").exists(), [
        (row.number, row.doubts) for row in job.rows.filter(state="open")
    ]
    assert set(job.rows.values_list("match", flat=True)) == {"same"}
    second = adopt(county, job)
    assert meaning(second) == meaning(first)
    assert second.content_hash == first.content_hash
    assert second.entries.get(matter=local.matter).channels == local.channels


def test_the_export_holds_the_official_columns_in_their_order(county: County) -> None:
    catalogue(county, VARIED)
    book = load_workbook(io.BytesIO(county.client().get("/catalogue/catalogue.xlsx").content))
    sheet = book["社会救助"]
    over = [cell.value for cell in sheet[2]]
    under = [cell.value for cell in sheet[3]]
    assert [o or u for o, u in zip(over, under, strict=True)][:2] == ["序号", "公开事项"]
    assert [text for text in under if text] == [
        "一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请", "县级", "乡级", "村级",
    ]  # fmt: skip
    texts = [cell for row in sheet.iter_rows(min_row=4) for cell in row if isinstance(cell.value, str)]
    assert all(cell.data_type == "s" for cell in texts), "no cell is a formula"


def test_text_that_looks_like_a_formula_survives_as_text(county: County) -> None:
    row = (*VARIED[3][:3], "=1+1", *VARIED[3][4:])
    catalogue(county, [row])
    data = county.client().get("/catalogue/social-assistance/catalogue.xlsx").content
    assert read(county, data, "导出.xlsx").rows.get().text["elements"] == "=1+1"


def fill(county: County, rows: int, units: int = 0) -> None:
    """A catalogue of so many rows, all claimed and each with a record."""
    many = [
        (
            str(n),
            f"事项{n % 7}",
            f"子项{n}",
            "名单；标准",
            "《社会救助暂行办法》",
            files.USUAL,
            "民政局",
            "■政府网站",
            "√",
            "",
            "√",
            "",
            "√",
            "√",
        )
        for n in range(rows)
    ]
    catalogue(county, many)
    pks = list(Entry.objects.filter(version__ended_on=None).values_list("matter_id", flat=True))
    for slug in ("civil", "town", "water"):
        actions.claim_many(county.authority_of("office"), pks, county.units[slug])
    record = lead_to(county, "feedback", doc_no="").record
    actions.link(county.authority_of("office"), record, pks)


PAGES = (
    "/catalogue/",
    "/catalogue/?area=social-assistance",
    "/catalogue/?q=子项&level=county&unit=civil&audience=everyone&theme=17",
    "/catalogue/social-assistance/",
    "/catalogue/matters/{pk}/",
    "/catalogue/social-assistance/changes/1/2/",
    "/catalogue/catalogue.xlsx",
    "/desk/catalogue/",
    "/desk/catalogue/matters/",
    "/desk/catalogue/matters/{pk}/",
    "/desk/catalogue/claims/?unit=village",
    "/desk/catalogue/check/",
    "/desk/catalogue/adjustments/",
)


def asked(county: County) -> dict[str, int]:
    """Queries of each page the second time it is opened."""
    current = Entry.objects.filter(version__ended_on=None).order_by("position")
    found = {}
    for page in PAGES:
        url = page.format(pk=current.values_list("matter_id", flat=True)[0])
        client = county.client("office" if page.startswith("/desk") else "")
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200, url
        found[page] = len(captured)
    return found


@pytest.mark.once
def test_no_page_asks_more_when_there_is_more(county: County) -> None:
    fill(county, 3)
    catalogue(county, files.GOOD)
    fill(county, 3)
    few = asked(county)
    fill(county, 40)
    many = asked(county)
    assert {page: (few[page], n) for page, n in many.items() if n > few[page] + 1} == {}
    assert {page: n for page, n in many.items() if n > MOST_QUERIES} == {}


def test_the_preview_asks_no_more_for_more_rows(county: County) -> None:
    job = read(county, files.dirty_docx(), "目录.docx")
    client = county.client("office")
    url = reverse("catalogue_desk:import", args=[job.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        text = client.get(url).content.decode()
    assert len(found) <= MOST_QUERIES
    assert "视情况而定" in text
    assert "就这样，确认" in text


def test_the_preview_filters_by_state_kind_of_doubt_and_words(county: County) -> None:
    job = read(county, files.dirty_docx(), "目录.docx")
    client = county.client("office")
    url = reverse("catalogue_desk:import", args=[job.pk])
    for query, n in (
        ("state=open", 2),
        ("code=no_item", 1),
        ("q=政策", 1),
        ("block=0", 4),
        ("match=same", 0),
        ("code=%27%3B--", 4),
    ):
        assert client.get(f"{url}?{query}").context["page"].total == n, query


def test_the_desk_settles_and_adopts_step_by_step(county: County) -> None:
    job = read(county, files.dirty_docx(), "目录.docx")
    client = county.client("office")
    page = reverse("catalogue_desk:import", args=[job.pk])
    settle = reverse("catalogue_desk:settle", args=[job.pk])
    assert "发布为新版目录" in client.get(page).content.decode()
    adopting = reverse("catalogue_desk:adopt", args=[job.pk])
    data = {"issuer": "县政府", "source": "", "effective_on": "2026-03-01", "reason": "", "keep_local": "on"}
    assert client.post(adopting, data).status_code == 422, "rows are still open"
    bad = job.rows.get(faulty=True)
    answer = client.post(reverse("catalogue_desk:row", args=[job.pk, bad.pk]), {"item1": "", "seen": "x"})
    assert answer.status_code == 422
    assert "请填写事项名称" in answer.content.decode()
    client.post(settle, {"one": f"leave_out:{bad.pk}"})
    client.post(
        settle,
        {"verdict": "accept", "row": [str(pk) for pk in ImportRow.objects.values_list("pk", flat=True)]},
    )
    assert client.post(adopting, {**data, "effective_on": ""}).status_code == 422
    answer = client.post(adopting, data, follow=True)
    assert "已发布 1 个领域的目录" in answer.content.decode()
    assert client.post(adopting, data).status_code == 422, "a second press finds it done"
    assert Version.objects.count() == 1
    assert queries.in_force().count() == 3


def test_a_stale_page_of_an_import_is_refused(county: County) -> None:
    job = read(county, files.csv())
    client = county.client("office")
    assert job.case
    seen = job.case.lock_version
    row = job.rows.first()
    assert row
    actions.settle(county.authority_of("office"), job, "leave_out", rows=[row.pk])
    answer = client.post(
        reverse("catalogue_desk:give_up", args=[job.pk]), {"reason": "不要了", "lock_version": str(seen)}
    )
    assert answer.status_code == 409
    assert "不要了" in answer.content.decode(), "nothing typed is lost"


def test_adjustments_are_proposed_and_decided_at_the_desk(county: County) -> None:
    catalogue(county)
    clerk, office = county.client("civil-drafter"), county.client("office")
    pk = entry("政策文件").matter_id
    form = {"unit": county.units["civil"].pk, "reason": "补充要素", "source": ""}
    text = {
        "item1": "最低生活保障",
        "item2": "政策文件",
        "elements": "文号",
        "limit": "长期公开",
        "levels": ["county"],
        "active": "on",
    }
    answer = clerk.post(
        reverse("catalogue_desk:change", args=[pk]), {**text, "unit": form["unit"], "reason": ""}
    )
    assert answer.status_code == 422
    assert "长期公开" in answer.content.decode(), "what was typed is still there"
    answer = clerk.post(reverse("catalogue_desk:change", args=[pk]), form | text, follow=True)
    url = answer.redirect_chain[-1][0]
    assert "改为" in answer.content.decode()
    assert "同意并发布" not in clerk.get(url).content.decode()
    assert "同意并发布" in office.get(url).content.decode()
    assert office.post(f"{url}approve/", {}).status_code == 302
    assert office.post(f"{url}approve/", {}).status_code == 409
    assert entry("政策文件").limit_type == "T9"


def test_waiting_imports_and_proposals_stand_on_the_home_of_the_office(county: County) -> None:
    catalogue(county)
    read(county, files.csv(), "待核对的文件.csv")
    at = entry("政策文件")
    actions.propose_adjustment(
        county.authority_of("civil-drafter"), at.version.catalogue, county.units["civil"], "remove", Act(reason="取消"), matter=at.matter
    )  # fmt: skip
    home = county.client("office").get("/desk/").content.decode()
    assert "待核对的文件.csv" in home
    assert "取消事项：社会救助 / 政策文件" in home
    assert "待核对的文件.csv" not in county.client("civil-drafter").get("/desk/").content.decode()


def test_what_a_new_version_would_take_out_is_said_before_it_is_adopted(county: County) -> None:
    catalogue(county)
    job = read(county, files.csv(files.GOOD[:1]))
    client = county.client("office")
    assert (
        "文件里没有的 2 个，将取消"
        in client.get(reverse("catalogue_desk:import", args=[job.pk])).content.decode()
    )
    text = client.get(reverse("catalogue_desk:adopt", args=[job.pk])).content.decode()
    assert "最低生活保障 / 审批信息" in text
    assert "临时救助 / 办事指南" in text
