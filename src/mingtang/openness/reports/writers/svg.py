"""A chart as SVG for the page: shapes and words with classes, which the style sheet colours. No inline style."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from mingtang.openness.reports.document import Chart, Series, Shape
from mingtang.openness.reports.writers.pdf import is_lying

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 680.0, 240.0, 52.0, 18.0, 28.0
BAR, CELL, NAMES = 26.0, 24.0, 150.0
SHADES = 5


def as_svg(chart: Chart) -> str:
    """The drawing; its words are those of the chart, all escaped."""
    if chart.shape == Shape.HEAT:
        height, parts = CELL * (len(chart.series) + 1), _heat(chart)
    elif is_lying(chart):
        height, parts = BAR * len(chart.labels), _lying(chart)
    else:
        height, parts = HEIGHT, _standing(chart)
    label = escape(f"{chart.title}。{chart.alt}")
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {height:g}" role="img" aria-label="{label}" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, said: str, kind: str = "", anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{escape(said)}</text>'


def _share(chart: Chart, value: float | None) -> float:
    return min((value or 0) / chart.highest, 1.0)


def _standing(chart: Chart) -> Iterator[str]:
    series, plot = chart.series[0], HEIGHT - TOP - BOTTOM
    for n in range(5):
        y = TOP + plot * (4 - n) / 4
        yield f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" class="chart-rule"/>'
        yield _text(LEFT - 6, y + 4, chart.text(chart.highest * n / 4), "chart-tick", "end")
    step = (WIDTH - LEFT) / len(series.values)
    every = max(1, round(44 / step + 0.49))
    for n, label in enumerate(chart.labels):
        if n % every == 0:
            yield _text(LEFT + step * (n + 0.5), HEIGHT - 8, label, "chart-tick")
    yield from (_line if chart.shape == Shape.LINE else _columns)(chart, series, step, plot)


def _columns(chart: Chart, series: Series, step: float, plot: float) -> Iterator[str]:
    thick = min(step * 0.62, 60)
    for n, value in enumerate(series.values):
        x, tall = LEFT + step * (n + 0.5), plot * _share(chart, value)
        if value:
            yield (
                f'<rect x="{x - thick / 2:.1f}" y="{TOP + plot - tall:.1f}" width="{thick:.1f}" '
                f'height="{tall:.1f}" class="chart-bar"/>'
            )
            yield _text(x, TOP + plot - tall - 5, chart.text(value), "chart-value")


def _line(chart: Chart, series: Series, step: float, plot: float) -> Iterator[str]:
    before: tuple[float, float] | None = None
    for n, value in enumerate(series.values):
        if value is None:
            before = None
            continue
        x, y = LEFT + step * (n + 0.5), TOP + plot * (1 - _share(chart, value))
        if before:
            yield f'<line x1="{before[0]:.1f}" y1="{before[1]:.1f}" x2="{x:.1f}" y2="{y:.1f}" class="chart-line"/>'
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" class="chart-bar"/>'
        around = [
            v for v in (*series.values[max(n - 1, 0) : n], *series.values[n + 1 : n + 2]) if v is not None
        ]
        valley = bool(around) and all(v > value for v in around) and y < TOP + plot - 24
        yield _text(x, y + 18 if valley else y - 9, chart.text(value), "chart-value")
        before = (x, y)


def _lying(chart: Chart) -> Iterator[str]:
    for n, (label, value) in enumerate(zip(chart.labels, chart.series[0].values, strict=True)):
        y, long = BAR * n, (WIDTH - NAMES - 64) * _share(chart, value)
        yield _text(NAMES - 8, y + 17, label, "chart-name", "end")
        yield f'<rect x="{NAMES}" y="{y + 4:.1f}" width="{max(long, 1):.1f}" height="{BAR - 8}" class="chart-bar"/>'
        yield _text(NAMES + long + 6, y + 17, chart.text(value), "chart-value", "start")


def _heat(chart: Chart) -> Iterator[str]:
    """The darker, the lower; every cell bears its number."""
    step = (WIDTH - NAMES) / len(chart.labels)
    for n, label in enumerate(chart.labels):
        yield _text(NAMES + step * (n + 0.5), 16, label, "chart-tick")
    for m, row in enumerate(chart.series, start=1):
        yield _text(NAMES - 8, CELL * m + 17, row.name, "chart-name", "end")
        for n, value in enumerate(row.values):
            x, y = NAMES + step * n, CELL * m
            shade = "none" if value is None else str(round((1 - _share(chart, value)) * (SHADES - 1)))
            yield (
                f'<g class="heat heat-{shade}"><rect x="{x:.1f}" y="{y:.1f}" width="{step - 1:.1f}" '
                f'height="{CELL - 1}"/>{_text(x + step / 2, y + 16, _cell(value))}</g>'
            )


def _cell(value: float | None) -> str:
    return "—" if value is None else f"{value * 100:.0f}"
