"""The beginning of a document: 份号, 密级, red head, 文号, title, 主送机关."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingtang.kernel.official.addressees import read_addressees
from mingtang.kernel.official.dates import squeezed
from mingtang.kernel.official.heads import AT_LEAST, guesses_of, names_a_fact, read_facts
from mingtang.kernel.official.letter import Guess, Head
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
    names_apart,
    organ_and_day,
    tidy,
)
from mingtang.kernel.official.title import read_title

_SECRECY = re.compile(r"^(?:密级[:：])?(绝密|机密|秘密)(?:\s*[★☆*]\s*(.{1,10}))?$")
_URGENCY = re.compile(r"^(?:紧急程度[:：])?(特提|特急|加急|平急)$")
_TELEGRAM = re.compile(r"^(?:内部)?明(?:传)?电报?$")
_COPY = re.compile(r"^(?:№\s*)?\d{6}$")
_MARK = re.compile(r"^(.{2,40}?)(文件|公告|通告|令|(?:党组|全体|常务|专题|办公)?会议纪要|纪要|公报)?$")
_ORDINAL = re.compile(
    r"^[〔\[(（]?(?:\d{4})?[〕\])）]?第?\d{1,4}[号期次]$|^[\u4e00-\u9fff]{2,16}[〔\[(（【]\d{4}[〕\])）】]第?号$"
)
"""第24期, and a number that waits for its digits: 明政办发〔2026〕　号."""
_OF_ITSELF = ("令", "公告", "通告", "纪要")
_FAR = 60
"""Lines within which the text begins."""


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
    read_title(lines, region, head, known_title or (said.value if said and said.why == "head_line" else ""))
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
    parts = [
        name for row in lines[n].text.split("\n") for part in row.split("\t") for name in names_apart(part)
    ]
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
    # A row that says a single thing counts when the row above it was one of facts.
    least = 1 if n - 1 in head.taken and "\t" in line.text else AT_LEAST
    found = guesses_of(read_facts(line.text, least), n)
    for name, guess in found.items():
        head.fields.setdefault(name, guess)
    blank = not found and least == 1 and names_a_fact(line.text)
    if found or blank:
        head.taken.add(n)
    return bool(found) or blank


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
        plain = text.replace(" ", "")
        secrecy, urgency = _SECRECY.match(plain), _URGENCY.match(plain)
        if secrecy:
            head.fields["secrecy"] = Guess(plain[secrecy.start(1) :], (n,))
        elif urgency:
            head.fields["urgency"] = Guess(urgency[1], (n,))
        elif not (
            _COPY.match(text) or _TELEGRAM.match(plain) or is_page_number(text) or is_appendix_mark(text)
        ):
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
            for name in names_apart(row)
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
