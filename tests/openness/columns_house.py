"""Columns for tests: their values, and records that meet or miss a condition."""

from typing import Any

from mingtang.openness.columns import actions
from mingtang.openness.columns.models import Column, ColumnType
from mingtang.openness.records.actions import OldRecord, load_records
from mingtang.openness.records.models import Record
from tests.county import CONTENT, NOON, County


def values(county: County, unit: str = "civil", **given: Any) -> dict[str, Any]:
    return {
        "name": "通知公告",
        "code": "civil-notices",
        "description": "民政局的通知和公告",
        "keywords": "通知,公告",
        "type": ColumnType.objects.get(name="政策文件"),
        "unit": county.units[unit],
        "reach": "own",
        "by_filter": True,
        "is_open": True,
        **given,
    }


def column(county: County, unit: str = "civil", *, by: str = "", **given: Any) -> Column:
    """A column of the unit, set up by its drafter (of the county by the openness office)."""
    who = county.authority_of(by or ("office" if unit == "county" else f"{unit}-drafter"))
    return actions.create_column(who, values(county, unit, **given))


def loaded(
    county: County, unit: str, *titles: str, area: str = "", days_ago: int = 0, **content: Any
) -> list[Record]:
    """Public records of a unit, loaded at once."""
    from datetime import timedelta

    return load_records(
        county.authority_of("office"),
        county.units[unit],
        [
            OldRecord(
                {**CONTENT, "title": title, "doc_no": "", **content},
                NOON - timedelta(days=days_ago, minutes=n),
                area=county.areas[area] if area else None,
            )
            for n, title in enumerate(titles)
        ],
    )


def statutory(county: County) -> dict[str, Column]:
    """The statutory columns, by code."""
    actions.install_defaults(county.authority_of("office"), county.units["county"])
    return {row.code: row for row in Column.objects.filter(reach="each")}
