"""The readers of documents handed in: only those who may draft (or load) for the unit see them."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.organisations.queries import Authority, authority
from mingtang.openness.intake.models import Batch, Paper, PaperFile
from mingtang.openness.records.process import DRAFT, LOAD

SUBJECT = "intake"


def visible_to(who: Authority) -> QuerySet[Batch]:
    draft, load = (_units(who, action) for action in (DRAFT, LOAD))
    return Batch.objects.filter(
        Q(draft, purpose=Batch.Purpose.DRAFT) | Q(load, purpose=Batch.Purpose.OLD)
    ).select_related("case__opened_by", "unit")


def _units(who: Authority, action: str) -> Q:
    ids = who.scope(action).unit_ids()
    return Q() if ids is None else Q(unit_id__in=ids)


def papers_of(batch: Batch) -> QuerySet[Paper]:
    """Without the texts, which lists do not need."""
    return batch.papers.defer("blocks", "found").select_related("record").order_by("position")


def open_papers(batch: Batch) -> QuerySet[Paper]:
    return papers_of(batch).filter(state__in=(Paper.State.WAITING, Paper.State.READ, Paper.State.UNREADABLE))


def counts_of(batch: Batch) -> dict[str, int]:
    rows = batch.papers.order_by().values_list("state")
    return dict(rows.annotate(Count("pk")))


def attachments_of(paper: Paper) -> list[PaperFile]:
    return list(paper.files.filter(role=PaperFile.Role.ATTACHMENT).select_related("file"))


def pictures_of(paper: Paper) -> list[PaperFile]:
    return list(paper.files.filter(role=PaperFile.Role.PICTURE).select_related("file"))


def names(ids: list[UUID]) -> dict[UUID, str]:
    return dict(Batch.objects.filter(pk__in=ids).values_list("pk", "name"))


def file_visible_to(stored: StoredFile, person: Person) -> bool:
    return visible_to(authority(person)).filter(pk=stored.owner_id).exists()
