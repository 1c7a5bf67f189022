"""The end of a document: 附件说明, 署名, 成文日期, 附注, and the appendices printed behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingtang.kernel.official.dates import read_date
from mingtang.kernel.official.heads import attribute_of
from mingtang.kernel.official.imprint import attribute_on, read_imprint
from mingtang.kernel.official.letter import Guess
from mingtang.kernel.official.lines import Line
from mingtang.kernel.official.shapes import (
    is_appendix_mark,
    is_bracketed,
    is_date,
    is_idle,
    is_organ,
    is_page_number,
    is_post_with_name,
    organ_and_day,
    organs_of,
    tidy,
    without_seal,
)

_NOTE = re.compile(
    r"^附(?:\s*件\s*\d{0,2})?\s*(?:[:：]|(?=\d{1,2}[.．、])|(?<=件)[ \u3000]+(?=\S))\s*(.*)$", re.DOTALL
)
_OF_ITS_OWN = re.compile(r"^(?:共青团|中共|中国)")
_ITEM = re.compile(r"^\s*(?:附\s*件\s*)?(?:\d{1,2}|[１２３４５６７８９])\s*[.．、:：]\s*(.+)$", re.DOTALL)
_UNDATED = re.compile(r"^(?:19|20)\d\d年\s*(?:\d{1,2})?\s*月\s*日$")
"""A draft that waits for its day."""
_SIGNERS_MOST = 12
_NOTE_LINES = 40
_FOR_OTHERS = re.compile(r"^[（(][^（()）]{0,30}代章[）)]$")
"""Whose seal stands for that of the signer."""
_REMARK_LINES, _REMARK_LONGEST = 2, 100


@dataclass
class Foot:
    """What the end says; `taken` are its lines, `text_end` the first line that is not the text proper any more."""

    fields: dict[str, Guess] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    text_end: int = 0
    appendices: list[tuple[int, ...]] = field(default_factory=list)


def read_foot(lines: Sequence[Line], begin: int, taken: set[int]) -> Foot:
    """Of the lines from `begin` on, which is where the text proper starts; `taken` are those of the head."""
    foot = Foot(text_end=len(lines), taken=set(taken))
    imprint = read_imprint(lines, begin)
    foot.fields.update(imprint.fields)
    foot.taken |= imprint.taken
    foot.text_end = imprint.begin
    at = _signing_date(lines, begin, foot)
    if at is not None:
        _signature(lines, begin, at, foot)
        _behind(lines, at, foot)
    else:
        _without_date(lines, begin, foot)
    _attachments(lines, begin, foot)
    return foot


def _signing_date(lines: Sequence[Line], begin: int, foot: Foot) -> int | None:
    """The first date on a line of its own with a name of an organ above it; else the last that stands to the right.

    What is forwarded or issued with a document follows its signature and has one of its own.
    """
    last = None
    for n in range(begin, foot.text_end):
        line = lines[n]
        if line.kind != "text" or n in foot.taken or not line.text.strip():
            continue
        if organ_and_day(line.text) is not None:
            return n
        if not is_date(line.text) and not _UNDATED.match(line.text.strip()):
            continue
        above = _above(lines, n, begin)
        if above is not None and _FOR_OTHERS.match(lines[above].text.strip()):
            above = _above(lines, above, begin)
        if (above is not None and _may_sign(lines[above].text)) or _signers_below(lines, n, foot):
            return n
        if (
            line.align == "right"
            or line.text.startswith(("\u3000\u3000\u3000", "      "))
            or _is_last(lines, n, foot)
        ):
            last = n
    return last


def _may_sign(text: str) -> bool:
    return all(
        is_organ(without_seal(part)) or is_post_with_name(part) or is_idle(part)
        for row in text.split("\n")
        for part in organs_of(row)
    )


def _is_last(lines: Sequence[Line], n: int, foot: Foot) -> bool:
    for m in range(n + 1, foot.text_end):
        if m not in foot.taken and not _is_blank(lines[m]):
            return is_bracketed(lines[m].text) or is_appendix_mark(lines[m].text)
    return True


def _signers_below(lines: Sequence[Line], at: int, foot: Foot) -> list[int]:
    """Names that follow the date and close the text, for who dates first and signs then."""
    found: list[int] = []
    for n in range(at + 1, foot.text_end):
        if n in foot.taken or _is_blank(lines[n]):
            continue
        text = lines[n].text
        if lines[n].kind == "text" and len(found) < _SIGNERS_MOST and _may_sign(text) and not is_idle(text):
            found.append(n)
            continue
        return found if is_bracketed(text) or is_appendix_mark(text) else []
    return found


def _above(lines: Sequence[Line], n: int, begin: int) -> int | None:
    for m in range(n - 1, begin - 1, -1):
        if lines[m].text.strip():
            return m if lines[m].kind == "text" else None
    return None


def _signature(lines: Sequence[Line], begin: int, at: int, foot: Foot) -> None:
    both = organ_and_day(lines[at].text)
    if both is not None:
        foot.fields["signature"] = Guess(both[0], (at,), True, "above_date")
        foot.fields["doc_date"] = Guess(both[1], (at,), True, "above_date")
        foot.taken.add(at)
        foot.text_end = at
        return
    day = read_date(lines[at].text)
    names: list[str] = []
    taken = [at]
    n = at - 1
    while n >= begin and len(names) < _SIGNERS_MOST:
        text = lines[n].text
        if n in foot.taken:
            break
        if _is_blank(lines[n]) or is_page_number(text):
            n -= 1
            continue
        if is_idle(text) or (not names and _FOR_OTHERS.match(text.strip())):
            taken.append(n)
            n -= 1
            continue
        parts = [without_seal(part) for row in text.split("\n") for part in organs_of(row)]
        if lines[n].kind != "text" or not _signs(lines, n, names, parts):
            break
        names[:0] = parts
        taken.append(n)
        n -= 1
    if not names:
        below = _signers_below(lines, at, foot)
        names = [
            without_seal(part) for m in below for row in lines[m].text.split("\n") for part in organs_of(row)
        ]
        taken += below
    _join_broken(names)
    if day is not None:
        why = "above_date" if names else "below_text"
        foot.fields["doc_date"] = Guess(day.isoformat(), (at,), bool(names), why)
    if names:
        # A date that is still to be filled in stands with those who will sign.
        signed = set(taken) - ({at} if day is not None else set())
        foot.fields["signature"] = Guess("\n".join(names), tuple(sorted(signed)), True, "above_date")
    foot.taken.update(taken)
    foot.text_end = min(taken)


def _signs(lines: Sequence[Line], n: int, names: list[str], parts: list[str]) -> bool:
    """Whether line `n` belongs to the signature: a name of an organ, or the first half of one that was broken."""
    if all(is_organ(part) or is_post_with_name(part) for part in parts):
        return True
    text = tidy(lines[n].text)
    halves = (
        bool(names) and len(parts) == 1 and 4 <= len(text) <= 30 and lines[n].align in ("right", "center")
    )
    return halves and not re.search(r"[。；：，:]$", text) and not is_bracketed(text)


def _join_broken(names: list[str]) -> None:
    """湖北省巴东县官渡口镇马鬃山村 / 地质险情调查专家组 is one name."""
    n = 0
    while n + 1 < len(names):
        if (
            not is_organ(names[n])
            and names[n][:2] != names[n + 1][:2]
            and not _OF_ITS_OWN.match(names[n + 1])
        ):
            names[n : n + 2] = [names[n] + names[n + 1]]
        else:
            n += 1


def _behind(lines: Sequence[Line], at: int, foot: Foot) -> None:
    """What follows the date: the note in brackets, then appendices or what is issued with the document."""
    n = at + 1
    end = len(lines)
    while end > at + 1 and (end - 1 in foot.taken or _is_blank(lines[end - 1])):
        end -= 1
    while n < end and not lines[n].text.strip() and lines[n].kind == "text":
        n += 1
    if n < end and is_bracketed(lines[n].text):
        note = _note(lines[n].text)
        foot.fields["annotation"] = Guess(note, (n,), True, "note")
        code = attribute_of(note)
        if code:
            foot.fields["open_attr"] = Guess(code, (n,), True, "note")
        foot.taken.add(n)
        n += 1
    rest = [m for m in range(n, end) if m not in foot.taken and not _is_blank(lines[m])]
    for m in list(rest):
        if lines[m].kind == "text" and (code := attribute_on(lines[m].text)):
            foot.fields["open_attr"] = Guess(code, (m,), True, "note")
            foot.taken.add(m)
            rest.remove(m)
    if "annotation" not in foot.fields and _is_remark(lines, rest):
        remark = "".join(tidy(lines[m].text) for m in rest).strip("（）()")
        foot.fields["annotation"] = Guess(remark, tuple(rest), False, "note")
        foot.taken.update(rest)
        return
    named = _named_behind(lines, rest)
    if named:
        entries = _entries([_NOTE.sub(r"\1", lines[m].text.strip()) for m in named])
        foot.fields["attachments"] = Guess("\n".join(entries), tuple(named), True, "below_text")
        foot.taken.update(named)
    foot.appendices = _parted(lines, [m for m in rest if m not in foot.taken])


def _note(text: str) -> str:
    """Without the brackets; gaps part a name from a telephone number."""
    told = " ".join(text.split()) if re.search(r"[:：]", text) else tidy(text)
    return told.strip("（）() ")


def _is_remark(lines: Sequence[Line], rest: list[int]) -> bool:
    """本文书一式三份… below the date: a sentence or two, nothing that has a head of its own."""
    return 0 < len(rest) <= _REMARK_LINES and all(
        lines[m].kind == "text"
        and not lines[m].new_page
        and lines[m].align != "center"
        and not is_appendix_mark(lines[m].text)
        and not _NOTE.match(lines[m].text.strip())
        and re.search(r"[。）)]$|^[\u4e00-\u9fff]{2,10}[:：]", lines[m].text.strip())
        and len(lines[m].text) <= _REMARK_LONGEST
        for m in rest
    )


def _named_behind(lines: Sequence[Line], rest: list[int]) -> list[int]:
    """附件：1.… below the date, as pages of sites have their links."""
    if not rest or lines[rest[0]].kind != "text":
        return []
    first = _NOTE.match(lines[rest[0]].text.strip())
    if first is None or not first[1].strip():
        return []
    named = [rest[0]]
    for m in rest[1:]:
        if lines[m].kind != "text" or not _ITEM.match(lines[m].text):
            break
        named.append(m)
    return named


def _is_blank(line: Line) -> bool:
    return line.kind == "text" and not line.text.strip()


def _parted(lines: Sequence[Line], rest: list[int]) -> list[tuple[int, ...]]:
    """At each 附件n that stands alone; what stands before the first mark is one appendix too."""
    groups: list[list[int]] = []
    for n in rest:
        text = lines[n].text.strip()
        if not text and lines[n].kind == "text":
            continue
        if is_page_number(text):
            continue
        if not groups or is_appendix_mark(text):
            groups.append([])
        groups[-1].append(n)
    return [tuple(group) for group in groups]


def _without_date(lines: Sequence[Line], begin: int, foot: Foot) -> None:
    """Plans and lists often have no signature; their appendices begin with a mark on its own at the top of a page."""
    for n in range(begin, foot.text_end):
        if is_appendix_mark(lines[n].text) and (
            lines[n].new_page or not lines[n].text.strip().endswith(("：", ":"))
        ):
            foot.appendices = _parted(lines, [m for m in range(n, foot.text_end) if m not in foot.taken])
            foot.text_end = n
            return


def _attachments(lines: Sequence[Line], begin: int, foot: Foot) -> None:
    """附件：1. … on the last lines of the text, each entry on its own line or in one paragraph."""
    n = foot.text_end - 1
    while n >= begin and foot.text_end - n <= _NOTE_LINES:
        match = _NOTE.match(lines[n].text.strip()) if lines[n].kind == "text" else None
        if match:
            break
        n -= 1
    else:
        return
    if n < begin:
        return
    # 附件1：甲 and 附件2：乙 may stand on lines of their own.
    while (before := _above(lines, n, begin)) is not None and (
        again := _NOTE.match(lines[before].text.strip())
    ):
        n, match = before, again
    rows = [match[1] if match else ""]
    taken = [n]
    for m in range(n + 1, foot.text_end):
        text = lines[m].text.strip()
        if not text or m in foot.taken:
            continue
        if lines[m].kind != "text" or len(text) > 120 or re.search(r"。", text):
            return
        rows.append(text)
        taken.append(m)
    entries = _entries(rows)
    if entries:
        foot.fields["attachments"] = Guess("\n".join(entries), tuple(taken), True, "below_text")
        foot.taken.update(taken)
        foot.text_end = min(foot.text_end, n)


def _entries(rows: list[str]) -> list[str]:
    entries: list[str] = []
    for row in (part for text in rows for line in text.split("\n") for part in _counted(line)):
        text = row.strip()
        item = _ITEM.match(text)
        if item:
            entries.append(tidy(item[1]))
        elif text and entries and not text.endswith(("：", ":")):
            # The second line of a long name.
            entries[-1] += tidy(text)
        elif text:
            entries.append(tidy(text))
    return [entry.rstrip("。；;") for entry in entries]


def _counted(row: str) -> list[str]:
    """1.甲　2.乙；3.丙 in one line: parted where the count goes on."""
    parts = [row]
    for number in range(2, 30):
        split = re.split(rf"[\s；;]+(?={number}\s*[.．、])", parts[-1], maxsplit=1)
        if len(split) < 2:
            break
        parts[-1:] = split
    return parts
