"""What the worker does for files."""

from datetime import timedelta

from django.utils import timezone

from mingtang.foundation.files.cleaning import sweep_orphans, sweep_storage, sweep_uploads
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.files.reading import read_contents

AT_ONCE = 200


def read(file_id: str) -> None:
    """Reads the words of a new file and draws its picture."""
    read_contents(file_id)


def catch_up() -> int:
    """Reads what was not read when it came: the worker was killed, or had no process to spare."""
    waiting = StoredFile.objects.filter(
        contents=None, uploaded_at__lt=timezone.now() - timedelta(minutes=5)
    ).exclude(kind="")
    done = 0
    for pk in list(waiting.order_by("uploaded_at", "pk").values_list("pk", flat=True)[:AT_ONCE]):
        done += read_contents(pk) is not None
    return done


def sweep() -> int:
    """Once a day: takes away what belongs to nothing."""
    return sweep_orphans() + sweep_storage() + sweep_uploads()
