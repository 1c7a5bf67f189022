"""The words of one kind of hit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """`why` and `todo` may name the hit's `args` as %(name)s. All are lazy translations.

    A kind with several reasons gives the code of one as `args["why"]`; its sentence in `reasons` then stands for `why`.
    """

    label: Any
    why: Any
    todo: Any
    reasons: Mapping[str, Any] = field(default_factory=dict)
