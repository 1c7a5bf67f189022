"""Loads the starter catalogue the way a county does: a file is imported, settled, adopted; units claim; records link."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from mingtang.demo.catalogue import AREA_ROWS, ROWS, DemoRow, Existing, papers
from mingtang.demo.plan import PlannedRecord, demo_plan
from mingtang.demo.records_load import at
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Authority, authority, people_for
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.classification.areas import STANDARD_AREAS
from mingtang.openness.catalogue import actions
from mingtang.openness.catalogue.models import Adjustment, Entry, Matter
from mingtang.openness.catalogue.process import CLAIM, MANAGE
from mingtang.openness.records.actions import OldRecord
from mingtang.openness.records.actions import load_records as load_old
from mingtang.openness.records.models import Record
from mingtang.openness.records.process import LOAD

ROOT = "xian-zhengfu"
ADOPTED_BEFORE = timedelta(days=400)
LINKED_MOST = 5
HEAD = (
    ("序号", ""), ("公开事项", "一级事项"), ("", "二级事项"), ("", "三级事项"), ("公开内容（要素）", ""), ("公开依据", ""),
    ("公开时限", ""), ("公开主体", ""), ("公开渠道和载体（“■”表示必选项，“□”表示可选项）", ""), ("公开对象", "全社会"),
    ("", "特定群体（请写明）"), ("公开方式", "主动"), ("", "依申请公开"), ("公开层级", "县级"), ("", "乡级"), ("", "村级"),
    ("主题分类", ""),
)  # fmt: skip


def load_catalogue(seed: int, today: date, records: Mapping[str, Record]) -> None:
    """Catalogues of all areas in force for more than a year, claims, papers, links, and two adjustments."""
    units = {unit.slug: unit for unit in Unit.objects.all()}
    with at(today - ADOPTED_BEFORE, 10):
        office = _somebody(MANAGE, units[ROOT])
        _adopt(office, units[ROOT], today - ADOPTED_BEFORE + timedelta(days=5))
    matters = _matters()
    with at(today - ADOPTED_BEFORE + timedelta(days=8), 15):
        _claim(units, matters)
    with at(today - timedelta(days=1), 11):
        written = _load_papers(today, units)
        _link(seed, today, records, written, matters)
    _adjust(today, units)


def _somebody(action: str, unit: Unit) -> Authority:
    person = people_for(action, Place(unit.pk, None), clock.today())[0]
    return authority(person, clock.today())


def _adopt(office: Authority, county: Unit, effective_on: date) -> None:
    upload = SimpleUploadedFile("明堂县基层政务公开标准目录.xlsx", _workbook())
    job = actions.start_import(office, county, upload)
    actions.read_import(job.pk)
    still_open = list(job.rows.filter(state="open").values_list("pk", flat=True))
    if still_open:
        actions.settle(office, job, "accept", rows=still_open)
    actions.adopt(
        office,
        job,
        Act(reason="按国家试点领域标准指引编制，覆盖县、乡、村三级。"),
        issuer="明堂县人民政府办公室",
        source="明政办发〔2025〕31号",
        effective_on=effective_on,
    )


def _workbook() -> bytes:
    """The file that the county's offices would have sent round: one sheet an area, ticks and black squares."""
    book = Workbook()
    book.remove(book.active)
    for code, rows in AREA_ROWS.items():
        name = STANDARD_AREAS[code].label
        sheet = book.create_sheet(name[:30])
        sheet.append([f"明堂县{name}领域基层政务公开标准目录"])
        sheet.append([top for top, _below in HEAD])
        sheet.append([below for _top, below in HEAD])
        for number, row in enumerate(rows, start=1):
            sheet.append(_cells(number, row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(number: int, row: DemoRow) -> list[str | int]:
    ticks = [row.active, row.on_request, row.county, row.township, row.village]
    marks = ["√" if on else "" for on in ticks]
    texts = [
        row.elements,
        row.basis,
        row.limit,
        row.subject,
        row.channels,
        "√" if row.everyone else "",
        row.specific,
    ]
    return [number, *row.path, *texts, *marks, row.theme]


def _matters() -> dict[tuple[str, tuple[str, str, str]], UUID]:
    """The matter of each row, by area and names."""
    entries = Entry.objects.filter(version__ended_on=None).values_list(
        "version__catalogue__area__code", "item1", "item2", "item3", "matter_id"
    )
    return {(area, (a, b, c)): pk for area, a, b, c, pk in entries}


def _claim(units: Mapping[str, Unit], matters: Mapping[tuple[str, tuple[str, str, str]], UUID]) -> None:
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for row in ROWS:
        for slug in row.claimed_by:
            wanted[slug].append(matters[(row.area, row.path)])
    for slug, pks in wanted.items():
        actions.claim_many(_somebody(CLAIM, units[slug]), pks, units[slug])


def _load_papers(today: date, units: Mapping[str, Unit]) -> list[tuple[Record, Sequence[int]]]:
    areas = {area.code: area for area in Area.objects.all()}
    by_unit = defaultdict(list)
    for paper in papers(today):
        by_unit[paper.unit].append(paper)
    written: list[tuple[Record, Sequence[int]]] = []
    office = _somebody(LOAD, units[ROOT])
    for slug, texts in by_unit.items():
        items = [
            OldRecord(paper.content(), _moment(paper.published_on), areas.get(paper.area)) for paper in texts
        ]
        loaded = load_old(office, units[slug], items)
        written += [(record, paper.rows) for record, paper in zip(loaded, texts, strict=True)]
    return written


def _link(
    seed: int,
    today: date,
    records: Mapping[str, Record],
    written: Sequence[tuple[Record, Sequence[int]]],
    matters: Mapping[tuple[str, tuple[str, str, str]], UUID],
) -> None:
    wanted: dict[UUID, list[UUID]] = defaultdict(list)
    known = {record.pk: record for record in (*records.values(), *(record for record, _rows in written))}
    for record, rows in written:
        wanted[record.pk] += [matters[(ROWS[n].area, ROWS[n].path)] for n in rows]
    plans = demo_plan(seed, today)
    for row in ROWS:
        if isinstance(row.fulfilled_by, Existing):
            for record in _existing(row, row.fulfilled_by, plans, records):
                wanted[record.pk].append(matters[(row.area, row.path)])
    office = _somebody(MANAGE, Unit.objects.get(slug=ROOT))
    for pk, pks in wanted.items():
        actions.link(office, known[pk], pks)


def _existing(
    row: DemoRow, said: Existing, plans: Sequence[PlannedRecord], records: Mapping[str, Record]
) -> list[Record]:
    """The newest public records of the family that fit the row."""
    found = [
        records[plan.key]
        for plan in plans
        if plan.text.family == said.family
        and plan.text.area in ("", row.area)
        and (not said.units or plan.unit in said.units)
        and records[plan.key].is_public
    ]
    found.sort(key=lambda record: (record.published_at, record.pk), reverse=True)
    return found[:LINKED_MOST]


def _adjust(today: date, units: Mapping[str, Unit]) -> None:
    """One adjustment that became a version, one that waits."""
    civil = units["minzheng-ju"]
    with at(today - timedelta(days=90), 9, 30):
        clerk = _somebody(CLAIM, civil)
        first, second = _of_unit(civil, 2)
        made = actions.propose_adjustment(
            clerk,
            first.version.catalogue,
            civil,
            Adjustment.Kind.ADD,
            Act(reason="县里新开了社区食堂助餐补贴，群众常来问，建议列入目录。"),
            text=_local(first),
            basis="《明堂县老年助餐服务实施办法》",
        )
    with at(today - timedelta(days=88), 16):
        actions.decide_adjustment(_somebody(MANAGE, units[ROOT]), made, Act(), agrees=True)
    with at(today - timedelta(days=3), 10):
        text = second.text()
        actions.propose_adjustment(
            clerk,
            second.version.catalogue,
            civil,
            Adjustment.Kind.CHANGE,
            Act(reason="增加监督电话，方便群众反映问题。"),
            matter=Matter.objects.get(pk=second.matter_id),
            text=Item.of_data(text.as_data() | {"elements": f"{text.elements}\n监督电话"}),
        )


def _of_unit(unit: Unit, number: int) -> list[Entry]:
    found = Entry.objects.filter(
        version__ended_on=None, matter__claims__unit=unit, matter__claims__ended_at=None
    )
    elderly = found.filter(version__catalogue__area__code="elderly-care").select_related(
        "version__catalogue__area"
    )
    return list(elderly.order_by("position")[:number])


def _local(like: Entry) -> Item:
    text = like.text()
    return Item.of_data(
        text.as_data()
        | {
            "item2": "老年助餐补贴",
            "item3": "",
            "elements": "补贴对象\n补贴标准\n助餐点名单和营业时间\n申请方式\n咨询电话",
            "basis": "《明堂县老年助餐服务实施办法》",
            "local": True,
        }
    )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10, 30)))
