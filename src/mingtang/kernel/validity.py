"""效力: whether a text is in force on a day, from what is stored of it and its dates.

A text that somebody marked as repealed or expired is that whatever its dates say. A period of validity that has run out
ends it without anybody's mark; its last day still counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

NOT_YET = "not_yet"

STATES: Mapping[str, str] = MappingProxyType(
    {
        "in_force": "有效",
        NOT_YET: "尚未施行",
        "amended": "已修改",
        "expired": "已失效",
        "repealed": "已废止",
    }
)
"""Label by state, in order of display. All but `not_yet` can be stored."""


def state_on(stored: str, effective_on: date | None, expires_on: date | None, day: date) -> str:
    """A key of `STATES`."""
    if stored in ("repealed", "expired"):
        return stored
    if expires_on is not None and expires_on < day:
        return "expired"
    if effective_on is not None and effective_on > day:
        return NOT_YET
    return "amended" if stored == "amended" else "in_force"
