"""A report composed out of its numbers; the page and the three files are written from it."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from mingtang.openness.reports import addresses, sections
from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.document import Block, Heading, Report, Table
from mingtang.openness.reports.figures import Figures, figures_of
from mingtang.openness.reports.rows import Names, table_of
from mingtang.openness.reports.sentences import Teller, day_words

EVIDENCE_MOST = 300
"""Rows of one annex. A list says how many there are in all, and where."""


def compose(asked: Asked) -> Report:
    """In the language of the documents, whoever asks."""
    with override(settings.LANGUAGE_CODE):
        return composed(figures_of(asked))


def composed(figures: Figures) -> Report:
    asked, teller = figures.asked, Teller(figures)
    lines = [_("数据截至%(day)s") % {"day": day_words(asked.today)}]
    if asked.is_running:
        lines.append(_("本期还没有结束，数据还会变化"))
    return Report(
        title=_("%(unit)s政务公开工作报告") % {"unit": asked.unit.name},
        subtitle=_("（%(period)s）") % {"period": asked.words},
        lines=tuple(lines),
        blocks=tuple(_blocks(figures, teller)),
        annexes=tuple(_annexes(asked, teller, names_of(figures))),
        signer=asked.unit.name,
        day=asked.today,
        site=settings.PUBLIC_URL,
        address=addresses.report(asked),
    )


CHAPTERS: tuple[tuple[Callable[[], str], Callable[[Figures, Teller], Iterator[Block]]], ...] = (
    (lambda: _("总体情况"), sections.overview),
    (lambda: _("信息公开"), sections.publishing),
    (lambda: _("按时公开"), sections.timeliness),
    (lambda: _("各单位情况"), sections.units),
    (lambda: _("目录覆盖和长期公开"), sections.catalogue),
    (lambda: _("纠错和问题整改"), sections.findings),
    (lambda: _("浏览、搜索和栏目更新"), sections.reach),
    (lambda: _("统计口径"), sections.method),
)
_NUMERALS = "一二三四五六七八九十"


def _blocks(figures: Figures, teller: Teller) -> Iterator[Block]:
    number = 0
    for title, section in CHAPTERS:
        blocks = list(section(figures, teller))
        if blocks:
            yield Heading(f"{_NUMERALS[number]}、{title()}")
            yield from blocks
            number += 1


ANNEXES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("published", lambda: _("公开信息清单")),
    ("delayed", lambda: _("逾期公开和逾期未办清单")),
    ("declared", lambda: _("声明本期无应公开信息清单")),
    ("withdrawn", lambda: _("撤下信息清单")),
    ("corrected", lambda: _("更正信息清单")),
)


def names_of(figures: Figures) -> Names:
    units = {pk: unit.short_name for pk, unit in figures.rows.units.items()}
    return Names(units, {pk: area.name for pk, area in figures.areas.items()})


def _annexes(asked: Asked, teller: Teller, names: Names) -> Iterator[Table]:
    number = 0
    for code, title in ANNEXES:
        if not (teller.has("late") or teller.has("overdue") if code == "delayed" else teller.has(code)):
            continue
        table = annex(asked, code, title(), names)
        if table.rows:
            number += 1
            named = _("附件%(n)s") % {"n": number}
            yield Table(
                f"{named} {table.name}",
                f"{named}　{table.title}",
                table.heads,
                table.rows,
                table.weights,
                table.note,
            )


def annex(asked: Asked, code: str, title: str, names: Names, most: int = EVIDENCE_MOST) -> Table:
    """A list of evidence as a table."""
    url = settings.PUBLIC_URL + addresses.listing(asked, code)
    return table_of(asked, code, name=title, title=title, most=most, names=names, url=url)
