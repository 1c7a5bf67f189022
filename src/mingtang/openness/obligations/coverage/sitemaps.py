"""The coverage of each unit for search engines."""

from django.db.models import QuerySet
from django.urls import reverse

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import units_on
from mingtang.foundation.web.sitemaps import SiteMap
from mingtang.openness.catalogue.models import Claim
from mingtang.openness.catalogue.queries import open_claims


class CoverageMap(SiteMap):
    def items(self) -> QuerySet[Unit]:
        """Units that lead in something; villages are shown with their townships."""
        leading = open_claims().filter(role=Claim.Role.LEAD).values("unit_id")
        villages = (Unit.Kind.VILLAGE, Unit.Kind.COMMUNITY)
        return units_on(clock.today()).filter(pk__in=leading).exclude(kind__in=villages).order_by("path")

    def location(self, item: Unit) -> str:
        return reverse("coverage:unit", args=[item.slug])
