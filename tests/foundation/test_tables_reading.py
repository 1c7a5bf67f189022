"""The child process: it is confined, its end is told as a reason, and nothing of it stays behind."""

import json
import logging
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mingtang.foundation.sandbox import asking
from mingtang.foundation.sandbox.confines import ENVIRONMENT
from mingtang.foundation.tables import messages
from mingtang.foundation.tables.limits import Limits
from mingtang.foundation.tables.reading import ReadResult, UnreadableTable, read_tables
from tests.foundation.tables.making import page, rows_xlsx, xlsx
from tests.foundation.tables.ole import Cell, xls
from tests.foundation.test_tables_hostile import SAMPLES, mutated
from tests.timing import timed


@pytest.fixture(autouse=True)
def _nothing_stays_behind() -> Iterator[None]:
    def state() -> tuple[set[str], list[str]]:
        children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
        return set(children), sorted(path.name for path in Path("/proc/self/fd").iterdir())

    before = state()
    yield
    children, files = state()
    # Templates of tests before may end meanwhile.
    assert children <= before[0]
    assert len(files) <= len(before[1])


def child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Lets another program stand in for the child."""
    monkeypatch.setattr(asking, "_CHILD", (sys.executable, "-c", code))


def says(text: str) -> str:
    """A program that answers with this text in the right frame."""
    return f"import os; os.write(1, {len(text)}.to_bytes(8, 'big') + {text.encode()!r})"


def reason(data: bytes = b"x", **limits: int) -> str:
    with pytest.raises(UnreadableTable) as refused:
        read_tables(data, limits=Limits(**limits))
    assert str(refused.value.message)
    return refused.value.code


@pytest.mark.parametrize("kind", SAMPLES)
def test_tables_come_back_whole_from_the_child(kind: str) -> None:
    from mingtang.foundation.tables.parsing import parse

    result, parsed = read_tables(SAMPLES[kind]), parse(SAMPLES[kind], Limits())
    assert (result.kind, list(result.grids)) == (parsed.kind, parsed.grids)
    assert all(isinstance(row, tuple) for grid in result.grids for row in grid.rows)


def test_notes_come_back_with_a_sentence() -> None:
    def more(book: Any) -> None:
        for number in range(7):
            book.create_sheet(f"旧{number}").sheet_state = "hidden"

    (note,) = read_tables(xlsx(lambda sheet: sheet.append(["甲"]), more=more)).notes
    assert (note.code, len(note.details)) == ("hidden-sheets", 7)
    assert "旧4……" in str(note.message)


def test_a_text_file_lends_its_name_to_its_table() -> None:
    assert read_tables("甲,乙".encode(), name="目录.2024.csv").grids[0].name == "目录.2024"


def test_a_refusal_of_the_child_is_logged_without_content(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "mingtang.foundation.tables.reading"):
        assert reason(SAMPLES["xlsx"][:200] + "秘密".encode()) == "damaged"
    assert "damaged BadZipFile at zipfile.py" in caplog.text
    assert "秘密" not in caplog.text


def test_a_file_above_the_limit_starts_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_CHILD", ("/nowhere",))
    assert reason(b"x" * (1 << 20) + b"x", upload_mb=1) == "too-large"


def test_a_child_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "import time; time.sleep(60)")
    with timed(time.monotonic) as spent:
        assert reason(seconds=1) == "time"
        child(monkeypatch, "import os, time; os.close(1); time.sleep(60)")
        assert reason(seconds=1) == "time"
    assert spent.within(10)


def test_a_child_that_computes_too_long_is_stopped() -> None:
    data = page("<table>" + "<tr><td colspan=500 rowspan=2>" * 300_000)
    assert reason(data, seconds=1) == "time"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "crashed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "too-large"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGABRT)", "too-large"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "time"),
        ("raise SystemExit(1)", "crashed"),
        ("print('{')", "crashed"),
        (says("[]"), "crashed"),
        (says("{}"), "crashed"),
        (says('{"pieces": [1]}'), "crashed"),
        (says('{"pieces": [], "refused": "no such reason"}'), "crashed"),
        (says('{"pieces": [], "kind": "text", "notes": 3, "grids": [[1]]}'), "crashed"),
        (says('{"pieces": [], "kind": "text", "notes": [], "grids": [["", [[1]], [1], [], []]]}'), "crashed"),
        (
            says('{"pieces": [], "kind": "text", "notes": [], "grids": [["", [["x"], []], [1, 2], [], []]]}'),
            "crashed",
        ),
    ],
)
def test_a_child_that_fails_is_a_reason(monkeypatch: pytest.MonkeyPatch, code: str, expected: str) -> None:
    child(monkeypatch, code)
    assert reason() == expected


def test_a_child_that_floods_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "while True: print('x' * 1000)")
    assert reason(characters=1000, cells=1000) == "crashed"


def test_want_of_memory_is_a_reason() -> None:
    corners: list[Cell] = [(0, 0, 1.0, 0), (65_535, 255, 1.0, 0)]
    assert reason(xls({"目录": corners}), memory_mb=300) == "too-large"
    assert reason(page("<table>" + "<tr><td>甲" * 500_000), memory_mb=200) == "too-large"


def test_a_machine_without_processes_left_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_CHILD", ("/nowhere",))
    assert reason() == "busy"


CONFINED = """
import errno, json, os, socket, sys
from mingtang.foundation.sandbox.child import confine
from mingtang.foundation.sandbox.confines import Confines
confine(Confines())
found = {"environment": sorted(os.environ)}
try:
    with open(sys.argv[-1], "wb") as out: out.write(b"x")
except OSError as error:
    found["write"] = errno.errorcode[error.errno]
try:
    bytearray(2_000 << 20)
except MemoryError:
    found["memory"] = "refused"
import resource
found["processes"] = resource.getrlimit(resource.RLIMIT_NPROC)[1]
found["seconds"] = resource.getrlimit(resource.RLIMIT_CPU)[0]
found["django"] = "django" in sys.modules
print(json.dumps(found))
"""


def test_the_child_can_neither_write_nor_grow_nor_start_others(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": ENVIRONMENT["PYTHONPATH"]}
    code = [sys.executable, "-c", CONFINED, str(tmp_path / "out")]
    found = json.loads(subprocess.run(code, env=environment, capture_output=True, check=True).stdout)
    assert found.pop("environment") in (["LC_CTYPE", "PYTHONPATH"], ["PYTHONPATH"])
    assert found == {"write": "EFBIG", "memory": "refused", "processes": 0, "seconds": 60, "django": False}


def test_the_child_sees_nothing_of_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGTANG_SECRET_KEY", "geheim")
    child(monkeypatch, "import os, sys; sys.exit(7 if 'MINGTANG_SECRET_KEY' in os.environ else 1)")
    assert reason() == "crashed"


def test_damaged_files_through_the_child_give_tables_or_a_reason() -> None:
    chance = random.Random(1)
    kinds = ["xls"] * 20 + [kind for kind in SAMPLES if kind != "xls"] * 3
    for kind in kinds:
        with timed(time.monotonic) as spent:
            try:
                assert isinstance(
                    read_tables(mutated(chance, SAMPLES[kind]), limits=Limits(seconds=10)), ReadResult
                )
            except UnreadableTable as refused:
                assert refused.code in messages.REASONS
        assert spent.within(15)


@pytest.mark.slow
def test_ten_thousand_rows_are_read_in_a_few_seconds() -> None:
    data = rows_xlsx(
        *[
            [number, *[f"依据《条例》第{number}条公开 {column}" for column in range(15)]]
            for number in range(10_000)
        ]
    )
    # Three on an idle machine; tests run beside others.
    with timed(time.monotonic) as spent:
        (grid,) = read_tables(data).grids
    assert spent.within(12)
    assert (len(grid.rows), grid.width) == (10_000, 16)
