"""What becomes of a registered fact: the record that discloses it, or its withdrawal."""

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.events.actions import append_many
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Invalid, WrongState
from mingtang.openness.catalogue.actions import draft_for, link
from mingtang.openness.catalogue.actions.linking import linker
from mingtang.openness.catalogue.queries import entry_of_matter
from mingtang.openness.obligations import kinds
from mingtang.openness.obligations.actions.registering import NO_ANSWER, actor_in, event
from mingtang.openness.obligations.models import Fact
from mingtang.openness.records.models import Record


@transaction.atomic
def link_fact(who: Authority, fact: Fact, record: Record | None) -> Fact:
    """Says which record discloses a fact; none takes that back. The record is linked with the matter as well."""
    fact = _locked(fact)
    actor = actor_in(who, fact.unit, fact.area_id)
    if fact.withdrawn_at:
        raise WrongState(_("这条登记已经撤销，不能再关联信息。"))
    if record and record.unit_id != fact.unit_id:
        message = _("这条信息不是%(unit)s的，请选本单位公开这件事的信息。") % {"unit": fact.unit.short_name}
        raise Invalid(message, fields={"record": [message]})
    if record and record.stage in NO_ANSWER:
        message = _("这条信息已作废、撤下，或者不主动公开，不能用来办这件事。请换一条。")
        raise Invalid(message, fields={"record": [message]})
    fact.record = record
    fact.save(update_fields=["record"])
    if record and linker(who, record) is not None:
        link(who, record, [fact.matter_id])
    append_many([event(kinds.FACT_LINKED, actor, fact, record.title if record else _("取消关联"))])
    return fact


@transaction.atomic
def draft_fact(who: Authority, fact: Fact) -> Record:
    """Starts the record that discloses a fact, with what the fact tells, and links both."""
    fact = _locked(fact)
    if fact.withdrawn_at:
        raise WrongState(_("这条登记已经撤销，不用再起草。"))
    if fact.record_id:
        raise WrongState(_("这件事已经关联了一条信息，请在那条信息里办理。"))
    entry = entry_of_matter(fact.matter_id)
    assert entry
    formed = fact.occurred_on if fact.occurred_on <= clock.today() else None
    record = draft_for(who, entry, fact.unit, title=fact.title, doc_no=fact.doc_no, formed_on=formed)
    link_fact(who, fact, record)
    return record


@transaction.atomic
def withdraw_fact(who: Authority, fact: Fact, reason: str) -> Fact:
    """Takes a registration back that was wrong, with the reason; its open duty is voided."""
    fact = _locked(fact)
    actor = actor_in(who, fact.unit, fact.area_id)
    if fact.withdrawn_at:
        raise WrongState(_("这条登记已经撤销过了。"))
    if not reason.strip():
        message = _("请写明为什么撤销，例如：同一份文件登记了两次。")
        raise Invalid(message, fields={"reason": [message]})
    fact.withdrawn_at, fact.withdrawn_reason = clock.now(), reason.strip()[:200]
    fact.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    append_many([event(kinds.FACT_WITHDRAWN, actor, fact, reason)])
    return fact


def _locked(fact: Fact) -> Fact:
    return Fact.objects.select_for_update(of=("self",)).select_related("unit").get(pk=fact.pk)
