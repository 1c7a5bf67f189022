"""Makes the table of characters that sound alike, from the readings of pypinyin (MIT).

    python tools/guard_alike.py > src/mingtang/kernel/guard/names/data/alike.txt

A line is a syllable without its tone and the characters of GB 2312 that are read so.
"""

from __future__ import annotations

from collections import defaultdict

from pypinyin import Style, pinyin

# Read one way or the other in names; of all others the usual reading is enough.
TWO_WAYS = {
    "长": "zhang chang",
    "重": "zhong chong",
    "行": "xing hang",
    "都": "dou du",
    "乐": "le yue",
    "曾": "zeng ceng",
}


def main() -> None:
    groups = defaultdict(list)
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                letter = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            usual = pinyin(letter, style=Style.NORMAL)[0][0]
            for reading in TWO_WAYS.get(letter, usual).split():
                groups[reading].append(letter)
    for reading, letters in sorted(groups.items()):
        if len(letters) > 1:
            print(reading, "".join(letters))


if __name__ == "__main__":
    main()
