"""The words of one kind of hit."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Words:
    """`why` and `todo` may name the hit's `args` as %(name)s. All three are lazy translations."""

    label: Any
    why: Any
    todo: Any
