"""The topic itself: new, changed, published, archived, taken back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.guard.letting_out import NOTHING, Passed
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState
from mingtang.openness.columns.actions.base import label_of
from mingtang.openness.topics import kinds
from mingtang.openness.topics.actions.base import (
    check_public,
    check_topic,
    composer,
    composing,
    locked,
    tell,
    touch,
)
from mingtang.openness.topics.models import Topic
from mingtang.openness.topics.process import ACTS, PUBLISH

FIELDS = ("title", "code", "unit", "introduction", "from_day", "until_day")


@transaction.atomic
def create_topic(who: Authority, values: Mapping[str, Any]) -> Topic:
    actor = composer(who, values["unit"].pk)
    topic = Topic(updated_at=clock.now(), **{name: values[name] for name in FIELDS if name in values})
    _check(topic)
    topic.save(force_insert=True)
    tell(kinds.CREATED, actor, topic)
    return topic


@transaction.atomic
def change_topic(
    who: Authority, topic: Topic, values: Mapping[str, Any], *, version: int, passed: Passed = NOTHING
) -> Topic:
    """Changes title, address, unit, introduction, period. Raises Stale when somebody else was faster. `passed` is why
    what blocks in title and introduction is let through.
    """
    found, actor = composing(who, topic)
    if found.version != version:
        raise Stale(_("您打开以后，别人改过这个专栏。您填的还在，请核对后再保存。"))
    changed = [name for name in FIELDS if name in values and getattr(found, name) != values[name]]
    if "unit" in changed:
        composer(who, values["unit"].pk, public=found.state != Topic.State.DRAFT)
    for name in changed:
        setattr(found, name, values[name])
    _check(found)
    if found.state != Topic.State.DRAFT or passed.reason:
        check_topic(found, who, passed)
        if "unit" in changed:
            # Each unit has its own house list.
            check_public(found, who, passed)
    if changed:
        found.save()
        touch(found)
        labels = [label_of(Topic, name) for name in changed]
        tell(kinds.CHANGED, actor, found, fields=labels)
    return found


@transaction.atomic
def act(who: Authority, topic: Topic, name: str, *, reason: str = "", passed: Passed = NOTHING) -> Topic:
    """Publishes, archives or takes back a topic (`ACTS`). `passed` is why what blocks is let through; raises Invalid
    for what is not.
    """
    found = locked(topic)
    actor = who.actor_for(PUBLISH, Place(found.unit_id, None))
    if actor is None:
        raise Forbidden(_("您不能公开或收起这个专栏。"), rule=_("由“公开专栏”的岗位办理。"))
    target, sources = ACTS[name]
    if found.state not in sources:
        raise WrongState(_("专栏现在是“%(state)s”，不能这样办。") % {"state": found.get_state_display()})
    if name == "publish" and not found.blocks.exists():
        raise WrongState(_("专栏里还没有版块，公开了是空页。请先添加版块。"))
    if name == "publish":
        check_public(found, who, passed)
    found.state = target
    found.updated_at = clock.now()
    if name == "publish" and found.published_at is None:
        found.published_at = clock.now()
    found.version += 1
    found.save()
    tell(kinds.OF_ACT[name], actor, found, **({"reason": reason} if reason else {}))
    return found


def _check(topic: Topic) -> None:
    faults: dict[str, list[Any]] = {}
    if Topic.objects.filter(code=topic.code).exclude(pk=topic.pk).exists():
        faults["code"] = [_("网址名“%(code)s”已有专栏在用，请换一个。") % {"code": topic.code}]
    if topic.from_day and topic.until_day and topic.until_day < topic.from_day:
        faults["until_day"] = [_("结束日期在开始日期之前，请改一下。")]
    if faults:
        raise Invalid(_("专栏还不能保存。"), fields=faults)
