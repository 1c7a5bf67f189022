"""The rows of an import under filters, and how many there are of each kind."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from mingtang.foundation.web.filters import ChipGroup, chip_group
from mingtang.openness.catalogue import doubts, labels
from mingtang.openness.catalogue.models import Entry, Import, ImportRow
from mingtang.openness.catalogue.queries import IN_ORDER

STATES = dict(ImportRow.State.choices)
MATCHES = dict(ImportRow.Match.choices)
COUNTED = ("state", "match", "code")


def filtered(job: Import, query: Mapping[str, str], without: Iterable[str] = ()) -> QuerySet[ImportRow]:
    """The rows with a state, a match, a kind of doubt, of a block, with words of the name; what is no code is left."""
    rows = job.rows.all()
    for name in ("state", "match"):
        if query[name] and name not in without:
            rows = rows.filter(**{name: query[name]})
    if _is_code(query["code"]) and "code" not in without:
        rows = with_code(rows, query["code"])
    if query["block"].isdecimal():
        rows = rows.filter(block__position=int(query["block"][:9]))
    if query["q"]:
        rows = rows.filter(name__icontains=query["q"])
    return rows


def groups_of(job: Import, query: Mapping[str, str]) -> tuple[int, list[ChipGroup]]:
    """How many rows the filters find, and the chips with counts that leave out their own filter: one query."""
    total = 0
    asked = {**query, "code": query["code"] if _is_code(query["code"]) else ""}
    found: dict[str, dict[str, int]] = {name: {} for name in COUNTED}
    rows = filtered(job, query, without=COUNTED).order_by().values_list("state", "match", "codes")
    for state, match, codes, n in rows.annotate(n=Count("pk")):
        values = {"state": [state], "match": [match], "code": codes.split()}
        fits = {name: not asked[name] or asked[name] in values[name] for name in COUNTED}
        total += n if all(fits.values()) else 0
        for name in COUNTED:
            if all(fit for other, fit in fits.items() if other != name):
                for value in values[name]:
                    found[name][value] = found[name].get(value, 0) + n
    names = {
        code: doubts.NAMES.get(code, code) for code in sorted(found["code"], key=lambda c: -found["code"][c])
    }
    groups = [
        chip_group(_("核对"), "state", STATES, found["state"], query),
        chip_group(_("疑问"), "code", names, found["code"], query),
        chip_group(_("和现行目录比"), "match", MATCHES, found["match"], query),
    ]
    return total, [group for group in groups if group.items]


def blocks_of(job: Import) -> list[dict[str, Any]]:
    """Each block with its columns, how its rows stand and compare with the version in force: three queries."""
    kept = ~Q(state="left_out")
    counted = (
        job.rows.order_by()
        .values("block")
        .annotate(
            rows=Count("pk"),
            open=Count("pk", filter=Q(state="open")),
            faulty=Count("pk", filter=Q(state="open", faulty=True)),
            left=Count("pk", filter=Q(state="left_out")),
            new=Count("pk", filter=Q(match="new") & kept),
            kept=Count("pk", filter=Q(match="same") & kept),
        )
    )
    gone = dict(gone_of(job).order_by().values_list("version").annotate(n=Count("pk")))
    counts: dict[int, Any] = {row["block"]: row for row in counted}
    nothing = dict.fromkeys(("rows", "open", "faulty", "left", "new", "kept"), 0)
    return [
        {
            **nothing,
            **counts.get(block.pk, {}),
            "block": block,
            # Once for each area, at its first block.
            "gone": gone.pop(block.base_id, 0),
            "columns": [
                {
                    **column,
                    "label": labels.COLUMNS.get(column["column"], ""),
                    "told": [doubts.told(doubt) for doubt in column["doubts"]],
                }
                for column in block.columns
            ],
            "unsure": sum(1 for column in block.columns if column["doubts"]),
        }
        for block in job.blocks.select_related("area", "base")
    ]


def gone_of(job: Import) -> QuerySet[Entry]:
    """What stands in the versions the file was compared with and is not in the file: it ends with the new version."""
    bases = job.blocks.exclude(base=None).values("base")
    continued = job.rows.exclude(state="left_out").exclude(matter=None).values("matter")
    left = Entry.objects.filter(version__in=bases).exclude(matter__in=continued)
    return left.order_by(*IN_ORDER)


def unsure_columns(job: Import) -> list[str]:
    """The headings of columns whose meaning was not certain and that no person has settled."""
    said = {(grid, column) for grid, column, _meaning in job.mapping}
    return list(
        dict.fromkeys(
            column["text"] or str(column["index"] + 1)
            for block in job.blocks.all()
            for column in block.columns
            if column["doubts"] and (block.grid, column["index"]) not in said
        )
    )


def with_code(rows: QuerySet[ImportRow], code: str) -> QuerySet[ImportRow]:
    """The rows with one kind of doubt; none for what is no code."""
    return rows.filter(codes__regex=rf"(^| ){code}( |$)") if _is_code(code) else rows.none()


def _is_code(text: str) -> bool:
    return text.isidentifier()
