"""Puts notices into the words of one message."""

from collections.abc import Sequence
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.notifications.channels import Item, Message
from mingtang.foundation.notifications.models import Dispatch, Notice

MOST_LISTED = 100
"""Notices listed in one digest; of more it gives the number."""


def message_of(dispatches: Sequence[Dispatch]) -> Message:
    """The message of one dispatch, or the digest of a bundle. The same each time for the same dispatches.

    Raises ValueError for dispatches of several people: a foreign notice in a digest would be told to a stranger.
    """
    if len({dispatch.notice.person_id for dispatch in dispatches}) != 1:
        raise ValueError("a message is for one person")
    first = dispatches[0]
    if first.bundle:
        return _digest(f"digest-{first.bundle}", [dispatch.notice for dispatch in dispatches])
    return _single(first.notice)


def trial_message(person: Person, id: str) -> Message:
    """What a person sends to oneself to see whether it arrives."""
    subject = _("测试消息")
    text = _("这是您自己要求发的一条测试消息。收到它，说明这个渠道能用。")
    return Message(id, "test", person, subject, _letter(person, text))


def _single(notice: Notice) -> Message:
    item = _item(notice)
    text = _("%(text)s。\n\n打开办理：%(link)s") % {"text": item.text, "link": item.url}
    return Message(
        f"notice-{notice.pk}", "notice", notice.person, _marked(item), _letter(notice.person, text), (item,)
    )


def _digest(id: str, notices: list[Notice]) -> Message:
    """Group by group, in each the urgent ones first, then by time."""
    order = Notice.Group.values
    notices = sorted(notices, key=lambda n: (order.index(n.group), not n.urgent, n.created_at, n.pk))
    groups = {Notice.Group(code): list(members) for code, members in groupby(notices, key=lambda n: n.group)}
    counts = _("，").join(
        _("%(group)s %(n)s 条") % {"group": g.label, "n": len(ns)} for g, ns in groups.items()
    )
    parts = []
    for group, members in groups.items():
        parts.append(_("【%(group)s】%(n)s 条") % {"group": group.label, "n": len(members)})
        parts += [
            f"{n}. {_marked(item)}\n   {item.url}"
            for n, item in enumerate(map(_item, members[:MOST_LISTED]), 1)
        ]
        if len(members) > MOST_LISTED:
            parts.append(
                _("还有 %(n)s 条，请到工作台的“消息”里看：%(link)s")
                % {"n": len(members) - MOST_LISTED, "link": settings.PUBLIC_URL + reverse("notices:list")}
            )
    person = notices[0].person
    subject = _("消息汇总（%(counts)s）") % {"counts": counts}
    return Message(
        id, "digest", person, subject, _letter(person, "\n\n".join(parts)), tuple(map(_item, notices))
    )


def _letter(person: Person, text: str) -> str:
    return _(
        "%(name)s：\n\n%(text)s\n\n不想这样收消息，可以在这里改：%(settings)s\n这条消息由系统发出，请不要回复。\n"
    ) % {
        "name": person.name,
        "text": text,
        "settings": settings.PUBLIC_URL + reverse("notices:settings"),
    }


def _item(notice: Notice) -> Item:
    link = settings.PUBLIC_URL + reverse("notices:open", args=[notice.pk])
    # One line, whatever was stored: the text becomes the subject of an e-mail.
    return Item(" ".join(notice.text.split()), link, notice.group, notice.urgent, notice.created_at)


def _marked(item: Item) -> str:
    return _("【紧急】%(text)s") % {"text": item.text} if item.urgent else item.text
