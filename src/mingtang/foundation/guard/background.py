"""Has a paper looked through after the present transaction."""

from django_q.tasks import async_task


def check_later(kind: str, subject: str, text: str) -> None:
    """Its files are looked into while the clerk goes on writing."""
    async_task("mingtang.foundation.guard.tasks.check_now", kind, subject, text)
