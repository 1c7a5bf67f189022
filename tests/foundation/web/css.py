"""Reads our style sheets as they are: rules with their conditions, colours, contrasts after WCAG."""

import re
from dataclasses import dataclass

from mingtang.foundation.web.bundles import SOURCES


@dataclass(frozen=True)
class Rule:
    conditions: tuple[str, ...]  # at-rules around it
    selector: str
    declarations: dict[str, str]


def rules(name: str) -> list[Rule]:
    text = re.sub(r"/\*.*?\*/", "", (SOURCES / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    found: list[Rule] = []
    around: list[str] = []
    head = ""
    for piece in re.split(r"([{}])", text):
        if piece == "{":
            around.append(" ".join(head.split()))
            head = ""
        elif piece == "}":
            selector = around.pop()
            if not selector.startswith("@"):
                pairs = (part.split(":", 1) for part in head.split(";") if ":" in part)
                declared = {key.strip(): value.strip() for key, value in pairs}
                found.append(Rule(tuple(around), selector, declared))
            head = ""
        else:
            head = piece
    assert not around, f"{name}: braces do not match"
    return found


def is_colour(value: str) -> bool:
    return re.fullmatch(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?", value) is not None


def colours(declared: dict[str, str]) -> dict[str, str]:
    return {name[2:]: value for name, value in declared.items() if name.startswith("--") and is_colour(value)}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(char * 2 for char in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
