"""What is hostile, broken or unwanted is refused, each with its reason and what to do now."""

import pytest

from mingtang.foundation.files.checks import ATTACHMENT_KINDS
from mingtang.foundation.inspection import messages
from mingtang.foundation.inspection.contents import contents
from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.inspection.looking import Finding, NotTaken, look
from tests.foundation.inspection.hostile import HOSTILE, UNWANTED
from tests.foundation.inspection.making import SAMPLES, drawing

STILL_WHOLE = ("txt", "csv", "vtt", "srt", "mp3", "gif", "png", "jpg", "webp")
CUT = {kind: data for kind, data in SAMPLES.items() if kind not in STILL_WHOLE} | {
    kind: drawing(name, (400, 300)) for kind, name in (("png", "PNG"), ("jpg", "JPEG"), ("webp", "WEBP"))
}
"""Texts, subtitles, MP3 and the first picture of a GIF are still whole when their end is gone."""


def refusal(data: bytes, name: str = "附件") -> Finding:
    with pytest.raises(NotTaken) as refused:
        look(data, name, ATTACHMENT_KINDS)
    words = str(refused.value.finding.message)
    assert "请" in words, "it says what to do"
    assert "{" not in words
    return refused.value.finding


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_with_its_reason(name: str) -> None:
    code, data = HOSTILE[name]
    assert refusal(data).code == code


@pytest.mark.parametrize("what", UNWANTED)
def test_what_is_not_taken_says_what_it_is(what: str) -> None:
    code, data, name = UNWANTED[what]
    assert refusal(data, name).code == code


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.97])
@pytest.mark.parametrize("kind", CUT)
def test_a_file_that_was_cut_is_refused(kind: str, share: float) -> None:
    if share > 0.9 and kind in STILL_WHOLE:
        share = 0.9
    data = CUT[kind]
    assert refusal(data[: int(len(data) * share)], f"a.{kind}").code in (
        "damaged",
        "picture-damaged",
        "unknown",
        "empty",
        "too-large",
    )


def test_every_sentence_is_one_and_unknown_codes_are_an_accident() -> None:
    for code in messages.SENTENCES:
        assert str(Finding(code, ("甲", "乙")).message)
    assert str(Finding("<script>").message) == str(Finding("crashed").message)
    assert all(kind.label for kind in KINDS.values())


def test_pieces_out_of_a_file_are_short_and_on_one_line() -> None:
    from mingtang.foundation.inspection.looking import shown

    assert shown(["a\nb" + "x" * 500]) == ("a b" + "x" * 77,)
    assert shown("no list") == ()
    assert len(shown(["x"] * 50)) == 8


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "doc", "xls", "ppt", "pptx", "ofd", "jpg"])
def test_a_reader_that_meets_rubbish_refuses(kind: str) -> None:
    with pytest.raises(NotTaken):
        contents(SAMPLES[kind][:100] + bytes(200), kind)
