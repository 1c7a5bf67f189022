"""A unit's board: what is late there, who has how many, how often it was in time."""

from typing import Any

from django.utils.translation import gettext as _

from mingtang.foundation.duties.boards import board
from mingtang.foundation.duties.explaining import day_words
from mingtang.foundation.duties.kinds import MANAGE, VIEW
from mingtang.foundation.web.scoped import DeskView
from mingtang.kernel.refusals import NotVisible

MOST_POSTS = 50


class UnitBoard(DeskView):
    """Of the unit and those below it. Units outside the person's grants do not exist."""

    actions = (VIEW, MANAGE)
    template_name = "duties/desk/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit = self.units(VIEW, MANAGE).select_related("parent").filter(slug=self.kwargs["slug"]).first()
        if unit is None:
            raise NotVisible(_("没有这个单位。"))
        found = board(self.authority, unit)
        above = unit.parent_id is not None and self.units(VIEW, MANAGE).filter(pk=unit.parent_id).exists()
        return super().get_context_data(
            unit=unit,
            board=found,
            posts=[
                (line, day_words(line.oldest) if line.oldest else "") for line in found.posts[:MOST_POSTS]
            ],
            more_posts=max(0, len(found.posts) - MOST_POSTS),
            above=unit.parent if above else None,
            **kwargs,
        )
