"""读取: a zip is unpacked, each document read and recognised. What cannot be read is a finding on that file."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from mingtang.foundation import clock
from mingtang.foundation.cases.actions import Act, move
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.files.actions import Examined, Owner, checked_content, keep, refused, remove
from mingtang.foundation.files.checks import Checked, Unacceptable, of_kinds
from mingtang.foundation.files.models import StoredFile
from mingtang.foundation.inspection.looking import NotTaken
from mingtang.foundation.inspection.unpacking import Entry, unpack
from mingtang.foundation.manuscripts.reading import Manuscript, UnreadableManuscript, read_manuscript
from mingtang.foundation.organisations.queries import SYSTEM, Actor
from mingtang.kernel.official.letter import Letter
from mingtang.kernel.official.recognising import recognise
from mingtang.kernel.refusals import Invalid
from mingtang.openness.intake.arranging import Arranged, arrange
from mingtang.openness.intake.kinds import BESIDE, MANUSCRIPTS, SECRET_REMOVED
from mingtang.openness.intake.models import Batch, Paper, PaperFile
from mingtang.openness.intake.queries import SUBJECT

LIKE = 75
"""Per cent of likeness above which a file name is that of an attachment named in the text."""
NEEDED = ("title",)
"""What every document has; a draft may lack the rest."""


def read_batch(batch_id: UUID | str) -> None:
    """Safe to run again: goes on where it stopped; does nothing for a batch that is read or given up."""
    batch = Batch.objects.select_related("case", "archive").filter(pk=batch_id).first()
    if batch is None or not _is_reading(batch):
        return
    if batch.archive is not None:
        _unpack(batch)
    for paper in batch.papers.filter(state=Paper.State.WAITING).select_related("file").order_by("position"):
        if not _is_reading(batch):
            return
        _read(batch, paper)
    _finish(batch)


def _is_reading(batch: Batch) -> bool:
    return Batch.objects.filter(pk=batch.pk, case__state="reading").exists()


def _unpack(batch: Batch) -> None:
    assert batch.archive is not None
    with batch.archive.data.open("rb") as content:
        data = content.read()
    try:
        entries, findings = unpack(data)
    except NotTaken as refusal:
        _arranged(batch, [], [str(refusal.finding.message)])
        return
    arrangement = arrange(entries)
    problems = [str(finding.message) for finding in findings] + arrangement.problems
    _arranged(batch, [_looked_into(arranged, problems) for arranged in arrangement.papers], problems)


def _looked_into(
    arranged: Arranged, problems: list[str]
) -> tuple[Arranged, Examined | None, str, list[Examined]]:
    """The document and its files after their check: what is refused is said and left out, the rest goes on."""
    document, why = _examined(arranged.entry, MANUSCRIPTS)
    beside = []
    for entry in arranged.files:
        one, reason = _examined(entry, BESIDE)
        if one is None:
            problems.append(reason)
        else:
            beside.append(one)
    return arranged, document, why, beside


def _examined(entry: Entry, kinds: frozenset[str]) -> tuple[Examined | None, str]:
    name = PurePosixPath(entry.path).name
    try:
        return Examined(name, checked_content(entry.data, name, of_kinds(kinds))), ""
    except Unacceptable as error:
        return None, str(refused("file", entry.path, error.message).message)


@transaction.atomic
def _arranged(
    batch: Batch, papers: Sequence[tuple[Arranged, Examined | None, str, list[Examined]]], problems: list[str]
) -> None:
    """Writes what the zip held, once, and lets the zip go."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("archive", "case").get(pk=batch.pk)
    if batch.archive is None:
        return
    owner = Owner(SUBJECT, batch.pk, batch.unit_id)
    actor = SYSTEM
    for n, (arranged, document, why, beside) in enumerate(papers):
        paper = Paper(
            batch=batch,
            position=n,
            name=arranged.entry.path[-300:],
            title=(arranged.given.get("title") or PurePosixPath(arranged.entry.path).stem)[:200],
            given=arranged.given,
        )
        if document is None:
            paper.state, paper.problem = Paper.State.UNREADABLE, why
        else:
            paper.file = _kept(actor, document, owner, problems)
        paper.save(force_insert=True)
        for m, one in enumerate(beside):
            stored = _kept(actor, one, owner, problems)
            if stored is not None:
                PaperFile.objects.create(
                    paper=paper,
                    file=stored,
                    role=PaperFile.Role.ATTACHMENT,
                    title=stored.name.rsplit(".", 1)[0],
                    position=m,
                )
    archive, batch.archive = batch.archive, None
    batch.total, batch.notes = len(papers), [*batch.notes, *problems]
    batch.save(update_fields=["archive", "total", "notes"])
    remove(archive)


def _kept(actor: Actor, one: Examined, owner: Owner, problems: list[str]) -> StoredFile | None:
    try:
        return keep(actor, one, owner)
    except Invalid as refusal:
        problems.append(str(refusal.message))
        return None


def _read(batch: Batch, paper: Paper) -> None:
    if paper.file is None:
        _problem(paper, _("文件没有留下来，读不了。请重新交。"))
        return
    with paper.file.data.open("rb") as content:
        data = content.read()
    try:
        manuscript = read_manuscript(data)
    except UnreadableManuscript as refusal:
        _problem(paper, str(refusal.message))
        return
    letter = recognise(manuscript.lines, year=clock.today().year)
    if "secrecy" in letter.fields:
        _secret(batch, paper, letter.fields["secrecy"].value)
        return
    _understood(batch, paper, manuscript, letter)


@transaction.atomic
def _problem(paper: Paper, why: str) -> None:
    changed = Paper.objects.filter(pk=paper.pk, state=Paper.State.WAITING)
    if changed.update(state=Paper.State.UNREADABLE, problem=why):
        _another(paper)


@transaction.atomic
def _secret(batch: Batch, paper: Paper, mark: str) -> None:
    """What bears a 密级 may not lie on a machine that the public reaches: nothing of it is kept."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("file").get(pk=paper.pk)
    if paper.state != Paper.State.WAITING:
        return
    files = [beside.file for beside in paper.files.select_related("file")] + (
        [paper.file] if paper.file else []
    )
    detail = {"name": paper.name, "mark": mark, "sha256": [stored.sha256 for stored in files]}
    append(
        NewEvent(
            SECRET_REMOVED,
            SYSTEM,
            SUBJECT,
            str(batch.pk),
            unit_id=batch.unit_id,
            case_id=batch.case_id,
            detail=detail,
        )
    )
    for stored in files:
        remove(stored)
    paper.refresh_from_db()
    paper.state = Paper.State.UNREADABLE
    paper.problem = _(
        "文稿上标着“%(mark)s”。标有密级的文件不许传到本平台，文稿和它的附件都已经删掉，没有留存。"
        "请马上告诉本单位的保密员。已经解密的，请先办好解密手续、去掉密级标志再交。"
    ) % {"mark": mark}
    paper.save()
    _another(paper)


@transaction.atomic
def _understood(batch: Batch, paper: Paper, manuscript: Manuscript, letter: Letter) -> None:
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.state != Paper.State.WAITING:
        return
    for n, picture in enumerate(manuscript.pictures):
        extension = "png" if picture.data.startswith(b"\x89PNG") else "jpg"
        content_type = "image/png" if extension == "png" else "image/jpeg"
        name = _("插图%(n)s") % {"n": n + 1}
        stored = keep(
            SYSTEM,
            Examined(f"{name}.{extension}", Checked(extension, content_type, extension, picture.data)),
            Owner(SUBJECT, batch.pk, batch.unit_id),
        )
        PaperFile.objects.create(
            paper=paper, file=stored, role=PaperFile.Role.PICTURE, title=picture.alt[:200], position=n
        )
    _name_attachments(paper, letter)
    paper.kind = manuscript.kind
    paper.blocks = [[b.line.text, b.line.kind, b.html, b.whole, b.line.align] for b in manuscript.blocks]
    paper.notes = [str(note) for note in manuscript.notes]
    paper.found = found_of(letter)
    title = paper.given.get("title") or (letter.fields["title"].value if "title" in letter.fields else "")
    paper.title = " ".join((title or paper.title).split())[:200]
    paper.doubts = doubts_of(letter, paper.given)
    paper.state = Paper.State.READ
    paper.save()
    _another(paper)


def _name_attachments(paper: Paper, letter: Letter) -> None:
    """Files get the names that the document gives its attachments, where one is like the other; a person sees both."""
    guess = letter.fields.get("attachments")
    left = guess.value.split("\n") if guess else []
    files = list(paper.files.filter(role=PaperFile.Role.ATTACHMENT).order_by("position"))
    for beside in files:
        found = process.extractOne(beside.title, left, scorer=fuzz.partial_ratio, score_cutoff=LIKE)
        if found:
            beside.title = left.pop(left.index(found[0]))[:200]
            beside.save(update_fields=["title"])


def found_of(letter: Letter) -> dict[str, Any]:
    """A letter as it is stored."""
    return {
        "fields": {
            name: {"value": guess.value, "lines": list(guess.lines), "sure": guess.sure, "why": guess.why}
            for name, guess in letter.fields.items()
        },
        "body": list(letter.body),
        "headings": {str(line): level for line, level in letter.headings.items()},
        "appendices": [list(lines) for lines in letter.appendices],
    }


def doubts_of(letter: Letter, given: dict[str, str]) -> int:
    """How many guesses a person should look at, and whether the title is missing. What the index says is no guess."""
    unsure = sum(not guess.sure for name, guess in letter.fields.items() if not given.get(name))
    return unsure + sum(name not in letter.fields and not given.get(name) for name in NEEDED)


def _another(paper: Paper) -> None:
    batch = Batch.objects.select_for_update().get(pk=paper.batch_id)
    batch.done += 1
    batch.save(update_fields=["done"])


@transaction.atomic
def _finish(batch: Batch) -> None:
    batch = Batch.objects.select_for_update(of=("self",)).select_related("case").get(pk=batch.pk)
    if batch.case is None or batch.case.state != "reading":
        return
    move(batch.case, "read_all", None, Act(detail={"note": _("共 %(n)s 篇") % {"n": batch.papers.count()}}))
