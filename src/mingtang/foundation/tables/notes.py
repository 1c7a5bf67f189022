"""What a reader should know about a file that was read: codes with details, `messages.NOTES` has the texts."""

from __future__ import annotations

HIDDEN_SHEETS = "hidden-sheets"
HIDDEN_ROWS = "hidden-rows"
UNCALCULATED = "uncalculated"
UNDECODABLE = "undecodable"
MERGES_UNKNOWN = "merges-unknown"
COLUMNS_CUT = "columns-cut"
TRACKED_CHANGES = "tracked-changes"


class Notes:
    """Collects details under their code, in order and each once."""

    def __init__(self) -> None:
        self._details: dict[str, dict[str, None]] = {}

    def add(self, code: str, detail: str = "") -> None:
        self._details.setdefault(code, {})
        if detail:
            self._details[code][detail] = None

    def listed(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(code, tuple(details)) for code, details in self._details.items()]
