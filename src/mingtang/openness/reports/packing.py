"""An inspection pack (迎检材料): the report, a folder for each indicator, and a page that says how all was made.

Only what is public goes in: records as everybody can read them, duties by their matters.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mingtang.foundation.documents.paper import MissingFont
from mingtang.foundation.documents.pdf import as_pdf as paper_as_pdf
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.records import queries as records
from mingtang.openness.records.models import Record
from mingtang.openness.records.paper import paper_of
from mingtang.openness.reports import addresses, composing, periods, queries
from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.document import Table, written
from mingtang.openness.reports.figures import Figures, figures_of
from mingtang.openness.reports.lists import LISTS, rows_of
from mingtang.openness.reports.measures import MEASURES, Measure
from mingtang.openness.reports.models import Indicator
from mingtang.openness.reports.rows import Names, table_of
from mingtang.openness.reports.sentences import form_of
from mingtang.openness.reports.writers import WRITERS
from mingtang.openness.reports.writers.xlsx import table_as_xlsx

PRINTED_MOST = 10
"""Records of one indicator that are printed; the list names all."""
EVIDENCE_MOST = 2000
Progress = Callable[[int, int], None]


@dataclass
class Shown:
    """An indicator on the page 说明."""

    indicator: Indicator
    value: str
    measure: Measure
    folder: str
    rows: int
    printed: int


@dataclass
class Pack:
    """Files by name, with their hashes in the order in which they were put in."""

    out: zipfile.ZipFile
    hashes: list[tuple[str, str, int]]

    def put(self, name: str, data: bytes) -> None:
        self.out.writestr(name, data)
        self.hashes.append((name, hashlib.sha256(data).hexdigest(), len(data)))


def name_of(period: str) -> str:
    found = periods.read(period)
    return _("%(period)s政务公开迎检材料") % {"period": period_words(found) if found else period}


def packed(asked: Asked, progress: Progress) -> bytes:
    """The zip. Raises MissingFont where the fonts are not installed."""
    figures = figures_of(asked)
    indicators = list(queries.indicators_on(asked.today))
    total = len(indicators) + 3
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        pack = Pack(out, [])
        _report(pack, figures, lambda done: progress(done, total))
        names, shown = composing.names_of(figures), []
        for number, indicator in enumerate(indicators, start=1):
            shown.append(_indicator(pack, figures, names, indicator, number))
            progress(3 + number, total)
        page = render_to_string(
            "reports/pack/readme.html",
            {
                "asked": asked,
                "title": f"{asked.unit.name}{name_of(asked.code)}",
                "indicators": shown,
                "hashes": pack.hashes,
                "measures": MEASURES.values(),
                "address": settings.PUBLIC_URL + addresses.report(asked),
                "printed_most": PRINTED_MOST,
                "evidence_most": EVIDENCE_MOST,
            },
        )
        pack.put(_("说明.html"), page.encode())
        sums = "".join(f"{digest}  {name}\n" for name, digest, _size in pack.hashes)
        out.writestr("SHA256SUMS.txt", sums)
    return buffer.getvalue()


def _report(pack: Pack, figures: Figures, done: Callable[[int], None]) -> None:
    report = composing.composed(figures)
    folder, name = _("工作报告"), f"{report.title}{report.subtitle}"
    for number, (form, write) in enumerate(WRITERS.items(), start=1):
        pack.put(f"{folder}/{name}.{form}", write(report))
        done(number)


def _indicator(pack: Pack, figures: Figures, names: Names, indicator: Indicator, number: int) -> Shown:
    asked, measure = figures.asked, MEASURES[indicator.measure]
    folder = f"{number:02} {_safe(indicator.name)}"
    value = measure.of(figures)
    words = _("没有可计算的数据") if value is None else written(value, form_of(measure.code))
    if measure.noun != "%" and value is not None:
        words = f"{words} {measure.noun}"
    tables = [_sheet(indicator, measure, words)]
    printed = 0
    if measure.listing:
        address = settings.PUBLIC_URL + addresses.listing(asked, measure.listing)
        evidence = table_of(
            asked,
            measure.listing,
            name=_("佐证"),
            title=indicator.name,
            most=EVIDENCE_MOST,
            names=names,
            url=address,
        )
        if evidence.rows:
            tables.append(evidence)
        printed = _print(pack, asked, measure.listing, folder)
    pack.put(f"{folder}/{_('指标')}.xlsx", table_as_xlsx(tables, _absolute))
    return Shown(indicator, words, measure, folder, len(tables[-1].rows) if len(tables) > 1 else 0, printed)


def _sheet(indicator: Indicator, measure: Measure, words: str) -> Table:
    verified = _("已对照原文核实") if indicator.verified else _("还没有对照原文核实")
    rows = (
        (_("指标"), indicator.name),
        (_("类别"), indicator.group),
        (_("检查要求"), indicator.demand),
        (_("依据"), f"{indicator.source}（{verified}）"),
        (_("数据"), f"{measure.label}：{words}"),
        (_("怎么算"), str(measure.how)),
    )
    return Table(_("指标"), indicator.name, (_("项目"), _("内容")), rows, (2, 10))


def _print(pack: Pack, asked: Asked, code: str, folder: str) -> int:
    """The first public records of a list as they can be printed from the site."""
    number = 0
    for record in _public_of(asked, code):
        assert record.live
        try:
            data = paper_as_pdf(
                paper_of(record, record.live, list(records.attachments_of(record.live))),
                fonts_dir=settings.OPTIONS.fonts_dir,
            )
        except MissingFont as missing:
            if not missing.characters:
                raise
            continue
        number += 1
        pack.put(f"{folder}/{_('佐证')}/{number:02} {_safe(record.title)}.pdf", data)
    return number


def _public_of(asked: Asked, code: str) -> list[Record]:
    """Records of a list that everybody can read now, in its order."""
    listing, rows = LISTS[code], rows_of(asked, code)
    ids: list[UUID] = []
    if listing.kind == "record" and isinstance(rows, QuerySet):
        ids = list(rows.values_list("pk", flat=True)[: PRINTED_MOST * 5])
    elif listing.kind == "duty" and isinstance(rows, QuerySet):
        ids = list(
            rows.filter(evidence_kind="record").values_list("evidence_id", flat=True)[: PRINTED_MOST * 5]
        )
    elif listing.kind == "corrected" and isinstance(rows, QuerySet):
        ids = list(rows.values_list("record_id", flat=True)[: PRINTED_MOST * 5])
    found = records.public().select_related("unit", "live").in_bulk(list(dict.fromkeys(ids)))
    return [found[pk] for pk in dict.fromkeys(ids) if pk in found][:PRINTED_MOST]


def _absolute(url: str) -> str:
    return settings.PUBLIC_URL + url if url.startswith("/") else url


def _safe(name: str) -> str:
    """As a part of a path that every system can unpack."""
    return "".join(c for c in name if c >= " " and c not in '\\/:*?"<>|').strip(". ")[:40]
