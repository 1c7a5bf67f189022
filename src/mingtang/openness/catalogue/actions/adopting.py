"""Adopting an import: each of its areas becomes a new version, all at once or not at all."""

import re
from collections import defaultdict
from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Act, Place, move, permitted
from mingtang.foundation.guard.letting_out import NOTHING, Passed, let_all_out, let_out, let_stand
from mingtang.foundation.organisations.queries import Authority
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.refusals import Invalid, Stale, WrongState
from mingtang.openness.catalogue.actions.importing import locked
from mingtang.openness.catalogue.actions.versions import issue, locked_catalogue
from mingtang.openness.catalogue.guarding import is_blocked, text_of_row
from mingtang.openness.catalogue.models import Import, ImportBlock, ImportRow, Version
from mingtang.openness.catalogue.previewing import unsure_columns
from mingtang.openness.catalogue.process import IMPORT
from mingtang.openness.catalogue.public_texts import MATTER, VERSION, of_version
from mingtang.openness.catalogue.queries import newest_version

# （五）社会救助领域… stands in a file beside other areas, not alone.
_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*")


@transaction.atomic
def adopt(
    who: Authority,
    job: Import,
    act: Act,
    *,
    issuer: str,
    source: str,
    effective_on: date,
    keep_local: bool = True,
    columns_checked: bool = False,
    passed: Passed = NOTHING,
) -> list[Version]:
    """Makes the import's rows the next version of each area. All or nothing.

    `columns_checked` says that a person has looked at the columns whose meaning was not certain.

    `keep_local` carries over the matters that the place added to the standard and that the file does not name.
    Raises WrongState while rows are open or a block has no area, Stale when an area has a newer version than was
    compared with, Invalid on `effective_on`, Blocked for what may not go out of the versions' own words. `passed` is
    why that is let through.
    """
    job = locked(job)
    assert job.case
    permitted(IMPORT.transition("adopt"), job.case, who)
    if job.case.state != "settling":
        raise WrongState(_("这次导入现在是“%(state)s”，不能发布。") % {"state": job.case.current.label})
    unsure = unsure_columns(job)
    if unsure and not columns_checked:
        message = _("有 %(n)s 列的意思不能确定（%(names)s）。请看过“列名”再发布，并勾选“列名我核对过”。") % {
            "n": len(unsure),
            "names": "、".join(unsure[:6]),
        }
        raise Invalid(message, fields={"columns_checked": [message]})
    groups = _groups(job)
    if not groups:
        raise WrongState(_("没有要发布的事项：每一行都标了“不要”。要放弃这次导入，请点“放弃导入”。"))
    if not issuer.strip():
        raise Invalid(
            _("请填写发布单位"), fields={"issuer": [_("请填写发布单位，例如：明堂县人民政府办公室。")]}
        )
    actor = move(job.case, "adopt", who, act)
    versions = []
    for blocks in groups.values():
        area = blocks[0].area
        assert area
        catalogue = locked_catalogue(area, job.unit)
        permitted(IMPORT.transition("adopt"), Place(catalogue.unit_id, area.pk), who)
        newest = newest_version(area.pk)
        if any(block.base_id != (newest.pk if newest else None) for block in blocks):
            raise Stale(
                _("“%(area)s”在您核对期间有了新的版本。请先点“重新比对”，看过不同再发布。")
                % {"area": area.name}
            )
        title = next((_NUMBER.sub("", block.title) for block in blocks if "目录" in block.title), "")
        kept = list(_kept(blocks))
        version = issue(
            catalogue,
            _rows(kept, newest, keep_local=keep_local),
            actor,
            job.case,
            kind=Version.Kind.STANDARD,
            title=(title or _("%(area)s领域公开事项标准目录") % {"area": area.name})[:200],
            issuer=issuer.strip(),
            source=source.strip(),
            reason=act.reason,
            effective_on=effective_on,
        )
        _let_stand(who, job, version, kept, act.reason)
        versions.append(version)
    let_all_out(
        (partial(let_out, VERSION, of_version(version), who, passed) for version in versions), titled=False
    )
    job.adopted_rows = sum(version.entries.count() for version in versions)
    job.rows.all().delete()
    job.blocks.all().delete()
    job.save(update_fields=["adopted_rows"])
    return versions


def _groups(job: Import) -> dict[int, list[ImportBlock]]:
    """The blocks by area, those whose rows are all left out not among them."""
    still_open = job.rows.filter(state=ImportRow.State.OPEN).count()
    if still_open:
        raise WrongState(_("还有 %(n)s 行没有核对完。请逐行确认、改正，或标为“不要”。") % {"n": still_open})
    wanted = job.rows.exclude(state=ImportRow.State.LEFT_OUT)
    used = set(wanted.values_list("block_id", flat=True))
    found: dict[int, list[ImportBlock]] = defaultdict(list)
    for block in job.blocks.select_related("area", "base"):
        if block.pk not in used:
            continue
        if block.area_id is None:
            raise WrongState(_("“%(text)s”还没有选定领域。") % {"text": block.area_text or block.name})
        found[block.area_id].append(block)
    return found


def _kept(blocks: list[ImportBlock]) -> QuerySet[ImportRow]:
    wanted = ImportRow.objects.filter(block__in=blocks).exclude(state=ImportRow.State.LEFT_OUT)
    return wanted.order_by("position")


def _let_stand(who: Authority, job: Import, version: Version, kept: list[ImportRow], reason: str) -> None:
    """What the guard blocks in rows that were accepted all the same is let through by the one who adopts them."""
    if not any(map(is_blocked, kept)):
        return
    why = _("导入目录时逐行确认可以公开（%(file)s）。%(reason)s") % {"file": job.file_name, "reason": reason}
    matters = version.entries.order_by("position").values_list("matter_id", flat=True)
    # Those carried over from the version before follow behind.
    for row, matter_id in zip(kept, matters, strict=False):
        if is_blocked(row):
            row.matter_id = matter_id
            let_stand(MATTER, text_of_row(row, version.catalogue), who, why)


def _rows(
    kept: list[ImportRow], newest: Version | None, *, keep_local: bool
) -> list[tuple[UUID | None, Item]]:
    rows: list[tuple[UUID | None, Item]] = []
    seen: dict[str, int] = {}
    used: set[UUID] = set()
    for row in kept:
        text = Item.of_data(row.text)
        _refuse_twins(text, row.number, seen)
        # Two rows that were both taken for one matter: the first continues it, the other is new.
        matter_id = row.matter_id if row.matter_id not in used else None
        if matter_id:
            used.add(matter_id)
        rows.append((matter_id, text))
    if newest and keep_local:
        local = newest.entries.filter(local=True).exclude(matter_id__in=used).order_by("position")
        rows += [(entry.matter_id, entry.text()) for entry in local]
    return rows


def _refuse_twins(text: Item, number: int, seen: dict[str, int]) -> None:
    key = repr(sorted({**text.as_data(), "seq": ""}.items()))
    if key in seen:
        message = _("第 %(b)s 行和第 %(a)s 行（%(name)s）改正后完全相同。请把其中一行标为“不要”。")
        raise WrongState(message % {"a": seen[key], "b": number, "name": text.name})
    seen[key] = number
