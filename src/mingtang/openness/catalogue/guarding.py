"""What the guard blocks in the cells of an import: a doubt of its own kind, which only somebody who may let it through
can accept.
"""

from collections.abc import Sequence

from mingtang.foundation.guard.public_texts import PublicText, about_of
from mingtang.foundation.guard.queries import known_for
from mingtang.foundation.guard.stored_hits import StoredHit, stored_hits
from mingtang.foundation.organisations.models import Unit
from mingtang.kernel.catalogue.item import Doubt, Item, Severity
from mingtang.kernel.guard import hits as guard
from mingtang.kernel.guard.pieces import Piece
from mingtang.kernel.guard.ready import check
from mingtang.openness.catalogue.models import Catalogue, ImportRow
from mingtang.openness.catalogue.public_texts import text_of_matter, words_of

BLOCKED = "guard_blocks"
AT_ONCE = 200
"""Cells that are looked through together: beginning anew for each takes longer than looking."""


def guard_doubts(unit: Unit, items: Sequence[Item]) -> list[list[Doubt]]:
    """For each row its doubts. Cells of a catalogue say the same a thousand times; each saying is looked at once."""
    cells = [
        [(name, line) for name, words in words_of(item).items() for line in words.splitlines() if line]
        for item in items
    ]
    blocked = _blocked(unit, list({line: None for row in cells for _name, line in row}))
    return [[_doubt(name, hit) for name, line in row for hit in blocked.get(line, ())] for row in cells]


def _blocked(unit: Unit, lines: Sequence[str]) -> dict[str, list[StoredHit]]:
    about, knowledge = about_of(unit), known_for(unit).knowledge
    found: dict[str, list[StoredHit]] = {}
    for first in range(0, len(lines), AT_ONCE):
        batch = lines[first : first + AT_ONCE]
        for hit in check([Piece(line) for line in batch], about, knowledge).hits:
            if hit.severity == guard.Severity.BLOCK and 0 <= hit.number < len(batch):
                found.setdefault(batch[hit.number], []).extend(stored_hits([hit]))
    return found


def _doubt(name: str, hit: StoredHit) -> Doubt:
    return Doubt(BLOCKED, Severity.DOUBT, name, read=hit.excerpt, detail={"kind": hit.kind})


def is_blocked(row: ImportRow) -> bool:
    return BLOCKED in row.codes.split()


def text_of_row(row: ImportRow, catalogue: Catalogue) -> PublicText:
    """What an accepted row says of its matter, which `row.matter_id` names."""
    assert row.matter_id
    item = Item.of_data(row.text)
    return text_of_matter(row.matter_id, catalogue, row.name, words_of(item))
