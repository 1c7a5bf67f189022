"""Reads a cell of 公开主体, where a space may break a word or part two organs."""

from __future__ import annotations

import re
from functools import lru_cache

from mingtang.kernel.catalogue.text import narrow, one_line, squeeze

_ORGAN = re.compile(
    r"(?:局|委|委员会|办|办公室|政府|处|中心|院|站|所|部门|单位|机关|公司|街道|厅|科|股|大队|支队|学校|办事处|村委会|居委会|管委会|银行|医院|园区)(?:[（(][^（）()]*[）)])?$"
)
_ORGAN_ENDS = 60
_BEGINS = re.compile(
    r"^(?:各|省|市|州|县|区|旗|乡|镇|街道|村|社区|本级|相关|有关|其他|[\u4e00-\u9fff]{2,3}(?:省|市|州|县|区|旗|乡|镇))"
)


@lru_cache(maxsize=20_000)
def read_subject(text: str) -> tuple[str, bool, bool]:
    """The subject on one line; whether broken words were joined; whether a space was read as "、"."""
    pieces = [piece for piece in re.split(r"\s+", narrow(text)) if piece]
    whole, split, joined = "", False, False
    for piece in pieces:
        if whole and _parts(whole, piece):
            whole += "、" + piece
            split = True
        else:
            joined = joined or bool(whole and whole[-1].isalnum() and piece[0].isalnum())
            ascii_both = bool(whole) and whole[-1].isascii() and piece[0].isascii()
            whole += (" " if ascii_both and whole[-1].isalnum() and piece[0].isalnum() else "") + piece
    return one_line(whole)[0], joined, split


def _parts(before: str, after: str) -> bool:
    """Whether the space between two texts parts two organs: both are whole names, the second with its level."""
    if not (_ORGAN.search(before[-_ORGAN_ENDS:]) and _ORGAN.search(after) and _BEGINS.match(after)):
        return False
    return len(squeeze(after)) >= 3 and before.count("（") == before.count("）")
