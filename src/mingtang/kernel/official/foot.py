"""The end of a document: 附件说明, 署名, 成文日期, 附注, 版记, and the appendices printed behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingtang.kernel.official.dates import find_date, read_date, squeezed
from mingtang.kernel.official.heads import attribute_of
from mingtang.kernel.official.letter import Guess
from mingtang.kernel.official.lines import Line
from mingtang.kernel.official.shapes import (
    is_appendix_mark,
    is_bracketed,
    is_date,
    is_organ,
    is_page_number,
    is_post_with_name,
    organs_of,
    tidy,
    without_seal,
)

_COPIES = re.compile(r"^\s*(?:抄\s*送|抄\s*报|主\s*送|分\s*送)\s*[:：]\s*(.+)$", re.DOTALL)
_PRINTED = re.compile(r"^(.{2,40}?)\s*((?:19|20|[１２])[\d０-９\s年月日.\-]{6,20})\s*印\s*发$")
_NOTE = re.compile(r"^附(?:\s*件\s*\d{0,2})?\s*(?:[:：]|(?=\d{1,2}[.．、]))\s*(.*)$", re.DOTALL)
_OF_ITS_OWN = re.compile(r"^(?:共青团|中共|中国)")
_PUBLISHER = re.compile(r"^\s*(?:发布单位|发布机构|发文单位)\s*[:：]\s*(.{2,40})$")
_PUBLISHED = re.compile(r"^\s*(?:发布日期|发布时间|公开日期)\s*[:：]\s*(.{6,30})$")
_ITEM = re.compile(r"^\s*(?:附\s*件\s*)?(?:\d{1,2}|[１２３４５６７８９])\s*[.．、:：]\s*(.+)$", re.DOTALL)
_ATTRIBUTE = re.compile(r"^\s*(?:公开属性|公开方式|信息公开选项|信息公开类别)\s*[:：]\s*(.+)$")
_COPIES_MADE = re.compile(r"^[（(]?\s*共\s*印\s*\d+\s*份\s*[）)]?$|^[（(]此页无正文[）)]$")
_WORDS = re.compile(r"^主题词\s*[:：]?\s*(.+)$")
_UNDATED = re.compile(r"^(?:19|20)\d\d年\s*(?:\d{1,2})?\s*月\s*日$")
"""A draft that waits for its day."""
_SIGNERS_MOST = 12
_NOTE_LINES = 40


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
    _imprint(lines, begin, foot)
    at = _signing_date(lines, begin, foot)
    if at is not None:
        _signature(lines, begin, at, foot)
        _behind(lines, at, foot)
    else:
        _without_date(lines, begin, foot)
    _attachments(lines, begin, foot)
    return foot


def _imprint(lines: Sequence[Line], begin: int, foot: Foot) -> None:
    """版记, from the last line upward, also when it is set as a table."""
    for n in range(len(lines) - 1, begin - 1, -1):
        line = lines[n]
        text = " ".join(line.text.split())
        if line.kind == "text" and (not text or is_page_number(text) or _COPIES_MADE.match(text)):
            foot.taken.add(n)
            continue
        copies, printed = _COPIES.match(text), _printed(text)
        attribute, words = _ATTRIBUTE.match(text), _WORDS.match(text)
        if line.kind == "table" and ("印发" in text or "抄送" in squeezed(text)):
            _imprint_table(line, n, foot)
        elif printed:
            foot.fields["printed_by"] = Guess(printed[0], (n,), True, "imprint")
            foot.fields["printed_on"] = Guess(printed[1], (n,), True, "imprint")
        elif copies and not squeezed(text).startswith("主送"):
            _add_copies(foot, copies[1], n)
        elif words:
            foot.fields["keywords"] = Guess(tidy(words[1]), (n,), True, "imprint")
        elif (publisher := _PUBLISHER.match(text)) and is_organ(publisher[1]):
            foot.fields["issuer"] = Guess(tidy(publisher[1]), (n,), True, "imprint")
        elif (published := _PUBLISHED.match(text)) and (day := read_date(published[1])):
            foot.fields["published_on"] = Guess(day.isoformat(), (n,), True, "imprint")
        elif attribute and attribute_of(attribute[1]):
            foot.fields["open_attr"] = Guess(attribute_of(attribute[1]), (n,), True, "imprint")
        else:
            return
        foot.taken.add(n)
        foot.text_end = n


def _add_copies(foot: Foot, names: str, n: int) -> None:
    """Read upward: what is above comes first."""
    below = foot.fields.get("copies_to")
    said = names.rstrip("。").strip()
    value, lines = (f"{said}\n{below.value}", (n, *below.lines)) if below else (said, (n,))
    foot.fields["copies_to"] = Guess(value, lines, True, "imprint")


def _printed(text: str) -> tuple[str, str] | None:
    match = _PRINTED.match(text.rstrip("。"))
    day = read_date(match[2]) if match else None
    return (tidy(match[1]), day.isoformat()) if match and day else None


def _imprint_table(line: Line, n: int, foot: Foot) -> None:
    for row in line.text.split("\n"):
        text = " ".join(row.split())
        copies, printed = _COPIES.match(text), _printed(text)
        if copies:
            foot.fields["copies_to"] = Guess(copies[1].rstrip("。").strip(), (n,), True, "imprint")
        elif printed:
            foot.fields["printed_by"] = Guess(printed[0], (n,), True, "imprint")
            foot.fields["printed_on"] = Guess(printed[1], (n,), True, "imprint")


def _signing_date(lines: Sequence[Line], begin: int, foot: Foot) -> int | None:
    """The first date on a line of its own with a name of an organ above it; else the last that stands to the right.

    What is forwarded or issued with a document follows its signature and has one of its own.
    """
    last = None
    for n in range(begin, foot.text_end):
        line = lines[n]
        if line.kind != "text" or n in foot.taken or not line.text.strip():
            continue
        if _signed_with_date(line.text) is not None:
            return n
        if not is_date(line.text) and not _UNDATED.match(line.text.strip()):
            continue
        above = _above(lines, n, begin)
        if above is not None and _may_sign(lines[above].text):
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
        is_organ(without_seal(part)) or is_post_with_name(part) or _COPIES_MADE.match(part)
        for row in text.split("\n")
        for part in organs_of(row)
    )


def _is_last(lines: Sequence[Line], n: int, foot: Foot) -> bool:
    for m in range(n + 1, foot.text_end):
        if m not in foot.taken and not _is_blank(lines[m]):
            return is_bracketed(lines[m].text) or is_appendix_mark(lines[m].text)
    return True


def _above(lines: Sequence[Line], n: int, begin: int) -> int | None:
    for m in range(n - 1, begin - 1, -1):
        if lines[m].text.strip():
            return m if lines[m].kind == "text" else None
    return None


def _signed_with_date(text: str) -> tuple[str, str] | None:
    """明堂县民政局 2026年1月5日 on one line."""
    clean = squeezed(text) if len(text) <= 150 else ""
    found = find_date(clean) if len(clean) <= 60 else None
    if found is None or found[2] != len(clean) or found[1] < 4:
        return None
    organ = clean[: found[1]]
    return (organ, found[0].isoformat()) if is_organ(organ) else None


def _signature(lines: Sequence[Line], begin: int, at: int, foot: Foot) -> None:
    both = _signed_with_date(lines[at].text)
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
        if _COPIES_MADE.match(text.strip()):
            taken.append(n)
            n -= 1
            continue
        parts = [without_seal(part) for row in text.split("\n") for part in organs_of(row)]
        if lines[n].kind != "text" or not _signs(lines, n, names, parts):
            break
        names[:0] = parts
        taken.append(n)
        n -= 1
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
        note = tidy(lines[n].text).strip("（）()")
        foot.fields["annotation"] = Guess(note, (n,), True, "note")
        code = attribute_of(note)
        if code:
            foot.fields["open_attr"] = Guess(code, (n,), True, "note")
        foot.taken.add(n)
        n += 1
    rest = [m for m in range(n, end) if m not in foot.taken and not _is_blank(lines[m])]
    named = _named_behind(lines, rest)
    if named:
        entries = _entries([_NOTE.sub(r"\1", lines[m].text.strip()) for m in named])
        foot.fields["attachments"] = Guess("\n".join(entries), tuple(named), True, "below_text")
        foot.taken.update(named)
    foot.appendices = _parted(lines, [m for m in rest if m not in foot.taken])


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
    for row in (part for text in rows for part in re.split(r"\n|(?<=\S)\s{2,}(?=\d{1,2}[.．、])", text)):
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
