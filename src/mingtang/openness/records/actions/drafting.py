"""提出: creating a record and saving revisions of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place, move, open_case, permitted
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.files.actions import Owner, hand_over
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.guard.background import check_later
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.identifiers.doc_number import DocNumberError, normalise
from mingtang.kernel.refusals import Invalid, Stale, WrongState
from mingtang.openness.records import body, numbering, tally
from mingtang.openness.records.actions.projection import SUBJECT, feedback_ends, locked, project, show
from mingtang.openness.records.content import content_of
from mingtang.openness.records.models import CONTENT_FIELDS, Attachment, Record, Revision
from mingtang.openness.records.process import CORRECTION, EDITABLE_STATE, PUBLICATION


@dataclass(frozen=True)
class Listed:
    """An entry of the attachment list."""

    file: StoredFile
    title: str
    captions: StoredFile | None = None


class StaleDraft(Stale):
    """Somebody saved meanwhile. `newest` is their revision, `mine` what this person typed; both are to be shown."""

    def __init__(self, newest: Revision, mine: Mapping[str, Any]) -> None:
        super().__init__(
            _("%(who)s 在 %(when)s 保存了第 %(number)s 稿，您打开的是更早的一稿，所以没有直接覆盖。")
            % {
                "who": newest.author.name if newest.author else _("系统"),
                "when": timezone.localtime(newest.saved_at).strftime("%Y-%m-%d %H:%M"),
                "number": newest.number,
            }
        )
        self.newest = newest
        self.mine = dict(mine)


@transaction.atomic
def create_record(
    authority: Authority,
    unit: Unit,
    area: Area | None,
    content: Mapping[str, Any],
    *,
    files: Sequence[Listed] = (),
    figures: Sequence[StoredFile] = (),
) -> Record:
    """Starts a record in a unit with its first revision and its publication case. A draft may be incomplete.

    `files` become its attachments, `figures` are pictures that its body shows; both are handed over to it.
    """
    now = clock.now()
    place = Place(unit.pk, area.pk if area else None)
    actor = permitted(PUBLICATION.transition("propose"), place, authority)
    cleaned = clean_content(content, None)
    record = Record(
        unit=unit,
        area=area,
        created_by=actor.person,
        created_at=now,
        updated_at=now,
        year=timezone.localtime(now).year,
    )
    record.save(force_insert=True)
    for stored in files_of(files, figures):
        hand_over(stored, owner_of(record))
    revision = _add_revision(record, actor, cleaned, files)
    show(record, revision)
    record.head = revision
    record.save()
    tally.add([(tally.cell_of(record), 1)])
    open_case(
        PUBLICATION,
        "propose",
        place,
        authority,
        subject_kind=SUBJECT,
        subject_id=record.pk,
        act=Act(detail={"revision": 1, "title": record.title}),
    )
    return record


@transaction.atomic
def save_draft(
    authority: Authority,
    record: Record,
    content: Mapping[str, Any],
    *,
    based_on: int,
    area: Area | None = None,
) -> Revision:
    """Saves a new revision. Refused unless a case of the record is being drafted; StaleDraft when it moved on."""
    record, case, actor = open_for_editing(authority, record)
    if record.head and record.head.number != based_on:
        raise StaleDraft(record.head, content)
    if record.live_id is None and area != record.area:
        permitted(
            PUBLICATION.transition("propose"), Place(record.unit_id, area.pk if area else None), authority
        )
        _change_area(record, case, area)
    cleaned = clean_content(content, record)
    return save_revision(record, case, actor, cleaned, attachments_listed(record.head))


@transaction.atomic
def discard(authority: Authority, record: Record, act: Act) -> None:
    """Gives a draft up for good (作废); its 索引号, if it had one, is not used again."""
    record = locked(record.pk)
    case = open_draft_case(record)
    # What was ordered is called off by those who may order it, not by those who were to mend it.
    move(case, "call_off" if case.springs_from_id else "discard", authority, act)
    if case.process_id == PUBLICATION.id:
        project(record, publication=case)
        return
    record.head = record.live
    project(record)
    parent = case.springs_from
    if parent and parent.is_open:
        move(parent, "rectify_given_up", None, Act(), wakes_at=feedback_ends(record))
        project(record, publication=parent)


def clean_content(content: Mapping[str, Any], record: Record | None) -> dict[str, Any]:
    """The typed content in its stored form. Refuses what no draft may hold: an unreadable 文号, a used 索引号."""
    cleaned = {name: content[name] for name in CONTENT_FIELDS if name in content}
    cleaned["title"] = " ".join((cleaned.get("title") or "").split())
    cleaned["body"] = body.clean(cleaned.get("body") or "")
    if cleaned.get("doc_no"):
        try:
            cleaned["doc_no"] = normalise(cleaned["doc_no"])
        except DocNumberError as error:
            raise Invalid(
                _("文号写法不对"),
                fields={
                    "doc_no": [
                        _("文号“%(no)s”读不懂。请按“机关代字〔年份〕序号”书写，如：明民发〔2026〕12号。")
                        % {"no": cleaned["doc_no"]}
                    ]
                },
            ) from error
    if cleaned.get("index_no") and (record is None or record.index_no is None):
        numbering.check_free(cleaned["index_no"], record)
    return cleaned


def open_draft_case(record: Record) -> Case:
    """The open case in whose drafting step the record is. Raises WrongState."""
    case = (
        Case.objects.filter(
            subject_kind=SUBJECT,
            subject_id=record.pk,
            closed_at=None,
            process_id__in=(PUBLICATION.id, CORRECTION.id),
            state=EDITABLE_STATE,
        )
        .order_by("-opened_at", "-pk")
        .first()
    )
    if case is None:
        raise WrongState(
            _("现在不能修改这条信息。送审中的先“撤回修改”；已公开的先“发起更正”；已办结的不再修改。")
        )
    return case


def open_for_editing(authority: Authority, record: Record) -> tuple[Record, Case, Actor]:
    record = locked(record.pk)
    case = open_draft_case(record)
    actor = permitted(case.process.transition("submit"), case, authority)
    return record, case, actor


def checked_attachments(record: Record, based_on: int) -> list[Listed]:
    if record.head and record.head.number != based_on:
        raise StaleDraft(record.head, content_of(record.head))
    return attachments_listed(record.head)


def attachments_listed(revision: Revision | None) -> list[Listed]:
    rows = revision.attachments.select_related("file", "captions") if revision else ()
    return [Listed(a.file, a.title, a.captions) for a in rows]


def content_to_go_on(record: Record) -> dict[str, Any]:
    content = content_of(record.head) if record.head else {}
    if record.head_id == record.live_id:
        # The note of the last correction is not that of the next.
        content["public_note"] = ""
    return content


def _change_area(record: Record, case: Case, area: Area | None) -> None:
    before = tally.cell_of(record)
    record.area = area
    record.save(update_fields=["area"])
    tally.add([(before, -1), (tally.cell_of(record), 1)])
    Case.objects.filter(pk=case.pk).update(area=area)
    case.area = area


def save_revision(
    record: Record,
    case: Case,
    actor: Actor,
    content: Mapping[str, Any],
    files: Sequence[Listed],
) -> Revision:
    revision = _add_revision(record, actor, content, files)
    record.head = revision
    project(record)
    append(
        NewEvent(
            "record.saved",
            actor,
            SUBJECT,
            str(record.pk),
            unit_id=record.unit_id,
            area_id=record.area_id,
            case_id=case.pk,
            detail={"revision": revision.number},
        )
    )
    return revision


def _add_revision(
    record: Record, actor: Actor, content: Mapping[str, Any], files: Sequence[Listed]
) -> Revision:
    newest = record.revisions.order_by("-number").first()
    revision = Revision(
        record=record,
        number=newest.number + 1 if newest else 1,
        author=actor.person,
        author_post=actor.post,
        saved_at=clock.now(),
        **{name: value for name, value in content.items() if name in CONTENT_FIELDS},
    )
    revision.save(force_insert=True)
    Attachment.objects.bulk_create(attachments_for(revision, files))
    check_later(SUBJECT, str(record.pk), str(revision.pk))
    return revision


def attachments_for(revision: Revision, files: Sequence[Listed]) -> list[Attachment]:
    """The rows of an attachment list, unsaved."""
    return [
        Attachment(
            revision=revision, file=entry.file, title=entry.title[:200], captions=entry.captions, position=n
        )
        for n, entry in enumerate(files, start=1)
    ]


def files_of(files: Sequence[Listed], figures: Sequence[StoredFile]) -> list[StoredFile]:
    return [*(entry.file for entry in files), *figures]


def owner_of(record: Record) -> Owner:
    """Whose a file of the record is."""
    return Owner(SUBJECT, record.pk, record.unit_id)
