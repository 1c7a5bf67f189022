"""What is told about a copy besides what was masked: codes with short details, as the child knows no words."""

from __future__ import annotations

_DETAILS_MOST = 7
"""What a sentence holds; who reads it takes eight at most."""


class Notes:
    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._details: dict[str, list[str]] = {}

    def add(self, code: str, count: int = 1, *details: str) -> None:
        """Counts on; `details` replace the count in what is told."""
        if count or details:
            self._counts[code] = self._counts.get(code, 0) + count
            known = self._details.setdefault(code, [])
            known += [detail for detail in details if detail not in known]

    def as_data(self) -> list[tuple[str, list[str]]]:
        return [
            (code, _some(self._details[code]) or [str(count)]) for code, count in sorted(self._counts.items())
        ]


def _some(details: list[str]) -> list[str]:
    return details if len(details) <= _DETAILS_MOST else [*details[:_DETAILS_MOST], "…"]
