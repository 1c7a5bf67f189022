"""The catalogues at a glance: area by area how much is claimed and fulfilled, and what is on its way."""

from typing import Any

from mingtang.openness.catalogue import overview, process, queries
from mingtang.openness.catalogue.desk.base import CatalogueView


class OverviewView(CatalogueView):
    template_name = "catalogue/desk/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cards = overview.cards()
        return super().get_context_data(
            cards=cards,
            totals=overview.totals(cards),
            imports=queries.open_imports(self.authority) if self.may_manage else [],
            adjustments=queries.adjustments_visible_to(self.authority).filter(case__closed_at=None).count(),
            may_manage=self.may_manage,
            may_claim=self.may_claim,
            may_propose=process.CLAIM in self.authority.actions,
            **kwargs,
        )
