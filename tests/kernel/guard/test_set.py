"""The open test set of the guard: that it is what its README says, and kept apart from the detectors."""

import ast
import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from stdnum.cn import ric

from benchmarks.guard_set import make, marked, scoring
from benchmarks.guard_set.expand import pool, templates
from benchmarks.guard_set.model import (
    COUNTIES,
    DOCUMENTS,
    HERE,
    Document,
    Span,
    Text,
    counties,
    documents,
    line_of,
)
from benchmarks.guard_set.scoring import Finding, score
from benchmarks.guard_set.world import lists
from mingtang.kernel.guard.knowledge import knowledge_of
from mingtang.kernel.guard.pieces import Part

SHIPPED = Path(__file__).parents[3] / "src" / "mingtang" / "kernel" / "guard"
RUN = 10
"""So many characters in a row of a sentence of the set are no chance."""
COMMON = frozenset(["明堂县"])
"""The demo county may stand in both."""
CLOSED = (
    "中华人民共和国政府信息公开条例", "中国人民政治协商会议", "城乡居民基本医疗保险", "党政机关公文格式", "绿水青山就是金山银山",
    "全国人民代表大会常务委员会", "国家工商行政管理总局", "国家市场监督管理总局", "国家卫生和计划生育委员会", "国家发展和改革委员会",
    "中国银行保险监督管理委员会", "中国保险监督管理委员会", "人力资源和社会保障局", "人力资源和社会保障部", "台湾居民来往大陆通行证", "安全生产监督管理局", "食品药品监督管理局",
    "不忘初心、牢记使命", "社会主义核心价值观", "时时彩平台开户", "国家保密局", "国家安全机关",
)  # fmt: skip
"""Names and formulas that everybody writes the same way: a run inside them is no copy."""
HAN = re.compile(r"[\u3400-\u9fff]+")


@cache
def papers() -> tuple[Document, ...]:
    return tuple(documents())


@cache
def shipped() -> dict[str, str]:
    """By file what the guard ships: literals of its code, without docstrings, and its data."""
    found = {}
    for path in sorted(SHIPPED.rglob("*")):
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        name = str(path.relative_to(SHIPPED))
        if path.suffix == ".py":
            found[name] = "\n".join(literals(path.read_text(encoding="utf-8")))
        else:
            raw = path.read_bytes()
            raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
            found[name] = raw.decode("utf-8", "ignore")
    return found


def literals(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def sentences() -> Iterator[str]:
    """What stands in templates and pools, cut at slots, marks, laws and signs."""
    lines = [line for path in sorted((HERE / "pools").glob("*.txt")) for line in pool(path.stem)]
    lines += [line for template in templates() for line in (*template.body, template.head["title"])]
    for line in lines:
        yield from HAN.findall(re.sub(r"《[^》]*》|\{[#?@]?[a-z_0-9.~]+\}", "\n", line))


def test_there_are_enough_papers_and_labels_and_enough_that_are_clean() -> None:
    labels = [span for paper in papers() for span in paper.wanted]
    assert len(papers()) >= 320
    assert len(labels) >= 2_300
    assert sum(len(paper.wanted) <= 2 for paper in papers()) >= 0.35 * len(papers())
    assert sum(not paper.wanted for paper in papers()) >= 0.25 * len(papers())
    assert {span.kind for span in labels} == set(marked.KINDS.values())
    assert {paper.writer for paper in papers()} == {"official", "citizen"}


def test_the_generator_makes_the_committed_files() -> None:
    assert make.written() == DOCUMENTS.read_text(encoding="utf-8")
    assert make.counties_written() == COUNTIES.read_text(encoding="utf-8")


def test_every_span_lies_in_its_text() -> None:
    assert len({paper.id for paper in papers()}) == len(papers())
    for paper in papers():
        for span in paper.spans:
            text = paper.html if span.piece == -1 else paper.pieces[span.piece].text
            assert text[span.start : span.end] == span.text
            assert span.text.strip() == span.text
            for start, end in span.others:
                assert span.start <= start < end <= span.end
        assert paper.county in counties()
        assert {piece.part for piece in paper.pieces} <= {part.value for part in Part}


def test_what_a_county_knows_can_be_read_by_the_guard() -> None:
    for data in counties().values():
        known = knowledge_of(data)
        assert {len(known.divisions), len(known.leaders), len(known.parents)} == {14, 13, 2}


def test_identity_numbers_have_right_check_digits_and_hard_negatives_have_not() -> None:
    numbers = [span.text for paper in papers() for span in paper.wanted if span.kind == "personal.id_number"]
    plain = [number for number in numbers if re.fullmatch(r"[0-9]{17}[0-9X]", number)]
    assert len(plain) > 150
    assert all(ric.calc_check_digit(number) == number[-1] for number in plain)
    clean = [piece.text for paper in papers() if not paper.spans for piece in paper.pieces]
    others = [
        number for text in clean for number in re.findall(r"(?<![0-9])[0-9]{17}[0-9X](?![0-9A-Z])", text)
    ]
    assert len(others) > 30
    assert not [number for number in others if ric.calc_check_digit(number) == number[-1]]


def test_sentences_of_the_set_do_not_stand_in_what_the_guard_ships() -> None:
    runs: dict[str, str] = {}
    for name, text in shipped().items():
        for part in HAN.findall(text):
            runs.update((part[at : at + RUN], name) for at in range(len(part) - RUN + 1))
    copied = {
        run: runs[run]
        for part in sentences()
        for at in range(len(part) - RUN + 1)
        if (run := part[at : at + RUN]) in runs and not any(run in closed for closed in CLOSED)
    }
    assert not copied, "write other sentences, or name the run in CLOSED when everybody writes it so"


def test_invented_names_do_not_stand_in_what_the_guard_ships() -> None:
    all_of = lists()
    invented = {
        entry
        for name in ("towns", "villages", "communities", "roads", "estates", "companies")
        for entry in all_of[name]
    }
    invented |= {entry for county in all_of["counties"] for entry in (county[0], county[3])}
    # Two characters may make an ordinary word.
    invented |= {
        span.text
        for paper in papers()
        for span in paper.spans
        if span.kind == "personal.name" and len(span.text) > 2
    }
    invented |= {leader["name"] for county in counties().values() for leader in county["leaders"]}
    whole = "\n".join(shipped().values())
    assert not {entry for entry in invented - COMMON if entry in whole}


def test_given_names_are_no_entries_of_the_tables_about_people() -> None:
    given = {name for sort in ("given", "kids", "officials") for name in lists()[sort] if len(name) == 2}
    entries = {
        name: set(HAN.findall(text))
        for name, text in shipped().items()
        if name.startswith(("personal", "names"))
    }
    assert not {name: given & entry for name, entry in entries.items() if given & entry}


def test_advertisements_and_hidden_texts_are_not_shipped_as_a_whole() -> None:
    whole = "\n".join(shipped().values())
    planted = {
        span.text
        for paper in papers()
        for span in paper.spans
        if span.kind.startswith("injection.") and len(span.text) >= 8
    }
    planted |= set(pool("spam"))
    assert not {text for text in planted if text in whole}


def test_wrong_words_are_mostly_not_found_by_a_list() -> None:
    """Usual wrong words are the same for everybody; a set of those alone would only measure the list."""
    wrong = {
        span.text
        for paper in papers()
        for span in paper.spans
        if span.kind in ("words.typo", "words.missing")
    }
    whole = "\n".join(shipped().values())
    listed = {word for word in wrong if word in whole}
    assert len(listed) <= len(wrong) / 2, sorted(listed)


def test_the_notation_of_the_templates() -> None:
    text, spans = marked.parsed("经⟦typo>部署=布署⟧，⟦hidden~=看⟦host=http://⦅a.cc⦆/⟧⟧", 3)
    assert text == "经布署，看http://a.cc/"
    assert [(span.kind, span.text, span.others) for span in spans] == [
        ("words.typo", "布署", ((1, 2),)),
        ("injection.hidden", "看http://a.cc/", ()),
        ("injection.host", "http://a.cc/", ((12, 16),)),
    ]
    assert spans[1].within
    with pytest.raises(ValueError, match="not a mark"):
        marked.parsed("⟦nothing=x⟧", 0)
    with pytest.raises(ValueError, match="not closed"):
        marked.parsed("⟦name=x", 0)


def paper(*spans: Span, text: str = "〇一二三四五六七八九") -> Document:
    return Document(
        "a", "", "", "", "明堂县", "2025-01-01", "2025-01-01", pieces=(Text("body", text),), spans=spans
    )


def span(start: int, end: int, kind: str = "personal.mobile", **more: object) -> Span:
    return Span(0, start, end, kind, "〇一二三四五六七八九"[start:end], **more)  # type: ignore[arg-type]


def hit(start: int, end: int, kind: str = "personal.mobile", severity: str = "warn") -> Finding:
    return Finding(kind, ((0, start, end),), severity)


def counted(document: Document, *hits: Finding, kind: str = "personal.mobile") -> tuple[int, ...]:
    count = score({"a": hits}, [document]).kinds.get(kind, scoring.Count())
    return count.labels, count.found, count.right, count.wrong, count.informed


def test_half_of_the_hit_and_half_of_the_label_have_to_be_shared() -> None:
    assert counted(paper(span(2, 6)), hit(2, 6)) == (1, 1, 1, 0, 0)
    assert counted(paper(span(2, 6)), hit(4, 6)) == (1, 1, 1, 0, 0)
    assert counted(paper(span(2, 6)), hit(5, 6))[1] == 0
    assert counted(paper(span(0, 2)), hit(0, 5))[1] == 0
    assert counted(paper(span(2, 6)))[:2] == (1, 0)


def test_another_kind_is_wrong_unless_the_label_says_so() -> None:
    document = paper(span(2, 6))
    assert counted(document, hit(2, 6, "personal.bank_card"), kind="personal.bank_card") == (0, 0, 0, 1, 0)
    document = paper(span(2, 6, also=("personal.bank_card",)))
    assert counted(document, hit(2, 6, "personal.bank_card")) == (1, 1, 0, 0, 0)
    assert counted(document, hit(2, 6, "personal.bank_card"), kind="personal.bank_card") == (0, 0, 1, 0, 0)


def test_what_only_informs_is_found_but_is_no_false_alarm() -> None:
    assert counted(paper(span(2, 6)), hit(2, 6, severity="inform")) == (1, 1, 0, 0, 0)
    assert counted(paper(), hit(2, 6, severity="inform")) == (0, 0, 0, 0, 1)
    assert counted(paper(), hit(2, 6)) == (0, 0, 0, 1, 0)


def test_optional_labels_count_neither_way() -> None:
    document = paper(span(2, 6, optional=True))
    assert counted(document, hit(2, 6)) == (0, 0, 0, 0, 0)
    assert score({}, [document]).clean == 1


def test_inside_a_label_that_allows_it_any_hit_counts() -> None:
    assert counted(paper(span(0, 10, within=True)), hit(3, 4))[1:3] == (1, 1)
    assert counted(paper(span(0, 10)), hit(3, 4))[1] == 0
    assert counted(paper(span(0, 10, others=((3, 4),))), hit(3, 4))[1] == 1


def test_the_same_fault_under_another_name_of_its_group_is_forgiven() -> None:
    document = paper(span(2, 6, "words.typo"))
    assert counted(document, hit(2, 6, "words.doubled"), kind="words.doubled") == (0, 0, 0, 0, 0)
    assert counted(paper(span(2, 6, "names.state")), hit(2, 6, "words.typo"), kind="words.typo") == (
        0,
        0,
        0,
        0,
        0,
    )
    assert counted(document, hit(7, 9, "words.doubled"), kind="words.doubled") == (0, 0, 0, 1, 0)


def test_disturbed_papers_are_those_with_nothing_to_find_and_a_false_alarm() -> None:
    result = score({"a": [hit(2, 6)]}, [paper()])
    assert (result.clean, result.disturbed) == (1, 1)
    assert result.all().precision == 0
    assert result.all().recall is None


def test_hits_of_another_checker_are_read_and_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "hits.jsonl"
    file.write_text(
        '{"document": "a", "piece": 0, "start": 2, "end": 6, "kind": "personal.mobile"}\n', encoding="utf-8"
    )
    assert scoring.findings_of(file) == {"a": [hit(2, 6)]}
    file.write_text('{"document": "a", "piece": 0}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        scoring.findings_of(file)


def test_a_document_reads_as_it_was_written() -> None:
    first = papers()[0]
    assert line_of(first) == DOCUMENTS.read_text(encoding="utf-8").splitlines()[0]
