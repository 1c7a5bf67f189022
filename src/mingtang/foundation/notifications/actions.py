"""The writers of notices: telling people, what was read, how a person wants to be told."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.accounts.models import Person
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.events.models import Event
from mingtang.foundation.ids import new_id
from mingtang.foundation.notifications import queries
from mingtang.foundation.notifications.channels import NotSent, installed
from mingtang.foundation.notifications.composing import trial_message
from mingtang.foundation.notifications.kinds import PREFERENCE_CHANGED
from mingtang.foundation.notifications.models import Notice, Preference
from mingtang.foundation.notifications.planning import put_down, replan
from mingtang.foundation.organisations.models import Post
from mingtang.foundation.organisations.queries import Actor
from mingtang.kernel.refusals import Invalid, NotVisible, WrongState

log = logging.getLogger(__name__)

TEXT_MAX = 400
SECONDS_BETWEEN_TESTS = 30
FIELDS = (
    "off",
    "warnings_daily",
    "cases_daily",
    "digest_at",
    "quiet_from",
    "quiet_until",
    "quiet_on_rest_days",
    "urgent_in_quiet",
)


def tell(
    people: Iterable[Person],
    *,
    event: Event,
    text: str,
    url: str,
    urgent: bool = False,
    group: str = Notice.Group.CASE,
    post: Post | None = None,
) -> list[Notice]:
    """Tells people of an event, in the caller's transaction: at the desk at once, else as each of them wishes.

    One notice per person and event: who was told of it already is left out; returns the new notices. `text` is one
    line, cut at 400 characters; `url` a path of the desk. `urgent` waits for no digest. `group` is a code of
    `Notice.Group` (ValueError for another). For a duty of a post, `people` is `people_in_posts([post.pk], today)`, and
    `post` (the A post) lets what waits for a digest go to the deputy if the holder is away by then.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a notice is written in the transaction of what it tells")
    line = " ".join(str(text).split())
    line = line if len(line) <= TEXT_MAX else line[: TEXT_MAX - 1] + "…"
    now = clock.now()
    known = set(Notice.objects.filter(event=event).values_list("person_id", flat=True))
    unique = {person.pk: person for person in people if person.pk not in known}
    return put_down(
        [
            Notice(
                person=person,
                event=event,
                post=post,
                text=line,
                url=url,
                group=Notice.Group(group),
                urgent=urgent,
                created_at=now,
            )
            for person in unique.values()
        ],
        now,
    )


def open_notice(person: Person, notice_id: UUID) -> Notice:
    """Marks a notice as read and returns it. Raises NotVisible for anybody else's."""
    notice = queries.own(person).filter(pk=notice_id).first()
    if notice is None:
        raise NotVisible(_("没有这条消息。"))
    queries.unread(person).filter(pk=notice.pk).update(read_at=clock.now())
    return notice


def read_all(person: Person) -> int:
    """Marks everything as read; returns how many were not."""
    return queries.unread(person).update(read_at=clock.now())


@transaction.atomic
def save_preference(person: Person, values: Mapping[str, Any]) -> Preference:
    """Keeps how a person wants to be told; what waits follows it. Raises Invalid with the field."""
    preference = queries.preference_of(person)
    before = {name: getattr(preference, name) for name in FIELDS}
    for name in FIELDS:
        setattr(preference, name, values[name])
    _check(preference)
    changed = [name for name in FIELDS if getattr(preference, name) != before[name]]
    if changed:
        preference.save()
        replan(preference, clock.now())
        append(
            NewEvent(PREFERENCE_CHANGED, Actor(person), "person", str(person.pk), detail={"fields": changed})
        )
    return preference


def _check(preference: Preference) -> None:
    start, end = preference.quiet_from, preference.quiet_until
    wrong: dict[str, list[Any]] = {}
    if (start is None) != (end is None):
        missing = "quiet_from" if start is None else "quiet_until"
        wrong[missing] = [_("免打扰的开始和结束要么都填，要么都不填。例如 20:00 到 8:00。")]
    elif start is not None and start == end:
        wrong["quiet_until"] = [_("开始和结束是同一个时刻。不要免打扰的，请把两个都清空。")]
    else:
        at = preference.digest_at
        inside = start and end and (start <= at < end if start < end else at >= start or at < end)
        if inside:
            wrong["digest_at"] = [
                _("这个时间在免打扰时段（%(start)s—%(end)s）里，发不出去。请改汇总时间或免打扰时段。")
                % {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
            ]
    if wrong:
        raise Invalid(_("消息设置有要改的地方。"), fields=wrong)


def send_test(person: Person) -> list[tuple[str, bool | None, str]]:
    """Sends a test message by every channel of the installation, at once and whatever the quiet hours.

    Returns for each channel its label, whether it was accepted (None: not tried) and what happened in plain words.
    Raises WrongState within half a minute of the last test.
    """
    if not cache.add(f"notices-test-{person.pk}", 1, SECONDS_BETWEEN_TESTS):
        raise WrongState(_("刚发过一次测试消息，请过半分钟再试。"))
    preference = queries.preference_of(person)
    results: list[tuple[str, bool | None, str]] = []
    for channel in installed():
        label = str(channel.label)
        if channel.code in preference.off:
            results.append((label, None, _("没有发：您没有选这个渠道。要用它，请勾选并保存。")))
        elif reason := channel.obstacle(person):
            results.append((label, None, _("没有发：%(reason)s") % {"reason": reason}))
        else:
            try:
                channel.send(trial_message(person, f"test-{new_id()}"))
            except NotSent as error:
                results.append((label, False, _("没有发出。%(why)s") % {"why": error}))
            except Exception:
                log.exception("test message by %s failed", channel.code)
                results.append((label, False, _("没有发出，原因不明。请系统管理员看服务器的日志。")))
            else:
                results.append((label, True, str(channel.sent_words(person))))
    return results
