"""Reads a cell of 公开主体, where a space may break a word or part two organs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mingtang.kernel.catalogue.text import narrow, one_line, squeeze

_ORGAN = re.compile(
    r"(?:局|委|委员会|办|办公室|政府|处|中心|院|站|所|部门|单位|机关|公司|街道|厅|科|股|大队|支队|学校|办事处|村委会|居委会|管委会|银行|医院|园区)(?:[（(][^（）()]*[）)])?$"
)
_ORGAN_ENDS = 60
_BEGINS = re.compile(
    r"^(?:各|省|市|州|县|区|旗|乡|镇|街道|村|社区|本级|相关|有关|其他|[\u4e00-\u9fff]{2,3}(?:省|市|州|县|区|旗|乡|镇))"
)


@dataclass(frozen=True)
class Subject:
    """`joined` tells that broken words were joined, `split` that a space or line end was read as "、", `clear` that
    only line ends were."""

    text: str = ""
    joined: bool = False
    split: bool = False
    clear: bool = True


@lru_cache(maxsize=20_000)
def read_subject(text: str) -> Subject:
    """The subject on one line."""
    pieces = re.split(r"(\s+)", narrow(text))
    whole, joined, split, clear = pieces[0], False, False, True
    for space, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _parts(whole, piece):
            whole += "、" + piece
            split, clear = True, clear and "\n" in space
        else:
            both = whole[-1:].isalnum() and piece[:1].isalnum()
            joined = joined or both
            whole += (" " if both and whole[-1].isascii() and piece[0].isascii() else "") + piece
    return Subject(one_line(whole)[0], joined, split, clear)


def _parts(before: str, after: str) -> bool:
    """Whether the space between two texts parts two organs: both are whole names, the second with its level."""
    if before.endswith("总局") or not (
        _ORGAN.search(before[-_ORGAN_ENDS:]) and _ORGAN.search(after) and _BEGINS.match(after)
    ):
        return False
    return len(squeeze(after)) >= 3 and before.count("（") == before.count("）")
