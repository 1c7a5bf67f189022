"""提出: creating a record and saving revisions of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place, move, open_case, permitted
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.files.actions import store
from mingtang.foundation.files.kinds import ATTACHMENT_KINDS, FIGURE_KINDS
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.identifiers.doc_number import DocNumberError, normalise
from mingtang.kernel.refusals import Invalid, Stale, WrongState
from mingtang.openness.records import body, numbering, tally
from mingtang.openness.records.actions.projection import SUBJECT, feedback_ends, locked, project, show
from mingtang.openness.records.content import content_of
from mingtang.openness.records.models import CONTENT_FIELDS, Attachment, Record, Revision
from mingtang.openness.records.process import CORRECTION, EDITABLE_STATE, PUBLICATION


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
def create_record(authority: Authority, unit: Unit, area: Area | None, content: Mapping[str, Any]) -> Record:
    """Starts a record in a unit with its first revision and its publication case. A draft may be incomplete."""
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
    revision = _add_revision(record, actor, cleaned, [])
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
    record, case, actor = _open_for_editing(authority, record)
    if record.head and record.head.number != based_on:
        raise StaleDraft(record.head, content)
    if record.live_id is None and area != record.area:
        permitted(
            PUBLICATION.transition("propose"), Place(record.unit_id, area.pk if area else None), authority
        )
        _change_area(record, case, area)
    cleaned = clean_content(content, record)
    return _save(record, case, actor, cleaned, _attachments(record.head))


@transaction.atomic
def add_attachment(
    authority: Authority, record: Record, upload: "UploadedFile[Any]", *, title: str = "", based_on: int
) -> Revision:
    """Adds an attachment as a new revision. Raises Invalid naming the file when it is refused."""
    record, case, actor = _open_for_editing(authority, record)
    listed = _checked_attachments(record, based_on)
    if len(listed) >= settings.OPTIONS.attachments_max:
        raise Invalid(
            _("附件太多"),
            fields={
                "file": [_("附件最多 %(n)s 个。请合并后再传。") % {"n": settings.OPTIONS.attachments_max}]
            },
        )
    stored = store(
        actor, upload, owner_kind=SUBJECT, owner_id=record.pk, kinds=ATTACHMENT_KINDS, field="file"
    )
    name = title.strip() or stored.name.rsplit(".", 1)[0]
    return _save(record, case, actor, _content(record), [*listed, (stored, name)])


@transaction.atomic
def edit_attachments(
    authority: Authority, record: Record, wanted: Sequence[tuple[str, str]], *, based_on: int
) -> Revision:
    """Sets order and titles by file id; attachments left out are taken off the list (earlier revisions keep them)."""
    record, case, actor = _open_for_editing(authority, record)
    files = {str(stored.pk): (stored, title) for stored, title in _checked_attachments(record, based_on)}
    listed = [(files[pk][0], title.strip() or files[pk][1]) for pk, title in wanted if pk in files]
    return _save(record, case, actor, _content(record), listed)


@transaction.atomic
def add_figure(authority: Authority, record: Record, upload: "UploadedFile[Any]") -> StoredFile:
    """Stores a picture to be placed in the body; it goes out only with a revision that shows it."""
    record, _case, actor = _open_for_editing(authority, record)
    return store(actor, upload, owner_kind=SUBJECT, owner_id=record.pk, kinds=FIGURE_KINDS, field="figure")


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


def _open_for_editing(authority: Authority, record: Record) -> tuple[Record, Case, Actor]:
    record = locked(record.pk)
    case = open_draft_case(record)
    actor = permitted(case.process.transition("submit"), case, authority)
    return record, case, actor


def _checked_attachments(record: Record, based_on: int) -> list[tuple[StoredFile, str]]:
    if record.head and record.head.number != based_on:
        raise StaleDraft(record.head, content_of(record.head))
    return _attachments(record.head)


def _attachments(revision: Revision | None) -> list[tuple[StoredFile, str]]:
    return [(a.file, a.title) for a in revision.attachments.select_related("file")] if revision else []


def _content(record: Record) -> dict[str, Any]:
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


def _save(
    record: Record,
    case: Case,
    actor: Actor,
    content: Mapping[str, Any],
    files: Sequence[tuple[StoredFile, str]],
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
    record: Record, actor: Actor, content: Mapping[str, Any], files: Sequence[tuple[StoredFile, str]]
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
    Attachment.objects.bulk_create(
        Attachment(revision=revision, file=stored, title=title[:200], position=n)
        for n, (stored, title) in enumerate(files, start=1)
    )
    return revision
