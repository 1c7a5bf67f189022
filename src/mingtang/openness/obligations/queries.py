"""The readers of what people say about duties."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.duties.queries import soon_until
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.organisations.tree import heir_of, subtree_q
from mingtang.kernel.clock.cycles import Period, period_of
from mingtang.openness.catalogue.models import Entry, Matter
from mingtang.openness.catalogue.process import CLAIM
from mingtang.openness.catalogue.queries import entry_of_matter, fulfilled, public_records
from mingtang.openness.obligations import kinds
from mingtang.openness.obligations.models import Confirmation, Declaration, Fact, MatterLimit
from mingtang.openness.obligations.owing.cycles import window
from mingtang.openness.obligations.owing.rows import Duties, Units, claimed, day
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.records.models import Record


def area_of(matter_id: UUID) -> int:
    """The area of a matter's catalogue. Raises Matter.DoesNotExist."""
    return Matter.objects.values_list("catalogue__area_id", flat=True).get(pk=matter_id)


def standing_records(matter_id: UUID, unit: Unit) -> QuerySet[Record]:
    """The public records of a unit, of one below it, or of the one that took its business over, for a matter."""
    own = subtree_q(unit, "unit__")
    if unit.ended_on:
        own |= subtree_q(heir_of(unit), "unit__")
    return public_records(matter_id).filter(own).order_by("-published_at", "-pk")


def records_of_period(duty: Duty) -> list[Record]:
    """The public records of the unit for the matter that went out on days that count for a periodic duty."""
    return records_of_periods([duty])[duty.pk]


def records_of_periods(duties: Collection[Duty]) -> dict[UUID, list[Record]]:
    """The same for several duties, by duty, the newest first."""
    matters = {duty.subject_id for duty in duties}
    rows = claimed(matter_ids=matters)
    links = fulfilled().filter(matter_id__in=matters).order_by("-record__published_at")
    fields = ("matter_id", "record_id", "record__unit_id", "record__published_at")
    out: dict[UUID, list[tuple[UUID, str, date]]] = {}
    units = Units()
    for matter, record, unit, at in links.values_list(*fields):
        out.setdefault(matter, []).append((record, units.path(unit), day(at)))
    found: dict[UUID, list[UUID]] = {}
    for duty in duties:
        first, last = _counted_days(duty, rows.get(duty.subject_id))
        found[duty.pk] = [
            record
            for record, path, on in out.get(duty.subject_id, [])
            if path.startswith(units.path(duty.unit_id)) and first <= on <= last
        ]
    records = Record.objects.in_bulk({pk for pks in found.values() for pk in pks})
    return {duty: [records[pk] for pk in pks if pk in records] for duty, pks in found.items()}


def may_discharge(duty: Duty) -> list[tuple[Record, date]]:
    """Public records that a person may name for a period, the newest first, each with the day that counts: the first on
    which it was published or updated since the period began; before that the last, as far as the period before reaches.
    Those that ended another period on that day are left out.
    """
    first, _last = _counted_days(duty, claimed(matter_ids=[duty.subject_id]).get(duty.subject_id))
    cycle = duty.key.split(":")[4]
    earliest = period_of(cycle, first - timedelta(days=1)).first
    others = Duty.objects.filter(kind=kinds.PERIOD, subject_id=duty.subject_id).exclude(pk=duty.pk)
    used = set(others.exclude(evidence_id=None).values_list("evidence_id", "done_on"))
    there = standing_records(duty.subject_id, duty.unit)
    days: dict[UUID, list[date]] = {}
    for name in ("published_at", "revisions__published_at"):
        out = there.filter(**{f"{name}__date__gte": earliest}).order_by(name)
        for record, at in out.values_list("pk", name):
            days.setdefault(record, []).append(day(at))
    counted = {
        pk: next((each for each in sorted(found) if each >= first), max(found)) for pk, found in days.items()
    }
    return [
        (record, counted[record.pk])
        for record in there.filter(pk__in=counted)
        if (record.pk, counted[record.pk]) not in used
    ]


def _counted_days(duty: Duty, row: Duties | None) -> tuple[date, date]:
    """The days on which a publication counts: those of the period, or those after it where it is owed after its end."""
    assert duty.period_first
    assert duty.period_last
    _p, _matter, part, _unit, cycle, _first = duty.key.split(":")
    rule = next((rule for rule in row.rules if str(rule.part) == part), None) if row else None
    if rule is None:
        return duty.period_first, duty.period_last
    return window(Period(cycle, duty.period_first, duty.period_last), rule)


def declarable(who: Authority) -> QuerySet[Duty]:
    """Periodic duties whose period is all but over and for which the person may sign that there was nothing."""
    found = Duty.objects.filter(
        who.scope(kinds.DECLARE).q(), kind=kinds.PERIOD, closed_at=None, period_last__lte=soon_until()
    )
    return found.select_related("unit", "area").order_by("unit__path", "period_last", "title")


def declarations_contradicted(record: Record) -> list[Declaration]:
    """Declarations that stand though a public record counts for their period: published or linked after they were
    signed, for there was none then.
    """
    found = public_declarations().filter(
        matter__fulfilments__record=record, matter__fulfilments__ended_at=None
    )
    units = Units()
    near = [each for each in found if units.path(record.unit_id).startswith(units.path(each.unit_id))]
    counted = records_of_periods([each.duty for each in near]) if near else {}
    return [each for each in near if record in counted[each.duty_id]]


def to_confirm(who: Authority) -> QuerySet[Duty]:
    """This year's confirmations of standing matters that the person may give and nobody gave yet."""
    found = Duty.objects.filter(
        who.scope(CLAIM).q(),
        kind=kinds.STANDING,
        closed_at=None,
        key__startswith="y:",
        period_first__year=clock.today().year,
    )
    return found.select_related("unit", "area").order_by("unit__path", "title")


def open_rounds(who: Authority, matter_id: UUID) -> QuerySet[Duty]:
    """The periods and confirmations of a matter that wait for units of the person, the soonest first."""
    found = Duty.objects.filter(
        who.scope(CLAIM, kinds.DECLARE).q(),
        subject_id=matter_id,
        closed_at=None,
        kind__in=(kinds.PERIOD, kinds.STANDING),
    )
    return found.select_related("unit").order_by("due_on", "pk")


def is_overdue(duty: Duty) -> bool:
    return duty.is_open and not duty.soft and duty.due_on is not None and duty.due_on < clock.today()


def public_declarations() -> QuerySet[Declaration]:
    """Declarations that stand; everybody may read them."""
    found = Declaration.objects.filter(overturned_at=None).select_related(
        "unit", "area", "post", "duty__unit"
    )
    return found.order_by("-signed_at", "-pk")


def declarations_visible_to(who: Authority) -> QuerySet[Declaration]:
    """Those of the person's units, also when they did not hold."""
    scope = who.scope("duty.view", "duty.manage", kinds.DECLARE)
    found = Declaration.objects.filter(scope.q()).select_related("unit", "area", "post", "duty", "signed_by")
    return found.order_by("-signed_at", "-pk")


def overturned(pk: UUID) -> Declaration | None:
    """A declaration that was public and did not hold; its page says so."""
    found = Declaration.objects.exclude(overturned_at=None).select_related("unit", "duty")
    return found.filter(pk=pk).first()


def declaration_title(declaration: Declaration) -> str:
    return _("声明“本期无应公开信息”：%(what)s") % {"what": declaration.duty.title}


def declaration_url(declaration: Declaration) -> str:
    return reverse("obligations:declaration", args=[declaration.pk])


def period_of_declaration(declaration: Declaration) -> str:
    """`2026年第三季度`, from the days."""
    cycle = declaration.duty.key.split(":")[4] if declaration.duty.key.startswith("p:") else ""
    return period_words(Period(cycle, declaration.period_first, declaration.period_last))


def facts_visible_to(who: Authority) -> QuerySet[Fact]:
    """What was registered for the person's units."""
    scope = who.scope("duty.view", "duty.manage", kinds.REGISTER)
    found = Fact.objects.filter(scope.q()).select_related("unit", "area", "record", "entered_by", "matter")
    return found.order_by("-occurred_on", "-pk")


WAITING, PUBLISHED, WAIVED, WITHDRAWN = "waiting", "published", "waived", "withdrawn"


def fact_state_q(state: str) -> Q:
    """The condition for facts in a state: no record answers yet, one does, none has to, or the registration was
    withdrawn.
    """
    if state == WITHDRAWN:
        return ~Q(withdrawn_at=None)
    answered = Q(record__published_at__isnull=False)
    if state == PUBLISHED:
        return Q(withdrawn_at=None) & answered
    waived = Exists(Duty.objects.filter(cause_id=OuterRef("pk"), outcome=Outcome.WAIVED))
    return Q(withdrawn_at=None) & ~answered & (Q(waived) if state == WAIVED else ~Q(waived))


def waiting_facts(who: Authority) -> QuerySet[Fact]:
    """Facts of the person's units that no record answers yet."""
    return facts_visible_to(who).filter(fact_state_q(WAITING))


def state_of(fact: Fact, duty: Duty | None) -> str:
    """The state of a fact that was read with its record, by its duty."""
    if fact.withdrawn_at:
        return WITHDRAWN
    if fact.record and fact.record.published_at:
        return PUBLISHED
    return WAIVED if duty and duty.outcome == Outcome.WAIVED else WAITING


def limit_of(matter_id: UUID) -> MatterLimit | None:
    return MatterLimit.objects.filter(matter_id=matter_id, ended_at=None).select_related("decided_by").first()


def entry_with_limit(matter_id: UUID) -> tuple[Entry | None, MatterLimit | None]:
    """What a matter says today and what was decided about its limit: one query for the most, which have nothing."""
    decided = MatterLimit.objects.filter(matter_id=OuterRef("matter_id"), ended_at=None)
    entry = entry_of_matter(matter_id, is_decided=Exists(decided))
    return entry, limit_of(matter_id) if entry and entry.is_decided else None  # type: ignore[attr-defined]


def last_confirmation(matter_id: UUID, unit_id: int) -> Confirmation | None:
    found = Confirmation.objects.filter(matter_id=matter_id, unit_id=unit_id).select_related("confirmed_by")
    return found.order_by("-day").first()
