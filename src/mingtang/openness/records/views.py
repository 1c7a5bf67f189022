"""The public face of records."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models.query import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.foundation.cases.registry import PROCESSES
from mingtang.foundation.documents import qr
from mingtang.foundation.findings import queries as findings
from mingtang.foundation.findings.subjects import report_url
from mingtang.foundation.guard.texts import covered
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.web.filters import ChipGroup, chip_group
from mingtang.foundation.web.paging import page_number, paginate
from mingtang.foundation.web.slots import SUBJECT_PANELS
from mingtang.kernel.flowchart import Arrow, Kind, Node, draw
from mingtang.kernel.process import Process
from mingtang.openness.records import (
    choices,
    export,
    facts,
    normative,
    paper,
    previews,
    printing,
    queries,
    tags,
    validity,
    visits,
)
from mingtang.openness.records.browsing import Browsing, browse
from mingtang.openness.records.models import Record
from mingtang.openness.records.related import related
from mingtang.openness.records.rows import row_of
from mingtang.openness.records.searching import search_address

FACETS = ("theme_main", "area_id", "genre", "year", "unit_id")


@require_safe
def record_list(request: HttpRequest) -> HttpResponse:
    """All public records, newest first, under filters. Words are what the search is for."""
    asked = browse(request.GET)
    if asked.query["q"]:
        return redirect(search_address(asked.query))
    total, counts = asked.selection.counts(*(() if asked.query["for"] else FACETS))
    page = paginate(
        asked.selection.records(),
        total,
        page_number(request.GET.get("page", "")),
        order="published_at",
        kept=asked.query,
        related=("unit",),
    )
    kept = [(name, value) for name, value in asked.query.items() if value]
    context = {
        "title": asked.title,
        "asked": asked,
        "rows": [row_of(r) for r in page],
        "page": page,
        "kept": kept,
        "groups": _groups(counts, asked.query) if counts else _chosen(asked, total),
        "crumbs": [(_("首页"), "/"), (asked.title, "")],
        "filtered": asked.is_filtered,
        "feed_url": reverse("records:feed") + asked.address,
    }
    return render(request, "records/list.html", context, status=page.status)


@require_safe
def normative_list(request: HttpRequest) -> HttpResponse:
    """规范性文件, newest first, each with its state."""
    wanted = normative.asked(request.GET)
    found = wanted.records()
    page = paginate(
        found,
        found.count(),
        page_number(request.GET.get("page", "")),
        order="published_at",
        kept=wanted.query,
        related=("unit",),
    )
    context = {
        "asked": wanted,
        "page": page,
        "rows": [(row_of(record), record, validity.badge_of(record)) for record in page],
        "q": wanted.query["q"],
        "kept": [(name, value) for name, value in wanted.query.items() if value and name != "q"],
        "groups": wanted.groups(),
        "crumbs": [(_("首页"), "/"), (_("规范性文件"), "")],
    }
    return render(request, "records/normative.html", context, status=page.status)


@require_safe
def record_export(request: HttpRequest) -> HttpResponse:
    return _sheet(browse(request.GET).selection.records(), "records.xlsx")


@require_safe
def normative_export(request: HttpRequest) -> HttpResponse:
    return _sheet(normative.asked(request.GET).records(), "normative.xlsx")


def _sheet(records: QuerySet[Record], name: str) -> HttpResponse:
    response = HttpResponse(export.workbook(records), content_type=export.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _groups(counts: dict[str, dict[str, int]], query: dict[str, str]) -> list[ChipGroup]:
    units = list(Unit.objects.filter(pk__in=counts["unit_id"]).order_by("path"))
    areas = list(Area.objects.filter(pk__in=[pk for pk in counts["area_id"] if pk not in (None, "None")]))
    years = dict(sorted(counts["year"].items(), reverse=True))
    groups = [
        chip_group(_("主题"), "theme", choices.main_theme_labels(), counts["theme_main"], query),
        chip_group(
            _("领域"),
            "area",
            {a.code: a.name for a in areas},
            {a.code: counts["area_id"][str(a.pk)] for a in areas},
            query,
        ),
        chip_group(_("体裁"), "genre", dict(choices.genres()), counts["genre"], query),
        chip_group(_("年度"), "year", {year: year for year in years}, years, query),
        chip_group(
            _("单位"),
            "unit",
            {u.slug: u.short_name for u in units},
            {u.slug: counts["unit_id"][str(u.pk)] for u in units},
            query,
        ),
    ]
    return [group for group in groups if group.items]


def _chosen(asked: Browsing, total: int) -> list[ChipGroup]:
    """What was chosen besides words, so that it can be taken away: the rest is not counted."""
    query, unit, area = asked.query, asked.unit, asked.area
    labels: dict[str, tuple[Any, Mapping[str, Any]]] = {
        "for": (_("服务对象"), choices.audience_groups()),
        "theme": (_("主题"), choices.main_theme_labels()),
        "area": (_("领域"), {area.code: area.name} if area else {}),
        "genre": (_("体裁"), dict(choices.genres())),
        "year": (_("年度"), {query["year"]: query["year"]}),
        "unit": (_("单位"), {unit.slug: unit.short_name} if unit else {}),
    }
    return [
        chip_group(title, name, {query[name]: words[query[name]]}, {query[name]: total}, query)
        for name, (title, words) in labels.items()
        if query[name] in words and query[name]
    ]


@require_safe
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One public record; a withdrawn one answers with its tombstone, anything else with 404."""
    found = _public(pk)
    if found is None or found.live is None:
        return _gone(request, pk)
    visits.seen(request, found)
    history = list(queries.live_history(found))
    return render(
        request,
        "records/record.html",
        {
            "record": found,
            "shown": found.live,
            "tags": tags.tags_of(found, found.live),
            "visits": visits.of(found),
            "related": [row_of(other) for other in related(found, found.live)],
            "text": paper.text_of(found.live),
            "facts": facts.public_facts(found, found.live),
            "attachments": queries.attachments_of(found.live),
            "history": history if len(history) > 1 else [],
            "badge": row_of(found).badge,
            "panels": [panel for show in SUBJECT_PANELS if (panel := show(queries.SUBJECT, found.pk))],
            "findings": findings.answered_of_subject(queries.SUBJECT, found.pk),
            "report_url": report_url(queries.SUBJECT, found.pk),
            "crumbs": [
                (_("首页"), "/"),
                (found.unit.short_name, found.unit.get_absolute_url()),
                (found.title, ""),
            ],
        },
    )


@require_safe
def paper_file(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:
    """The record as PDF or DOCX in official layout."""
    found = _public(pk)
    if found is None or found.live is None:
        return _gone(request, pk)
    response = printing.answer(request, found, found.live, form)
    response["Cache-Control"] = "public, no-cache"
    return response


@require_safe
def qr_code(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The permanent address as a QR code; renames of the unit leave it as it is."""
    found = _public(pk)
    if found is None:
        return _gone(request, pk)
    return HttpResponse(qr.as_svg(paper.address_of(found)), content_type="image/svg+xml")


@require_safe
def attachment(request: HttpRequest, pk: UUID, file_id: UUID) -> HttpResponse:
    """What an attachment shows without being opened: its picture, its tables, its words by page."""
    found = _public(pk)
    if found is None or found.live is None:
        return _gone(request, pk)
    entry = queries.attachment_of(found.live, file_id)
    if entry is None:
        raise Http404
    crumbs = [
        (_("首页"), "/"),
        (found.unit.short_name, found.unit.get_absolute_url()),
        (found.title, reverse("records:record", args=[pk])),
        (entry.title, ""),
    ]
    context = {"record": found, "crumbs": crumbs, **previews.context_of(request, entry)}
    return render(request, "records/attachment.html", context)


def _public(pk: UUID) -> Record | None:
    return queries.public().select_related("unit", "area", "live").filter(pk=pk).first()


def _gone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tombstone of a withdrawn record; 404 for what never was public."""
    gone = queries.tombstones().select_related("unit").filter(pk=pk).first()
    if gone is None:
        raise Http404
    return _tombstone(request, gone)


def _tombstone(request: HttpRequest, gone: Record) -> HttpResponse:
    context = {
        # It may have been withdrawn for what stands in its title.
        "title": covered(gone.title),
        "withdrawn_on": gone.withdrawn_at,
        "note": gone.withdrawal_note,
        "unit": gone.unit.name,
    }
    return render(request, "web/errors/410.html", context, status=410)


@require_safe
def process_page(request: HttpRequest, process_id: str) -> HttpResponse:
    """The flowchart and table of a process, drawn from the table that runs it."""
    versions = [process for process in PROCESSES if process.id == process_id]
    if not versions:
        raise Http404
    process = max(versions, key=lambda p: p.version)
    steps: dict[str, list[str]] = {}
    for state in process.states:
        for transition in process.leaving(state.id):
            steps.setdefault(str(state.label), []).append(str(transition.verb))
    return render(
        request,
        "records/process.html",
        {
            "process": process,
            "svg": mark_safe(flowchart(process)),  # noqa: S308  drawn by us, all text escaped
            "steps": [(s.step, s.label, steps.get(str(s.label), [])) for s in process.states],
            "others": [p for p in PROCESSES if p.id != process_id],
            "crumbs": [(_("首页"), "/"), (process.title, "")],
        },
    )


def flowchart(process: Process) -> str:
    """The process as SVG; steps bear the numbers of the seven steps, arrows their verbs."""
    names: list[str] = []
    for state in process.states:
        if str(state.step) not in names:
            names.append(str(state.step))
    nodes = [
        Node(
            s.id,
            f"{s.step}\n{s.label}" if s.step != s.label else str(s.label),
            str(names.index(str(s.step)) + 1),
            s.final,
        )
        for s in process.states
    ]
    ways: dict[tuple[str, str], tuple[Kind, list[str]]] = {}
    for t in process.transitions:
        for source in t.source:
            # 撤回 goes the way of 退回 from every step; drawn once more it would only tangle the lines.
            if source == t.target or t.id == "recall":
                continue
            kind: Kind = "forward" if t.kind == "stay" else t.kind
            verbs = ways.setdefault((source, t.target), (kind, []))[1]
            if str(t.verb) not in verbs:
                verbs.append(str(t.verb))
    arrows = [Arrow(a, b, "／".join(verbs), kind) for (a, b), (kind, verbs) in ways.items()]
    return draw(str(process.title), nodes, arrows)
