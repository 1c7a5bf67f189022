"""Lines such as 标题：… before the text of a file, as systems export them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingtang.kernel.identifiers.doc_number import DocNumberError, normalise
from mingtang.kernel.official.dates import read_date
from mingtang.kernel.official.letter import Guess
from mingtang.kernel.official.lines import Line
from mingtang.kernel.official.shapes import tidy

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("标题", "题名", "文件标题", "信息名称", "文件名称", "名称"),
    "index_no": ("索引号", "信息索引号", "索引编号"),
    "theme": ("主题分类", "主题", "信息分类", "分类"),
    "issuer": (
        "发文机关",
        "发文单位",
        "制发机关",
        "发布机构",
        "发布机关",
        "填报单位",
        "公示单位",
        "制表单位",
        "发电单位",
    ),
    "doc_date": ("成文日期", "发文日期", "生成日期", "成文时间", "填报日期", "公示日期", "制表日期"),
    "doc_no": ("发文字号", "文号", "发文文号", "文件编号", "电报号"),
    "published_on": ("发布日期", "公开日期", "发布时间", "公开时间"),
    "source": ("来源", "信息来源"),
    "genre": ("体裁", "体裁分类", "公文种类", "文种"),
    "keywords": ("关键词", "主题词", "关键字"),
    "open_attr": ("公开属性", "公开方式", "公开类别"),
    "effective_on": ("施行日期", "生效日期", "实施日期"),
    "expires_on": ("有效期至", "失效日期", "废止日期"),
    "addressees": ("主送机关", "主送"),
    "urgency": ("紧急程度", "等级"),
    "signed_by": ("签发人", "签批盖章"),
}
_BY_NAME = {name: key for key, names in NAMES.items() for name in names}
_LINE = re.compile(r"^\s*[【\[]?\s*([\u4e00-\u9fff\s]{2,8}?)\s*[】\]]?\s*[:：]\s*(.*)$")
_HELD_APART = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000]+[\u4e00-\u9fff]){1,3}(?![\u4e00-\u9fff])"
)
_DATES = ("doc_date", "published_on", "effective_on", "expires_on")
_ATTRS = (("依申请", "on_request"), ("不予", "closed"), ("不公开", "closed"), ("主动", "active"))
AT_LEAST = 2


def read_heads(lines: Sequence[Line]) -> tuple[dict[str, Guess], int]:
    """What the head lines say, and where the text begins; nothing and 0 for a text without them."""
    found: dict[str, Guess] = {}
    seen = 0
    end = 0
    for n, line in enumerate(lines):
        if not line.text.strip():
            continue
        key, value = _split(line)
        if not key:
            break
        seen += 1
        end = n + 1
        guess = _guess(key, value, n)
        if guess is not None and key not in found:
            found[key] = guess
    return (found, end) if seen >= AT_LEAST else ({}, 0)


def read_facts(text: str, least: int = AT_LEAST) -> dict[str, str]:
    """Pairs of a table or a line such as 索引号：…　发文机关：…; empty unless there are `least` known ones."""
    found: dict[str, str] = {}
    cells = [cell for row in text.split("\n") for cell in _cells(row)]
    key = ""
    for cell in cells:
        if not cell:
            key = ""
            continue
        name, colon, value = (part.strip() for part in re.sub("[：]", ":", cell, count=1).partition(":"))
        known = _BY_NAME.get("".join(name.split()), "") if colon or not key else ""
        if known and value:
            found.setdefault(known, value)
            key = ""
        elif known:
            key = known
        elif key and not (colon and len(name) <= 6):
            found.setdefault(key, cell)
            key = ""
        else:
            key = ""
    return found if len(found) >= least else {}


def _cells(row: str) -> list[str]:
    """Cells of a table, or what wide gaps part; 文　号 is one word."""
    row = _HELD_APART.sub(lambda found: _squeezed_name(found[0]), row)
    parts = row.split("\t") if "\t" in row else re.split(r"\u3000| {2,}", row)
    # An empty cell is the value of the label before it.
    return [part.strip() for part in parts if part.strip() or "\t" in row]


def _squeezed_name(text: str) -> str:
    plain = "".join(text.split())
    return plain if plain in _BY_NAME else text


def names_a_fact(row: str) -> bool:
    """Whether a row begins with a known label, even if nothing follows it."""
    return "".join(_cells(row)[:1]).rstrip(":：") in _BY_NAME


def guesses_of(facts: dict[str, str], n: int) -> dict[str, Guess]:
    """Facts that stand in line `n`, as guesses."""
    found = {key: _guess(key, value, n) for key, value in facts.items()}
    return {key: guess for key, guess in found.items() if guess is not None}


def attribute_of(text: str) -> str:
    """“active”, “on_request” or “closed” for the words of 公开属性, empty for others."""
    return next((code for word, code in _ATTRS if word in text), "active" if "公开发布" in text else "")


def _split(line: Line) -> tuple[str, str]:
    if line.kind != "text" or "\n" in line.text.strip():
        return "", ""
    match = _LINE.match(line.text)
    key = _BY_NAME.get("".join(match[1].split()), "") if match else ""
    return key, match[2].strip() if match and key else ""


def _guess(key: str, value: str, n: int) -> Guess | None:
    """None for a head without a value, or with one that says nothing of its kind."""
    if not value:
        return None
    if key in _DATES:
        day = read_date(value)
        return Guess(day.isoformat(), (n,), True, "head_line") if day else None
    if key == "doc_no":
        try:
            return Guess(normalise(value), (n,), True, "head_line")
        except DocNumberError:
            # Kept as it is written, for a person to mend.
            return Guess(tidy(value), (n,), False, "head_line")
    if key == "open_attr":
        code = attribute_of(value)
        return Guess(code, (n,), True, "head_line") if code else None
    if key == "keywords":
        return Guess(" ".join(value.split()), (n,), True, "head_line")
    return Guess(tidy(value), (n,), True, "head_line")
