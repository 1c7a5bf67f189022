"""Several things counted in one statement."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet, Value


def counted(sets: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many there are of each, by name; one statement for all, none where nothing is asked."""
    parts: list[QuerySet[Any, Any]] = [
        rows.order_by().values(of=Value(name)).annotate(n=Count("pk")).values_list("of", "n")
        for name, rows in sets.items()
    ]
    if not parts:
        return {}
    # A set that is known to be empty is left out of the statement.
    return dict.fromkeys(sets, 0) | dict(parts[0].union(*parts[1:], all=True))
