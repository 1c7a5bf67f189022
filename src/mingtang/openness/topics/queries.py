"""The readers of topic pages. Blocks show public records, open columns and pictures that a public record shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.web.leaving import leaving_url
from mingtang.foundation.web.slots import Row
from mingtang.openness.columns import queries as columns
from mingtang.openness.columns.selecting import Chosen
from mingtang.openness.records import body
from mingtang.openness.records import queries as records
from mingtang.openness.records.rows import row_of
from mingtang.openness.topics.models import Block, BlockPick, Topic
from mingtang.openness.topics.process import STAFF

SUBJECT = "topic"
BLOCKS_MOST = 30
LISTS_MOST = 6
"""Each list is a query of its own, and a page may ask fifteen."""
PICKS_MOST = 40


def public() -> QuerySet[Topic]:
    """Topics that everybody may read: open ones and archived ones."""
    return Topic.objects.filter(state__in=(Topic.State.OPEN, Topic.State.ARCHIVED)).select_related("unit")


def open_now(unit: Unit | None = None) -> QuerySet[Topic]:
    found = public().filter(state=Topic.State.OPEN)
    return (found if unit is None else found.filter(unit=unit)).order_by("-published_at", "-pk")


def visible_to(who: Authority) -> QuerySet[Topic]:
    return Topic.objects.filter(who.scope(*STAFF).units_q("unit")).select_related("unit")


@dataclass(frozen=True)
class Shown:
    """A block as the page shows it; `rows` are records or links."""

    block: Block
    rows: list[Row] = field(default_factory=list)
    html: SafeString | str = ""
    figure_url: str = ""
    more_url: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.html or self.figure_url)


def shown(topic: Topic) -> list[Shown]:
    """The blocks in their order; the number of queries grows only with the number of lists."""
    blocks = list(topic.blocks.select_related("column__unit", "column__type", "figure"))
    picks = _picks(blocks)
    figures = public_figures([block.figure for block in blocks if block.figure])
    reaches = columns.Reaches() if any(block.kind == Block.Kind.LIST for block in blocks) else None
    return [_shown(block, picks, figures, reaches) for block in blocks]


def _shown(
    block: Block, picks: dict[int, list[Row]], figures: set[UUID], reaches: columns.Reaches | None
) -> Shown:
    if block.kind == Block.Kind.TEXT:
        return Shown(block, html=body.framed(block.body))
    if block.kind == Block.Kind.PICKS:
        return Shown(block, picks.get(block.pk, []))
    if block.kind == Block.Kind.LINKS:
        return Shown(block, [Row(name, leaving_url(url)) for name, url in block.links])
    if block.kind == Block.Kind.FIGURE:
        known = block.figure is not None and block.figure.pk in figures
        return Shown(block, figure_url=reverse("files:download", args=[block.figure_id]) if known else "")
    assert reaches is not None
    chosen = chosen_by(block, reaches)
    if chosen is None:
        return Shown(block)
    more = reverse("columns:column", args=[block.column.code]) if block.column else ""
    return Shown(block, [row_of(record) for record in chosen.newest(block.number)], more_url=more)


def chosen_by(block: Block, reaches: columns.Reaches) -> Chosen | None:
    """What a list shows; None where its column is closed meanwhile."""
    if block.column:
        listed = block.column.is_open and block.column.reach != block.column.Reach.EACH
        return reaches.chosen(block.column) if listed else None
    if block.of_unit_id is None:
        return Chosen.of(block, None)
    wide = reaches.below(block.of_unit_id) if block.with_subordinates else frozenset({block.of_unit_id})
    return Chosen.of(block, wide)


def _picks(blocks: Iterable[Block]) -> dict[int, list[Row]]:
    ids = [block.pk for block in blocks if block.kind == Block.Kind.PICKS]
    found: dict[int, list[Row]] = {}
    if ids:
        rows = BlockPick.objects.filter(block__in=ids, record__in=records.public())
        for pick in rows.select_related("record__unit"):
            found.setdefault(pick.block_id, []).append(row_of(pick.record))
    return found


def public_figures(files: Iterable[StoredFile]) -> set[UUID]:
    """Of these pictures, those that the live text of a public record shows or lists."""
    by_record = {stored.pk: stored.owner_id for stored in files if stored.owner_kind == records.SUBJECT}
    if not by_record:
        return set()
    owners = records.public().filter(pk__in=set(by_record.values())).select_related("live")
    known: dict[Any, set[UUID]] = {}
    for record in owners.prefetch_related("live__attachments"):
        if record.live:
            listed = {attachment.file_id for attachment in record.live.attachments.all()}
            known[record.pk] = body.figures(record.live.body) | listed
    return {pk for pk, owner in by_record.items() if pk in known.get(owner, set())}
