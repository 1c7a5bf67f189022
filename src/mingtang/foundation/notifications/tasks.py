"""What the worker and its schedule call."""

from mingtang.foundation.notifications.mail import send_due


def send_pending_mails() -> int:
    """Sends the e-mails of notices that are due; returns how many went out."""
    return send_due()
