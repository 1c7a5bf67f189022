"""What the worker does with documents handed in."""

from datetime import timedelta

from django.utils import timezone

from mingtang.openness.intake import actions
from mingtang.openness.intake.models import Batch


def read(batch_id: str) -> None:
    """Unpacks and reads a batch."""
    actions.read_batch(batch_id)


def draft_all(batch_id: str, person_id: int) -> None:
    """Makes drafts of what was read without doubt."""
    actions.settle_sure(batch_id, person_id)


def catch_up() -> int:
    """Batches whose reading a killed worker left undone."""
    since = timezone.now() - timedelta(minutes=10)
    waiting = Batch.objects.filter(case__state="reading", created_at__lt=since).values_list("pk", flat=True)
    for pk in list(waiting[:20]):
        actions.read_batch(pk)
    return len(waiting[:20])
