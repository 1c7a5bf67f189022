"""The pages of the guard: foreign units see nothing, nothing of what the public checks is kept, and every refusal says
what to do."""

from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingtang.foundation.guard import actions as guard
from mingtang.foundation.guard import outside, queries, views
from mingtang.foundation.guard.models import HousePhrase, KindLevel, Override
from mingtang.openness.records.guarded import current
from tests.county import County, Walk, attach, draft, lead_to
from tests.foundation.guard.house import UNWANTED, phrase
from tests.foundation.guard.lists import MASKED, NUMBER, roster
from tests.foundation.tables.making import rows_xlsx, xlsx

pytestmark = pytest.mark.django_db
HEAD = ["改用", "不用的词", "级别", "依据", "说明"]


@pytest.fixture(autouse=True)
def no_brakes() -> None:
    cache.clear()


def page(answer: Any) -> str:
    return str(answer.content.decode())


def upload(data: bytes, name: str = "名单.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


# Anybody


def kept(folder: Path) -> tuple[dict[str, int], list[str]]:
    """How many rows each table has, and which files there are."""
    folders = (folder, settings.FILE_UPLOAD_TEMP_DIR)
    files = sorted(str(path) for one in folders for path in Path(one).rglob("*") if path.is_file())
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}, files


def test_nothing_of_what_anybody_checks_is_kept(county: County, private_files: Path) -> None:
    Client().get("/check/")
    before = kept(private_files)
    said = Client().post("/check/", {"text": f"证号{NUMBER}", "file": upload(roster())})
    assert said.status_code == 200
    assert "文字和“名单.xlsx”的检查结果" in page(said)
    assert kept(private_files) == before
    assert "no-store" in said["Cache-Control"]


def test_personal_data_of_a_file_is_shown_masked_only(county: County) -> None:
    text = page(Client().post("/check/", {"file": upload(roster())}))
    assert MASKED in text
    assert NUMBER not in text
    assert "C2 单元格" in text


def test_what_cannot_be_read_says_so(county: County) -> None:
    text = page(Client().post("/check/", {"file": upload(b"PK\x03\x04" + b"x" * 200, "坏的.docx")}))
    assert "没能检查" in text
    assert "整个文件" in text
    assert "请" in text.partition("没能检查")[2]


@pytest.mark.parametrize("given", [{}, {"text": "  \n "}])
def test_nothing_to_check_is_said_beside_the_field(county: County, given: dict[str, str]) -> None:
    said = Client().post("/check/", given)
    assert said.status_code == 422
    assert "请贴一段文字，或选一个文件。" in page(said)


def test_an_empty_file_is_a_finding(county: County) -> None:
    assert "是空文件" in page(Client().post("/check/", {"file": upload(b"", "空.docx")}))


def test_what_is_too_large_is_refused_and_the_text_stays(county: County, monkeypatch: Any) -> None:
    options = settings.OPTIONS.model_copy(update={"guard_public_max_mb": 0})
    monkeypatch.setattr(settings, "OPTIONS", options)
    said = Client().post("/check/", {"text": "留着的文字", "file": upload(b"x" * 9)})
    assert said.status_code == 422
    assert "这里查不了" in page(said)
    assert "留着的文字" in page(said)


def test_a_text_that_is_too_long_is_refused(county: County) -> None:
    said = Client().post("/check/", {"text": "字" * 200_001})
    assert said.status_code == 422
    assert "最多 20 万字" in page(said)
    # Or a browser cuts it, and what it left out passes for clean.
    assert "maxlength" not in page(Client().get("/check/")).partition("<textarea")[2].partition(">")[0]


def test_one_address_may_check_so_often_in_an_hour(county: County, monkeypatch: Any) -> None:
    monkeypatch.setattr(views, "MOST", 2)
    for _n in range(2):
        assert Client().post("/check/", {"text": "一段话"}).status_code == 200
    said = Client().post("/check/", {"text": "第三段话"})
    assert said.status_code == 429
    assert "请过一小时再来" in page(said)
    assert "第三段话" in page(said)
    assert Client(REMOTE_ADDR="192.0.2.9").post("/check/", {"text": "一段话"}).status_code == 200


def test_who_comes_while_others_are_served_is_asked_to_wait(county: County, monkeypatch: Any) -> None:
    full = BoundedSemaphore(1)
    full.acquire()
    monkeypatch.setattr(full, "acquire", lambda timeout: False)
    monkeypatch.setattr(outside, "_room", full)
    said = Client().post("/check/", {"file": upload(roster())})
    assert said.status_code == 503
    assert "请过一会儿再试" in page(said)


def test_a_text_written_as_markup_is_shown_as_text(county: County) -> None:
    phrase(county, text="<b>测试")
    said = page(Client().post("/check/", {"text": "有<b>测试</b>"}))
    assert "<mark>&lt;b&gt;测试</mark>" in said


# One paper


def test_a_foreign_unit_sees_and_changes_nothing_of_a_paper(county: County) -> None:
    walk = lead_to(county, "draft", body=f"<p>证号{NUMBER}</p>")
    check = guard.make_ready(_paper(walk))
    hit = queries.standing(check).stopping[0].hit.fingerprint
    foreign = county.client("water-approver")
    for url in (
        f"/desk/guard/record/{walk.pk}/",
        f"/desk/records/{walk.pk}/mask/",
        f"/desk/records/{walk.pk}/",
    ):
        assert foreign.get(url).status_code in (403, 404), url
    given = {"hits": [hit], "reason": "依法应当公开"}
    assert foreign.post(f"/desk/guard/record/{walk.pk}/", given).status_code == 404
    assert county.client("water-drafter").post(f"/desk/records/{walk.pk}/marks/", {}).status_code == 404
    assert not Override.objects.exists()


def test_a_paper_of_a_kind_nobody_guards_is_not_there(county: County) -> None:
    walk = lead_to(county, "draft")
    assert county.client("civil-drafter").get(f"/desk/guard/nothing/{walk.pk}/").status_code == 404


def test_a_list_of_many_is_one_matter_and_let_through_as_a_whole(county: County) -> None:
    numbers = "".join(f"<p>{UNWANTED}{n}</p>" for n in range(3))
    phrase(county)
    phrase(county, text="另一个词")
    walk = Walk(county, draft(county, body=f"{numbers}<p>另一个词</p>"))
    client = county.client("civil-approver")
    url = f"/desk/guard/record/{walk.pk}/"
    text = page(client.get(url))
    # The same word three times is one line with three places.
    assert "正文第 1 段；正文第 2 段；正文第 3 段" in text
    assert "这 2 项本单位用语全选" in text
    said = client.post(url, {"reason": "依法应当公开"})
    assert said.status_code == 422
    assert "请勾选要放行的问题。" in page(said)
    assert "依法应当公开" in page(said)
    client.post(url, {"bunches": ["block:house.phrase:"], "reason": "依法应当公开"})
    assert Override.objects.count() == 2
    assert "其中 4 处已放行" in page(client.get(url))


def test_who_has_not_the_right_gets_no_ticks(county: County) -> None:
    walk = lead_to(county, "audit", body=f"<p>证号{NUMBER}</p>")
    text = page(county.client("civil-reviewer").get(f"/desk/guard/record/{walk.pk}/"))
    assert 'name="hits"' not in text
    assert "您没有放行的权限" in text
    assert NUMBER not in text


def test_the_record_tells_how_its_newest_text_stands(county: County) -> None:
    walk = lead_to(county, "draft", body=f"<p>证号{NUMBER}</p>")
    client = county.client("civil-drafter")
    url = f"/desk/records/{walk.pk}/"
    assert "正在检查" in page(client.get(url))
    guard.make_ready(_paper(walk))
    assert "1 处" in page(client.get(url))
    walk.save(body="<p>改好了。</p>")
    assert "正在检查" in page(client.get(url))


def test_the_form_that_approves_tells_what_blocks_and_asks_for_warnings(county: County) -> None:
    stopped = lead_to(county, "audit", body=f"<p>证号{NUMBER}</p>")
    client = county.client("civil-approver")
    text = page(client.get(f"/desk/records/{stopped.pk}/act/approve/"))
    assert "现在办不成" in text
    assert "warnings_seen" not in text
    phrase(county, "warn")
    warned = lead_to(county, "audit", body=f"<p>{UNWANTED}</p>")
    url = f"/desk/records/{warned.pk}/act/approve/"
    given = {"manner": "full", "timing": "now"}
    assert client.post(url, given).status_code == 422
    assert warned.record.stage == "audit"
    assert client.post(url, given | {"warnings_seen": "on"}).status_code == 302
    assert warned.record.stage == "release"


def test_hidden_parts_of_a_file_are_told_without_what_they_say(county: County) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["姓名", "底数"])
        sheet.append(["某某", "不给看的话"])
        sheet.column_dimensions["B"].hidden = True

    walk = Walk(county, draft(county))
    attach(walk, "名单.xlsx", xlsx(fill))
    text = page(county.client("civil-drafter").get(f"/desk/guard/record/{walk.pk}/"))
    assert "表格里有 2 个看不见的单元格" in text
    assert "不给看的话" not in text


# The house list


def test_the_list_of_a_foreign_unit_is_neither_seen_nor_changed(county: County) -> None:
    line = phrase(county, unit="civil")
    client = county.client("water-approver")
    assert UNWANTED not in page(client.get("/desk/guard/phrases/"))
    assert UNWANTED.encode() not in client.get("/desk/guard/phrases/export.xlsx").content
    for method in (client.get, client.post):
        assert method(f"/desk/guard/phrases/{line.pk}/end/").status_code == 404
    given = {"unit": county.units["civil"].pk, "text": "别的词", "level": "warn", "source": "某规范"}
    assert client.post("/desk/guard/phrases/", given).status_code == 422
    table = upload(rows_xlsx(HEAD, ["", "别的词", "提醒", "某规范", ""]))
    given = {"unit": county.units["civil"].pk, "file": table}
    assert client.post("/desk/guard/phrases/import/", given).status_code == 422
    assert HousePhrase.objects.get().ended_at is None


def import_rows(county: County, *rows: list[Any], head: list[str] | None = None) -> Any:
    given = {"unit": county.units["civil"].pk, "file": upload(rows_xlsx(head or HEAD, *rows), "用语.xlsx")}
    return county.client("civil-approver").post("/desk/guard/phrases/import/", given)


def test_a_table_is_imported_again_and_only_changes_are_made(county: County) -> None:
    rows = [["可用词", "禁用词", "必须处理", "某规范", ""], ["", "第二词", "", "某规范", "注意"]]
    assert import_rows(county, *rows).status_code == 302
    rows[1][3] = "新规范"
    import_rows(county, *rows, ["", "第三词", "提示", "某规范", ""])
    lines = HousePhrase.objects.filter(ended_at=None)
    assert {(line.text, line.prefer, line.level, line.source) for line in lines} == {
        ("禁用词", "可用词", "block", "某规范"),
        ("第二词", "", "warn", "新规范"),
        ("第三词", "", "inform", "某规范"),
    }
    assert HousePhrase.objects.count() == 4


def test_faults_are_told_row_by_row_and_nothing_is_taken(county: County) -> None:
    said = import_rows(
        county,
        ["", "好的词", "提醒", "某规范", ""],
        ["", "字", "提醒", "某规范", ""],
        ["", "没依据的", "提醒", "", ""],
        ["", "好的词", "很严重", "某规范", ""],
        ["一样", "一样", "提醒", "某规范", "长" * 201],
    )
    assert said.status_code == 422
    text = page(said)
    for row, fault in (
        (3, "至少两个字"), (4, "请写依据"), (5, "级别读不懂"), (5, "和第 2 行重复"), (6, "一样"), (6, "最多 200 个"),
    ):  # fmt: skip
        assert fault in text.partition(f"第 {row} 行</b>")[2].partition("</li>")[0], fault
    assert not HousePhrase.objects.exists()


@pytest.mark.parametrize(
    ("head", "rows", "why"),
    [
        (["词", "依据"], [["甲乙", "丙"]], "没有找到“不用的词”"),
        (HEAD, [], "表头下面没有内容"),
    ],
)
def test_a_table_that_is_none_says_what_is_missing(
    county: County, head: list[str], rows: list[list[Any]], why: str
) -> None:
    said = import_rows(county, *rows, head=head)
    assert said.status_code == 422
    assert why in page(said)


def test_what_is_exported_can_be_imported_again(county: County) -> None:
    phrase(county, unit="civil", text="=测试词", prefer="可用词", note="说明")
    client = county.client("civil-approver")
    data = client.get("/desk/guard/phrases/export.xlsx").content
    HousePhrase.objects.all().delete()
    given = {"unit": county.units["civil"].pk, "file": upload(data)}
    client.post("/desk/guard/phrases/import/", given)
    line = HousePhrase.objects.get()
    assert (line.text, line.prefer, line.level, line.source, line.note) == (
        "=测试词", "可用词", "block", "某规范", "说明",
    )  # fmt: skip


# The home and the levels


def test_figures_reach_as_far_as_the_grants(county: County) -> None:
    phrase(county)
    walk = lead_to(county, "audit", body=f"<p>{UNWANTED}</p>")
    check = guard.make_ready(_paper(walk))
    hits = [one.hit.fingerprint for one in queries.standing(check).stopping]
    guard.override(county.authority_of("civil-approver"), check, hits, "依法应当公开")
    for name in ("civil-approver", "office"):
        assert "依法应当公开" in page(county.client(name).get("/desk/guard/"))
    foreign = page(county.client("water-approver").get("/desk/guard/?days=365"))
    assert "依法应当公开" not in foreign
    assert "没有放行过" in foreign


def test_levels_are_decided_for_the_whole_county_with_a_reason(county: County) -> None:
    office = county.client("office")
    assert "手机号码" in page(office.get("/desk/guard/levels/"))
    url = "/desk/guard/levels/personal.mobile/"
    said = office.post(url, {"level": "inform"})
    assert said.status_code == 422
    assert "请写明为什么调整。" in page(said)
    assert office.post(url, {"level": "inform", "reason": "试用期"}).status_code == 302
    assert KindLevel.objects.get().level == "inform"
    assert office.get("/desk/guard/levels/nothing/").status_code == 404
    assert county.client("civil-approver").get(url).status_code == 403
    unread = {"level": "off", "reason": "试用期"}
    assert office.post("/desk/guard/levels/file.unread/", unread).status_code == 422


def _paper(walk: Walk) -> Any:
    return current(walk.pk)
