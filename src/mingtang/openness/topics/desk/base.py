"""What the desk pages of topics share."""

from functools import cached_property
from typing import Any

from django.http import Http404

from mingtang.foundation.web.scoped import DeskView
from mingtang.foundation.web.slots import Badge
from mingtang.openness.topics import process, queries
from mingtang.openness.topics.models import Block, Topic

_TONES = {Topic.State.DRAFT: "muted", Topic.State.OPEN: "ok", Topic.State.ARCHIVED: "info"}


def badge_of(topic: Topic) -> Badge:
    return Badge(_TONES[Topic.State(topic.state)], topic.get_state_display())


class OneTopic(DeskView):
    """A page about one topic; foreign ones answer 404."""

    actions: tuple[str, ...] = process.STAFF

    @cached_property
    def topic(self) -> Topic:
        found = queries.visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def block(self) -> Block:
        """The block named in the address, of this topic and no other."""
        found = self.topic.blocks.filter(pk=self.kwargs["block"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def may_publish(self) -> bool:
        return self.authority.scope(process.PUBLISH).covers(self.topic.unit_id, None)

    @property
    def may_compose(self) -> bool:
        needed = process.MANAGE if self.topic.state == Topic.State.DRAFT else process.PUBLISH
        return self.authority.scope(needed).covers(self.topic.unit_id, None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            topic=self.topic,
            badge=badge_of(self.topic),
            may_publish=self.may_publish,
            may_compose=self.may_compose,
            **kwargs,
        )
