"""索引号 by template, such as `{org}/{yyyy}-{seq:05d}`, which gives `000014349/2017-00110`.

No national rule fixes the pattern, so each site sets its own. Fields: `{org}` organisation or credit
code, `{division}` 区划代码, `{yyyy}` year, `{seq}` serial of the unit in the year (`{seq:05d}` pads to
five digits; a longer serial just grows), `{theme}` theme code. Everything else is literal text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter

_PATTERNS = {
    "org": "[0-9A-Za-z]+",
    "division": "[0-9]{6}|[0-9]{9}|[0-9]{12}",
    "yyyy": "[0-9]{4}",
    "theme": "[0-9A-Za-z.]+",
    "seq": "[1-9][0-9]*",
}
_PADDED = re.compile("0([1-9])d")
_SEPARATOR = re.compile("[^0-9A-Za-z.]")


class IndexNumberError(ValueError):
    """A template, a part or a number that cannot be used. `detail` names the field or the text.

    `code` of a template: malformed, unknown_field, duplicate_field, missing_field, ambiguous (two
    parts of open width without a separator between them, so that no number could be read back).
    `code` of a number: missing_value, bad_value, no_match.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail!r}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class IndexParts:
    """What a 索引号 says; parts that its template lacks are empty."""

    year: int
    seq: int
    org: str = ""
    division: str = ""
    theme: str = ""


@dataclass(frozen=True)
class IndexTemplate:
    """A checked template; make it with `IndexTemplate.parse`."""

    text: str
    _pieces: tuple[tuple[str, str | None], ...]
    _width: int

    @classmethod
    def parse(cls, text: str) -> IndexTemplate:
        """Check a template: needs {seq}, {yyyy} and one of {org}, {division}; each field once.

        Raises IndexNumberError.
        """
        try:
            parsed = list(Formatter().parse(text))
        except ValueError:
            raise IndexNumberError("malformed", text) from None
        width = 1
        for _, field, spec, conversion in parsed:
            if field is None:
                continue
            if field not in _PATTERNS:
                raise IndexNumberError("unknown_field", field)
            padded = _PADDED.fullmatch(spec or "") if field == "seq" else None
            if conversion or (spec and not padded):
                raise IndexNumberError("malformed", field)
            width = int(padded[1]) if padded else width
        pieces = tuple((literal, field) for literal, field, _, _ in parsed)
        _check_fields([field for _, field in pieces if field])
        _check_separable(pieces)
        return cls(text, pieces, width)

    def format(self, *, year: int, seq: int, org: str = "", division: str = "", theme: str = "") -> str:
        """The number for these parts. Parts that the template lacks are ignored.

        Raises IndexNumberError when a part is missing or could not be read back.
        """
        values = {"org": org, "division": division, "yyyy": str(year), "theme": theme, "seq": str(seq)}
        out = []
        for literal, field in self._pieces:
            out.append(literal)
            if field is None:
                continue
            value = values[field]
            if not value:
                raise IndexNumberError("missing_value", field)
            if not re.fullmatch(_PATTERNS[field], value):
                raise IndexNumberError("bad_value", field)
            out.append(value.zfill(self._width) if field == "seq" else value)
        return "".join(out)

    def read(self, text: str) -> IndexParts:
        """The parts of a number of this template. Raises IndexNumberError when it is not one."""
        pattern = "".join(
            re.escape(literal) + (f"(?P<{field}>{self._pattern(field)})" if field else "")
            for literal, field in self._pieces
        )
        found = re.fullmatch(pattern, text)
        if found is None or int(found["seq"]) == 0:
            raise IndexNumberError("no_match", text)
        part = found.groupdict(default="")
        return IndexParts(
            year=int(part["yyyy"]),
            seq=int(part["seq"]),
            org=part.get("org", ""),
            division=part.get("division", ""),
            theme=part.get("theme", ""),
        )

    def _pattern(self, field: str) -> str:
        if field != "seq":
            return _PATTERNS[field]
        return f"[0-9]{{{self._width}}}|[1-9][0-9]{{{self._width},}}"


def _check_fields(fields: list[str]) -> None:
    for field in fields:
        if fields.count(field) > 1:
            raise IndexNumberError("duplicate_field", field)
    for needed in ("seq", "yyyy"):
        if needed not in fields:
            raise IndexNumberError("missing_field", needed)
    if "org" not in fields and "division" not in fields:
        raise IndexNumberError("missing_field", "org")


def _check_separable(pieces: tuple[tuple[str, str | None], ...]) -> None:
    """Only the year has a fixed width; any two others need a character that no field can hold."""
    open_field = ""
    for literal, field in pieces:
        if _SEPARATOR.search(literal):
            open_field = ""
        if field is None or field == "yyyy":
            continue
        if open_field:
            raise IndexNumberError("ambiguous", f"{open_field}, {field}")
        open_field = field
