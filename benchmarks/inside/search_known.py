"""Records that are known to be there, looked for by title and number; and addresses of searches as people make them."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count

from benchmarks.inside.fill import SEED
from benchmarks.inside.search_speed import common_words
from mingtang.foundation.search.answering import answer
from mingtang.foundation.search.asked import FACETS, asked, names_of
from mingtang.kernel.identifiers.doc_number import DocNumber, parse
from mingtang.kernel.search.folding import is_han
from mingtang.openness.records.models import Record

COMMON = 300
"""Characters of which one takes the place of a right one."""
QUESTIONS = (
    "低保标准是多少",
    "危房改造怎么申请补助",
    "对公布的名单有意见打哪个电话",
    "公示期间有异议怎么办",
    "村里的路什么时候修好？",
)


def _sample(number: int, seed: int, **having: Any) -> list[Record]:
    kept = Record.objects.filter(is_public=True).exclude(**having).order_by("pk")
    pks = list(kept.values_list("pk", flat=True))
    chosen = random.Random(seed).sample(pks, min(number, len(pks)))
    return list(Record.objects.filter(pk__in=chosen).order_by("pk").only("pk", "title", "doc_no"))


def known(number: int) -> dict[str, Any]:
    """By way of asking the places at which each record was found, 0 for not on the first page."""
    rng = random.Random(SEED)
    titles = [record.title for record in _sample(number, SEED)]
    common = [char for char, _n in Counter(filter(is_han, "".join(titles))).most_common(COMMON)]
    slips = [(title, _with_slip(title, common, rng)) for title in titles]
    numbers = [record.doc_no for record in _sample(number, SEED + 1, doc_no="") if record.doc_no]
    places = {
        "title": [_place(title, title=title) for title in titles],
        "title, one character wrong": [_place(slip, title=title) for title, slip in slips],
        "文号": [_place(doc_no, number=doc_no) for doc_no in numbers],
    }
    for name, writing in WRITINGS.items():
        places[f"文号, {name}"] = [
            _place(writing(parse(doc_no)), number=doc_no) for doc_no in numbers[: len(numbers) // 2]
        ]
    missed = [
        slip
        for (_title, slip), place in zip(slips, places["title, one character wrong"], strict=True)
        if not place
    ]
    alike = Record.objects.filter(is_public=True).values("title").annotate(n=Count("pk")).filter(n__gt=1)
    return {"places": places, "missed": missed[:5], "alike": alike.order_by().count()}


def _place(words: str, title: str = "", number: str = "") -> int:
    hits = [hit for _kind, hit in answer(asked({"q": words}), facets=()).hits]
    fits = [
        place for place, hit in enumerate(hits, 1) if (hit.number == number if number else hit.title == title)
    ]
    return fits[0] if fits else 0


def _with_slip(title: str, common: list[str], rng: random.Random) -> str:
    place = rng.choice([n for n, char in enumerate(title) if is_han(char)])
    other = rng.choice([char for char in common if char != title[place]])
    return title[:place] + other + title[place + 1 :]


WRITINGS: dict[str, Callable[[DocNumber], str]] = {
    "[ ]": lambda n: f"{n.issuer_mark}[{n.year}]{n.serial}号",
    "( )": lambda n: f"{n.issuer_mark}({n.year}){n.serial}号",
    "no brackets, no 号": lambda n: f"{n.issuer_mark}{n.year} {n.serial}",
    "blanks": lambda n: f"{n.issuer_mark} 〔{n.year}〕 {n.serial} 号",
    "blanks alone": lambda n: f"{n.issuer_mark} {n.year} {n.serial}",
}


def addresses() -> dict[str, list[str]]:
    """By kind of search the addresses of some."""
    rng, words = random.Random(SEED), common_words(12)
    records = _sample(8, SEED + 2)
    common = list("的一人有国发通知公示")
    numbers = [record.doc_no for record in _sample(4, SEED + 3, doc_no="") if record.doc_no]
    return {
        "a common word": [_address(word) for word in words[:10]],
        "several words": [
            _address(" ".join(rng.sample(words, min(n, len(words))))) for n in (2, 2, 2, 3, 3, 4)
        ],
        "a title": [_address(record.title) for record in records[:6]],
        "文号": [_address(doc_no) for doc_no in numbers],
        "a question": [_address(question) for question in QUESTIONS],
        "a slip": [_address(_with_slip(record.title, common, rng)) for record in records[4:]],
        "with a filter": _filtered(words[0]),
        "newest first": [_address(words[0], sort="newest")],
    }


def _filtered(word: str) -> list[str]:
    """The same word within the commonest value of some facets."""
    counts = answer(asked({"q": word}), facets=FACETS).counts
    found = []
    for facet in ("unit", "theme", "genre", "year"):
        by_number = sorted(counts.get(facet, {}).items(), key=lambda pair: -pair[1])
        names = names_of(facet, [value for value, _n in by_number])
        codes = [names[value][0] for value, _n in by_number if value in names]
        found += [_address(word, **{facet: codes[0]})] if codes else []
    return found


def _address(words: str, **more: str) -> str:
    return f"/search/?{urlencode({'q': words, **more})}"
