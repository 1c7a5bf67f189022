"""Twenty published documents of the State Council: what is read equals what their publisher says of them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.manuscripts.job import parse
from mingtang.kernel.identifiers.doc_number import normalise
from mingtang.kernel.official.dates import read_date
from mingtang.kernel.official.letter import Letter
from mingtang.kernel.official.recognising import recognise

# They are not part of the project: they lie beside the checkout on machines where they were laid.
SAMPLES = Path(__file__).resolve().parents[3].joinpath("shared", "samples", "policies")
INDEX = SAMPLES / "index.jsonl"

pytestmark = pytest.mark.skipif(
    not INDEX.is_file(),
    reason="the published documents are no part of the project; without them only those twenty go unread",
)


def entries() -> list[dict[str, Any]]:
    if not INDEX.is_file():
        return []
    return [json.loads(row) for row in INDEX.read_text("utf-8").splitlines() if row.strip()]


def day(text: str) -> str:
    found = read_date(text)
    assert found is not None
    return found.isoformat()


@cache
def text_of(name: str) -> str:
    return SAMPLES.joinpath(name).read_text("utf-8-sig")


def without_heads(text: str) -> str:
    """What follows the blank line below 来源：…"""
    head, _blank, rest = text.replace("\r\n", "\n").partition("\n\n")
    assert head.startswith("标题：")
    return rest


def letter_of(text: str) -> Letter:
    kind, found = parse(text.encode(), Limits())
    assert kind == "text"
    return recognise([block.line for block in found.blocks])


def value(letter: Letter, name: str) -> str:
    return letter.fields[name].value if name in letter.fields else ""


def letters(text: str) -> str:
    """Titles are broken, held apart and quoted in more than one way."""
    return "".join(c for c in text if c.isalnum())


each = pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"gov{entry['id']:02d}")


def test_there_are_twenty() -> None:
    assert len(entries()) == len(list(SAMPLES.glob("*.txt"))) == 20


@each
def test_with_heads(entry: dict[str, Any]) -> None:
    letter = letter_of(text_of(entry["file"]))
    assert value(letter, "title") == entry["title"]
    assert value(letter, "doc_no") == normalise(entry["doc_no"])
    assert value(letter, "issuer") == entry["issuer"]
    assert value(letter, "doc_date") == day(entry["written"])
    assert value(letter, "index_no") == entry["index_no"]
    assert value(letter, "published_on") == day(entry["published"])
    assert value(letter, "theme") == entry["topic"]


@each
def test_without_heads(entry: dict[str, Any]) -> None:
    letter = letter_of(without_heads(text_of(entry["file"])))
    assert letters(value(letter, "title")) == letters(entry["title"])
    assert value(letter, "doc_no") == normalise(entry["doc_no"])
    assert value(letter, "issuer") == entry["issuer"]
    assert value(letter, "doc_date") == day(entry["written"])


@each
def test_heads_change_nothing_of_the_body(entry: dict[str, Any]) -> None:
    whole = text_of(entry["file"]).replace("\r\n", "\n")
    cut = without_heads(whole)
    before = len(whole[: len(whole) - len(cut)].split("\n")) - 1
    with_, without = letter_of(whole), letter_of(cut)
    assert with_.body
    assert [n - before for n in with_.body] == list(without.body)
    assert [tuple(n - before for n in group) for group in with_.appendices] == list(without.appendices)
