"""The notation of the templates: ⟦kind=text⟧ is a labelled span.

After the kind may stand `:form`, then `+kind` (as right), `?` (optional), `~` (whatever lies inside counts), and last
`>right` (what should stand there). ⦅…⦆ inside is another span that is as right. Marks may lie in each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from benchmarks.guard_set.model import Span

GROUPS = {
    "personal": "id_number passport mobile landline bank_card social_card plate email chat_account address name health "
    "disability minor column",
    "words": "typo doubled missing term punctuation brackets date sum traditional",
    "names": "state unit leader post abolished law_repealed law_misquoted division",
    "marks": "secret internal draft not_open",
    "injection": "hidden script host redirect gambling porn trade",
}
KINDS = {name: f"{group}.{name}" for group, names in GROUPS.items() for name in names.split()}
ALSO = {
    "minor": ("name",),
    "term": ("typo",),
    "missing": ("typo",),
    "doubled": ("typo",),
    "traditional": ("typo",),
    "post": ("leader",),
    "hidden": ("gambling", "porn", "trade"),
    "gambling": ("hidden",),
    "porn": ("hidden",),
    "trade": ("hidden",),
    "script": ("redirect", "host"),
    "redirect": ("script", "host"),
    "abolished": ("unit",),
}
"""Where two kinds of one group say the same fault, the engine keeps one of them; either is right."""
_HEAD = re.compile(
    r"(?P<kind>[a-z_]+)(?::(?P<form>[a-z0-9]+))?(?P<flags>(?:\?|~|\+[a-z_]+)*)(?:>(?P<right>[^=]*))?="
)
HARD = {"chinese", "capital", "zerowidth", "lookalike", "entity", "inline", "disguised"}


@dataclass
class _Open:
    head: re.Match[str] | None
    start: int
    others: list[tuple[int, int]]


def parsed(marked: str, piece: int) -> tuple[str, list[Span]]:
    """The text without marks, and its spans in order. Raises ValueError, naming the text, on a broken mark."""
    out: list[str] = []
    length, at = 0, 0
    stack: list[_Open] = []
    spans: list[Span] = []
    while at < len(marked):
        sign = marked[at]
        if sign == "⟦":
            head = _HEAD.match(marked, at + 1)
            if not head or head["kind"] not in KINDS:
                raise ValueError(f"not a mark: {marked[at : at + 40]}")
            stack.append(_Open(head, length, []))
            at = head.end()
        elif sign == "⦅":
            stack.append(_Open(None, length, []))
            at += 1
        elif sign in "⟧⦆":
            if not stack or (stack[-1].head is None) != (sign == "⦆"):
                raise ValueError(f"closes nothing: {marked[max(0, at - 40) : at + 1]}")
            done = stack.pop()
            if done.head is None:
                stack[-1].others.append((done.start, length))
            else:
                spans.append(_span(done, piece, "".join(out)[done.start : length], length))
            at += 1
        else:
            out.append(sign)
            length += 1
            at += 1
    if stack:
        raise ValueError(f"not closed: {marked[-60:]}")
    return "".join(out), sorted(spans, key=lambda span: (span.start, -span.end))


def _span(done: _Open, piece: int, text: str, end: int) -> Span:
    head = done.head
    assert head is not None
    if not text:
        raise ValueError(f"an empty mark: {head.group()}")
    right = head["right"] or ""
    form = head["form"] or "plain"
    also = [*ALSO.get(head["kind"], ()), *re.findall("[a-z_]+", head["flags"])]
    span = Span(
        piece,
        done.start,
        end,
        KINDS[head["kind"]],
        text,
        form=form,
        difficulty="hard" if form in HARD else "easy" if form == "plain" else "medium",
        optional="?" in head["flags"],
        within="~" in head["flags"],
        right=right,
        also=tuple(KINDS[name] for name in dict.fromkeys(also)),
        others=tuple(done.others),
    )
    if right and not span.others:
        first, last = _differing(text, right)
        if last - first < len(text):
            span = replace(span, others=((done.start + first, done.start + last),))
    return span


def _differing(wrong: str, right: str) -> tuple[int, int]:
    """Where in `wrong` the difference lies: at least one character."""
    first = 0
    while first < min(len(wrong), len(right)) and wrong[first] == right[first]:
        first += 1
    last = 0
    while last < min(len(wrong), len(right)) - first and wrong[-1 - last] == right[-1 - last]:
        last += 1
    return min(first, len(wrong) - 1), max(len(wrong) - last, min(first, len(wrong) - 1) + 1)
