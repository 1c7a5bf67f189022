"""What the worker does with a new file: reads its words, draws its picture, keeps its tables for showing."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from mingtang.foundation import clock
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.files.kinds import READ
from mingtang.foundation.files.models import FileContents, FilePage, StoredFile
from mingtang.foundation.inspection.contents import Contents, contents
from mingtang.foundation.inspection.looking import NotTaken
from mingtang.foundation.organisations.queries import SYSTEM


def read_contents(file_id: UUID | str) -> FileContents | None:
    """Safe to run again; does nothing for what is read or gone. A file that no reader can take is noted as such."""
    stored = StoredFile.objects.filter(pk=file_id, contents=None).exclude(kind="").first()
    if stored is None:
        return None
    try:
        with stored.data.open("rb") as content:
            data = content.read()
    except FileNotFoundError:
        return None
    try:
        found = contents(data, stored.kind)
    except NotTaken as refused:
        if refused.finding.code == "busy":
            # The clock tries again.
            return None
        return _keep(stored, None, refused.finding.code)
    return _keep(stored, found, "")


@transaction.atomic
def _keep(stored: StoredFile, found: Contents | None, problem: str) -> FileContents | None:
    # Two workers may have read it; the second finds it done.
    if (
        not StoredFile.objects.select_for_update().filter(pk=stored.pk).exists()
        or FileContents.objects.filter(pk=stored.pk).exists()
    ):
        return None
    kept = FileContents(file=stored, problem=problem, read_at=clock.now())
    if found is not None:
        kept.page_count, kept.width, kept.height = found.page_count, found.width, found.height
        kept.tables = [[sheet.name, [list(row) for row in sheet.rows], sheet.cut] for sheet in found.tables]
        kept.notes = [[note.code, list(note.details)] for note in found.notes]
        if found.picture:
            kept.picture.save("picture", ContentFile(found.picture), save=False)
        if found.thumbnail:
            kept.thumbnail.save("thumbnail", ContentFile(found.thumbnail), save=False)
        FilePage.objects.bulk_create(
            FilePage(file=stored, number=page.number, label=page.label[:100], text=page.text)
            for page in found.pages
        )
    kept.save(force_insert=True)
    append(NewEvent(READ, SYSTEM, "file", str(stored.pk), unit_id=stored.unit_id))
    return kept
