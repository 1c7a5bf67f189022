"""An import from upload to the preview: the file is read and understood, and nothing of it is in a catalogue yet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from mingtang.foundation import clock
from mingtang.foundation.bulk import insert
from mingtang.foundation.cases.actions import Act, Place, move, open_case, permitted
from mingtang.foundation.files import actions as files
from mingtang.foundation.ids import new_id
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.foundation.tables.reading import UnreadableTable, read_tables
from mingtang.kernel.catalogue.columns import Column
from mingtang.kernel.catalogue.grid import Grid
from mingtang.kernel.catalogue.item import Doubt, Item, Severity
from mingtang.kernel.catalogue.reading import Block, NotACatalogue, Reading, RowReading, read_catalogue
from mingtang.kernel.classification.areas import STANDARD_AREAS
from mingtang.kernel.classification.themes import THEMES
from mingtang.kernel.refusals import Invalid, WrongState
from mingtang.openness.catalogue import doubts
from mingtang.openness.catalogue.actions.comparing import pair
from mingtang.openness.catalogue.files import check_table
from mingtang.openness.catalogue.guarding import guard_doubts
from mingtang.openness.catalogue.models import Import, ImportBlock, ImportRow
from mingtang.openness.catalogue.models.standing import GROUP_MOST, NAME_MOST
from mingtang.openness.catalogue.process import IMPORT
from mingtang.openness.catalogue.queries import newest_version
from mingtang.openness.catalogue.subjects import Register

SUBJECT = "catalogue_import"
ROWS_MOST = 60_000
"""More than the catalogues of all areas and levels of a large county together; above it a file is no catalogue."""
TOLD_EVERY = 500
LONGEST = {"item1": NAME_MOST, "item2": NAME_MOST, "item3": NAME_MOST, "specific": GROUP_MOST}


def start_import(who: Authority, unit: Unit, upload: "UploadedFile[Any]") -> Import:
    """Keeps the file, opens the case and asks the worker to read it. Raises Invalid for what is no table file."""
    actor = permitted(IMPORT.transition("upload"), Place(unit.pk, None), who)
    if unit.kind != Unit.Kind.GOVERNMENT:
        message = _("目录以县为单位，请选县级政府。乡镇自己的事项用“提出增加事项”加进去。")
        raise Invalid(message, fields={"unit": [message]})
    return _started(who, actor, unit, files.examine(upload, check_table, field="file"))


@transaction.atomic
def _started(who: Authority, actor: Actor, unit: Unit, examined: files.Examined) -> Import:
    job = Import(id=new_id(), unit=unit, file_name=examined.name[-200:], created_at=clock.now())
    job.file = files.keep(actor, examined, files.Owner(SUBJECT, job.pk, unit.pk))
    job.case = open_case(
        IMPORT,
        "upload",
        Place(unit.pk, None),
        who,
        subject_kind=SUBJECT,
        subject_id=job.pk,
        act=Act(detail={"note": job.file_name}),
        content_hash=job.file.sha256,
    )
    job.save(force_insert=True)
    async_task("mingtang.openness.catalogue.tasks.read", str(job.pk))
    return job


@transaction.atomic
def remap(who: Authority, job: Import, mapping: Mapping[tuple[int, int], Column | None], act: Act) -> None:
    """A person says what columns mean; the file is read again. What was settled by hand so far is undone."""
    job = locked(job)
    move(_case(job), "reread", who, act)
    said = {(grid, column): meaning for grid, column, meaning in job.mapping}
    said |= {place: meaning.value if meaning else None for place, meaning in mapping.items()}
    job.mapping = [[grid, column, meaning] for (grid, column), meaning in sorted(said.items())]
    job.done = job.total = 0
    job.save(update_fields=["mapping", "done", "total"])
    async_task("mingtang.openness.catalogue.tasks.read", str(job.pk))


@transaction.atomic
def give_up(who: Authority, job: Import, act: Act) -> None:
    """Ends an import that is not wanted; nothing of it stays but the case with its events."""
    job = locked(job)
    move(_case(job), "give_up", who, act)
    _clear(job)


def read_import(job_id: UUID | str) -> None:
    """What the worker does: read, understand, store the preview. Safe to run again; does nothing for what is read."""
    job = Import.objects.select_related("case", "file").filter(pk=job_id).first()
    if job is None or job.case is None or job.file is None or job.case.state != "reading":
        return
    with job.file.data.open("rb") as content:
        data = content.read()
    try:
        tables = read_tables(data, name=job.file_name)
        _check_size(tables.grids)
        reading = read_catalogue(
            tables.grids,
            mapping={(g, c): Column(m) if m else None for g, c, m in job.mapping},
            file_name=job.file_name,
            progress=_Progress(job),
        )
    except UnreadableTable as error:
        _refuse(job, [str(error.message)])
        return
    except NotACatalogue as error:
        _refuse(job, doubts.not_a_catalogue(error))
        return
    except Invalid as error:
        _refuse(job, [str(error.message)])
        return
    if not reading.rows:
        _refuse(job, [_("找到了目录的表头，但表头下面没有一行事项。请填好事项再导入，或换一个文件。")])
        return
    notes = [*(str(note.message) for note in tables.notes), *reading.problems]
    _keep(job, reading, notes)


class _Progress:
    """Notes how far reading has come, in transactions of its own, so that the page can show it."""

    def __init__(self, job: Import) -> None:
        self.pk, self.told = job.pk, 0

    def __call__(self, done: int, total: int) -> None:
        if done - self.told >= TOLD_EVERY or done == total:
            self.told = done
            Import.objects.filter(pk=self.pk).update(done=done, total=total)


def locked(job: Import) -> Import:
    return (
        Import.objects.select_for_update(of=("self",)).select_related("case", "unit", "file").get(pk=job.pk)
    )


def _case(job: Import) -> Any:
    if job.case is None:
        raise WrongState(_("这次导入还没有开始。"))
    return job.case


def _check_size(grids: Sequence[Grid]) -> None:
    rows = sum(len(grid.rows) for grid in grids)
    if rows > ROWS_MOST:
        message = _(
            "文件里有 %(rows)s 行，超过一次导入的上限 %(most)s 行。请按领域分成几个文件，分别导入；"
            "如果后面大多是空行或别的数据，请先删去再存。"
        ) % {"rows": f"{rows:,}", "most": f"{ROWS_MOST:,}"}
        raise Invalid(message, fields={"file": [message]})


@transaction.atomic
def _refuse(job: Import, why: list[str]) -> None:
    job = locked(job)
    case = _case(job)
    if case.state != "reading":
        return
    job.notes = why
    job.save(update_fields=["notes"])
    move(case, "unreadable", None, Act(detail={"note": " ".join(why)}))
    _clear(job)


def _clear(job: Import) -> None:
    """Takes away what was read and the file itself."""
    job.rows.all().delete()
    job.blocks.all().delete()
    if job.file:
        stored, job.file = job.file, None
        job.save(update_fields=["file"])
        files.remove(stored)


@transaction.atomic
def _keep(job: Import, reading: Reading, notes: list[Any]) -> None:
    job = locked(job)
    case = _case(job)
    if case.state != "reading":
        return
    job.rows.all().delete()
    job.blocks.all().delete()
    job.notes = [note if isinstance(note, str) else note.as_data() for note in notes]
    areas = {area.code: area for area in Area.objects.all()}
    register = Register()
    bases = {code: newest_version(area.pk) for code, area in areas.items()}
    rows: list[ImportRow] = []
    by_area: dict[str, list[ImportRow]] = {}
    for position, block in enumerate(reading.blocks):
        row_of = ImportBlock(
            job=job,
            position=position,
            grid=block.grid,
            name=block.name[:200],
            title=block.title[:300],
            area_text=(block.area_text or block.area)[:100],
            area=areas.get(block.area),
            area_code="" if block.area in areas else block.area,
            base=bases.get(block.area),
            columns=_columns(block),
        )
        row_of.save(force_insert=True)
        fresh = [_row(job, row_of, len(rows) + n, read, register) for n, read in enumerate(block.rows)]
        rows += fresh
        by_area.setdefault(block.area, []).extend(fresh)
    for row, found in zip(
        rows, guard_doubts(job.unit, [Item.of_data(row.text) for row in rows]), strict=True
    ):
        if found:
            set_doubts(row, [*(Doubt.of_data(doubt) for doubt in row.doubts), *found])
    for code, group in by_area.items():
        pair(group, bases.get(code))
    insert(ImportRow, rows)
    job.done = job.total = len(rows)
    job.save(update_fields=["notes", "done", "total"])
    move(case, "understood", None, Act(detail={"note": _("共 %(n)s 行") % {"n": len(rows)}}))


def _columns(block: Block) -> list[dict[str, Any]]:
    return [
        {
            "index": column.index,
            "text": column.text,
            "column": column.column.value if column.column else "",
            "sure": column.sure,
            "nearest": [near.value for near in column.nearest],
            "doubts": [doubt.as_data() for doubt in column.doubts],
        }
        for column in block.header.columns
    ]


def _row(job: Import, block: ImportBlock, position: int, read: RowReading, register: Register) -> ImportRow:
    item = with_theme(read.item, read.area)
    found = [*read.doubts, *subject_doubts(item.subject, register)]
    found += too_long(item)
    if item.theme != read.item.theme:
        found.append(Doubt("theme_from_area", Severity.NOTE, "theme", taken=THEMES[item.theme].local_label))
    row = ImportRow(
        job_id=job.pk,
        block_id=block.pk,
        position=position,
        number=read.number,
        name=" / ".join(name for name in item.path if name)[:300],
        cells=list(read.cells),
        text=item.as_data(),
    )
    set_doubts(row, found)
    return row


def too_long(item: Item) -> list[Doubt]:
    """Names that no cell of a catalogue should have, and that the table cannot hold."""
    return [
        Doubt("too_long", Severity.ERROR, name, read=text, detail={"most": most})
        for name, most in LONGEST.items()
        if len(text := getattr(item, name)) > most
    ]


def with_theme(item: Item, area_code: str) -> Item:
    """An item without a theme takes the usual one of its area, so that it is found under it."""
    standard = STANDARD_AREAS.get(area_code)
    return item if item.theme or standard is None else replace(item, theme=standard.theme)


def subject_doubts(text: str, register: Register) -> list[Doubt]:
    """A unit that the register does not know, with the nearest one that it does."""
    named = register.named(text)
    return [
        Doubt("unknown_unit", Severity.DOUBT, "subject", read=name, detail={"nearest": nearest})
        for name, nearest in named.unknown
    ]


def set_doubts(row: ImportRow, found: list[Doubt]) -> None:
    """Stores the doubts of a row and the state that follows from them while nobody has settled it."""
    row.doubts = [doubt.as_data() for doubt in found]
    row.codes = " ".join(dict.fromkeys(doubt.code for doubt in found))[:400]
    row.faulty = any(doubt.severity == Severity.ERROR for doubt in found)
    pending = row.faulty or any(doubt.severity == Severity.DOUBT for doubt in found)
    row.state = ImportRow.State.OPEN if pending else ImportRow.State.CLEAN
