"""A column searched by itself: what it selects, as a condition on the index."""

from mingtang.foundation.search.engine.wanted import All, Condition, Either, OneOf, TitleHas
from mingtang.foundation.search.searchable import NOWHERE, SCOPES, Bounded
from mingtang.openness.columns import queries
from mingtang.openness.columns.models import Pick
from mingtang.openness.columns.selecting import Chosen
from mingtang.openness.records.queries import SUBJECT

PARAMETER = "column"


def register() -> None:
    SCOPES.register(PARAMETER, _column)


def _column(code: str) -> Bounded:
    column = queries.public().filter(code=code).first()
    return Bounded(column.name, condition_of(queries.chosen(column))) if column else Bounded(code, NOWHERE)


def condition_of(chosen: Chosen) -> Condition:
    """The records that a saved view selects, picked ones included."""
    records = OneOf("kind", (SUBJECT,))
    units = () if chosen.unit_ids is None else (OneOf("unit", tuple(sorted(chosen.unit_ids))),)
    ways: list[Condition] = []
    if chosen.by_filter:
        ways.append(All((records, *units, *_filters(chosen))))
    if chosen.picks_of:
        picks = Pick.objects.filter(column__in=chosen.picks_of).values_list("record_id", flat=True)
        keys = OneOf("key", tuple(f"{SUBJECT}:{pk}" for pk in picks))
        ways.append(All((keys, *units)) if chosen.picks_within else keys)
    return Either(tuple(ways)) if ways else NOWHERE


def _filters(chosen: Chosen) -> list[Condition]:
    found: list[Condition] = []
    if chosen.area_id:
        found.append(OneOf("area", (chosen.area_id,)))
    if chosen.themes:
        found.append(OneOf("themes", chosen.themes))
    if chosen.genre:
        found.append(OneOf("genre", (chosen.genre,)))
    if chosen.year:
        found.append(OneOf("year", (chosen.year,)))
    if chosen.only_policy:
        found.append(OneOf("flag", ("policy",)))
    if chosen.only_normative:
        found.append(OneOf("flag", ("normative",)))
    return [*found, *(TitleHas(word) for word in chosen.words.split())]
