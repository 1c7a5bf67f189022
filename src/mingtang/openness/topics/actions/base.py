"""What the writers of topic pages share."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.guard.letting_out import Passed, let_all_out, let_out
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.refusals import Forbidden
from mingtang.openness.topics.models import Block, Topic
from mingtang.openness.topics.process import MANAGE, PUBLISH
from mingtang.openness.topics.public_texts import BLOCK, TOPIC, of_block, of_topic
from mingtang.openness.topics.queries import SUBJECT


def composer(who: Authority, unit_id: int, *, public: bool = False) -> Actor:
    """The post in which the person may compose. What is public already is changed by those who may publish it."""
    actor = who.actor_for(PUBLISH if public else MANAGE, Place(unit_id, None))
    if actor is None:
        message = (
            _("专栏已经公开，要由能公开专栏的岗位来改；也可以请他们先撤回。")
            if public and who.actor_for(MANAGE, Place(unit_id, None))
            else _("您不能编排这个单位的专栏。")
        )
        raise Forbidden(message, rule=_("草稿由“编排专栏”的岗位编，公开以后由“公开专栏”的岗位改。"))
    return actor


def locked(topic: Topic) -> Topic:
    return Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)


def composing(who: Authority, topic: Topic) -> tuple[Topic, Actor]:
    """The topic, locked, and who composes it."""
    found = locked(topic)
    return found, composer(who, found.unit_id, public=found.state != Topic.State.DRAFT)


def check_public(topic: Topic, who: Authority, passed: Passed) -> None:
    """Looks through what everybody reads of a topic that is public, or about to be. Raises Blocked for all at once."""
    let_all_out(
        [
            lambda: check_topic(topic, who, passed),
            *(partial(check_block, block, who, passed) for block in topic.blocks.all()),
        ]
    )


def check_topic(topic: Topic, who: Authority, passed: Passed) -> None:
    let_out(TOPIC, of_topic(topic), who, passed)


def check_block(block: Block, who: Authority, passed: Passed) -> None:
    let_out(BLOCK, of_block(block), who, passed)


def touch(topic: Topic) -> None:
    """Marks a locked topic as changed."""
    topic.version += 1
    topic.updated_at = clock.now()
    topic.save(update_fields=["version", "updated_at"])


def tell(kind: str, actor: Actor, topic: Topic, **detail: Any) -> None:
    detail = {"name": topic.title, **detail}
    append(NewEvent(kind, actor, SUBJECT, str(topic.pk), unit_id=topic.unit_id, detail=detail))
