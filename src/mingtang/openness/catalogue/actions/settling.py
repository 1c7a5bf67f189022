"""Settling an import row by row: accept, correct, leave out; name the area of a block; compare anew."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Act, Place, move, permitted
from mingtang.foundation.guard.kinds import OVERRIDE
from mingtang.foundation.guard.letting_out import NOTHING, Passed
from mingtang.foundation.guard.wording import label_of
from mingtang.foundation.organisations.actions import create_area
from mingtang.foundation.organisations.models import Area
from mingtang.foundation.organisations.queries import Actor, Authority
from mingtang.kernel.canonical import content_hash
from mingtang.kernel.catalogue.item import Doubt, Item
from mingtang.kernel.classification.areas import SOURCE, STANDARD_AREAS
from mingtang.kernel.refusals import Forbidden, Invalid, Stale, WrongState
from mingtang.openness.catalogue.actions.comparing import SIMILAR, compare, compare_row
from mingtang.openness.catalogue.actions.importing import locked, set_doubts, with_theme
from mingtang.openness.catalogue.filling import FILLS, filled
from mingtang.openness.catalogue.guarding import BLOCKED, guard_doubts
from mingtang.openness.catalogue.models import Import, ImportBlock, ImportRow
from mingtang.openness.catalogue.previewing import with_code
from mingtang.openness.catalogue.process import IMPORT

ACCEPT, LEAVE_OUT, RESTORE, AS_NEW = "accept", "leave_out", "restore", "as_new"
VERDICTS = (ACCEPT, LEAVE_OUT, RESTORE, AS_NEW)
LISTED = 5
State = ImportRow.State
_JUDGED = ("state", "faulty", "doubts", "codes")


@transaction.atomic
def settle(
    who: Authority, job: Import, verdict: str, *, rows: Sequence[UUID] = (), code: str = ""
) -> tuple[int, int]:
    """One verdict on chosen rows, or on all rows with a doubt of one kind. Returns how many took it and how many not.

    `accept` takes a row as it was understood; a row with an error cannot be accepted, and what the guard blocks only by
    those who may let it through. `as_new` says that a row does
    not continue the matter it is like. `restore` takes a verdict back.
    """
    job = _settling(who, job)
    chosen = job.rows.filter(pk__in=rows) if rows else with_code(job.rows.all(), code)
    total = chosen.count()
    through = ""
    if verdict == ACCEPT:
        if not rows and code != BLOCKED:
            # What must be dealt with is not accepted along with some other doubt.
            chosen = chosen.exclude(pk__in=with_code(job.rows.all(), BLOCKED).values("pk"))
        through = _let_through(who, job, chosen.filter(state=State.OPEN, faulty=False))
        done = chosen.filter(state=State.OPEN, faulty=False).update(state=State.ACCEPTED)
    elif verdict == LEAVE_OUT:
        done = chosen.exclude(state=State.LEFT_OUT).update(state=State.LEFT_OUT)
    elif verdict == RESTORE:
        done = _each(chosen.filter(state__in=(State.ACCEPTED, State.LEFT_OUT)), _restored)
    elif verdict == AS_NEW:
        done = _each(chosen.filter(match=ImportRow.Match.SIMILAR), _as_new)
    else:
        raise WrongState(_("没有这种处理办法。"))
    if done:
        note = {"accept": _("确认 %(n)s 行"), "leave_out": _("不要 %(n)s 行"), "restore": _("恢复 %(n)s 行")}
        words = note.get(verdict, _("作为新事项 %(n)s 行")) % {"n": done}
        _tell(who, job, f"{words}{'：' + code if code else ''}{through}")
    return done, total - done


@transaction.atomic
def correct_row(who: Authority, job: Import, row: ImportRow, text: Item, *, seen: str) -> ImportRow:
    """A person writes what a row says. `seen` is `hash_of_row` of what they were shown; Stale when it changed since.

    Whatever was doubtful a person has now decided, but for whether it continues a matter that it is only like, and what
    the guard blocks; a row without any name is refused.
    """
    job = _settling(who, job)
    row = job.rows.select_for_update(of=("self",)).get(pk=row.pk)
    if hash_of_row(row) != seen:
        raise Stale(_("刚才有人改过这一行，您的修改没有保存。请刷新后再改。"))
    if not (text.item1 or text.item2):
        raise Invalid(_("请填写事项名称"), fields={"item1": [_("请填写事项名称，例如：最低生活保障。")]})
    before = row.text
    row.text = text.as_data()
    row.name = " / ".join(name for name in text.path if name)[:300]
    compare_row(row)
    likeness = [Doubt.of_data(doubt) for doubt in row.doubts if doubt["code"] == SIMILAR]
    left = [*likeness, *guard_doubts(job.unit, [text])[0]]
    set_doubts(row, left)
    if not left:
        row.state = State.CORRECTED
    row.save()
    changed = [name for name, value in row.text.items() if before.get(name) != value]
    _tell(who, job, _("改正第 %(n)s 行：%(name)s") % {"n": row.number, "name": row.name}, changed)
    return row


@transaction.atomic
def fill(who: Authority, job: Import, code: str, value: str) -> int:
    """One answer for all open rows that lack a column (`filling.FILLS`); returns how many took it."""
    job = _settling(who, job)
    if value not in FILLS.get(code, {}):
        raise WrongState(_("这一类不能成批填写。"))
    rows = list(with_code(job.rows.all(), code).filter(state=State.OPEN))
    for row in rows:
        row.text = filled(Item.of_data(row.text), code, value).as_data()
        set_doubts(row, [Doubt.of_data(doubt) for doubt in row.doubts if doubt["code"] != code])
        if row.state == State.CLEAN:
            row.state = State.CORRECTED
    ImportRow.objects.bulk_update(rows, ["text", *_JUDGED], batch_size=200)
    if rows:
        words = _("%(n)s 行都填为“%(value)s”") % {"n": len(rows), "value": FILLS[code][value]}
        _tell(who, job, words)
    return len(rows)


@transaction.atomic
def set_area(
    who: Authority,
    job: Import,
    block: ImportBlock,
    area: Area | None,
    *,
    code: str = "",
    name: str = "",
    passed: Passed = NOTHING,
) -> ImportBlock:
    """Says which area a block belongs to: one that is there, or a new one with its code and name. `passed` is why what
    blocks in the name is let through.
    """
    job = _settling(who, job)
    block = job.blocks.get(pk=block.pk)
    if area is None:
        area = create_area(_actor(who, job), code=code, name=name, source=job.file_name, passed=passed)
    block.area = area
    block.save(update_fields=["area"])
    _take_theme(block, area)
    compare(job, job.blocks.filter(area=area))
    _tell(who, job, _("“%(text)s”归入领域“%(area)s”") % {"text": block.area_text, "area": area.name})
    return block


@transaction.atomic
def set_known_areas(who: Authority, job: Import) -> int:
    """Sets up the standard areas that the file names and the county has not yet; returns how many."""
    job = _settling(who, job)
    made = 0
    waiting = list(job.blocks.filter(area=None).exclude(area_code=""))
    for block in waiting:
        standard = STANDARD_AREAS[block.area_code]
        area = Area.objects.filter(code=standard.code).first()
        if area is None:
            area = create_area(_actor(who, job), code=standard.code, name=standard.label, source=SOURCE)
            made += 1
        block.area = area
        block.save(update_fields=["area"])
    if waiting:
        compare(job)
        _tell(who, job, _("新设 %(n)s 个标准领域") % {"n": made})
    return made


def _take_theme(block: ImportBlock, area: Area) -> None:
    """Rows that had no theme for want of an area take that of the area now."""
    rows = list(block.rows.filter(text__theme=""))
    for row in rows:
        row.text = with_theme(Item.of_data(row.text), area.code).as_data()
    ImportRow.objects.bulk_update(rows, ["text"], batch_size=200)


@transaction.atomic
def rematch(who: Authority, job: Import) -> None:
    """Compares with the newest versions again, after one was adopted meanwhile."""
    job = _settling(who, job)
    compare(job)
    _tell(who, job, _("重新与现行目录比对"))


def _let_through(who: Authority, job: Import, rows: QuerySet[ImportRow]) -> str:
    """What of these rows the guard blocks, in words for the history. Raises Forbidden for those who may not let it
    through."""
    doubts = [
        doubt
        for found in with_code(rows, BLOCKED).values_list("doubts", flat=True)
        for doubt in found
        if doubt["code"] == BLOCKED
    ]
    if not doubts:
        return ""
    if who.actor_for(OVERRIDE, Place(job.unit_id, None)) is None:
        raise Forbidden(
            _("选的行里有发布前检查认为必须处理的内容，您不能确认。请改正，或请能放行的人来确认。"),
            rule=_("确认就是放行，要有“放行检查出的问题”的权限，会记下姓名。"),
        )
    shown = "、".join(f"{label_of(doubt['detail']['kind'])} {doubt['read']}" for doubt in doubts[:LISTED])
    return _("；其中发布前检查要处理的 %(n)s 处可以公开：%(shown)s") % {"n": len(doubts), "shown": shown}


def hash_of_row(row: ImportRow) -> str:
    return content_hash(row.text)


def _settling(who: Authority, job: Import) -> Import:
    job = locked(job)
    _actor(who, job)
    assert job.case
    if job.case.state != "settling":
        raise WrongState(_("这次导入现在是“%(state)s”，不能再核对。") % {"state": job.case.current.label})
    return job


def _actor(who: Authority, job: Import) -> Actor:
    assert job.case
    return permitted(IMPORT.transition("settle"), job.case, who)


def _tell(who: Authority, job: Import, note: str, changed: Sequence[str] = ()) -> None:
    assert job.case
    move(job.case, "settle", who, Act(detail={"note": note, "changed": list(changed)}))


def _each(rows: QuerySet[ImportRow], change: Callable[[ImportRow], None]) -> int:
    done = list(rows)
    for row in done:
        change(row)
    ImportRow.objects.bulk_update(done, [*_JUDGED, "match", "matter"], batch_size=200)
    return len(done)


def _restored(row: ImportRow) -> None:
    set_doubts(row, [Doubt.of_data(doubt) for doubt in row.doubts])


def _as_new(row: ImportRow) -> None:
    state = row.state
    row.match, row.matter_id = ImportRow.Match.NEW, None
    set_doubts(row, [Doubt.of_data(doubt) for doubt in row.doubts if doubt["code"] != SIMILAR])
    if state not in (State.OPEN, State.CLEAN):
        row.state = state
