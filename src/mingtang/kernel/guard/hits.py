"""What the guard answers with: hits, and the kinds they are of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mingtang.kernel.guard.pieces import Place
from mingtang.kernel.registry import Registry


class Severity(StrEnum):
    """BLOCK stops what goes out until it is mended or overridden by name; WARN asks to be seen; INFORM only tells."""

    BLOCK = "block"
    WARN = "warn"
    INFORM = "inform"


RANK = {Severity.INFORM: 0, Severity.WARN: 1, Severity.BLOCK: 2}


@dataclass(frozen=True)
class HitKind:
    """`code` is “group.name”; `severity` what a hit has unless its detector or the county says otherwise; `source` the
    rule it stands on, empty for plain spelling. The words for people are in `foundation/guard/wording/`.
    """

    code: str
    severity: Severity
    source: str = ""

    @property
    def group(self) -> str:
        return self.code.partition(".")[0]


KINDS: Registry[HitKind] = Registry("kinds of hits")


def hit_kind(code: str, severity: Severity, source: str = "") -> str:
    """Registers a kind and gives its code back."""
    KINDS.register(code, HitKind(code, severity, source))
    return code


@dataclass(frozen=True, slots=True)
class Hit:
    """A span of a piece with what is wrong with it.

    `start` and `end` count characters of the piece as it was read; `text` is what stands there. `confidence` is from 0
    to 1. `args` fill the words for people (what was expected, the name of a rule). `fix` may replace the span without
    being looked at; `suggestion` is offered, but a person chooses. None: there is none. `number` is that of the piece
    in the order of the paper.
    """

    kind: str
    place: Place
    start: int
    end: int
    text: str
    severity: Severity
    confidence: float = 1.0
    args: Mapping[str, str] = field(default_factory=dict)
    fix: str | None = None
    suggestion: str | None = None
    number: int = field(default=0, compare=False)

    @property
    def group(self) -> str:
        return self.kind.partition(".")[0]


UNREAD = hit_kind("file.unread", Severity.BLOCK, "《政府信息公开条例》第十七条：公开前应当审查")
"""A file, or a part of it, that could not be read: `args["why"]` is the code of the reason."""
NOT_LOOKED = hit_kind("file.not_looked", Severity.WARN)
"""Pictures, sound or film that no program read: `args["why"]` says which, `args["number"]` how many."""
HIDDEN_CONTENT = hit_kind("file.hidden_content", Severity.INFORM)
"""Something goes out with the file that its reader does not see: `args["why"]` says what, `args["number"]` how much."""
