"""Short writing of documents: a line for each paragraph, its role before a bar, laid out in one of several manners."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tests.official.shapes import FANG, HEI, KAI, SONG, Blank, Block, Par

Manner = Callable[[str, str], Par]
WIDE = "\u3000"
_LINE = re.compile(r"(?:([A-Z])\|)?(.*)", re.DOTALL)
_FIRST, _SECOND = re.compile(r"[一二三四五六七八九十]+、"), re.compile(r"（[一二三四五六七八九十]+）")


def laid(manner: Manner, text: str) -> list[Block]:
    """Roles: R red head, N number, T title, U under the title, A addressees, S signature, D date, X note below the date,
    F 附件说明, M 附件 at the top of a page, H title of an appendix, C 抄送, I 印发, Y 密级 and the like, L flush left.
    What has none is a paragraph of the text. “／” is a break inside a paragraph."""
    blocks: list[Block] = []
    for line in text.strip("\n").split("\n"):
        match = _LINE.fullmatch(line)
        assert match is not None
        said = match[2].replace("／", "\n")
        blocks.append(manner(match[1] or "P", said) if said.strip() else Blank())
    return blocks


def _heading(role: str, text: str) -> str:
    """Black for 一、, italic script for （一）, as the standard has it."""
    if role == "P" and len(text) < 40 and _FIRST.match(text):
        return HEI
    return KAI if role == "P" and len(text) < 40 and _SECOND.match(text) else FANG


def gb(role: str, text: str) -> Par:
    """GB/T 9704: red head, title in 22 points, the rest in 16."""
    if role == "R":
        return Par(text, "center", 48, SONG, red=True)
    if role in "TH":
        return Par(text, "center", 22, SONG)
    if role in "NU":
        return Par(text, "center", 16, FANG if role == "N" else KAI)
    if role in "SD":
        return Par(text, "right", 16, FANG)
    if role in "CI":
        return Par(text, "both", 14, FANG)
    if role in "MY":
        return Par(text, "", 16, HEI, new_page=role == "M")
    return Par(text, "both", 16, _heading(role, text), indent=0 if role in "AL" else 2)


def office(role: str, text: str) -> Par:
    """As offices write without the standard: 宋体, a bold title of 18 points, text of 12 or 14."""
    if role == "R":
        return Par(text, "center", 36, "宋体", bold=True, red=True)
    if role in "THUN":
        return Par(text, "center", 18 if role in "TH" else 12, "宋体", bold=role in "TH")
    if role in "SD":
        return Par(text, "right", 12, "宋体")
    return Par(
        text, "", 12, "宋体", bold=role == "Y", indent=0 if role in "ALMCIY" else 2, new_page=role == "M"
    )


def wps(role: str, text: str) -> Par:
    """An export in which blanks alone carry the places: nothing is aligned, sizes stand in the runs."""
    before = {
        "R": 6,
        "N": 11,
        "T": 7,
        "U": 9,
        "H": 8,
        "S": 17,
        "D": 18,
        "A": 0,
        "L": 0,
        "M": 0,
        "C": 0,
        "I": 0,
        "Y": 0,
    }
    sizes = {"R": 42, "T": 22, "H": 18}
    rows = [WIDE * before.get(role, 2) + row for row in text.split("\n")]
    return Par("\n".join(rows), "", sizes.get(role, 16), FANG, red=role == "R")


def same(role: str, text: str) -> Par:
    """All left, all of one size, titles too; the text begins with two wide blanks."""
    return Par(text if role in "RNTUHALMCIYSD" else WIDE * 2 + text, "", 16, FANG)


def spaced(role: str, text: str) -> Par:
    """One size, and places by blanks only."""
    return replace(wps(role, text), size=14, font="宋体", red=False)


def flat(role: str, text: str) -> Par:
    """Nothing is known of the looks."""
    return Par(text)


def styled(role: str, text: str) -> Par:
    """With the styles of Word: the title and 一、 （一） are headings."""
    if role in "TH":
        return Par(text, "center", 0, "", style="Heading 1")
    if role == "P" and len(text) < 40 and (_FIRST.match(text) or _SECOND.match(text)):
        return Par(text, style="Heading 2" if _FIRST.match(text) else "Heading 3")
    if role == "R":
        return Par(text, "center", 48, SONG, red=True)
    if role in "SD":
        return Par(text, "right")
    return Par(text, "center" if role in "NU" else "", indent=2 if role in "PFX" else 0)
