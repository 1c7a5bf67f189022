"""Whether a file may go out: `examine`. A child process reads it and looks at it; here the answer is taken up."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from mingtang.foundation.containers.limits import MEGABYTE, Limits
from mingtang.foundation.guard.examining import pictures
from mingtang.foundation.guard.examining.file_hits import file_hit
from mingtang.foundation.guard.examining.travelling import about_data, hit_of, place_of
from mingtang.foundation.inspection.kinds import KINDS
from mingtang.foundation.inspection.looking import Finding, findings
from mingtang.foundation.sandbox.asking import Answer, Failed, ask
from mingtang.foundation.sandbox.confines import Confines
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.engine import HITS_MOST
from mingtang.kernel.guard.hits import NOT_LOOKED, UNREAD
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.pieces import Part, Piece, Place
from mingtang.kernel.guard.ready import Report, check

_log = logging.getLogger(__name__)
_JOB = "mingtang.foundation.guard.examining.job"
WARM = "mingtang.foundation.guard.examining.warming"
"""What the children that look through files have in common."""
LIMITS = Limits(seconds=28, memory_mb=1500, upload_mb=400, unpacked_mb=600, part_mb=100)
WORK_SECONDS = 24.0
"""After which the child answers with what it has; it is stopped when `LIMITS.seconds` are over."""
_ANSWER_MB = 150
_HITS_MOST = HITS_MOST + 1000


@dataclass(frozen=True)
class Examination:
    """`kind` is a key of `inspection.kinds`, empty for what could not be told. `report` also holds hits on the file as
    such (`file.…`). `notes` are worth telling, but nothing to check."""

    kind: str
    report: Report
    notes: tuple[Finding, ...] = ()


def examine(data: bytes, name: str, about: About, knowledge: Knowledge) -> Examination:
    """Never raises: what cannot be read is a hit. Takes at most half a minute."""
    if len(data) > LIMITS.upload_mb * MEGABYTE:
        return _not_read("too-large", name, about, knowledge)
    until = time.monotonic() + LIMITS.seconds
    options = {
        "name": name,
        "about": about_data(about),
        "knowledge": knowledge.as_data(),
        "limits": asdict(LIMITS),
        "seconds": WORK_SECONDS,
        "pictures": pictures.program() is not None,
    }
    try:
        confines = Confines(LIMITS.seconds, LIMITS.memory_mb, _ANSWER_MB)
        answer = ask(_JOB, data, confines, options, warm=WARM)
    except Failed as error:
        return _not_read(error.code, name, about, knowledge)
    try:
        found = _taken_up(answer, knowledge)
        places = [place_of(place) for place in answer.found["pictures"]]
        without, first = int(answer.found["without"]), answer.found["first"]
        first = None if first is None else place_of(first)
        if len(places) != len(answer.pieces) or without < 0:
            raise ValueError("pictures")
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        _log.warning("child that examines gave an answer that is none: %s", type(error).__name__)
        return _not_read("crashed", name, about, knowledge)
    if places:
        seen = _Seen(answer.pieces, places, until)
        found = replace(found, report=_joined(found.report, check(seen.pieces(), about, knowledge)))
        without += len(seen.failed)
        first = first or next(iter(seen.failed), None)
    if without:
        hits = file_hit(knowledge, NOT_LOOKED, first or Place(Part.PICTURE), "pictures", without)
        found = replace(found, report=_with(found.report, hits))
    return found


def _taken_up(answer: Answer, knowledge: Knowledge) -> Examination:
    """Raises KeyError, TypeError or ValueError for what is no answer."""
    found = answer.found
    kind, hits, counts = found["kind"], found["hits"], found["counts"]
    if kind not in ("", *KINDS) or not isinstance(hits, list) or len(hits) > _HITS_MOST:
        raise ValueError("hits")
    if not isinstance(counts, dict):
        raise TypeError("counts")
    notes = findings(found["notes"])
    if notes is None or not isinstance(found["complete"], bool):
        raise ValueError("notes")
    taken = tuple(hit_of(hit) for hit in hits)
    counted = {str(code): int(number) for code, number in counts.items()}
    if not counted.keys() >= {hit.kind for hit in taken}:
        raise ValueError("counts")
    report = Report(taken, counted, int(found["characters"]), found["complete"])
    if not report.complete and UNREAD not in counted:
        # A look that was broken off never passes for one that found nothing.
        report = _with(report, file_hit(knowledge, UNREAD, Place(), "time"))
    return Examination(kind, report, notes)


def _not_read(code: str, name: str, about: About, knowledge: Knowledge) -> Examination:
    """The file as a whole could not be read; its name can."""
    report = check([Piece(name, Place(Part.FILE_NAME))], about, knowledge)
    return Examination("", replace(_with(report, file_hit(knowledge, UNREAD, Place(), code)), complete=False))


def _with(report: Report, hits: list[Any]) -> Report:
    counts = Counter(report.counts) + Counter(hit.kind for hit in hits)
    return replace(report, hits=(*hits, *report.hits), counts=dict(sorted(counts.items())))


def _joined(one: Report, other: Report) -> Report:
    counts = dict(sorted((Counter(one.counts) + Counter(other.counts)).items()))
    return Report(
        (*one.hits, *other.hits), counts, one.characters + other.characters, one.complete and other.complete
    )


class _Seen:
    """Words of pictures, read while the guard asks for them."""

    def __init__(self, data: tuple[bytes, ...], places: list[Place], until: float) -> None:
        self._pictures = list(zip(data, places, strict=True))
        self._until = until
        self.failed: list[Place] = []

    def pieces(self) -> Iterator[Piece]:
        for data, place in self._pictures:
            text = pictures.words(data, self._until)
            if text is None:
                self.failed.append(place)
            elif text.strip():
                yield Piece(text, replace(place, part=Part.PICTURE))
