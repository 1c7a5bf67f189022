"""The starter standard catalogue of 明堂县: rows for all 26 pilot areas, who claimed them, and papers that fulfil them.

All of it is written for the demo; nothing is copied from a real place's catalogue.
"""

from __future__ import annotations

from datetime import date

from mingtang.demo.catalogue import (
    education,
    governance,
    health,
    housing,
    labour,
    land,
    money,
    projects,
    safety,
    social,
)
from mingtang.demo.catalogue.finish import finish
from mingtang.demo.catalogue.shapes import TOWNSHIPS, DemoRow, Existing, Paper, PaperText, Same
from mingtang.kernel.classification.areas import PILOT_AREAS

__all__ = ["AREA_ROWS", "ROWS", "TOWNSHIPS", "DemoRow", "Existing", "Paper", "PaperText", "Same", "papers"]

_WRITTEN: tuple[DemoRow, ...] = (
    *social.SOCIAL_ASSISTANCE,
    *social.ELDERLY_CARE,
    *education.COMPULSORY_EDUCATION,
    *education.HOUSEHOLD,
    *labour.EMPLOYMENT,
    *labour.SOCIAL_INSURANCE,
    *money.BUDGET,
    *money.TAXATION,
    *money.FARM_SUBSIDIES,
    *projects.MAJOR_PROJECTS,
    *projects.PUBLIC_RESOURCES,
    *land.PLANNING,
    *land.LAND_EXPROPRIATION,
    *land.HOUSE_EXPROPRIATION,
    *housing.AFFORDABLE_HOUSING,
    *housing.DILAPIDATED_HOUSING,
    *housing.MUNICIPAL_SERVICES,
    *housing.URBAN_ENFORCEMENT,
    *health.HEALTH,
    *health.PUBLIC_CULTURE,
    *health.FOOD_DRUG,
    *safety.WORK_SAFETY,
    *safety.DISASTER_RELIEF,
    *governance.LEGAL_SERVICES,
    *governance.ENVIRONMENT,
    *governance.POVERTY_ALLEVIATION,
)

AREA_ROWS: dict[str, tuple[DemoRow, ...]] = {
    area.code: tuple(row for row in _WRITTEN if row.area == area.code) for area in PILOT_AREAS
}
"""The rows of each area by its code, in the kernel's order of areas."""

ROWS: tuple[DemoRow, ...] = tuple(row for rows in AREA_ROWS.values() for row in rows)
"""All rows, area by area."""


def papers(today: date) -> list[PaperText]:
    """The papers that fulfil rows, finished as of ``today``, oldest first."""
    return finish(ROWS, today)
