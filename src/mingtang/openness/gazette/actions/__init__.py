"""The only writers of the gazette and its reading points."""

from mingtang.openness.gazette.actions.composing import (
    add_entry,
    create_issue,
    discard_issue,
    edit_issue,
    move_entry,
    remove_entry,
    rename_section,
)
from mingtang.openness.gazette.actions.keeping import keep_pdf
from mingtang.openness.gazette.actions.points import close_point, open_point, save_point
from mingtang.openness.gazette.actions.publishing import look_through, obstacles, publish_issue

__all__ = [
    "add_entry",
    "close_point",
    "create_issue",
    "discard_issue",
    "edit_issue",
    "keep_pdf",
    "look_through",
    "move_entry",
    "obstacles",
    "open_point",
    "publish_issue",
    "remove_entry",
    "rename_section",
    "save_point",
]
