"""The beginning of a document: 份号, 密级, red head, 文号, title, 主送机关."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingtang.kernel.official.addressees import read_addressees
from mingtang.kernel.official.dates import read_date, squeezed
from mingtang.kernel.official.heads import guesses_of, read_facts
from mingtang.kernel.official.letter import Guess
from mingtang.kernel.official.lines import Line
from mingtang.kernel.official.shapes import (
    TITLE,
    doc_no_of,
    heading_level,
    is_appendix_mark,
    is_bracketed,
    is_numbered,
    is_organ,
    is_page_number,
    is_sentence,
    organ_and_day,
    tidy,
)

_SECRECY = re.compile(r"^(绝密|机密|秘密)(?:\s*[★☆*]\s*(.{1,10}))?$")
_URGENCY = re.compile(r"^(特提|特急|加急|平急)$")
_COPY = re.compile(r"^(?:№\s*)?\d{6}$")
_MARK = re.compile(r"^(.{2,40}?)(文件|公告|通告|令|(?:党组|全体|常务|专题|办公)?会议纪要|纪要|公报)?$")
_ORDINAL = re.compile(
    r"^[〔\[(（]?(?:\d{4})?[〕\])）]?第?\d{1,4}[号期次]$|^[\u4e00-\u9fff]{2,16}[〔\[(（【]\d{4}[〕\])）】]第?号$"
)
"""第24期, and a number that waits for its digits: 明政办发〔2026〕　号."""
_LABELLED = re.compile(r"^[\u4e00-\u9fff]{2,4}[:：]\s*\S")
_OF_ITSELF = ("令", "公告", "通告", "纪要")
_LIST_WORDS = ("目录", "前言", "摘要", "正文")
_NOTE_UNDER_TITLE = re.compile(r"\d{4}年|通过|批准|发布|公布|修订|修正|施行|第\d+号")
_FAR = 60
"""Lines within which the text begins."""
_TITLE_LINES = 6
_TITLE_LONGEST = 180


@dataclass
class Head:
    """What the beginning says; `text_begin` is the first line of the text proper."""

    fields: dict[str, Guess] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    text_begin: int = 0


def read_head(lines: Sequence[Line], begin: int, known_title: str = "") -> Head:
    """`known_title` is what a head line said: the lines that repeat it are found and left out."""
    head = Head()
    end = _text_begins(lines, begin, head)
    region = [n for n in range(begin, end) if lines[n].text.strip() and n not in head.taken]
    region = _marks(lines, region, head)
    number = _number(lines, region, head)
    region = [n for n in region if n not in head.taken]
    region = _red_head(lines, region, number, head)
    region = _organ_and_day(lines, region, head)
    said = head.fields.get("title")
    _title(lines, region, head, known_title or (said.value if said and said.why == "head_line" else ""))
    rest = [n for n in region if n not in head.taken]
    # What nothing was made of, such as a first paragraph without a full stop, belongs to the text.
    head.text_begin = min(rest, default=end)
    return head


def _text_begins(lines: Sequence[Line], begin: int, head: Head) -> int:
    """The line after the addressees, or the first that is a sentence, a numbered item, a table or a figure."""
    seen = 0
    for n in range(begin, min(len(lines), begin + _FAR)):
        line = lines[n]
        text = line.text.strip()
        if not text and line.kind == "text":
            continue
        if line.kind == "table" and (_head_table(lines, n, head) if not seen else _facts(line, n, head)):
            continue
        if line.kind == "text" and _facts(line, n, head):
            continue
        if line.kind != "text":
            return n
        seen += 1
        found = read_addressees(lines, begin + 1, n) if seen > 1 else None
        if found:
            head.fields["addressees"] = Guess(*found, True, "colon")
            head.taken.update(found[1])
            return n + 1
        if seen > 1 and _is_text(line, text):
            return n
    return min(len(lines), begin + _FAR)


def _head_table(lines: Sequence[Line], n: int, head: Head) -> bool:
    """Names of joint organs beside the word 文件, held in place by a table."""
    parts = [name for row in lines[n].text.split("\n") for part in row.split("\t") for name in _apart(part)]
    names = [part for part in parts if part.replace(" ", "") != "文件"]
    if _facts(lines[n], n, head):
        return True
    if not names or not all(is_organ(name) for name in names):
        return False
    head.fields["issuer"] = Guess("\n".join(names), (n,), True, "red_head")
    head.taken.add(n)
    return True


def _facts(line: Line, n: int, head: Head) -> bool:
    """A table or line of facts, as pages of sites have above or below the title."""
    found = guesses_of(read_facts(line.text), n)
    for name, guess in found.items():
        head.fields.setdefault(name, guess)
    if found:
        head.taken.add(n)
    return bool(found)


def _is_text(line: Line, text: str) -> bool:
    if is_bracketed(text) or doc_no_of(text):
        return False
    if heading_level(text) or (is_numbered(text) and not TITLE.search(tidy(text))):
        return True
    if is_sentence(text) and not re.fullmatch(r"[^。；]*", text):
        return True
    return len(tidy(text)) > 60 and not TITLE.search(tidy(text)) and line.align != "center"


def _marks(lines: Sequence[Line], region: list[int], head: Head) -> list[int]:
    """份号, 密级, 紧急程度, page numbers."""
    rest = []
    for n in region:
        text = tidy(lines[n].text)
        secrecy, urgency = _SECRECY.match(text.replace(" ", "")), _URGENCY.match(text.replace(" ", ""))
        if secrecy:
            head.fields["secrecy"] = Guess(text.replace(" ", ""), (n,))
        elif urgency:
            head.fields["urgency"] = Guess(urgency[1], (n,))
        elif not (_COPY.match(text) or is_page_number(text) or is_appendix_mark(text)):
            rest.append(n)
            continue
        head.taken.add(n)
    return rest


def _number(lines: Sequence[Line], region: list[int], head: Head) -> int | None:
    for place, n in enumerate(region):
        text = lines[n].text
        found = doc_no_of(text) if "\n" not in text.strip() else None
        said: tuple[int, ...] = (n,)
        ordinal = bool(_ORDINAL.match(squeezed(text)))
        if found is None and ordinal and place and tidy(lines[region[place - 1]].text).endswith(_OF_ITSELF):
            # 明堂县人民政府令 / 第12号
            found, said = doc_no_of(lines[region[place - 1]].text + text), (region[place - 1], n)
        if found is not None:
            head.fields["doc_no"] = Guess(found[0], said)
            if found[1]:
                head.fields["signed_by"] = Guess(found[1], (n,))
        if found is not None or ordinal:
            head.taken.add(n)
            return n
    return None


def _red_head(lines: Sequence[Line], region: list[int], number: int | None, head: Head) -> list[int]:
    """The organ(s) above the number: red, very large, or followed by 文件; the title then stands below the number."""
    if number is None:
        above = [n for n in region if lines[n].red]
    else:
        above = [n for n in region if n < number]
        below = [n for n in region if n > number]
        marked = [n for n in above if _is_mark(lines[n], with_word=True)]
        # As on the pages of gov.cn the number may stand below the title.
        if not marked and not (below and all(_is_mark(lines[n], with_word=False) for n in above)):
            above = []
    names: list[str] = []
    taken: list[int] = []
    for n in above:
        found = [
            match[1]
            for row in lines[n].text.split("\n")
            for name in _apart(row)
            if (match := _MARK.match(name.replace(" ", ""))) and is_organ(match[1])
        ]
        if not found and tidy(lines[n].text).replace(" ", "") != "文件":
            # The title of a notice may stand between the organ and the number.
            break
        names += found
        taken.append(n)
    rest = [n for n in region if n not in taken]
    if not names or not (rest or _is_order(lines, taken)):
        return region
    head.fields["issuer"] = Guess("\n".join(dict.fromkeys(names)), tuple(taken), True, "red_head")
    if not rest:
        # An order has no other title than what it is.
        head.fields["title"] = Guess(tidy(lines[taken[-1]].text), tuple(taken), False, "red_head")
    head.taken.update(taken)
    return rest


def _apart(text: str) -> list[str]:
    """Organs parted by blanks; what is no list of organs is one name."""
    parts = text.removesuffix("文件").split()
    return (
        parts
        if len(parts) > 1 and all(is_organ(part) for part in parts)
        else [tidy(text)]
        if text.strip()
        else []
    )


def _is_order(lines: Sequence[Line], taken: list[int]) -> bool:
    return bool(taken) and tidy(lines[taken[-1]].text).endswith(_OF_ITSELF)


def _is_mark(line: Line, *, with_word: bool) -> bool:
    text = tidy(line.text).replace(" ", "")
    if text == "文件":
        return True
    match = _MARK.match(text)
    if match is None or not is_organ(match[1]):
        return False
    return line.red or line.size >= 26 or bool(match[2]) or not with_word


def _title(lines: Sequence[Line], region: list[int], head: Head, known: str) -> None:
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
    organs = _apart(lines[group[0]].text)
    if len(organs) > 1:
        head.fields.setdefault("issuer", Guess("\n".join(organs), (group[0],), True, "from_title"))
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
        elif (
            is_bracketed(line) and _NOTE_UNDER_TITLE.search(line) and read_date(line.strip("（）()")) is None
        ):
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
        day = read_date(line.strip("（）()"))
        if day is not None:
            head.fields.setdefault("doc_date", Guess(day.isoformat(), (n,), True, "below_title"))
        elif all(is_organ(name) for name in _apart(lines[n].text)):
            head.fields.setdefault(
                "issuer", Guess("\n".join(_apart(lines[n].text)), (n,), True, "below_title")
            )
        else:
            break
        taken.append(n)
    head.fields["title"] = Guess(
        text, tuple(group), (sure and bool(TITLE.search(text))) or why == "large", why
    )
    head.taken.update(taken)


def _organ_and_day(lines: Sequence[Line], region: list[int], head: Head) -> list[int]:
    """明堂县人民政府办公室　2026年4月12日 between the number and the title, as minutes and bulletins have it."""
    for n in region[:-1]:
        both = organ_and_day(lines[n].text)
        if both and n > min(head.taken, default=n):
            head.fields.setdefault("issuer", Guess(both[0], (n,), True, "red_head"))
            head.fields.setdefault("doc_date", Guess(both[1], (n,), True, "red_head"))
            head.taken.add(n)
            return [m for m in region if m != n]
    return region


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
    if is_bracketed(text) and read_date(text.strip("（）()")) is not None:
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
        if group and gap and best:
            break
        group.append(n)
        if TITLE.search("".join(tidy(lines[m].text) for m in group)):
            best = list(group)
    return best


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
                return
            if not wanted.startswith(said):
                break


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
