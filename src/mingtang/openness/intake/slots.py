"""What documents handed in put into the pages and mechanisms of others."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.cases.registry import SUBJECT_KINDS, Subject, SubjectKind
from mingtang.foundation.events.schedules import every
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.files.owners import FILE_OWNERS, FileOwner
from mingtang.foundation.web.slots import CHAPTERS, Chapter
from mingtang.openness.intake import process, queries, tasks
from mingtang.openness.intake.models import Batch


def register() -> None:
    every(10, tasks.catch_up)
    SUBJECT_KINDS.register(queries.SUBJECT, SubjectKind(queries.SUBJECT, _("交来的文件"), _describe))
    FILE_OWNERS.register(queries.SUBJECT, FileOwner(lambda stored: False, queries.file_visible_to, _orphaned))
    CHAPTERS.register("intake", Chapter(_("从文件起草"), "intake_desk:home", 21, process.STAFF))


def _describe(ids: list[UUID]) -> dict[UUID, Subject]:
    return {
        pk: Subject(gettext("核对 %(name)s") % {"name": name}, reverse("intake_desk:batch", args=[pk]))
        for pk, name in queries.names(ids).items()
    }


def _orphaned(before: datetime) -> Iterable[UUID]:
    """What is left of batches that are done: originals and what nobody took over."""
    closed = Batch.objects.filter(case__closed_at__lt=before).values("pk")
    left = StoredFile.objects.filter(owner_kind=queries.SUBJECT, owner_id__in=closed)
    return left.order_by("pk").values_list("pk", flat=True)
