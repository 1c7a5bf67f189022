"""What all record pages of the desk share."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404

from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.web.slots import Badge
from mingtang.openness.records import paper, process, queries
from mingtang.openness.records.models import Record, Revision, Stage

STAFF = process.STAFF
_TONES = {
    Stage.DRAFT: "muted",
    Stage.RELEASE: "soon",
    Stage.FEEDBACK: "ok",
    Stage.PUBLISHED: "ok",
    Stage.RECTIFY: "soon",
    Stage.WITHDRAWN: "late",
    Stage.DISCARDED: "muted",
    Stage.ON_REQUEST: "muted",
    Stage.CLOSED: "muted",
}


def stage_badge(record: Record) -> Badge:
    return Badge(_TONES.get(Stage(record.stage), "info"), record.get_stage_display())


class RecordView(DeskView):
    """A page about one record; foreign ones answer 404. Countersigners of other units come in by their open step."""

    @cached_property
    def record(self) -> Record:
        found = (
            queries.visible_to(self.authority)
            .select_related("unit", "area", "head__author", "live")
            .filter(pk=self.kwargs["pk"])
            .first()
        )
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: Revision | None = kwargs.get("shown")
        text = paper.text_of(shown) if shown else None
        return super().get_context_data(
            record=self.record, badge=stage_badge(self.record), text=text, **kwargs
        )

    @property
    def pk(self) -> UUID:
        return self.record.pk
