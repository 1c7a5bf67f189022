"""统一社会信用代码 (GB 32100-2015): 18 characters with a check character."""

from __future__ import annotations

import re
import unicodedata

from stdnum.cn import uscc

_SHAPE = re.compile("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")


class CreditCodeError(ValueError):
    """Not a credit code. `code` is one of: bad_length, bad_characters, bad_check."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code


def credit_code(text: str) -> str:
    """The code in capitals without separators and full-width forms. Raises CreditCodeError.

    Only the check character is left to python-stdnum: its own check refuses the letters that the
    standard allows in the first two places (Y 其他; N 农业, the rural collectives of every village).
    """
    number = uscc.compact(unicodedata.normalize("NFKC", text))
    if len(number) != 18:
        raise CreditCodeError("bad_length", text)
    if not _SHAPE.fullmatch(number):
        raise CreditCodeError("bad_characters", text)
    if uscc.calc_check_digit(number[:17]) != number[17]:
        raise CreditCodeError("bad_check", text)
    return number
