"""One row of a standard catalogue (一条公开事项), understood; and what is doubtful about the understanding."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from mingtang.kernel.limits.model import Limit, LimitType

LEVELS = ("prefecture", "county", "township", "village")
"""市（州）级, 县级, 乡级, 村级: who has to publish, from above down."""


class Severity(StrEnum):
    """`ERROR` keeps a row out until it is corrected; `DOUBT` needs a person's yes; `NOTE` only tells what was done."""

    ERROR = "error"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True)
class Doubt:
    """What is not certain about one cell.

    `code` is one of `kernel.catalogue.doubts.CODES`; `field` a field of Item ("" for the whole row); `read` the text
    that stands in the file; `taken` what was made of it, in words; `detail` further facts (row numbers, names).
    """

    code: str
    severity: Severity
    field: str = ""
    read: str = ""
    taken: str = ""
    detail: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        data = asdict(self)
        return {name: value for name, value in data.items() if value not in ("", {})}

    @staticmethod
    def of_data(data: Mapping[str, Any]) -> Doubt:
        return Doubt(**{**data, "severity": Severity(data["severity"])})


@dataclass(frozen=True)
class Item:
    """The cells of one row, each in its normal form.

    Text fields have single spaces at most and full-width Chinese punctuation kept; `elements` has one element a line.
    `channels` holds codes of `kernel.catalogue.channels` or, for what is not listed there, the name itself.
    `everyone` is 全社会; `specific` says to which group otherwise (the words of the cell, or 特定群体 for a bare tick;
    empty for none). `active` and `on_request` are 主动 and 依申请. `levels` are of LEVELS, in that order. `theme` is a
    code of `kernel.classification.themes`, empty where the file names none. `local` marks a row that the place added
    to the standard.
    """

    seq: str = ""
    item1: str = ""
    item2: str = ""
    item3: str = ""
    elements: str = ""
    basis: str = ""
    limit: Limit = field(default_factory=lambda: Limit(LimitType.UNPARSED))
    subject: str = ""
    channels: tuple[str, ...] = ()
    everyone: bool = False
    specific: str = ""
    active: bool = False
    on_request: bool = False
    levels: tuple[str, ...] = ()
    theme: str = ""
    remark: str = ""
    local: bool = False

    def as_data(self) -> dict[str, Any]:
        """Plain data of all fields; `Item.of_data` reads it back."""
        data = {name: getattr(self, name) for name in FIELDS}
        return data | {
            "limit": self.limit.as_data(),
            "channels": list(self.channels),
            "levels": list(self.levels),
        }

    @staticmethod
    def of_data(data: Mapping[str, Any]) -> Item:
        plain = {name: data[name] for name in FIELDS if name in data}
        for name in ("channels", "levels"):
            plain[name] = tuple(plain.get(name, ()))
        if "limit" in plain:
            plain["limit"] = Limit.of_data(plain["limit"])
        return Item(**plain)

    @property
    def path(self) -> tuple[str, str, str]:
        """The names that tell it from other items of its area."""
        return (self.item1, self.item2, self.item3)

    @property
    def name(self) -> str:
        """The finest of its names."""
        return self.item3 or self.item2 or self.item1


FIELDS = (
    "seq", "item1", "item2", "item3", "elements", "basis", "limit", "subject", "channels", "everyone", "specific",
    "active", "on_request", "levels", "theme", "remark", "local",
)  # fmt: skip
