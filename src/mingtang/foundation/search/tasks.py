"""What the worker does for searching; the indexes are written by a process of their own."""

from mingtang.foundation.search import actions


def forget() -> int:
    """Once a day: lets go of counts that are not worth keeping."""
    return actions.forget()
