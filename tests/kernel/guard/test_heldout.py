"""The held-out set of the guard: that it is sound, and kept apart from the detectors and from the first set."""

import json
import re
from functools import cache

from stdnum.cn import ric

from benchmarks.guard_set import marked
from benchmarks.guard_set.heldout import make
from benchmarks.guard_set.model import (
    HELDOUT,
    HELDOUT_COUNTIES,
    Document,
    counties,
    documents,
    heldout_counties,
    known_of,
)
from benchmarks.guard_set.world import lists
from mingtang.kernel.guard.knowledge import knowledge_of
from mingtang.kernel.guard.pieces import Part
from tests.kernel.guard import test_set as first

RUN = first.RUN
COMMON = frozenset(["明堂县"])
CLOSED = (
    *first.CLOSED, "习近平新时代中国特色社会主义思想", "国家质量监督检验检疫总局", "国家食品药品监督管理总局", "港澳居民来往内地通行证",
)  # fmt: skip


@cache
def papers() -> tuple[Document, ...]:
    return tuple(documents(HELDOUT))


def sentences() -> list[str]:
    """What stands in templates and pools, cut at slots, marks, laws and signs."""
    lines = [line for path in sorted((make.HERE / "pools").glob("*.txt")) for line in make.pool(path.stem)]
    lines += [line for one in make.templates() for line in (*one.body, one.head["title"])]
    cut = re.compile(r"《[^》]*》|\{[^{}]*\}|⟦[a-z_]+[^=⟧]*=")
    return [run for line in lines for run in first.HAN.findall(cut.sub("\n", line))]


def test_there_are_enough_papers_and_labels_and_enough_that_are_clean() -> None:
    labels = [span for paper in papers() for span in paper.wanted]
    assert len(papers()) >= 150
    assert len(labels) >= 1_000
    assert sum(not paper.wanted for paper in papers()) >= 0.35 * len(papers())
    assert {span.kind for span in labels} == set(marked.KINDS.values())
    assert {paper.writer for paper in papers()} == {"official", "citizen"}


def test_the_generator_makes_the_committed_files() -> None:
    assert make.written() == HELDOUT.read_text(encoding="utf-8")
    assert make.counties_written() == HELDOUT_COUNTIES.read_text(encoding="utf-8")


def test_every_span_lies_in_its_text() -> None:
    assert len({paper.id for paper in papers()}) == len(papers())
    for paper in papers():
        for span in paper.spans:
            text = paper.html if span.piece == -1 else paper.pieces[span.piece].text
            assert text[span.start : span.end] == span.text
            assert span.text.strip() == span.text
            for start, end in span.others:
                assert span.start <= start < end <= span.end
        assert {piece.part for piece in paper.pieces} <= {part.value for part in Part}
        assert knowledge_of(known_of(paper)).parents


def test_identity_numbers_have_right_check_digits_and_hard_negatives_have_not() -> None:
    numbers = [span.text for paper in papers() for span in paper.wanted if span.kind == "personal.id_number"]
    plain = [number for number in numbers if re.fullmatch(r"[0-9]{17}[0-9X]", number)]
    assert len(plain) > 100
    assert all(ric.calc_check_digit(number) == number[-1] for number in plain)
    clean = [piece.text for paper in papers() if not paper.spans for piece in paper.pieces]
    dated = re.compile(r"(?<![0-9])[0-9]{6}(?:19|20)[0-9]{9}[0-9X](?![0-9A-Z])")
    others = [found for text in clean for found in dated.findall(text)]
    assert others
    assert not [number for number in others if ric.calc_check_digit(number) == number[-1]]


def test_sentences_do_not_stand_in_what_the_guard_ships_nor_in_the_first_set() -> None:
    runs: dict[str, str] = {}
    sources = {**first.shipped(), "the first set": "\n".join(first.sentences())}
    for name, text in sources.items():
        for part in first.HAN.findall(text):
            runs.update((part[at : at + RUN], name) for at in range(len(part) - RUN + 1))
    copied = {
        run: runs[run]
        for part in sentences()
        for at in range(len(part) - RUN + 1)
        if (run := part[at : at + RUN]) in runs and not any(run in closed for closed in CLOSED)
    }
    assert not copied, "write other sentences, or name the run in CLOSED when everybody writes it so"


def test_invented_names_do_not_stand_in_what_the_guard_ships_nor_in_the_first_set() -> None:
    invented = set(make.lists()["road"]) | set(make.lists()["estate"]) | set(make.lists()["company"])
    for county in make.lists()["counties"]:
        invented |= {county["county"], county["city"], *county["villages"]}
        invented |= {
            name for both in (*county["towns"], *county["leaders"]) for name in both if len(name) > 2
        }
    assert not heldout_counties().keys() & counties().keys()
    whole = "\n".join((*first.shipped().values(), json.dumps(lists(), ensure_ascii=False)))
    assert not {entry for entry in invented - COMMON if entry in whole}
    people = {
        span.text
        for paper in papers()
        for span in paper.spans
        if span.kind == "personal.name" and len(span.text) > 2
    }
    assert not {name for name in people if name in "\n".join(first.shipped().values())}


def test_advertisements_are_not_shipped_as_a_whole_and_wrong_words_are_mostly_not_listed() -> None:
    whole = "\n".join(first.shipped().values())
    spans = [span for paper in papers() for span in paper.spans]
    planted = {span.text for span in spans if span.kind.startswith("injection.") and len(span.text) >= 8}
    planted |= {
        text for name in ("advert", "gamble", "porn", "trade") for text in make.pool(name) if len(text) >= 8
    }
    assert not {text for text in planted if text in whole}
    wrong = {span.text for span in spans if span.kind in ("words.typo", "words.missing")}
    listed = {word for word in wrong if word in whole}
    assert len(listed) <= len(wrong) / 2, sorted(listed)
