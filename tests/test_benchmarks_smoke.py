"""The benchmarks run, in tiny sizes, and the crash test comes through two rounds. On SQLite only."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--database", "sqlite", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "src:."},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_tables_are_printed_and_two_crashes_lose_nothing() -> None:
    said = run("lists", "bulk", "crash")
    assert "First page, SQLite" in said
    assert "desk, clerk of one unit" in said
    assert "Bulk load" in said
    assert "all zero: reached" in said


@pytest.mark.slow
def test_the_catalogue_is_imported_and_its_second_version_counted_exactly() -> None:
    said = run("catalogue")
    assert "Import of a catalogue, SQLite" in said
    assert "Cells read back from one truth in many layouts" in said
    assert "desk, check" in said
    counted = said.partition("Second version, SQLite")[2].partition("\n\n")[0]
    assert counted.count("reached") == 5
    assert "NOT REACHED" not in counted


@pytest.mark.slow
def test_documents_are_read_printed_and_broken() -> None:
    said = run("documents")
    assert "Letters of the corpus" in said
    assert "A record of three pages" in said
    assert "Broken files of all formats" in said


@pytest.mark.slow
def test_searches_are_timed_and_a_killed_indexer_leaves_nothing_wrong() -> None:
    said = run("search", "questions")
    assert "Known records among" in said
    assert "Results with excerpts and facets over the site, SQLite" in said
    killed = said.partition("Indexer killed (kill -9)")[2].partition("\n\n")[0]
    assert killed.count("reached") == 1
    assert "NOT REACHED" not in killed


def test_an_unknown_name_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "nonsense"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "src:."},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "no benchmark named nonsense" in done.stderr
