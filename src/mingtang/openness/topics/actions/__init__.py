"""The only writers of topic pages."""

from mingtang.openness.topics.actions.blocks import (
    add_block,
    change_block,
    move_block,
    pick,
    remove_block,
    unpick,
)
from mingtang.openness.topics.actions.topics import act, change_topic, create_topic

__all__ = [
    "act",
    "add_block",
    "change_block",
    "change_topic",
    "create_topic",
    "move_block",
    "pick",
    "remove_block",
    "unpick",
]
