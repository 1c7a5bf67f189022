"""A table of facts as it is looked at before it is registered: rows as people see them, lines, and what is wrong."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Unit
from mingtang.openness.obligations.actions.registering import Line, faults
from mingtang.openness.obligations.fact_tables import Row, day_of_cell
from mingtang.openness.obligations.naming import Names

FIELDS = ("matter", "title", "doc_no", "occurred_on", "external_id")


@dataclass
class Checked:
    """One row with what it was understood as. `faults`: field → rule; `suggested` are names its matter may mean."""

    row: Row
    matter: str = ""
    day: str = ""
    faults: dict[str, str] = field(default_factory=dict)
    suggested: list[str] = field(default_factory=list)
    line: Line | None = None


def check(unit: Unit, rows: Sequence[Row], names: Names, sender: str) -> list[Checked]:
    """Every row with every rule that it breaks; nothing is written."""
    found = [_checked(row, names) for row in rows]
    whole = [each for each in found if each.line]
    for fault in faults(unit, [each.line for each in whole if each.line], sender):
        whole[fault.n].faults.setdefault(fault.field, fault.rule)
    return found


def _checked(row: Row, names: Names) -> Checked:
    each = Checked(row)
    named = names.find(row.matter)
    entry = named.entry
    if entry:
        each.matter = names.label(entry)
    elif not row.matter:
        each.faults["matter"] = _("没有写事项。请写公开目录里的事项名称。")
    else:
        each.suggested = [names.label(near) for near in named.suggestions]
        each.faults["matter"] = (
            _("有几个事项都叫“%(name)s”，请选一个，或连上级事项一起写。")
            if named.several
            else _("本单位认领的、按件公开的事项里没有“%(name)s”。请选一个相近的，或改名称。")
        ) % {"name": row.matter[:60]}
    day = day_of_cell(row.occurred_on)
    if day:
        each.day = day.isoformat()
    elif not row.occurred_on:
        each.faults["occurred_on"] = _("没有写日期。请写形成或者发生的日期，例如 2026-11-02。")
    else:
        each.faults["occurred_on"] = _(
            "日期“%(text)s”读不懂。请写全年月日，例如 2026-11-02 或 2026年11月2日。"
        ) % {"text": row.occurred_on[:30]}
    # What has no matter or no day is still looked through for the rest.
    each.line = Line(
        entry.matter_id if entry else UUID(int=0),
        row.title,
        day or clock.today(),
        row.doc_no,
        row.external_id,
        place=row.place,
    )
    return each


def as_data(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]


def of_data(data: Any, most: int) -> list[Row]:
    """Rows that a form sent back. Raises ValueError for anything else."""
    if not isinstance(data, list) or len(data) > most:
        raise ValueError("no rows")
    found = []
    for each in data:
        if not isinstance(each, dict) or set(each) != {"number", "sheet", *FIELDS}:
            raise ValueError("no row")
        texts = {name: each[name] for name in ("sheet", *FIELDS)}
        if not isinstance(each["number"], int) or not all(isinstance(text, str) for text in texts.values()):
            raise ValueError("no row")
        found.append(Row(each["number"], **{name: text[:500] for name, text in texts.items()}))
    return found
