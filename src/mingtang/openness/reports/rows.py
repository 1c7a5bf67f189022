"""The rows of lists as cells of a table, with addresses that everybody can open where there is something public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mingtang.foundation.duties.models import Duty, Outcome
from mingtang.foundation.findings.models import Finding
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.workdays.queries import calendar
from mingtang.kernel.clock.cycles import Period
from mingtang.openness.catalogue.models import Entry
from mingtang.openness.catalogue.queries import entries_by_matter, public_record_counts
from mingtang.openness.columns.queries import Standing
from mingtang.openness.obligations.kinds import PERIOD, STANDING, THING
from mingtang.openness.obligations.models import Confirmation
from mingtang.openness.obligations.queries import declaration_url, public_declarations
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record, Revision, Withdrawal
from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.document import Cell, Form, Link, Number, Table
from mingtang.openness.reports.lists import LISTS, Narrowed, number_of, rows_of, some


@dataclass
class Names:
    """What units, areas and matters are called, each asked for once."""

    units: dict[int, str]
    areas: dict[int | None, str]
    matters: dict[UUID, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Names:
        units = dict(Unit.objects.values_list("pk", "short_name"))
        return cls(units, dict(Area.objects.values_list("pk", "name")))

    def of_matters(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """What matters are called today; those no longer in force, what they were called last."""
        wanted = set(ids) - self.matters.keys()
        if wanted:
            self.matters |= {pk: entry.path_text for pk, entry in entries_by_matter(wanted).items()}
        gone = wanted - self.matters.keys()
        if gone:
            entries = Entry.objects.filter(matter_id__in=gone).order_by("version__number")
            self.matters |= {entry.matter_id: entry.path_text for entry in entries}
        return self.matters


Made = tuple[tuple[str, ...], tuple[float, ...], Sequence[tuple[Cell, ...]]]


def table_of(
    asked: Asked,
    code: str,
    *,
    name: str,
    title: str,
    most: int,
    names: Names,
    narrowed: Narrowed | None = None,
    url: str = "",
) -> Table:
    """The first rows of a list; where there are more, a note says so and where the rest is."""
    rows = rows_of(asked, code, narrowed)
    first = list(some(rows, most + 1))
    heads, weights, cells = cells_of(asked, code, first[:most], names)
    note = ""
    if len(first) > most:
        total = number_of(rows)
        note = _("共 %(total)s 条，这里列出前 %(most)s 条，其余请看 %(url)s") % {
            "total": f"{total:,}",
            "most": most,
            "url": url,
        }
    return Table(name, title, heads, tuple(cells), weights, note)


def cells_of(asked: Asked, code: str, rows: Sequence[Any], names: Names) -> Made:
    """Heads, widths and cells of some rows of a list: a fixed number of queries."""
    return MAKERS[LISTS[code].kind](rows, asked.today, names)


def _record_cell(record: Record, public: Iterable[UUID]) -> Cell:
    """The title where everybody may read it; a text that is gone is named by its number."""
    url = reverse("records:record", args=[record.pk])
    if record.pk in public:
        return Link(record.title, url)
    if record.withdrawn_at:
        return Link(_("已撤下（索引号 %(n)s）") % {"n": record.index_no}, url)
    return _("公示期满，不再展示（索引号 %(n)s）") % {"n": record.index_no}


def _day(value: date | datetime | None) -> str:
    if isinstance(value, datetime):
        value = localtime(value).date()
    return value.isoformat() if value else ""


def _records(rows: Sequence[Record], today: date, names: Names) -> Made:
    ids = [row.pk for row in rows]
    public, units = records.public_among(ids), names.units
    due: dict[Any, date | None] = {}
    duties = Duty.objects.filter(cause_id__in=ids, kind=THING, due_on__isnull=False).exclude(
        outcome=Outcome.VOID
    )
    for pk, day in duties.order_by("-due_on").values_list("cause_id", "due_on"):
        due[pk] = day
    cells = [
        (
            _record_cell(row, public),
            row.doc_no if row.pk in public else "",
            units[row.unit_id],
            _day(row.formed_on),
            _day(due.get(row.pk)),
            _day(row.published_at),
        )
        for row in rows
    ]
    heads = (_("标题"), _("文号"), _("单位"), _("形成"), _("期限"), _("公开"))
    return heads, (6, 3, 2.4, 2.3, 2.3, 2.3), cells


def _withdrawn(rows: Sequence[Record], today: date, names: Names) -> Made:
    units = names.units
    cases = Withdrawal.objects.filter(
        case__subject_id__in=[row.pk for row in rows], case__outcome="withdrawn"
    )
    why = {w.case.subject_id: w.get_reason_code_display() for w in cases.select_related("case")}
    cells = [
        (
            Link(row.index_no or "", reverse("records:record", args=[row.pk])),
            units[row.unit_id],
            _day(row.published_at),
            _day(row.withdrawn_at),
            str(why.get(row.pk, "")),
        )
        for row in rows
    ]
    return (_("索引号"), _("单位"), _("公开"), _("撤下"), _("原因")), (4, 2.4, 2.3, 2.3, 3), cells


def _corrected(rows: Sequence[Revision], today: date, names: Names) -> Made:
    found = {row.pk: row for row in Record.objects.filter(pk__in=[each.record_id for each in rows])}
    public, units = records.public_among(list(found)), names.units
    cells = [
        (
            _record_cell(found[row.record_id], public),
            units[found[row.record_id].unit_id],
            _day(row.published_at),
            row.public_note if row.record_id in public else "",
        )
        for row in rows
    ]
    return (_("标题"), _("单位"), _("更正日期"), _("更正说明")), (5, 2.2, 2.2, 4), cells


def _duties(rows: Sequence[Duty], today: date, names: Names) -> Made:
    named, units, areas = (
        names.of_matters({row.subject_id for row in rows}),
        names.units,
        names.areas,
    )
    evidence = {row.evidence_id or row.cause_id for row in rows if row.evidence_kind or row.cause_kind} - {
        None
    }
    public, days = records.public().in_bulk(evidence), calendar()
    declared = [row.pk for row in rows if row.outcome == Outcome.DECLARED]
    signed = public_declarations().filter(duty__in=declared) if declared else []
    told = {declaration.duty_id: declaration_url(declaration) for declaration in signed}
    cells = []
    for row in rows:
        shown = public.get(row.evidence_id or row.cause_id)
        name = _duty_name(row, named)
        what: Cell = (
            Link(shown.title, reverse("records:record", args=[shown.pk]))
            if shown
            else Link(name, told.get(row.pk) or reverse("catalogue:matter", args=[row.subject_id]))
        )
        late = row.due_on and (row.done_on or today) > row.due_on and row.outcome in ("", Outcome.LATE)
        delay = days.working_between(row.due_on, row.done_on or today) if late and row.due_on else None
        cells.append(
            (
                what,
                name if shown else "",
                units[row.unit_id],
                areas.get(row.area_id, ""),
                _day(row.due_on),
                _day(row.done_on),
                _state(row, today),
                Number(delay),
            )
        )
    heads = (
        _("信息或事项"),
        _("目录事项"),
        _("单位"),
        _("领域"),
        _("期限"),
        _("完成"),
        _("结果"),
        _("逾期工作日"),
    )
    return heads, (4, 3, 2, 2, 2.2, 2.2, 1.6, 1.3), cells


def _duty_name(duty: Duty, named: dict[UUID, str]) -> str:
    name = named.get(duty.subject_id, "")
    if duty.kind in (PERIOD, STANDING) and duty.period_first and duty.period_last and duty.key.count(":") > 4:
        # The cycle stands in the key of a periodic duty.
        cycle = duty.key.split(":")[4]
        return f"{name}　{period_words(Period(cycle, duty.period_first, duty.period_last))}"
    return name


def _state(duty: Duty, today: date) -> str:
    if duty.outcome:
        return str(duty.get_outcome_display())
    return _("逾期未办") if duty.due_on and duty.due_on < today else _("办理中")


def _confirmed(rows: Sequence[Confirmation], today: date, names: Names) -> Made:
    named, units = names.of_matters({row.matter_id for row in rows}), names.units
    cells = [
        (
            Link(named.get(row.matter_id, ""), reverse("catalogue:matter", args=[row.matter_id])),
            units[row.unit_id],
            _day(row.day),
            Number(row.records),
        )
        for row in rows
    ]
    return (_("目录事项"), _("单位"), _("核对日期"), _("信息条数")), (6, 3, 2, 1.5), cells


def _claims(rows: Sequence[tuple[int, UUID, int]], today: date, names: Names) -> Made:
    ids = {matter_id for _unit, matter_id, _area in rows}
    named, units, areas = names.of_matters(ids), names.units, names.areas
    numbers = public_record_counts(ids)
    cells = [
        (
            Link(named.get(matter_id, ""), reverse("catalogue:matter", args=[matter_id])),
            units[unit_id],
            areas.get(area_id, ""),
            Number(numbers.get(matter_id, 0)),
        )
        for unit_id, matter_id, area_id in rows
    ]
    return (_("目录事项"), _("认领单位"), _("领域"), _("全县公开条数")), (6, 2.5, 2.5, 1.5), cells


def _reports(rows: Sequence[Finding], today: date, names: Names) -> Made:
    units = names.units
    cells = [
        (
            Link(row.get_category_display(), reverse("findings_desk:finding", args=[row.pk])),
            units[row.unit_id],
            _day(row.reported_at),
            _day(row.due_on),
            _day(row.answered_at),
        )
        for row in rows
    ]
    return (_("错误类型"), _("办理单位"), _("提出"), _("答复期限"), _("答复")), (3, 3, 2, 2, 2), cells


def _problems(rows: Sequence[Finding], today: date, names: Names) -> Made:
    found = {
        row.pk: row
        for row in Finding.objects.filter(pk__in=[r.pk for r in rows]).select_related("case", "unit")
    }
    cells = []
    for row in rows:
        full = found[row.pk]
        link = Link(str(full.source_label), reverse("findings_desk:problem", args=[row.pk]))
        cells.append(
            (link, full.unit.short_name, _day(full.reported_at), _day(full.due_on), str(full.status))
        )
    return (_("来源"), _("整改单位"), _("登记"), _("期限"), _("情况")), (3, 3, 2, 2, 2), cells


def _columns(rows: Sequence[Standing], today: date, names: Names) -> Made:
    cells = [
        (
            Link(each.column.name, reverse("columns:column", args=[each.column.code])),
            each.column.unit.short_name,
            Number(each.column.limit_days),
            _day(each.updated_at) or _("没有信息"),
        )
        for each in rows
    ]
    return (_("栏目"), _("单位"), _("更新时限（天）"), _("最新一条")), (4, 3, 2, 2), cells


def _read(rows: Sequence[tuple[Record, int]], today: date, names: Names) -> Made:
    cells = [
        (
            Link(record.title, reverse("records:record", args=[record.pk])),
            record.unit.short_name,
            Number(number, Form.WHOLE),
        )
        for record, number in rows
    ]
    return (_("标题"), _("单位"), _("浏览次数")), (7, 3, 1.5), cells


MAKERS: dict[str, Callable[[Sequence[Any], date, Names], Made]] = {
    "record": _records,
    "withdrawn": _withdrawn,
    "corrected": _corrected,
    "duty": _duties,
    "confirmed": _confirmed,
    "matter": _claims,
    "report": _reports,
    "problem": _problems,
    "column": _columns,
    "read": _read,
}
