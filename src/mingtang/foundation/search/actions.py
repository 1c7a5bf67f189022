"""The writers of searching: synonyms by those who may, counts by whoever searches."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.queries import county
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Actor, Authority, root_unit
from mingtang.foundation.search import kinds, queries
from mingtang.foundation.search.models import QueryCount, SynonymGroup
from mingtang.foundation.search.process import MANAGE
from mingtang.foundation.search.synonyms import split
from mingtang.kernel.refusals import Forbidden, Invalid, Stale

MOST_WORDS = 12
FORGOTTEN_AFTER = timedelta(days=7)
"""What hardly anybody searched for is kept so long."""
FORGOTTEN_BELOW = 3
KEPT_FOR = timedelta(days=730)

Counts = Mapping[tuple[date, str, int | None], int]


@transaction.atomic
def save_synonyms(
    who: Authority, group_id: UUID | None, words: str, *, is_active: bool, source: str
) -> SynonymGroup:
    """Writes a new or changed group. Raises Forbidden without the grant, Invalid where the words are no group, Stale
    for a group that is gone.
    """
    actor = permitted(who)
    found = split(words)
    if len(found) < 2:
        message = _("至少写两个词，用空格隔开，例如：低保 最低生活保障。")
        raise Invalid(message, fields={"words": [message]})
    if len(found) > MOST_WORDS:
        message = _("一组最多 %(most)s 个词，现在有 %(n)s 个。") % {"most": MOST_WORDS, "n": len(found)}
        raise Invalid(message, fields={"words": [message]})
    if short := [word for word in found if len(word) < 2]:
        message = _("“%(word)s”只有一个字，会找到太多不相干的内容。") % {"word": short[0]}
        raise Invalid(message, fields={"words": [message]})
    group = SynonymGroup()
    if group_id is not None:
        stored = SynonymGroup.objects.select_for_update(of=("self",)).filter(pk=group_id).first()
        if stored is None:
            raise Stale(_("这一组已经被别人删除了。"))
        group = stored
    before = group.words
    group.words, group.is_active, group.source = " ".join(found), is_active, source.strip()
    group.changed_at = clock.now()
    group.save()
    _note(kinds.SYNONYMS_CHANGED, actor, group, before=before)
    return group


@transaction.atomic
def remove_synonyms(who: Authority, group_id: UUID) -> None:
    """Takes a group out of use for good. Does nothing for one that is gone."""
    actor = permitted(who)
    group = SynonymGroup.objects.select_for_update(of=("self",)).filter(pk=group_id).first()
    if group is not None:
        _note(kinds.SYNONYMS_REMOVED, actor, group, before=group.words)
        group.delete()


def permitted(who: Authority) -> Actor:
    """In which post the person changes synonyms. Raises Forbidden."""
    actor = who.actor_for(MANAGE, county())
    if actor is None:
        raise Forbidden(_("您的岗位不能修改同义词。"), rule=_("同义词由有全县“管理搜索词”权限的岗位维护。"))
    return actor


def _note(kind: str, actor: Actor, group: SynonymGroup, *, before: str) -> None:
    root = root_unit()
    detail = {"note": group.words, "before": before, "active": group.is_active}
    append(
        NewEvent(
            kind, actor, queries.SUBJECT, str(group.pk), unit_id=root.pk if root else None, detail=detail
        )
    )


@transaction.atomic
def add_counts(counted: Mapping[str, Counts]) -> None:
    """Adds searches (`number`), those that found nothing (`empty`) and pages opened from results (`opened`)."""
    keys = {key for counts in counted.values() for key in counts}
    # What was counted in memory may outlive its unit.
    units = set(Unit.objects.filter(pk__in={key[2] for key in keys if key[2]}).values_list("pk", flat=True))
    keys = {key for key in keys if key[2] is None or key[2] in units}
    # In one order, so that two processes never wait for each other.
    for day, text, unit_id in sorted(keys, key=lambda key: (key[0], key[1], key[2] or 0)):
        row, _new = QueryCount.objects.get_or_create(day=day, text=text, unit_id=unit_id)  # type: ignore[misc]
        changes = {name: F(name) + counts.get((day, text, unit_id), 0) for name, counts in counted.items()}
        QueryCount.objects.filter(pk=row.pk).update(**changes)


def forget() -> int:
    """Once a day: forgets what hardly anybody searched for, and what is years old; returns how many rows went."""
    today = clock.today()
    rows = QueryCount.objects.order_by().values("text").annotate(n=Sum("number"))
    rare = rows.filter(n__lt=FORGOTTEN_BELOW).values("text")
    gone = QueryCount.objects.filter(day__lt=today - FORGOTTEN_AFTER, text__in=rare).delete()[0]
    return gone + QueryCount.objects.filter(day__lt=today - KEPT_FOR).delete()[0]
