"""Files out of a batch in a zip: `unpack`."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.inspection.looking import Finding, NotTaken, findings
from mingtang.foundation.sandbox.asking import Failed, ask
from mingtang.foundation.sandbox.confines import Confines

_JOB = "mingtang.foundation.inspection.unpack_job"
LIMITS = Limits(
    seconds=120, memory_mb=2000, upload_mb=400, unpacked_mb=350, part_mb=100, ratio=300, entries=5000
)


@dataclass(frozen=True)
class Entry:
    """A file of the archive: its path with “/”, never leaving the folder, and its content."""

    path: str
    data: bytes


def unpack(data: bytes) -> tuple[list[Entry], list[Finding]]:
    """Entries by path, and a finding for each that was left out. Raises NotTaken for the archive as a whole."""
    try:
        answer = ask(_JOB, data, Confines(LIMITS.seconds, LIMITS.memory_mb), asdict(LIMITS))
    except Failed as error:
        raise NotTaken(error.code) from error
    found = answer.found
    if "refused" in found:
        raise NotTaken(str(found["refused"]))
    names, left = found.get("names"), found.get("left")
    if not isinstance(names, list) or len(names) != len(answer.pieces) or not isinstance(left, list):
        raise NotTaken("crashed")
    told = findings(["entry", entry] for entry in left)
    if told is None:
        raise NotTaken("crashed")
    entries = [Entry(str(name), content) for name, content in zip(names, answer.pieces, strict=True)]
    return entries, list(told)
