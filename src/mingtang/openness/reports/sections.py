"""The chapters of a report: sentences first, then tables and charts. A chapter with nothing in it is left out."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from mingtang.kernel.classification.genres import GENRES
from mingtang.openness.obligations.wording import period_words
from mingtang.openness.records import choices
from mingtang.openness.reports import addresses
from mingtang.openness.reports.document import (
    Block,
    Cell,
    Chart,
    Form,
    Link,
    Number,
    Sentence,
    Series,
    Shape,
    Table,
    written,
)
from mingtang.openness.reports.figures import Figures
from mingtang.openness.reports.figures.counts import Numbers
from mingtang.openness.reports.figures.duties import mean, worst
from mingtang.openness.reports.measures import MEASURES, rate
from mingtang.openness.reports.sentences import Teller, form_of, ranked

KEY_MEASURES = (
    "published", "policy", "should", "on_time", "late", "overdue", "rate", "declared", "waived", "made", "withdrawn",
    "corrected", "cut_short", "confirmed", "reported", "answered_in_time", "problems", "cured", "visits", "searches",
)  # fmt: skip
BARS_MOST, HEAT_MOST, NAMED = 15, 25, 3


def overview(figures: Figures, teller: Teller) -> Iterator[Block]:
    yield teller.published()
    yield teller.timely()
    yield from _there(teller.besides(), teller.began())
    table = key_table(figures, teller)
    if table.rows:
        yield table


def key_table(figures: Figures, teller: Teller) -> Table:
    """All measures of the period beside those of the periods compared; what is nought in all of them is left out."""
    asked, buckets = figures.asked, figures.asked.buckets
    names = dict(zip(("this", "before", "year_ago"), teller.nouns, strict=True))
    rows: list[tuple[Cell, ...]] = []
    for code in KEY_MEASURES:
        measure = MEASURES[code]
        values = {name: measure.of(figures, name) for name in buckets}
        if not any(values.values()):
            continue
        cells = [
            Number(
                value,
                form_of(code),
                addresses.listing(asked.during(buckets[name]), measure.listing)
                if measure.listing and value
                else "",
            )
            for name, value in values.items()
        ]
        rows.append((str(measure.label), str(measure.noun), *cells))
    heads = (_("指标"), _("单位"), *(names[name] for name in buckets))
    return Table(_("主要数据"), _("主要数据"), heads, tuple(rows), (4, 1.6, *(1.6 for _b in buckets)))


def publishing(figures: Figures, teller: Teller) -> Iterator[Block]:
    if not teller.has("published"):
        yield from _there(teller.changed())
        return
    areas = [
        (name, numbers["published"])
        for name, code, numbers in _areas(figures)
        if numbers["published"] and code != addresses.NO_AREA
    ]
    themes = _classes(figures.classes.themes, choices.main_theme_labels())
    genres = _classes(figures.classes.genres, {code: _(label) for code, label in GENRES.items()})
    if len(areas) > 1:
        yield Sentence(
            (_("公开较多的领域：%(list)s。") % {"list": ranked(sorted(areas, key=_most)[:NAMED], _("条"))},)
        )
    yield from _there(teller.changed())
    yield from _months(figures)
    asked = figures.asked
    for name, key, found in ((_("主题"), "theme", themes), (_("体裁"), "genre", genres)):
        rows: list[tuple[Cell, ...]] = [
            (label, Number(n, Form.WHOLE, addresses.listing(asked, "published", **{key: code})))
            for label, code, n in found
        ]
        if len(rows) > 1:
            title = _("按%(what)s分的公开信息") % {"what": name}
            yield Table(title, title, (name, _("条数")), tuple(rows), (4, 1.5))


def _months(figures: Figures) -> Iterator[Chart]:
    """The line of the last months, from the first in which there was anything."""
    numbers = list(figures.classes.months.items())
    while numbers and not numbers[0][1]:
        numbers.pop(0)
    if len(numbers) < 2:
        return
    title = _("各月公开信息条数")
    table = Table(
        _("各月公开"),
        title,
        (_("月份"), _("条数")),
        tuple((period_words(month), Number(n)) for month, n in numbers),
        (3, 1.5),
    )
    values = [n for _month, n in numbers]
    top = numbers[values.index(max(values))]
    yield Chart(
        Shape.BARS,
        title,
        tuple(_short(month.first) for month, _n in numbers),
        (Series(_("公开信息"), tuple(values)),),
        Form.WHOLE,
        _("%(n)s 个月的柱状图，最多的是%(month)s，%(most)s 条。")
        % {"n": len(values), "month": period_words(top[0]), "most": f"{top[1]:,}"},
        table,
    )


def timeliness(figures: Figures, teller: Teller) -> Iterator[Block]:
    yield from _there(teller.delays())
    yield from _rate_line(figures)
    rows: list[tuple[Cell, ...]] = []
    for name, code, numbers in _areas(figures):
        if numbers["should"] or numbers["published"]:
            area_id = next((pk for pk, area in figures.areas.items() if area.code == code), None)
            days = figures.timeliness.delays.by_area.get(area_id)
            rows.append((name, *_work(figures, numbers, area=code), Number(mean(days), Form.DECIMAL)))
    if any(numbers["should"] for _n, _c, numbers in _areas(figures)):
        title = _("各领域公开情况")
        heads = (_("领域"), *_work_heads(), _("平均逾期（工作日）"))
        yield Table(title, title, heads, tuple(rows), (3, 1.2, 1.3, 1.2, 1.2, 1.2, 1.3, 1.5))


def _rate_line(figures: Figures) -> Iterator[Chart]:
    found = list(figures.timeliness.months.items())
    while found and not found[0][1][1]:
        found.pop(0)
    if len(found) < 2:
        return
    title = _("各月按时率")
    rates = [done / due if due else None for _month, (done, due) in found]
    table = Table(
        title,
        title,
        (
            _("月份"),
            str(MEASURES["should"].label),
            str(MEASURES["on_time"].label),
            str(MEASURES["rate"].label),
        ),
        tuple(
            (period_words(month), Number(due), Number(done), Number(share, Form.SHARE))
            for (month, (done, due)), share in zip(found, rates, strict=True)
        ),
        (3, 1.5, 1.5, 1.5),
    )
    known = [share for share in rates if share is not None]
    yield Chart(
        Shape.LINE,
        title,
        tuple(_short(month.first) for month, _n in found),
        (Series(_("按时率"), tuple(rates)),),
        Form.SHARE,
        _("%(n)s 个月的折线图，按时率在 %(low)s 到 %(high)s 之间。")
        % {"n": len(rates), "low": written(min(known), Form.SHARE), "high": written(max(known), Form.SHARE)},
        table,
    )


def units(figures: Figures, teller: Teller) -> Iterator[Block]:
    found = unit_rows(figures)
    if len(found) < 2:
        return
    table = unit_table(figures, found)
    yield table
    rated = [(name, numbers, pk) for pk, name, numbers in found if numbers["should"]]
    rated.sort(key=lambda each: (rate(each[1]) or 0, -each[1]["should"]))
    if len(rated) > 1:
        yield _unit_bars(rated[:BARS_MOST], len(rated))
        yield from _heat(figures, rated[:HEAT_MOST], len(rated))


def unit_rows(figures: Figures) -> list[tuple[int, str, Numbers]]:
    """Unit, name and numbers of each row that has something to show, in the order of the county."""
    rows, by_row = figures.rows, figures.counts.by_row(figures.rows)
    own = figures.asked.unit.pk
    alone = set(by_row) <= {own}
    found = []
    for pk, unit in rows.units.items():
        numbers = by_row.get(pk)
        if numbers and any(numbers[code] for code in (*WORK, "claimed")):
            name = (
                _("%(unit)s本级") % {"unit": unit.short_name} if pk == own and not alone else unit.short_name
            )
            found.append((pk, name, numbers))
    return found


def unit_table(figures: Figures, found: list[tuple[int, str, Numbers]]) -> Table:
    title = _("各单位公开情况")
    rows: list[tuple[Cell, ...]] = []
    for pk, name, numbers in found:
        slug = figures.rows.units[pk].slug
        days = figures.timeliness.delays.by_row.get(pk)
        rows.append(
            (
                Link(name, addresses.report_of(slug, figures.asked.code)),
                *_work(figures, numbers, row=slug),
                Number(worst(days)),
                Number(rate(numbers, "covered", "claimed"), Form.SHARE),
            )
        )
    heads = (_("单位"), *_work_heads(), _("最长逾期（工作日）"), str(MEASURES["coverage"].label))
    return Table(title, title, heads, tuple(rows), (3, 1.2, 1.3, 1.2, 1.2, 1.2, 1.3, 1.5, 1.3))


def _unit_bars(rated: list[tuple[str, Numbers, int]], of: int) -> Chart:
    title = (
        _("各单位按时率")
        if of <= len(rated)
        else _("各单位按时率（从低到高的前 %(n)s 个）") % {"n": len(rated)}
    )
    table = Table(
        _("单位按时率"),
        title,
        (_("单位"), str(MEASURES["should"].label), str(MEASURES["rate"].label)),
        tuple(
            (name, Number(numbers["should"]), Number(rate(numbers), Form.SHARE))
            for name, numbers, _pk in rated
        ),
        (3, 1.5, 1.5),
    )
    lowest = rated[0]
    return Chart(
        Shape.BARS,
        title,
        tuple(name for name, _n, _pk in rated),
        (Series(_("按时率"), tuple(rate(numbers) for _name, numbers, _pk in rated)),),
        Form.SHARE,
        _("%(n)s 个单位的柱状图，最低的是%(unit)s，%(rate)s。")
        % {"n": len(rated), "unit": lowest[0], "rate": written(rate(lowest[1]), Form.SHARE)},
        table,
    )


def _heat(figures: Figures, rated: list[tuple[str, Numbers, int]], of: int) -> Iterator[Chart]:
    """Units by month, the lowest of the period first; months in which nothing fell due anywhere are left out."""
    by_row = figures.timeliness.by_row
    months = [month for month in figures.months if any(by_row[pk][month][1] for _name, _n, pk in rated)]
    if len(months) < 2:
        return
    series = []
    for name, _numbers, pk in rated:
        cells = [by_row[pk][month] for month in months]
        series.append(Series(name, tuple(done / due if due else None for done, due in cells)))
    title = _("各单位各月按时率")
    if of > len(rated):
        title = _("各单位各月按时率（本期从低到高的前 %(n)s 个）") % {"n": len(rated)}
    labels = tuple(_short(month.first) for month in months)
    table = Table(
        _("单位各月按时率"),
        title,
        (_("单位"), *labels),
        tuple((one.name, *(Number(value, Form.SHARE) for value in one.values)) for one in series),
        (3, *(1 for _m in months)),
    )
    alt = _("%(units)s 个单位 %(months)s 个月的热力图，颜色越深按时率越低。") % {
        "units": len(series),
        "months": len(months),
    }
    yield Chart(Shape.HEAT, title, labels, tuple(series), Form.SHARE, alt, table)


def catalogue(figures: Figures, teller: Teller) -> Iterator[Block]:
    yield teller.catalogue()
    yield from _there(teller.confirmed())
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            Number(numbers["claimed"], Form.WHOLE, addresses.listing(figures.asked, "claimed", area=code)),
            Number(numbers["covered"], Form.WHOLE, addresses.listing(figures.asked, "covered", area=code)),
            Number(
                rate(numbers, "covered", "claimed"),
                Form.SHARE,
                addresses.listing(figures.asked, "uncovered", area=code),
            ),
        )
        for name, code, numbers in _areas(figures)
        if numbers["claimed"]
    ]
    if len(rows) > 1:
        title = _("各领域目录覆盖")
        heads = (_("领域"), *(str(MEASURES[code].label) for code in ("claimed", "covered", "coverage")))
        yield Table(title, title, heads, tuple(rows), (3, 1.5, 1.8, 1.5))


def findings(figures: Figures, teller: Teller) -> Iterator[Block]:
    yield from _there(teller.reports(), teller.problems())


def reach(figures: Figures, teller: Teller) -> Iterator[Block]:
    yield from _there(teller.reach(), teller.stale())
    if figures.reach.read:
        title = _("浏览较多的信息")
        rows = tuple(
            (Link(record.title, addresses.record(record.pk)), record.unit.short_name, Number(number))
            for record, number in figures.reach.read
        )
        yield Table(title, title, (_("标题"), _("单位"), _("浏览次数")), rows, (6, 2, 1.3))
    if figures.reach.lacking:
        title = _("搜索了但没有找到的")
        words = tuple((text, Number(number)) for text, number in figures.reach.lacking)
        yield Table(_("没找到的搜索"), title, (_("搜索的内容"), _("次数")), words, (5, 1.3))


def method(figures: Figures, teller: Teller) -> Iterator[Block]:
    yield Sentence((_("数据由系统从公开、目录、任务和纠错的记录里直接计算，没有另外填报。"),))
    rows = tuple((str(measure.label), str(measure.how)) for measure in MEASURES.values())
    yield Table(_("统计口径"), _("统计口径"), (_("指标"), _("怎么算")), rows, (2, 6))


def _work_heads() -> tuple[str, ...]:
    return tuple(str(MEASURES[code].label) for code in WORK)


WORK = ("published", "should", "on_time", "late", "overdue", "rate")


def _work(figures: Figures, numbers: Numbers, **narrowed: Any) -> Iterator[Number]:
    for code in WORK:
        value = rate(numbers) if code == "rate" else numbers[code]
        listing = MEASURES[code].listing
        url = addresses.listing(figures.asked, listing, **narrowed) if value else ""
        yield Number(value, form_of(code), url)


def _areas(figures: Figures) -> list[tuple[str, str, Numbers]]:
    """Name, code and numbers of each area, in their order; what has none comes last."""
    by_area = figures.counts.by_area()
    found = [(area.name, area.code, by_area[pk]) for pk, area in figures.areas.items() if pk in by_area]
    if None in by_area:
        found.append((_("未分领域"), addresses.NO_AREA, by_area[None]))
    return found


def _classes(numbers: dict[str, int], labels: dict[str, str]) -> list[tuple[str, str, int]]:
    found = [(str(labels.get(code, _("未分类"))), code, n) for code, n in numbers.items() if n]
    return sorted(found, key=lambda each: (-each[2], each[1]))


def _most(pair: tuple[str, int]) -> int:
    return -pair[1]


def _short(day: Any) -> str:
    return f"{day.year % 100:02}.{day.month:02}"


def _there(*sentences: Sentence | None) -> Iterator[Sentence]:
    return (sentence for sentence in sentences if sentence)
