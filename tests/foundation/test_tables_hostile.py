"""Files that are not what they say, that are broken, or that somebody made to do harm."""

import io
import random
import struct
import time
import zipfile

import docx
import pytest

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.tables import messages
from mingtang.foundation.tables.kinds import tell
from mingtang.foundation.tables.limits import DEFAULT, Limits
from mingtang.foundation.tables.parsing import Parsed, parse
from tests.foundation.tables.making import (
    XML_SHEET,
    cell,
    docx_of,
    opendocument,
    packed,
    page,
    part_of,
    read,
    rows_xlsx,
    saved,
    table,
    with_parts,
)
from tests.foundation.tables.ole import compound, xls
from tests.timing import timed

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def refusal(data: bytes, limits: Limits = DEFAULT) -> str:
    with pytest.raises(Refused) as refused:
        parse(data, limits)
    assert refused.value.code in messages.REASONS
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0....", "picture"),
        (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBP", "picture"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "archive"),
        (packed({"目录.xlsx": b"PK", "说明.txt": b""}), "archive"),
        (packed({"OFD.xml": b"<OFD/>", "Doc_0/Document.xml": b""}), "ofd"),
        (packed({"ppt/presentation.xml": b"<p/>"}), "presentation"),
        (opendocument("text"), "odt"),
        (opendocument("spreadsheet", "", "<m:encryption-data/>"), "encrypted"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"MZ\x90\x00\x03\x00", "program"),
        (compound({"WordDocument": b"\xec\xa5", "1Table": b""}), "doc"),
        (compound({"EncryptionInfo": b"", "EncryptedPackage": b"x"}), "encrypted"),
        (compound({"PowerPoint Document": b""}), "presentation"),
        (compound({"Sonstiges": b""}), "unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
        (b"\x09\x08\x06\x00\x00\x00\x10\x00", "xls-old"),
        (b"<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>", "word-xml"),
        (b"<?xml version='1.0'?><rows><row/></rows>", "xml"),
        (bytes(range(256)) * 4, "unknown"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_named(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize(
    "text", ["BM编号,名称\n1,甲", "MZ001,甲\nMZ002,乙", "PK,甲\n1,2", "II*,甲", "RIFF,甲", "From: 甲,乙"]
)
def test_words_that_begin_like_something_else_are_text(text: str) -> None:
    assert read(text.encode("gb18030")).kind == "text"


def test_every_reason_says_what_to_do_and_is_a_sentence() -> None:
    for message in messages.REASONS.values():
        assert str(message).endswith("。")
        assert "请" in str(message)


def test_entries_with_a_password_are_refused() -> None:
    data = bytearray(rows_xlsx(["甲"]))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 8, 1)
    assert refusal(bytes(data)) == "encrypted"


def test_bombs_are_refused_before_anything_is_unpacked() -> None:
    bomb = with_parts(rows_xlsx(["甲"]), {"xl/media/bomb.xml": b"0" * (400 << 20)})
    assert len(bomb) < 1 << 20
    with timed(time.monotonic) as spent:
        assert refusal(bomb) == "too-large-unpacked"
    assert spent.within(1)


def test_too_many_entries_are_refused() -> None:
    data = packed({f"x/{number}": b"" for number in range(50)} | {"word/document.xml": b"<w/>"})
    assert refusal(data, Limits(entries=40)) == "too-large-unpacked"
    assert refusal(data, Limits(entries=20)) == "too-large-unpacked"


def test_a_part_that_has_to_be_held_whole_is_limited() -> None:
    data = docx_of(table(cell("甲" * 100_000)))
    assert refusal(data, Limits(part_mb=0)) == "too-large"


def test_a_size_that_lies_is_noticed() -> None:
    data = bytearray(packed({"_rels/.rels": b"<x/>", "xl/workbook.bin": b"x" * 1000}))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    struct.pack_into("<I", data, at + 24, 10)
    assert refusal(bytes(data)) == "damaged"


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE])
def test_entities_are_never_expanded(declared: str) -> None:
    book = rows_xlsx(["甲乙"])
    word = docx_of(table(cell("甲乙")))
    entity = "&i;"
    for data, part in (
        (book, "xl/worksheets/sheet1.xml"),
        (book, "xl/workbook.xml"),
        (word, "word/document.xml"),
    ):
        xml = part_of(data, part)
        xml = declared + xml[xml.index("?>") + 2 if xml.startswith("<?xml") else 0 :]
        changed = with_parts(data, {part: xml.replace("&#30002;", entity).replace("甲", entity)})
        assert refusal(changed) == "unsafe"
    sheet = XML_SHEET.decode().replace('<?xml version="1.0"?>', declared).replace("标题", entity)
    assert refusal(sheet.encode()) == "unsafe"
    # HTML knows no entities of its own making: the letters stay.
    text = (
        declared.removeprefix('<?xml version="1.0"?>')
        + page(f"<table><tr><td>{entity}<td>甲</table>").decode()
    )
    grids = read(text.encode()).grids
    assert sum(len(text) for row in grids[0].rows for text in row) < 20


def test_relations_to_elsewhere_are_not_followed() -> None:
    data = rows_xlsx(["甲"])
    relations = part_of(data, "xl/_rels/workbook.xml.rels")
    away = relations.replace(
        'Target="/xl/worksheets/sheet1.xml"', 'Target="file:///etc/passwd" TargetMode="External"'
    )
    up = relations.replace("/xl/worksheets/sheet1.xml", "../../../etc/passwd")
    for changed in (away, up):
        assert changed != relations
        assert read(with_parts(data, {"xl/_rels/workbook.xml.rels": changed})).grids == []


def test_absurd_numbers_of_cells_are_refused_quickly() -> None:
    with timed(time.monotonic) as spent:
        row = "<tr>" + "<td>甲" * 300
        assert refusal(page(f"<table>{row * 2000}</table>"), Limits(cells=500_000)) == "too-large"
        nested = page("<table><tr><td>" * 2000 + "甲")
        assert refusal(nested) == "too-large"
        assert refusal(page("<table><tr><td>甲</table>" * 30), Limits(tables=20)) == "too-large"
        assert refusal(page(f"<table><tr><td>{'甲' * 2000}</table>"), Limits(characters=1000)) == "too-large"
    assert spent.within(20)


def test_merges_over_merges_are_refused_before_they_take_time() -> None:
    data = rows_xlsx(*[["甲"] * 20] * 200)
    xml = part_of(data, "xl/worksheets/sheet1.xml")
    merges = '<mergeCell ref="A1:T1048576"/>' * 50_000
    xml = xml.replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")
    with timed(time.monotonic) as spent:
        assert refusal(with_parts(data, {"xl/worksheets/sheet1.xml": xml})) == "too-large"
    assert spent.within(10)


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("目录")
    found = document.add_table(3, 3)
    found.cell(0, 0).merge(found.cell(1, 1)).text = "类"
    found.cell(2, 2).text = "末"
    return saved(document)


SAMPLES = {
    "xlsx": rows_xlsx(["序号", "名称"], [1, "甲"], [0.5, "乙"]),
    "docx": word(),
    "xls": xls({"目录": [(0, 0, "序号", 0), (1, 1, 0.15, 9), (2, 0, b"\x17", 0)]}, merges=((0, 0, 0, 1),)),
    "xml-sheet": XML_SHEET,
    "ods": opendocument(
        "spreadsheet",
        """<o:document-content xmlns:o="o" xmlns:t="t"><o:body><o:spreadsheet><t:table t:name="目录"><t:table-row>
        <t:table-cell t:number-columns-spanned="2"><t:p>甲</t:p></t:table-cell><t:covered-table-cell/></t:table-row>
        <t:table-row t:number-rows-repeated="3"><t:table-cell t:number-columns-repeated="2"><t:p>乙</t:p></t:table-cell>
        </t:table-row></t:table></o:spreadsheet></o:body></o:document-content>""",
    ),
    "html": page(
        "<p>目录</p><table><tr><td rowspan=2>甲<td colspan=3>乙<tr><td>丙<input type=checkbox></table>"
    ),
    "text": '序号,名称\n1,"甲\n乙"\n2,丙\n'.encode("gb18030"),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_samples_are_what_they_are_called(kind: str) -> None:
    assert tell(SAMPLES[kind], DEFAULT) == kind == read(SAMPLES[kind]).kind


def mutated(chance: random.Random, data: bytes) -> bytes:
    way = chance.randrange(5)
    if way == 0:
        return data[: chance.randrange(len(data))]
    if way == 1:
        at = chance.randrange(len(data))
        return data[:at] + data[at + chance.randrange(1, 200) :]
    if way == 2:
        at = chance.randrange(len(data))
        return data[:at] + chance.randbytes(chance.randrange(1, 64)) + data[at:]
    changed = bytearray(data)
    for _unused in range(chance.randrange(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def repacked(chance: random.Random, data: bytes) -> bytes:
    """Damage inside a part, which the checksum of the archive would otherwise catch."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        victim = chance.choice([name for name in source.namelist() if name.endswith((".xml", ".rels"))])
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, mutated(chance, content) if name == victim else content)
    return out.getvalue()


# XLS is damaged through the child in `test_tables_reading`: calamine may take all memory for a broken one.
@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if kind != "xls"])
def test_a_damaged_file_gives_tables_or_a_reason_and_nothing_else(kind: str) -> None:
    chance = random.Random(kind)
    for number in range(120):
        archive = kind in ("xlsx", "docx", "ods") and number % 2
        data = (repacked if archive else mutated)(chance, SAMPLES[kind])
        with timed(time.monotonic) as spent:
            try:
                assert isinstance(parse(data, DEFAULT), Parsed)
            except Refused as refused:
                assert refused.code in messages.REASONS
        assert spent.within(5)
