"""What the pages of a batch share."""

from functools import cached_property
from typing import Any

from django.http import Http404

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.web.scoped import DeskView
from mingtang.openness.intake import process, queries
from mingtang.openness.intake.models import Batch, Paper


class OneBatch(DeskView):
    """A page of one batch; those outside the person's scope do not exist."""

    actions = process.STAFF

    @cached_property
    def batch(self) -> Batch:
        found = queries.visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None or found.case is None:
            raise Http404
        return found

    @cached_property
    def paper(self) -> Paper:
        found = self.batch.papers.select_related("file", "record").filter(pk=self.kwargs["paper"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def is_old(self) -> bool:
        return self.batch.purpose == Batch.Purpose.OLD

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(batch=self.batch, case=self.batch.case, is_old=self.is_old, **kwargs)

    def act(self, **kwargs: Any) -> Act:
        """What the person saw goes with what they do."""
        seen = self.request.POST.get("lock_version", "")
        return Act(int(seen) if seen.isdecimal() else None, **kwargs)
