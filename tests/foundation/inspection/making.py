"""Small real files of every kind, and hostile ones, made when a test needs them."""

import io
import struct
import wave
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
import openpyxl
import pikepdf
from PIL import Image

from tests.foundation.tables.ole import compound, xls

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SLIDES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="' + KINDS + '"'
)
OFD = "http://www.ofdspec.org/2016"


def pdf(*pages: str, change: Any = None, **saving: Any) -> bytes:
    """A page for each text; `change` may do anything to the document before it is saved."""
    document = pikepdf.new()
    for text in pages or ("low income list",):
        page = document.add_blank_page(page_size=(595, 842))
        page.Contents = document.make_stream(f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET".encode())
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **saving)
    return out.getvalue()


def docx_file(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines or ("关于低保的通知", "正文。"):
        document.add_paragraph(line)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    return saved(document)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_file(rows: int = 3, *, hidden: bool = False) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "名册"
    for n in range(rows):
        book.active.append([n, f"青石村{n}组"])
    other = book.create_sheet("说明")
    other["A1"] = "口径说明"
    if hidden:
        other.sheet_state = "hidden"
    return saved(book)


def pptx_file(**parts: bytes) -> bytes:
    """Two slides, the second with notes, listed in the order 2, 1 of their files."""
    slide = "<p:sld {0}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{1}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>',
            "_rels/.rels": relations(("a", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f'<p:presentation {_SLIDES}><p:sldIdLst><p:sldId id="1" r:id="x2"/><p:sldId id="2" r:id="x1"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(
                ("x1", "slide", "slides/slide1.xml"), ("x2", "slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": slide.format(_SLIDES, "第二页"),
            "ppt/slides/slide2.xml": slide.format(_SLIDES, "第一页"),
            "ppt/slides/_rels/slide1.xml.rels": relations(("n", "notesSlide", "../notesSlides/n1.xml")),
            "ppt/notesSlides/n1.xml": slide.format(_SLIDES, "讲稿备注"),
        }
        | parts
    )


def ofd_file(*pages: str, **parts: Any) -> bytes:
    """Lines of a page are drawn from the bottom to the top, as some programs do."""
    made: dict[str, Any] = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{OFD}" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{OFD}"><ofd:Pages>'
        + "".join(
            f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages or (1,)))
        )
        + "</ofd:Pages></ofd:Document>",
    }
    for n, text in enumerate(pages or ("第一行\n第二行",)):
        lines = list(enumerate(text.split("\n")))
        made[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
            f'<ofd:Page xmlns:ofd="{OFD}"><ofd:Content><ofd:Layer>'
            + "".join(
                f'<ofd:TextObject Boundary="20 {20 + 10 * row} 100 8"><ofd:TextCode X="0" Y="5">{line}</ofd:TextCode></ofd:TextObject>'
                for row, line in reversed(lines)
            )
            + "</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(made | parts)


def relations(*rows: tuple[str, str, str], external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{KINDS}/{kind}" Target="{target}"{mode}/>'
        for key, kind, target in rows
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def zipped(parts: Mapping[str, Any], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, Any]) -> bytes:
    """An office file with further or other parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    return zipped(kept | dict(parts))


def with_relation(data: bytes, kind: str, target: str, part: str = "word/_rels/document.xml.rels") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        said = old.read(part).decode()
    row = f'<Relationship Id="x99" Type="{KINDS}/{kind}" Target="{target}" TargetMode="External"/>'
    return with_parts(data, {part: said.replace("</Relationships>", row + "</Relationships>")})


def doc_file(
    text: str = "关于低保的通知\r正文。\r", *, packed: str = "", encrypted: bool = False, field: str = ""
) -> bytes:
    """Pieces in UTF-16, and behind them one of single bytes."""
    wide, narrow = (text + field).encode("utf-16-le"), packed.encode("cp1252")
    begin = 0x400
    header = bytearray(begin)
    struct.pack_into("<H", header, 0, 0xA5EC)
    struct.pack_into("<H", header, 10, 0x0200 | (0x0100 if encrypted else 0))
    number = len(wide) // 2
    ends = [0, number] + ([number + len(narrow)] if packed else [])
    places = [begin] + ([((begin + len(wide)) * 2) | 0x40000000] if packed else [])
    table = struct.pack(f"<{len(ends)}I", *ends) + b"".join(
        struct.pack("<HIH", 0, place, 0) for place in places
    )
    clx = b"\x02" + struct.pack("<I", len(table)) + table
    struct.pack_into("<II", header, 0x01A2, 0, len(clx))
    return compound({"WordDocument": bytes(header) + wide + narrow, "1Table": clx})


def ppt_file(*slides: str, encrypted: bool = False, macro: bool = False) -> bytes:
    def atom(kind: int, body: bytes, version: int = 0) -> bytes:
        return struct.pack("<HHI", version, kind, len(body)) + body

    show = b""
    for text in slides or ("第一页", "第二页"):
        inner = atom(0x0FA0, text.encode("utf-16-le"))
        show += atom(0x03EE, inner, 0x0F)
    if macro:
        show += atom(0x03FF, b"\0" * 8)
    user = struct.pack("<HHIII", 0, 0x0FF6, 20, 20, 0xF3D1C4DF if encrypted else 0xE391C05F)
    return compound({"PowerPoint Document": show, "Current User": user})


def drawing(kind: str, size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **options)
    return out.getvalue()


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(1)
        writer.setframerate(8000)
        writer.writeframes(b"\x80" * 4000)
    return out.getvalue()


def mp3(frames: int = 20) -> bytes:
    """Frames of 128 kbit/s at 44.1 kHz."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, name) + body


def mp4(brand: bytes = b"isom") -> bytes:
    return box(b"ftyp", brand + bytes(4) + brand) + box(b"moov", bytes(100)) + box(b"mdat", bytes(1000))


def ogg() -> bytes:
    page = b"OggS\x00%c" + bytes(20) + b"\x01\xff" + bytes(255)
    return page % b"\x02" + page % b"\x04"


def webm() -> bytes:
    head = b"\x1a\x45\xdf\xa3" + bytes([0x80 | 20]) + b"\x42\x82\x84webm".ljust(20, b"\0")
    return head + b"\x18\x53\x80\x67" + b"\x01" + (200).to_bytes(7, "big") + bytes(200)


SUBTITLES = "1\n00:00:01,000 --> 00:00:02,500\n各位好\n\n2\n00:00:03,000 --> 00:00:04,000\n<b>请看</b><script>x</script>\n"
TABLE = "序号,姓名,金额\n1,某某,100\n2,某某,200\n3,某某,300\n"

SAMPLES: dict[str, bytes] = {
    "pdf": pdf("first page", "second page"),
    "docx": docx_file(),
    "doc": doc_file(packed="low income"),
    "xlsx": xlsx_file(),
    "xls": xls({"名册": [(0, 0, "青石村", 0), (0, 1, 12.0, 0)]}),
    "pptx": pptx_file(),
    "ppt": ppt_file(),
    "ofd": ofd_file("第一行\n第二行", "第二页"),
    "txt": "关于低保的通知\n正文。\n".encode("gb18030"),
    "csv": TABLE.encode("gb18030"),
    "png": drawing("PNG"),
    "jpg": drawing("JPEG"),
    "gif": drawing("GIF"),
    "webp": drawing("WEBP"),
    "mp3": mp3(),
    "m4a": mp4(b"M4A "),
    "wav": sound(),
    "ogg": ogg(),
    "mp4": mp4(),
    "webm": webm(),
    "vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n",
    "srt": SUBTITLES.encode(),
}
