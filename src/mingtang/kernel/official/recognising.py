"""A document line by line → what it is: `recognise`. Never raises; what is not there is absent, never invented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mingtang.kernel.classification.genres import GENRES
from mingtang.kernel.official.dates import find_date, squeezed
from mingtang.kernel.official.foot import Foot, read_foot
from mingtang.kernel.official.head import read_head
from mingtang.kernel.official.heads import read_heads
from mingtang.kernel.official.letter import Guess, Head, Letter
from mingtang.kernel.official.lines import Line
from mingtang.kernel.official.shapes import heading_level, is_organ, is_page_number, tidy

_GENRES = (
    ("复函", "letter"),
    ("答复", "letter"),
    ("函", "letter"),
    ("决议", "resolution"),
    ("决定", "decision"),
    ("命令", "order"),
    ("令", "order"),
    ("公报", "gazette"),
    ("公告", "announcement"),
    ("通告", "public_notice"),
    ("意见", "opinion"),
    ("通知", "notice"),
    ("通报", "circular"),
    ("报告", "report"),
    ("请示", "request"),
    ("批复", "reply"),
    ("议案", "motion"),
    ("纪要", "minutes"),
    ("办法", "regulation"),
    ("规定", "regulation"),
    ("细则", "regulation"),
    ("条例", "regulation"),
    ("规划", "plan"),
    ("计划", "plan"),
    ("方案", "plan"),
    ("要点", "plan"),
    ("指南", "guide"),
)
_FROM = re.compile(r"(?:自|从)(.{6,14}?)起(?:正式)?(?:施行|实施|执行|生效)")
_UNTIL = re.compile(r"有效期(?:限)?(?:为|自.{6,14}?)?(?:截?至|到)(.{6,14}?)(?:止|[。，；）)]|$)")
_EXPLAINS = re.compile(r"解读|问答|图解|一图读懂")
_ABOUT = re.compile(r"^(.{2,30}?)(?:关于|印发|转发|公布|任免|第|20\d\d年)")


def recognise(lines: Sequence[Line], *, year: int | None = None) -> Letter:
    """`year` is not needed today; a date without a year stays unread."""
    lines = [replace(line, text=line.text.replace("\x00", "")) for line in lines]
    fields, begin = read_heads(lines)
    said = set(range(begin))
    head = read_head(lines, begin, fields["title"].value if "title" in fields else "")
    foot = read_foot(lines, head.text_begin, head.taken)
    for found in (head.fields, foot.fields):
        for name, guess in found.items():
            fields.setdefault(name, guess)
    body = _body(lines, head, foot, said)
    _from_others(lines, fields, body, [n for group in foot.appendices for n in group])
    return Letter(
        {name: guess for name, guess in fields.items() if guess.value},
        tuple(body),
        tuple(foot.appendices),
        _headings(lines, [*body, *(n for group in foot.appendices for n in group[1:])]),
    )


def _body(lines: Sequence[Line], head: Head, foot: Foot, said: set[int]) -> list[int]:
    inside = {n for group in foot.appendices for n in group}
    gone = head.taken | foot.taken | said | inside
    return [
        n
        for n in range(head.text_begin, len(lines))
        if n not in gone
        and n < max(foot.text_end, head.text_begin)
        and (lines[n].kind != "text" or (lines[n].text.strip() and not is_page_number(lines[n].text)))
    ]


def _headings(lines: Sequence[Line], body: Sequence[int]) -> dict[int, int]:
    found = {}
    for n in body:
        line = lines[n]
        if line.kind != "text":
            continue
        level = heading_level(line.text)
        if not level and line.heading and len(tidy(line.text)) <= 60:
            level = min(line.heading + 1, 4)
        if level:
            found[n] = level
    return found


def _from_others(
    lines: Sequence[Line], fields: dict[str, Guess], body: Sequence[int], behind: Sequence[int]
) -> None:
    """What one field says about another, and what the text states plainly."""
    if "issuer" not in fields and "signature" in fields:
        signed = fields["signature"]
        fields["issuer"] = Guess(signed.value, signed.lines, signed.sure, "from_signature")
    title = fields.get("title")
    if title is not None:
        named = _ABOUT.match(title.value)
        if "issuer" not in fields and named and title.sure and is_organ(named[1]):
            fields["issuer"] = Guess(named[1], title.lines, False, "from_title")
        if "genre" not in fields:
            genre = genre_of(title.value)
            if genre:
                fields["genre"] = Guess(genre, title.lines, True, "from_title")
    if "genre" in fields and fields["genre"].value not in GENRES:
        code = genre_of(fields["genre"].value)
        fields["genre"] = replace(fields["genre"], value=code) if code else fields.pop("genre")
    # A draft for comment says when it will be in force, an explanation when what it explains is.
    read = body if title is not None and "征求" in title.value else [*body, *behind]
    if title is not None and _EXPLAINS.search(title.value):
        return
    for name, pattern in (("effective_on", _FROM), ("expires_on", _UNTIL)):
        if name not in fields:
            _stated(lines, read, fields, name, pattern)


def genre_of(title: str) -> str:
    """The code of the genre that a title ends with, empty for none."""
    clean = re.sub(r"[（(][^（()）]*[）)]$", "", tidy(title)).strip()
    return next((code for word, code in _GENRES if clean.endswith(word)), "")


def _stated(
    lines: Sequence[Line], body: Sequence[int], fields: dict[str, Guess], name: str, pattern: re.Pattern[str]
) -> None:
    """A day in the text, when it is stated once; several are for a person to choose from."""
    found: dict[str, int] = {}
    for n in body:
        if lines[n].kind != "text" or ("起" not in lines[n].text and "有效期" not in lines[n].text):
            continue
        for match in pattern.finditer(squeezed(lines[n].text)):
            day = find_date(match[1])
            if day is not None:
                found.setdefault(day[0].isoformat(), n)
    if len(found) == 1:
        ((value, n),) = found.items()
        fields[name] = Guess(value, (n,), False, "in_text")
