"""An issue while it is edited: its numbers, and which records stand in it where."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Place
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.refusals import Forbidden, Invalid, WrongState
from mingtang.openness.gazette import kinds, queries
from mingtang.openness.gazette.models import Entry, Issue
from mingtang.openness.gazette.process import EDIT
from mingtang.openness.records import queries as records

SUBJECT = "gazette_issue"
SECTION_LONGEST = 40
ENTRIES_MOST = 200
"""What sets as a PDF within a few seconds."""


@transaction.atomic
def create_issue(
    who: Authority, unit: Unit, *, year: int, number: int, serial: int, title: str = ""
) -> Issue:
    """A new issue with nothing in it. Raises Invalid for numbers that are taken."""
    actor = permitted(who, EDIT, unit.pk)
    issue = Issue(unit=unit, year=year, number=number, serial=serial, title=title.strip())
    _save_numbers(issue)
    note(kinds.CREATED, actor, issue)
    return issue


@transaction.atomic
def edit_issue(who: Authority, issue: Issue, *, year: int, number: int, serial: int, title: str) -> Issue:
    issue, actor = editing(who, issue)
    before = _told(issue)
    issue.year, issue.number, issue.serial, issue.title = year, number, serial, title.strip()
    if _told(issue) != before:
        _save_numbers(issue)
        note(kinds.EDITED, actor, issue, f"{before} → {_told(issue)}")
    return issue


@transaction.atomic
def discard_issue(who: Authority, issue: Issue) -> None:
    """Takes an issue back that was never published; its number is free again."""
    issue, actor = editing(who, issue)
    note(kinds.DISCARDED, actor, issue, str(issue))
    issue.delete()


@transaction.atomic
def add_entry(who: Authority, issue: Issue, record_id: UUID, section: str) -> Entry:
    """Puts a public record at the end. Raises Invalid for others, and for one that is there already."""
    issue, actor = editing(who, issue)
    section = _section(section)
    record = records.public().filter(pk=record_id).first()
    if record is None:
        raise Invalid(_("只能选入现在公开着的信息。请重新查找。"), fields={})
    if issue.entries.filter(record=record).exists():
        raise WrongState(_("“%(title)s”已经在这期里了。") % {"title": record.title})
    if issue.entries.count() >= ENTRIES_MOST:
        raise WrongState(_("一期最多编入 %(n)s 件。请分成两期。") % {"n": ENTRIES_MOST})
    last = issue.entries.aggregate(last=Max("position"))["last"] or 0
    entry = issue.entries.create(record=record, section=section, position=last + 1)
    note(kinds.ADDED, actor, issue, f"{section}：{record.title}")
    return entry


@transaction.atomic
def move_entry(who: Authority, issue: Issue, entry_id: int, *, up: bool) -> None:
    """Changes places with the neighbour in the same section; at the end of the section it stays."""
    issue, actor = editing(who, issue)
    entry = _entry(issue, entry_id)
    near = issue.entries.filter(section=entry.section)
    other = (
        near.filter(position__lt=entry.position).order_by("-position").first()
        if up
        else near.filter(position__gt=entry.position).order_by("position").first()
    )
    if other is None:
        return
    entry.position, other.position = other.position, entry.position
    Entry.objects.bulk_update([entry, other], ["position"])
    note(kinds.MOVED, actor, issue, f"{'↑' if up else '↓'} {entry.record.title}")


@transaction.atomic
def rename_section(who: Authority, issue: Issue, entry_id: int, section: str) -> None:
    """Puts an entry into another section, of which any name may be typed."""
    issue, actor = editing(who, issue)
    entry = _entry(issue, entry_id)
    entry.section = _section(section)
    entry.save(update_fields=["section"])
    note(kinds.MOVED, actor, issue, f"{entry.section}：{entry.record.title}")


@transaction.atomic
def remove_entry(who: Authority, issue: Issue, entry_id: int) -> None:
    issue, actor = editing(who, issue)
    entry = _entry(issue, entry_id)
    entry.delete()
    note(kinds.REMOVED, actor, issue, entry.record.title)


def permitted(who: Authority, action: str, unit_id: int) -> Actor:
    """The post in which the person may do it for the unit. Raises Forbidden."""
    actor = who.actor_for(action, Place(unit_id, None))
    if actor is None:
        raise Forbidden(
            _("您不能办理这个单位的公报或者查阅点。"),
            rule=_("编辑公报和查阅点要有“编辑政府公报和查阅点”权限，出版要有“出版政府公报”权限。"),
        )
    return actor


def locked(issue: Issue) -> Issue:
    found = Issue.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=issue.pk).first()
    if found is None:
        raise WrongState(_("这期公报刚被放弃了。请回到公报列表。"))
    return found


def editing(who: Authority, issue: Issue, action: str = EDIT) -> tuple[Issue, Actor]:
    """The issue, locked, and the post that acts. Raises WrongState once it is published."""
    issue = locked(issue)
    actor = permitted(who, action, issue.unit_id)
    if issue.is_published:
        raise WrongState(_("%(issue)s已经出版，内容不能再改。要补充，请编入下一期。") % {"issue": issue})
    return issue, actor


def note(kind: str, actor: Actor, issue: Issue, text: str = "", **detail: Any) -> None:
    append(
        NewEvent(
            kind,
            actor,
            SUBJECT,
            str(issue.pk),
            unit_id=issue.unit_id,
            detail={"note": text or str(issue), **detail},
        )
    )


def _told(issue: Issue) -> str:
    """All that can be changed of its numbers and title."""
    serial = _("（总号：%(n)s）") % {"n": issue.serial}
    return f"{issue}{serial}{issue.title}"


def _entry(issue: Issue, entry_id: int) -> Entry:
    found = issue.entries.select_related("record").filter(pk=entry_id).first()
    if found is None:
        raise WrongState(_("这一条刚被去掉了。请刷新页面后再看。"))
    return found


def _section(text: str) -> str:
    section = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not section:
        message = _("请写栏目名称，例如：部门文件。")
        raise Invalid(message, fields={"section": [message]})
    if len(section) > SECTION_LONGEST:
        message = _("栏目名称太长，请不要超过 %(n)s 个字。") % {"n": SECTION_LONGEST}
        raise Invalid(message, fields={"section": [message]})
    return section


def _save_numbers(issue: Issue) -> None:
    errors: dict[str, list[Any]] = {}
    others = Issue.objects.exclude(pk=issue.pk)
    proposed = queries.next_numbers(issue.year)
    if others.filter(year=issue.year, number=issue.number).exists():
        errors["number"] = [
            _("%(issue)s已经有了，下一个没用过的是第%(n)s号。") % {"issue": issue, "n": proposed["number"]}
        ]
    if others.filter(serial=issue.serial).exists():
        errors["serial"] = [
            _("总号 %(n)s 已经有了，下一个没用过的是 %(next)s。")
            % {"n": issue.serial, "next": proposed["serial"]}
        ]
    if errors:
        raise Invalid(_("期号重复"), fields=errors)
    try:
        with transaction.atomic():
            issue.save()
    except IntegrityError as error:
        message = _("这个期号刚被用了，请换下一个。")
        raise Invalid(message, fields={"number": [message]}) from error
