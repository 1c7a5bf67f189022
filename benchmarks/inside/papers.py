"""Records of three pages as papers, asked for over the site."""

import io
import time
from typing import Any

import pypdfium2
from django.test import Client
from django.utils import timezone

from benchmarks.inside.fill import living, loader
from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.openness.records import actions
from mingtang.openness.records.actions.loading import OldRecord
from mingtang.openness.records.models import Record

PARAGRAPHS = 6
ROWS = 10
SENTENCE = (
    "各乡镇人民政府、县直有关部门要把保障困难群众基本生活摆在突出位置，逐户走访，逐项落实，"
    "按月公开救助名单和资金发放情况，接受群众监督。"
)


def run(number: int) -> dict[str, dict[str, Any]]:
    """For PDF and DOCX the seconds of so many different records, pages and bytes of the last."""
    unit = Unit.objects.get(slug=living()[0].slug)
    moment = timezone.now()
    items = [OldRecord(_content(n), moment, None) for n in range(number)]
    actions.load_records(loader(), unit, items)
    records = list(
        Record.objects.filter(unit=unit, title__startswith="明堂县民政局关于打印的").order_by("pk")
    )
    assert len(records) == number
    return {form: _printed(records, form) for form in ("pdf", "docx")}


def _printed(records: list[Record], form: str) -> dict[str, Any]:
    client = Client(headers={"host": "127.0.0.1"})
    seconds, data = [], b""
    for record in records:
        begun = time.perf_counter()
        response = client.get(f"/records/{record.pk}/paper.{form}")
        seconds.append(time.perf_counter() - begun)
        assert response.status_code == 200, response.status_code
        data = response.content
    pages = len(pypdfium2.PdfDocument(io.BytesIO(data))) if form == "pdf" else 0
    return {"seconds": seconds, "pages": pages, "bytes": len(data)}


def _content(number: int) -> dict[str, Any]:
    day = clock.today()
    paragraphs = "".join(
        f"<h3>{numeral}、第{numeral}项工作（{number}）</h3><p>{SENTENCE * 2}</p>"
        for numeral in "一二三四五六七八九十百"[:PARAGRAPHS]
    )
    rows = "".join(
        f"<tr><td><p>{n}</p></td><td><p>青石村{n}组</p></td><td><p>{n * 100 + number}</p></td></tr>"
        for n in range(ROWS)
    )
    table = (
        '<table><tbody><tr><th rowspan="2"><p>序号</p></th><th colspan="2"><p>救助情况</p></th></tr>'
        f"<tr><th><p>村组</p></th><th><p>金额（元）</p></th></tr>{rows}</tbody></table>"
    )
    return {
        "title": f"明堂县民政局关于打印的第{number}号通知",
        "doc_no": f"明民发〔{day.year}〕{number + 500}号",
        "issuer": "明堂县民政局",
        "addressees": "各乡镇人民政府",
        "signature": "明堂县民政局",
        "theme": "",
        "genre": "notice",
        "formed_on": day,
        "doc_date": day,
        "open_attr": "active",
        "body": paragraphs + table,
    }
