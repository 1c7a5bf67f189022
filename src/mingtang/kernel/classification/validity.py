"""有效性: whether a text still applies. Rules and 规范性文件 show it beside the title."""

from __future__ import annotations

from enum import StrEnum


class Validity(StrEnum):
    """有效, 修改, 废止 (by a later act), 失效 (its time ran out)."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPEALED = "repealed"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        """The field's word."""
        return _LABELS[self]


_LABELS = {
    Validity.IN_FORCE: "有效",
    Validity.AMENDED: "修改",
    Validity.REPEALED: "废止",
    Validity.EXPIRED: "失效",
}
