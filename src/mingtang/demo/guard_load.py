"""What the guard has to do in the demo county: a list that may not go out as it is, something let through by name, a
masked copy, phrases of the house, and an old page that a newer phrase finds.
"""

from __future__ import annotations

import io
import random
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from mingtang.demo.days import moment, working
from mingtang.demo.identifiers import identity_number
from mingtang.demo.names import NameStock
from mingtang.demo.records_load import at
from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place
from mingtang.foundation.guard import actions as guard
from mingtang.foundation.guard import queries
from mingtang.foundation.guard.actions.sweeping import look_again
from mingtang.foundation.guard.kinds import OVERRIDE, PHRASES
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Authority, authority, people_for
from mingtang.openness.records import actions, process
from mingtang.openness.records.guarding import paper_of
from mingtang.openness.records.models import Record, SecrecyItem

ROOT, CIVIL = "xian-zhengfu", "minzheng-ju"
AREA = "social-assistance"
# Unit, phrase, what is used instead, level, source, note.
PHRASES_OF_HOUSE = (
    (ROOT, "五保户", "特困人员", "warn", "《社会救助暂行办法》（国务院令第649号）第三章", "2014年起统称特困人员"),
    (ROOT, "残废人", "残疾人", "block", "《中华人民共和国残疾人保障法》第二条", "带有歧视，不得使用"),
    (CIVIL, "社救股", "社会救助股", "inform", "县民政局《公文用语规范》（2026年）", "对外行文用全称"),
)  # fmt: skip
OLD_TITLE = "关于开展残废人免费乘车证换发工作的通知"
OLD_BODY = (
    "<p>为方便群众出行，现将免费乘车证换发事项通知如下。</p>"
    "<p>持有效证件的残废人可到户籍所在乡镇（街道）便民服务中心办理换发，不收取费用。</p>"
    "<p>原乘车证在换发期满后停止使用。</p>"
)
HISTORY_TITLE = "关于公布已解密文件《明堂县水旱灾害救济工作总结（1998年）》的公告"
HISTORY_BODY = (
    "<p>下列文件已按规定解密，现全文公布，方便查阅利用。</p>"
    "<p>秘密★10年</p>"
    "<h2>明堂县水旱灾害救济工作总结（1998年）</h2>"
    "<p>1998年汛期，全县有九个乡镇受灾，县里先后下拨救济粮和衣被，灾民的吃、穿、住得到保障。</p>"
    "<p>文件影印件可到县档案馆政府信息查阅室查阅。</p>"
)
LIST_TITLE = "关于公示2026年第四季度拟新增农村低保对象名单的公告"
SUBSIDY_TITLE = "关于公示困难群众临时救助发放名单（第十批）的公告"


def load_guard(seed: int, today: date) -> None:
    """Deterministic; two files are looked into."""
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in=(ROOT, CIVIL))}
    old = _old_page(units, today)
    with at(working(today - timedelta(days=12)), 9):
        for slug, text, prefer, level, source, note in PHRASES_OF_HOUSE:
            guard.add_phrase(
                _who(PHRASES, units[slug]), units[slug], text=text, prefer=prefer, level=level, source=source, note=note
            )  # fmt: skip
    with at(working(today - timedelta(days=11)), 2, 30):
        look_again("record", old.pk)
    _let_through(units[CIVIL], working(today - timedelta(days=9)))
    _masked(units[CIVIL], working(today - timedelta(days=2)), random.Random(seed))
    _waiting(units[CIVIL], working(today - timedelta(days=1)), random.Random(seed + 1))


def _old_page(units: dict[str, Unit], today: date) -> Record:
    """Published long before anybody wrote down that its word is not to be used."""
    day = working(today - timedelta(days=900))
    content = _content(OLD_TITLE, OLD_BODY, day, genre="notice")
    office = _who(process.LOAD, units[ROOT])
    (record,) = actions.load_records(office, units[CIVIL], [actions.OldRecord(content, moment(day, 15))])
    return record


def _let_through(unit: Unit, day: date) -> None:
    with at(day, 9):
        record = _submitted(unit, _content(HISTORY_TITLE, HISTORY_BODY, day))
    with at(day, 15):
        check = guard.make_ready(_paper(record))
        stopping = [one.hit.fingerprint for one in queries.standing(check).stopping]
        reason = "文件已按规定解密，“秘密★10年”是原件上的标志，随全文一并公布，县保密局已书面同意。"
        guard.override(_who(OVERRIDE, unit), check, stopping, reason)
        actions.approve(_who(process.APPROVE, unit), record, Act(), manner="full", opinion="同意公布。")
    with at(day, 16):
        actions.publish(_who(process.PUBLISH, unit), record, Act())


def _masked(unit: Unit, day: date, draw: random.Random) -> None:
    with at(day, 10):
        body = "<p>现将困难群众临时救助发放名单（第十批）予以公示，公示期七天。</p><p>名单见附件。</p>"
        record = _draft(unit, _content(SUBSIDY_TITLE, body, day, area=AREA), draw, "临时救助发放名单.xlsx")
    with at(day, 10, 20):
        number = record.head.number if record.head else 0
        actions.mask_personal_data(_who(process.DRAFT, unit), record, based_on=number)


def _waiting(unit: Unit, day: date, draw: random.Random) -> None:
    with at(day, 9):
        body = (
            "<p>经本人申请、乡镇审核、县民政局审核确认，现将拟新增农村低保对象名单予以公示，公示期七天。</p>"
            "<p>对名单有异议的，请在公示期内向县民政局反映，电话0999-5552203。</p>"
        )
        record = _draft(unit, _content(LIST_TITLE, body, day, area=AREA), draw, "拟新增农村低保对象名单.xlsx")
        record = _led_to_audit(unit, record)
        guard.make_ready(_paper(record))


def _draft(unit: Unit, content: dict[str, Any], draw: random.Random, name: str) -> Record:
    who = _who(process.DRAFT, unit)
    area = Area.objects.get(code=AREA)
    record = actions.create_record(who, unit, area, content)
    upload = SimpleUploadedFile(name, _roster(draw))
    actions.add_attachments(who, record, [upload], title=name.rpartition(".")[0], based_on=1)
    return _fresh(record)


def _submitted(unit: Unit, content: dict[str, Any]) -> Record:
    return _led_to_audit(unit, actions.create_record(_who(process.DRAFT, unit), unit, None, content))


def _led_to_audit(unit: Unit, record: Record) -> Record:
    record = _fresh(record)
    number = record.head.number if record.head else 0
    actions.submit(_who(process.DRAFT, unit), record, Act(), based_on=number)
    actions.pass_review(_who(process.REVIEW, unit), record, Act())
    rows = SecrecyItem.objects.filter(case__subject_id=record.pk, conclusion="")
    clear = {row.pk: (SecrecyItem.Conclusion.CLEAR.value, "") for row in rows}
    actions.conclude_secrecy(_who(process.SECRECY, unit), record, clear, Act())
    return _fresh(record)


def _roster(draw: random.Random) -> bytes:
    """Rows as an office keeps them for itself: with numbers that nobody else may see. All of it is invented."""
    names = NameStock(f"roster {draw.random()}")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名单"
    sheet.append(
        ["序号", "户主姓名", "身份证号", "所在村（社区）", "保障人口（人）", "一卡通账号", "月保障金额（元）"]
    )
    for n in range(1, 13):
        born = date(1938, 1, 1) + timedelta(days=draw.randrange(25_000))
        number = identity_number("990121", born, draw.randrange(1, 1000))
        account = f"62{draw.randrange(10**15):015}"
        people = draw.randint(1, 4)
        village = draw.choice(("石磨村", "候雁村", "老槐坪村"))
        sheet.append(
            [n, names.take(), number, village, people, account, people * draw.randrange(310, 560, 5)]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _content(
    title: str, body: str, day: date, *, genre: str = "announcement", area: str = ""
) -> dict[str, Any]:
    return {
        "title": title,
        "theme": "17.03" if area else "17.01",
        "genre": genre,
        "audience": "everyone",
        "summary": "",
        "issuer": "明堂县民政局",
        "signature": "明堂县民政局",
        "body": body,
        "formed_on": day,
        "doc_date": day,
        "open_attr": "active",
    }


def _paper(record: Record) -> Any:
    record = _fresh(record)
    assert record.head
    return paper_of(record, record.head)


def _fresh(record: Record) -> Record:
    return Record.objects.select_related("unit", "area", "head").get(pk=record.pk)


def _who(action: str, unit: Unit) -> Authority:
    """Somebody in post: in the unit itself where one may."""
    people = people_for(action, Place(unit.pk, None), clock.today())
    found = [authority(person, clock.today()) for person in people]
    mine = [who for who in found if any(a.post and a.post.unit_id == unit.pk for a in who.actors)]
    return (mine or found)[0]
