"""版记: copies, who printed it and when, and the facts that sites put below the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingtang.kernel.official.dates import read_date, squeezed
from mingtang.kernel.official.heads import attribute_of
from mingtang.kernel.official.letter import Guess
from mingtang.kernel.official.lines import Line
from mingtang.kernel.official.shapes import is_idle, is_organ, is_page_number, is_sentence, tidy

_COPIES = re.compile(r"^\s*(?:抄\s*送|抄\s*报|主\s*送|分\s*送|报|发)\s*[:：]\s*(.+)$", re.DOTALL)
_PRINTED = re.compile(r"^(.{2,40}?)\s*((?:19|20|[１２])[\d０-９\s年月日.\-]{6,20})\s*印\s*发?$")
_PUBLISHER = re.compile(r"^\s*(?:发布单位|发布机构|发文单位)\s*[:：]\s*(.{2,40})$")
_PUBLISHED = re.compile(r"^\s*(?:发布日期|发布时间|公开日期)\s*[:：]\s*(.{6,30})$")
_ATTRIBUTE = re.compile(r"^\s*(?:公开属性|公开方式|信息公开选项|信息公开类别)\s*[:：]\s*(.+)$")
_COUNT = re.compile(r"[（(]\s*共\s*印\s*\d+\s*份\s*[）)]$")
_WORDS = re.compile(r"^主题词\s*[:：]?\s*(.+)$")
_LINES_MOST = 6


@dataclass
class Imprint:
    """`taken` are its lines; it begins at line `begin`, where everything else has ended."""

    begin: int
    fields: dict[str, Guess] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)


def read_imprint(lines: Sequence[Line], begin: int) -> Imprint:
    """From the last line upward, also when it is set as a table; not above line `begin`."""
    found = Imprint(len(lines))
    n = len(lines) - 1
    while n >= begin:
        line = lines[n]
        text = " ".join(line.text.split())
        if line.kind == "text" and (not text or is_page_number(text) or is_idle(text)):
            found.taken.add(n)
            n -= 1
            continue
        first = _first_of(lines, begin, n)
        if not (_read_copies(lines, first, n, found) or _read(line, text, n, found)):
            break
        found.taken.update(range(first, n + 1))
        found.begin = first
        n = first - 1
    return found


def _first_of(lines: Sequence[Line], begin: int, n: int) -> int:
    """The line on which a list of names begins that ends on line `n`; else `n`."""
    for m in range(n - 1, max(begin, n - _LINES_MOST) - 1, -1):
        text = lines[m].text.strip()
        if lines[m].kind != "text" or not text.endswith(("，", "、", ",")):
            break
        if _copies(text):
            return m
    return n


def _read_copies(lines: Sequence[Line], first: int, last: int, found: Imprint) -> bool:
    said = _copies("".join(tidy(lines[m].text) for m in range(first, last + 1)))
    if lines[last].kind != "text" or said is None or (first < last and is_sentence(said)):
        return False
    # Read upward: what is above comes first.
    below = found.fields.get("copies_to")
    place = tuple(range(first, last + 1))
    value, place = (f"{said}\n{below.value}", place + below.lines) if below else (said, place)
    found.fields["copies_to"] = Guess(value, place, True, "imprint")
    return True


def _copies(text: str) -> str | None:
    match = _COPIES.match(text)
    return match[1].rstrip("。").strip() if match and not squeezed(text).startswith("主送") else None


def attribute_on(text: str) -> str:
    """The code on a line such as 公开属性：主动公开, empty for other lines."""
    match = _ATTRIBUTE.match(text)
    return attribute_of(match[1]) if match else ""


def _read(line: Line, text: str, n: int, found: Imprint) -> bool:
    """Whether it is a line of the imprint; its facts are added."""
    printed, attribute, words = _printed(text), attribute_on(text), _WORDS.match(text)
    if line.kind == "table":
        return ("印发" in text or "抄送" in squeezed(text)) and _read_table(line, n, found)
    if printed:
        found.fields["printed_by"] = Guess(printed[0], (n,), True, "imprint")
        found.fields["printed_on"] = Guess(printed[1], (n,), True, "imprint")
    elif words:
        found.fields["keywords"] = Guess(" ".join(words[1].split()), (n,), True, "imprint")
    elif (publisher := _PUBLISHER.match(text)) and is_organ(publisher[1]):
        found.fields["issuer"] = Guess(tidy(publisher[1]), (n,), True, "imprint")
    elif (published := _PUBLISHED.match(text)) and (day := read_date(published[1])):
        found.fields["published_on"] = Guess(day.isoformat(), (n,), True, "imprint")
    elif attribute:
        found.fields["open_attr"] = Guess(attribute, (n,), True, "imprint")
    else:
        return False
    return True


def _read_table(line: Line, n: int, found: Imprint) -> bool:
    for row in line.text.split("\n"):
        text = " ".join(row.split())
        copies, printed, words = _copies(text), _printed(text), _WORDS.match(text)
        if words:
            found.fields["keywords"] = Guess(" ".join(words[1].split()), (n,), True, "imprint")
        elif copies:
            found.fields["copies_to"] = Guess(copies, (n,), True, "imprint")
        elif printed:
            found.fields["printed_by"] = Guess(printed[0], (n,), True, "imprint")
            found.fields["printed_on"] = Guess(printed[1], (n,), True, "imprint")
    return True


def _printed(text: str) -> tuple[str, str] | None:
    match = _PRINTED.match(_COUNT.sub("", text).strip().rstrip("。"))
    day = read_date(match[2]) if match else None
    return (tidy(match[1]), day.isoformat()) if match and day else None
