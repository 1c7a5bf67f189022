"""What the worker and its schedule call."""

from mingtang.foundation.notifications.sending import send_due


def send_pending() -> int:
    """Sends the messages of notices that are due; returns how many went out."""
    return send_due()
