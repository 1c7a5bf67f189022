"""交来文件: what a person drops or pastes is looked into and kept; reading it follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, Place, open_case, permitted
from mingtang.foundation.files.actions import Examined, Owner, check_size, examine, keep, refused, safe_name
from mingtang.foundation.files.checks import Unacceptable, of_kinds
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.process import Process
from mingtang.kernel.refusals import Invalid
from mingtang.openness.intake.actions.reading import read_batch
from mingtang.openness.intake.arranging import named_attachments
from mingtang.openness.intake.kinds import BESIDE, HANDED_IN, MANUSCRIPTS
from mingtang.openness.intake.models import Batch, Paper, PaperFile
from mingtang.openness.intake.process import INTAKE, LOADING
from mingtang.openness.intake.queries import SUBJECT

_TAG = re.compile(r"<(?:p|div|span|table|h[1-6]|html|body|meta|ul|ol|b|br|font|a)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Handed:
    """The batch, and what was refused with its reason; the rest was taken."""

    batch: Batch
    refused: tuple[Any, ...]
    notes: tuple[Any, ...]


def process_of(purpose: str) -> Process:
    return LOADING if purpose == Batch.Purpose.OLD else INTAKE


def hand_in(
    who: Authority,
    unit: Unit,
    purpose: str,
    documents: Sequence["UploadedFile[Any]"],
    attachments: Sequence["UploadedFile[Any]"] = (),
    pasted: str = "",
) -> Handed:
    """Takes documents (DOCX, HTML, TXT, or a zip of them), files that go with the only one, or pasted HTML.

    A single document is read at once, so that the next page already shows it; more are read in the background.
    Raises Invalid when nothing was left to take.
    """
    process = process_of(purpose)
    place = Place(unit.pk, None)
    actor = permitted(process.transition("hand_in"), place, who)
    given = list(documents)
    if pasted.strip():
        given.append(_as_file(pasted))
    taken, refusals = _examined(given, HANDED_IN, "documents")
    beside, more = _examined(attachments, BESIDE, "attachments")
    refusals += more
    zips = [one for one in taken if one.checked.kind == "zip"]
    texts, among = _parted([one for one in taken if one.checked.kind in MANUSCRIPTS])
    beside += among
    refusals += [
        _("“%(name)s”是表格，不是文稿。索引请和文稿放在同一个 zip 里；附件请放在“附件”一栏。")
        % {"name": one.name}
        for one in taken
        if one.checked.kind == "csv"
    ]
    _check_mixture(zips, texts, beside, refusals)
    batch = _kept(who, actor, process, unit, purpose, zips, texts, beside)
    if not zips and len(texts) == 1:
        read_batch(batch.pk)
    else:
        async_task("mingtang.openness.intake.tasks.read", str(batch.pk))
    notes = [note for one in (*taken, *beside) for note in one.checked.notes]
    return Handed(batch, tuple(refusals), tuple(notes))


def _as_file(pasted: str) -> "UploadedFile[Any]":
    """What was pasted, as the page it comes from, or as text where the browser handed over no more."""
    if _TAG.search(pasted):
        page = f'<!doctype html><html><head><meta charset="utf-8"></head><body>{pasted}</body></html>'
        return SimpleUploadedFile(_("粘贴的文稿.html"), page.encode(), "text/html")
    return SimpleUploadedFile(_("粘贴的文稿.txt"), pasted.encode(), "text/plain")


def _examined(
    uploads: Sequence["UploadedFile[Any]"], kinds: frozenset[str], field: str
) -> tuple[list[Examined], list[Any]]:
    taken: list[Examined] = []
    refusals: list[Any] = []
    for upload in uploads:
        name = safe_name(upload.name or "")
        try:
            if name.lower().endswith(".zip"):
                check_size(upload.size or 0, settings.OPTIONS.batch_max_mb)
            taken.append(examine(upload, of_kinds(kinds), field=field, media=True))
        except Unacceptable as error:
            refusals += refused(field, name, error.message).fields[field]
        except Invalid as refusal:
            refusals += refusal.fields.get(field, [])
    return taken, refusals


def _parted(texts: list[Examined]) -> tuple[list[Examined], list[Examined]]:
    """The document and what was dropped with it under a name such as 附件1; several documents stay what they are."""
    named = named_attachments([one.name for one in texts])
    among = [one for one in texts if one.name in named and one.checked.kind in BESIDE]
    left = [one for one in texts if one not in among]
    return (left, among) if len(left) == 1 else (texts, [])


def _check_mixture(
    zips: list[Examined], texts: list[Examined], beside: list[Examined], refusals: list[Any]
) -> None:
    """Raises Invalid on `documents` or `attachments`."""
    if not zips and not texts:
        why = refusals or [_("请选文稿文件（Word、网页、TXT 或 zip），或者把文字粘贴进来。")]
        raise Invalid(_("没有可以读的文稿"), fields={"documents": why})
    if len(zips) > 1 or (zips and texts):
        raise Invalid(
            _("一次一个压缩包"),
            fields={"documents": [_("压缩包一次交一个，也不要和单个文稿混在一起交。请分几次交。")]},
        )
    if beside and (zips or len(texts) > 1):
        raise Invalid(
            _("附件归哪篇"),
            fields={
                "attachments": [
                    _(
                        "一次交几篇文稿时，分不清附件是哪篇的。请一篇一篇交，"
                        "或者把每篇和它的附件放进各自的文件夹，压缩成 zip 再交。"
                    )
                ]
            },
        )


@transaction.atomic
def _kept(
    who: Authority,
    actor: Actor,
    process: Process,
    unit: Unit,
    purpose: str,
    zips: list[Examined],
    texts: list[Examined],
    beside: list[Examined],
) -> Batch:
    batch = Batch(id=new_id(), unit=unit, purpose=purpose, created_at=clock.now(), total=len(texts))
    first = (zips or texts)[0].name
    batch.name = (
        first if len(texts) < 2 else _("%(name)s 等 %(n)s 篇") % {"name": first[:150], "n": len(texts)}
    )
    owner = Owner(SUBJECT, batch.pk, unit.pk)
    if zips:
        batch.archive = keep(actor, zips[0], owner, field="documents")
    batch.case = open_case(
        process,
        "hand_in",
        Place(unit.pk, None),
        who,
        subject_kind=SUBJECT,
        subject_id=batch.pk,
        act=Act(detail={"note": batch.name}),
    )
    batch.save(force_insert=True)
    for n, one in enumerate(texts):
        stored = keep(actor, one, owner, field="documents")
        paper = Paper(
            batch=batch, position=n, name=one.name, title=PurePath(one.name).stem[:200], file=stored
        )
        paper.save(force_insert=True)
        for m, other in enumerate(beside):
            attached = keep(actor, other, owner, field="attachments")
            PaperFile.objects.create(
                paper=paper,
                file=attached,
                role=PaperFile.Role.ATTACHMENT,
                title=attached.name.rsplit(".", 1)[0],
                position=m,
            )
    return batch
