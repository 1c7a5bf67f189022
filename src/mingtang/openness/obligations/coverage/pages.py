"""What the pages of both faces show; the faces only say what they may see and where their pages are."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from mingtang.foundation import clock
from mingtang.foundation.organisations.models import Area, Unit
from mingtang.foundation.organisations.queries import Authority, Scope
from mingtang.foundation.web.filters import chip_group
from mingtang.foundation.web.paging import page_number, slice_page
from mingtang.kernel.disclosure.coverage import WORST_FIRST
from mingtang.openness.obligations.coverage import evidence, matrix, queries
from mingtang.openness.obligations.coverage.matrix import UNCLAIMED, Cell, Matrix, Places
from mingtang.openness.obligations.coverage.queries import Row
from mingtang.openness.obligations.coverage.wording import LEVELS, LOOKS
from mingtang.openness.obligations.links import declarations_url


@dataclass
class Face:
    """`namespace` of its addresses; `who` looks (nobody: everybody), within `scope` (none: all that is public)."""

    namespace: str
    who: Authority | None = None
    scope: Scope | None = None

    def home(self, request: HttpRequest) -> dict[str, Any]:
        """The whole matrix under its filters."""
        query = _query(request, "level", "area", "view", "sort")
        found, columns = queries.rows(self.scope), matrix.areas()
        table = query["view"] == "table"
        laid = self._matrix(found, columns, query)
        return {
            "matrix": laid,
            "table": table,
            "lines": matrix.table(laid, query["sort"]) if table else laid.lines,
            "groups": matrix.groups(found, columns, query),
            "looks": list(LOOKS.values()),
            "today": clock.today(),
            "declarations_url": declarations_url(),
            **matrix.links(query, query["sort"]),
        }

    def download(self, request: HttpRequest) -> Matrix:
        """The matrix for a file, under the filters of the page."""
        return self._matrix(queries.rows(self.scope), matrix.areas(), _query(request, "level", "area"))

    def _matrix(self, found: list[Row], columns: list[Area], query: dict[str, str]) -> Matrix:
        if any(area.code == query["area"] for area in columns):
            columns = [area for area in columns if area.code == query["area"]]
        pks = {area.pk for area in columns}
        wanted = [
            row
            for row in found
            if row.area_id in pks and (query["level"] not in LEVELS or row.level == query["level"])
        ]
        return matrix.lay_out(wanted, Places(), columns, self.namespace)

    def unit(self, slug: str) -> dict[str, Any]:
        """One unit, area by area. 404 for one of which this face shows nothing."""
        places, columns = Places(), matrix.areas()
        found = self._of(slug, queries.rows(self.scope), places)
        laid = matrix.lay_out(found, places, columns, self.namespace)
        total = Cell()
        cells: dict[int, tuple[Area, Cell]] = {}
        for line in laid.lines:
            for area, cell in matrix.by_area(line, laid.head):
                own = cells.setdefault(area.pk, (area, Cell(url=cell.url)))[1]
                for state, n in cell.counts.items():
                    own.counts[state] = own.counts.get(state, 0) + n
                    total.counts[state] = total.counts.get(state, 0) + n
        unit = places.by_slug.get(slug)
        return {
            "unit": unit,
            "name": unit.name if unit else _("没人认领的事项"),
            "cells": [cells[area.pk] for area in columns if area.pk in cells],
            "total": total,
            "villages": sum(row.level == "village" for row in found) if unit else 0,
            "looks": list(LOOKS.values()),
            "today": clock.today(),
            "declarations_url": declarations_url(unit),
        }

    def cell(self, request: HttpRequest, slug: str, code: str) -> dict[str, Any]:
        """The matters of one unit in one area with the evidence, the worst first."""
        area = Area.objects.filter(code=code).first()
        if area is None:
            raise Http404
        places, led = Places(), queries.claims(area.pk)
        found = self._of(slug, queries.rows(self.scope, area_id=area.pk, led=led), places)
        counts: dict[str, int] = {}
        for row in found:
            counts[row.state] = counts.get(row.state, 0) + 1
        query = _query(request, "state")
        chosen = [row for row in found if query["state"] in ("", row.state)]
        chosen.sort(key=lambda row: (WORST_FIRST.index(row.state), row.unit_id or 0, row.matter_id))
        kept = [(name, value) for name, value in query.items() if value]
        page = slice_page(chosen, len(chosen), page_number(request.GET.get("page", "")), kept=kept)
        unit = places.by_slug.get(slug)
        states = {state.value: look.word for state, look in LOOKS.items()}
        return {
            "unit": unit,
            "name": unit.short_name if unit else _("没人认领"),
            "area": area,
            "page": page,
            "matters": evidence.explain(page.rows, led, places.units, self.who),
            "groups": [chip_group(_("状态"), "state", states, counts, query)] if len(counts) > 1 else [],
            "matter_url": "catalogue_desk:matter" if self.who else "catalogue:matter",
            "unit_slug": slug,
            "declarations_url": declarations_url(unit),
        }

    def _of(self, slug: str, found: list[Row], places: Places) -> list[Row]:
        """The rows shown under a unit, or those of nobody."""
        unit: Unit | None = places.by_slug.get(slug)
        if unit is None and slug != UNCLAIMED:
            raise Http404
        rows = [
            row
            for row in found
            if (places.shown(row.unit_id) == unit if row.unit_id is not None else unit is None)
        ]
        if not rows:
            raise Http404
        return rows


def _query(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip()[:60] for name in names}
