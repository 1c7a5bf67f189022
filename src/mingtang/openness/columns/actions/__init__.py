"""The only writers of columns."""

from mingtang.openness.columns.actions.picking import arrange, pick, picker, pin, unpick
from mingtang.openness.columns.actions.setting_up import (
    change_column,
    change_text,
    close_column,
    create_column,
    install_defaults,
    open_column,
)

__all__ = [
    "arrange",
    "change_column",
    "change_text",
    "close_column",
    "create_column",
    "install_defaults",
    "open_column",
    "pick",
    "picker",
    "pin",
    "unpick",
]
