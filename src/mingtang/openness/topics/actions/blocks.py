"""The blocks of a topic and the records in them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mingtang.foundation.guard.letting_out import NOTHING, Passed
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Stale, WrongState
from mingtang.openness.records import body
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record
from mingtang.openness.topics import kinds
from mingtang.openness.topics.actions.base import check_block, composing, tell, touch
from mingtang.openness.topics.models import Block, BlockPick, Topic
from mingtang.openness.topics.queries import BLOCKS_MOST, LISTS_MOST, PICKS_MOST


@transaction.atomic
def add_block(
    who: Authority, topic: Topic, kind: str, values: Mapping[str, Any], *, passed: Passed = NOTHING
) -> Block:
    """Adds a block at the end. Values are named as the fields of `Block`; the text is cleaned here. `passed`, here and
    below, is why what blocks is let through.
    """
    found, actor = composing(who, topic)
    if found.blocks.count() >= BLOCKS_MOST:
        raise WrongState(
            _("一个专栏最多 %(n)s 个版块。请先删掉一些，或者分成两个专栏。") % {"n": BLOCKS_MOST}
        )
    if kind == Block.Kind.LIST and found.blocks.filter(kind=kind).count() >= LISTS_MOST:
        raise WrongState(_("一个专栏最多 %(n)s 个信息列表，再多页面就打得慢了。") % {"n": LISTS_MOST})
    last = found.blocks.aggregate(last=Max("position"))["last"] or 0
    block = Block(topic=found, kind=Block.Kind(kind), position=last + 1)
    _set(block, values)
    block.save(force_insert=True)
    if found.state != Topic.State.DRAFT or passed.reason:
        check_block(block, who, passed)
    touch(found)
    tell(kinds.BLOCK_ADDED, actor, found, block=str(block))
    return block


@transaction.atomic
def change_block(
    who: Authority, block: Block, values: Mapping[str, Any], *, seen: str = "", passed: Passed = NOTHING
) -> Block:
    """Changes a block; with `seen`, only as the person saw it (`Block.digest`), else raises Stale."""
    found, actor = composing(who, block.topic)
    changed = _still(found, block)
    if seen and changed.digest != seen:
        raise Stale(_("您打开以后，别人改过这个版块。您填的还在，请和现在的内容核对后再保存。"))
    _set(changed, values)
    changed.save()
    if found.state != Topic.State.DRAFT or passed.reason:
        check_block(changed, who, passed)
    touch(found)
    tell(kinds.BLOCK_CHANGED, actor, found, block=str(changed))
    return changed


@transaction.atomic
def move_block(who: Authority, block: Block, *, up: bool) -> None:
    """One place up or down; at the end nothing changes."""
    found, actor = composing(who, block.topic)
    _still(found, block)
    rows = list(found.blocks.order_by("position", "pk"))
    place = next(n for n, row in enumerate(rows) if row.pk == block.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for n, row in enumerate(rows, start=1):
        row.position = n
    Block.objects.bulk_update(rows, ["position"])
    touch(found)
    tell(kinds.BLOCK_MOVED, actor, found, block=str(block))


@transaction.atomic
def remove_block(who: Authority, block: Block) -> None:
    """Takes a block off the page. The records in it stay as they are."""
    found, actor = composing(who, block.topic)
    block = _still(found, block)
    tell(kinds.BLOCK_REMOVED, actor, found, block=str(block), text=block.body)
    block.delete()
    touch(found)


@transaction.atomic
def pick(who: Authority, block: Block, record: Record) -> BlockPick:
    """Puts a public record into a block of picked records; again changes nothing."""
    found, actor = composing(who, block.topic)
    block = _still(found, block)
    if not records.public().filter(pk=record.pk).exists():
        raise WrongState(_("只有已经公开的信息才能放进专栏。请等它公开以后再选。"))
    there = block.picks.filter(record=record).first()
    if there is not None:
        return there
    if block.picks.count() >= PICKS_MOST:
        raise WrongState(_("一个版块最多挑选 %(n)s 条。") % {"n": PICKS_MOST})
    last = block.picks.aggregate(last=Max("position"))["last"] or 0
    made = BlockPick.objects.create(block=block, record=record, position=last + 1)
    touch(found)
    tell(kinds.PICKED, actor, found, block=str(block), record=str(record.pk))
    return made


@transaction.atomic
def unpick(who: Authority, picked: BlockPick) -> None:
    """Takes a record out of a block; again changes nothing."""
    found, actor = composing(who, picked.block.topic)
    if BlockPick.objects.filter(pk=picked.pk).delete()[0]:
        touch(found)
        tell(kinds.UNPICKED, actor, found, block=str(picked.block), record=str(picked.record_id))


def _still(topic: Topic, block: Block) -> Block:
    """The block as it stands now."""
    found = topic.blocks.filter(pk=block.pk).first()
    if found is None:
        raise WrongState(_("这个版块刚被别人删掉了。"))
    return found


def _set(block: Block, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(block, name, body.clean(value) if name == "body" else value)
