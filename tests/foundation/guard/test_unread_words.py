"""Every reason why something was not checked has a sentence that is whole."""

import re
from pathlib import Path

import pytest

import mingtang.foundation
from mingtang.foundation.guard.wording.files import WORDS
from mingtang.foundation.guard.wording.unread import SENTENCES, sentence
from mingtang.kernel.guard.hits import KINDS

_ROOT = Path(mingtang.foundation.__file__).parent
_CODE = re.compile(r"(?:Refused\(|Unread\([^\n]*, )\"([a-z-]+)\"")
_NEVER = {"picture-large", "picture-huge", "picture-damaged", "no-cues"}
"""Said of pictures and subtitles that are drawn anew, which happens when they are kept."""


def codes() -> set[str]:
    found: set[str] = set()
    for folder in ("extraction", "containers", "guard/examining", "inspection"):
        for path in (_ROOT / folder).glob("*.py"):
            found.update(_CODE.findall(path.read_text("utf-8")))
    return found - _NEVER | {
        "time",
        "busy",
        "crashed",
        "rtf",
        "archive",
        "program",
        "picture-other",
        "media-other",
    }


def test_every_code_is_known() -> None:
    assert len(codes()) > 25
    assert {code for code in codes() if sentence(code) is SENTENCES["crashed"]} == {"crashed"}


@pytest.mark.parametrize("code", sorted(codes() | SENTENCES.keys()))
def test_a_sentence_is_whole(code: str) -> None:
    text = str(sentence(code))
    assert "{" not in text
    assert text.endswith("。")
    assert str(text % {"number": "3"} if "%(" in text else text)


def test_kinds_of_files_have_words() -> None:
    assert {code for code, _kind in KINDS.items() if code.startswith("file.")} <= WORDS.keys()
