"""The readers. Who may see a unit's duties in all areas sees its reports and packs."""

from datetime import date

from django.db.models import Q, QuerySet

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.duties.kinds import VIEW
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority, authority
from mingtang.openness.reports.models import Indicator, Pack

PACK = "report_pack"


def units_visible_to(who: Authority) -> QuerySet[Unit]:
    """The units whose reports a person may read, those that ended among them."""
    return Unit.objects.filter(who.scope(VIEW).units_q()).order_by("path")


def packs_visible_to(who: Authority) -> QuerySet[Pack]:
    found = Pack.objects.filter(who.scope(VIEW).units_q("unit_id"))
    return found.select_related("unit", "file", "asked_by").order_by("-asked_at", "-pk")


def pack_file_visible_to(stored: StoredFile, person: Person) -> bool:
    return packs_visible_to(authority(person)).filter(file=stored).exists()


def indicators_on(day: date) -> QuerySet[Indicator]:
    """The indicators in force on a day, in their order."""
    return Indicator.objects.filter(
        Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day
    ).order_by("position", "code")


def history_of(code: str) -> QuerySet[Indicator]:
    return Indicator.objects.filter(code=code).order_by("-effective_from", "-pk")
