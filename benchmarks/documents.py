"""Documents in and out: what is recognised in letters, how soon a record is printed, and broken files."""

import json
import re
import time
from collections.abc import Iterable

from benchmarks.report import Table, median, ms, say, verdict
from benchmarks.settings import Size
from benchmarks.worlds import ROOT, Lab
from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.manuscripts.job import parse
from mingtang.foundation.sandbox.confines import Confines
from mingtang.kernel.identifiers.doc_number import DocNumberError, normalise
from mingtang.kernel.official.dates import read_date
from mingtang.kernel.official.recognising import recognise
from tests.foundation.inspection import mutating
from tests.official import reading
from tests.official.shapes import EITHER, Document

SAMPLES = ROOT.parent.joinpath("shared", "samples", "policies")
RIGHT_LEAST = 0.95
PDF_MOST = 0.150
SECONDS_MOST = 30.0
SEED = 7
"""Not that of the tests: other files are broken here."""
FIELDS = ("title", "doc_no", "issuer", "doc_date")
_TITLE = re.compile(r"[^\n]{4,60}(?:通知|意见|决定|公告|方案|办法|批复|函)")
_NUMBER = re.compile(r"[一-龥]{1,10}[〔\[（(【]\d{4}[〕\]）)】]\d{1,5}号")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


def run(lab: Lab, size: Size) -> bool:
    """Whether every aim was reached."""
    return _letters(size) & _samples() & _papers(lab, size) & _broken(size)


def _letters(size: Size) -> bool:
    corpus = reading.CORPUS[: size.letters]
    table = Table(
        f"Letters of the corpus ({len(corpus)}), fields as a person reads them; baseline: the first line that "
        "ends like a title, the first 文号, the last date, of those three fields",
        (
            "format",
            "fields",
            "right",
            "wrong and sure",
            "patterns (baseline)",
            "same fields",
            f">= {RIGHT_LEAST:.0%}",
        ),
        notes=[
            "Rules and letters grew together. Of letters not seen before, so many fields were right at first: 90.8 %",
            "(18 letters), 94.7 % (79), 83.7 % (20 of all sorts), 82 % (20 chosen to be unlike), 97.5 % (20 ordinary).",
        ],
    )
    reached = True
    for kind in reading.MAKERS:
        share, judged, wrong = reading.accuracy(corpus, kind)
        plain, ours, asked = _patterns(corpus, kind)
        reached &= share >= RIGHT_LEAST
        table.add(
            kind, judged, f"{share:.2%}", sum(miss.sure for miss in wrong),
            f"{plain / asked:.1%}", f"{ours / asked:.1%}", verdict(share >= RIGHT_LEAST),
        )  # fmt: skip
    table.show()
    return reached


def _patterns(corpus: Iterable[Document], kind: str) -> tuple[int, int, int]:
    """How many of title, 文号 and date three patterns get right, how many we do, and how many there are."""
    plain = ours = asked = 0
    for document in corpus:
        found, letter = reading.read(document, kind)
        text = "\n".join(block.line.text for block in found.blocks)
        dates = _DATE.findall(text)
        guesses = {
            "title": _first(_TITLE, text),
            "doc_no": _number(_first(_NUMBER, text)),
            "doc_date": _day(dates[-1]) if dates else "",
        }
        for name, guess in guesses.items():
            wanted = document.expected.get(name, "").split(EITHER)
            got = letter.fields[name].value if name in letter.fields else ""
            asked += 1
            plain += guess in wanted
            ours += got in wanted
    return plain, ours, asked


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _number(text: str) -> str:
    try:
        return normalise(text)
    except DocNumberError:
        return ""


def _day(text: str) -> str:
    day = read_date(text)
    return day.isoformat() if day else ""


def _samples() -> bool:
    index = SAMPLES / "index.jsonl"
    if not index.is_file():
        print("\nPublished policies: skipped (they lie beside the project only where they were laid)")
        return True
    table = Table(
        "Published policies, heads cut off: read from the text alone",
        ("documents", *FIELDS, "all right", "aim: all"),
    )
    entries = [json.loads(row) for row in index.read_text("utf-8").splitlines() if row.strip()]
    right = [_sample(entry) for entry in entries]
    whole = sum(all(fields.values()) for fields in right)
    table.add(
        len(entries),
        *(sum(fields[name] for fields in right) for name in FIELDS),
        whole,
        verdict(whole == len(entries)),
    )
    table.show()
    return whole == len(entries)


def _sample(entry: dict[str, str]) -> dict[str, bool]:
    text = SAMPLES.joinpath(entry["file"]).read_text("utf-8-sig").replace("\r\n", "\n").partition("\n\n")[2]
    _kind, found = parse(text.encode(), Limits())
    fields = recognise([block.line for block in found.blocks]).fields
    wanted = {
        "title": entry["title"],
        "doc_no": _number(entry["doc_no"]),
        "issuer": entry["issuer"],
        "doc_date": _day(entry["written"]),
    }
    return {
        name: name in fields and _letters_of(fields[name].value) == _letters_of(wanted[name])
        for name in FIELDS
    }


def _letters_of(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _papers(lab: Lab, size: Size) -> bool:
    """On the first database only: drawing is the same on all."""
    table = Table(
        f"A record of three pages with a table, asked for over the site; median of {size.prints}, each text another",
        ("form", "pages", "bytes", "first", "median", "slowest", f"< {ms(PDF_MOST)}"),
    )
    reached = True
    with lab.world(lab.kinds[0]) as world:
        for form, found in world.call("papers.run", number=size.prints + 1).items():
            first, *others = found["seconds"]
            fast = max(others) < PDF_MOST
            if form == "pdf":
                reached &= fast and found["pages"] == 3
            table.add(
                form, found["pages"] or "", f"{found['bytes']:,}", ms(first), ms(median(others)), ms(max(others)),
                verdict(fast) if form == "pdf" else "no aim",
            )  # fmt: skip
    table.show()
    return reached


def _broken(size: Size) -> bool:
    say(f"{size.mutants:,} broken files")
    begun = time.monotonic()
    outcome = mutating.run(size.mutants, SEED)
    bounded = outcome.peak_mb < Confines().memory_mb
    good = not outcome.crashed and not outcome.accepted and outcome.slowest < SECONDS_MOST and bounded
    table = Table(
        f"Broken files of all formats, a third made of hostile ones; {time.monotonic() - begun:.0f} s",
        ("files", "taken", "refused", "crashed", "hostile taken", "slowest", "peak memory", "aim"),
        notes=[
            f"aim: no crash, none over {SECONDS_MOST:.0f} s, nothing hostile taken, under {Confines().memory_mb} MB",
            "refused: " + ", ".join(f"{code} {number}" for code, number in outcome.refused.most_common()),
            *outcome.crashed,
            *outcome.accepted,
        ],
    )
    table.add(
        outcome.number, outcome.taken, outcome.refused.total(), len(outcome.crashed), len(outcome.accepted),
        f"{outcome.slowest:.2f} s", f"{outcome.peak_mb:.0f} MB", verdict(good),
    )  # fmt: skip
    table.show()
    return good
