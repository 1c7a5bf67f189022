"""Numbers written so that a search for digits does not see them: 一三八……, ①③⑧……, the letter O for a zero."""

from __future__ import annotations

import re

_DIGITS = {
    **dict(zip("〇零一二三四五六七八九", "00123456789", strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", "123456789", strict=True)),
    **dict(zip("貳參陸", "236", strict=True)),
    **dict(zip("○⓪①②③④⑤⑥⑦⑧⑨", "00123456789", strict=True)),
    **dict(zip("❶❷❸❹❺❻❼❽❾", "123456789", strict=True)),
    **dict(zip("㊀㊁㊂㊃㊄㊅㊆㊇㊈", "123456789", strict=True)),
    **dict(zip("㈠㈡㈢㈣㈤㈥㈦㈧㈨", "123456789", strict=True)),
    **dict(zip("幺两洞拐勾", "12079", strict=True)),
    **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)),
}
_LETTERS = {"O": "0", "o": "0", "I": "1", "l": "1", "Ⅹ": "X", "叉": "X", "×": "X"}
_BLANKS = {",": " ", "，": " ", "、": " "}
_PLAIN = str.maketrans({**_DIGITS, **_LETTERS})
_READ = str.maketrans({**_DIGITS, **_LETTERS, **_BLANKS})

_GAP = r"[ \t\u2000-\u200a.,，、\-·_]"
# Long runs only: dates and counts in words are shorter, and a lone letter between digits is no zero.
_SPELLED = re.compile(
    rf"[{''.join(_DIGITS)}](?:{_GAP}?[0-9Oo{''.join(_DIGITS)}]){{9,29}}(?:{_GAP}?[XxⅩ叉×])?"
)
_MOBILE = re.compile("1[3-9][0-9]{9}")
_TOUCHING = re.compile("[0-9][OoIl]|[OoIl][0-9]")
_MIXED = re.compile(r"[0-9OIl](?=[0-9OoIl]{0,16}[OoIl])[0-9OoIl]{10,18}[Xx]?(?![0-9A-Za-z])")


def spelled(text: str) -> list[tuple[int, int, str]]:
    """(start, end, text with plain digits) of every run that may be a number in disguise: `text[start:end]` has it."""
    runs = []
    for found in _SPELLED.finditer(text):
        runs.append((found.start(), found.end(), found[0].translate(_READ)))
    for found in _MIXED.finditer(text) if _TOUCHING.search(text) else ():
        read = sum(letter.isdigit() for letter in found[0])
        # Eleven characters that are a mobile when they are read are one, however many of them were changed.
        if read >= 9 or (read >= 6 and _MOBILE.fullmatch(found[0].translate(_PLAIN))):
            runs.append((found.start(), found.end(), found[0].translate(_PLAIN)))
    runs.sort()
    return [run for place, run in enumerate(runs) if not place or run[0] >= runs[place - 1][1]]


def plain_digits(text: str) -> str:
    """Digits for what spells them, character by character."""
    return text.translate(_PLAIN)
