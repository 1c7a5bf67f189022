"""核对: documents become drafts or are loaded as old holdings, one by one or all that are without doubt."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.cases.actions import Act, move, permitted
from mingtang.foundation.files.actions import remove
from mingtang.foundation.organisations.models import Area
from mingtang.foundation.organisations.outgoing import NOTHING, PASSING, Passed
from mingtang.foundation.organisations.queries import Authority, authority
from mingtang.kernel.refusals import Invalid, Refusal, WrongState
from mingtang.openness.intake import queries
from mingtang.openness.intake.drafting import content_of_paper, published_on
from mingtang.openness.intake.models import Batch, Paper
from mingtang.openness.records import actions as records
from mingtang.openness.records.actions import Listed, OldRecord
from mingtang.openness.records.models import OpenAttr, Record


@transaction.atomic
def draft_paper(
    who: Authority,
    paper: Paper,
    area: Area | None,
    content: Mapping[str, Any],
    titles: Mapping[int, str] | None = None,
) -> Record:
    """Makes a draft of a document, with its attachments and the pictures its text shows.

    `titles` are names for the attachments by the key of their row, where a person changed them.
    """
    batch, paper = _locked(paper)
    _checking(batch, paper, Batch.Purpose.DRAFT)
    record = records.create_record(
        who,
        batch.unit,
        area,
        content,
        files=_listed(paper, titles),
        figures=[p.file for p in queries.pictures_of(paper)],
    )
    _settled(who, batch, paper, Paper.State.DRAFTED, record)
    return record


def load_paper(
    who: Authority,
    paper: Paper,
    area: Area | None,
    content: Mapping[str, Any],
    published: Any,
    titles: Mapping[int, str] | None = None,
    passed: Passed = NOTHING,
) -> Record:
    """Loads a document that was public before, as it is: the day it went public is its own. Raises Invalid, and Blocked
    for what the guard blocks; `passed` is why that is let through.
    """
    # Its files are looked into here, where no other writer has to wait for it.
    records.check_old(paper.batch.unit, [_old(paper, area, content, published, titles)], who, passed)
    return _load(who, paper, area, content, published, titles, passed)


@transaction.atomic
def _load(
    who: Authority,
    paper: Paper,
    area: Area | None,
    content: Mapping[str, Any],
    published: Any,
    titles: Mapping[int, str] | None,
    passed: Passed,
) -> Record:
    batch, paper = _locked(paper)
    _checking(batch, paper, Batch.Purpose.OLD)
    old = _old(paper, area, content, published, titles)
    (record,) = records.load_records(who, batch.unit, [old], passed=passed)
    _settled(who, batch, paper, Paper.State.LOADED, record)
    return record


def _old(
    paper: Paper,
    area: Area | None,
    content: Mapping[str, Any],
    published: Any,
    titles: Mapping[int, str] | None,
) -> OldRecord:
    cleaned = dict(content)
    index_no = cleaned.pop("index_no", "") or ""
    _needed(cleaned, published)
    moment = timezone.make_aware(datetime.combine(published, time(9)))
    return OldRecord(
        records.clean_content(cleaned, None) | {"index_no": index_no, "open_attr": OpenAttr.ACTIVE},
        moment,
        area,
        index_no,
        files=_listed(paper, titles),
        figures=[p.file for p in queries.pictures_of(paper)],
    )


@transaction.atomic
def leave_out(who: Authority, paper: Paper) -> None:
    """A document that is not wanted; its files go with the batch."""
    batch, paper = _locked(paper)
    if not paper.is_open:
        raise WrongState(_("这一篇已经办过了。"))
    _settled(who, batch, paper, Paper.State.LEFT_OUT, None)


@transaction.atomic
def give_up(who: Authority, batch: Batch, act: Act) -> None:
    """Ends a batch; what was drafted or loaded of it stays, the rest is taken away."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("case", "archive").get(pk=batch.pk)
    if batch.case is None:
        raise WrongState(_("这批文件还没有交来。"))
    move(batch.case, "give_up", who, act)
    queries.open_papers(batch).update(state=Paper.State.LEFT_OUT)
    _clear(batch)


def settle_all(who: Authority, batch: Batch) -> None:
    """Asks the worker to make drafts of (or load) what was read without doubt."""
    assert batch.case is not None
    permitted(batch.case.process.transition("settle"), batch.case, who)
    async_task("mingtang.openness.intake.tasks.draft_all", str(batch.pk), who.person.pk)


def settle_sure(batch_id: UUID | str, person_id: int) -> int:
    """What the worker does: each document in a transaction of its own; one that is refused keeps its reason."""
    batch = Batch.objects.select_related("unit", "case").get(pk=batch_id)
    person = Person.objects.get(pk=person_id)
    done = 0
    for paper in batch.papers.filter(state=Paper.State.READ, doubts=0).order_by("position"):
        who = authority(person)
        content = content_of_paper(paper)
        try:
            if batch.purpose == Batch.Purpose.OLD:
                load_paper(who, paper, None, content, published_on(paper))
            else:
                draft_paper(who, paper, None, content)
            done += 1
        except Refusal as refusal:
            fields = getattr(refusal, "fields", {})
            # Nobody is there to be asked why it may stand.
            words = [str(word) for name, notes in fields.items() if name != PASSING for word in notes]
            Paper.objects.filter(pk=paper.pk).update(
                problem=" ".join(words) or str(refusal.message), doubts=max(paper.doubts, 1)
            )
    return done


def _locked(paper: Paper) -> tuple[Batch, Paper]:
    batch = (
        Batch.objects.select_for_update(of=("self",)).select_related("unit", "case").get(pk=paper.batch_id)
    )
    return batch, Paper.objects.get(pk=paper.pk)


def _checking(batch: Batch, paper: Paper, purpose: str) -> None:
    if batch.purpose != purpose or paper.state != Paper.State.READ:
        raise WrongState(_("这一篇现在不能办：它已经办过了，或者没有读出来。"))


def _settled(who: Authority, batch: Batch, paper: Paper, state: str, record: Record | None) -> None:
    assert batch.case is not None
    paper.state, paper.record, paper.problem = state, record, ""
    paper.save(update_fields=["state", "record", "problem"])
    detail = {"note": paper.title[:200]}
    if queries.open_papers(batch).exists():
        move(batch.case, "settle", who, Act(detail=detail))
    else:
        move(batch.case, "finish", who, Act(detail=detail))
        _clear(batch)


def _clear(batch: Batch) -> None:
    """The texts as read are not needed any more; files nobody took over are removed."""
    batch.papers.update(blocks=[], found={})
    for paper in batch.papers.filter(state=Paper.State.LEFT_OUT).prefetch_related("files__file"):
        for beside in list(paper.files.all()):
            if beside.file.owner_kind == queries.SUBJECT:
                remove(beside.file)
        if paper.file is not None:
            remove(paper.file)
    if batch.archive is not None:
        remove(batch.archive)


def _listed(paper: Paper, titles: Mapping[int, str] | None) -> list[Listed]:
    said = titles or {}
    return [
        Listed(beside.file, said.get(beside.pk, "").strip() or beside.title)
        for beside in queries.attachments_of(paper)
    ]


def _needed(content: Mapping[str, Any], published: Any) -> None:
    errors: dict[str, list[Any]] = {}
    if not (content.get("title") or "").strip():
        errors["title"] = [_("请写标题。")]
    if published is None:
        errors["published_on"] = [_("请填当时公开的日期；文件里没有的，看原来的网站。")]
    elif published > timezone.localdate():
        errors["published_on"] = [_("公开日期还没有到。还没有公开的，请选“起草新信息”。")]
    if errors:
        raise Invalid(_("还缺内容"), fields=errors)
