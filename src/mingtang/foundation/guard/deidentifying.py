"""One press makes the copy of a file that may be published: `deidentify`. A child process does the work."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from typing import Any

from mingtang.foundation.containers.limits import MEGABYTE, Limits
from mingtang.foundation.guard import deidentifying_messages as messages
from mingtang.foundation.guard.examining.files import WARM
from mingtang.foundation.guard.examining.travelling import about_data, hit_of, place_of
from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.inspection.looking import printable, shown
from mingtang.foundation.sandbox.asking import Answer, Failed, ask
from mingtang.foundation.sandbox.confines import Confines
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.pieces import Place
from mingtang.kernel.guard.ready import Report

_log = logging.getLogger(__name__)
_JOB = "mingtang.foundation.guard.deidentifying_job"
LIMITS = Limits(seconds=120, memory_mb=2000, upload_mb=100, unpacked_mb=300, part_mb=60)
_TEXT_MOST = 200


@dataclass(frozen=True)
class MaskedRow:
    """What was masked at one place. `before` is as much of the clear text as the mask `after` shows: “340…1234”.

    `kind` is a code of `kernel/guard/hits`.
    """

    place: Place
    kind: str
    before: str
    after: str
    count: int


@dataclass(frozen=True)
class Note:
    """What else was done to the copy, or what nobody looked at. `message` says it with what is to be done."""

    code: str
    details: tuple[str, ...] = ()

    @property
    def message(self) -> Any:
        return messages.note(self.code, self.details)


@dataclass(frozen=True)
class Deidentified:
    """The copy; `name` is the file's name, masked too; `kind` a key of `inspection/kinds`.

    `rows` are at most 5,000. `left` is what detectors still find in the copy: nothing that blocks; its hits come
    without their text.
    """

    data: bytes
    name: str
    kind: str
    rows: tuple[MaskedRow, ...]
    notes: tuple[Note, ...]
    left: Report


class NotMade(Exception):
    """There is no copy. `message`: why, and what to do now."""

    def __init__(self, code: str, *details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    @property
    def message(self) -> Any:
        return messages.refusal(self.code, self.details)


def deidentify(
    data: bytes,
    name: str,
    about: About,
    knowledge: Knowledge,
    *,
    strict: bool = False,
    keep: frozenset[str] = frozenset(),
) -> Deidentified:
    """`keep`: kinds of personal data that stay, as a list of punished persons has to name them.

    The file given is left as it is; whoever calls keeps it private. Raises NotMade.
    """
    if not data:
        raise NotMade("empty")
    options = {
        "name": name,
        "about": about_data(about),
        "knowledge": knowledge.as_data(),
        "strict": strict,
        "keep": sorted(keep),
        "limits": asdict(LIMITS),
    }
    if len(data) > LIMITS.upload_mb * MEGABYTE:
        raise NotMade("too-large")
    try:
        answer = ask(_JOB, data, Confines(LIMITS.seconds, LIMITS.memory_mb), options, warm=WARM)
    except Failed as error:
        raise NotMade(error.code) from error
    if "refused" in answer.found:
        code, details = str(answer.found["refused"]), shown(answer.found.get("details", []))
        _log.info("no copy without personal data: %s %s", code, str(answer.found.get("cause", ""))[:100])
        raise NotMade(code, *details)
    try:
        return _read(answer)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        _log.warning("child that masks gave an answer that is none")
        raise NotMade("crashed") from error


def _read(answer: Answer) -> Deidentified:
    """The child may have been taken over by the file: whatever has not the right shape is an error."""
    found = answer.found
    kind, left = found["kind"], found["left"]
    (made,) = answer.pieces
    if kind not in KINDS:
        raise ValueError(kind)
    return Deidentified(
        made,
        _text(found["name"]),
        kind,
        tuple(
            MaskedRow(place_of(place), _text(code), _text(before), _text(after), int(count))
            for place, code, before, after, count in found["rows"]
        ),
        tuple(Note(str(code), shown(details)) for code, details in found["notes"]),
        Report(
            tuple(hit_of(one) for one in left["hits"]),
            {_text(code): int(count) for code, count in left["counts"].items()},
            int(left["characters"]),
            bool(left["complete"]),
        ),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return printable(value)[:_TEXT_MOST]
