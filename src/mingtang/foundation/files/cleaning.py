"""Takes away what belongs to nothing: files nobody uses, bytes without a row, uploads that broke off."""

import logging
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.files import kinds
from mingtang.foundation.files.actions import remove
from mingtang.foundation.files.models import FileContents, StoredFile
from mingtang.foundation.files.owners import FILE_OWNERS, HELD
from mingtang.foundation.organisations.queries import SYSTEM

_log = logging.getLogger(__name__)

UNUSED_FOR = timedelta(days=30)
"""A clerk on leave still finds the picture that was uploaded for a draft."""
DAY = 24 * 3600


def sweep_orphans() -> int:
    """Files that their owners say will never be used; each removal is an event with the file's name."""
    removed = 0
    before = timezone.now() - UNUSED_FOR
    for owner in list(FILE_OWNERS):
        for pk in list(owner.orphaned(before)):
            with transaction.atomic():
                stored = StoredFile.objects.select_for_update().filter(pk=pk).first()
                if stored is None:
                    continue
                append(
                    NewEvent(
                        kinds.SWEPT,
                        SYSTEM,
                        stored.owner_kind,
                        str(stored.owner_id),
                        unit_id=stored.unit_id,
                        detail={"name": stored.name, "sha256": stored.sha256},
                    )
                )
                remove(stored)
                removed += 1
    return removed


def sweep_storage() -> int:
    """Bytes whose row was never committed, because the process was killed between the two."""
    storage: Storage = StoredFile._meta.get_field("data").storage
    removed = 0
    for folder in storage.listdir("")[0]:
        names = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        for name in set(names) - _known(names):
            if _is_old(storage, name):
                storage.delete(name)
                _log.warning("bytes without a row removed: %s", name)
                removed += 1
    return removed


def sweep_uploads() -> int:
    """Halves of uploads that a killed process left behind. One that merely broke off is removed by Django at once."""
    removed = 0
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file() and time.time() - path.stat().st_mtime > DAY:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _known(names: list[str]) -> set[str]:
    known: set[str] = set()
    for at in range(0, len(names), 500):
        some = names[at : at + 500]
        own = ((StoredFile, "data"), (FileContents, "picture"), (FileContents, "thumbnail"))
        for model, column in (*own, *HELD):
            rows = model._default_manager.filter(**{f"{column}__in": some})
            known.update(rows.values_list(column, flat=True))
    return known


def _is_old(storage: Storage, name: str) -> bool:
    """A row may still be on its way into the database."""
    return timezone.now() - storage.get_modified_time(name) > timedelta(days=1)
