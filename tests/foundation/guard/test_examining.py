"""A file is read and looked at by a child process; whatever happens to that, the answer is an examination."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.extraction.items import Item, Unread
from mingtang.foundation.guard import basis
from mingtang.foundation.guard.examining import files, job, pictures
from mingtang.foundation.guard.examining.files import Examination, examine
from mingtang.foundation.guard.examining.travelling import about_data, hit_data, hit_of
from mingtang.foundation.sandbox import asking
from mingtang.foundation.sandbox.asking import Answer, Failed
from mingtang.kernel.guard.about import About, Writer
from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.knowledge import Knowledge, Phrase
from mingtang.kernel.guard.pieces import Part, Piece, Place
from tests.foundation.extraction.finding import SECRET
from tests.foundation.inspection.making import docx_file, drawing, mp4, xlsx_file, zipped
from tests.timing import timed

ABOUT = About(date(2026, 3, 1), "通知", "明堂县民政局", dated=date(2026, 2, 1))
KNOWN = Knowledge(phrases=(Phrase(SECRET, severity=Severity.BLOCK), Phrase("青石村", "清水村")))


@pytest.fixture(autouse=True)
def _no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has."""
    monkeypatch.setattr(pictures, "program", lambda: None)


def told(found: Examination) -> list[Hit]:
    """By the house list and on the file as such; what other detectors think of it is theirs."""
    return [hit for hit in found.report.hits if hit.group in ("house", "file")]


def kinds(found: Examination) -> list[str]:
    return [hit.kind for hit in told(found)]


def whys(found: Examination) -> list[str]:
    return [hit.args["why"] for hit in found.report.hits if hit.kind == "file.unread"]


def test_a_workbook_is_read_and_looked_at() -> None:
    found = examine(xlsx_file(2, hidden=True), f"{SECRET}青石村.docx", ABOUT, KNOWN)
    assert found.kind == "xlsx"
    assert found.report.complete
    places = [(hit.place.part, hit.place.cell, hit.text, hit.suggestion) for hit in told(found)]
    assert places == [
        (Part.CELL, "A1", "", None),
        (Part.FILE_NAME, "", SECRET, None),
        (Part.FILE_NAME, "", "青石村", "清水村"),
        (Part.CELL, "B1", "青石村", "清水村"),
        (Part.CELL, "B2", "青石村", "清水村"),
    ]
    hidden = told(found)[0]
    assert (hidden.kind, hidden.args) == ("file.hidden_content", {"why": "cells", "number": "1"})
    assert found.report.counts["file.hidden_content"] == 1
    assert found.report.counts["house.phrase"] == 4
    assert [note.code for note in found.notes] == ["name-lies"]


def test_what_a_county_knows_may_be_more_than_a_command_line_holds() -> None:
    many = tuple(Phrase(f"词{number}", note="说明" * 40) for number in range(20_000))
    found = examine("词19999".encode(), "a.txt", ABOUT, Knowledge(phrases=many))
    assert [hit.text for hit in told(found)] == ["词19999"]


def child(monkeypatch: pytest.MonkeyPatch, code: str) -> Examination:
    """Lets another program stand in for the child."""
    monkeypatch.setattr(files, "WARM", "")
    monkeypatch.setattr(asking, "_CHILD", (sys.executable, "-c", code))
    return examine(b"x", f"{SECRET}.txt", ABOUT, KNOWN)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "crashed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "too-large"),
        ("raise SystemExit(3)", "too-large"),
        ("print('{')", "crashed"),
    ],
)
def test_a_child_that_fails_is_a_hit(monkeypatch: pytest.MonkeyPatch, code: str, why: str) -> None:
    found = child(monkeypatch, code)
    assert (found.kind, whys(found), found.report.complete) == ("", [why], False)
    # The name of the file can be looked at all the same.
    assert kinds(found) == ["file.unread", "house.phrase"]
    assert found.report.worst() == Severity.BLOCK


def test_a_child_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMITS", Limits(seconds=1))
    with timed(time.monotonic) as spent:
        assert whys(child(monkeypatch, "import time; time.sleep(60)")) == ["time"]
    assert spent.within(5)


def test_a_file_beyond_measure_is_not_even_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMITS", Limits(upload_mb=1))
    monkeypatch.setattr(files, "ask", lambda *_, **__: pytest.fail("asked"))
    assert whys(examine(bytes(2 << 20), "a.txt", ABOUT, KNOWN)) == ["too-large"]


HIT = hit_data(Hit("house.phrase", Place(), 0, 1, "x", Severity.WARN))
GOOD: dict[str, Any] = {
    "kind": "txt", "hits": [HIT], "counts": {"house.phrase": 1}, "characters": 1, "complete": True,
    "notes": [], "pictures": [], "without": 0, "first": None,
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "nonsense"},
        {"kind": None},
        {"hits": 3},
        {"hits": [[1]]},
        {"hits": [["no.kind", *HIT[1:]]]},
        {"hits": [[*HIT[:2], -1, *HIT[3:]]]},
        {"hits": [[*HIT[:2], 5, 2, *HIT[4:]]]},
        {"hits": [[*HIT[:5], "nonsense", *HIT[6:]]]},
        {"hits": [[*HIT[:6], 7, *HIT[7:]]]},
        {"hits": [[*HIT[:7], {"a": 1}, *HIT[8:]]]},
        {"hits": [[HIT[0], ["nowhere", *HIT[1][1:]], *HIT[2:]]]},
        {"hits": [HIT] * 10_000},
        {"counts": {}},
        {"counts": 3},
        {"characters": "x"},
        {"complete": 1},
        {"notes": 3},
        {"pictures": [HIT[1]]},
        {"without": -1},
        {"first": "x"},
    ],
)
def test_an_answer_that_is_none_is_a_hit(monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]) -> None:
    monkeypatch.setattr(files, "ask", lambda *_, **__: Answer(GOOD | change))
    assert whys(examine(b"x", "a.txt", ABOUT, KNOWN)) == ["crashed"]


def test_a_hit_travels_whole_and_comes_back_storable() -> None:
    hit = Hit(
        "house.phrase", Place(Part.CELL, "表", 2, 3, "B3", "a.xlsx", True), 1, 3, "两字", Severity.BLOCK,
        0.5, {"source": "x"}, "改", "建议",
    )  # fmt: skip
    assert hit_of(hit_data(hit)) == hit
    assert hit_of(hit_data(Hit("house.phrase", Place(), 0, 1, "a\x00\ud800", Severity.WARN))).text == "a?"


def asked(data: bytes, knowledge: Knowledge = KNOWN, **options: Any) -> dict[str, Any]:
    """Without a child process."""
    given = {
        "name": "a.bin", "about": about_data(ABOUT), "knowledge": knowledge.as_data(), "limits": {},
        "seconds": 20.0, "pictures": False,
    }  # fmt: skip
    return job.answer(data, given | options)[0]


def test_what_was_not_listed_and_what_was_not_read_are_both_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def two(*_: Any, **__: Any) -> Iterator[Item]:
        for _n in range(5_010):
            yield Piece(f"证号{SECRET}")
        yield Unread(Place(), "damaged")

    monkeypatch.setattr(job, "read", two)
    found = asked(b"x", name="a.txt")
    assert found["counts"]["file.unread"] == 2
    assert sum(hit_of(hit).kind == "file.unread" for hit in found["hits"]) == 2


def test_time_that_is_up_leaves_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any, **__: Any) -> Iterator[Item]:
        yield Piece(f"证号{SECRET}")
        try:
            while True:
                sum(range(1000))
        except Exception:
            pytest.fail("a reader took the end of time for damage")

    monkeypatch.setattr(job, "read", slow)
    with timed(time.monotonic) as spent:
        found = asked(b"x", seconds=0.3)
    assert spent.within(2)
    assert [(hit[0], hit[7].get("why")) for hit in found["hits"]] == [
        ("file.unread", "time"),
        ("house.phrase", None),
    ]
    assert found["complete"] is False


def test_time_that_is_up_while_the_guard_looks_is_said() -> None:
    found = asked("一段话\n".encode() * 1000, seconds=0.0)
    assert [hit[7]["why"] for hit in found["hits"]] == ["time"]


def test_what_is_struck_out_noted_or_filmed_is_told_once_with_its_number() -> None:
    data = zipped({"a.mp4": mp4(), "b.mp4": mp4(), "c.docx": docx_file("正文")})
    found = asked(data)
    assert [(hit[0], hit[7]) for hit in found["hits"]] == [
        ("file.not_looked", {"why": "media", "number": "2"})
    ]


def test_the_county_decides_how_severe_a_file_is() -> None:
    encrypted = b"%PDF-1.7\n" + bytes(500)
    levels = Knowledge(levels={"file.unread": Severity.WARN})
    assert [hit[5] for hit in asked(encrypted, levels)["hits"]] == ["warn"]
    assert asked(encrypted, Knowledge(off=frozenset(("file.unread",))))["hits"] == []


def test_on_what_a_citizen_hands_in_only_personal_data_counts() -> None:
    about = about_data(About(date(2026, 3, 1), writer=Writer.CITIZEN))
    found = asked(f"青石村{SECRET}".encode(), about=about)["hits"]
    assert {hit[0].partition(".")[0] for hit in found} == {"personal"}


def test_pictures_nobody_can_read_are_counted() -> None:
    found = examine(drawing("PNG", (300, 200)), "扫描件.png", ABOUT, KNOWN)
    (hit,) = told(found)
    assert (hit.kind, hit.args) == ("file.not_looked", {"why": "pictures", "number": "1"})
    assert hit.severity == Severity.WARN
    assert examine(drawing("PNG", (40, 40)), "图标.png", ABOUT, KNOWN).report.hits == ()


def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """A program that stands in for the one that reads pictures."""
    program = tmp_path / "reader"
    program.write_text(f"#!{sys.executable}\nimport sys\ndata = sys.stdin.buffer.read()\n{code}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pictures, "program", lambda: str(program))


def test_words_of_pictures_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader(tmp_path, monkeypatch, f"assert data[:4] == b'\\x89PNG'; print('青 石 村 {SECRET}')")
    found = examine(drawing("PNG", (300, 200)), "扫描件.png", ABOUT, KNOWN)
    assert [(hit.text, hit.place.part) for hit in told(found)] == [
        ("青石村", Part.PICTURE),
        (SECRET, Part.PICTURE),
    ]
    assert found.report.counts["house.phrase"] == 2


@pytest.mark.parametrize(
    "code",
    [
        "sys.exit(1)",
        "import time; time.sleep(60)",
        "import resource; sys.exit(resource.getrlimit(resource.RLIMIT_FSIZE)[0] == 0)",
    ],
)
def test_a_picture_that_is_not_read_is_one_nobody_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    reader(tmp_path, monkeypatch, code)
    monkeypatch.setattr(pictures, "_SECONDS", 0.7)
    found = examine(drawing("PNG", (300, 200)), "扫描件.png", ABOUT, KNOWN)
    assert [(hit.kind, hit.args["number"]) for hit in found.report.hits] == [("file.not_looked", "1")]


def test_no_process_is_left_when_there_is_none_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: Any, **__: Any) -> Answer:
        raise Failed("busy")

    monkeypatch.setattr(files, "ask", busy)
    assert whys(examine(b"x", "a.txt", ABOUT, KNOWN)) == ["busy"]


def test_a_check_is_made_anew_when_anything_changes_that_reads_files() -> None:
    """All that is imported by whoever reads a file is part of what checks are kept with."""
    code = (
        "import sys\n"
        "from mingtang.foundation.extraction import archived, docx, ofd, old_office, pdf, pictures, plain, pptx, xlsx\n"
        "from mingtang.foundation.extraction import reading\n"
        "print(*(name for name in sys.modules if name.startswith('mingtang.foundation.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    known = (*basis.PACKAGES, "mingtang.foundation.sandbox")
    assert [name for name in done.stdout.split() if not name.startswith(known)] == []
