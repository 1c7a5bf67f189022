"""A batch of documents that waits to be checked, as a clerk hands it in on an ordinary afternoon."""

import io
import zipfile
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from mingtang.demo.days import moment
from mingtang.demo.files import file_of
from mingtang.demo.writing.shapes import AttachmentSpec
from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.documents.docx import as_docx
from mingtang.foundation.documents.paper import Paper
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import authority
from mingtang.openness.intake.actions import hand_in, read_batch
from mingtang.openness.intake.models import Batch

CLERK, UNIT = "minzheng.zhuanyuan", "minzheng-ju"
VILLAGES = ("石磨村", "松塘村", "上窑村", "竹坞村")
STANDARDS = (
    '<table><tbody><tr><th rowspan="2">救助对象</th><th colspan="2">每人每月（元）</th></tr>'
    "<tr><th>城市</th><th>农村</th></tr>"
    "<tr><td>最低生活保障对象</td><td>760</td><td>610</td></tr>"
    "<tr><td>特困人员</td><td>990</td><td>800</td></tr></tbody></table>"
)


def load_intake(today: date) -> None:
    """Handed in on the day before, and read; nothing of it is a draft yet."""
    with clock.at(moment(today - timedelta(days=1), 15, 20)):
        person = Person.objects.get(username=CLERK)
        upload = SimpleUploadedFile("冬季救助文件.zip", _archive(today), "application/zip")
        handed = hand_in(authority(person), Unit.objects.get(slug=UNIT), Batch.Purpose.DRAFT, [upload])
        read_batch(handed.batch.pk)


def _archive(today: date) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(today).items():
            archive.writestr(name, data)
    return out.getvalue()


def _files(today: date) -> dict[str, bytes]:
    day = today - timedelta(days=3)
    roll = AttachmentSpec(
        "冬季走访登记表",
        "冬季走访登记表.xlsx",
        (
            "序号\t村（社区）\t走访户数\t需要救助",
            *(f"{n}\t{name}\t{n * 7}\t{n}" for n, name in enumerate(VILLAGES, 1)),
        ),
    )
    form = AttachmentSpec("困难群众救助申请表", "困难群众救助申请表.docx", ("申请人", "家庭人口", "申请事由"))
    return {
        "冬季救助/关于做好冬季救助工作的通知.docx": as_docx(_notice(day)),
        "冬季救助/附件1 冬季走访登记表.xlsx": file_of(roll),
        "冬季救助/附件2 困难群众救助申请表.docx": file_of(form),
        "救助热线公告.docx": as_docx(_hotline(day)),
    }


def _notice(day: date) -> Paper:
    return Paper(
        title="明堂县民政局关于做好冬季困难群众救助工作的通知",
        mark="明堂县民政局",
        doc_no=f"明民发〔{day.year}〕86号",
        addressees="各乡镇人民政府、街道办事处",
        body="<p>为做好今年冬季困难群众救助工作，现就有关事项通知如下。</p><h2>一、救助标准</h2>"
        f"<p>按照县政府今年公布的标准执行。</p>{STANDARDS}<h2>二、走访要求</h2>"
        "<p>每户至少走访两次，发现取暖、吃饭有困难的，当天报乡镇，三日内给予临时救助。</p>",
        attachments=("冬季走访登记表", "困难群众救助申请表"),
        signers=("明堂县民政局",),
        date=day,
        annotation="此件公开发布",
        address="",
    )


def _hotline(day: date) -> Paper:
    return Paper(
        title="明堂县民政局关于开通冬季救助热线的公告",
        body="<p>即日起至明年3月15日，县民政局开通冬季救助热线0999-5551507，每天8:00至20:00有人接听。</p><p>特此公告。</p>",
        signers=("明堂县民政局",),
        date=day,
        address="",
    )
