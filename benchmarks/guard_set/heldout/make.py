"""Makes the held-out set anew: `python -m benchmarks.guard_set.heldout.make`. Always the same.

`papers/*.txt` hold papers (`=== name`, lines `key: value`, an empty line, the text), `pools/*.txt` sentences of which
each is dealt once before any comes again, `lists.json` people and counties. In a text `{sort}` is a value, `{#sort}` a
labelled one, `{?sort}` one that may be found or left; `~form` writes a number in that form, `.1` keeps it through the
paper; `{@pool}` is a sentence, `{a|b}` one of both. ⟦kind=text⟧ is as in `guard_set/marked.py`, ⇥ a tab, ⏎ a new line.
`*3 line` stands three times, `| a | b |` is a row of a table and `|! a | #b | ?c |` its head with labelled columns,
`%part:label text` another part, `%part- text` a hidden one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.guard_set import marked
from benchmarks.guard_set.heldout.numbers import FORMS, SORTS
from benchmarks.guard_set.model import HELDOUT, HELDOUT_COUNTIES, IN_HTML, Document, Span, Text, line_of

HERE = Path(__file__).parent
KINDS = {
    "id": "id_number", "id15": "id_number", "idkid": "id_number", "bank": "bank_card", "social": "social_card",
    "hkmacau": "passport", "taiwan": "passport", "officer": "passport", "wechat": "chat_account", "qq": "chat_account",
    "addr": "address", "kid": "minor", "disease": "health", "handicap": "disability",
}  # fmt: skip
_SLOT = re.compile(r"\{([#?]?)([^{}]+)\}")


@dataclass(frozen=True)
class Template:
    name: str
    head: dict[str, str]
    body: list[str]


@cache
def lists() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / "lists.json").read_text(encoding="utf-8"))
    return found


@cache
def pool(name: str) -> tuple[str, ...]:
    lines = (HERE / "pools" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("# "))


def templates() -> Iterator[Template]:
    for path in sorted((HERE / "papers").glob("*.txt")):
        parts = re.split(r"^=== (\S+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for name, text in zip(parts[1::2], parts[2::2], strict=True):
            head, _, body = text.strip("\n").partition("\n\n")
            entries = dict(line.split(": ", 1) for line in head.splitlines())
            yield Template(f"h_{path.stem}-{name}", entries, body.split("\n"))


@dataclass
class Decks:
    rng: Random
    left: dict[str, list[str]] = field(default_factory=dict)

    def deal(self, name: str) -> str:
        if not self.left.get(name):
            self.left[name] = self.rng.sample(pool(name), len(pool(name)))
        return self.left[name].pop()


class Filling:
    """Fills the slots of one paper."""

    def __init__(self, rng: Random, county: dict[str, Any], decks: Decks, form: str) -> None:
        self.rng, self.county, self.decks, self.form = rng, county, decks, form
        self.same: dict[str, str] = {}

    def full(self, text: str) -> str:
        text = text.replace("⇥", "\t").replace("⏎", "\n")
        while (new := _SLOT.sub(self._slot, text)) != text:
            text = new
        return text

    def _slot(self, found: re.Match[str]) -> str:
        sign, name = found.groups()
        if name.startswith("@"):
            return self.decks.deal(name[1:])
        if "|" in name:
            return str(self.rng.choice(name.split("|")))
        name, _, form = name.partition("~")
        sort, _, number = name.partition(".")
        value = self.same.get(name) if number else None
        if value is None:
            value = self.same[name] = self._value(sort, number)
        form = form or (self.form if sign and sort in SORTS else "plain")
        written = FORMS[form](value, self.rng) if form in FORMS else value
        if not sign:
            return written
        form = form if written != value else "plain"
        also = "+bank_card" if sort == "social" else ""
        return f"⟦{KINDS.get(sort, sort)}:{form}{also}{'?' * (sign == '?')}={written}⟧"

    def _value(self, sort: str, number: str) -> str:
        rng, county = self.rng, self.county
        if sort in SORTS:
            return SORTS[sort](rng)
        if sort in ("leader", "misnamed", "town", "mistown"):
            # The first ones of a county are told apart by their numbers.
            entries = county["leaders"] if sort in ("leader", "misnamed") else county["towns"]
            at = int(number) if number else rng.randrange(len(entries))
            return str(entries[at][sort in ("misnamed", "mistown")])
        if sort in ("county", "city", "province", "stem", "host"):
            return str(county[sort])
        if sort == "name":
            return person(rng)
        if sort == "kid":
            return str(rng.choice(lists()["surnames"]) + rng.choice(lists()["kids"]))
        if sort == "addr":
            return self.full(rng.choice(lists()["addresses"]))
        if sort == "village":
            # Those kept through a paper are villages, the last two are communities.
            return str(rng.choice(county["villages"][: 5 if number else 7]))
        if sort == "day":
            return f"2025年{rng.randint(1, 11)}月{rng.randint(1, 28)}日"
        return str(rng.choice(lists()[sort]))


def person(rng: Random) -> str:
    all_of = lists()
    if rng.random() < 0.03:
        return str(rng.choice(all_of["whole_names"]))
    first = str(rng.choice(all_of["double_surnames"] if rng.random() < 0.04 else all_of["surnames"]))
    if rng.random() < 0.3:
        return first + str(rng.choice(all_of["given_last"]))
    return first + str(rng.choice(all_of["given_first"])) + str(rng.choice(all_of["given_last"]))


def document(template: Template, number: int, decks: Decks) -> Document:
    head = template.head
    rng = Random(f"heldout/{template.name}/{number}")
    counties = lists()["counties"]
    county = counties[(sum(map(ord, template.name)) + number) % len(counties)]
    forms = head.get("forms", "plain").split()
    filling = Filling(rng, county, decks, forms[number % len(forms)])
    day = date(2025, 1, 6) + timedelta(days=rng.randrange(320))
    filling.same["day.0"] = f"{day.year}年{day.month}月{day.day}日"
    pieces: list[Text] = []
    spans: list[Span] = []

    def add(
        part: str, text: str, label: str = "", hidden: bool = False, cell: tuple[int, int, int] | None = None
    ) -> None:
        plain, found = marked.parsed(filling.full(text), len(pieces))
        if part == "cell":
            found = [replace(one, form="cell") if one.kind == "personal.name" else one for one in found]
        pieces.append(Text(part, plain, label, hidden, cell))
        spans.extend(found)

    html = ""
    add("title", head["title"])
    if "html" in head:
        source = filling.full("\n".join(repeated(template.body))).translate(str.maketrans("⟨⟩", "{}"))
        html, found = marked.parsed(source, IN_HTML)
        spans.extend(found)
    else:
        table, row, within = -1, 0, False
        for line in repeated(template.body):
            if line.startswith("|"):
                table, row, within = (table, row, True) if within else (table + 1, 0, True)
                for column, text in enumerate(
                    line.lstrip("|!-").strip().removesuffix("|").strip().split(" | ")
                ):
                    text = text.strip()
                    if line.startswith("|!") and text[:1] in ("#", "?"):
                        text = f"⟦column{'?' * (text[0] == '?')}={text[1:]}⟧"
                    if text:
                        add("cell", text, "", line.startswith("|-"), (table, row, column))
                row += 1
                continue
            within = False
            if line.startswith("%"):
                place, _, text = line[1:].partition(" ")
                part, _, label = place.partition(":")
                add(part.rstrip("-"), text, label, part.endswith("-"))
            elif line.strip():
                add("body", line)
    unit = head.get("unit", "人民政府办公室")
    return Document(
        id=f"{template.name}-{number + 1}",
        family=head["family"],
        title=pieces[0].text,
        unit=filling.full(unit) if "{" in unit else county["county"] + unit,
        county=county["county"],
        dated=day.isoformat(),
        today=(day + timedelta(days=2)).isoformat(),
        writer=head.get("writer", "official"),
        html=html,
        pieces=tuple(pieces),
        spans=tuple(spans),
    )


def repeated(lines: list[str]) -> Iterator[str]:
    for line in lines:
        found = re.match(r"\*(\d+) (.*)", line)
        yield from [found[2]] * int(found[1]) if found else [line]


def made() -> Iterator[Document]:
    decks = Decks(Random("heldout decks"))
    for template in templates():
        for number in range(int(template.head.get("times", "1"))):
            yield document(template, number, decks)


def written() -> str:
    return "".join(line_of(one) + "\n" for one in made())


def counties_written() -> str:
    """What each county knows, as `kernel.guard.knowledge.knowledge_of` reads it."""
    return (
        json.dumps({one["county"]: known(one) for one in lists()["counties"]}, ensure_ascii=False, indent=1)
        + "\n"
    )


def known(county: dict[str, Any]) -> dict[str, Any]:
    name = county["county"]
    units = [
        {"name": name + long, "short": short, "now": "", "until": None} for long, short in lists()["units"]
    ]
    units += [
        {"name": f"{town[0]}人民政府", "short": "", "now": "", "until": None} for town in county["towns"]
    ]
    units += [
        {"name": name + long, "short": short, "now": name + now, "until": until}
        for long, short, now, until in lists()["past_units"]
    ]
    leaders = [
        {
            "name": leader[0],
            "title": title,
            "unit": unit.format(county=name),
            "first_day": first,
            "last_day": last,
        }
        for leader, (title, unit, first, last) in zip(county["leaders"], lists()["posts"], strict=True)
    ]
    return {
        "units": units,
        "leaders": leaders,
        "phones": county["phones"],
        "emails": [f"zwgk@{county['stem']}.gov.cn"],
        "addresses": county["offices"],
        "credit_codes": [],
        "hosts": [f"www.{county['stem']}.gov.cn", f"{county['stem']}.gov.cn"],
        "divisions": [name, *(town[0] for town in county["towns"]), *county["villages"]],
        "parents": [county["province"], county["city"]],
        "phrases": [],
        "levels": {},
        "off": [],
    }


def main() -> None:
    HELDOUT.write_text(written(), encoding="utf-8")
    HELDOUT_COUNTIES.write_text(counties_written(), encoding="utf-8")
    all_of = list(made())
    counts = Counter(span.kind for one in all_of for span in one.wanted)
    for kind, many in sorted(counts.items()):
        print(f"{kind:<26}{many:>5}")
    none = sum(not one.wanted for one in all_of)
    spare = sum(span.optional for one in all_of for span in one.spans)
    print(f"{len(all_of)} documents, {none} with nothing to find; {counts.total()} spans, {spare} optional")


if __name__ == "__main__":
    main()
