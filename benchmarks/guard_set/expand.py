"""From templates to documents: slots are filled from a `World`, marks become spans.

A slot is `{sort}`, labelled `{#sort}`, optional `{?sort}`; `{#sort~form}` is written in that form, else in the form of
the paper; `{sort.1}` is the same wherever it stands in the paper. `{one/two}` is one of them, `{@pool}` a sentence of a
pool.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from random import Random

from benchmarks.guard_set import chance, marked
from benchmarks.guard_set.model import HERE, IN_HTML, Document, Span, Text
from benchmarks.guard_set.world import TODAY, World, lists

KIND_OF = {
    "id": "id_number", "idx": "id_number", "idkid": "id_number", "id15": "id_number",
    "bank": "bank_card", "social": "social_card", "wechat": "chat_account", "qq": "chat_account",
    "hkmacau": "passport", "taiwan": "passport", "officer": "passport", "addr": "address", "kid": "minor",
    "diseases": "health", "disabilities": "disability", "disability_words": "disability",
    "wrongweekday": "date",
}  # fmt: skip
NUMBERS = {"passport", "mobile", "landline", "plate", "qq", "id", "idx", "idkid", "id15", "bank", "social"}  # fmt: skip
NUMBERS |= {"hkmacau", "taiwan", "officer"}
FOR_DIGITS = ("chinese", "capital", "spaced", "split", "dashed")
LETTERED = {"passport", "hkmacau", "plate", "social", "officer"}
BRACES = str.maketrans("⟨⟩", "{}")
"""Braces of scripts are written so in the templates: theirs are slots."""
_SLOT = re.compile(r"\{([#?]?)([^{}]+)\}")
_DOCUMENT = re.compile(r"^=== (\S+)$", re.MULTILINE)


@dataclass
class Template:
    name: str
    head: dict[str, str]
    body: list[str]


@dataclass
class Decks:
    """Sentences of the pools, each dealt once before any comes again."""

    rng: Random
    left: dict[str, list[str]] = field(default_factory=dict)

    def deal(self, name: str) -> str:
        if not self.left.get(name):
            self.left[name] = self.rng.sample(pool(name), len(pool(name)))
        return self.left[name].pop()


@cache
def pool(name: str) -> tuple[str, ...]:
    text = (HERE / "pools" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("# "))


def templates() -> Iterator[Template]:
    for path in sorted((HERE / "templates").glob("*.txt")):
        parts = _DOCUMENT.split(path.read_text(encoding="utf-8"))
        for name, text in zip(parts[1::2], parts[2::2], strict=True):
            head, _, body = text.strip("\n").partition("\n\n")
            entries = dict(line.split(": ", 1) for line in head.splitlines())
            yield Template(f"{path.stem}-{name}", entries, body.split("\n"))


class Filling:
    """Fills the slots of one paper."""

    def __init__(self, world: World, decks: Decks, form: str) -> None:
        self.world, self.decks, self.form = world, decks, form
        self.same: dict[str, str] = {}

    def full(self, text: str) -> str:
        while True:
            new = _SLOT.sub(self._slot, text)
            if new == text:
                return text
            text = new

    def _slot(self, found: re.Match[str]) -> str:
        sign, name = found.groups()
        if name.startswith("@"):
            return self.decks.deal(name[1:])
        if "/" in name:
            return str(self.world.rng.choice(name.split("/")))
        name, _, form = name.partition("~")
        sort, _, number = name.partition(".")
        if number and name in self.same:
            value = self.same[name]
        else:
            value = self.same[name] = self.world.word(sort)
        if sort not in NUMBERS:
            return f"⟦{KIND_OF.get(sort, sort)}{'?' * (sign == '?')}={value}⟧" if sign else value
        form = form or self.form
        if form in (FOR_DIGITS if sort in LETTERED else ("split", "dashed") if sort == "landline" else ()):
            form = "plain"
        written = (
            _html_form(value, form)
            if form in ("entity", "inline")
            else chance.disguised(value, form, self.world.rng)
        )
        if not sign:
            return written
        form = form if written != value or form == "old" else "plain"
        also = "+bank_card" if sort == "social" else ""
        return f"⟦{KIND_OF.get(sort, sort)}:{form}{also}{'?' * (sign == '?')}={written}⟧"


def _html_form(number: str, form: str) -> str:
    if form == "entity":
        return "".join(f"&#{ord(sign)};" if place % 2 else sign for place, sign in enumerate(number))
    return f"{number[:5]}<span>{number[5:9]}</span><b>{number[9:]}</b>"


def document(template: Template, number: int, decks: Decks) -> Document:
    """The `number`-th paper of a template."""
    head = template.head
    rng = Random(f"{template.name}/{number}")
    names = [entry[0] for entry in lists()["counties"]]
    world = World(rng, head.get("county") or rng.choice(names))
    forms = head.get("forms", "plain").split()
    filling = Filling(world, decks, forms[number % len(forms)])
    title = filling.full(head["title"])
    unit = filling.full(head.get("unit", "{county}人民政府办公室"))
    day = world.dated
    pieces: list[Text] = []
    spans: list[Span] = []

    def add(
        part: str, text: str, label: str = "", hidden: bool = False, cell: tuple[int, int, int] | None = None
    ) -> None:
        plain, found = marked.parsed(filling.full(text), len(pieces))
        if part == "cell":
            # Whether a list may name people is asked of the list; names in running text are another matter.
            found = [replace(one, form="cell") if one.kind == "personal.name" else one for one in found]
        if "html" not in head or part != "body":
            pieces.append(Text(part, plain, label, hidden, cell))
            spans.extend(found)

    html = ""
    add("title", title)
    title = pieces[0].text
    if "html" in head:
        # Lines are lines of the source, and repeated ones too.
        source = filling.full("\n".join(_repeated(template.body, rng))).translate(BRACES)
        html, found = marked.parsed(source, IN_HTML)
        spans.extend(found)
    else:
        _read(_repeated(template.body, rng), add)
    return Document(
        id=f"{template.name}-{number + 1}",
        family=head["family"],
        title=title,
        unit=unit,
        county=world.county,
        dated=day.isoformat(),
        today=min(TODAY, day + timedelta(days=3)).isoformat(),
        writer=head.get("writer", "official"),
        html=html,
        pieces=tuple(pieces),
        spans=tuple(_levelled(span, head) for span in spans),
    )


def _levelled(span: Span, head: dict[str, str]) -> Span:
    level = head.get("difficulty")
    return replace(span, difficulty=level) if level and span.difficulty == "easy" else span


def _repeated(lines: list[str], rng: Random) -> Iterator[str]:
    """`*3 text` is the line three times, `*2-5 text` two to five times."""
    for line in lines:
        found = re.match(r"\*(\d+)(?:-(\d+))? (.*)", line)
        if not found:
            yield line
            continue
        least = int(found[1])
        for _ in range(rng.randint(least, int(found[2] or least))):
            yield found[3]


def _read(lines: Iterator[str], add: Callable[..., None]) -> None:
    """Paragraphs; `| a | b |` is a row of a table, `|- a | b |` a hidden one; `%part:label text` another part."""
    table, row, within = -1, 0, False
    for line in lines:
        if line.startswith("|"):
            if not within:
                table, row, within = table + 1, 0, True
            hidden = line.startswith("|-")
            for column, text in enumerate(line.strip("|-").strip().split(" | ")):
                if text.strip():
                    add("cell", text.strip(), "", hidden, (table, row, column))
            row += 1
            continue
        within = False
        if line.startswith("%"):
            place, _, text = line[1:].partition(" ")
            part, _, label = place.partition(":")
            add(part.strip("-"), text, label, part.endswith("-"))
        elif line.strip():
            add("body", line)
