"""Every kind is told by its content, under whatever name; what is cleaned is clean."""

import io

import pytest
from PIL import Image

from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.inspection.looking import look
from tests.foundation.inspection.making import (
    SAMPLES,
    SUBTITLES,
    docx_file,
    drawing,
    pdf,
    with_relation,
    xlsx_file,
)

ALL = frozenset(KINDS)
BECOMES = {"gif": "png", "webp": "jpg", "srt": "vtt"}


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_kind_is_taken_for_what_it_is(kind: str) -> None:
    looked = look(SAMPLES[kind], f"附件.{KINDS[kind].extension}", ALL)
    assert looked.kind == BECOMES.get(kind, kind)
    assert looked.notes == ()
    assert (looked.content is not None) == (kind in ("png", "jpg", "gif", "webp", "srt", "vtt"))


@pytest.mark.parametrize("kind", ["docx", "xls", "mp4", "png", "ofd"])
def test_a_wrong_name_is_told_with_what_the_file_really_is(kind: str) -> None:
    (note,) = look(SAMPLES[kind], "附件.pdf", ALL).notes
    assert note.code == "name-lies"
    assert ".pdf" in str(note.message)
    assert str(KINDS[kind].label) in str(note.message)


@pytest.mark.parametrize("name", ["附件", "附件.PDF", "附件.xyz", "附件.pdf.pdf", ""])
def test_a_name_without_a_claim_is_no_lie(name: str) -> None:
    assert look(SAMPLES["pdf"], name, ALL).notes == ()


@pytest.mark.parametrize(
    ("name", "kind"), [("表.wps", "doc"), ("表.et", "xls"), ("表.dps", "ppt"), ("图.jpeg", "jpg")]
)
def test_names_of_wps_are_names_of_office_files(name: str, kind: str) -> None:
    assert look(SAMPLES[kind], name, ALL).notes == ()


def test_only_the_first_picture_of_an_animation_is_kept_and_told() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    looked = look(out.getvalue(), "动图.gif", ALL)
    assert [note.code for note in looked.notes] == ["animation-lost"]
    assert looked.content is not None
    assert looked.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_hides_behind_a_picture_does_not_come_along(kind: str) -> None:
    looked = look(drawing(kind) + b"PK\x03\x04 <script>secret</script>", "图", ALL)
    assert looked.content is not None
    assert b"secret" not in looked.content


def test_subtitles_become_what_players_read() -> None:
    content = look(SUBTITLES.encode("gb18030"), "字幕.srt", ALL).content
    assert content is not None
    text = content.decode()
    assert text.startswith("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\n各位好")
    assert "<b>请看</b>" in text
    assert "<script>" not in text


def test_hidden_sheets_and_local_paths_are_told_not_refused() -> None:
    assert [(note.code, note.details) for note in look(xlsx_file(hidden=True), "表.xlsx", ALL).notes] == [
        ("hidden-sheets", ("说明",))
    ]
    local = with_relation(docx_file(), "attachedTemplate", "file:///C:\\Users\\wang\\Normal.dotm")
    (note,) = look(local, "文.docx", ALL).notes
    assert note.code == "local-link"
    assert (
        look(with_relation(docx_file(), "hyperlink", "https://www.example.gov.cn/a"), "文.docx", ALL).notes
        == ()
    )


def test_a_pdf_that_opens_for_all_but_forbids_copying_is_told() -> None:
    import pikepdf

    rules = pikepdf.Encryption(owner="geheim", user="", allow=pikepdf.Permissions(extract=False))
    assert [note.code for note in look(pdf(encryption=rules), "a.pdf", ALL).notes] == ["pdf-restricted"]
