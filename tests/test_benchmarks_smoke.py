"""The benchmarks run, in tiny sizes, and the crash test comes through two rounds. On SQLite only."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 1500
"""Seconds; three minutes beside the other tests, and a machine may be four times as slow for a while."""


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "src:."},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            said, told = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            # Told to end it takes its servers down; killed it would leave them.
            process.terminate()
            said, told = process.communicate()
            told += f"\nended after {LONGEST} s"
    return subprocess.CompletedProcess(process.args, process.returncode, said, told)


@pytest.mark.slow
def test_all_tables_are_printed_versions_counted_exactly_and_crashes_lose_nothing() -> None:
    """In one run, because preparing the first database is the most of each."""
    names = (
        "lists",
        "bulk",
        "crash",
        "catalogue",
        "documents",
        "search",
        "questions",
        "duties",
        "guard_accuracy",
    )
    done = run("--quick", "--database", "sqlite", *names)
    said = done.stdout
    assert done.returncode == 0, said + done.stderr
    for table in (
        "First page, SQLite",
        "desk, clerk of one unit",
        "Bulk load",
        "Import of a catalogue, SQLite",
        "Cells read back from one truth in many layouts",
        "desk, check",
        "Letters of the corpus",
        "A record of three pages",
        "Broken files of all formats",
        "Known records among",
        "Results with excerpts and facets over the site, SQLite",
        "All duties checked anew, SQLite",
        "Pages of the measure, SQLite",
        "The open test set of the guard",
        "Held out: written after the detectors",
    ):
        assert table in said
    assert "all zero: reached" in said
    counted = said.partition("Second version, SQLite")[2].partition("\n\n")[0]
    assert counted.count("reached") == 5
    assert "NOT REACHED" not in counted
    killed = said.partition("Indexer killed (kill -9)")[2].partition("\n\n")[0]
    assert killed.count("reached") == 1
    assert "NOT REACHED" not in killed


def test_an_unknown_name_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "nonsense"])
    with pytest.raises(SystemExit) as ended:
        importlib.import_module("benchmarks.__main__").main()
    assert ended.value.code == 2
    assert "no benchmark named nonsense" in capsys.readouterr().err
