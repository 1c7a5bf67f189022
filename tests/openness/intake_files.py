"""Documents as clerks hand them in, made when a test needs them."""

import io
import zipfile
from typing import Any

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT as Side
from docx.shared import Mm, Pt

from tests.county import picture

TITLE = "明堂县民政局关于做好2026年冬季救助工作的通知"
HEADS = (
    "标题：明堂县民政局关于公布2023年低保标准的通知\n索引号：990121000/2023-00007\n主题分类：民政、扶贫、救灾/社会福利\n"
    "发文机关：明堂县民政局\n成文日期：2023年03月01日\n发文字号：明民发〔2023〕7号\n发布日期：2023年03月06日\n\n"
)
OLD_TEXT = (
    HEADS
    + "明堂县民政局关于公布\n2023年低保标准的通知\n明民发〔2023〕7号\n\n各乡镇人民政府：\n现将2023年低保标准公布如下。\n"
    "一、城市标准\n每人每月700元。\n明堂县民政局\n2023年3月1日\n（此件公开发布）\n"
)


def letter(*, picture_in_text: bool = False) -> bytes:
    """An official letter with a spanned table, as WPS writes it."""
    document = docx.Document()

    def line(text: str, size: int = 16, side: Side = Side.LEFT) -> None:
        paragraph = document.add_paragraph()
        paragraph.alignment = side
        paragraph.add_run(text).font.size = Pt(size)

    line("明堂县民政局文件", 40, side=Side.CENTER)
    line("明民发〔2026〕18号", side=Side.CENTER)
    line(TITLE, 22, side=Side.CENTER)
    line("各乡镇人民政府：")
    line("为做好冬季救助工作，现就有关事项通知如下。")
    line("一、救助标准")
    table = document.add_table(3, 3, style="Table Grid")
    for number, row in enumerate(
        (("对象", "补助（元）", ""), ("", "城市", "农村"), ("低保对象", "600", "500"))
    ):
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    if picture_in_text:
        document.add_picture(io.BytesIO(picture("PNG", (60, 40))), width=Mm(40))
        document.inline_shapes[0]._inline.docPr.set("descr", "新建的救助站")
        line("图1 新建的救助站", side=Side.CENTER)
    line("二、工作要求")
    line("请于2026年3月1日前上报。")
    line("附件：1.救助对象名册")
    line("2.走访登记表")
    line("明堂县民政局", side=Side.RIGHT)
    line("2026年2月20日", side=Side.RIGHT)
    line("（此件公开发布）")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def upload(data: bytes, name: str) -> Any:
    return SimpleUploadedFile(name, data)


class _OldName(zipfile.ZipInfo):
    """Writes its name byte for byte, without saying in which coding."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("cp437"), self.flag_bits


def packed(*files: tuple[str, bytes], gbk: bool = False) -> bytes:
    """A zip; with `gbk` the names are written as old programs in China do."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(_OldName(name.encode("gb18030").decode("cp437")) if gbk else name, data)
    return out.getvalue()
