"""The starter standard catalogue of 明堂县: rows for all 26 pilot areas, who claimed them, and papers that fulfil them.

All of it is written for the demo; nothing is copied from a real place's catalogue.
"""

from __future__ import annotations

from datetime import date

from mingtang.demo.catalogue import education, health, housing, labour, land, money, projects, social
from mingtang.demo.catalogue.finish import finish
from mingtang.demo.catalogue.shapes import TOWNSHIPS, DemoRow, Existing, Paper, PaperText, Same

__all__ = ["AREA_ROWS", "ROWS", "TOWNSHIPS", "DemoRow", "Existing", "Paper", "PaperText", "Same", "papers"]

ROWS: tuple[DemoRow, ...] = (*social.SOCIAL_ASSISTANCE, *social.ELDERLY_CARE, *education.COMPULSORY_EDUCATION, *education.HOUSEHOLD, *labour.EMPLOYMENT, *labour.SOCIAL_INSURANCE, *money.BUDGET, *money.TAXATION, *money.FARM_SUBSIDIES, *projects.MAJOR_PROJECTS, *projects.PUBLIC_RESOURCES, *land.PLANNING, *land.LAND_EXPROPRIATION, *land.HOUSE_EXPROPRIATION, *housing.AFFORDABLE_HOUSING, *housing.DILAPIDATED_HOUSING, *housing.MUNICIPAL_SERVICES, *housing.URBAN_ENFORCEMENT, *health.HEALTH, *health.PUBLIC_CULTURE, *health.FOOD_DRUG)
"""All rows, area by area."""

AREA_ROWS: dict[str, tuple[DemoRow, ...]] = {
    code: tuple(row for row in ROWS if row.area == code) for code in dict.fromkeys(row.area for row in ROWS)
}
"""The rows of each area by its code."""


def papers(today: date) -> list[PaperText]:
    """The papers that fulfil rows, finished as of ``today``, oldest first."""
    return finish(ROWS, today)
