"""A house list, so that the gate is tried without any rule about spelling or privacy."""

from typing import Any

from mingtang.foundation.guard import actions
from mingtang.foundation.guard.models import HousePhrase
from tests.county import County

UNWANTED = "测试禁用词"


def phrase(county: County, level: str = "block", text: str = UNWANTED, **fields: Any) -> HousePhrase:
    """A line of the county's list."""
    who, unit = county.authority_of("office"), county.units[fields.pop("unit", "county")]
    return actions.add_phrase(who, unit, text=text, level=level, source="某规范", **fields)
