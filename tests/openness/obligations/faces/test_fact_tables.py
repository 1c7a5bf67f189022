"""Tables of facts as offices send them round: what is understood, what is named as wrong, and nothing half-written."""

import html
import io
import json
import re
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import Workbook

from mingtang.openness.obligations.fact_tables import day_of_cell
from mingtang.openness.obligations.models import Fact
from mingtang.openness.obligations.naming import Names
from tests.county import County
from tests.openness.obligations.faces import house
from tests.openness.obligations.faces.house import FILE

pytestmark = pytest.mark.django_db

URL = "/desk/facts/import/"
GOOD = "名称\t日期\t事项\t文号\t来源编号\n关于甲的通知\t2026年7月27日\t政策文件\t明民发〔2026〕30号\tA-1\n"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-7-5", date(2026, 7, 5)),
        ("2026/07/05", date(2026, 7, 5)),
        ("2026.7.5", date(2026, 7, 5)),
        ("2026年7月5日", date(2026, 7, 5)),
        ("２０２６ 年 7 月 5 日", date(2026, 7, 5)),
        ("二〇二六年七月五日", date(2026, 7, 5)),
        ("二○二六年十二月三十一日", date(2026, 12, 31)),
        ("20260705", date(2026, 7, 5)),
        ("2026-07-05 08:30:00", date(2026, 7, 5)),
        ("46208", date(2026, 7, 5)),
        ("2026年7月", None),
        ("7月5日", None),
        ("2026-02-30", None),
        ("20261305", None),
        ("昨天", None),
        ("", None),
        ("9" * 400, None),
    ],
)
def test_days_as_people_write_them(text: str, day: date | None) -> None:
    assert day_of_cell(text) == day


def upload(county: County, data: bytes | None = None, name: str = "台账.xlsx", text: str = "") -> Any:
    body: dict[str, Any] = {"unit": "civil", "text": text}
    if data is not None:
        body["file"] = SimpleUploadedFile(name, data)
    return county.client("civil-drafter").post(URL, body)


def confirm(client: Client, preview: Any, **typed: str) -> Any:
    rows = re.search(r'name="rows" value="([^"]*)"', preview.content.decode())
    assert rows
    body = {
        "unit": "civil",
        "rows": html.unescape(rows[1]),
        **{k.replace("_", "-", 1): v for k, v in typed.items()},
    }
    return client.post(URL, body)


def xlsx(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    assert book.active
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx(*rows: tuple[str, ...]) -> bytes:
    document = Document()
    document.add_paragraph("收发文登记")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            table.cell(n, m).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


HEAD = ("序号", "发文日期", "文件名称", "公开事项", "发文字号")
ROW = ("1", "2026年7月27日", "关于甲的通知", "最低生活保障 / 政策文件", "明民发〔2026〕30号")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (xlsx(("民政局发文登记表",), HEAD, (1, datetime(2026, 7, 27), *ROW[2:])), "台账.xlsx"),
        (docx(HEAD, ROW), "台账.docx"),
        (("\n".join([",".join(HEAD), ",".join(ROW)])).encode("gb18030"), "台账.csv"),
    ],
)
def test_a_table_is_read_whatever_its_kind_and_registered_after_a_look(
    county: County, data: bytes, name: str
) -> None:
    preview = upload(county, data, name)
    assert preview.status_code == 200
    assert (preview.context["n_good"], preview.context["n_faulty"]) == (1, 0)
    assert not Fact.objects.exists(), "a preview writes nothing"
    answer = confirm(county.client("civil-drafter"), preview)
    assert answer.status_code == 302
    fact = Fact.objects.get()
    assert (fact.title, fact.occurred_on) == ("关于甲的通知", date(2026, 7, 27))
    assert (fact.doc_no, fact.source, fact.matter_id) == (
        "明民发〔2026〕30号",
        "imported",
        house.matter(FILE),
    )


def test_pasted_cells_are_a_table_too(county: County) -> None:
    preview = upload(county, text=GOOD)
    assert preview.context["n_good"] == 1
    assert confirm(county.client("civil-drafter"), preview).status_code == 302


def test_the_same_table_again_makes_nothing_twice(county: County) -> None:
    client = county.client("civil-drafter")
    for _time in (1, 2):
        confirm(client, upload(county, text=GOOD))
    assert Fact.objects.count() == 1
    confirm(client, upload(county, text=GOOD.replace("27日", "28日")))
    assert Fact.objects.get().occurred_on == date(2026, 7, 28)


DIRTY = (
    HEAD,
    ("1", "2026年7月27日", "关于甲的通知", "政策文件", ""),
    ("2", "下月", "关于乙的通知", "政策文件", ""),
    ("3", "2026.7.27", "", "低保政策文件", ""),
    ("4", "2026.7.27", "关于丁的通知", "资金使用情况", "号" * 61),
    ("5", "2026.7.27", "关于甲的通知", "同上", ""),
    HEAD,
    ("6", "2026.7.27", "关于甲的通知", "政策文件", ""),
)


def test_every_problem_is_named_by_row_and_rule_and_nothing_is_registered(county: County) -> None:
    preview = upload(county, xlsx(*DIRTY))
    assert preview.status_code == 200
    found = {each.row.place: sorted(each.faults) for each, _fields in preview.context["faulty"]}
    assert found == {
        "第 3 行": ["occurred_on"],
        "第 4 行": ["matter", "title"],
        "第 5 行": ["doc_no", "matter"],
        "第 6 行": ["matter"],
        "第 8 行": ["title"],
    }
    text = preview.content.decode()
    assert "日期“下月”读不懂" in text
    assert "最低生活保障 / 政策文件" in text, "what the name may mean"
    answer = confirm(county.client("civil-drafter"), preview)
    assert answer.status_code == 422
    assert not Fact.objects.exists()


def test_faulty_rows_are_mended_on_the_page_or_left_out(county: County) -> None:
    preview = upload(county, xlsx(*DIRTY))
    client = county.client("civil-drafter")
    half = confirm(client, preview, r1_occurred_on="2026-07-28", r2_skip="1", r3_skip="1")
    assert half.status_code == 422
    assert [each.row.number for each, _f in half.context["faulty"]] == [6, 8]
    done = confirm(client, half, r2_skip="1", r3_title="关于己的通知")
    assert done.status_code == 302
    assert sorted(Fact.objects.values_list("title", flat=True)) == [
        "关于乙的通知",
        "关于己的通知",
        "关于甲的通知",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (xlsx(("名称", "文号"), ("甲", "1号")), "没有找到“事项、日期”"),
        (xlsx(HEAD), "表头下面没有内容"),
        (xlsx(HEAD, *[ROW] * 501), "一次最多 500 行"),
        (b"%PDF-1.4 ...", "PDF"),
    ],
)
def test_what_is_no_such_table_is_refused_with_what_to_do(county: County, data: bytes, told: str) -> None:
    answer = upload(county, data)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Fact.objects.exists()


def test_a_file_or_text_but_not_both_nor_none(county: County) -> None:
    assert upload(county).status_code == 422
    assert upload(county, xlsx(HEAD, ROW), text=GOOD).status_code == 422


def test_nobody_registers_for_a_foreign_unit_by_a_table(county: County) -> None:
    for name in ("water-drafter", "civil-approver"):
        answer = county.client(name).post(URL, {"unit": "civil", "text": GOOD})
        assert answer.status_code == 403
    answer = county.client("water-drafter").post(URL, {"unit": "civil", "rows": "[]"})
    assert answer.status_code == 403


@pytest.mark.parametrize("rows", ["", "nothing", "{}", "[1]", '[{"number": 1}]', json.dumps([{}] * 501)])
def test_a_preview_that_was_tampered_with_registers_nothing(county: County, rows: str) -> None:
    answer = county.client("civil-drafter").post(URL, {"unit": "civil", "rows": rows})
    assert answer.status_code == 302
    assert not Fact.objects.exists()


def test_names_are_found_by_path_by_area_and_by_id_and_near_ones_are_suggested(county: County) -> None:
    names = Names(county.units["civil"])
    wanted = house.entry(FILE)
    for said in (
        "政策文件",
        "最低生活保障/政策文件",
        "社会救助 最低生活保障—政策文件",
        str(wanted.matter_id),
    ):
        assert names.find(said).entry == wanted, said
    near = names.find("低保政策的文件")
    assert near.entry is None
    assert wanted in near.suggestions
    assert not names.find("").suggestions
    village = Names(county.units["village"])
    assert not village.entries, "nobody above the village claimed anything"
