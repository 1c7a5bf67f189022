"""The staff home: what waits for me."""

from typing import Any

from mingtang.foundation.cases.queries import countersigns_waiting_for, described, waiting_for
from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.web.slots import DESK_BLOCKS, WAITING, WaitingItem

SHOWN = 50


class HomeView(DeskView):
    """Cases whose next step is mine, longest waiting first, with what other sections add; then what I owe by day."""

    template_name = "workbench/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        who = self.authority
        waiting = waiting_for(who)
        total = waiting.count()
        items = [
            WaitingItem(d.subject.title, d.subject.url, d.state, d.case.unit.short_name, d.case.state_since)
            for d in described(list(waiting[:SHOWN]))
        ]
        signs = list(countersigns_waiting_for(who)[:SHOWN])
        names = {d.case.pk: d for d in described([row.case for row in signs])}
        items += [
            WaitingItem(
                names[row.case_id].subject.title,
                names[row.case_id].subject.url,
                str(row._meta.verbose_name),
                row.case.unit.short_name,
                row.asked_at,
            )
            for row in signs
            if row.case_id in names
        ]
        others = [item for source in WAITING for item in source(who)]
        items += others
        items.sort(key=lambda item: item.since)
        return super().get_context_data(
            items=items,
            total=total + len(signs) + len(others),
            shown=SHOWN,
            drafts="record.draft" in who.actions,
            blocks=[block for show in DESK_BLOCKS if (block := show(who))],
            **kwargs,
        )
