"""Choosing a unit and a period, the report as a page, and the same as a file."""

import re
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from mingtang.foundation.documents.paper import MissingFont
from mingtang.foundation.organisations.queries import units_on
from mingtang.kernel.clock.cycles import period_of
from mingtang.kernel.refusals import NotVisible
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.reports import addresses, kinds, periods, queries
from mingtang.openness.reports.asked import last_closed
from mingtang.openness.reports.composing import compose
from mingtang.openness.reports.desk.base import AskedView, ReportsView
from mingtang.openness.reports.document import Block, Chart, Heading, Sentence, Table
from mingtang.openness.reports.writers import CONTENT_TYPES, WRITERS
from mingtang.openness.reports.writers.svg import as_svg

PACKS_SHOWN = 10
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class HomeView(ReportsView):
    """The form to choose, the newest reports, and the packs made lately."""

    template_name = "reports/desk/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = self.query("unit", "period")
        if asked["unit"] and periods.read(asked["period"]):
            known = queries.units_visible_to(self.authority).filter(slug=asked["unit"]).first()
            if known:
                return redirect(addresses.report_of(known.slug, asked["period"]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visible = queries.units_visible_to(self.authority)
        living = units_on(self.authority.today).filter(pk__in=visible.values("pk"))
        units = list(living.order_by("path"))
        mine = {actor.post.unit_id for actor in self.authority.actors if actor.post}
        # The unit that the person answers for: the highest one they see, or their own.
        first = next((u for u in units if u.parent_id is None), None) or next(
            (u for u in units if u.pk in mine), units[0] if units else None
        )
        today = self.authority.today
        newest = [last_closed("month", today), last_closed("quarter", today), last_closed("year", today)]
        return super().get_context_data(
            units=units,
            first=first,
            groups=periods.recent(today),
            chosen=periods.code_of(last_closed("quarter", today)),
            newest=[(period_words(p), addresses.report_of(first.slug, periods.code_of(p))) for p in newest]
            if first
            else [],
            packs=[
                (pack, period_words(p))
                for pack in queries.packs_visible_to(self.authority)[:PACKS_SHOWN]
                if (p := periods.read(pack.period))
            ],
            may_manage=kinds.MANAGE in self.authority.actions,
            **kwargs,
        )


class ReportView(AskedView):
    template_name = "reports/desk/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = compose(self.asked)
        period = self.period
        following = period_of(period.cycle, period.last + timedelta(days=1))
        has_next = following.first <= self.authority.today
        return super().get_context_data(
            report=report,
            blocks=[shown(block) for block in report.blocks],
            annexes=[shown(table) for table in report.annexes],
            before=addresses.report_of(self.unit.slug, periods.code_of(periods.before(period))),
            after=addresses.report_of(self.unit.slug, periods.code_of(following)) if has_next else "",
            forms=[("docx", _("下载 Word")), ("pdf", _("下载 PDF")), ("xlsx", _("下载 Excel"))],
            has_units=any(
                block.title == _("各单位公开情况") for block in report.blocks if isinstance(block, Table)
            ),
            **kwargs,
        )


def shown(block: Block) -> dict[str, Any]:
    """A block as `reports/desk/block.html` shows it."""
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text}
        case Sentence():
            return {"kind": "sentence", "pieces": [_piece(piece) for piece in block.pieces]}
        case Chart():
            svg = mark_safe(as_svg(block))  # noqa: S308  drawn by us, all text escaped
            return {"kind": "chart", "title": block.title, "svg": svg, "table": shown(block.table)}
        case _:
            numbers = [block.is_number(n) for n in range(len(block.heads))]
            return {
                "kind": "table",
                "title": block.title,
                "heads": list(zip(block.heads, numbers, strict=True)),
                "rows": [
                    [
                        (*_piece(cell), "num" if number else _kind(cell))
                        for cell, number in zip(row, numbers, strict=True)
                    ]
                    for row in block.rows
                ],
                "note": block.note,
            }


def _kind(cell: Any) -> str:
    """Days never break in the middle."""
    return "when" if isinstance(cell, str) and _DAY.fullmatch(cell) else ""


def _piece(piece: Any) -> tuple[str, str]:
    return (piece, "") if isinstance(piece, str) else (piece.text, piece.url)


class FileView(AskedView):
    """The report as DOCX, PDF or XLSX. A missing font is said, never printed as boxes."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.kwargs["form"]
        if form not in WRITERS:
            raise NotVisible(_("没有这种格式。"))
        report = compose(self.asked)
        try:
            data = WRITERS[form](report)
        except MissingFont as missing:
            context = self.get_context_data(missing=missing)
            return render(request, "reports/desk/no_font.html", context, status=503)
        name = f"{report.title}{report.subtitle}.{form}"
        return HttpResponse(
            data,
            content_type=CONTENT_TYPES[form],
            headers={
                "Content-Disposition": content_disposition_header(True, name) or "",
                "X-Content-Type-Options": "nosniff",
            },
        )
