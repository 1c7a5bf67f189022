"""Checking what belongs to nobody here: a text or a file that somebody brings. Nothing of it is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.guard import queries
from mingtang.foundation.guard.examining.files import examine
from mingtang.foundation.guard.showing import Group, Line, found_line, grouped
from mingtang.foundation.guard.stored_hits import stored_hits
from mingtang.foundation.organisations.queries import root_unit
from mingtang.kernel.guard.about import About
from mingtang.kernel.guard.engine import Report
from mingtang.kernel.guard.hits import Hit, Severity
from mingtang.kernel.guard.knowledge import Knowledge
from mingtang.kernel.guard.markup import pieces_of_html
from mingtang.kernel.guard.pieces import Part, Piece, Place
from mingtang.kernel.guard.ready import check
from mingtang.kernel.refusals import Refusal

AT_ONCE = 2
WAIT = 5.0
"""Seconds."""
# A file takes a process of its own for seconds: not all who work here may be kept busy with them.
_room = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Result:
    """`lines` in the order of the paper, personal data masked; `counts` by severity."""

    lines: list[Line]
    counts: dict[str, int]
    characters: int
    complete: bool

    def __add__(self, other: "Result") -> "Result":
        counts = {level: number + other.counts[level] for level, number in self.counts.items()}
        characters = self.characters + other.characters
        return Result([*self.lines, *other.lines], counts, characters, self.complete and other.complete)

    @property
    def is_clean(self) -> bool:
        return not self.lines

    @property
    def groups(self) -> list[Group]:
        return grouped(self.lines)


def knowledge() -> Knowledge:
    """What the county knows, with its own house list."""
    root = root_unit()
    return queries.known_for(root).knowledge if root else Knowledge()


class Busy(Refusal):
    """As many files as the machine can stand are being looked into (503)."""

    status = 503


def report_on_text(text: str, *, title: str = "", html: bool = False) -> Report:
    text, title = _whole(text), _whole(title)
    pieces: list[Piece] = [Piece(title, Place(Part.TITLE))] if title else []
    if html:
        pieces += pieces_of_html(text)
    else:
        lines = [line for line in text.splitlines() if line.strip()]
        pieces += [Piece(line, Place(Part.TEXT, block=n)) for n, line in enumerate(lines)]
    return check(pieces, About(clock.today(), title), knowledge())


def report_on_file(data: bytes, name: str) -> Report:
    """Takes at most half a minute. What cannot be read is a hit. Raises Busy."""
    if not _room.acquire(timeout=WAIT):
        raise Busy(_("现在检查的人多，请过一会儿再试。"))
    try:
        return examine(data, _whole(name), About(clock.today()), knowledge()).report
    finally:
        _room.release()


def _whole(text: str) -> str:
    """Without zeros and halves of characters, which JSON and names of files may hold."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def result_of(report: Report) -> Result:
    return Result(
        [found_line(hit) for hit in stored_hits(report.hits)],
        _by_severity(report.hits),
        report.characters,
        report.complete,
    )


def _by_severity(hits: Iterable[Hit]) -> dict[str, int]:
    counts = {str(level): 0 for level in Severity}
    for hit in hits:
        counts[str(hit.severity)] += 1
    return counts
