"""Evidence that was none: a record that is no longer linked with a matter, or with a fact."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.duties import actions as duties
from mingtang.foundation.duties.models import Duty
from mingtang.openness.catalogue.models import Fulfilment
from mingtang.openness.obligations.kinds import PERIOD, STANDING
from mingtang.openness.obligations.models import Fact
from mingtang.openness.obligations.owing.cycles import LOOKS_BACK
from mingtang.openness.obligations.owing.rows import claimed
from mingtang.openness.obligations.owing.things import FACT
from mingtang.openness.records.models import Record
from mingtang.openness.records.queries import SUBJECT as RECORD


@transaction.atomic
def link_ended(matter_id: UUID, record_id: UUID) -> int:
    """Opens again what the record ended in a matter that it is no longer linked with; returns how many. The check that
    follows finds other evidence, or voids what the matter does not owe. Of rounds only those whose unit still leads.
    """
    linked = Fulfilment.objects.filter(matter_id=matter_id, record_id=record_id, ended_at=None)
    row = claimed(matter_ids=[matter_id]).get(matter_id)
    if row is None or linked.exists():
        return 0
    ended = Duty.objects.filter(subject_id=matter_id, evidence_kind=RECORD, evidence_id=record_id)
    # What a fact set off says itself which record answers it.
    ended = ended.exclude(cause_kind=FACT).exclude(_history(clock.today()))
    holders = {str(holder.unit_id) for holder in row.holders}
    ids = [
        pk
        for pk, kind, key in ended.values_list("pk", "kind", "key")
        if kind not in (PERIOD, STANDING) or key.split(":")[3] in holders
    ]
    return _open_again(Duty.objects.filter(pk__in=ids), _("《%(title)s》不再对应这个事项"), record_id)


@transaction.atomic
def fact_answered_otherwise(fact_id: UUID) -> int:
    """Opens the duty of a fact again that ended by a record which the fact does not name any more."""
    fact = Fact.objects.filter(pk=fact_id, withdrawn_at=None).first()
    if fact is None:
        return 0
    ended = Duty.objects.filter(cause_kind=FACT, cause_id=fact_id, evidence_kind=RECORD)
    other = ended.exclude(evidence_id=fact.record_id)
    return sum(
        _open_again(other.filter(pk=pk), _("《%(title)s》不再用来办这件事"), record_id)
        for pk, record_id in other.values_list("pk", "evidence_id")
        if record_id
    )


def _history(today: date) -> Q:
    return Q(kind__in=(PERIOD, STANDING), period_last__lt=today - LOOKS_BACK)


def _open_again(ended: QuerySet[Duty], why: str, record_id: UUID) -> int:
    rows = list(ended.exclude(closed_at=None).order_by("pk"))
    if rows:
        title = Record.objects.filter(pk=record_id).values_list("title", flat=True).first() or ""
        for duty in rows:
            duties.reopen(None, duty, reason=why % {"title": title})
    return len(rows)
