"""The readers of what people say about duties."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.duties.models import Duty
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.foundation.organisations.tree import subtree_q
from mingtang.kernel.clock.cycles import Period
from mingtang.openness.catalogue.models import Matter
from mingtang.openness.catalogue.queries import public_records
from mingtang.openness.obligations import kinds
from mingtang.openness.obligations.models import Confirmation, Declaration, Fact, MatterLimit
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.records.models import Record


def area_of(matter_id: UUID) -> int:
    """The area of a matter's catalogue. Raises Matter.DoesNotExist."""
    return Matter.objects.values_list("catalogue__area_id", flat=True).get(pk=matter_id)


def standing_records(matter_id: UUID, unit: Unit) -> QuerySet[Record]:
    """The public records of a unit, or of one below it, for a matter."""
    return public_records(matter_id).filter(subtree_q(unit, "unit__")).order_by("-published_at", "-pk")


def records_of_period(duty: Duty) -> list[Record]:
    """The public records of the unit for the matter that went out in the period of a periodic duty."""
    assert duty.period_first
    assert duty.period_last
    found = standing_records(duty.subject_id, duty.unit)
    return list(
        found.filter(published_at__date__gte=duty.period_first, published_at__date__lte=duty.period_last)[:20]
    )


def public_declarations() -> QuerySet[Declaration]:
    """Declarations that stand; everybody may read them."""
    found = Declaration.objects.filter(overturned_at=None).select_related("unit", "area", "post", "duty")
    return found.order_by("-signed_at", "-pk")


def declarations_visible_to(who: Authority) -> QuerySet[Declaration]:
    """Those of the person's units, also when they did not hold."""
    scope = who.scope("duty.view", "duty.manage", kinds.DECLARE)
    found = Declaration.objects.filter(scope.q()).select_related("unit", "area", "post", "duty", "signed_by")
    return found.order_by("-signed_at", "-pk")


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
    found = Fact.objects.filter(scope.q()).select_related("unit", "area", "record", "entered_by")
    return found.order_by("-occurred_on", "-pk")


def waiting_facts(who: Authority) -> QuerySet[Fact]:
    """Facts of the person's units that no record answers yet."""
    return (
        facts_visible_to(who).filter(withdrawn_at=None).filter(Q(record=None) | Q(record__published_at=None))
    )


def limit_of(matter_id: UUID) -> MatterLimit | None:
    return MatterLimit.objects.filter(matter_id=matter_id, ended_at=None).select_related("decided_by").first()


def last_confirmation(matter_id: UUID, unit_id: int) -> Confirmation | None:
    found = Confirmation.objects.filter(matter_id=matter_id, unit_id=unit_id).select_related("confirmed_by")
    return found.order_by("-day").first()
