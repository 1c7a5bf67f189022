"""Setting up columns: new ones, changes, opening and closing, the statutory ones at once."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.events.actions import NewEvent, append
from mingtang.foundation.guard.letting_out import NOTHING, Passed, let_all_out, let_out
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.refusals import Invalid, Stale, WrongState
from mingtang.openness.columns import kinds
from mingtang.openness.columns.actions.base import label_of, locked, manager, tell
from mingtang.openness.columns.defaults import templates
from mingtang.openness.columns.models import Column, ColumnType, Entry, EntryText
from mingtang.openness.columns.public_texts import COLUMN, ENTRY_TEXT, of_column, of_entry_text

FIELDS = (
    "name", "code", "description", "keywords", "type", "unit", "reach", "with_county", "with_subordinates", "entry",
    "level", "by_filter", "area", "themes", "genre", "only_policy", "only_normative", "year", "words", "fresh_days",
    "source", "position", "is_open",
)  # fmt: skip


@transaction.atomic
def create_column(who: Authority, values: Mapping[str, Any], *, passed: Passed = NOTHING) -> Column:
    """Sets up a column of the unit named in the values (names as in `FIELDS`). `passed`, here and below, is why what
    blocks is let through.
    """
    actor = manager(who, values["unit"].pk)
    column = Column(created_at=clock.now(), **{name: values[name] for name in FIELDS if name in values})
    _check(column)
    column.save(force_insert=True)
    _let_out(who, column, passed)
    tell(kinds.CREATED, actor, column)
    return column


@transaction.atomic
def change_column(
    who: Authority, column: Column, values: Mapping[str, Any], *, version: int, passed: Passed = NOTHING
) -> Column:
    """Changes a column as it was when the person opened it. Raises Stale when somebody else was faster."""
    actor = manager(who, column.unit_id)
    found = locked(column)
    if found.version != version:
        raise Stale(_("您打开以后，别人改过这个栏目。您填的还在，请和现在的设置核对后再保存。"))
    changed = [name for name in FIELDS if name in values and getattr(found, name) != values[name]]
    if not changed:
        _let_out(who, found, passed)
        return found
    if "unit" in changed:
        manager(who, values["unit"].pk)
    for name in changed:
        setattr(found, name, values[name])
    _check(found)
    found.version += 1
    found.save()
    _let_out(who, found, passed)
    fields = [label_of(Column, name) for name in changed if name != "is_open"]
    if fields:
        tell(kinds.CHANGED, actor, found, fields=fields)
    if "is_open" in changed:
        tell(kinds.OPENED if found.is_open else kinds.CLOSED, actor, found)
    return found


def open_column(who: Authority, column: Column, *, passed: Passed = NOTHING) -> Column:
    return change_column(who, column, {"is_open": True}, version=column.version, passed=passed)


def close_column(who: Authority, column: Column) -> Column:
    return change_column(who, column, {"is_open": False}, version=column.version)


@transaction.atomic
def install_defaults(who: Authority, root: Unit, *, passed: Passed = NOTHING) -> list[Column]:
    """Sets up the statutory columns (指南, 制度, 年报, 条例第二十、二十一条) as templates; what is there stays."""
    manager(who, root.pk)
    if root.parent_id:
        raise WrongState(_("法定栏目只能装在县政府，全县各单位共用。"))
    types = {row.name: row for row in ColumnType.objects.all()}
    have = set(Column.objects.values_list("code", flat=True))
    wanted = []
    for row in templates():
        if row["code"] not in have:
            if row["type"] not in types:
                raise WrongState(
                    _("没有“%(name)s”这个栏目类型，法定栏目要用它。请系统管理员加上以后再装。")
                    % {"name": row["type"]}
                )
            values = {**row, "type": types[row["type"]], "unit": root, "reach": Column.Reach.EACH}
            wanted.append(values)
    made: list[Column] = []
    let_all_out(partial(_install, who, values, passed, made) for values in wanted)
    return made


def _install(who: Authority, values: Mapping[str, Any], passed: Passed, made: list[Column]) -> None:
    made.append(create_column(who, values, passed=passed))


@transaction.atomic
def change_text(
    who: Authority,
    root: Unit,
    passage: EntryText,
    *,
    title: str,
    text: str,
    source: str,
    passed: Passed = NOTHING,
) -> None:
    """Changes a passage that all units' fixed entries show; for those who manage the whole county's columns."""
    actor = manager(who, root.pk)
    found = EntryText.objects.select_for_update(of=("self",)).get(pk=passage.pk)
    found.title, found.text, found.source = title, text, source
    found.save()
    let_out(ENTRY_TEXT, of_entry_text(found, root), who, passed)
    append(
        NewEvent(
            kinds.TEXT_CHANGED, actor, "column_text", found.code, unit_id=root.pk,
            detail={"name": title, "text": text, "source": source},
        )
    )  # fmt: skip


def _check(column: Column) -> None:
    """What the form also asks, for those who come another way."""
    faults: dict[str, list[Any]] = {}
    if column.entry != Entry.NONE and column.reach != Column.Reach.EACH:
        faults["reach"] = [_("固定栏目在每个单位的网页上都有，这里要选“每个单位各有一份”。")]
    if Column.objects.filter(code=column.code).exclude(pk=column.pk).exists():
        faults["code"] = [_("网址名“%(code)s”已有栏目在用，请换一个。") % {"code": column.code}]
    if faults:
        raise Invalid(_("栏目还不能保存。"), fields=faults)


def _let_out(who: Authority, column: Column, passed: Passed) -> None:
    if column.is_open:
        let_out(COLUMN, of_column(column), who, passed)
