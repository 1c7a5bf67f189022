"""Splits a cell of 公开依据 into the laws and documents it names."""

from __future__ import annotations

import re

from mingtang.kernel.catalogue.text import narrow, tidy

_OPEN, _CLOSE = "《（〔【", "》）〕】"
_ARTICLE = re.compile(r"(?:中)?(?:的)?第[一二三四五六七八九十百零\d]+(?:条|款|项|章|目)")
_NUMBER = re.compile(r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]|[①-⑳●○〇■◆•·])\s*(?!\d)")
_LIST = re.compile(r"([》）)；;。\s])(?:\d{1,2}[.．、](?!\d)|[①-⑳●■◆])")
_HANGING = re.compile(r"^(?:及其|及(?:相关|有关|配套|实施)|等|和相关|以及(?:相关|有关))")


def laws_of(basis: str) -> list[str]:
    """The laws in their order, each with the document number that follows it; "等" at the end is left out.

    What hangs on to a law (（国办发〔2016〕80号）, 第十条, 及其实施细则) stays with it.
    """
    pieces: list[str] = []
    for line in _LIST.sub(r"\1\n", narrow(basis)).split("\n"):
        # A line that ends in an open bracket or begins with one is not a law of its own.
        if pieces and (_depth(pieces[-1]) > 0 or not line.strip()[:1].strip("（〔》）")):
            pieces[-1] += line.strip()
        else:
            pieces += [line]
    found: list[str] = []
    for piece in pieces:
        for part in _split(tidy(piece)):
            hangs = found and (part[0] in "（〔" or _ARTICLE.match(part) or _HANGING.match(part))
            if hangs:
                mark = "、" if _ARTICLE.match(part) and re.search(r"[条款项章目]$", found[-1]) else ""
                found[-1] += mark + part
            else:
                found.append(part)
    laws = [_bare(each) for each in found]
    return list(dict.fromkeys(each for each in laws if each))


def _depth(text: str) -> int:
    return sum(text.count(each) for each in _OPEN) - sum(text.count(each) for each in _CLOSE)


def _split(text: str) -> list[str]:
    """Parts between separators outside brackets; 《 after a finished title begins a part of its own."""
    parts, current, depth = [], "", 0
    for place, char in enumerate(text):
        if char == "【" and depth == 0:
            parts.append(current)
            current = ""
        if char in _OPEN:
            if (
                char == "《"
                and depth == 0
                and "》" in current
                and not current.endswith(("实施", "关于", "修改", "贯彻"))
            ):
                parts.append(current)
                current = ""
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        if depth == 0 and (char in "、；，。" or (char in ",;" and not text[place - 1 : place].isdigit())):
            parts.append(current)
            current = ""
        else:
            current += char
    parts.append(current)
    return [part.strip() for part in parts if part.strip()]


def _bare(law: str) -> str:
    law = re.sub(r"^【[^【】]*】\s*", "", _NUMBER.sub("", law)).strip(" 、；，。")
    law = re.sub(r"^(?:根据|依据|按照)(?=《)", "", law)
    law = re.sub(r"(?<=[》）])(?:和|及|以及|与)$", "", law)
    law = re.sub(r"^(?:和|及|以及|与)(?=《)", "", law)
    return re.sub(r"等$", "", law) if law.endswith(("》等", "）等")) else law
