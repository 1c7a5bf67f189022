"""Bulk load of old holdings: one action per batch, the same rows as if each had been published one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.bulk import insert
from mingtang.foundation.cases.actions import Place
from mingtang.foundation.cases.models import Case
from mingtang.foundation.events.actions import NewEvent, append_many
from mingtang.foundation.files.actions import hand_over
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.guard.actions import hits_before_keeping, look
from mingtang.foundation.guard.letting_out import (
    NOTHING,
    Blocked,
    Passed,
    blocked,
    joined,
    pass_or_refuse,
    would_pass,
)
from mingtang.foundation.guard.queries import known_for, standing
from mingtang.foundation.guard.texts import covered, said
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.guard.hits import UNREAD, Severity
from mingtang.kernel.refusals import Forbidden, Invalid
from mingtang.openness.records import body, kinds, numbering, tally
from mingtang.openness.records.actions.drafting import Listed, attachments_for, files_of, owner_of
from mingtang.openness.records.actions.projection import SUBJECT, show
from mingtang.openness.records.content import hash_of
from mingtang.openness.records.guarding import paper_before, paper_of
from mingtang.openness.records.models import Attachment, Record, Revision, Stage
from mingtang.openness.records.process import LOAD, PUBLICATION

BATCH = 500
TOLD = 3
"""Of what blocks in one record, told to the person."""


@dataclass
class OldRecord:
    """A record that was published elsewhere before: its content and when it went public."""

    content: dict[str, Any]
    published_at: datetime
    area: Area | None = None
    index_no: str = ""
    files: Sequence[Listed] = ()
    figures: Sequence[StoredFile] = ()


def check_old(
    unit: Unit, items: Sequence[OldRecord], who: Authority | None = None, passed: Passed = NOTHING
) -> dict[int, Blocked]:
    """The guard's look at what would be public at once. Up to half a minute for each file that nobody looked into yet:
    call it outside of transactions. Raises Blocked on `items`, naming each that has something that blocks. Gives what
    would be let through, by the place of the item in the list: `passed` is why.
    """
    stopped, let_through = [], {}
    known = known_for(unit)
    for n, item in enumerate(items):
        files = files_of(item.files, item.figures)
        titles = [entry.title for entry in item.files]
        hits = hits_before_keeping(paper_before(unit, item.area, item.content, files, titles), known)
        blocking = [hit for hit in hits if hit.severity == Severity.BLOCK]
        if blocking:
            names = {str(one.pk): covered(one.name) for one in files}
            note = _("第 %(n)s 件“%(title)s”：%(what)s") % {
                "n": n + 1,
                "title": covered(item.content.get("title", "")),
                "what": "".join(said(hit, names.get(hit.file, "")) for hit in blocking[:TOLD]),
            }
            if any(hit.kind == UNREAD and hit.args.get("why") == "busy" for hit in blocking):
                # Nobody knows yet what stands in it.
                raise Invalid(_("发布前检查没有通过，没有载入。"), fields={"items": [note]})
            place = Place(unit.pk, item.area.pk if item.area else None)
            seen = frozenset(hit.fingerprint for hit in blocking)
            refusal = blocked(place, seen, {"items": [note]}, who)
            if would_pass(place, seen, who, passed):
                let_through[n] = refusal
            else:
                stopped.append(refusal)
    if stopped:
        raise joined(stopped)
    return let_through


def load_records(
    authority: Authority, unit: Unit, items: Sequence[OldRecord], *, passed: Passed = NOTHING
) -> list[Record]:
    """Loads at most `BATCH` published records of one unit. All or nothing. Takes the grant to load.

    Raises Blocked for what the guard blocks (`check_old`).
    """
    if len(items) > BATCH:
        raise ValueError(f"a batch holds at most {BATCH} records")
    let_through = check_old(unit, items, authority, passed)
    with transaction.atomic():
        records = _load(authority, unit, items)
        for n, told in let_through.items():
            revision = records[n].live
            assert revision
            found = look(paper_of(records[n], revision))
            stopping = frozenset(one.hit.fingerprint for one in standing(found).stopping)
            pass_or_refuse(found, stopping, told.fields, authority, passed)
    return records


def _load(authority: Authority, unit: Unit, items: Sequence[OldRecord]) -> list[Record]:
    actor = authority.actor_for(LOAD, Place(unit.pk, None))
    if actor is None:
        raise Forbidden(_("没有批量载入的权限。"))
    _check_numbers([item.index_no for item in items if item.index_no])
    now = clock.now()
    by_year: dict[int, list[OldRecord]] = {}
    for item in items:
        if not item.index_no:
            by_year.setdefault(timezone.localtime(item.published_at).year, []).append(item)
    for year, needing in by_year.items():
        for item, number in zip(needing, numbering.next_index_numbers(unit, year, len(needing)), strict=True):
            item.index_no = number
    rows = [_rows(unit, item, actor, now) for item in items]
    records, cases = [row[0] for row in rows], [row[2] for row in rows]
    # Record and live revision name each other; both databases check foreign keys at commit.
    insert(Record, records)
    insert(Revision, [row[1] for row in rows])
    for (record, revision, _case), item in zip(rows, items, strict=True):
        _keep_files(record, revision, item)
    insert(Case, cases)
    append_many(
        (
            NewEvent(
                kinds.LOADED,
                actor,
                SUBJECT,
                str(record.pk),
                unit_id=unit.pk,
                area_id=record.area_id,
                case_id=case.pk,
                content_hash=case.content_hash,
                detail={"title": record.title, "index_no": record.index_no or ""},
            )
            for record, case in zip(records, cases, strict=True)
        ),
        bulk=True,
    )
    tally.add((tally.cell_of(record), 1) for record in records)
    return records


def _check_numbers(given: list[str]) -> None:
    used = set(Record.objects.filter(index_no__in=given).values_list("index_no", flat=True))
    for n, number in enumerate(given):
        if number in used or number in given[:n]:
            raise numbering.taken(number)


def _keep_files(record: Record, revision: Revision, item: OldRecord) -> None:
    if item.files:
        Attachment.objects.bulk_create(attachments_for(revision, item.files))
    for stored in files_of(item.files, item.figures):
        hand_over(stored, owner_of(record))


def _rows(unit: Unit, item: OldRecord, actor: Actor, now: datetime) -> tuple[Record, Revision, Case]:
    # Ids instead of objects: setting a relation takes longer than inserting its column.
    area_id = item.area.pk if item.area else None
    record = Record(
        unit_id=unit.pk,
        area_id=area_id,
        index_no=item.index_no,
        stage=Stage.PUBLISHED,
        created_by_id=actor.person_id,
        created_at=now,
        updated_at=now,
        published_at=item.published_at,
    )
    content = {**item.content, "body": body.clean(item.content.get("body") or "")}
    revision = Revision(
        record_id=record.pk,
        number=1,
        author_id=actor.person_id,
        author_post_id=actor.post_id,
        saved_at=now,
        frozen_at=now,
        published_at=item.published_at,
        **content,
    )
    revision.content_hash = hash_of(revision, attachments_for(revision, item.files))
    record.head = record.live = revision
    show(record, revision)
    case = Case(
        process_id=PUBLICATION.id,
        process_version=PUBLICATION.version,
        subject_kind=SUBJECT,
        subject_id=record.pk,
        revision_id=revision.pk,
        content_hash=revision.content_hash,
        unit_id=unit.pk,
        area_id=area_id,
        state="filed",
        outcome="published",
        opened_by_id=actor.person_id,
        opened_at=now,
        state_since=now,
        closed_at=now,
    )
    return record, revision, case
