"""The title: the lines that are it, what stands below it, and those that only repeat it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingtang.kernel.official.dates import read_date
from mingtang.kernel.official.letter import Guess, Head
from mingtang.kernel.official.lines import Line
from mingtang.kernel.official.shapes import TITLE, is_bracketed, is_organ, names_apart, tidy

_LABELLED = re.compile(r"^[\u4e00-\u9fff]{2,4}[:：]\s*\S")
_LIST_WORDS = ("目录", "前言", "摘要", "正文")
_PART = re.compile(r"^第[一二三四五六七八九十\d]+部分")
_ROUND = "（）()[]【】〔〕"
_NOTE_UNDER_TITLE = re.compile(r"\d{4}年|通过|批准|发布|公布|修订|修正|施行|第\d+号")
_TITLE_LINES = 6
_TITLE_LONGEST = 180


def read_title(lines: Sequence[Line], region: list[int], head: Head, known: str) -> None:
    if known:
        _repeated(lines, region, head, known)
        return
    region = _below_the_number(lines, region, head)
    titles = [n for n in region if not _is_no_title(lines[n].text)]
    if not titles or "title" in head.fields:
        return
    group, why, sure = _title_lines(lines, titles)
    while len(group) > 1 and _goes_on_without(lines, group):
        del group[-1]
    before = titles.index(group[0]) - 1
    if before >= 0 and tidy(lines[group[0]].text).startswith("关于") and is_organ(lines[titles[before]].text):
        # The organ stands above in smaller letters.
        group.insert(0, titles[before])
    _issuers(lines, group, head)
    text = "".join(tidy(part) for n in group for part in lines[n].text.split("\n"))
    if not text or len(text) > _TITLE_LONGEST:
        return
    rest = [n for n in region if n > group[-1]]
    taken = list(group)
    subtitle = ""
    for n in rest[:2]:
        line = tidy(lines[n].text)
        if line.startswith(("——", "--", "—")):
            subtitle = line.lstrip("—-").strip()
        elif is_bracketed(line) and _NOTE_UNDER_TITLE.search(line) and read_date(line.strip(_ROUND)) is None:
            subtitle = line
        elif is_bracketed(line) and len(line) <= 10:
            text += line
        else:
            break
        taken.append(n)
        if subtitle:
            head.fields["subtitle"] = Guess(subtitle, (n,))
    for n in [m for m in rest if m not in taken][:2]:
        line = tidy(lines[n].text)
        day = read_date(line.strip(_ROUND))
        if day is not None:
            head.fields.setdefault("doc_date", Guess(day.isoformat(), (n,), True, "below_title"))
        elif all(is_organ(name) for name in names_apart(lines[n].text)):
            head.fields.setdefault(
                "issuer", Guess("\n".join(names_apart(lines[n].text)), (n,), True, "below_title")
            )
        else:
            break
        taken.append(n)
    head.fields["title"] = Guess(
        text, tuple(group), (sure and bool(TITLE.search(text))) or why == "large", why
    )
    head.taken.update(taken)


def _issuers(lines: Sequence[Line], group: list[int], head: Head) -> None:
    """Several organs above 关于…, on one line or more."""
    organs: list[str] = []
    taken: list[int] = []
    for n in group[:-1]:
        names = names_apart(lines[n].text)
        if not all(is_organ(name) for name in names):
            break
        organs += names
        taken.append(n)
    if len(organs) > 1 and tidy(lines[group[len(taken)]].text).startswith("关于"):
        head.fields.setdefault("issuer", Guess("\n".join(organs), tuple(taken), True, "from_title"))


def _below_the_number(lines: Sequence[Line], region: list[int], head: Head) -> list[int]:
    """专题会议纪要 / 文号 / 关于…的会议纪要: a title below the number goes before short words above it."""
    number = head.fields.get("doc_no")
    if number is None:
        return region
    above = [n for n in region if n < number.lines[-1]]
    below = [n for n in region if n > number.lines[-1]]
    if above and _ending_like_a_title(lines, below) and all(len(tidy(lines[n].text)) <= 20 for n in above):
        head.taken.update(above)
        return below
    return region


def _goes_on_without(lines: Sequence[Line], group: list[int]) -> bool:
    """Whether the last line is no part of the title: 目录 or the organ below a title that is complete."""
    last = tidy(lines[group[-1]].text).replace(" ", "")
    complete = TITLE.search("".join(tidy(lines[n].text) for n in group[:-1]))
    return last in _LIST_WORDS or (is_organ(last) and bool(complete))


def _is_no_title(text: str) -> bool:
    clean = tidy(text).replace(" ", "")
    return (
        _is_under_title(text)
        or bool(_LABELLED.match(clean))
        or (clean.endswith("文件") and is_organ(clean[:-2]))
    )


def _is_under_title(text: str) -> bool:
    text = tidy(text)
    if text[:1] in _ROUND and read_date(text.strip(_ROUND)) is not None:
        return True
    return text.startswith(("——", "—")) or (is_bracketed(text) and bool(_NOTE_UNDER_TITLE.search(text)))


def _title_lines(lines: Sequence[Line], region: list[int]) -> tuple[list[int], str, bool]:
    """The lines in the largest letters; else the centred ones; else all up to one that ends like a title."""
    sizes = {n: lines[n].size for n in region}
    largest = max(sizes.values(), default=0)
    usual = sorted(sizes.values())[len(sizes) // 2] if len(sizes) > 2 else 0
    if largest >= 18 or (largest > usual > 0 and largest >= 15):
        group = _run([n for n in region if sizes[n] >= largest - 0.5], region)
        return group, "large", True
    centred = [n for n in region if lines[n].align == "center" or _is_centred_by_spaces(lines[n].text)]
    if centred:
        return _run(centred, region), "centred", True
    group = _ending_like_a_title(lines, region)
    return (group, "above_text", True) if group else (region[:1], "first_line", False)


def _ending_like_a_title(lines: Sequence[Line], region: list[int]) -> list[int]:
    """Lines from the first on that follow each other without a gap, up to the last that ends like a title."""
    group: list[int] = []
    best: list[int] = []
    for n in region[:_TITLE_LINES]:
        gap = group and n != group[-1] + 1
        if (group and gap and best) or (best and _is_list(lines[n].text)):
            break
        group.append(n)
        if TITLE.search("".join(tidy(lines[m].text) for m in group)):
            best = list(group)
    return best


def _is_list(text: str) -> bool:
    plain = tidy(text).replace(" ", "")
    return plain in _LIST_WORDS or bool(_PART.match(plain))


def _run(wanted: list[int], region: list[int]) -> list[int]:
    """The first of them and those that follow without another line between."""
    group = [wanted[0]]
    places = {n: place for place, n in enumerate(region)}
    for n in wanted[1:]:
        if places[n] == places[group[-1]] + 1 and len(group) < _TITLE_LINES:
            group.append(n)
        else:
            break
    return group


def _is_centred_by_spaces(text: str) -> bool:
    return len(text) - len(text.lstrip(" \u3000")) >= 4


def _repeated(lines: Sequence[Line], region: list[int], head: Head, known: str) -> None:
    """The lines that say the known title again, perhaps broken and with blanks between the characters."""
    wanted = _letters(known)
    for start in range(len(region)):
        said = ""
        for n in region[start : start + _TITLE_LINES]:
            said += _letters(lines[n].text)
            if said == wanted:
                head.taken.update(region[start : region.index(n) + 1])
                above = [m for m in region[:start] if m not in head.taken]
                if all(is_organ(name) for m in above for name in names_apart(lines[m].text)):
                    # Who issues it, in lines above 关于…
                    head.taken.update(above)
                return
            if not wanted.startswith(said):
                break


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
