"""What can be filled into all rows that lack a column: a table without 公开层级 needs one answer, not three hundred."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.limits.parse import parse_limit

USUAL_LIMIT = "信息形成或者变更之日起20个工作日内"
"""条例第二十六条, where no other law says otherwise."""

FILLS: dict[str, dict[str, Any]] = {
    "no_level": {
        "county": _("县级"),
        "township": _("乡级"),
        "county township": _("县级和乡级"),
        "township village": _("乡级和村级"),
    },
    "no_manner": {"active": _("主动公开"), "on_request": _("依申请公开")},
    "no_audience": {"everyone": _("全社会")},
    "no_channel": {"website": _("政府网站")},
    "no_limit": {"usual": USUAL_LIMIT},
}
"""By the kind of doubt: what may be filled in, and its name."""


def filled(item: Item, code: str, value: str) -> Item:
    """The item with the answer in its column. KeyError for what is not in FILLS."""
    assert FILLS[code][value]
    if code == "no_level":
        return replace(item, levels=tuple(value.split()))
    if code == "no_manner":
        return replace(item, active=value == "active", on_request=value == "on_request")
    if code == "no_audience":
        return replace(item, everyone=True)
    if code == "no_channel":
        return replace(item, channels=(value,))
    return replace(item, limit=parse_limit(USUAL_LIMIT))
