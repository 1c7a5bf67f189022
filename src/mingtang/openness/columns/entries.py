"""The five fixed entries of every unit's site, in one format: guide, systems, what is disclosed, reports, requests."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.paging import page_number, paginate
from mingtang.foundation.web.slots import ENTRY_PANELS, EntryPage, UnitEntry
from mingtang.openness.columns import listing, queries, selecting
from mingtang.openness.columns.models import Column, Entry
from mingtang.openness.records import paper
from mingtang.openness.records.models import Record
from mingtang.openness.records.rows import row_of

GUIDES_SHOWN = 5
TOLD_AT_HOME = "art20-organisation"
_GROUPS = {
    Column.Level.ALL: gettext_lazy("各机关都要公开的（第二十条）"),
    Column.Level.COUNTY: gettext_lazy("县级机关还要公开的（第二十一条）"),
    Column.Level.TOWNSHIP: gettext_lazy("乡镇和街道还要公开的（第二十一条）"),
}


def guide(request: HttpRequest, unit: Unit, rest: str) -> EntryPage | None:
    """指南: what the unit says of itself, the common explanations, and the guide as published, where there is one."""
    if rest:
        return None
    found: list[Record] = []
    for column in queries.templates_for(unit, Entry.GUIDE):
        found += [r for r in queries.chosen(column, unit).newest(GUIDES_SHOWN) if r not in found]
    shown = Record.objects.select_related("live").get(pk=found[0].pk) if found else None
    text = paper.text_of(shown.live) if shown and shown.live else None
    context = {
        "text": text,
        "record": found[0] if found else None,
        "older": [row_of(record) for record in found[1:]],
        "texts": queries.texts("guide"),
    }
    return EntryPage(
        gettext_lazy("政府信息公开指南"),
        "columns/entries/guide.html",
        context,
        _("%(unit)s公开什么信息、怎样获取、找谁") % {"unit": unit.name},
    )


def systems(request: HttpRequest, unit: Unit, rest: str) -> EntryPage | None:
    """制度: the county's and the unit's own."""
    if rest:
        return None
    context = _rows(request, queries.templates_for(unit, Entry.SYSTEMS), unit)
    return EntryPage(
        gettext_lazy("政府信息公开制度"),
        "columns/entries/systems.html",
        context,
        _("%(unit)s政府信息公开的规定和办法") % {"unit": unit.name},
    )


def disclosed(request: HttpRequest, unit: Unit, rest: str) -> EntryPage | None:
    """法定主动公开内容: the tree of the law with counts; below it each node's records."""
    columns = queries.templates_for(unit, Entry.DISCLOSED)
    title = gettext_lazy("法定主动公开内容")
    if rest:
        column = next((column for column in columns if column.code == rest), None)
        if column is None:
            return None
        shown = listing.page_of(column, unit, page_number(request.GET.get("page", "")))
        context: dict[str, Any] = {"column": column, "shown": shown, "page": shown.page}
        trail = ((column.name, ""),)
        return EntryPage(column.name, "columns/entries/node.html", context, column.description, trail)
    numbers = queries.numbers_for(columns, unit)
    panels = [show(request, unit) for entry, show in ENTRY_PANELS if entry == Entry.DISCLOSED.value]
    groups = [
        (heading, [(column, numbers[column.pk]) for column in columns if column.level == level])
        for level, heading in _GROUPS.items()
    ]
    context = {
        "groups": [group for group in groups if group[1]],
        # The unit's home tells this; nobody has to publish it once more.
        "told_at_home": TOLD_AT_HOME,
        "panels": [panel for panel in panels if panel and panel.rows],
    }
    return EntryPage(
        title,
        "columns/entries/disclosed.html",
        context,
        _("%(unit)s依法应当主动公开的信息，按《政府信息公开条例》分类") % {"unit": unit.name},
    )


def reports(request: HttpRequest, unit: Unit, rest: str) -> EntryPage | None:
    """年报: by year, those of subordinate units with them."""
    if rest:
        return None
    context = _rows(request, queries.templates_for(unit, Entry.REPORTS), unit)
    years: dict[int, list[Any]] = {}
    for record in context["records"]:
        years.setdefault(report_year(record), []).append(row_of(record))
    return EntryPage(
        gettext_lazy("政府信息公开年报"),
        "columns/entries/reports.html",
        context | {"years": sorted(years.items(), reverse=True)},
        _("%(unit)s历年政府信息公开工作年度报告") % {"unit": unit.name},
    )


def requests(request: HttpRequest, unit: Unit, rest: str) -> EntryPage | None:
    """依申请公开: how to apply. The form on the web comes with the requests themselves."""
    if rest:
        return None
    return EntryPage(
        gettext_lazy("依申请公开"),
        "columns/entries/requests.html",
        {"texts": queries.texts("requests")},
        _("怎样向%(unit)s申请公开政府信息") % {"unit": unit.name},
    )


def report_year(record: Record) -> int:
    """The year that an annual report tells of: the one in its title, else the year before it was published."""
    for year in range(record.year, record.year - 6, -1):
        if str(year) in record.title:
            return year
    return record.year - 1


def _rows(request: HttpRequest, columns: Sequence[Column], unit: Unit) -> dict[str, Any]:
    """One list out of all the templates of an entry, newest first; a record that several have stands once."""
    reaches = queries.Reaches()
    chosen = [reaches.chosen(column, unit) for column in columns]
    if not chosen:
        return {"rows": [], "records": [], "page": None, "total": 0}
    if len(chosen) == 1:
        found, total = chosen[0].records(), selecting.counts({"all": chosen[0]})["all"]
    else:
        found = chosen[0].records()
        for other in chosen[1:]:
            found = found | other.records()
        found = found.distinct()
        total = found.count()
    number = page_number(request.GET.get("page", ""))
    page = paginate(found, total, number, order="published_at", kept={}, related=("unit",))
    return {"rows": [row_of(record) for record in page], "records": list(page), "page": page, "total": total}


ENTRIES = (
    UnitEntry("guide", gettext_lazy("政府信息公开指南"), 10, gettext_lazy("信息公开指南"), guide),
    UnitEntry("systems", gettext_lazy("政府信息公开制度"), 20, gettext_lazy("信息公开目录"), systems),
    UnitEntry("disclosed", gettext_lazy("法定主动公开内容"), 30, gettext_lazy("信息公开目录"), disclosed),
    UnitEntry("reports", gettext_lazy("政府信息公开年报"), 40, gettext_lazy("信息公开年报"), reports),
    UnitEntry("requests", gettext_lazy("依申请公开"), 50, gettext_lazy("依申请公开"), requests),
)
