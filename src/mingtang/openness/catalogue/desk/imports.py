"""Importing a catalogue: upload, watch it being read, and what was understood."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mingtang.foundation.cases.actions import Act
from mingtang.foundation.events.queries import of_case
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.foundation.web.refusals import take_errors
from mingtang.kernel.catalogue import channels
from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.classification.themes import THEMES
from mingtang.kernel.refusals import Invalid
from mingtang.openness.catalogue import actions, doubts, forms, labels, listing, previewing, process, queries
from mingtang.openness.catalogue.desk.base import CatalogueView, steps
from mingtang.openness.catalogue.filling import FILLS
from mingtang.openness.catalogue.limits import sentence
from mingtang.openness.catalogue.models import Import, ImportRow


class ImportListView(CatalogueView):
    """Imports so far, and the form for a new one."""

    template_name = "catalogue/desk/imports.html"
    actions = (process.MANAGE,)

    def _form(self, *data: Any) -> forms.UploadForm:
        units = self.units(process.MANAGE).filter(kind=Unit.Kind.GOVERNMENT)
        return forms.UploadForm(*data, units=units, initial={"unit": units.first()})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data
            try:
                job = actions.start_import(self.authority, data["unit"], data["file"])
            except Invalid as refusal:
                take_errors(form, refusal)
            else:
                return redirect("catalogue_desk:import", job.pk)
        return self._show(form, 422)

    def _show(self, form: forms.UploadForm, status: int = 200) -> HttpResponse:
        jobs = queries.imports_visible_to(self.authority).select_related("case__opened_by")[:50]
        rows = [
            {"job": job, "state": process.OUTCOMES.get(job.case.outcome) or job.case.current.label}
            for job in jobs
            if job.case
        ]
        return self.render_to_response(self.get_context_data(form=form, jobs=rows), status=status)


class OneImport(CatalogueView):
    """A page of one import; those outside the person's scope do not exist."""

    actions = (process.MANAGE,)

    @cached_property
    def job(self) -> Import:
        found = queries.imports_visible_to(self.authority).filter(pk=self.kwargs["pk"]).first()
        if found is None or found.case is None:
            raise Http404
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and self.may_manage:
            assert self.job
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(job=self.job, case=self.job.case, **kwargs)

    def act(self, **kwargs: Any) -> Act:
        """What the person saw goes with what they do."""
        seen = self.request.POST.get("lock_version", "")
        return Act(int(seen) if seen.isdecimal() else None, **kwargs)


class ImportView(OneImport):
    """While it is read: how far. Then: what was understood, row by row, with what is doubtful and why."""

    template_name = "catalogue/desk/import.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.job.case
        assert case
        notes = [_note(note) for note in self.job.notes]
        context = super().get_context_data(
            notes=[note for note in notes if note.tone == "muted"],
            warnings=[note for note in notes if note.tone != "muted"],
            reading=case.state == "reading",
            settling=case.state == "settling",
            outcome=process.OUTCOMES.get(case.outcome, ""),
            refused=case.outcome == "refused",
            timeline=steps(of_case(case.pk)),
            **kwargs,
        )
        return context | (self._preview() if case.state == "settling" else {})

    def _preview(self) -> dict[str, Any]:
        query = self.query("state", "code", "block", "match", "q")
        total, groups = previewing.groups_of(self.job, query)
        rows = previewing.filtered(self.job, query).select_related("block__area")
        number = page_number(self.request.GET.get("page", ""))
        page = slice_page(rows, total, number, kept=listing.pairs_of(query))
        blocks = previewing.blocks_of(self.job)
        return {
            "page": page,
            "rows": [row_shown(row) for row in page],
            "groups": groups,
            "blocks": blocks,
            "new_areas": len({row["block"].area_code for row in blocks if not row["block"].area_id} - {""}),
            "sums": {name: sum(row[name] for row in blocks) for name in ("rows", "open", "faulty", "left")},
            "query": query,
            "code_name": doubts.NAMES.get(query["code"], ""),
            "fills": list(FILLS.get(query["code"], {}).items()),
            "back": self.request.META.get("QUERY_STRING", "")[:300],
            "filtered": any(query.values()),
        }


class ProgressView(OneImport):
    """How far reading has come, for the page's script."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.job.case
        assert case
        state = {"reading": case.state == "reading", "done": self.job.done, "total": self.job.total}
        return JsonResponse(state)


def row_shown(row: ImportRow) -> dict[str, Any]:
    """A row for the preview: what was understood, what is doubtful, what stands in the file."""
    item = Item.of_data(row.text)
    told = [doubts.told(doubt) for doubt in row.doubts]
    doubtful = {doubt.field: doubt.tone for doubt in reversed(told) if doubt.tone != "muted"}
    return {
        "row": row,
        "area": row.block.area.name if row.block.area else row.block.area_text,
        "name": row.name or _("（没有名称）"),
        "doubts": [doubt for doubt in told if doubt.tone != "muted"],
        "remarks": [doubt for doubt in told if doubt.tone == "muted"],
        "understood": [(label, value, doubtful.get(name, "")) for name, label, value in understood(item)],
        "cells": [cell for cell in row.cells if cell.strip()],
        "tone": {"open": "late" if row.faulty else "soon", "left_out": "muted"}.get(row.state, "ok"),
    }


def understood(item: Item) -> list[tuple[str, Any, str]]:
    """Field, label and value of each column, as understood."""
    values = {
        "item1": item.item1,
        "item2": item.item2,
        "item3": item.item3,
        "elements": item.elements.replace("\n", "；"),
        "basis": item.basis,
        "limit": _limit_words(item),
        "subject": item.subject,
        "channels": "、".join(channels.label(code) for code in item.channels),
        "everyone": _("是") if item.everyone else "",
        "specific": item.specific,
        "active": _("是") if item.active else "",
        "on_request": _("是") if item.on_request else "",
        "levels": "、".join(str(labels.LEVELS[level]) for level in item.levels),
        "theme": THEMES[item.theme].local_label if item.theme in THEMES else "",
        "remark": item.remark,
        "local": _("是") if item.local else "",
    }
    return [(name, labels.FIELDS[name], value) for name, value in values.items() if value]


def _limit_words(item: Item) -> str:
    kind = labels.LIMIT_TYPES[item.limit.type.value]
    words = sentence(item.limit)
    if item.limit.raw and words != item.limit.raw:
        return f"{item.limit.raw}（{kind}：{words}）"
    return f"{item.limit.raw}（{kind}）" if item.limit.raw else ""


def _note(note: Any) -> doubts.Told:
    if isinstance(note, str):
        return doubts.Told("", "", "", "", note, "muted")
    return doubts.told(note)
