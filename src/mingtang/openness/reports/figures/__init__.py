"""All numbers of a report, read from what is there anyway: about thirty queries, whatever the size of the county."""

from dataclasses import dataclass

from mingtang.foundation.organisations.models import Area
from mingtang.kernel.clock.cycles import Period
from mingtang.openness.reports.asked import Asked
from mingtang.openness.reports.figures import catalogue, duties, findings, reach, records
from mingtang.openness.reports.figures.counts import Counts, UnitRows
from mingtang.openness.reports.periods import months_until

MONTHS = 12


@dataclass
class Figures:
    """`counts` hold what adds up; the rest is what does not. `months` are the last twelve up to the period's end."""

    asked: Asked
    counts: Counts
    rows: UnitRows
    areas: dict[int, Area]
    months: list[Period]
    classes: records.Classes
    timeliness: duties.Timeliness
    answers: findings.Answers
    reach: reach.Reach


def figures_of(asked: Asked) -> Figures:
    counts, rows = Counts(), UnitRows(asked)
    months = months_until(asked.until, MONTHS)
    classes = records.read(asked, counts, months)
    timeliness = duties.read(asked, counts, rows, months)
    catalogue.read(asked, counts, rows)
    answers = findings.read(asked, counts)
    seen = reach.read(asked, counts)
    areas = {area.pk: area for area in Area.objects.all()}
    return Figures(asked, counts, rows, areas, months, classes, timeliness, answers, seen)
