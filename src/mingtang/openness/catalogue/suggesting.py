"""What a unit could claim: matters of its level that name it, that are of its trade, or that nobody claimed yet."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.models import Unit
from mingtang.openness.catalogue.checking import LEVEL_OF_KIND
from mingtang.openness.catalogue.models import Claim
from mingtang.openness.catalogue.queries import IN_ORDER, in_force, open_claims
from mingtang.openness.catalogue.subjects import Register

WHYS: dict[str, Any] = {
    "named": _("公开主体写了本单位"),
    "class": _("公开主体写了“各乡镇”"),
    "open": _("本级还没人认领"),
}


@dataclass(frozen=True)
class Suggestion:
    """A matter the unit has not claimed, and why it is listed."""

    matter_id: UUID
    area: str
    area_name: str
    why: str


def for_unit(unit: Unit) -> list[Suggestion]:
    """Best reasons first, then in the order of the catalogues: five queries, whatever their size."""
    level = LEVEL_OF_KIND[unit.kind]
    held = set(open_claims().filter(unit=unit).values_list("matter_id", flat=True))
    led = set(
        open_claims()
        .filter(
            role=Claim.Role.LEAD,
            unit__kind__in=[kind for kind, at in LEVEL_OF_KIND.items() if at == level],
        )
        .values_list("matter_id", flat=True)
    )
    entries = in_force().filter(**{level: True})
    ordered = entries.order_by(*IN_ORDER)
    register = Register()
    named = lru_cache(maxsize=None)(register.named)
    found = []
    area = "version__catalogue__area"
    columns = ("subject", "matter_id", f"{area}__code", f"{area}__name")
    for subject, pk, code, name in ordered.values_list(*columns):
        if pk in held:
            continue
        said = named(subject)
        if unit.pk in said.unit_ids:
            found.append(Suggestion(pk, code, name, "named"))
        elif level in said.levels:
            found.append(Suggestion(pk, code, name, "class"))
        elif pk not in led:
            found.append(Suggestion(pk, code, name, "open"))
    order = list(WHYS)
    return sorted(found, key=lambda s: order.index(s.why))
