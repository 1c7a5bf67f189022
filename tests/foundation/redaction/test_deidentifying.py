"""One press: a file goes to the child process, and a copy that may be published comes back, or a reason why not."""

import io
import random
import zipfile
from typing import Any

import openpyxl
import pytest
from django.utils.translation import override

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.guard import deidentifying
from mingtang.foundation.guard import deidentifying_job as job
from mingtang.foundation.guard.deidentifying import Deidentified, NotMade, deidentify
from mingtang.foundation.guard.examining.travelling import about_data
from mingtang.foundation.sandbox.asking import Answer
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.masking import masked
from tests.foundation.inspection.making import (
    doc_file,
    docx_file,
    drawing,
    ofd_file,
    pptx_file,
    saved,
    xlsx_file,
)
from tests.foundation.redaction.making import (
    ABOUT,
    ID,
    LINE,
    MOBILE,
    everything,
    everything_of_pdf,
    leaked,
)
from tests.foundation.redaction.papers import PLAIN, drawn

MASKED = masked("personal.id_number", ID)
OPTIONS: dict[str, Any] = {
    "name": "名单",
    "about": about_data(ABOUT),
    "knowledge": Knowledge().as_data(),
    "strict": False,
    "keep": [],
    "limits": {"seconds": 30, "memory_mb": 1500, "unpacked_mb": 50, "part_mb": 20},
}


def made(data: bytes, name: str = "名单.docx", **how: Any) -> Deidentified:
    return deidentify(data, name, ABOUT, Knowledge(), **how)


def test_a_word_file_comes_back_masked_with_what_was_done() -> None:
    found = made(docx_file("公示", LINE))
    assert not leaked(everything(found.data))
    assert (found.kind, found.name) == ("docx", "名单.docx")
    (row,) = [row for row in found.rows if row.kind == "personal.id_number"]
    assert (row.after, row.count) == (MASKED, 1)
    assert not leaked(repr(found))
    assert found.left.complete
    assert not [hit for hit in found.left.hits if hit.severity == "block"]
    assert "properties" in {note.code for note in found.notes}
    assert all(str(note.message) for note in found.notes)


def test_a_pdf_and_a_table_of_text_come_back_masked() -> None:
    assert not leaked(everything_of_pdf(made(drawn(PLAIN), "名单.pdf").data))
    found = made(f"姓名,身份证号\n陈桂兰,{ID}\n".encode("gb18030"), "名单.csv")
    assert MASKED in found.data.decode("gb18030")


def test_the_name_of_the_file_is_masked_too() -> None:
    assert (
        made(docx_file("公示"), f"{MOBILE}的申请.docx").name
        == masked("personal.mobile", MOBILE).replace("*", "x") + "的申请.docx"
    )


def test_kinds_to_keep_stay_and_are_not_counted_as_left() -> None:
    found = made(docx_file(LINE), keep=frozenset({"personal.id_number"}))
    assert ID in everything(found.data)
    assert "personal.id_number" not in {row.kind for row in found.rows} | set(found.left.counts)


@pytest.mark.parametrize(
    ("data", "name", "code", "words"),
    [
        (doc_file, "a.doc", "old-format", "另存为 .docx"),
        (ofd_file, "a.ofd", "other-format", "Word、Excel 原件"),
        (lambda: b"", "a.docx", "empty", "空文件"),
        (lambda: docx_file()[:-200], "a.docx", "damaged", "损坏"),
        (lambda: drawing("PNG"), "a.png", "picture", "图片里的文字不能自动脱敏"),
        (lambda: b"MZ" + bytes(100), "a.docx", "program", "程序"),
    ],
    ids=["old", "ofd", "empty", "cut", "picture", "program"],
)
def test_what_cannot_be_masked_is_refused_with_what_to_do(
    data: Any, name: str, code: str, words: str
) -> None:
    with pytest.raises(NotMade) as refused:
        made(data(), name)
    assert refused.value.code == code
    with override("zh-hans"):
        assert words in str(refused.value.message)


def test_without_a_clean_copy_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "_made", lambda data, *_given: data)
    with pytest.raises(Refused, match="left"):
        job.copy_of(docx_file(LINE), OPTIONS)


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"kind": "docx", "name": 5, "rows": [], "notes": [], "left": {}},
        {"kind": "nothing", "name": "a", "rows": [], "notes": [], "left": {}},
        {"kind": "docx", "name": "a", "rows": [["x"]], "notes": [], "left": {"hits": [], "counts": {}}},
    ],
)
def test_an_answer_that_is_none_is_not_believed(
    found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deidentifying, "ask", lambda *_given, **_more: Answer(found, (b"x",)))
    with pytest.raises(NotMade, match="crashed"):
        made(b"x")


def test_every_code_has_words_and_none_is_shown_as_a_code() -> None:
    from mingtang.foundation.guard import deidentifying_messages as messages

    with override("zh-hans"):
        for code in messages._REFUSED:
            assert len(str(messages.refusal(code, ("7",)))) > 10
        for code in messages._NOTES:
            text = str(messages.note(code, ("7",)))
            assert text.endswith("。")
            assert "{" not in text
        assert str(messages.note("no such code")) == ""


def files() -> list[bytes]:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file()))
    book.worksheets[0]["A1"] = LINE
    return [docx_file(LINE), saved(book), pptx_file(), drawn(PLAIN), LINE.encode()]


def test_damaged_files_are_refused_or_masked_and_never_break() -> None:
    chance = random.Random(8)
    for data in files():
        for _round in range(12):
            broken = bytearray(data)
            for _place in range(chance.randint(1, 12)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            try:
                job.copy_of(bytes(broken), OPTIONS)
            except Refused:
                continue


def test_damage_inside_the_parts_of_office_files_never_breaks() -> None:
    chance = random.Random(9)
    for data in files()[:3]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for _round in range(12):
            name = chance.choice([one for one in parts if one.endswith((".xml", ".rels"))])
            text = parts[name].decode()
            for _place in range(chance.randint(1, 4)):
                digits = [n for n, letter in enumerate(text) if letter.isdigit()]
                if digits:
                    at = chance.choice(digits)
                    text = text[:at] + chance.choice(["-1", "999999999999", "x", "", "1e9"]) + text[at + 1 :]
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                for other, content in parts.items():
                    archive.writestr(other, text if other == name else content)
            try:
                _found, copy = job.copy_of(out.getvalue(), OPTIONS)
            except Refused:
                continue
            assert not leaked(everything(copy))


def test_a_file_that_would_unpack_beyond_measure_is_refused() -> None:
    out = io.BytesIO(docx_file())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.png", bytes(80_000_000))
    with pytest.raises(Refused, match="too-large"):
        job.copy_of(out.getvalue(), OPTIONS)
