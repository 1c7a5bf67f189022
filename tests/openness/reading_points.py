"""Reading points for tests."""

from typing import Any

from mingtang.openness.gazette import actions
from mingtang.openness.gazette.models import ReadingPoint
from tests.county import County


def point(county: County, unit: str = "county", **fields: Any) -> Any:
    given = {"kind": "library", "address": "某路1号", "unit": county.units[unit], **fields}
    return actions.save_point(county.authority_of("office"), ReadingPoint(), **given)
