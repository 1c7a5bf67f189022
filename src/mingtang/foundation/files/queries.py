"""The readers of files. Who may read one is the owner's business (`owners.py`)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from mingtang.foundation.files.models import FileContents, FileDownloads, FilePage, StoredFile


def contents_of(stored: StoredFile) -> FileContents | None:
    """What was read out of a file, None while that has not happened."""
    return FileContents.objects.filter(pk=stored.pk).first()


def contents_by_file(files: Iterable[UUID]) -> dict[UUID, FileContents]:
    """Without the tables, which lists do not need."""
    return FileContents.objects.defer("tables").in_bulk(list(files))


def page_texts(stored: StoredFile) -> QuerySet[FilePage]:
    """The words of a file, page by page; pages without words are left out."""
    return FilePage.objects.filter(file=stored).exclude(text="").order_by("number")


def space_of(unit_id: int) -> int:
    """Bytes that the files of a unit take."""
    return StoredFile.objects.filter(unit_id=unit_id).aggregate(used=Sum("size"))["used"] or 0


def space_by_unit(only: int | None = None) -> dict[int, tuple[int, int]]:
    """Of each unit with files, or of one: how many, and their bytes."""
    found = StoredFile.objects.exclude(unit=None) if only is None else StoredFile.objects.filter(unit=only)
    rows = found.order_by().values_list("unit_id")
    return {unit: (number, used) for unit, number, used in rows.annotate(Count("pk"), Sum("size"))}


def downloads_by_file(files: Iterable[UUID]) -> dict[UUID, int]:
    rows = FileDownloads.objects.filter(file__in=list(files)).order_by().values_list("file_id")
    return dict(rows.annotate(Sum("number")))
